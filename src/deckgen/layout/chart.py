"""A native chart measured and placed: a chart and a width in, plot rectangle, axis range and label places out.

All labels of a chart have one size. Bars are horizontal with category labels in a band on their left; columns stand on
category labels below. Value labels lie at the ends, inside the plot, so the value axis ends beyond the longest bar.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deckgen.diagnostics import Position
from deckgen.layout.chart_axis import AxisRange, axis_range
from deckgen.layout.chart_labels import (
    LABEL_GAP,
    BandLabels,
    band_labels,
    bar_label_places,
    column_label_places,
    column_labels,
    value_width,
)
from deckgen.layout.table import TITLE_GAP
from deckgen.layout.text import MeasuredText, measure_title
from deckgen.layout.typography import Typography
from deckgen.model.document import Medium
from deckgen.model.geometry import Box, emu
from deckgen.model.nodes import Chart
from deckgen.model.pages import Item, PlacedChart, TextStyle

_GAP_WIDTH = 50
_COMFORTABLE_BANDS: Mapping[Medium, tuple[float, float]] = {"deck": (5.0, 4.0), "brief": (3.4, 3.4)}
_FEW = 5
"""Ems of label text that a bar and its gap take where there is room, for few bars and for many: a slide has a whole page for
its message, a brief does not."""
_LEAST_BAND = 1.1
"""Lines of label text that a bar and its gap take at least."""
_LEAST_COLUMN_PLOT = 7.0
_COMFORTABLE_COLUMN_PLOT = 24.0
"""Height of a column chart's plot in ems of label text."""


@dataclass(frozen=True, slots=True)
class MeasuredChart:
    """See `Measured`."""

    chart: Chart
    name: str
    width: int
    title: MeasuredText | None
    title_height: int
    """Of the title with the gap below it; 0 without one."""
    style: TextStyle
    labels: BandLabels
    value_room: int
    """What a value label takes beyond its bar's end, in EMU along the bar."""
    axis: AxisRange
    least_plot: int
    comfortable_plot: int
    reserve: int = 0

    @property
    def elastic(self) -> bool:
        return self.chart.kind == "column"

    @property
    def minimum(self) -> int:
        return self.title_height + self.least_plot + self._below

    @property
    def preferred(self) -> int:
        return self.title_height + max(self.comfortable_plot, self.least_plot) + self._below

    @property
    def at(self) -> Position | None:
        return self.chart.at

    @property
    def _below(self) -> int:
        return self.labels.depth if self.chart.kind == "column" else 0

    def place(self, x: int, y: int, height: int) -> tuple[Item, ...]:
        items: list[Item] = []
        if self.title:
            items.extend(self.title.place(x, y, self.title.minimum))
        box = Box(x, y + self.title_height, self.width, height - self.title_height)
        if self.chart.kind == "bar":
            plot = Box(box.x + self.labels.depth, box.y, box.width - self.labels.depth, box.height)
            scale = self.axis.with_room(plot.width, self.value_room)
            labels = bar_label_places(self.chart, plot, scale, self.labels, self.style, _GAP_WIDTH)
        else:
            plot = Box(box.x, box.y, box.width, box.height - self.labels.depth)
            scale = self.axis.with_room(plot.height, self.value_room)
            labels = column_label_places(self.chart, plot, scale, self.labels, self.style, _GAP_WIDTH)
        items.append(
            PlacedChart(
                name=self.name,
                box=box,
                chart=self.chart,
                plot=plot,
                minimum=scale.minimum,
                maximum=scale.maximum,
                gap_width=_GAP_WIDTH,
                label_style=self.style,
                labels=labels,
                at=self.chart.at,
            )
        )
        return tuple(items)


def measure_chart(chart: Chart, width: int, typography: Typography, prefix: str) -> MeasuredChart:
    """A chart in a width in EMU. `TooNarrow` if its labels would collide or be cut."""
    style = typography.style("chart_label")
    name = f"{prefix}/{chart.key}"
    title = measure_title(chart.title, name, width, typography, chart.at)
    gap = emu(TITLE_GAP * typography.style("chart_title").size) if title else 0
    count = len(chart.categories)
    if chart.kind == "bar":
        labels = band_labels(chart, width, style, typography)
        value_room = value_width(chart, style, typography) + emu(2 * LABEL_GAP)
        lines = max(labels.most_lines, len(chart.series))
        least = count * emu(_LEAST_BAND * style.line_height * lines)
        few, many = _COMFORTABLE_BANDS[typography.medium]
        band = few if count <= _FEW else many
        comfortable = count * emu(band * style.size * max(len(chart.series), 1))
    else:
        labels = column_labels(chart, width, style, typography)
        value_room = emu(style.line_height + LABEL_GAP)
        least = emu(_LEAST_COLUMN_PLOT * style.size)
        comfortable = min(emu(_COMFORTABLE_COLUMN_PLOT * style.size), round(width * 0.6))
    return MeasuredChart(
        chart=chart,
        name=name,
        width=width,
        title=title,
        title_height=title.minimum + gap if title else 0,
        style=style,
        labels=labels,
        value_room=value_room,
        axis=axis_range(chart),
        least_plot=least,
        comfortable_plot=comfortable,
    )
