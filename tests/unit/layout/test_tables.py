"""Tables with Harvey balls, heat and highlights: what is drawn in and over their cells."""

from __future__ import annotations

import pytest

from deckgen.model.nodes import HarveyBall, Node, Table, TableCell, TableColumn, TableRow
from deckgen.model.pages import Page, PlacedGroup, PlacedShape, PlacedTable
from tests.unit.layout.document import AT, deck, document, packaged_theme, runs, slide

HIGH = 4


def ball(quarters: int) -> TableCell:
    return TableCell(runs=(), symbol=HarveyBall(quarters=quarters, value=None, alt=f"{quarters} of 4"))


def balls(rows: int) -> Table:
    columns = (TableColumn(key="a", heading=runs("Path")), TableColumn(key="b", heading=runs("Ease"), align="center"))
    body = tuple(TableRow(cells=(TableCell(runs=runs(f"Row {n}")), ball(n % 5))) for n in range(rows))
    return Table(key="table", columns=columns, rows=body, alt="Ways in", at=AT)


def heat(**row: bool) -> Table:
    columns = (
        TableColumn(key="a", heading=runs("City")),
        *(TableColumn(key=f"h{n}", heading=runs(f"Field {n}"), align="center", numeric=True) for n in range(1, 6)),
    )
    cells = (
        TableCell(runs=runs("Suzhou")),
        *(TableCell(runs=runs(str(n)), fill=f"heat_{n}") for n in range(1, 6)),
    )
    rows = (TableRow(cells=cells, **row), TableRow(cells=cells))
    return Table(key="table", columns=columns, rows=rows, tiles=True, alt="Heat", at=AT)


def pages(node: Node, language: str = "en") -> list[Page]:
    return list(deck(document(slide(node), language=language)).pages[1:])


def table_of(page: Page) -> PlacedTable:
    return next(item for item in page.items if isinstance(item, PlacedTable))


def balls_of(page: Page) -> list[PlacedGroup]:
    return [item for item in page.items if isinstance(item, PlacedGroup)]


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
def test_a_ball_stands_in_the_middle_of_its_cell_and_no_row_grows_by_it(language: str) -> None:
    (page,) = pages(balls(5), language)
    table = table_of(page)
    plain = Table(
        key="table",
        columns=balls(5).columns,
        rows=tuple(TableRow(cells=(r.cells[0], TableCell(runs=()))) for r in balls(5).rows),
        at=AT,
    )
    assert table.row_heights == table_of(pages(plain, language)[0]).row_heights
    left = table.box.x + table.column_widths[0]
    for number, group in enumerate(balls_of(page), start=1):
        top = table.box.y + sum(table.row_heights[:number])
        assert group.name == f"s1/table/ball/{number}-2"
        assert abs(group.box.x + group.box.right - 2 * left - table.column_widths[1]) <= 1
        assert abs(group.box.y + group.box.bottom - 2 * top - table.row_heights[number]) <= 1
        assert group.box.height < table.row_heights[number] - table.cell_insets.top - table.cell_insets.bottom
        assert all(item.box == group.box for item in group.items)


def test_a_ball_fills_by_quarters_from_its_top() -> None:
    (page,) = pages(balls(5))
    drawn = [[item for item in group.items if isinstance(item, PlacedShape)] for group in balls_of(page)]
    assert [shapes[0].fill for shapes in drawn] == ["background"] * HIGH + ["primary"]
    assert [shapes[1].adjustments if len(shapes) > 1 else None for shapes in drawn] == [
        None,
        (16_200_000, 0),
        (16_200_000, 5_400_000),
        (16_200_000, 10_800_000),
        None,
    ]
    assert [group.alt for group in balls_of(page)] == [f"{n} of 4" for n in range(5)]


def test_a_table_that_continues_keeps_its_balls_with_their_rows() -> None:
    found = pages(balls(60))
    assert len(found) > 2
    shown: list[str] = []
    for page in found:
        table = table_of(page)
        groups = balls_of(page)
        assert len(groups) == len(table.table.rows)
        for row, group in zip(table.table.rows, groups, strict=True):
            assert row.cells[1].symbol
            assert row.cells[1].symbol.alt == group.alt
            assert table.box.contains(group.box)
            assert all(item.name.startswith(f"{page.key}/table/ball/") for item in (group, *group.items))
        shown += [group.alt for group in groups]
    assert shown == [f"{n % 5} of 4" for n in range(60)]


def test_heat_cells_are_centred_in_a_colour_that_can_be_read() -> None:
    (page,) = pages(heat())
    cells = table_of(page).rows[1][1:]
    assert [cell.fill for cell in cells] == [f"heat_{n}" for n in range(1, 6)]
    assert {cell.paragraphs[0].paragraph.align for cell in cells} == {"center"}
    assert [cell.paragraphs[0].paragraph.runs[0].color for cell in cells] == [None, None, None, "inverse", "inverse"]


def test_a_highlighted_row_of_tiles_keeps_its_colours_in_a_box() -> None:
    (page,) = pages(heat(highlight=True))
    table = table_of(page)
    assert [cell.fill for cell in table.rows[1]] == [None, *(f"heat_{n}" for n in range(1, 6))]
    (box,) = (item for item in page.items if isinstance(item, PlacedShape))
    assert (box.name, box.outline, box.fill) == ("s1/table/highlight/1", "highlight", None)
    assert box.box.y == table.box.y + table.row_heights[0]
    assert (box.box.width, box.box.height) == (table.box.width, table.row_heights[1])


def test_highlighted_columns_and_rows_stand_on_the_panel_and_totals_are_bold() -> None:
    columns = (TableColumn(key="a", heading=runs("A")), TableColumn(key="b", heading=runs("B"), highlight=True))
    cells = (TableCell(runs=runs("x")), TableCell(runs=runs("y")))
    rows = (TableRow(cells=cells), TableRow(cells=cells, highlight=True), TableRow(cells=cells, total=True))
    (page,) = pages(Table(key="table", columns=columns, rows=rows, at=AT))
    placed = table_of(page)
    assert [[cell.fill for cell in row] for row in placed.rows] == [
        [None, "panel"],
        [None, "panel"],
        ["panel", "panel"],
        [None, "panel"],
    ]
    bold = [row[0].paragraphs[0].paragraph.runs[0].bold for row in placed.rows[1:]]
    assert bold == [False, True, True]
    assert packaged_theme().colors["panel"].slot == "bg2"


@pytest.mark.parametrize("headings", [("Rail", "Industrial energy efficiency"), ("鉄道", "産業エネルギー効率と需要")])
def test_columns_of_tiles_are_equally_wide_and_so_are_those_of_balls(headings: tuple[str, str]) -> None:
    first = TableColumn(key="a", heading=runs("City"))
    columns = (first, *(TableColumn(key=f"h{n}", heading=runs(text)) for n, text in enumerate(headings * 2)))
    tiles = tuple(TableCell(runs=runs("3"), fill="heat_3") for _ in headings)
    row = TableRow(cells=(TableCell(runs=runs("Suzhou")), *tiles, ball(1), ball(2)))
    (page,) = pages(Table(key="table", columns=columns, rows=(row,), tiles=True, at=AT))
    _, *widths = table_of(page).column_widths
    # Whatever rounding leaves goes to one column.
    assert abs(widths[0] - widths[1]) < len(columns)
    assert abs(widths[2] - widths[3]) < len(columns)
