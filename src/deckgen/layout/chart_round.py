"""Round charts measured and placed: a doughnut with the list of its parts beside it, a radar with its names around it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from deckgen.layout.chart_axis import axis_range
from deckgen.layout.chart_geometry import GAP_WIDTH
from deckgen.layout.chart_labels import LABEL_GAP, label_box
from deckgen.layout.chart_text import SetLabel, set_label, set_runs
from deckgen.layout.measured import TooNarrow
from deckgen.layout.typography import Typography
from deckgen.model.chart import Chart
from deckgen.model.geometry import Box, emu, points
from deckgen.model.pages import ChartLabel, Item, PlacedChart
from deckgen.model.set_text import TextStyle
from deckgen.model.text import Anchor, Run

HOLE = 62
"""A doughnut's hole in percent of its diameter."""
_LEAST_RING = 9.0
_COMFORTABLE_RING = 20.0
"""Diameters in ems of label text."""
_WIDEST_RING = 0.6
_LEGEND_GAP = 2.0
_PART_GAP = 0.7
"""In ems of label text: between ring and list, and between the parts in the list."""
_SQUARE = "■"
_NAME_GAP = emu(2 * LABEL_GAP)
"""Between a radar's corners, where its markers lie, and their names."""
_LEAST_RADIUS = 4.0
_COMFORTABLE_RADAR = 26.0
_WIDEST_NAME = 0.26
_UPRIGHT = 0.2
"""A radar's name whose direction is nearer to the vertical than this sine is centred over or under its corner."""


