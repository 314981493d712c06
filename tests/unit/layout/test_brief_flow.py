"""The brief's running text: what stands beside what, what may be cut, what stays together."""

from __future__ import annotations

import pytest

from deckgen.layout import brief_pages
from deckgen.layout.brief_flow import document_pieces
from deckgen.layout.brief_pieces import BoxPiece
from deckgen.layout.typography import Typography
from deckgen.model.nodes import Columns, Text
from deckgen.model.pages import Page, PlacedTable, PlacedText
from tests.unit.layout.document import (
    AT,
    SENTENCES,
    brief,
    bullets,
    cards,
    chart,
    document,
    numbered_rows,
    packaged_theme,
    paragraph,
    prose,
    runs,
    shown,
    shown_rows,
    slide,
    table,
    text_item,
)

HEADING = ("Key", "Name", "Value")


def page_with(pages: tuple[Page, ...], name: str) -> int:
    """The number, from 1, of the one page on which an item of that name stands."""
    (found,) = [number for number, page in enumerate(pages, start=1) if any(each.name == name for each in page.items)]
    return found


def all_text(pages: tuple[Page, ...]) -> str:
    return "\n".join(shown(each) for page in pages for each in page.items if isinstance(each, PlacedText))


def test_note_and_sources_stand_below_the_last_figure_or_table() -> None:
    source = document(slide(prose("Text."), chart(("A", "B")), note=runs("Careful."), sources=(2,)))
    pages = brief(source).pages
    line = text_item(pages[0], "s1/source")
    assert shown(line) == "Note: Careful.  Source: [2] Second Office"
    (placed,) = (each for each in pages[0].items if each.name == "s1/chart")
    assert placed.box.bottom <= line.box.y


def test_a_takeaway_that_stands_last_keeps_the_source_line_on_the_narrow_first_page_too() -> None:
    source = document(slide(bullets(["Point"]), takeaway=runs("So what."), sources=(2,)))
    theme = packaged_theme()
    narrow = brief_pages.Columns(theme.brief.main, None, None)
    pieces = document_pieces(source, Typography(theme, "brief", "en", embedded=True))
    (takeaway,) = [each for piece in pieces if (each := narrow.fitted(piece)) and isinstance(each, BoxPiece)]
    assert takeaway.keeps_next


def test_a_long_table_continues_with_its_heading_and_its_title_once() -> None:
    pages = brief(document(slide(table(numbered_rows(120), HEADING, title="Rows")))).pages
    placed = [each for page in pages for each in page.items if isinstance(each, PlacedTable)]
    assert [each.name for each in placed] == [
        "s1/table" + (f"#{n}" if n > 1 else "") for n in range(1, len(placed) + 1)
    ]
    assert len(placed) > 1
    assert [row for each in placed for row in shown_rows(each)] == numbered_rows(120)
    assert {tuple(cell.paragraphs[0].paragraph.text for cell in each.rows[0]) for each in placed} == {HEADING}
    assert all_text(pages).count("Table 1  Rows") == 1
    assert all(len(each.table.rows) >= 2 for each in placed)


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
def test_a_paragraph_continues_with_two_lines_at_least_on_each_page(language: str) -> None:
    texts = [SENTENCES[language] * count for count in (3, 7, 2, 9, 4, 8, 5, 11, 6, 3, 10, 2, 9, 4, 7, 8)]
    source = document(slide(prose=tuple(paragraph(text, "prose") for text in texts)), language=language)
    pages = brief(source).pages
    parts: dict[str, list[str]] = {}
    for page in pages:
        for each in page.items:
            if isinstance(each, PlacedText) and each.name.startswith("s1/prose/"):
                parts.setdefault(each.name.partition("#")[0], []).append(shown(each))
                if "#" in each.name:
                    assert len(each.paragraphs[0].lines) >= 2
    assert ["".join(part) for part in parts.values()] == texts
    assert len(pages) > 2
    assert any(len(part) > 1 for part in parts.values())


def test_a_heading_moves_to_the_page_of_what_follows_it() -> None:
    """However much stands before it, a heading is never the last thing on its page."""
    for count in range(20, 60):
        first = slide(bullets([f"Line {n}" for n in range(count)]), key="one")
        second = slide(table(numbered_rows(3), HEADING), key="two", title="The second slide")
        pages = brief(document(first, second)).pages
        assert page_with(pages, "two/title") == page_with(pages, "two/table")


