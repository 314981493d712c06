"""Bars, columns and stacks measured and placed. Bars are horizontal with their names on the left, the first on top; columns
stand on theirs. Numbers stand at the ends of bars and inside the segments of stacks that have room for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from deckgen.layout.chart_axis import AxisRange, axis_range
from deckgen.layout.chart_bar_labels import end_labels, label_room, name_labels, segment_labels, total_texts
from deckgen.layout.chart_geometry import (
    GAP_WIDTH,
    LEAST_PLOT,
    Bars,
    Rooms,
    comfortable_height,
    is_across,
    is_stacked,
    place_bars,
)
from deckgen.layout.chart_labels import BandLabels, band_labels, check_column_values, column_labels, label_box
from deckgen.layout.chart_marks import GAP, Marks, set_marks
from deckgen.layout.chart_spread import spread
from deckgen.layout.chart_text import SetLabel, set_runs
from deckgen.layout.measured import TooNarrow
from deckgen.layout.typography import Typography
from deckgen.model.chart import Chart, DifferenceArrow
from deckgen.model.geometry import Box, emu, points
from deckgen.model.pages import ChartLabel, Item, PlacedChart, PlacedGroup

_COMFORTABLE_BANDS = {"deck": (5.0, 4.0), "brief": (3.4, 3.4)}
_FEW = 5
"""Ems of label text that a bar and its gap take where there is room, for few bars and for many: a slide has a whole page for
its message, a brief does not."""
_LEAST_BAND = 1.1
"""Lines of label text that a bar and its gap take at least."""
_LEAST_BARS = 0.25
"""Of the plot's width, what stays for horizontal bars at least."""


