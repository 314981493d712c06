"""Rows and columns of tables: what shares height and width out, alone and beside neighbours."""

from __future__ import annotations

from typing import TypeVar

import pytest

from deckgen.layout.table import measure_table
from deckgen.layout.typography import Typography
from deckgen.model.geometry import emu
from deckgen.model.nodes import Area, Areas, Columns, Node
from deckgen.model.pages import PlacedChart, PlacedTable, PlacedText
from tests.unit.layout.document import chart, deck, document, packaged_theme, prose, slide, table

_Item = TypeVar("_Item")


def placed(node: Node, kinds: tuple[type[_Item], ...]) -> list[_Item]:
    (page,) = deck(document(slide(node))).pages[1:]
    return [item for item in page.items if isinstance(item, kinds)]


def tables(node: Node) -> list[PlacedTable]:
    return placed(node, (PlacedTable,))


def rows(count: int) -> list[tuple[str, ...]]:
    return [(f"Row {number}", f"{number}.5") for number in range(count)]


@pytest.mark.parametrize("counts", [(6, 3), (3, 6), (4, 4)])
def test_tables_side_by_side_end_level_and_so_do_their_headings(counts: tuple[int, int]) -> None:
    items = tuple(table(rows(count), ("Name", "Value"), key=f"t{count}{n}") for n, count in enumerate(counts))
    first, second = tables(Columns(items=items, widths=(1, 1)))
    assert abs(first.box.bottom - second.box.bottom) <= 2 * len(first.row_heights + second.row_heights)
    assert first.row_heights[0] == second.row_heights[0]


def test_a_table_beside_a_chart_reaches_down_to_its_foot() -> None:
    short = table(rows(3), ("Name", "Value"))
    (alone,) = tables(short)
    beside, drawn = placed(Columns(items=(short, chart(["A", "B", "C"])), widths=(1, 1)), (PlacedTable, PlacedChart))
    assert beside.box.bottom > alone.box.bottom
    assert abs(beside.box.bottom - drawn.box.bottom) <= 2 * len(alone.row_heights)


def test_a_table_of_few_rows_is_not_blown_up() -> None:
    few, many = (table(rows(count), ("Name", "Value"), key=f"t{count}") for count in (1, 9))
    one, nine = tables(Columns(items=(few, many), widths=(1, 1)))
    assert one.box.bottom < nine.box.bottom


def test_a_row_that_takes_a_line_more_by_slack_alone_is_as_high_as_its_neighbours() -> None:
    typography = Typography(packaged_theme(), "deck", "en")
    words = table([("A name of so many words that it breaks", "1"), ("Short", "2")], ("Name", "Value"))
    found = (measure_table(words, width, typography, "s1") for width in range(emu(240), emu(500), emu(1)))
    measured = next(each for each in found if each.row_heights[1] > each.drawn_heights[1] == each.row_heights[2])
    (item,) = measured.place(0, 0, measured.preferred)
    assert isinstance(item, PlacedTable)
    assert item.row_heights[1] == item.row_heights[2]
    (item,) = measured.place(0, 0, measured.minimum)
    assert isinstance(item, PlacedTable)
    assert item.row_heights == measured.row_heights


def test_a_heading_folds_before_the_cells_below_others_do() -> None:
    body = "A cell of the first column that takes most of the width of the whole table and not less "
    heading = ("Name", "A heading of many more words than the numbers below it")
    (item,) = tables(table([(body + "still", "1.5")], heading))
    assert len(item.rows[0][1].paragraphs[0].lines) == 2
    assert len(item.rows[1][0].paragraphs[0].lines) == 1


def test_a_text_in_the_middle_of_its_area_is_anchored_there() -> None:
    areas = Areas(areas=(Area(node=prose("One line", key="a"), row=0, column=0, align="middle"),), widths=(1,))
    (item,) = (item for item in placed(areas, (PlacedText,)) if item.name == "s1/a")
    assert item.anchor == "middle"
