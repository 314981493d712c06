"""The rules inside a table that its style does not give: gaps between the tiles of a heat map, a rule above a total.

A placed table and an edge in (rows count from 0, the heading; columns from 0), a colour role and a width out.
"""

from __future__ import annotations

from dataclasses import dataclass

from deckgen.model.geometry import emu
from deckgen.model.pages import PlacedTable


@dataclass(frozen=True, slots=True)
class Rule:
    """`color` is a colour role, `width` in EMU."""

    color: str
    width: int


_GAP = Rule("background", emu(2.0))
_TOTAL = Rule("primary", emu(1.0))


def rule_below(item: PlacedTable, row: int, column: int) -> Rule | None:
    """The rule between a cell and the one below it; None where the table's style decides, as it does below the heading and
    below the last row."""
    if not 0 < row < len(item.rows) - 1:
        return None
    if item.table.rows[row].total:
        return _TOTAL
    return _GAP if _is_tile(item, row, column) or _is_tile(item, row + 1, column) else None


def rule_right(item: PlacedTable, row: int, column: int) -> Rule | None:
    """The rule between a cell and the one to the right of it; None where the table's style decides."""
    if column + 1 == len(item.column_widths):
        return None
    return _GAP if _is_tile(item, row, column) or _is_tile(item, row, column + 1) else None


def _is_tile(item: PlacedTable, row: int, column: int) -> bool:
    return item.table.tiles and row > 0 and item.table.rows[row - 1].cells[column].fill is not None