@dataclass(frozen=True, slots=True)
class MeasuredBars:
    """See `chart.Body`."""

    chart: Chart
    name: str
    typography: Typography
    labels: BandLabels
    totals: tuple[SetLabel | None, ...]
    marks: Marks
    rooms: Rooms
    least: int
    comfortable: int

    @property
    def elastic(self) -> bool:
        return not is_across(self.chart)

    def shared(self, rooms: Rooms) -> MeasuredBars:
        """The same bars in rooms that they share with other charts."""
        more = 0 if is_across(self.chart) else rooms.along - self.rooms.along
        return replace(self, rooms=rooms, least=self.least + more, comfortable=self.comfortable + more)

    def place(self, box: Box) -> tuple[Item, ...]:
        plot, scale = self._plot(box)
        bars = place_bars(self.chart, plot, scale)
        numbers = (segment_labels if is_stacked(self.chart) else end_labels)(self.chart, bars, self.typography)
        labels = (*name_labels(self.chart, plot, self.labels, self.typography), *numbers)
        placed = PlacedChart(
            name=self.name,
            box=box,
            chart=self.chart,
            plot=plot,
            minimum=scale.minimum,
            maximum=scale.maximum,
            gap_width=GAP_WIDTH,
            label_style=self.typography.style("chart_label"),
            labels=labels,
            at=self.chart.at,
        )
        totals = total_texts(self.chart, self.name, self.totals, bars)
        return (placed, *totals, *self._marks(box, plot, scale, bars, labels))

    def _plot(self, box: Box) -> tuple[Box, AxisRange]:
        rooms = self.rooms
        if is_across(self.chart):
            top = self.marks.reference_height
            plot = Box(box.x + rooms.names, box.y + top, box.width - rooms.names, box.height - top)
            return plot, rooms.axis.with_rooms(plot.width, rooms.low, rooms.high)
        right = self.marks.reference_width
        plot = Box(box.x, box.y, box.width - (right + GAP if right else 0), box.height - rooms.names)
        return plot, rooms.axis.with_rooms(plot.height, rooms.low, rooms.high)

    def _marks(
        self, box: Box, plot: Box, scale: AxisRange, bars: Bars, labels: Sequence[ChartLabel]
    ) -> list[PlacedGroup]:
        boxes = {
            (label.series, label.point): label_box(label, self.typography) for label in labels if label.kind == "value"
        }
        obstacles = list(boxes.values())
        ends = [self._ends(arrow.mark, bars, boxes) for arrow in self.marks.arrows]
        if is_across(self.chart):
            found = self.marks.beside(ends, plot.right, box)
            y = box.y
            for reference in self.marks.references:
                x = plot.x + scale.place(reference.mark.number, plot.width)
                found.append(self.marks.upright(reference, x, y, plot, obstacles, box))
                y += reference.label.height
            return found
        found = self.marks.above(ends, plot.y, box)
        references = self.marks.references
        heights = [plot.bottom - scale.place(reference.mark.number, plot.height) for reference in references]
        sizes = [reference.label.height for reference in references]
        for reference, y, middle in zip(references, heights, spread(heights, sizes, box.y, plot.bottom), strict=True):
            words_at = (plot.right + GAP, middle - reference.label.height // 2)
            found.append(self.marks.level(reference, y, words_at, (plot.x, plot.right), obstacles))
        return found

    def _ends(
        self, mark: DifferenceArrow, bars: Bars, boxes: dict[tuple[int, int], Box]
    ) -> tuple[tuple[int, int], tuple[int, int]]:
        """Where a bracket's lines to its two bars begin: beyond the bars and their labels."""
        first, second = (self._end((mark.series, index), bars, boxes) for index in (mark.first, mark.second))
        return first, second

    def _end(self, place: tuple[int, int], bars: Bars, boxes: dict[tuple[int, int], Box]) -> tuple[int, int]:
        found = [bars[place], *([boxes[place]] if place in boxes else [])]
        if is_across(self.chart):
            return max(box.right for box in found) + GAP, bars[place].y + bars[place].height // 2
        return bars[place].x + bars[place].width // 2, min(box.y for box in found) - GAP // 2


def measure_bars(chart: Chart, name: str, width: int, typography: Typography) -> MeasuredBars:
    """Bars in a width in EMU. `TooNarrow` if labels would collide or be cut."""
    marks = set_marks(chart, name, width, typography)
    totals = tuple(
        set_runs((total,), "chart_label", typography, align="center") if total.text else None for total in chart.totals
    )
    low, high = label_room(chart, totals, typography)
    if is_across(chart):
        labels = band_labels(chart, width, typography.style("chart_label"), typography)
        rooms = Rooms(labels.depth, low, high + marks.width, axis_range(chart))
        _check_room(chart, width, rooms)
        least, comfortable = _heights_across(chart, labels, marks, typography)
    else:
        labels = _labels_below(chart, width, marks, typography)
        rooms = Rooms(labels.depth, low, high + marks.height, axis_range(chart))
        size = typography.style("chart_label").size
        least = emu(LEAST_PLOT * size) + marks.height + labels.depth
        comfortable = max(comfortable_height(width, typography) + labels.depth, least)
    return MeasuredBars(chart, name, typography, labels, totals, marks, rooms, least, comfortable)


def _heights_across(chart: Chart, labels: BandLabels, marks: Marks, typography: Typography) -> tuple[int, int]:
    """The least and the comfortable height of horizontal bars."""
    style = typography.style("chart_label")
    count = len(chart.categories)
    rows = 1 if is_stacked(chart) else max(len(chart.series), 1)
    # Side by side, the bars of a band are a label high each.
    lines = max(labels.most_lines * _LEAST_BAND, _LEAST_BAND if rows == 1 else rows + GAP_WIDTH / 100)
    few, many = _COMFORTABLE_BANDS[typography.medium]
    band = emu((few if count <= _FEW else many) * style.size * rows)
    return count * emu(style.line_height * lines) + marks.reference_height, count * band + marks.reference_height


def _labels_below(chart: Chart, width: int, marks: Marks, typography: Typography) -> BandLabels:
    style = typography.style("chart_label")
    inner = width - (marks.reference_width + GAP if marks.references else 0)
    if not is_stacked(chart):
        check_column_values(chart, inner, GAP_WIDTH, style, typography)
    return column_labels(chart, inner, style, typography)


def _check_room(chart: Chart, width: int, rooms: Rooms) -> None:
    """`TooNarrow` if numbers and marks beside horizontal bars leave too little for these."""
    if not has_room(width, rooms):
        needed = points(round(rooms.names + (rooms.low + rooms.high) / (1 - _LEAST_BARS)))
        hint = "give the chart more width, or leave out a mark"
        raise TooNarrow("the numbers and marks beside the bars do not fit", needed, points(width), chart.at, hint)


def has_room(width: int, rooms: Rooms) -> bool:
    """Whether enough of a width is left for horizontal bars."""
    return rooms.low + rooms.high <= (width - rooms.names) * (1 - _LEAST_BARS)
