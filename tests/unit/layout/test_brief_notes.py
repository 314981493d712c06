"""Footnotes at the foot of the page that refers to them, page numbers and links in the brief's texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from deckgen.layout.footnotes import number_footnotes
from deckgen.model.document import Footnote, Slide
from deckgen.model.nodes import Table, TableCell, TableColumn, TableRow
from deckgen.model.pages import Page, Pages, PlacedTable, PlacedText
from deckgen.model.text import Paragraph, Run
from tests.unit.layout.document import (
    SENTENCES,
    brief,
    bullets,
    document,
    packaged_theme,
    paragraph,
    prose,
    runs,
    shown,
    slide,
    text_item,
)


def mark(key: str) -> Run:
    return Run(text="", footnote=key, superscript=True, furniture=True)


def noted(key: str, text: str, notes: tuple[str, ...] = ("a",), *, at_end: bool = True) -> Slide:
    """A slide of one paragraph with marks at its end (or its beginning)."""
    marks = tuple(mark(note) for note in notes)
    found = (Run(text=text), *marks) if at_end else (Run(text=text[:1]), *marks, Run(text=text[1:]))
    return slide(
        key=key,
        prose=(Paragraph(runs=found, role="prose"),),
        footnotes=tuple(Footnote(key=note, text=runs(f"Note {note} of {key}.")) for note in reversed(notes)),
    )


def all_runs(page: Page) -> Iterator[Run]:
    for each in page.items:
        if isinstance(each, PlacedText):
            yield from (run for placed in each.paragraphs for run in placed.paragraph.runs)
        elif isinstance(each, PlacedTable):
            cells = (cell for row in each.rows for cell in row)
            yield from (run for cell in cells for placed in cell.paragraphs for run in placed.paragraph.runs)


def notes_on(page: Page) -> list[str]:
    return [shown(each) for each in page.items if isinstance(each, PlacedText) and "/footnote/" in each.name]


def marks_on(page: Page) -> list[str]:
    return [run.text for run in all_runs(page) if run.footnote and run.text]


def test_footnotes_are_numbered_through_the_document_in_reading_order() -> None:
    pages = brief(document(noted("one", "Text.", ("b", "a")), noted("two", "More.", ("c",)))).pages
    assert notes_on(pages[0]) == ["1  Note b of one.", "2  Note a of one.", "3  Note c of two."]
    assert marks_on(pages[0]) == ["1", "2", "3"]


def test_footnotes_stand_below_the_text_at_the_foot_of_the_column() -> None:
    page = brief(document(noted("one", "Text."), noted("two", "More."))).pages[0]
    content = packaged_theme().brief.content
    notes = [text_item(page, f"{key}/footnote/a") for key in ("one", "two")]
    assert notes[0].box.bottom <= notes[1].box.y
    assert abs(content.bottom - notes[1].box.bottom) <= 1
    (rule,) = (each for each in page.items if each.name == "page/footnotes/rule")
    assert rule.box.y < notes[0].box.y
    above = [each for each in page.items if not each.name.startswith("page/") and "/footnote/" not in each.name]
    assert all(each.box.bottom <= rule.box.y for each in above)


@pytest.mark.parametrize("at_end", [True, False])
def test_a_note_stands_on_the_page_of_its_mark_when_a_paragraph_is_cut(at_end: bool) -> None:
    seen_cut = False
    for count in range(30, 60):
        first = slide(bullets([f"Line {n}" for n in range(count)]), key="one")
        pages = brief(document(first, noted("two", SENTENCES["en"] * 12, at_end=at_end))).pages
        parts = [page for page in pages if any(each.name.startswith("two/prose") for each in page.items)]
        seen_cut = seen_cut or len(parts) > 1
        for page in pages:
            assert len(notes_on(page)) == len(marks_on(page))
            bottoms = [each.box.bottom for each in page.items if each.name.startswith("two/")]
            assert all(bottom <= packaged_theme().brief.content.bottom + 1 for bottom in bottoms)
    assert seen_cut


def test_a_note_of_a_table_cell_and_one_met_twice_stand_once() -> None:
    cells = ((Run(text="A"), mark("a")), (Run(text="B"), mark("a")))
    table = Table(
        key="table",
        columns=(TableColumn(key="c", heading=runs("Head")),),
        rows=tuple(TableRow(cells=(TableCell(runs=cell),)) for cell in cells),
    )
    source = replace(slide(table, key="one"), footnotes=(Footnote(key="a", text=runs("Once.")),))
    page = brief(document(source)).pages[0]
    assert marks_on(page) == ["1", "1"]
    assert notes_on(page) == ["1  Once."]


def destination(pages: Pages, run: Run) -> tuple[int, int]:
    assert run.link is not None
    (place,) = (each for each in pages.destinations if f"slide:{each.key}" == run.link)
    return place.page, place.top


def test_marks_sources_and_links_lead_to_their_places() -> None:
    listing = Table(
        key="sources",
        columns=(TableColumn(key="number", heading=runs("No.")),),
        rows=tuple(
            TableRow(cells=(TableCell(runs=(Run(text=f"[{n}]", furniture=True, anchor=f"source:{n}"),)),))
            for n in (1, 2)
        ),
    )
    first = replace(noted("one", SENTENCES["en"] * 70), sources=(2,))
    link = Paragraph(runs=(Run(text="see", link="slide:two"), Run(text="gone", link="slide:nowhere")), role="prose")
    first = replace(first, prose=(*first.prose, link))
    pages = brief(document(first, slide(listing, key="two", title="Sources")))
    every = [run for page in pages.pages for run in all_runs(page)]
    (note,) = (run for run in every if run.footnote and run.text)
    (source,) = (run for run in every if run.text == "[2]" and run.link)
    (words,) = (run for run in every if run.text == "see")
    page, top = destination(pages, note)
    assert text_item(pages.pages[page], "one/footnote/a").box.y == top
    page, top = destination(pages, source)
    assert any(isinstance(each, PlacedTable) and each.box.y < top < each.box.bottom for each in pages.pages[page].items)
    page, top = destination(pages, words)
    assert text_item(pages.pages[page], "two/title").box.y == top
    assert [run.link for run in every if run.text == "gone"] == [None]


def test_source_numbers_lead_nowhere_without_a_list_of_sources() -> None:
    page = brief(document(slide(prose("Text."), sources=(1,)))).pages[0]
    assert [run.link for run in all_runs(page) if run.text == "[1]"] == [None]


def test_page_numbers_are_filled_in() -> None:
    reference = Paragraph(runs=(Run(text="See page "), Run(text="", page_of="two")))
    first = slide(replace(prose(""), paragraphs=(reference,)), key="one", prose=(paragraph(SENTENCES["en"] * 60),))
    pages = brief(document(first, slide(prose("There."), key="two"))).pages
    number = next(n for n, page in enumerate(pages, start=1) if any(i.name == "two/title" for i in page.items))
    assert number > 1
    (text,) = (each for page in pages for each in page.items if each.name == "one/text")
    assert isinstance(text, PlacedText)
    assert shown(text) == f"See page {number}"
    assert text.paragraphs[0].lines[0].text == f"See page {number}"


def test_a_slide_of_a_repeated_one_has_its_own_pages() -> None:
    """The key of such a slide holds a slash, as the names of the objects on it do."""
    reference = Paragraph(runs=(Run(text="See page "), Run(text="", page_of="city/two")))
    first = slide(replace(prose(""), paragraphs=(reference,)), key="city/one", prose=(paragraph(SENTENCES["en"] * 60),))
    pages = brief(document(first, slide(prose("There."), key="city/two"))).pages
    number = next(n for n, page in enumerate(pages, start=1) if any(i.name == "city/two/title" for i in page.items))
    assert number > 1
    assert f"See page {number}" in [
        shown(each) for page in pages for each in page.items if isinstance(each, PlacedText)
    ]


def test_a_link_to_a_repeated_slide_leads_to_its_first_one() -> None:
    words = Paragraph(runs=(Run(text="see", link="slide:city"),), role="prose")
    first = slide(key="one", prose=(words,))
    pages = brief(document(first, slide(prose("A"), key="city/a"), slide(prose("B"), key="city/b")))
    (run,) = [run for page in pages.pages for run in all_runs(page) if run.text == "see"]
    page, top = destination(pages, run)
    assert text_item(pages.pages[page], "city/a/title").box.y == top


def test_titles_in_contents_and_outline_have_no_marks() -> None:
    source = slide(
        prose("Text."),
        key="one",
        footnotes=(Footnote(key="a", text=runs("Note.")),),
    )
    source = replace(source, title=(Run(text="A title"), mark("a")))
    pages = brief(document(source))
    assert pages.bookmarks[1].text == "A title"
    assert shown(text_item(pages.pages[0], "cover/contents/one/text")) == "A title"
    assert shown(text_item(pages.pages[0], "one/title")) == "A title1"


def test_a_divider_is_absent_and_a_closing_slide_is_a_subsection() -> None:
    divider = slide(key="divider", layout="section", title="Section")
    closing = slide(bullets(["Act"]), key="end", layout="closing", title="Next steps", subtitle=runs("Three of them"))
    pages = brief(document(divider, closing))
    names = {each.name.partition("/")[0] for page in pages.pages for each in page.items}
    assert "divider" not in names
    assert shown(text_item(pages.pages[0], "end/subtitle")) == "Three of them"


def test_numbering_gives_the_next_number() -> None:
    numbered, following = number_footnotes(noted("one", "Text.", ("b", "a")), 4)
    assert [note.key for note in numbered.footnotes] == ["b", "a"]
    assert following == 6
