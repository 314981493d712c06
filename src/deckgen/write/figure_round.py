"""Doughnuts and radars on matplotlib axes: the first category on top, the others clockwise, in the plot's largest circle."""

from __future__ import annotations

import math
from typing import Any

from deckgen.model.geometry import points
from deckgen.model.pages import PlacedChart
from deckgen.write.chart_style import AXIS_WIDTH, EDGE_COLOR, GRID_COLOR, PART_GAP, point_color
from deckgen.write.figure_lines import Place, draw_pieces, draw_series
from deckgen.write.figure_renderer import Wedge
from deckgen.write.pdf.canvas import PdfCanvas


def draw_doughnut(axes: Any, item: PlacedChart, canvas: PdfCanvas) -> None:
    """A ring cut in the proportions of the first series."""
    _set_circle(axes, item)
    series = item.chart.series[0]
    sizes = [max(float(point.number or 0), 0.0) for point in series.points]
    total, before = sum(sizes), 0.0
    for index, size in enumerate(sizes):
        if size:
            wedge = Wedge(
                (0, 0),
                1,
                90 - 360 * (before + size) / total,
                90 - 360 * before / total,
                width=1 - item.hole / 100,
                facecolor=canvas.color(point_color(item.chart, series, index)),
                edgecolor=canvas.color(EDGE_COLOR),
                linewidth=points(PART_GAP),
                clip_on=False,
            )
            axes.add_patch(wedge)
        before += size


def draw_radar(axes: Any, item: PlacedChart, canvas: PdfCanvas) -> None:
    """A net of rings and spokes, and a closed line for each series."""
    _set_circle(axes, item)
    count = len(item.chart.categories)
    net: list[Place] = []
    for index in range(count):
        net += ((0.0, 0.0), _on_spoke(index, count, 1.0))
        for ring in range(1, item.rings + 1):
            part = ring / item.rings
            net += (_on_spoke(index, count, part), _on_spoke(index + 1, count, part))
    draw_pieces(axes, net, canvas.color(GRID_COLOR), points(AXIS_WIDTH))
    for series in item.chart.series:
        places = [
            None
            if point.number is None
            else _on_spoke(
                index, count, float(point.number - item.minimum) / (float(item.maximum - item.minimum) or 1.0)
            )
            for index, point in enumerate(series.points)
        ]
        draw_series(axes, item.chart, series, places, canvas, closed=True)


def _on_spoke(index: int, count: int, distance: float) -> Place:
    angle = 2 * math.pi * index / count
    return distance * math.sin(angle), distance * math.cos(angle)


def _set_circle(axes: Any, item: PlacedChart) -> None:
    """Units in which the largest circle of the plot has radius 1 about 0."""
    side = min(item.plot.width, item.plot.height)
    axes.set_autoscale_on(False)
    axes.set_xlim(-item.plot.width / side, item.plot.width / side)
    axes.set_ylim(-item.plot.height / side, item.plot.height / side)
