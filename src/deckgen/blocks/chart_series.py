"""Charts of series over categories: bars, columns, stacks, lines and radars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from deckgen.blocks.base import Context
from deckgen.blocks.chart_colors import MOST_SERIES, series_colors
from deckgen.blocks.chart_common import (
    alternative,
    axis_of,
    categories_of,
    find_scale,
    point,
    refuse_negative,
    series_words,
    shared_values,
    title_of,
)
from deckgen.blocks.chart_data import ChartData, Series, read_data
from deckgen.blocks.chart_marks import lower_marks
from deckgen.blocks.chart_parts import SUMMED
from deckgen.blocks.chart_spec import STACKED
from deckgen.blocks.derived import total
from deckgen.diagnostics import Diagnostic
from deckgen.model.chart import Chart, ChartPoint, ChartSeries
from deckgen.model.text import Run
from deckgen.text.formats import ChartScale
from deckgen.text.rounding import rounded_parts

if TYPE_CHECKING:
    from deckgen.blocks.chart import ChartBlock

_MOST_RADAR_SERIES = 2
_LEAST_RADAR_CATEGORIES = 3


def series_chart(block: ChartBlock, context: Context) -> Chart | None:
    """The chart of a block of one of these kinds; None if there is no number."""
    data = read_data(block, context)
    if not data.values or _is_refused(block, context, data):
        return None
    values, has_siblings = shared_values(block, context)
    scale = find_scale(values, context, block.values[0].at)
    if scale is None:
        return None
    categories = categories_of(block, context, data)
    spoken = _series(block, context, data, scale)
    title = title_of(block, context, scale)
    name = spoken[0].name if len(spoken) == 1 else "".join(run.text for run in title)
    # The lines of a line chart have their names at their ends.
    words = series_words(spoken) if len(spoken) > 1 and block.chart_kind != "line" else ()
    return Chart(
        key=context.key(block),
        kind=block.chart_kind,
        categories=categories,
        series=_labelled_ends(spoken) if block.chart_kind == "line" else spoken,
        number_format=scale.format_code,
        title=(*title, *words),
        axis=_axis(block, data, scale) if block.direction is None else axis_of(values, scale) if has_siblings else None,
        marks=lower_marks(block, context, data, scale),
        totals=_totals(block, context, data, scale),
        alt=alternative(name, spoken, categories),
        at=block.at,
    )


def _is_refused(block: ChartBlock, context: Context, data: ChartData) -> bool:
    """A DG530 if the data do not suit the kind."""
    kind = block.chart_kind
    series, categories = len(data.series), len(data.categories)
    at = block.series.at if block.series is not None else block.values[0].at
    if kind == "radar" and series > _MOST_RADAR_SERIES:
        message = f"a radar of {series} series: {_MOST_RADAR_SERIES} are the most that can be told apart"
        context.fail(Diagnostic("DG530", message, at, "show the others in a table"))
        return True
    if kind == "radar" and categories < _LEAST_RADAR_CATEGORIES:
        message = f"a radar of {categories} categories needs {_LEAST_RADAR_CATEGORIES}"
        context.fail(Diagnostic("DG530", message, block.category.at, "use bars"))
        return True
    has_names = kind == "line" and any(each.highlight for each in data.series)
    if series > MOST_SERIES and not has_names:
        message = f"a chart of {series} series: {MOST_SERIES} are the most that can be told apart"
        context.fail(Diagnostic("DG530", message, at, "select fewer in the query, or use a table"))
        return True
    if kind != "line" and series > 1 and any(_has_part_of(each) for each in data.series):
        message = "in a chart of several series `highlight` points out whole series"
        context.fail(Diagnostic("DG530", message, block.at, "highlight by the column that `series` names"))
        return True
    return kind in {*STACKED, "radar"} and refuse_negative(block, context, data)


def _has_part_of(series: Series) -> bool:
    return not series.highlight and any(cell is not None and cell.highlight for cell in series.cells)


def _series(block: ChartBlock, context: Context, data: ChartData, scale: ChartScale) -> tuple[ChartSeries, ...]:
    """The series with every number labelled."""
    several = len(data.series) > 1
    whole = [several and each.highlight for each in data.series]
    colors = series_colors(whole, lines=block.chart_kind == "line")
    if not several and any(cell is not None and cell.highlight for cell in data.series[0].cells):
        colors = ("primary",) if block.chart_kind == "line" else ("context",)
    parts = _parts(data, scale) if block.chart_kind in STACKED else {}
    found: list[ChartSeries] = []
    for number, (series, color) in enumerate(zip(data.series, colors, strict=True)):
        points = (
            point(block, context, cell, scale, parts.get((number, index))) for index, cell in enumerate(series.cells)
        )
        # A highlighted series has its colour as a whole, its points are like those of the others.
        shown = tuple(replace(each, highlight=False) if whole[number] else each for each in points)
        found.append(ChartSeries(name=series.name, points=shown, color=color, value=series.value))
    return tuple(found)


def _parts(data: ChartData, scale: ChartScale) -> dict[tuple[int, int], Decimal]:
    """(series, category) -> the number rounded so that the parts of a complete stack add up to its rounded total."""
    found: dict[tuple[int, int], Decimal] = {}
    for index in range(len(data.categories)):
        stack = data.column(index)
        if stack is not None:
            rounded = rounded_parts([scale.number(value) for value in stack], scale.digits)
            found |= {(number, index): part for number, part in enumerate(rounded)}
    return found


def _totals(block: ChartBlock, context: Context, data: ChartData, scale: ChartScale) -> tuple[Run, ...]:
    """The sums of a chart's stacks; none for a stack with a gap, for a single series and for shares."""
    measure = data.values[0].measure
    if block.chart_kind not in STACKED or len(data.series) < 2 or (measure and measure.format not in SUMMED):
        return ()
    found: list[Run] = []
    for index in range(len(data.categories)):
        stack = data.column(index)
        if stack is None:
            found.append(Run(text=""))
        else:
            value = total(stack)
            context.show(value, block.values[0].at)
            found.append(Run(text=scale.label(value), value=value, bold=True))
    return tuple(found)


def _labelled_ends(series: Sequence[ChartSeries]) -> tuple[ChartSeries, ...]:
    """Lines with labels at their first, last and highlighted points only."""
    return tuple(replace(each, points=tuple(_label_kept(each.points))) for each in series)


def _label_kept(points: Sequence[ChartPoint]) -> list[ChartPoint]:
    shown = [index for index, each in enumerate(points) if each.number is not None]
    kept = {shown[0], shown[-1]} if shown else set[int]()
    return [each if index in kept or each.highlight else replace(each, label="") for index, each in enumerate(points)]


def _axis(block: ChartBlock, data: ChartData, scale: ChartScale) -> tuple[Decimal, Decimal] | None:
    """The axis of a radar: the whole scale of marks on one."""
    measure = data.values[0].measure
    if measure is None or measure.format != "scale" or measure.of is None:
        return None
    low, high = axis_of(data.values, scale)
    return low, max(high, Decimal(measure.of))
