"""The brief: first page, numbered figures and tables, page numbers, what each medium leaves out, cuts, errors."""

from __future__ import annotations

import pytest

from deckgen.diagnostics import DeckgenError
from deckgen.model.document import Cover, Document, Section
from deckgen.model.nodes import Columns
from deckgen.model.pages import Page, PlacedTable, PlacedText
from tests.unit.layout.document import (
    AT,
    SENTENCES,
    brief,
    bullets,
    cards,
    chart,
    document,
    fact,
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


def report(language: str = "en", **parts: object) -> Document:
    """Two sections, three slides with long prose, a lead and facts."""
    long = tuple(paragraph(SENTENCES[language] * 6, "prose") for _ in range(6))
    sections = (
        Section(
            key="market",
            title=runs("Market"),
            slides=(
                slide(chart(("A", "B")), key="size", title="The market is big", prose=long, takeaway=runs("Enter now")),
                slide(
                    table(numbered_rows(4), HEADING, title="Four rows"),
                    key="rows",
                    title="Rows are few",
                    prose=long,
                    sources=(1, 2),
                    facts=(fact("12.5", "Share"),),
                ),
            ),
        ),
        Section(
            key="plan",
            title=runs("Plan"),
            slides=(
                slide(
                    chart(("C", "D"), key="next"),
                    table(numbered_rows(2), HEADING, key="more"),
                    key="start",
                    title="Start in March",
                    prose=long,
                    facts=(fact("3", "Months"),),
                ),
            ),
        ),
    )
    cover = Cover(
        title=runs("Deck"),
        subtitle=runs("Subtitle"),
        date_line=runs("2025-01-31"),
        lead=(paragraph("The lead.", "lead"),),
        at=AT,
    )
    return document(language=language, sections=sections, **({"cover": cover} | parts))


def page_with(pages: tuple[Page, ...], name: str) -> int:
    """The number, from 1, of the one page on which an item of that name stands."""
    (found,) = [number for number, page in enumerate(pages, start=1) if any(each.name == name for each in page.items)]
    return found


def all_text(pages: tuple[Page, ...]) -> str:
    return "\n".join(shown(each) for page in pages for each in page.items if isinstance(each, PlacedText))


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
def test_the_first_page_carries_band_lead_contents_and_facts(language: str) -> None:
    pages = brief(report(language)).pages
    first = pages[0]
    layout = packaged_theme().brief
    for part in ("subtitle", "title", "date"):
        assert text_item(first, f"cover/{part}").box.bottom <= layout.band_height
    assert shown(text_item(first, "cover/lead/1")) == "The lead."
    assert text_item(first, "cover/lead/1").box.y > layout.band_height
    assert [shown(text_item(first, f"cover/facts/{n}/{part}")) for n in (1, 2) for part in ("value", "label")] == [
        "12.5",
        "Share",
        "3",
        "Months",
    ]
    side = layout.side
    assert all(side.x <= text_item(first, f"cover/facts/{n}/value").box.x for n in (1, 2))
    assert text_item(first, "cover/lead/1").box.right <= side.x


def test_the_contents_name_the_pages_on_which_things_stand() -> None:
    pages = brief(report()).pages
    assert len(pages) > 3
    entries = {
        each.name.split("/")[2]: each
        for each in pages[0].items
        if isinstance(each, PlacedText) and each.name.startswith("cover/contents/") and each.name.endswith("/page")
    }
    for key in ("size", "rows", "start"):
        number = page_with(pages, f"{key}/title")
        assert shown(entries[key]) == str(number)
        assert entries[key].link_to == pages[number - 1].key
    assert len(entries) == 5
    assert len({shown(entry) for entry in entries.values()}) > 1
    text = text_item(pages[0], "cover/contents/size/text")
    assert shown(text) == "The market is big\nEnter now"


def test_bookmarks_lead_to_sections_and_conclusions() -> None:
    pages = brief(report())
    assert [(mark.level, mark.text) for mark in pages.bookmarks] == [
        (1, "Market"),
        (2, "The market is big"),
        (2, "Rows are few"),
        (1, "Plan"),
        (2, "Start in March"),
    ]
    targets = [mark.page for mark in pages.bookmarks]
    assert targets == sorted(targets)
    for key, index in (("size", 1), ("rows", 2), ("start", 4)):
        assert pages.bookmarks[index].page == page_with(pages.pages, f"{key}/title") - 1


@pytest.mark.parametrize(
    ("language", "figure", "table_word"), [("zh", "图", "表"), ("en", "Figure", "Table"), ("ja", "図", "表")]
)
def test_figures_and_tables_are_numbered_through_the_document(language: str, figure: str, table_word: str) -> None:
    pages = brief(report(language)).pages
    titles = {
        name: shown(text_item(pages[page_with(pages, name) - 1], name))
        for name in ("size/chart/title", "rows/table/title", "start/next/title", "start/more/title")
    }
    assert titles == {
        "size/chart/title": f"{figure} 1  Chart title",
        "rows/table/title": f"{table_word} 1  Four rows",
        "start/next/title": f"{figure} 2  Chart title",
        "start/more/title": f"{table_word} 2",
    }


def test_every_page_says_its_number_and_how_many_there_are() -> None:
    pages = brief(report(status="draft")).pages
    assert [shown(text_item(page, "page/number")) for page in pages] == [
        f"{number} / {len(pages)}" for number in range(1, len(pages) + 1)
    ]
    for page in pages:
        assert shown(text_item(page, "page/footer")) == "Footer"
    for page in pages[1:]:
        assert shown(text_item(page, "page/header")) == "Deck"
        assert shown(text_item(page, "page/status")) == "Draft"


def test_a_long_footer_or_title_stays_clear_of_what_stands_beside_it() -> None:
    cover = Cover(title=runs("A long title of a brief " * 3), at=AT)
    pages = brief(document(slide(prose("x")), footer=runs("A long footer " * 20), status="preliminary", cover=cover))
    page = pages.pages[1]
    for left, right in (("page/footer", "page/number"), ("page/header", "page/status")):
        one, other = text_item(page, left), text_item(page, right)
        assert one.box.right <= other.box.x
        assert sum(len(each.lines) for each in other.paragraphs) == 1
        assert 0 < one.box.y < one.box.bottom < pages.height


def test_slides_of_the_deck_are_absent() -> None:
    sections = (
        Section(
            key="a",
            title=runs("First"),
            slides=(slide(prose("Kept."), key="one"), slide(prose("Deck words."), key="two", title="No", only="deck")),
        ),
        Section(key="b", title=runs("Gone"), slides=(slide(prose("Gone words."), key="three", only="deck"),)),
        Section(key="c", title=runs("Third"), slides=(slide(prose("Brief words."), key="four", only="brief"),)),
    )
    pages = brief(document(sections=sections))
    text = all_text(pages.pages)
    assert "Kept." in text
    assert "Brief words." in text
    assert "Deck words." not in text
    assert "Gone" not in text
    assert [mark.text for mark in pages.bookmarks] == ["First", "A title", "Third", "A title"]


def test_note_and_sources_stand_below_the_last_figure_or_table() -> None:
    source = document(slide(prose("Text."), chart(("A", "B")), note=runs("Careful."), sources=(2,)))
    pages = brief(source).pages
    line = text_item(pages[1], "s1/source")
    assert shown(line) == "Note: Careful.  Source: [2] Second Office"
    (placed,) = (each for each in pages[1].items if each.name == "s1/chart")
    assert placed.box.bottom <= line.box.y


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
    beside = brief(document(slide(prose=(paragraph(SENTENCES["en"] * 6, "prose"),), takeaway=runs("So what")))).pages[1]
    below = brief(document(slide(cards(2, 2), takeaway=runs("So what")))).pages[1]
    layout = packaged_theme().brief
    assert text_item(beside, "s1/takeaway").box.x == layout.side.x
    assert text_item(beside, "s1/takeaway").box.y <= text_item(beside, "s1/prose").box.bottom
    assert text_item(below, "s1/takeaway").box.x == layout.content.x
    assert text_item(below, "s1/takeaway").box.y >= text_item(below, "s1/kpi1").box.bottom


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (document(slide(chart([f"City {n}" for n in range(80)]))), "DG641"),
        (document(slide(), cover=Cover(title=runs("Long title " * 30), at=AT)), "DG642"),
        (document(slide(facts=tuple(fact(str(n), "Label") for n in range(40)))), "DG643"),
        (
            document(
                slide(), cover=Cover(title=runs("T"), lead=tuple(paragraph(SENTENCES["en"] * 9, "lead") for _ in range(5)), at=AT)
            ),
            "DG644",
        ),
        (document(slide(), footer=runs("Long footer " * 90)), "DG646"),
        (document(slide(table([("Incomprehensibilities" * 2,) * 8], ("Incomprehensibilities",) * 8))), "DG645"),
    ],
)  # fmt: skip
def test_what_has_no_room_is_a_located_error(source: Document, code: str) -> None:
    with pytest.raises(DeckgenError) as caught:
        brief(source)
    assert caught.value.exit_code == 1
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.position) == (code, AT)
    assert finding.hint


def test_columns_that_are_too_narrow_stand_one_below_the_other() -> None:
    body = Columns(items=(prose("Narrow words.", "a"), prose("Wide words.", "b")), widths=(1, 60))
    page = brief(document(slide(body))).pages[1]
    first, second = text_item(page, "s1/a"), text_item(page, "s1/b")
    assert first.box.width == second.box.width == packaged_theme().brief.main.width
    assert first.box.bottom <= second.box.y


def test_names_are_unique_on_each_page() -> None:
    for page in brief(report(status="draft")).pages:
        names = [each.name for each in page.items]
        assert len(names) == len(set(names))
