"""A native chart measured and placed: a chart and a width in, its title, plot, labels, marks and words about it out.

All labels of a chart have one size. What a native chart draws itself is in the placed chart; titles, totals, series names at line
ends, legends, names of axes and quadrants and marks are texts, lines and groups of their own, on the same geometry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from deckgen.diagnostics import Position
from deckgen.layout.chart_bars import measure_bars
from deckgen.layout.chart_bubble import measure_bubbles
from deckgen.layout.chart_lines import measure_lines
from deckgen.layout.chart_round import measure_doughnut, measure_radar
from deckgen.layout.table import TITLE_GAP
from deckgen.layout.text import MeasuredText, measure_title
from deckgen.layout.typography import Typography
from deckgen.model.chart import Chart
from deckgen.model.geometry import Box, emu
from deckgen.model.pages import Item


class Body(Protocol):
    """A chart without its title, measured in a width. `least` and `comfortable` are heights in EMU; an `elastic` one may grow
    past `comfortable`."""

    @property
    def least(self) -> int: ...
    @property
    def comfortable(self) -> int: ...
    @property
    def elastic(self) -> bool: ...

    def place(self, box: Box) -> tuple[Item, ...]:
        """The chart and the words about it in a box of the measured width, at least `least` high."""
        ...


@dataclass(frozen=True, slots=True)
class MeasuredChart:
    """See `Measured`."""

    chart: Chart
    width: int
    title: MeasuredText | None
    title_height: int
    """Of the title with the gap below it; 0 without one."""
    body: Body
    reserve: int = 0

    @property
    def elastic(self) -> bool:
        return self.body.elastic

    @property
    def minimum(self) -> int:
        return self.title_height + self.body.least

    @property
    def preferred(self) -> int:
        return self.title_height + max(self.body.comfortable, self.body.least)

    @property
    def at(self) -> Position | None:
        return self.chart.at

    def place(self, x: int, y: int, height: int) -> tuple[Item, ...]:
        title = self.title.place(x, y, self.title.minimum) if self.title else ()
        return (*title, *self.body.place(Box(x, y + self.title_height, self.width, height - self.title_height)))


def measure_chart(chart: Chart, width: int, typography: Typography, prefix: str) -> MeasuredChart:
    """A chart in a width in EMU. `TooNarrow` if its labels would collide or be cut."""
    name = f"{prefix}/{chart.key}"
    title = measure_title(chart.title, name, width, typography, chart.at)
    gap = emu(TITLE_GAP * typography.style("chart_title").size) if title else 0
    return MeasuredChart(
        chart=chart,
        width=width,
        title=title,
        title_height=title.minimum + gap if title else 0,
        body=_measure_body(chart, name, width, typography),
    )


def _measure_body(chart: Chart, name: str, width: int, typography: Typography) -> Body:
    match chart.kind:
        case "bar" | "column" | "stacked_bar" | "stacked_column":
            return measure_bars(chart, name, width, typography)
        case "line":
            return measure_lines(chart, name, width, typography)
        case "doughnut":
            return measure_doughnut(chart, name, width, typography)
        case "radar":
            return measure_radar(chart, name, width, typography)
        case "bubble":
            return measure_bubbles(chart, name, width, typography)
