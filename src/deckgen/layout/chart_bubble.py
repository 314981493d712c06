"""Bubble charts measured and placed: bubbles inside their plot, names beside them, quadrant names in its corners."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from deckgen.layout.chart_axis import AxisRange
from deckgen.layout.chart_geometry import GAP_WIDTH, comfortable_height
from deckgen.layout.chart_labels import label_box
from deckgen.layout.chart_marks import GAP
from deckgen.layout.chart_obstacles import Side, beside
from deckgen.layout.chart_text import SetLabel, set_runs
from deckgen.layout.measured import TooNarrow
from deckgen.layout.typography import Typography
from deckgen.model.chart import Chart
from deckgen.model.geometry import Box, emu
from deckgen.model.pages import ChartLabel, Item, PlacedChart, PlacedText
from deckgen.model.text import Run

_DIAMETER = 0.25
"""Of the plot's shorter side, the diameter of the largest bubble: what office programs draw at their scale of 100 %."""
_HEIGHTS = (14.0, 17.0, 20.0, 23.0, 26.0, 30.0)
"""Heights of the plot that are tried, in ems of label text, until every bubble's name has a place."""
_WIDEST_NAME = 0.45
_SIDES: tuple[Side, ...] = ("right", "left", "above", "below")
_MOST_TRIES = 4_000


@dataclass(frozen=True, slots=True)
class _Bubble:
    x: int
    y: int
    radius: int

    @property
    def box(self) -> Box:
        return Box(self.x - self.radius, self.y - self.radius, 2 * self.radius, 2 * self.radius)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A plot with everything on it."""

    plot: Box
    x_axis: AxisRange
    y_axis: AxisRange
    diameter: int
    quadrants: tuple[PlacedText, ...]
    labels: tuple[ChartLabel, ...]


@dataclass(frozen=True, slots=True)
class MeasuredBubbles:
    """See `chart.Body`. `least_plot` is a height at which all names have a place."""

    chart: Chart
    name: str
    typography: Typography
    quadrants: tuple[SetLabel, ...]
    x_title: SetLabel | None
    y_title: SetLabel | None
    least_plot: int
    comfortable_plot: int
    elastic: bool = True

    @property
    def least(self) -> int:
        return self._above + self.least_plot + self._below

    @property
    def comfortable(self) -> int:
        return self._above + self.comfortable_plot + self._below

    @property
    def _above(self) -> int:
        return self.y_title.height + GAP if self.y_title else 0

    @property
    def _below(self) -> int:
        return self.x_title.height + GAP if self.x_title else 0

    def place(self, box: Box) -> tuple[Item, ...]:
        placed = self._place_plot(box)
        plot = placed.plot
        items: list[Item] = [
            PlacedChart(
                name=self.name,
                box=Box(box.x, box.y, box.width, plot.bottom + self._below - box.y),
                chart=self.chart,
                plot=plot,
                minimum=placed.y_axis.minimum,
                maximum=placed.y_axis.maximum,
                x_minimum=placed.x_axis.minimum,
                x_maximum=placed.x_axis.maximum,
                bubble_diameter=placed.diameter,
                gap_width=GAP_WIDTH,
                label_style=self.typography.style("chart_label"),
                labels=placed.labels,
                at=self.chart.at,
            )
        ]
        if self.y_title:
            items.append(self.y_title.place(f"{self.name}/y", plot.x, box.y, at=self.chart.at))
        if self.x_title:
            x = plot.right - self.x_title.width
            items.append(self.x_title.place(f"{self.name}/x", x, plot.bottom + GAP, at=self.chart.at))
        return (*items, *placed.quadrants)

    def _place_plot(self, box: Box) -> _Placed:
        """On the whole height, or on the highest lower plot where every name has a place."""
        height = box.height - self._above - self._below
        step = emu(self.typography.style("chart_label").size)
        heights = [*range(height, self.least_plot, -step), self.least_plot]
        for tried in heights:
            plot = Box(box.x, box.y + self._above, box.width, tried)
            placed = place_plot(self.chart, self.name, plot, self.quadrants, self.typography)
            if placed is not None:
                return placed
        raise AssertionError("the names had places at this height when they were measured")


def measure_bubbles(chart: Chart, name: str, width: int, typography: Typography) -> MeasuredBubbles:
    """Bubbles in a width in EMU. `TooNarrow` if their names would collide."""
    em = typography.style("chart_label").size
    quadrants = tuple(
        set_runs(tuple(_tinted(runs, "primary", bold=True)), "chart_label", typography, round(width * _WIDEST_NAME))
        for runs in chart.quadrants
    )
    x_title, y_title = (
        set_runs(tuple(_tinted(runs, "muted")), "chart_label", typography, width) if runs else None
        for runs in (chart.x_title, chart.y_title)
    )
    heights = [emu(height * em) for height in _HEIGHTS]
    tried = (h for h in heights if place_plot(chart, name, Box(0, 0, width, h), quadrants, typography))
    least = next(tried, None)
    if least is None:
        hint = "shorten the names, show fewer bubbles, or give the chart more width"
        raise TooNarrow("the names of the bubbles collide", None, None, chart.at, hint)
    comfortable = max(least, comfortable_height(width, typography))
    return MeasuredBubbles(chart, name, typography, quadrants, x_title, y_title, least, comfortable)


def _tinted(runs: Sequence[Run], color: str, *, bold: bool = False) -> Iterator[Run]:
    for run in runs:
        yield replace(run, color=color, bold=bold or run.bold)


def place_plot(
    chart: Chart, name: str, plot: Box, quadrants: Sequence[SetLabel], typography: Typography
) -> _Placed | None:
    """Axes, bubbles and names on a plot; None if a name has no place. The bands of the quadrants' names hold no bubble."""
    diameter = round(min(plot.width, plot.height) * _DIAMETER)
    band = max((label.height for label in quadrants), default=0)
    points_of = [series.points[0] for series in chart.series]
    x_range = _own_range(chart.x_axis, [point.x for point in points_of if point.x is not None])
    y_range = _own_range(chart.axis, [point.number for point in points_of if point.number is not None])
    side, end = diameter // 2 + GAP, diameter // 2 + GAP + band
    x_axis, y_axis = x_range.with_rooms(plot.width, side, side), y_range.with_rooms(plot.height, end, end)
    largest = max((point.size or Decimal(0) for point in points_of), default=Decimal(0)) or Decimal(1)
    bubbles = [
        _Bubble(
            plot.x + x_axis.place(point.x or Decimal(0), plot.width),
            plot.bottom - y_axis.place(point.number or Decimal(0), plot.height),
            round(math.sqrt(float((point.size or Decimal(0)) / largest)) * diameter / 2),
        )
        for point in points_of
    ]
    corners = _corners(name, plot, quadrants)
    labels = _labels(chart, plot, bubbles, [item.box for item in corners], typography)
    return _Placed(plot, x_axis, y_axis, diameter, corners, labels) if labels is not None else None


