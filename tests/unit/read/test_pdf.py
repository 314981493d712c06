"""PDF files as text and as images."""

from __future__ import annotations

import pytest

from deckgen.diagnostics import DeckgenError
from deckgen.read.inspect import inspect_file
from deckgen.read.pdf import read_pdf
from deckgen.read.render import render_pages
from tests.unit.verify import sample


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
def test_objects_stand_under_their_names(language: str) -> None:
    record = read_pdf(sample.slides(language))
    assert record.title == sample.deck_pages(language).title
    keys = [item.key for item in record.pages[1].objects]
    assert keys[0] == "output/title"
    assert "" not in keys
    title = record.pages[1].objects[0]
    assert (
        "".join(run.text for paragraph in title.paragraphs for run in paragraph).replace("\n", "")
        == sample.WORDS[language][1]
    )
    assert 0 < title.box.x < title.box.right < 12_192_000


def test_the_outline_of_a_pdf() -> None:
    outline = inspect_file(sample.brief(), "brief.pdf")
    assert "== page1" in outline
    assert "    | Guangzhou 12.5" in outline


@pytest.mark.parametrize("data", [b"\x00\x01\xff", b"", b"plain"])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(DeckgenError) as raised:
        inspect_file(data, "x.bin")
    assert raised.value.diagnostics[0].code == "DG792"


def test_images_are_png_of_the_asked_size_and_always_the_same() -> None:
    first = list(render_pages(sample.brief(), 0.5))
    assert len(first) == len(sample.brief_pages().pages)
    assert all(image.startswith(b"\x89PNG") for image in first)
    assert int.from_bytes(first[0][16:20], "big") == 298
    assert first == list(render_pages(sample.brief(), 0.5))


def test_what_is_no_pdf_is_an_error() -> None:
    with pytest.raises(DeckgenError) as raised:
        list(render_pages(b"no pdf", 1))
    assert raised.value.diagnostics[0].code == "DG770"
