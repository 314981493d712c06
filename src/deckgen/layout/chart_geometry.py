"""Where bars and points stand on a plot, and the rooms beside it that charts of one axis share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from deckgen.layout.chart_axis import AxisRange
from deckgen.layout.chart_obstacles import Segment
from deckgen.layout.typography import Typography
from deckgen.model.chart import Chart, ChartSeries
from deckgen.model.document import Medium
from deckgen.model.geometry import Box, emu

GAP_WIDTH = 50
"""The space between bars in percent of a bar."""
LEAST_PLOT = 7.0
"""Height of the plot of columns and lines in ems of label text, at least."""
_COMFORTABLE: Mapping[Medium, tuple[float, float]] = {"deck": (26.0, 0.72), "brief": (24.0, 0.6)}
"""Their comfortable height: in ems of label text, and as a part of the width; the less of both."""

Bars = dict[tuple[int, int], Box]
"""(series, category) -> the bar, without gaps of the data."""
Points = dict[tuple[int, int], tuple[int, int]]
"""(series, category) -> (x, y), without gaps of the data."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """What stands between a chart's box and its range along the value axis, in EMU: `names` are the categories' names of bars
    (across it) or columns (along it), `low` and `high` labels and marks beyond the ends of the range. Charts with equal rooms,
    `axis` and size draw a unit at one length."""

    names: int
    low: int
    high: int
    axis: AxisRange

    @property
    def along(self) -> int:
        """What columns and lines need of the height beside their range."""
        return self.names + self.low + self.high


def shared_rooms(rooms: Sequence[Rooms]) -> Rooms:
    """Rooms in which each of several charts has a place, at least one."""
    return Rooms(
        names=max(each.names for each in rooms),
        low=max(each.low for each in rooms),
        high=max(each.high for each in rooms),
        axis=AxisRange(min(each.axis.minimum for each in rooms), max(each.axis.maximum for each in rooms)),
    )


def comfortable_height(width: int, typography: Typography) -> int:
    """The height in EMU at which the plot of columns, lines or bubbles looks best in a width."""
    ems, part = _COMFORTABLE[typography.medium]
    return min(emu(ems * typography.style("chart_label").size), round(width * part))


def is_across(chart: Chart) -> bool:
    """Whether bars are horizontal."""
    return chart.kind in ("bar", "stacked_bar")


def is_stacked(chart: Chart) -> bool:
    """Whether the bars of a category stand on each other."""
    return chart.kind in ("stacked_bar", "stacked_column")


def place_bars(chart: Chart, plot: Box, scale: AxisRange) -> Bars:
    """Where the bars stand that have a number, series by series."""
    length, across = (plot.width, plot.height) if is_across(chart) else (plot.height, plot.width)
    rows = 1 if is_stacked(chart) else max(len(chart.series), 1)
    band = across / max(len(chart.categories), 1)
    thickness = band / (rows + GAP_WIDTH / 100)
    first = (band - thickness * rows) / 2
    bars: Bars = {}
    sums: dict[tuple[int, bool], Decimal] = {}
    for number, series in enumerate(chart.series):
        for index, point in enumerate(series.points):
            if point.number is None:
                continue
            base = Decimal(0)
            if is_stacked(chart):
                base = sums.get((index, point.number < 0), base)
                sums[index, point.number < 0] = base + point.number
            row = 0 if is_stacked(chart) else number
            side = round(band * index + first + thickness * row)
            near, far = sorted(scale.place(end, length) for end in (base, base + point.number))
            if is_across(chart):
                bars[number, index] = Box(plot.x + near, plot.y + side, far - near, round(thickness))
            else:
                bars[number, index] = Box(plot.x + side, plot.bottom - far, round(thickness), far - near)
    return bars


def place_points(chart: Chart, plot: Box, scale: AxisRange) -> Points:
    """Where the points stand that have a number."""
    count = max(len(chart.categories), 1)
    return {
        (number, index): (
            plot.x + plot.width * (2 * index + 1) // (2 * count),
            plot.bottom - scale.place(point.number, plot.height),
        )
        for number, series in enumerate(chart.series)
        for index, point in enumerate(series.points)
        if point.number is not None
    }


def segments(chart: Chart, places: Points) -> Iterator[Segment]:
    """The lines as drawn: a gap interrupts them."""
    for number in range(len(chart.series)):
        for first, second in pairwise(range(len(chart.categories))):
            if (number, first) in places and (number, second) in places:
                yield places[number, first], places[number, second]


def last_point(series: ChartSeries) -> int | None:
    """The index of its last point with a number."""
    return next(
        (index for index in reversed(range(len(series.points))) if series.points[index].number is not None), None
    )
