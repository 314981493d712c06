"""What charts of all kinds lower alike: scales, categories, points, titles and text alternatives."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from deckgen.blocks.base import Context
from deckgen.blocks.chart_colors import text_color
from deckgen.blocks.chart_data import Cell, ChartData
from deckgen.blocks.chart_spec import STACKED
from deckgen.blocks.derived import number_of, total
from deckgen.diagnostics import DeckgenError, Diagnostic, Position
from deckgen.model.chart import ChartCategory, ChartPoint, ChartSeries
from deckgen.model.text import Run
from deckgen.model.value import Scalar, Value
from deckgen.text.formats import ChartScale, chart_scale

if TYPE_CHECKING:
    from deckgen.blocks.chart import ChartBlock

FORECAST = "E"
"""Follows the name of a category whose numbers are forecasts, in every language."""
MARK = "●"
"""Stands in a series' colour before its name; a no-break space keeps them together."""


def find_scale(values: Sequence[Value], context: Context, at: Position | None) -> ChartScale | None:
    """The display unit of values; None after an error at `at` if they have none."""
    try:
        return chart_scale(values, context.language)
    except DeckgenError as error:
        for found in error.diagnostics:
            context.fail(Diagnostic(found.code, found.message, found.position or at, found.hint))
        return None


def shared_values(block: ChartBlock, context: Context) -> tuple[list[Value], bool]:
    """The numbers (and totals of stacks) of all charts of the slide whose value axis runs the same way and that show the same
    measure, and whether there are several such charts: they share display unit and axis."""
    own = _axis_values(block, context)
    groups = [
        values
        for sibling in context.siblings(type(block))
        if sibling is not block and sibling.direction == block.direction
        for values in [_axis_values(sibling, context)]
        if own and values and values[0].measure == own[0].measure
    ]
    return own + [value for values in groups for value in values], bool(groups)


def _axis_values(block: ChartBlock, context: Context) -> list[Value]:
    """The numbers that a chart's axis must reach: its own, and the sums of its stacks."""
    stacks: dict[Scalar, list[Value]] = {}
    for row in context.rows(block.data):
        numbers = [row[column] for column in block.values if row[column].is_number]
        stacks.setdefault(row[block.category].raw, []).extend(numbers)
    values = [value for stack in stacks.values() for value in stack]
    if block.chart_kind in STACKED:
        values += [total(stack) for stack in stacks.values() if stack]
    return values


def axis_of(values: Sequence[Value], scale: ChartScale) -> tuple[Decimal, Decimal]:
    """The range of numbers in the display unit, with 0."""
    numbers = [scale.number(value) for value in values]
    return min([*numbers, Decimal(0)]), max([*numbers, Decimal(0)])


def categories_of(block: ChartBlock, context: Context, data: ChartData) -> tuple[ChartCategory, ...]:
    """The categories' names; that of a forecast says so."""
    found: list[ChartCategory] = []
    for index, value in enumerate(data.categories):
        text = context.show(value, block.category.at).text
        cells = [cell for series in data.series if (cell := series.cells[index]) is not None]
        if cells and all(cell.forecast for cell in cells):
            text += FORECAST
        found.append(ChartCategory(text=text, value=value))
    return tuple(found)


def point(
    block: ChartBlock, context: Context, cell: Cell | None, scale: ChartScale, number: Decimal | None = None
) -> ChartPoint:
    """A number as a point with its label; `number` replaces the value's own (rounded so that parts add up)."""
    if cell is None or cell.value.raw is None:
        return ChartPoint(number=None, value=None)
    context.show(cell.value, block.values[0].at)
    shown = scale.number(cell.value) if number is None else number
    return ChartPoint(
        number=shown, value=cell.value, label=scale.text(shown), highlight=cell.highlight, forecast=cell.forecast
    )


def title_of(block: ChartBlock, context: Context, scale: ChartScale) -> tuple[Run, ...]:
    """What is measured, and its unit."""
    name = context.text(block.title) if block.title else context.label(block.values[0])
    return (*name, *context.unit(scale.unit_label))


def series_words(series: Sequence[ChartSeries]) -> tuple[Run, ...]:
    """The names of a chart's series as they follow its title, each with its colour: ``● Beijing  ● Shanghai``."""
    words: list[Run] = []
    for each in series:
        words.append(Run(text=f"  {MARK}\u00a0", color=each.color, furniture=True))
        words.append(Run(text=each.name, value=each.value, color=text_color(each.color) or "text"))
    return tuple(words)


def alternative(title: str, series: Sequence[ChartSeries], categories: Sequence[ChartCategory]) -> str:
    """The text alternative: what is measured, and every number with what it belongs to."""
    spoken = [
        ", ".join(
            f"{category.text} {each.label}" for category, each in zip(categories, one.points, strict=True) if each.label
        )
        for one in series
    ]
    if len(series) == 1:
        return f"{title}: {spoken[0]}"
    return f"{title}. " + "; ".join(f"{one.name}: {numbers}" for one, numbers in zip(series, spoken, strict=True))


def refuse_kinds(block: ChartBlock, context: Context) -> bool:
    """A DG530 for each column of numbers that holds texts or truth values, and for a `forecast` that holds anything else than
    truth values."""
    rows = context.rows(block.data)
    refused = False
    for column in (*block.values, block.x, block.y, block.size):
        if column is not None and any(row[column].raw is not None and not row[column].is_number for row in rows):
            message = f"'{block.data}.{column}' is no number, and a chart shows numbers"
            context.fail(
                Diagnostic("DG530", message, column.at, "name a column of numbers, or use a table or a matrix")
            )
            refused = True
    if (column := block.forecast) is not None and any(not isinstance(row[column].raw, bool | None) for row in rows):
        message = f"'{block.data}.{column}' is neither true nor false, so it cannot say what is a forecast"
        context.fail(Diagnostic("DG530", message, column.at, "select a condition, such as `year > 2020 AS forecast`"))
        refused = True
    return refused


def refuse_negative(block: ChartBlock, context: Context, data: ChartData) -> bool:
    """A DG530 if a part of a whole, or a number that stands on the spoke of a radar, is below 0."""
    for value in data.values:
        if number_of(value) < 0:
            message = (
                f"'{block.data}.{value.origin.column}' has a number below 0, and a {block.chart_kind} cannot show it"
            )
            context.fail(Diagnostic("DG530", message, block.values[0].at, "use bars or columns"))
            return True
    return False
