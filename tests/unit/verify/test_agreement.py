"""What a PDF shows against what was placed; the first differences are named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from deckgen.model.geometry import Box
from deckgen.model.pages import Pages, PlacedText
from deckgen.model.record import FileRecord, ObjectRecord, PageRecord, RunRecord, SeriesRecord
from deckgen.read.pdf import page_texts, read_pdf
from deckgen.verify.agreement import MOST_FINDINGS, check_agreement, check_drawn
from deckgen.verify.brief import verify_brief
from deckgen.write.pdf import write_pdf
from deckgen.write.records import record_drawn
from tests.unit.verify import sample

LANGUAGES = ("zh", "en", "ja")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_written_pdf_shows_what_was_placed(language: str) -> None:
    assert check_drawn(record_drawn(sample.brief_pages(language)), read_pdf(sample.brief(language))) == ()
    assert check_drawn(record_drawn(sample.deck_pages(language)), read_pdf(sample.slides(language))) == ()


def drawn_differently(pages: Pages, key: str, old: str, new: str) -> Pages:
    """The pages with one character of a drawn line changed, the paragraphs left as they are."""

    def text(item: PlacedText) -> PlacedText:
        paragraphs = tuple(
            replace(
                paragraph,
                lines=tuple(
                    replace(line, fragments=tuple(replace(f, text=f.text.replace(old, new)) for f in line.fragments))
                    for line in paragraph.lines
                ),
            )
            for paragraph in item.paragraphs
        )
        return replace(item, paragraphs=paragraphs)

    return replace(
        pages,
        pages=tuple(
            replace(
                page, items=tuple(text(i) if i.name == key and isinstance(i, PlacedText) else i for i in page.items)
            )
            for page in pages.pages
        ),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_changed_character_of_a_pdf_is_named(language: str) -> None:
    pages = sample.brief_pages(language)
    data = write_pdf(drawn_differently(pages, "output/card", "12.5", "12.6"), sample.theme())
    (finding,) = verify_brief(data, pages)
    assert finding.code == "DG762"
    assert "output/card" in finding.message
    assert "12.6" in finding.message


def test_page_texts_hold_the_shown_values() -> None:
    first, *others = page_texts(sample.brief())
    assert len(others) == len(sample.brief_pages().pages) - 1
    assert "Guangzhou at a glance" in first
    assert all(value in first for value in ("12.5", "11.0"))


def record(**changes: object) -> FileRecord:
    item = ObjectRecord(
        key="s/chart",
        kind="chart",
        box=Box(0, 0, 10, 10),
        paragraphs=((RunRecord("a"), RunRecord("1", "q.x")),),
        cells=((((RunRecord("c"),),),),),
        categories=(RunRecord("k"),),
        series=(SeriesRecord("n", ("1", "2"), ("q.x", None)),),
    )
    page = PageRecord(key="s", objects=(replace(item, **changes),), section="A", notes=("n",))  # type: ignore[arg-type]
    return FileRecord(language="en", title="t", pages=(page,))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"key": "s/other"}, "missing s/chart; extra s/other"),
        ({"box": Box(0, 0, 10, 11)}, "s/chart: box"),
        ({"alt": "other"}, "alt is 'other'"),
        ({"paragraphs": ((RunRecord("a"), RunRecord("2", "q.x")),)}, "paragraph 1: text is 'a2' instead of 'a1'"),
        ({"paragraphs": ((RunRecord("a"), RunRecord("1")),)}, "paragraph 1, '1': value is 'None' instead of 'q.x'"),
        ({"cells": ((((RunRecord("d"),),),),)}, "cell 1.1, paragraph 1: text is 'd'"),
        ({"cells": ((), ())}, "rows of cells"),
        ({"categories": ()}, "category 1: text is ''"),
        ({"series": (SeriesRecord("n", ("1", "3"), ("q.x", None)),)}, "series 1, point 2: text is '3'"),
        ({"series": (SeriesRecord("n", ("1", "2"), ("q.y", None)),)}, "point 1, '1': value is 'q.y'"),
        ({"series": ()}, "series 1: series is ''"),
    ],
)
def test_the_place_of_a_difference_is_named(changes: dict[str, object], words: str) -> None:
    (finding,) = check_agreement(record(), record(**changes))
    assert words in finding.message


def test_equal_records_agree_and_many_differences_are_cut() -> None:
    assert check_agreement(record(), record()) == ()
    long = record(categories=tuple(RunRecord(str(number)) for number in range(50)))
    assert len(check_agreement(record(), long)) == MOST_FINDINGS


def test_other_pages_are_one_finding() -> None:
    other = replace(record(), pages=(), title="u")
    assert [finding.code for finding in check_agreement(record(), other)] == ["DG760", "DG760"]
