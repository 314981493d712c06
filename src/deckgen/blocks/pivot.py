"""A query in long form as a cross table: rows and columns in the order in which they first appear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deckgen.blocks.base import Context
from deckgen.diagnostics import Diagnostic
from deckgen.model.value import Scalar, Value
from deckgen.source.located import ColumnName, QueryName

_Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Pivot:
    """`rows` and `columns` hold the query's first row for each; `cells` its rows by (row, column) of those."""

    rows: tuple[_Row, ...]
    columns: tuple[_Row, ...]
    cells: Mapping[tuple[int, int], _Row]

    def column_values(self, column: ColumnName) -> list[Value]:
        """The values of a column of the query in all cells."""
        return [row[column] for row in self.cells.values()]


def pivot(context: Context, data: QueryName, row: ColumnName, column: ColumnName) -> Pivot | None:
    """None, and DG537 for each, if two rows of the query have one place."""
    rows: dict[Scalar, int] = {}
    columns: dict[Scalar, int] = {}
    heads: tuple[list[_Row], list[_Row]] = ([], [])
    cells: dict[tuple[int, int], _Row] = {}
    has_clash = False
    for found in context.rows(data):
        place = _place(rows, heads[0], found, row), _place(columns, heads[1], found, column)
        if place in cells:
            has_clash = True
            message = f"'{data}' has two rows for '{found[row].raw}' and '{found[column].raw}'"
            hint = "add them up in the query, or select what tells them apart"
            context.fail(Diagnostic("DG537", message, data.at, hint))
        cells[place] = found
    return None if has_clash else Pivot(tuple(heads[0]), tuple(heads[1]), cells)


def _place(known: dict[Scalar, int], heads: list[_Row], found: _Row, column: ColumnName) -> int:
    raw = found[column].raw
    if raw not in known:
        known[raw] = len(heads)
        heads.append(found)
    return known[raw]


def constant_of(cells: Sequence[_Row], column: ColumnName) -> Value | None:
    """The value that a column has in all of a row's cells; None if it differs."""
    values = [cell[column] for cell in cells]
    return values[0] if all(value.raw == values[0].raw for value in values) else None