def _own_range(stated: tuple[Decimal, Decimal] | None, numbers: Sequence[Decimal]) -> AxisRange:
    found = [*numbers, *(stated or ())] or [Decimal(0)]
    low, high = min(found), max(found)
    return AxisRange(low, high) if low < high else AxisRange(low - 1, high + 1)


def _corners(name: str, plot: Box, quadrants: Sequence[SetLabel]) -> tuple[PlacedText, ...]:
    """The quadrants' names: top left, top right, bottom left, bottom right."""
    return tuple(
        label.place(
            f"{name}/quadrant/{index + 1}",
            plot.right - label.width if index % 2 else plot.x + GAP,
            plot.bottom - label.height if index > 1 else plot.y,
        )
        for index, label in enumerate(quadrants)
    )


def _labels(
    chart: Chart, plot: Box, bubbles: Sequence[_Bubble], corners: Sequence[Box], typography: Typography
) -> tuple[ChartLabel, ...] | None:
    """A name beside each bubble: none covers another, a quadrant's name or, if it can be helped, a bubble."""
    style = typography.style("chart_label")
    candidates: list[list[tuple[ChartLabel, Box]]] = []
    for index, (series, bubble) in enumerate(zip(chart.series, bubbles, strict=True)):
        center, point = (bubble.x, bubble.y), series.points[0]
        sides = [
            beside("series", series.name, point, (index, 0), center, bubble.radius, side, style) for side in _SIDES
        ]
        boxed = [(label, label_box(label, typography)) for label in sides]
        inside = [(label, box) for label, box in boxed if plot.contains(box) and not any(map(box.overlaps, corners))]
        discs = [other.box for other in bubbles]
        clear = [pair for pair in inside if not any(map(pair[1].overlaps, discs))]
        candidates.append(clear + [pair for pair in inside if pair not in clear])
    chosen = _choose(candidates)
    return tuple(label for label, _ in chosen) if chosen is not None else None


def _choose(candidates: Sequence[Sequence[tuple[ChartLabel, Box]]]) -> list[tuple[ChartLabel, Box]] | None:
    """One candidate each so that none overlap: those with fewest are chosen first, each as early in its list as goes."""
    order = sorted(range(len(candidates)), key=lambda index: len(candidates[index]))
    chosen: dict[int, tuple[ChartLabel, Box]] = {}
    tries = 0

    def place(depth: int) -> bool:
        nonlocal tries
        if depth == len(order):
            return True
        for pair in candidates[order[depth]]:
            tries += 1
            if tries > _MOST_TRIES:
                return False
            if not any(pair[1].overlaps(box) for _, box in chosen.values()):
                chosen[order[depth]] = pair
                if place(depth + 1):
                    return True
                del chosen[order[depth]]
        return False

    return [chosen[index] for index in range(len(candidates))] if place(0) else None