def test_a_takeaway_stands_beside_its_prose_or_below_the_blocks() -> None:
    beside = brief(document(slide(prose=(paragraph(SENTENCES["en"] * 6, "prose"),), takeaway=runs("So what")))).pages[0]
    below = brief(document(slide(cards(2, 2), takeaway=runs("So what")))).pages[0]
    layout = packaged_theme().brief
    assert text_item(beside, "s1/takeaway").box.x == layout.side.x
    assert text_item(beside, "s1/takeaway").box.y <= text_item(beside, "s1/prose").box.bottom
    assert text_item(below, "s1/takeaway").box.x == layout.content.x
    assert text_item(below, "s1/takeaway").box.y >= text_item(below, "s1/kpi1").box.bottom


def test_columns_that_are_too_narrow_stand_one_below_the_other() -> None:
    body = Columns(items=(prose("Narrow words.", "a"), prose("Wide words.", "b")), widths=(1, 60))
    page = brief(document(slide(body))).pages[0]
    first, second = text_item(page, "s1/a"), text_item(page, "s1/b")
    assert first.box.width == second.box.width == packaged_theme().brief.main.width
    assert first.box.bottom <= second.box.y


def test_a_wide_column_with_a_narrow_one_lines_up_with_the_page() -> None:
    body = Columns(items=(chart(("A", "B")), prose("Beside.", "b")), widths=(2, 1))
    page = brief(document(slide(body))).pages[0]
    (figure,) = (each for each in page.items if each.name == "s1/chart")
    layout = packaged_theme().brief
    assert (figure.box.x, figure.box.right) == (layout.main.x, layout.main.right)
    assert text_item(page, "s1/b").box.x == layout.side.x


def test_only_running_text_is_justified() -> None:
    text = SENTENCES["zh"] * 3
    body = Columns(items=(chart(("A", "B")), bullets([text])), widths=(2, 1))
    source = slide(body, prose=(paragraph(text, "prose"),), takeaway=runs(text), title=text[:60])
    pages = brief(document(source, language="zh")).pages
    spaced = {
        each.name
        for page in pages
        for each in page.items
        if isinstance(each, PlacedText)
        and any(fragment.spacing for found in each.paragraphs for line in found.lines for fragment in line.fragments)
    }
    assert spaced == {"s1/prose"}


def test_a_heading_of_a_text_is_not_left_at_the_end_of_a_page() -> None:
    for count in range(24, 50):
        first = slide(bullets([f"Line {n}" for n in range(count)]), key="one")
        headed = Text(key="text", paragraphs=(paragraph("Head", "panel_head"), paragraph("Body")), at=AT)
        pages = brief(document(first, slide(prose("Before.", "before"), headed, key="two"))).pages
        assert page_with(pages, "two/text/1") == page_with(pages, "two/text/2")


@pytest.mark.parametrize("length", range(40, 56))
def test_a_short_table_as_high_as_a_page_is_cut_rather_than_parted_from_its_heading(length: int) -> None:
    rows = [(f"Row {n}", "Words. " * length * 2, f"{n}") for n in range(1, 10)]
    slides = [slide(table(rows, HEADING), key=f"s{n}", title="Heading " * 5) for n in (1, 2, 3)]
    for page in brief(document(*slides)).pages:
        flow = [each.name for each in page.items if not each.name.startswith(("page/", "cover/"))]
        assert not flow or not flow[-1].endswith(("/title", "/heading"))


def test_a_figure_grows_into_the_room_that_stays_free_below_it() -> None:
    heights: set[int] = set()
    for count in range(30, 45):
        first = slide(bullets([f"Line {n}" for n in range(count)]), chart(("A", "B", "C")), key="one")
        second = slide(cards(8, 2), key="two", title="The second slide")
        third = slide(table(numbered_rows(40), HEADING), key="three", title="The third slide")
        for page in brief(document(first, second, third)).pages:
            heights |= {each.box.height for each in page.items if each.name == "one/chart"}
            assert all(
                each.box.bottom <= packaged_theme().brief.content.bottom + 1
                for each in page.items
                if not each.name.startswith("page/")
            )
    assert len(heights) > 2


def test_a_short_table_moves_to_the_next_page_as_a_whole() -> None:
    for count in range(28, 40):
        first = slide(bullets([f"Line {n}" for n in range(count)]), key="one")
        pages = brief(document(first, slide(table(numbered_rows(5), HEADING), key="two"))).pages
        assert sum(isinstance(each, PlacedTable) for page in pages for each in page.items) == 1
