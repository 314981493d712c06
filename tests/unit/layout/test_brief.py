"""The brief: first page, numbered figures and tables, page numbers, what each medium leaves out, cuts, errors."""

from __future__ import annotations

import pytest

from deckgen.diagnostics import DeckgenError
from deckgen.model.document import Cover, Document, Section
from deckgen.model.pages import Page, PlacedText
from tests.unit.layout.document import (
    AT,
    SENTENCES,
    brief,
    bullets,
    chart,
    document,
    fact,
    numbered_rows,
    packaged_theme,
    paragraph,
    prose,
    runs,
    shown,
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


def contents_entries(page: Page) -> dict[str, PlacedText]:
    return {
        each.name.split("/")[2]: each
        for each in page.items
        if isinstance(each, PlacedText) and each.name.startswith("cover/contents/") and each.name.endswith("/page")
    }


def test_the_contents_name_the_pages_on_which_sections_stand() -> None:
    pages = brief(report()).pages
    assert len(pages) > 3
    entries = contents_entries(pages[0])
    assert list(entries) == ["section:market", "section:plan"]
    for key, entry in entries.items():
        assert shown(entry) == str(page_with(pages, f"{key}/heading"))
        assert entry.link_to == key


def test_the_contents_say_what_they_have_room_for() -> None:
    cover = Cover(title=runs("Deck"), lead=(paragraph("The lead.", "lead"),), at=AT)
    first = slide(prose("Text."), key="one", title="The first", takeaway=runs("So what"), facts=(fact("1", "Fact"),))
    pages = brief(document(first, slide(prose("Text."), key="two", title="The second"), cover=cover)).pages
    assert list(contents_entries(pages[0])) == ["section:main", "one", "two"]
    assert shown(text_item(pages[0], "cover/contents/one/text")) == "The first\nSo what"


def test_text_begins_on_the_first_page_beside_the_facts() -> None:
    pages = brief(report("zh"))
    first = pages.pages[0]
    lead, heading = text_item(first, "cover/lead/1"), text_item(first, "size/title")
    takeaway, prose_item = text_item(first, "size/takeaway"), text_item(first, "size/prose/1")
    contents = text_item(first, "cover/contents/heading")
    tops = [each.box.y for each in (lead, heading, takeaway, prose_item, contents)]
    assert tops == sorted(tops)
    main = packaged_theme().brief.main
    assert all(each.box.right <= main.right for each in (heading, takeaway, prose_item))
    assert [place.page for place in pages.destinations if place.key == "size"] == [0]


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
    slides = (slide(bullets(["Line"] * 80)),)
    pages = brief(document(*slides, footer=runs("A long footer " * 20), status="preliminary", cover=cover))
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


def test_a_brief_without_slides_is_its_first_page() -> None:
    pages = brief(document(slide(prose("Deck words."), only="deck")))
    assert len(pages.pages) == 1
    assert not pages.bookmarks
    assert "cover/contents/heading" not in {each.name for each in pages.pages[0].items}


def test_names_are_unique_on_each_page() -> None:
    for page in brief(report(status="draft")).pages:
        names = [each.name for each in page.items]
        assert len(names) == len(set(names))
