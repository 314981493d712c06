"""matrix and the looks of a table's columns as nodes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from deckgen.blocks.heat import level_of
from deckgen.diagnostics import DeckgenError
from deckgen.model.nodes import Areas, Table, TableCell
from deckgen.model.value import Origin, Value
from tests.unit.blocks.lowering import column, lowered, nodes


def words(cell: TableCell) -> str:
    return "".join(run.text for run in cell.runs)


def grid(table: Table) -> list[list[str]]:
    return [[words(cell) for cell in row.cells] for row in table.rows]


def number(raw: int | Decimal) -> Value:
    return Value(raw=raw, origin=Origin(query="q", row_key=(), column="c", kind="cell"))


@pytest.mark.parametrize(
    ("raw", "scale", "level"),
    [(1, (1, 5), 1), (2, (1, 5), 2), (3, (1, 5), 3), (5, (1, 5), 5), (9, (1, 5), 5), (-4, (1, 5), 1), (7, (7, 7), 3)],
)
def test_a_level_is_a_fifth_of_the_scale(raw: int, scale: tuple[int, int], level: int) -> None:
    assert level_of(number(raw), (Decimal(scale[0]), Decimal(scale[1]))) == level


def test_a_matrix_pivots_and_shares_one_unit(tmp_path: Path) -> None:
    block = (
        "- matrix: {data: output, row: name, column: year, value: gdp, total: mean, title: Output, highlight: first}\n"
    )
    node = lowered(tmp_path, block)
    (table,) = nodes(node, Table)
    assert ["".join(run.text for run in column.heading) for column in table.columns] == [
        "Name",
        "2016",
        "2017",
        "2018",
        "Mean",
    ]
    assert grid(table)[0] == ["Beijing", "2.70", "–", "3.31", "3.01"]
    assert "".join(run.text for run in table.title) == "Output (RMB tn)"
    assert [row.highlight for row in table.rows] == [True, False, False, False, False]
    beijing = table.rows[0].cells
    assert [cell.fill for cell in beijing] == [None, "heat_4", None, "heat_5", None]
    assert [cell.runs[0].color for cell in beijing] == [None, "inverse", None, "inverse", None]
    assert beijing[-1].bold
    value = beijing[1].runs[0].value
    assert value is not None
    assert value.origin.rows == ("stats:beijing|gdp_revised|2016",)
    assert table.tiles
    (legend,) = nodes(node, Areas)
    assert len(legend.areas) == 7


def test_a_matrix_without_a_title_names_its_unit_in_the_legend(tmp_path: Path) -> None:
    node = lowered(tmp_path, "- matrix: {data: output, row: name, column: year, value: gdp}\n", language="zh")
    (legend,) = nodes(node, Areas)
    last = legend.areas[-1].node
    assert "".join(run.text for p in getattr(last, "paragraphs", ()) for run in p.runs) == "高（万亿元）"


MARKS = """\
marks: |
  SELECT entity_id, driver_id, source_id, driver_id = 'policy' AS moved FROM drivers ORDER BY entity_id, driver_id
"""


def test_a_matrix_of_truth_values_shows_marks(tmp_path: Path) -> None:
    block = "- matrix: {data: marks, row: entity_id, column: driver_id, value: moved}\n"
    node = lowered(tmp_path, block, queries=MARKS)
    assert isinstance(node, Table)
    beijing = node.rows[0].cells
    assert [cell.symbol.alt if cell.symbol else None for cell in beijing] == [None, None, "Yes", None]
    assert not node.tiles


def failing(tmp_path: Path, block: str, queries: str = "") -> list[tuple[str, int, str]]:
    with pytest.raises(DeckgenError) as error:
        lowered(tmp_path, block, queries=queries)
    assert error.value.exit_code == 1
    return [(d.code, column(d), d.message) for d in error.value.diagnostics]


def test_two_rows_in_one_place_are_an_error(tmp_path: Path) -> None:
    block = "- matrix: {data: marks, row: driver_id, column: source_id, value: moved}\n"
    found = failing(tmp_path, block, MARKS)
    assert {code for code, _, _ in found} == {"DG537"}
    assert found[0] == ("DG537", 28, "'marks' has two rows for 'companies' and 'study'")


def test_a_total_that_differs_within_a_row_is_an_error(tmp_path: Path) -> None:
    block = "- matrix: {data: output, row: name, column: year, value: gdp, total: gdp}\n"
    found = failing(tmp_path, block)
    assert ("DG538", 80, "the rows of 'Beijing' have several values of 'gdp'") in found


def test_numbers_and_texts_in_one_matrix_are_an_error(tmp_path: Path) -> None:
    queries = "mixed: SELECT event_id, 'a' AS side, year AS gdp, name FROM events ORDER BY event_id\n"
    block = "- matrix: {data: mixed, row: event_id, column: side, value: gdp, total: name}\n"
    assert [(code, place) for code, place, _ in failing(tmp_path, block, queries)] == [("DG546", 83)]


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
def test_harvey_balls_say_their_value(tmp_path: Path, language: str) -> None:
    block = "- table: {data: ways, columns: [name, {ease: harvey}], highlight_column: ease}\n"
    node = lowered(tmp_path, block, language=language)
    assert isinstance(node, Table)
    balls = [row.cells[1].symbol for row in node.rows]
    assert [ball.quarters if ball else None for ball in balls] == [4, 3, 2, 1]
    assert [ball.alt if ball else None for ball in balls][1] == {"zh": "3/4", "en": "3 of 4", "ja": "3/4"}[language]
    assert [(column.align, column.highlight) for column in node.columns] == [("left", False), ("center", True)]


def test_a_harvey_ball_needs_a_scale(tmp_path: Path) -> None:
    queries = (
        "plain: SELECT id, ease + 1 AS ease, ease AS rank, source_id FROM opportunities WHERE ease > 2 ORDER BY id\n"
    )
    block = "- table: {data: plain, columns: [{ease: harvey}, {column: rank, label: R, as: harvey}]}\n"
    assert failing(tmp_path, block, queries) == [
        ("DG536", 69, "'plain.rank' is on no scale, so no Harvey ball can show it"),
        ("DG536", 45, "'plain.ease' is 5: a Harvey ball shows 0 to 4"),
    ]


def test_a_heat_column_is_coloured_from_its_least_to_its_greatest(tmp_path: Path) -> None:
    block = "- table: {data: ways, columns: [name, {column: ease, as: heat}]}\n"
    node = lowered(tmp_path, block)
    assert isinstance(node, Table)
    assert [row.cells[1].fill for row in node.rows] == ["heat_5", "heat_4", "heat_2", "heat_1"]
    assert grid(node)[0] == ["Consulting and training", "4"]
    assert node.tiles
