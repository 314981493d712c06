"""The fit contract and the frame of slides: steps, splitting, located errors, titles, furniture, cards and charts."""

from __future__ import annotations

from collections import Counter

import pytest

from deckgen.diagnostics import DeckgenError, Diagnostic, Position
from deckgen.model.document import Document, Section
from deckgen.model.geometry import Box, points
from deckgen.model.nodes import Columns, Node, Stack
from deckgen.model.pages import Page, PlacedChart, PlacedTable, PlacedText
from tests.unit.layout.document import (
    AT,
    SENTENCES,
    bullets,
    card,
    cards,
    chart,
    deck,
    document,
    item,
    numbered_rows,
    packaged_theme,
    paragraph,
    prose,
    runs,
    shown,
    shown_rows,
    sizes,
    slide,
    table,
    table_item,
    text_item,
)

HEADING = ("Key", "Name", "Value")
ELSEWHERE = Position("specs/test.yaml", 20, 5)


def content(source: Document) -> tuple[Page, ...]:
    """The pages after the cover."""
    return deck(source).pages[1:]


def refused(source: Document) -> Diagnostic:
    """The one finding of a deck that cannot be arranged."""
    with pytest.raises(DeckgenError) as caught:
        deck(source)
    assert caught.value.exit_code == 1
    (finding,) = caught.value.diagnostics
    return finding


def numbered(count: int) -> list[str]:
    return [f"Item {n} of the list" for n in range(1, count + 1)]


def list_texts(page: Page) -> list[str]:
    return shown(text_item(page, f"{page.key}/list")).split("\n")


# Steps


def test_the_first_step_that_fits_is_shared_by_all_blocks() -> None:
    found: list[tuple[float, float]] = []
    for rows in range(5, 30):
        pages = content(document(slide(prose("Some text."), table(numbered_rows(rows), HEADING))))
        if len(pages) > 1:
            assert all((sizes(page, "text"), sizes(page, "table")) == ({14}, {14}) for page in pages)
            break
        (text,), (cell,) = sizes(pages[0], "text"), sizes(pages[0], "table")
        found.append((text, cell))
    assert len(found) < 25
    assert list(dict.fromkeys(found)) == [(14, 14), (13, 12), (12, 11)]


def test_an_empty_body_is_a_slide_with_a_title_alone() -> None:
    (page,) = content(document(slide()))
    assert [each.name for each in page.items] == ["s1/title", "s1/kicker", "s1/footer", "s1/slide_number"]


def test_a_table_leaves_a_line_free_below_it() -> None:
    body = packaged_theme().layouts["content"].body
    assert body
    for rows in range(8, 19):
        for page in content(document(slide(table(numbered_rows(rows), HEADING)))):
            placed = table_item(page, f"{page.key}/table")
            (size,) = sizes(page, "table")
            assert placed.box.bottom + size * 12_700 <= body.bottom


# Splitting


@pytest.mark.parametrize(("items", "parts"), [(40, [20, 20]), (61, [20, 20, 21]), (23, [23])])
def test_a_list_continues_on_the_fewest_slides_in_even_parts(items: int, parts: list[int]) -> None:
    pages = content(document(slide(bullets(numbered(items)))))
    counts = [len(list_texts(page)) for page in pages]
    assert sum(counts) == items
    assert len(counts) in (len(parts), len(parts) + 1)
    assert max(counts) - min(counts) <= 1
    assert [text for page in pages for text in list_texts(page)] == numbered(items)
    if len(pages) > 1:
        assert {size for page in pages for size in sizes(page, "list")} == {14}


