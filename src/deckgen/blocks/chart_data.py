"""The numbers of a chart as a grid of series by categories, read from the rows of its query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deckgen.blocks.base import Context
from deckgen.blocks.highlight import highlighted
from deckgen.diagnostics import Diagnostic
from deckgen.model.value import Scalar, Value

if TYPE_CHECKING:
    from deckgen.blocks.chart import ChartBlock


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of the query (a value without one is a gap), whether it is highlighted and whether it is a forecast."""

    value: Value
    highlight: bool
    forecast: bool


@dataclass(frozen=True, slots=True)
class Series:
    """Cells by category (None: the query has no row, a gap). `value` is what the name shows, if that is of the data."""

    name: str
    value: Value | None
    cells: tuple[Cell | None, ...]

    @property
    def values(self) -> tuple[Value, ...]:
        """The numbers, without gaps."""
        return tuple(cell.value for cell in self.cells if cell is not None and cell.value.is_number)

    @property
    def highlight(self) -> bool:
        """Whether every cell is highlighted: the series as a whole."""
        return all(cell.highlight for cell in self.cells if cell is not None)


@dataclass(frozen=True, slots=True)
class ChartData:
    """`categories` and `series` in the order in which the rows name them."""

    categories: tuple[Value, ...]
    series: tuple[Series, ...]

    @property
    def values(self) -> tuple[Value, ...]:
        """Every number."""
        return tuple(value for series in self.series for value in series.values)

    def column(self, index: int) -> tuple[Value, ...] | None:
        """The numbers of one category, or None if one is missing."""
        cells = [series.cells[index] for series in self.series]
        found = tuple(cell.value for cell in cells if cell is not None and cell.value.is_number)
        return found if len(found) == len(cells) else None


def read_data(block: ChartBlock, context: Context) -> ChartData:
    """The block's query as a grid: a series for each of `values`, or for each value of `series` (long form)."""
    rows = context.rows(block.data)
    marks = highlighted(block.highlight, rows, context)
    cells = [_cells(block, row, mark) for row, mark in zip(rows, marks, strict=True)]
    if block.series is None:
        return ChartData(
            categories=tuple(row[block.category] for row in rows),
            series=tuple(
                Series(_name(block, context, number), None, tuple(row[number] for row in cells))
                for number in range(len(block.values))
            ),
        )
    return _long_form(block, context, rows, [row[0] for row in cells])


def _cells(block: ChartBlock, row: Mapping[str, Value], mark: bool) -> tuple[Cell, ...]:
    forecast = block.forecast is not None and row[block.forecast].raw is True
    return tuple(Cell(row[column], mark, forecast) for column in block.values)


def _name(block: ChartBlock, context: Context, number: int) -> str:
    """A series of several is called like its column, a single one like the chart."""
    if len(block.values) == 1 and block.title is not None:
        return "".join(run.text for run in context.text(block.title))
    return "".join(run.text for run in context.label(block.values[number]))


def _long_form(
    block: ChartBlock, context: Context, rows: Sequence[Mapping[str, Value]], cells: Sequence[Cell]
) -> ChartData:
    assert block.series is not None
    categories: dict[Scalar, Value] = {}
    names: dict[Scalar, Value] = {}
    grid: dict[tuple[Scalar, Scalar], Cell] = {}
    for row, cell in zip(rows, cells, strict=True):
        category, name = row[block.category], row[block.series]
        categories.setdefault(category.raw, category)
        names.setdefault(name.raw, name)
        if grid.setdefault((name.raw, category.raw), cell) is not cell:
            message = f"two rows of '{block.data}' are of '{name.raw}' and '{category.raw}'"
            context.fail(Diagnostic("DG530", message, block.series.at, "return one row for each series and category"))
    return ChartData(
        categories=tuple(categories.values()),
        series=tuple(
            Series(
                context.show(name, block.series.at).text,
                name,
                tuple(grid.get((raw, category)) for category in categories),
            )
            for raw, name in names.items()
        ),
    )
