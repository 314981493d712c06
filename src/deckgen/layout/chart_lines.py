"""Line charts measured and placed: points in the middle of their bands, names below, numbers at the first, the last and the
highlighted points, the names of several series with their last numbers at the lines' ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from deckgen.layout.chart_axis import AxisRange, axis_range
from deckgen.layout.chart_bar_labels import name_labels
from deckgen.layout.chart_geometry import (
    GAP_WIDTH,
    LEAST_PLOT,
    Points,
    Rooms,
    comfortable_height,
    last_point,
    place_points,
    segments,
)
from deckgen.layout.chart_labels import BandLabels, label_box
from deckgen.layout.chart_line_ends import end_widths, end_words, side_rooms
from deckgen.layout.chart_marks import GAP, Marks, set_marks
from deckgen.layout.chart_obstacles import Side, beside, first_free
from deckgen.layout.chart_spread import spread
from deckgen.layout.chart_text import SetLabel
from deckgen.layout.typography import Typography
from deckgen.model.chart import Chart, DifferenceArrow
from deckgen.model.geometry import Box, emu
from deckgen.model.pages import ChartLabel, Item, PlacedChart, PlacedGroup, PlacedText
from deckgen.model.set_text import TextStyle


@dataclass(frozen=True, slots=True)
class MeasuredLines:
    """See `chart.Body`. `left` and `right` are the rooms beside the plot, `ends` the words at the lines' ends by series."""

    chart: Chart
    name: str
    typography: Typography
    labels: BandLabels
    ends: dict[int, SetLabel]
    marks: Marks
    rooms: Rooms
    left: int
    right: int
    least: int
    comfortable: int
    elastic: bool = True

    def shared(self, rooms: Rooms) -> MeasuredLines:
        """The same lines in rooms that they share with other charts."""
        more = rooms.along - self.rooms.along
        return replace(self, rooms=rooms, least=self.least + more, comfortable=self.comfortable + more)

    def place(self, box: Box) -> tuple[Item, ...]:
        rooms = self.rooms
        plot = Box(box.x + self.left, box.y, box.width - self.left - self.right, box.height - rooms.names)
        scale = rooms.axis.with_rooms(plot.height, rooms.low, rooms.high)
        places = place_points(self.chart, plot, scale)
        ends = self._ends(places, box, plot, scale)
        free = Box(box.x, plot.y + self.marks.height, box.width, plot.bottom - plot.y - self.marks.height)
        values = self._values(places, free, [item.box for item, _ in ends])
        placed = PlacedChart(
            name=self.name,
            box=box,
            chart=self.chart,
            plot=plot,
            minimum=scale.minimum,
            maximum=scale.maximum,
            gap_width=GAP_WIDTH,
            label_style=self._style,
            labels=(*name_labels(self.chart, plot, self.labels, self.typography), *values),
            category_step=self.labels.step,
            at=self.chart.at,
        )
        names = tuple(item for item, number in ends if number >= 0)
        return (placed, *names, *self._marks(box, plot, scale, places, values, ends))

    @property
    def _style(self) -> TextStyle:
        return self.typography.style("chart_label")

    def _ends(self, places: Points, box: Box, plot: Box, scale: AxisRange) -> list[tuple[PlacedText, int]]:
        """The words at the lines' ends and (number -1 - n) those of reference line n, spread so that none cover another."""
        last_x = max((x for x, _ in places.values()), default=plot.right)
        wanted = [(self.ends[series], places[series, index][1], series) for series, index in self._last_points()]
        wanted += [
            (reference.label, plot.bottom - scale.place(reference.mark.number, plot.height), -1 - number)
            for number, reference in enumerate(self.marks.references)
        ]
        heights = [label.height for label, _, _ in wanted]
        middles = spread([y for _, y, _ in wanted], heights, box.y + self.marks.height, plot.bottom)
        return [
            (label.place(f"{self.name}/end/{number + 1}", last_x + 2 * GAP, middle - label.height // 2), number)
            for (label, _, number), middle in zip(wanted, middles, strict=True)
        ]

    def _last_points(self) -> Iterator[tuple[int, int]]:
        """(series, category) of the last point of each line whose words stand at its end."""
        for number in self.ends:
            last = last_point(self.chart.series[number])
            if last is not None:
                yield number, last

    def _values(self, places: Points, free: Box, taken: list[Box]) -> list[ChartLabel]:
        """The numbers beside their points; one for which there is no room is left out, and stands in the text alternative."""
        lines = list(segments(self.chart, places))
        found: list[ChartLabel] = []
        at_ends = set(self._last_points())
        taken = [*taken, *(Box(x - GAP // 2, y - GAP // 2, GAP, GAP) for x, y in places.values())]
        for place, center in sorted(places.items(), key=lambda item: (item[0][1], item[1][1])):
            series, index = place
            point = self.chart.series[series].points[index]
            if not point.label or place in at_ends:
                continue
            candidates = (
                beside("value", point.label, point, place, center, GAP // 2, side, self._style)
                for side in self._sides(place, places)
            )
            label = first_free(candidates, free, taken, lines, self.typography)
            if label is not None:
                found.append(label)
                taken.append(label_box(label, self.typography))
        return found

    def _sides(self, place: tuple[int, int], places: Points) -> tuple[Side, ...]:
        """Before the first point, after the last, and else on the outer side of the bend."""
        series, index = place
        own = [category for number, category in places if number == series]
        if index == min(own):
            return "left", "above", "below"
        if index == max(own):
            return "right", "above", "below"
        y = places[place][1]
        others = [places[series, near][1] for near in (index - 1, index + 1) if (series, near) in places]
        if others and sum(others) / len(others) < y:
            return "below", "above", "right", "left"
        return "above", "below", "left", "right"

    def _marks(
        self,
        box: Box,
        plot: Box,
        scale: AxisRange,
        places: Points,
        values: list[ChartLabel],
        ends: list[tuple[PlacedText, int]],
    ) -> list[PlacedGroup]:
        boxes = [label_box(label, self.typography) for label in values]
        arrows = [self._arrow_ends(arrow.mark, places, boxes) for arrow in self.marks.arrows]
        found = self.marks.above(arrows, plot.y, box)
        words = {-1 - number: item.box for item, number in ends if number < 0}
        last_x = max((x for x, _ in places.values()), default=plot.right)
        for number, reference in enumerate(self.marks.references):
            y = plot.bottom - scale.place(reference.mark.number, plot.height)
            span = (plot.x, last_x + GAP)
            found.append(self.marks.level(reference, y, (words[number].x, words[number].y), span, boxes))
        return found

    def _arrow_ends(
        self, mark: DifferenceArrow, places: Points, boxes: list[Box]
    ) -> tuple[tuple[int, int], tuple[int, int]]:
        first, second = (self._above((mark.series, index), places, boxes) for index in (mark.first, mark.second))
        return first, second

    def _above(self, place: tuple[int, int], places: Points, boxes: list[Box]) -> tuple[int, int]:
        """Above a point and the labels over it."""
        x, y = places[place]
        return x, min([y - GAP, *(box.y for box in boxes if box.x < x < box.right and box.y < y)])


def measure_lines(chart: Chart, name: str, width: int, typography: Typography) -> MeasuredLines:
    """Lines in a width in EMU. `TooNarrow` if the words at their ends or below do not fit."""
    style = typography.style("chart_label")
    marks = set_marks(chart, name, width, typography)
    ends = end_words(chart, typography) if len(chart.series) > 1 else {}
    words = max([*(label.width for label in ends.values()), marks.reference_width])
    first, last = end_widths(chart, style, typography)
    after = max(words + 2 * GAP if words else 0, last if not ends else 0)
    left, right, labels = side_rooms(chart, width, first, after, style, typography)
    lines = sum(label.height for label in ends.values()) + sum(each.label.height for each in marks.references)
    least = max(emu(LEAST_PLOT * style.size), lines) + marks.height + labels.depth
    axis, room = axis_range(chart), emu(style.line_height) + GAP
    return MeasuredLines(
        chart=chart,
        name=name,
        typography=typography,
        labels=labels,
        ends=ends,
        marks=marks,
        rooms=Rooms(labels.depth, room if axis.minimum < 0 else 0, room + marks.height, axis),
        left=left,
        right=right,
        least=least,
        comfortable=max(comfortable_height(width, typography) + labels.depth, least),
    )