def test_one_slide_fewer_would_not_do() -> None:
    """The whole list fits on n slides; the part that the fullest slide could hold does not fit n - 1."""
    pages = content(document(slide(bullets(numbered(40)))))
    capacity = max(
        count for count in range(1, 41) if len(content(document(slide(bullets(numbered(count)))))) == 1
    )  # fits at some step; at step 0 it is at most that
    assert len(pages) >= -(-40 // capacity)
    fits_at_first_step = max(
        count for count in range(1, capacity + 1) if sizes(content(document(slide(bullets(numbered(count)))))[0], "list") == {14}
    )  # fmt: skip
    assert len(pages) == -(-40 // fits_at_first_step)


def test_a_table_continues_between_rows_with_its_heading_title_and_columns() -> None:
    pages = content(document(slide(table(numbered_rows(40), HEADING, title="Rows"))))
    placed = [table_item(page, f"{page.key}/table") for page in pages]
    assert len(placed) > 1
    assert [row for each in placed for row in shown_rows(each)] == numbered_rows(40)
    headings = {tuple(cell.paragraphs[0].paragraph.text for cell in each.rows[0]) for each in placed}
    assert headings == {HEADING}
    assert len({each.column_widths for each in placed}) == 1
    assert [shown(text_item(page, f"{page.key}/table/title")) for page in pages] == ["Rows"] * len(pages)
    counts = [len(each.table.rows) for each in placed]
    assert max(counts) - min(counts) <= 1


def test_continued_slides_have_numbered_keys_and_marked_titles() -> None:
    first, second = content(document(slide(bullets(numbered(34)), notes=(paragraph("Say this."),))))
    assert (first.key, second.key) == ("s1", "s1#2")
    assert (first.title, second.title) == ("A title", "A title (cont. 2/2)")
    assert shown(text_item(second, "s1#2/title")) == "A title (cont. 2/2)"
    mark = text_item(second, "s1#2/title").paragraphs[0].paragraph.runs[-1]
    assert mark.furniture
    assert [p.text for p in first.notes] == ["Say this."]
    assert second.notes == ()
    assert shown(text_item(second, "s1#2/slide_number")) == "3"


@pytest.mark.parametrize(("language", "mark"), [("zh", "（续 2/2）"), ("ja", "（続き 2/2）")])
def test_the_continued_mark_is_in_the_decks_language(language: str, mark: str) -> None:
    _, second = content(document(slide(bullets(numbered(30))), language=language))
    assert second.title == f"A title{mark}"


def test_what_stands_beside_a_continued_block_is_repeated_and_keeps_its_column() -> None:
    body = Columns(items=(table(numbered_rows(40), HEADING), prose("Stays.")), widths=(2, 1))
    pages = content(document(slide(body, takeaway=runs("So what"), sources=(1,))))
    assert len(pages) > 1
    assert {shown(text_item(page, f"{page.key}/text")) for page in pages} == {"Stays."}
    for part in ("table", "text", "takeaway", "source"):
        lefts = {(found.box.x, found.box.width) for page in pages if (found := item(page, f"{page.key}/{part}"))}
        assert len(lefts) == 1


def test_a_heading_of_a_continued_list_is_repeated() -> None:
    node = bullets(numbered(40))
    headed = type(node)(
        key="list", paragraphs=(paragraph("Heading", "panel_head"), *node.paragraphs), at=AT, splittable=True
    )
    pages = content(document(slide(headed)))
    assert len(pages) > 1
    assert {list_texts(page)[0] for page in pages} == {"Heading"}
    assert [text for page in pages for text in list_texts(page)[1:]] == numbered(40)


def test_page_numbers_and_sections_count_continued_slides() -> None:
    sections = (
        Section(key="a", title=runs("First"), slides=(slide(bullets(numbered(34)), key="one"),)),
        Section(key="b", title=runs("Second"), slides=(slide(prose("x"), key="two"),)),
    )
    pages = deck(document(sections=sections))
    assert [page.key for page in pages.pages] == ["cover", "one", "one#2", "two"]
    assert [(mark.key, mark.pages) for mark in pages.sections] == [
        ("cover", ("cover",)),
        ("a", ("one", "one#2")),
        ("b", ("two",)),
    ]
    assert [shown(text_item(page, f"{page.key}/slide_number")) for page in pages.pages[1:]] == ["2", "3", "4"]
    assert [(mark.level, mark.text, mark.page) for mark in pages.bookmarks] == [
        (1, "Deck", 0),
        (1, "First", 1),
        (2, "A title", 1),
        (2, "A title (cont. 2/2)", 2),
        (1, "Second", 3),
        (2, "A title", 3),
    ]


# What does not fit


def _too_long(key: str = "text", at: Position = ELSEWHERE) -> Node:
    return prose(SENTENCES["en"] * 40, key, at)


@pytest.mark.parametrize(
    "body",
    [
        (_too_long(),),
        (Stack(items=(prose("Before."), _too_long())),),
        (Columns(items=(prose("Beside."), _too_long()), widths=(1, 1)),),
        (bullets(numbered(12)), _too_long()),
        (bullets(numbered(5), "a"), bullets(numbered(60), "b", ELSEWHERE)),
    ],
)
def test_a_body_that_cannot_fit_is_a_located_error_with_lengths_and_a_hint(body: tuple[Node, ...]) -> None:
    finding = refused(document(slide(*body)))
    assert finding.code == "DG601"
    assert finding.position == ELSEWHERE
    assert finding.hint
    needed, free = [int(word) for word in finding.message.split() if word.isdigit()]
    assert needed > free == 354


def test_several_blocks_that_could_continue_do_not() -> None:
    finding = refused(document(slide(bullets(numbered(30), "a"), bullets(numbered(30), "b"))))
    assert finding.code == "DG601"
    assert finding.hint
    assert "several" in finding.hint


def test_a_repeated_sibling_that_leaves_no_room_is_an_error() -> None:
    body = (Stack(items=(prose(SENTENCES["en"] * 24), bullets(numbered(10)))),)
    finding = refused(document(slide(*body)))
    assert finding.code == "DG601"
    assert finding.hint
    assert "one row or item" in finding.hint


def test_charts_and_cards_never_split() -> None:
    names = [f"City {n}" for n in range(60)]
    assert refused(document(slide(chart(names)))).code == "DG601"
    assert refused(document(slide(cards(40, 2)))).code == "DG601"


def test_columns_that_are_too_narrow_say_what_they_need() -> None:
    wide = ("Incomprehensibilities" * 3,) * 8
    finding = refused(document(slide(table([wide], wide))))
    assert finding.code == "DG602"
    assert finding.position == AT
    assert "pt" in finding.message
    assert finding.hint


def test_a_text_in_a_sliver_is_refused() -> None:
    body = Columns(items=(prose("Some words", at=ELSEWHERE), prose("Other words", "b")), widths=(1, 60))
    finding = refused(document(slide(body)))
    assert (finding.code, finding.position) == ("DG602", ELSEWHERE)


def test_every_slide_that_does_not_fit_is_reported() -> None:
    with pytest.raises(DeckgenError) as caught:
        deck(document(slide(_too_long(), key="a"), slide(prose("x"), key="b"), slide(_too_long(), key="c")))
    assert [finding.message.split("'")[1] for finding in caught.value.diagnostics] == ["a", "c"]


# Titles


def test_a_title_takes_24_points_then_22_then_is_an_error() -> None:
    found: list[float] = []
    for words in range(10, 60):
        source = document(slide(title="word " * words + "end"))
        try:
            (page,) = content(source)
        except DeckgenError as error:
            (finding,) = error.diagnostics
            assert (finding.code, finding.position) == ("DG603", AT)
            assert "3 lines" in finding.message
            assert " pt" in finding.message
            assert finding.hint
            break
        (title,) = text_item(page, "s1/title").paragraphs
        assert len(title.lines) <= 2
        found.append(title.style.size)
    assert found == sorted(found, reverse=True)
    assert set(found) == {24, 22}
    assert len(found) < 50


def test_hard_breaks_stand_in_cjk_titles_only() -> None:
    for language, expected in (("zh", True), ("ja", True), ("en", False)):
        (page,) = content(document(slide(title=SENTENCES[language][:60]), language=language))
        assert ("\n" in shown(text_item(page, "s1/title"))) == (expected and len(SENTENCES[language]) > 40)
        assert "\n" not in page.title


# Frame


def test_a_takeaway_shrinks_the_body() -> None:
    rows = 17
    (without,) = content(document(slide(table(numbered_rows(rows), HEADING))))
    pages = content(document(slide(table(numbered_rows(rows), HEADING), takeaway=runs("So what"))))
    assert len(pages) == 2
    assert without.layout == "content"
    for page in pages:
        assert page.layout == "content_takeaway"
        takeaway = text_item(page, f"{page.key}/takeaway")
        assert table_item(page, f"{page.key}/table").box.bottom < takeaway.box.y
        assert shown(takeaway) == "So what"


def test_slides_of_the_brief_are_absent_and_so_are_sections_that_they_leave_empty() -> None:
    sections = (
        Section(key="a", title=runs("First"), slides=(slide(key="one"), slide(key="two", only="brief"))),
        Section(key="b", title=runs("Second"), slides=(slide(key="three", only="brief"),)),
        Section(key="c", title=runs("Third"), slides=(slide(key="four", only="deck"),)),
    )
    pages = deck(document(sections=sections))
    assert [page.key for page in pages.pages] == ["cover", "one", "four"]
    assert [mark.key for mark in pages.sections] == ["cover", "a", "c"]


def test_furniture_stands_once_on_every_slide() -> None:
    sections = (
        Section(
            key="a", title=runs("First"), number=1, slides=(slide(bullets(numbered(34)), key="one", sources=(1, 2)),)
        ),
        Section(
            key="b",
            title=runs("Second"),
            number=2,
            slides=(slide(key="two", topic=runs("Topic"), note=runs("Careful.")),),
        ),
    )
    pages = deck(document(sections=sections, status="draft")).pages[1:]
    assert [page.key for page in pages] == ["one", "one#2", "two"]
    for page in pages:
        names = Counter(each.name.split("/", 1)[1] for each in page.items)
        for part in ("title", "kicker", "source", "footer", "slide_number", "status", "nav/a", "nav/b"):
            assert names[part] == 1, part
        placeholders = [each.placeholder for each in page.items if isinstance(each, PlacedText) and each.placeholder]
        assert len(placeholders) == len(set(placeholders))
        assert text_item(page, f"{page.key}/nav/a").link_to == "one"
        assert text_item(page, f"{page.key}/slide_number").field == "slide_number"
    one, _, two = pages
    assert shown(text_item(one, "one/kicker")) == "First"
    assert shown(text_item(two, "two/kicker")) == "Second › Topic"
    assert shown(text_item(one, "one/source")) == "Source: [1] First Office; [2] Second Office"
    assert shown(text_item(two, "two/source")) == "Note: Careful."


def test_a_source_line_gives_its_short_forms_then_numbers_then_is_an_error() -> None:
    found: list[str] = []
    for words in range(40, 120):
        source = document(slide(sources=(1, 2), note=runs("noted " * words)))
        try:
            (page,) = content(source)
        except DeckgenError as error:
            (finding,) = error.diagnostics
            assert (finding.code, finding.position, finding.hint) == (
                "DG604",
                AT,
                "shorten the note to 2 lines (now 3)",
            )
            break
        line = text_item(page, "s1/source")
        assert sum(len(each.lines) for each in line.paragraphs) <= 2
        found.append(shown(line).rpartition("Source: ")[2])
    assert list(dict.fromkeys(found)) == ["[1] First Office; [2] Second Office", "[1][2]"]
    assert len(found) < 80


def test_names_are_unique_in_the_deck() -> None:
    body = Columns(items=(table(numbered_rows(40), HEADING), Stack(items=(cards(4, 2), chart("AB")))), widths=(1, 1))
    pages = deck(document(slide(body, sources=(1,)), slide(prose("x"), key="s2"))).pages
    names = [each.name for page in pages for each in page.items]
    assert len(names) == len(set(names))
    assert all(each.name.split("/")[0] == page.key for page in pages for each in page.items)


# Cards and charts


@pytest.mark.parametrize(("count", "columns"), [(3, 3), (4, 2), (5, 3), (1, 1)])
def test_cards_are_of_equal_size_on_the_grid(count: int, columns: int) -> None:
    (page,) = content(document(slide(cards(count, columns))))
    boxes = [text_item(page, f"s1/kpi{n}").box for n in range(1, count + 1)]
    assert len({box.height for box in boxes}) == 1
    widths = [box.width for box in boxes]
    assert max(widths) - min(widths) <= 1
    assert [boxes[n].x for n in range(columns, count)] == [boxes[n - columns].x for n in range(columns, count)]
    assert len({box.y for box in boxes[:columns]}) == 1
    if columns > 1:
        assert abs(boxes[1].x - boxes[0].right - packaged_theme().gutter) <= 1


def test_a_key_figure_gets_smaller_rather_than_break() -> None:
    (page,) = content(document(slide(cards_of(("12,345,678", "9"), 4))))
    placed = text_item(page, "s1/card1").paragraphs[1]
    assert placed.style.size < 36
    assert len(placed.lines) == 1
    assert {text_item(page, f"s1/card{n}").paragraphs[1].style.size for n in (1, 2)} == {placed.style.size}


def cards_of(values: tuple[str, ...], columns: int) -> Node:
    grid = cards(1, columns)
    return type(grid)(items=tuple(card(f"card{n}", value) for n, value in enumerate(values, start=1)), columns=columns)


NAMES = ("Suzhou Industrial Park", "南京市江宁区", "Wuxi", "A much longer name of a place that has to break into lines")


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
@pytest.mark.parametrize("numbers", [(10, 20, 30, 40), (0, 0, 0, 0), (-5, 3, -12, 8)])
def test_labels_of_a_bar_chart_lie_inside_its_box_and_apart(language: str, numbers: tuple[int, ...]) -> None:
    (page,) = content(document(slide(chart(NAMES, numbers=numbers)), language=language))
    placed = item(page, "s1/chart")
    assert isinstance(placed, PlacedChart)
    _assert_labels_inside(placed)
    band = [label for label in placed.labels if label.kind == "category"]
    assert len(band) == len(NAMES)
    assert all(label.x <= placed.plot.x for label in band)
    assert placed.minimum <= 0 <= placed.maximum
    if min(numbers) >= 0:
        assert placed.minimum == 0
    assert placed.maximum > max(numbers) or max(numbers) == 0


@pytest.mark.parametrize("numbers", [(10, 20, 30), (-5, 0, 8)])
def test_labels_of_a_column_chart_lie_inside_its_box(numbers: tuple[int, ...]) -> None:
    (page,) = content(document(slide(chart(("2022", "2023", "2024"), "column", numbers=numbers))))
    placed = item(page, "s1/chart")
    assert isinstance(placed, PlacedChart)
    _assert_labels_inside(placed)
    assert placed.plot.bottom < placed.box.bottom


def test_columns_whose_names_would_collide_are_refused() -> None:
    finding = refused(document(slide(chart([f"Municipality {n}" for n in range(30)], "column"))))
    assert (finding.code, finding.position) == ("DG602", AT)


def _assert_labels_inside(placed: PlacedChart) -> None:
    """Labels lie in the chart's box, and none covers another."""
    assert placed.box.contains(placed.plot)
    faces = packaged_theme().faces["zh"]
    boxes: list[Box] = []
    for label in placed.labels:
        style = label.style
        width = round(max(faces.measure(line, style.size, style.bold) for line in label.lines) * 12_700)
        height = round(len(label.lines) * style.size * 12_700)
        x = label.x - {"left": 0, "center": width // 2, "right": width}[label.align]
        y = label.y - {"top": 0, "middle": height // 2, "bottom": height}[label.anchor]
        box = Box(x, y, width, height)
        assert placed.box.contains(box, tolerance=12_700), (label.lines, points(x - placed.box.x))
        assert not any(box.overlaps(other) for other in boxes), label.lines
        boxes.append(box)


def test_row_heights_are_as_measured() -> None:
    (page,) = content(document(slide(table([("A", SENTENCES["en"] * 2, "1")], HEADING))))
    placed = table_item(page, "s1/table")
    assert isinstance(placed, PlacedTable)
    assert sum(placed.row_heights) == placed.box.height
    assert sum(placed.column_widths) == placed.box.width
    for row, height in zip(placed.rows, placed.row_heights, strict=True):
        for cell in row:
            lines = sum(len(each.lines) * each.style.line_height for each in cell.paragraphs)
            assert points(height) >= lines + points(placed.cell_insets.top + placed.cell_insets.bottom) - 0.1
