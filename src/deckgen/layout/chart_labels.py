"""Labels of bar and column charts: their lines and the room they need, then their places beside bars and axis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from deckgen.layout.breaks import analyse
from deckgen.layout.chart_axis import AxisRange
from deckgen.layout.measured import TooNarrow
from deckgen.layout.typography import Typography
from deckgen.model.geometry import Box, emu, points
from deckgen.model.nodes import Anchor, Chart, ChartPoint, Paragraph, Run
from deckgen.model.pages import ChartLabel, TextStyle

LABEL_GAP = 4.0
"""Points between a label and what it labels."""
_WIDEST_BAND = 0.35
_MOST_COLUMN_LINES = 3
_ROUNDING = 50


@dataclass(frozen=True, slots=True)
class BandLabels:
    """Category labels: the lines of each, and how much of the chart they take across the axis (EMU, gap included)."""

    lines: tuple[tuple[str, ...], ...]
    depth: int

    @property
    def most_lines(self) -> int:
        return max(map(len, self.lines), default=1)


def band_labels(chart: Chart, width: int, style: TextStyle, typography: Typography) -> BandLabels:
    """Labels in a band on the left: as wide as the longest, at most 35 % of `width`, where longer ones break."""
    gap = emu(2 * LABEL_GAP)
    longest = max((_width(category.text, style, typography) for category in chart.categories), default=0)
    room = min(longest, int(width * _WIDEST_BAND) - gap)
    _check_words(chart, room, "beside its bar", style, typography, "shorten the category's name")
    return BandLabels(_lines(chart, room, typography), room + gap)


def column_labels(chart: Chart, width: int, style: TextStyle, typography: Typography) -> BandLabels:
    """Labels below columns: each breaks in its column's share of `width`. `TooNarrow` if a word or value is wider."""
    count = max(len(chart.categories), 1)
    room = width // count - emu(LABEL_GAP)
    hint = "show fewer categories or use a bar chart"
    _check_words(chart, room, "below its column", style, typography, hint)
    values = value_width(chart, style, typography) * max(len(chart.series), 1)
    if values > room:
        raise TooNarrow("the values above the columns do not fit", points(values), points(room), chart.at, hint)
    labels = BandLabels(_lines(chart, room, typography), 0)
    if labels.most_lines > _MOST_COLUMN_LINES:
        needed = points(room) * labels.most_lines / _MOST_COLUMN_LINES
        raise TooNarrow("the names below the columns do not fit", needed, points(room), chart.at, hint)
    return replace(labels, depth=emu(labels.most_lines * style.line_height + LABEL_GAP))


def value_width(chart: Chart, style: TextStyle, typography: Typography) -> int:
    """The width of the widest value label in EMU."""
    return max(
        (
            _width(point.label, replace(style, bold=style.bold or point.highlight), typography)
            for series in chart.series
            for point in series.points
        ),
        default=0,
    )


def _width(text: str, style: TextStyle, typography: Typography) -> int:
    return emu(typography.faces.measure(text, style.size, style.bold) * typography.slack) + _ROUNDING


def _check_words(chart: Chart, room: int, place: str, style: TextStyle, typography: Typography, hint: str) -> None:
    """`TooNarrow` if a word of a category is wider than `room`."""
    for category in chart.categories:
        if _width(category.text, style, typography) <= room:
            continue
        start = 0
        for end in analyse(category.text, typography.faces).visible_ends:
            needed = _width(category.text[start:end].strip(), style, typography)
            if needed > room:
                what = f"the category '{category.text}' does not fit {place}"
                raise TooNarrow(what, points(needed), points(max(room, 0)), chart.at, hint)
            start = end


def _lines(chart: Chart, room: int, typography: Typography) -> tuple[tuple[str, ...], ...]:
    labels = [Paragraph(runs=(Run(text=category.text),), role="chart_label") for category in chart.categories]
    return tuple(
        tuple(line.text.strip() for line in typography.set((label,), max(room, 1))[0].lines) for label in labels
    )


def bar_label_places(
    chart: Chart, plot: Box, axis: AxisRange, labels: BandLabels, style: TextStyle, gap_width: int
) -> tuple[ChartLabel, ...]:
    """Labels of horizontal bars; the first category is on top."""
    count = max(len(chart.categories), 1)
    found: list[ChartLabel] = []
    for index, lines in enumerate(labels.lines):
        y = plot.y + plot.height * (2 * index + 1) // (2 * count)
        found.append(ChartLabel("category", lines, plot.x - emu(LABEL_GAP), y, "right", "middle", style))
    for index, offset, point in _bars(chart, plot.height, gap_width):
        if point.number is None or not point.label:
            continue
        end = plot.x + axis.place(point.number, plot.width)
        y = plot.y + plot.height * index // count + offset
        if point.number < 0:
            found.append(_value_label(point, end - emu(LABEL_GAP), y, "right", "middle", style))
        else:
            found.append(_value_label(point, end + emu(LABEL_GAP), y, "left", "middle", style))
    return tuple(found)


def column_label_places(
    chart: Chart, plot: Box, axis: AxisRange, labels: BandLabels, style: TextStyle, gap_width: int
) -> tuple[ChartLabel, ...]:
    """Labels of columns; the names stand below the plot."""
    count = max(len(chart.categories), 1)
    found: list[ChartLabel] = []
    for index, lines in enumerate(labels.lines):
        x = plot.x + plot.width * (2 * index + 1) // (2 * count)
        found.append(ChartLabel("category", lines, x, plot.bottom + emu(LABEL_GAP), "center", "top", style))
    for index, offset, point in _bars(chart, plot.width, gap_width):
        if point.number is None or not point.label:
            continue
        end = plot.bottom - axis.place(point.number, plot.height)
        x = plot.x + plot.width * index // count + offset
        if point.number < 0:
            found.append(_value_label(point, x, end + emu(LABEL_GAP / 2), "center", "top", style))
        else:
            found.append(_value_label(point, x, end - emu(LABEL_GAP / 2), "center", "bottom", style))
    return tuple(found)


def _bars(chart: Chart, length: int, gap_width: int) -> list[tuple[int, int, ChartPoint]]:
    """(category, middle of the bar from its category's edge, point) of every bar along an axis of `length`."""
    category = length / max(len(chart.categories), 1)
    series_count = len(chart.series)
    thickness = category / (series_count + gap_width / 100)
    first = (category - thickness * series_count) / 2
    return [
        (index, round(first + thickness * (number + 0.5)), point)
        for number, series in enumerate(chart.series)
        for index, point in enumerate(series.points)
    ]


def _value_label(
    point: ChartPoint,
    x: int,
    y: int,
    align: Literal["left", "center", "right"],
    anchor: Anchor,
    style: TextStyle,
) -> ChartLabel:
    if point.highlight:
        style = replace(style, bold=True, color="highlight")
    return ChartLabel("value", (point.label,), x, y, align, anchor, style, point.highlight)
