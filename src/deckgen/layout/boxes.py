"""Any node measured, and the containers: children one below the other, side by side or in a grid, placed in a height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from deckgen.diagnostics import Position
from deckgen.layout.areas import measure_areas
from deckgen.layout.chart import measure_chart
from deckgen.layout.chart_siblings import share_scale
from deckgen.layout.drawn import measure_line, measure_shape
from deckgen.layout.measured import Measured, TooNarrow
from deckgen.layout.natural import natural_width
from deckgen.layout.sharing import column_widths, share_height
from deckgen.layout.table import MeasuredTable, measure_table
from deckgen.layout.text import measure_text
from deckgen.layout.typography import Typography
from deckgen.model.chart import Chart
from deckgen.model.nodes import Areas, Columns, Grid, Line, Node, Only, Shape, Stack, Table, Text
from deckgen.model.pages import Item

CARD_STRETCH = 1.7
"""A card of a grid looks best at up to this times the height of its text."""


def measure_node(node: Node, width: int, typography: Typography, prefix: str) -> Measured:
    """Any node in a width in EMU; shape names begin with `prefix`. `TooNarrow` if a leaf cannot be set in its width. What
    another medium alone shows is gone by now (`medium.for_medium`)."""
    match node:
        case Text():
            return measure_text(node, width, typography, prefix)
        case Table():
            return measure_table(node, width, typography, prefix)
        case Chart():
            return measure_chart(node, width, typography, prefix)
        case Shape():
            return measure_shape(node, width, typography, prefix)
        case Line():
            return measure_line(node, width, typography, prefix)
        case Stack():
            items = [measure_node(item, width, typography, prefix) for item in node.items]
            return MeasuredStack(share_scale(items), typography.theme.gutter)
        case Columns():
            gutter = typography.theme.gutter
            widths = column_widths(node.widths, width, gutter)
            items = [
                measure_node(item, item_width, typography, prefix)
                for item, item_width in zip(node.items, widths, strict=True)
            ]
            return MeasuredColumns(share_scale(items), widths, gutter)
        case Grid():
            return _measure_grid(node, node.columns, width, typography, prefix)
        case Areas():
            return measure_areas(node, width, typography, prefix, measure_node, natural_width)
        case Only():
            return measure_node(node.node, width, typography, prefix)
        case _:
            assert_never(node)


def _measure_grid(node: Grid, columns: int, width: int, typography: Typography, prefix: str) -> MeasuredGrid:
    """A grid of `columns` a row; of fewer where its cells are too narrow even at the smallest size."""
    gutter = typography.theme.gutter
    widths = column_widths((1,) * columns, width, gutter)
    try:
        items = [
            measure_node(item, widths[index % columns], typography, prefix) for index, item in enumerate(node.items)
        ]
    except TooNarrow:
        if columns == 1 or typography.has_smaller("kpi_value"):
            raise
        return _measure_grid(node, columns - 1, width, typography, prefix)
    return MeasuredGrid(share_scale(items), widths, gutter)


@dataclass(frozen=True, slots=True)
class MeasuredStack:
    """See `Measured`."""

    items: tuple[Measured, ...]
    gap: int

    @property
    def minimum(self) -> int:
        return sum(item.minimum for item in self.items) + self._gaps

    @property
    def preferred(self) -> int:
        return sum(max(item.preferred, item.minimum) for item in self.items) + self._gaps

    @property
    def reserve(self) -> int:
        return max((item.reserve for item in self.items), default=0)

    @property
    def elastic(self) -> bool:
        return any(item.elastic for item in self.items)

    @property
    def at(self) -> Position | None:
        return _tallest(self.items)

    @property
    def _gaps(self) -> int:
        return self.gap * max(len(self.items) - 1, 0)

    def place(self, x: int, y: int, height: int) -> tuple[Item, ...]:
        placed: list[Item] = []
        for item, item_height in zip(self.items, share_height(self.items, height - self._gaps), strict=True):
            placed.extend(item.place(x, y, item_height))
            y += item_height + self.gap
        return tuple(placed)


@dataclass(frozen=True, slots=True)
class MeasuredColumns:
    """See `Measured`. Children share one top and, where they are elastic or tables, one bottom."""

    items: tuple[Measured, ...]
    widths: tuple[int, ...]
    gutter: int

    @property
    def minimum(self) -> int:
        return max((item.minimum for item in self.items), default=0)

    @property
    def preferred(self) -> int:
        return max((max(item.preferred, item.minimum) for item in self.items), default=0)

    @property
    def reserve(self) -> int:
        """What must stay free below the row: only where an item with a reserve reaches down to it."""
        return max((item.minimum + item.reserve for item in self.items), default=0) - self.minimum

    @property
    def elastic(self) -> bool:
        return all(item.elastic for item in self.items)

    @property
    def at(self) -> Position | None:
        return _tallest(self.items)

    def place(self, x: int, y: int, height: int) -> tuple[Item, ...]:
        placed: list[Item] = []
        level = max((self._used(item, height) for item in self.items), default=0)
        for item, width in zip(self.items, self.widths, strict=True):
            levelled = item.levelled(level) if isinstance(item, MeasuredTable) else item
            placed.extend(levelled.place(x, y, self._used(levelled, height)))
            x += width + self.gutter
        return tuple(placed)

    def _used(self, item: Measured, height: int) -> int:
        return height if item.elastic else min(height, max(item.preferred, item.minimum))


@dataclass(frozen=True, slots=True)
class MeasuredGrid:
    """See `Measured`. Cells of equal size, filled row by row."""

    items: tuple[Measured, ...]
    widths: tuple[int, ...]
    gutter: int

    @property
    def minimum(self) -> int:
        return self._rows * self._row_minimum + self._gaps

    @property
    def preferred(self) -> int:
        cell = max((item.preferred for item in self.items), default=0)
        if self.elastic:
            cell = round(self._row_minimum * CARD_STRETCH)
        return self._rows * max(cell, self._row_minimum) + self._gaps

    @property
    def reserve(self) -> int:
        return max((item.reserve for item in self.items), default=0)

    @property
    def elastic(self) -> bool:
        return all(item.elastic for item in self.items)

    @property
    def at(self) -> Position | None:
        return _tallest(self.items)

    @property
    def _rows(self) -> int:
        return -(-len(self.items) // len(self.widths))

    @property
    def _row_minimum(self) -> int:
        return max((item.minimum for item in self.items), default=0)

    @property
    def _gaps(self) -> int:
        return self.gutter * max(self._rows - 1, 0)

    def place(self, x: int, y: int, height: int) -> tuple[Item, ...]:
        placed: list[Item] = []
        row_height = (height - self._gaps) // self._rows
        left = x
        for index, item in enumerate(self.items):
            column = index % len(self.widths)
            if index and column == 0:
                x, y = left, y + row_height + self.gutter
            placed.extend(item.place(x, y, row_height))
            x += self.widths[column] + self.gutter
        return tuple(placed)


def _tallest(items: Sequence[Measured]) -> Position | None:
    return max(items, key=lambda item: item.minimum).at if items else None
