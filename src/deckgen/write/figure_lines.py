"""Lines with their markers, and bubbles, on matplotlib axes with the ranges that layout chose."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from deckgen.model.chart import Chart, ChartSeries
from deckgen.model.geometry import points
from deckgen.model.pages import PlacedChart
from deckgen.write.chart_style import (
    AXIS_COLOR,
    AXIS_WIDTH,
    EDGE_COLOR,
    GRID_COLOR,
    LINE_WIDTH,
    marker_size,
    point_color,
)
from deckgen.write.figure_renderer import Ellipse, Path, PathPatch
from deckgen.write.pdf.canvas import PdfCanvas, Rgb

Place = tuple[float, float]
"""A point in the units of the axes."""

_DASHES = (0, (3, 1))
"""No offset, a dash of three widths of the line and a gap of one: what `sysDash` is."""


def draw_lines(axes: Any, item: PlacedChart, canvas: PdfCanvas) -> None:
    """A line for each series over the middles of its categories' bands, and the axis below."""
    _set_limits(axes, -0.5, len(item.chart.categories) - 0.5, item.minimum, item.maximum)
    base = min(max(float(item.minimum), 0.0), float(item.maximum))
    axes.axhline(base, color=canvas.color(AXIS_COLOR), linewidth=points(AXIS_WIDTH), clip_on=False)
    for series in item.chart.series:
        places = [
            None if point.number is None else (float(index), float(point.number))
            for index, point in enumerate(series.points)
        ]
        draw_series(axes, item.chart, series, places, canvas)


def draw_series(
    axes: Any,
    chart: Chart,
    series: ChartSeries,
    places: Sequence[Place | None],
    canvas: PdfCanvas,
    *,
    closed: bool = False,
) -> None:
    """A series as a line over its places, interrupted at gaps; the piece that leads to a forecast is dashed."""
    pieces: dict[bool, list[Place]] = {False: [], True: []}
    for index, (place, point) in enumerate(zip(places, series.points, strict=True)):
        before = places[index - 1] if index or closed else None
        if before is not None and place is not None:
            pieces[point.forecast] += (before, place)
    for dashed, found in pieces.items():
        draw_pieces(axes, found, canvas.color(series.color), points(LINE_WIDTH), dashed=dashed)
    for index, (place, point) in enumerate(zip(places, series.points, strict=True)):
        if place is not None:
            color = canvas.color(point_color(chart, series, index))
            axes.plot(
                [place[0]],
                [place[1]],
                marker="o",
                markersize=marker_size(point),
                markerfacecolor=canvas.color(EDGE_COLOR) if point.forecast else color,
                markeredgecolor=color,
                markeredgewidth=points(LINE_WIDTH) / 2,
                clip_on=False,
            )


def draw_pieces(axes: Any, ends: Sequence[Place], color: Rgb, width: float, *, dashed: bool = False) -> None:
    """Straight pieces from each even to the following odd place, as one path; no joints, so none that stick out."""
    if ends:
        axes.add_patch(
            PathPatch(
                Path(ends, [Path.MOVETO, Path.LINETO] * (len(ends) // 2)),
                facecolor="none",
                edgecolor=color,
                linewidth=width,
                linestyle=_DASHES if dashed else "solid",
                clip_on=False,
            )
        )


def draw_bubbles(axes: Any, item: PlacedChart, canvas: PdfCanvas) -> None:
    """Circles whose areas are the sizes, over the two lines that meet at the cross."""
    chart = item.chart
    left = item.minimum if item.x_minimum is None else item.x_minimum
    right = item.maximum if item.x_maximum is None else item.x_maximum
    _set_limits(axes, left, right, item.minimum, item.maximum)
    across, up = chart.cross or (left, item.minimum)
    line = {"color": canvas.color(GRID_COLOR), "linewidth": points(AXIS_WIDTH), "clip_on": False}
    axes.axvline(float(across), **line)
    axes.axhline(float(up), **line)
    shown = [
        (series, point.x, point.number, point.size)
        for series in chart.series
        for point in series.points[:1]
        if point.x is not None and point.number is not None and point.size is not None and point.size > 0
    ]
    largest = max((size for _, _, _, size in shown), default=Decimal(1))
    for series, x, y, size in shown:
        diameter = item.bubble_diameter * float(size / largest) ** 0.5
        axes.add_patch(
            Ellipse(
                (float(x), float(y)),
                diameter / item.plot.width * float(right - left),
                diameter / item.plot.height * float(item.maximum - item.minimum),
                facecolor=canvas.color(point_color(chart, series, 0)),
                edgecolor=canvas.color(EDGE_COLOR),
                linewidth=points(AXIS_WIDTH),
                clip_on=False,
            )
        )


def _set_limits(axes: Any, *limits: Decimal | float) -> None:
    left, right, bottom, top = map(float, limits)
    axes.set_autoscale_on(False)
    axes.set_xlim(left, right)
    axes.set_ylim(bottom, top)
