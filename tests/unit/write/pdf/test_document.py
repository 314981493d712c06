"""PDF files: embedded fonts, the text that was placed, same bytes twice, navigation, properties, and what is refused."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pikepdf
import pytest

from deckgen.diagnostics import DeckgenError
from deckgen.model.document import Document
from deckgen.model.nodes import Text
from deckgen.model.pages import Page, Pages, PlacedChart, PlacedShape, PlacedTable, PlacedText
from deckgen.model.set_text import SetParagraph
from deckgen.model.text import Paragraph, Run
from deckgen.read.pdf import page_texts, read_pdf
from deckgen.write.pdf import write_pdf
from tests.unit.layout.document import (
    AT,
    SENTENCES,
    brief,
    bullets,
    cards,
    chart,
    deck,
    document,
    fact,
    packaged_theme,
    paragraph,
    prose,
    runs,
    slide,
    table,
)

LANGUAGES = ("zh", "en", "ja")
PLACES = {"zh": "苏州工业园区", "en": "Suzhou Industrial Park", "ja": "蘇州工業園区"}
TAGS = {"zh": "zh-CN", "en": "en-US", "ja": "ja-JP"}


def full(language: str) -> Document:
    """A document with every kind of leaf."""
    sentence = SENTENCES[language]
    styled = Paragraph(
        runs=(
            Run(text="Bold", bold=True),
            Run(text=" and "),
            Run(text="raised", superscript=True),
            Run(text=" link", link="https://example.org/a"),
        )
    )
    return document(
        slide(
            prose(sentence),
            Text(key="styled", paragraphs=(styled,), at=AT),
            cards(2, 2),
            key="one",
            title=sentence[:30],
            takeaway=runs(sentence[:40]),
            prose=tuple(paragraph(sentence * 4, "prose") for _ in range(3)),
            facts=(fact("12.5", sentence[:10]),),
            sources=(1,),
        ),
        slide(chart((PLACES[language], "Wuxi", "B 2"), numbers=(10, 25, -5)), key="two", title="Chart"),
        slide(chart(("2022", "2023"), "column", numbers=(7, 9)), key="three", title="Columns"),
        slide(
            table([(sentence[:20], "b", "1.5"), ("c", sentence, "2")], ("A", "B", "C")),
            bullets([sentence, "x"]),
            key="four",
        ),
        language=language,
        status="draft",
    )


def written(pages: Pages) -> bytes:
    return write_pdf(pages, packaged_theme())


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _set_paragraphs(page: Page) -> Iterator[tuple[str, SetParagraph]]:
    for each in page.items:
        if isinstance(each, PlacedText):
            yield from ((each.name, found) for found in each.paragraphs)
        elif isinstance(each, PlacedTable):
            yield from ((each.name, found) for row in each.rows for cell in row for found in cell.paragraphs)


def placed_texts(page: Page) -> dict[str, str]:
    """The text of each object on the page, without spaces."""
    texts: dict[str, str] = {}
    for name, found in _set_paragraphs(page):
        texts[name] = texts.get(name, "") + squeezed("".join(line.text for line in found.lines))
    return texts


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("arrange", [deck, brief])
def test_every_font_is_embedded_and_subset(language: str, arrange: type) -> None:
    with pikepdf.open(io.BytesIO(written(arrange(full(language))))) as pdf:
        fonts = {
            str(font.BaseFont): font
            for page in pdf.pages
            for font in page.resources.get("/Font", pikepdf.Dictionary()).values()
        }
        assert fonts
        for name, font in fonts.items():
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            descriptor = inner.FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor, name
            assert re.match(r"/[A-Z]{6}\+", name), name
            assert "/ToUnicode" in font, name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("arrange", [deck, brief])
def test_the_text_read_back_is_the_text_placed(language: str, arrange: type) -> None:
    pages = arrange(full(language))
    record = read_pdf(written(pages))
    assert len(record.pages) == len(pages.pages)
    for page, shown in zip(pages.pages, record.pages, strict=True):
        read = {
            each.key: squeezed("".join(run.text for found in each.paragraphs for run in found))
            for each in shown.objects
        }
        for name, text in placed_texts(page).items():
            assert read.get(name, "") == text, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_stays_inside_its_box(language: str) -> None:
    pages = brief(full(language))
    boxes = {(number, each.name): each.box for number, page in enumerate(pages.pages) for each in page.items}
    for number, page in enumerate(read_pdf(written(pages)).pages):
        for each in page.objects:
            if each.key:
                assert boxes[number, each.key].contains(each.box, tolerance=2 * 12_700), each.key


@pytest.mark.parametrize("arrange", [deck, brief])
def test_same_pages_same_bytes(arrange: type) -> None:
    assert written(arrange(full("zh"))) == written(arrange(full("zh")))


def test_files_of_one_process_do_not_take_each_others_characters() -> None:
    """Each file has fonts of its own characters, whatever was written before or between."""
    alone = {language: written(brief(full(language))) for language in LANGUAGES}
    few = written(brief(document(slide(prose("Only these"), key="x"))))
    again = {language: written(brief(full(language))) for language in reversed(LANGUAGES)}
    assert alone == again
    assert "Only these" in "\n".join(page_texts(few))
    for language, data in again.items():
        pages = brief(full(language))
        text = squeezed("".join(page_texts(data)))
        assert all(part in text for page in pages.pages for part in placed_texts(page).values())


@pytest.mark.parametrize("character", ["\U0001f600", "\u0e01", "\ue000"])
def test_a_character_that_no_font_has_is_a_located_error(character: str) -> None:
    pages = brief(document(slide(prose(f"Before {character} after"))))
    with pytest.raises(DeckgenError) as caught:
        written(pages)
    assert caught.value.exit_code == 1
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.position) == ("DG731", AT)
    assert f"U+{ord(character):04X}" in finding.message
    assert finding.hint


def test_a_text_from_right_to_left_is_a_located_error() -> None:
    with pytest.raises(DeckgenError) as caught:
        written(brief(document(slide(prose("Before \u05d0 after")))))
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.position) == ("DG731", AT)
    assert "written from right to left" in finding.message


def test_a_character_of_a_chart_or_table_that_no_font_has_is_an_error() -> None:
    for node in (chart(("A\ue000", "B")), table([("\ue000", "b", "1")], ("A", "B", "C"))):
        with pytest.raises(DeckgenError) as caught:
            written(deck(document(slide(node))))
        assert {finding.code for finding in caught.value.diagnostics} == {"DG731"}


@pytest.mark.parametrize("arrange", [deck, brief])
def test_chart_labels_are_text(arrange: type) -> None:
    pages = arrange(full("zh"))
    texts = page_texts(written(pages))
    charts = [
        (number, each)
        for number, page in enumerate(pages.pages)
        for each in page.items
        if isinstance(each, PlacedChart)
    ]
    assert len(charts) == 2
    for number, placed in charts:
        for label in placed.labels:
            assert squeezed("".join(label.lines)) in squeezed(texts[number]), label


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_describes_itself(language: str) -> None:
    pages = brief(full(language))
    with pikepdf.open(io.BytesIO(written(pages))) as pdf:
        assert str(pdf.Root.Lang) == TAGS[language]
        assert str(pdf.docinfo["/Title"]) == "Deck"
        assert str(pdf.docinfo["/Author"]) == "Author"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20250131")
        with pdf.open_outline() as outline:
            (section,) = outline.root
            assert section.title == "Section"
            assert [item.title for item in section.children] == [mark.text for mark in pages.bookmarks[1:]]


def test_links_lead_to_pages_and_sites() -> None:
    pages = brief(full("en"))
    with pikepdf.open(io.BytesIO(written(pages))) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", pikepdf.Array())]
        sites = {str(link.A.URI) for link in links if "/A" in link}
        inside = [link for link in links if "/Dest" in link]
        assert sites == {"https://example.org/a"}
        assert len(inside) == 2  # text and page number of the section in the contents
        assert {link.Dest[0].objgen for link in inside} == {pdf.pages[0].obj.objgen}
        (place,) = (found for found in pages.destinations if found.key == "section:main")
        top = (pages.height - place.top) / 12_700
        assert all(top <= float(link.Dest[3]) <= top + 10 for link in inside)


@pytest.mark.parametrize("link", ["#nowhere", "file:///etc/passwd", "javascript:alert(1)"])
def test_a_link_that_no_reader_may_follow_is_refused(link: str) -> None:
    node = Text(key="text", paragraphs=(Paragraph(runs=(Run(text="here", link=link),)),), at=AT)
    with pytest.raises(DeckgenError) as caught:
        written(brief(document(slide(node))))
    assert [(finding.code, finding.position) for finding in caught.value.diagnostics] == [("DG733", AT)]


def test_a_shape_that_no_pdf_can_show_is_refused() -> None:
    pages = deck(document(slide(prose("x"))))
    box = pages.pages[1].items[0].box
    odd = replace(pages.pages[1], items=(PlacedShape(name="s1/odd", box=box, preset="noSuchShape", fill="primary"),))
    with pytest.raises(DeckgenError) as caught:
        written(replace(pages, pages=(odd,)))
    assert [finding.code for finding in caught.value.diagnostics] == ["DG732"]


def test_a_chart_with_a_gap_and_no_values_is_drawn() -> None:
    node = chart(("A", "B"), numbers=(0, 0))
    (series,) = node.series
    empty = replace(
        series, points=(replace(series.points[0], number=None, label=""), replace(series.points[1], number=Decimal(0)))
    )
    text = "\n".join(page_texts(written(deck(document(slide(replace(node, series=(empty,))))))))
    assert "A" in text
    assert "B" in text
