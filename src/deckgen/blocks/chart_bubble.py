"""Bubbles on two axes: a series for each, their area proportional to a third number, the plane cut into quadrants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from deckgen.blocks.base import Context
from deckgen.blocks.chart_colors import HIGHLIGHT
from deckgen.blocks.chart_common import find_scale
from deckgen.blocks.derived import number_of
from deckgen.blocks.highlight import highlighted
from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.model.chart import Chart, ChartCategory, ChartPoint, ChartSeries
from deckgen.model.text import Run
from deckgen.model.value import Value
from deckgen.source.located import Path
from deckgen.text.formats import ChartScale

if TYPE_CHECKING:
    from deckgen.blocks.chart import ChartBlock

_Range = tuple[Decimal, Decimal]


def bubble_chart(block: ChartBlock, context: Context) -> Chart | None:
    """A bubble for each row that has all three numbers."""
    columns = block.bubble_columns
    marked = zip(context.rows(block.data), highlighted(block.highlight, context.rows(block.data), context), strict=True)
    kept = [(row, mark) for row, mark in marked if all(row[column].is_number for column in columns)]
    rows = [row for row, _ in kept]
    if not rows or _has_negative_size(block, context, rows):
        return None
    scales = [find_scale([row[column] for row in rows], context, column.at) for column in columns]
    if any(scale is None for scale in scales):
        return None
    x_column, y_column, size_column = columns
    x, y, size = (scale for scale in scales if scale is not None)
    is_marked = any(mark for _, mark in kept)
    series = tuple(_bubble(block, context, row, (x, y, size), mark, is_marked) for row, mark in kept)
    x_axis, y_axis = (
        _range([scale.number(row[column]) for row in rows], rows[0][column])
        for scale, column in ((x, x_column), (y, y_column))
    )
    cross = _cross(block, context, (x, y), (x_axis, y_axis), (rows[0][x_column], rows[0][y_column]))
    title = context.text(block.title) if block.title else context.label(size_column)
    return Chart(
        key=context.key(block),
        kind="bubble",
        categories=tuple(ChartCategory(text=each.name, value=each.value) for each in series),
        series=series,
        number_format=size.format_code,
        title=(*title, *context.unit(size.unit_label)),
        axis=_with(y_axis, cross[1] if cross else None),
        x_axis=_with(x_axis, cross[0] if cross else None),
        x_title=(*context.label(x_column), *context.unit(x.unit_label), Run(text=" →", furniture=True)),
        y_title=(Run(text="↑ ", furniture=True), *context.label(y_column), *context.unit(y.unit_label)),
        cross=cross,
        quadrants=tuple(context.text(name) for name in block.quadrants or ()),
        alt=_alternative(block, context, "".join(run.text for run in title), rows, (x, y, size)),
        at=block.at,
    )


def _has_negative_size(block: ChartBlock, context: Context, rows: Sequence[Mapping[str, Value]]) -> bool:
    *_, column = block.bubble_columns
    if all(number_of(row[column]) > 0 for row in rows):
        return False
    message = f"'{block.data}.{column}' has a number that is not above 0, and a bubble's area is"
    context.fail(Diagnostic("DG530", message, column.at, "leave its row out"))
    return True


def _bubble(
    block: ChartBlock,
    context: Context,
    row: Mapping[str, Value],
    scales: tuple[ChartScale, ChartScale, ChartScale],
    mark: bool,
    is_marked: bool,
) -> ChartSeries:
    for column in block.bubble_columns:
        context.show(row[column], column.at)
    across, upwards, area = (row[column] for column in block.bubble_columns)
    x, y, size = scales
    shown = ChartPoint(
        number=y.number(upwards),
        value=upwards,
        highlight=mark,
        x=x.number(across),
        x_value=across,
        size=size.number(area),
        size_value=area,
    )
    color = HIGHLIGHT if mark else "context" if is_marked else "primary"
    name = row[block.category]
    return ChartSeries(name=context.show(name, block.category.at).text, points=(shown,), color=color, value=name)


def _range(numbers: Sequence[Decimal], example: Value) -> _Range:
    """The range of an axis: the whole scale of marks on one (1 to its top), else that of the numbers."""
    measure = example.measure
    if measure is not None and measure.format == "scale" and measure.of is not None:
        return min(Decimal(1), *numbers), max(Decimal(measure.of), *numbers)
    low, high = min(numbers), max(numbers)
    return (low, high) if low < high else (low - 1, high + 1)


def _with(axis: _Range, number: Decimal | None) -> _Range:
    return axis if number is None else (min(axis[0], number), max(axis[1], number))


def _cross(
    block: ChartBlock,
    context: Context,
    scales: tuple[ChartScale, ChartScale],
    axes: tuple[_Range, _Range],
    examples: tuple[Value, Value],
) -> tuple[Decimal, Decimal] | None:
    """Where the quadrants meet: as stated, else in the middle of both axes if the quadrants have names."""
    if block.cross is None:
        if not block.quadrants:
            return None
        return (axes[0][0] + axes[0][1]) / 2, (axes[1][0] + axes[1][1]) / 2
    found: list[Decimal] = []
    for stated, scale, example in zip(block.cross, scales, examples, strict=True):
        if isinstance(stated, Path):
            value = context.value(stated)
            if value.measure != example.measure:
                message = f"'{stated}' has another measure than '{example.origin.query}.{example.origin.column}'"
                context.fail(Diagnostic("DG531", message, stated.at))
        else:
            value = Value(raw=Decimal(repr(stated)), origin=example.origin, measure=example.measure)
        try:
            found.append(scale.number(value))
        except DeckgenError as error:
            context.fail(Diagnostic("DG531", error.diagnostics[0].message, block.at))
            return None
    return found[0], found[1]


def _alternative(
    block: ChartBlock,
    context: Context,
    title: str,
    rows: Sequence[Mapping[str, Value]],
    scales: tuple[ChartScale, ChartScale, ChartScale],
) -> str:
    """Every bubble with its three numbers, and what they are."""
    columns = block.bubble_columns
    names = ["".join(run.text for run in context.label(column)) for column in columns]
    bubbles = (
        f"{context.show(row[block.category], block.category.at).text} ("
        + ", ".join(scale.label(row[column]) for column, scale in zip(columns, scales, strict=True))
        + ")"
        for row in rows
    )
    return f"{title} ({', '.join(names)}): " + "; ".join(bubbles)
