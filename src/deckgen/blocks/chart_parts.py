"""A doughnut: parts of one whole, at most five, with the whole in its hole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deckgen.blocks.base import Context
from deckgen.blocks.chart_colors import series_colors
from deckgen.blocks.chart_common import alternative, categories_of, find_scale, point, refuse_negative, title_of
from deckgen.blocks.chart_data import ChartData, read_data
from deckgen.blocks.derived import total
from deckgen.diagnostics import Diagnostic
from deckgen.model.chart import Chart, ChartSeries
from deckgen.model.text import Paragraph
from deckgen.text.rounding import rounded_parts

if TYPE_CHECKING:
    from deckgen.blocks.chart import ChartBlock

MOST_PARTS = 5
SUMMED = frozenset({"number", "money"})
"""Formats whose sum is worth printing; shares add up to what everybody knows."""


def doughnut_chart(block: ChartBlock, context: Context) -> Chart | None:
    """The parts in the order of the query. Rounded parts add up to the rounded whole."""
    data = read_data(block, context)
    (series,) = data.series
    if not data.values or _is_refused(block, context, data):
        return None
    scale = find_scale((*data.values, total(data.values)), context, block.values[0].at)
    if scale is None:
        return None
    parts = rounded_parts([scale.number(value) for value in data.values], scale.digits)
    points = tuple(point(block, context, cell, scale, number) for cell, number in zip(series.cells, parts, strict=True))
    categories = categories_of(block, context, data)
    title = title_of(block, context, scale)
    shown = ChartSeries(name=series.name, points=points)
    return Chart(
        key=context.key(block),
        kind="doughnut",
        categories=categories,
        series=(shown,),
        number_format=scale.format_code,
        title=title,
        colors=series_colors([each.highlight for each in points]),
        center=_center(block, context, data),
        alt=alternative(series.name, (shown,), categories),
        at=block.at,
    )


def _is_refused(block: ChartBlock, context: Context, data: ChartData) -> bool:
    at = block.values[0].at
    if len(data.values) < len(data.categories):
        message = f"'{block.data}' has a part without a number"
        context.fail(Diagnostic("DG530", message, at, "leave the row out, or use bars"))
        return True
    if len(data.values) > MOST_PARTS:
        message = f"a doughnut of {len(data.values)} parts: {MOST_PARTS} are the most that can be told apart"
        context.fail(Diagnostic("DG530", message, at, "sum the small ones up in the query, or use bars"))
        return True
    return refuse_negative(block, context, data)


def _center(block: ChartBlock, context: Context, data: ChartData) -> tuple[Paragraph, ...]:
    if block.center is not None:
        return tuple(
            Paragraph(runs=runs, role="item_label", align="center") for runs in context.paragraphs(block.center)
        )
    measure = data.values[0].measure
    if measure is None or measure.format not in SUMMED:
        return ()
    return (
        Paragraph(runs=(context.show(total(data.values), block.values[0].at),), role="series_label", align="center"),
        Paragraph(runs=(context.word("total"),), role="item_label", align="center"),
    )
