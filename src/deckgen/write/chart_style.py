"""How charts are drawn where their placement leaves it open: the one answer that every writer gives."""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.model.chart import Chart, ChartPoint, ChartSeries
from deckgen.model.pages import ChartLabel, PlacedChart

AXIS_COLOR = "muted"
"""Colour role of the line that bars start from and lines stand on."""
GRID_COLOR = "rule"
"""Of a radar's net and of the cross of a bubble chart."""
HIGHLIGHT = "highlight"
EDGE_COLOR = "background"
"""Of the gaps between the parts of a doughnut, the rims of bubbles and the inside of markers of forecasts."""
AXIS_WIDTH = 9_525
"""EMU, of an axis, a net, a bubble's rim and the outline of a hatched bar."""
LINE_WIDTH = 28_575
"""EMU, of the line of a series."""
MARKER_SIZE, HIGHLIGHT_MARKER_SIZE = 5, 7
"""Points across a marker on a line, and across a highlighted one."""
PART_GAP = 19_050
"""EMU between the parts of a doughnut."""


def point_color(chart: Chart, series: ChartSeries, index: int) -> str:
    """The colour role of a bar, part, bubble or marker."""
    if chart.kind == "doughnut" and chart.colors:
        return chart.colors[index]
    return HIGHLIGHT if series.points[index].highlight else series.color


def marker_size(point: ChartPoint) -> int:
    """Points across the marker of a point."""
    return HIGHLIGHT_MARKER_SIZE if point.highlight else MARKER_SIZE


def label_ground(chart: Chart, label: ChartLabel) -> str | None:
    """The colour role of the field behind a label; None where it needs none. A number inside a hatched part stands on the
    part's plain colour, for which its own colour was chosen."""
    if label.kind != "value" or not chart.kind.startswith("stacked"):
        return None
    series = chart.series[label.series]
    return point_color(chart, series, label.point) if series.points[label.point].forecast else None


def point_labels(item: PlacedChart) -> Mapping[tuple[int, int], ChartLabel]:
    """(series, point) -> the label of its number, or of a bubble its name."""
    kind = "series" if item.chart.kind == "bubble" else "value"
    return {(label.series, label.point): label for label in item.labels if label.kind == kind}