@dataclass(frozen=True, slots=True)
class MeasuredDoughnut:
    """See `chart.Body`. `ring` is the least diameter."""

    chart: Chart
    name: str
    width: int
    typography: Typography
    parts: tuple[SetLabel, ...]
    center: SetLabel | None
    ring: int
    least: int
    comfortable: int
    elastic: bool = False

    def place(self, box: Box) -> tuple[Item, ...]:
        em = self.typography.style("chart_label").size
        gap, between = emu(_LEGEND_GAP * em), emu(_PART_GAP * em)
        list_width = max(part.width for part in self.parts)
        diameter = max(min(box.height, box.width - gap - list_width, round(box.width * _WIDEST_RING)), self.ring)
        left = box.x + max(box.width - diameter - gap - list_width, 0) // 2
        ring = Box(left, box.y + max(box.height - diameter, 0) // 2, diameter, diameter)
        items: list[Item] = [self._ring(ring)]
        if self.center is not None:
            x, y = ring.x + (diameter - self.center.width) // 2, ring.y + (diameter - self.center.height) // 2
            items.append(self.center.place(f"{self.name}/center", x, y, at=self.chart.at))
        y = ring.y + (diameter - _stacked(self.parts, between)) // 2
        y = max(min(y, box.bottom - _stacked(self.parts, between)), box.y)
        for number, part in enumerate(self.parts, start=1):
            items.append(part.place(f"{self.name}/part/{number}", ring.right + gap, y, at=self.chart.at))
            y += part.height + between
        return tuple(items)

    def _ring(self, ring: Box) -> PlacedChart:
        return PlacedChart(
            name=self.name,
            box=ring,
            chart=self.chart,
            plot=ring,
            minimum=Decimal(0),
            maximum=Decimal(1),
            gap_width=GAP_WIDTH,
            label_style=self.typography.style("chart_label"),
            labels=(),
            hole=HOLE,
            at=self.chart.at,
        )


def measure_doughnut(chart: Chart, name: str, width: int, typography: Typography) -> MeasuredDoughnut:
    """A doughnut in a width in EMU. `TooNarrow` if its list has no room beside it."""
    em = typography.style("chart_label").size
    center = set_label(chart.center, typography, align="center") if chart.center else None
    around_center = round(math.hypot(center.width, center.height) * 100 / HOLE) if center else 0
    ring = max(emu(_LEAST_RING * em), around_center)
    free = width - ring - emu(_LEGEND_GAP * em)
    parts = tuple(set_runs(_part(chart, index), "chart_label", typography) for index in range(len(chart.categories)))
    needed = max(part.width for part in parts)
    if needed > free:
        hint = "shorten the names of the parts, or give the chart more width"
        what = "the list beside the doughnut does not fit"
        raise TooNarrow(what, points(needed), points(max(free, 0)), chart.at, hint)
    least = max(ring, _stacked(parts, emu(_PART_GAP * em)))
    comfortable = max(min(emu(_COMFORTABLE_RING * em), width - emu(_LEGEND_GAP * em) - needed), least)
    return MeasuredDoughnut(chart, name, width, typography, parts, center, ring, least, comfortable)


def _part(chart: Chart, index: int) -> tuple[Run, ...]:
    """A part in the list: its colour, name and number."""
    category, point = chart.categories[index], chart.series[0].points[index]
    return (
        Run(text=f"{_SQUARE} ", color=chart.colors[index], furniture=True),
        Run(text=category.text, value=category.value, bold=point.highlight),
        Run(text="  ", furniture=True),
        Run(text=point.label, value=point.value, bold=True),
    )


def _stacked(parts: tuple[SetLabel, ...], between: int) -> int:
    return sum(part.height for part in parts) + between * max(len(parts) - 1, 0)


@dataclass(frozen=True, slots=True)
class MeasuredRadar:
    """See `chart.Body`. `names` are the lines of each, `side` and `end` the widest and highest of them."""

    chart: Chart
    name: str
    typography: Typography
    names: tuple[tuple[str, ...], ...]
    side: int
    end: int
    least: int
    comfortable: int
    elastic: bool = True

    def place(self, box: Box) -> tuple[Item, ...]:
        radius = min(box.width // 2 - self.side - _NAME_GAP, box.height // 2 - self.end - _NAME_GAP)
        middle = box.x + box.width // 2, box.y + box.height // 2
        axis = axis_range(self.chart)
        placed = PlacedChart(
            name=self.name,
            box=box,
            chart=self.chart,
            plot=Box(middle[0] - radius, middle[1] - radius, 2 * radius, 2 * radius),
            minimum=axis.minimum,
            maximum=axis.maximum,
            gap_width=GAP_WIDTH,
            label_style=self.typography.style("chart_label"),
            labels=_around(self.names, middle, radius, self.typography.style("chart_label")),
            at=self.chart.at,
        )
        return (placed,)


def measure_radar(chart: Chart, name: str, width: int, typography: Typography) -> MeasuredRadar:
    """A radar in a width in EMU. `TooNarrow` if the names around it would collide."""
    style = typography.style("chart_label")
    labels = [
        set_runs((Run(text=category.text),), "chart_label", typography, round(width * _WIDEST_NAME))
        for category in chart.categories
    ]
    names = tuple(tuple(line.text.strip() for line in label.paragraphs[0].lines) for label in labels)
    side, end = max(label.width for label in labels), max(label.height for label in labels)
    widest = width // 2 - side - _NAME_GAP
    least = next(
        (
            radius
            for radius in range(emu(_LEAST_RADIUS * style.size), widest + 1, emu(style.size / 2))
            if _are_apart(_around(names, (0, 0), radius, style), typography)
        ),
        None,
    )
    if least is None:
        hint = "shorten the names, show fewer of them, or give the chart more width"
        raise TooNarrow("the names around the radar collide", None, None, chart.at, hint)
    around = 2 * (end + _NAME_GAP)
    comfortable = min(emu(_COMFORTABLE_RADAR * style.size), 2 * widest + around)
    least_height = 2 * least + around
    return MeasuredRadar(chart, name, typography, names, side, end, least_height, max(comfortable, least_height))


def _around(
    names: tuple[tuple[str, ...], ...], middle: tuple[int, int], radius: int, style: TextStyle
) -> tuple[ChartLabel, ...]:
    """The names at the corners, the first on top, the others clockwise."""
    found: list[ChartLabel] = []
    distance = radius + _NAME_GAP
    for index, lines in enumerate(names):
        angle = 2 * math.pi * index / len(names)
        across, upwards = math.sin(angle), math.cos(angle)
        x, y = middle[0] + round(distance * across), middle[1] - round(distance * upwards)
        if abs(across) < _UPRIGHT:
            anchor: Anchor = "bottom" if upwards > 0 else "top"
            found.append(ChartLabel("category", lines, x, y, "center", anchor, style, point=index))
        else:
            align = "left" if across > 0 else "right"
            found.append(ChartLabel("category", lines, x, y, align, "middle", style, point=index))
    return tuple(found)


def _are_apart(labels: tuple[ChartLabel, ...], typography: Typography) -> bool:
    boxes = [label_box(label, typography) for label in labels]
    return not any(one.overlaps(other) for one, other in combinations(boxes, 2))
