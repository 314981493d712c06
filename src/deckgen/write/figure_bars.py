"""Bars and columns, beside each other or stacked, on matplotlib axes; those of forecasts are hatched."""

from __future__ import annotations

import math
from typing import Any

from deckgen.model.geometry import points
from deckgen.model.pages import PlacedChart
from deckgen.write.chart_style import AXIS_COLOR, AXIS_WIDTH, EDGE_COLOR, point_color
from deckgen.write.figure_renderer import IdentityTransform, Path, PathPatch
from deckgen.write.pdf.canvas import PdfCanvas, Rgb

_HATCH_STEP, _HATCH_WIDTH = 6.0, 1.6
"""Points from line to line along the edges, and across a line."""


def draw_bars(axes: Any, item: PlacedChart, canvas: PdfCanvas) -> None:
    """The first category at the top (bar) or left (column), and the line at 0."""
    chart = item.chart
    stacked, horizontal = chart.kind.startswith("stacked"), chart.kind.endswith("bar")
    beside = 1 if stacked else len(chart.series)
    thickness = 1 / (beside + item.gap_width / 100)
    ends = {True: [0.0] * len(chart.categories), False: [0.0] * len(chart.categories)}
    bars = axes.barh if horizontal else axes.bar
    _set_limits(axes, item, horizontal)
    for number, series in enumerate(chart.series):
        offset = 0.0 if stacked else (number - (beside - 1) / 2) * thickness
        for index, point in enumerate(series.points):
            if point.number is None:
                continue
            length, color = float(point.number), canvas.color(point_color(chart, series, index))
            # Negative parts of a stack hang below 0, from the negative parts before them.
            stack = ends[length >= 0]
            start = stack[index] if stacked else 0.0
            stack[index] += length
            edge = {"edgecolor": color, "linewidth": points(AXIS_WIDTH)} if point.forecast else {"linewidth": 0}
            fill = canvas.color(EDGE_COLOR) if point.forecast else color
            (bar,) = bars([index + offset], [length], thickness, [start], color=[fill], **edge)
            if point.forecast:
                _hatch(axes, bar, color)
    line = {"color": canvas.color(AXIS_COLOR), "linewidth": points(AXIS_WIDTH), "clip_on": False}
    (axes.axvline if horizontal else axes.axhline)(0, **line)


def _set_limits(axes: Any, item: PlacedChart, horizontal: bool) -> None:
    count = len(item.chart.categories)
    # Set before and kept while bars are drawn.
    axes.set_autoscale_on(False)
    if horizontal:
        axes.set_xlim(float(item.minimum), float(item.maximum))
        axes.set_ylim(count - 0.5, -0.5)
    else:
        axes.set_xlim(-0.5, count - 0.5)
        axes.set_ylim(float(item.minimum), float(item.maximum))


def _hatch(axes: Any, bar: Any, color: Rgb) -> None:
    """Diagonal lines that rise to the right, seen through the bar."""
    area: Any = bar.get_window_extent()
    first = math.floor((area.y0 - area.x1) / _HATCH_STEP)
    last = math.ceil((area.y1 - area.x0) / _HATCH_STEP)
    corners = [
        (x, x + number * _HATCH_STEP) for number in range(first, last + 1) for x in (float(area.x0), float(area.x1))
    ]
    lines = PathPatch(
        Path(corners, [Path.MOVETO, Path.LINETO] * (len(corners) // 2)),
        transform=IdentityTransform(),
        facecolor="none",
        edgecolor=color,
        linewidth=_HATCH_WIDTH,
    )
    axes.add_patch(lines)
    lines.set_clip_path(bar)
