"""Words that a native chart draws itself: names of categories and the room they need; value labels and their boxes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from deckgen.layout.breaks import analyse
from deckgen.layout.measured import TooNarrow
from deckgen.layout.typography import Typography
from deckgen.model.chart import Chart, ChartPoint
from deckgen.model.geometry import Box, emu, points
from deckgen.model.pages import ChartLabel
from deckgen.model.set_text import TextStyle
from deckgen.model.text import Anchor, Paragraph, Run

LABEL_GAP = 4.0
"""Points between a label and what it labels."""
_WIDEST_BAND = 0.35
_MOST_COLUMN_LINES = 3
_ROUNDING = 50


@dataclass(frozen=True, slots=True)
class BandLabels:
    """Category labels: the lines of each, and how much of the chart they take across the axis (EMU, gap included). Every
    `step`-th is printed."""

    lines: tuple[tuple[str, ...], ...]
    depth: int
    step: int = 1

    @property
    def most_lines(self) -> int:
        return max(map(len, self.lines), default=1)


def band_labels(chart: Chart, width: int, style: TextStyle, typography: Typography) -> BandLabels:
    """Labels in a band on the left: as wide as the longest, at most 35 % of `width`, where longer ones break."""
    gap = emu(2 * LABEL_GAP)
    longest = max((text_width(category.text, style, typography) for category in chart.categories), default=0)
    room = min(longest, int(width * _WIDEST_BAND) - gap)
    _check_words(chart, room, "beside its bar", style, typography, "shorten the category's name")
    return BandLabels(_lines(chart, room, typography), room + gap)


def column_labels(chart: Chart, width: int, style: TextStyle, typography: Typography) -> BandLabels:
    """Labels below columns or points: each breaks in its share of `width`. `TooNarrow` if a word is wider."""
    count = max(len(chart.categories), 1)
    room = width // count - emu(LABEL_GAP)
    hint = "show fewer categories or use a bar chart"
    _check_words(chart, room, "below its column", style, typography, hint)
    labels = BandLabels(_lines(chart, room, typography), 0)
    if labels.most_lines > _MOST_COLUMN_LINES:
        needed = points(room) * labels.most_lines / _MOST_COLUMN_LINES
        raise TooNarrow("the names below the columns do not fit", needed, points(room), chart.at, hint)
    return replace(labels, depth=emu(labels.most_lines * style.line_height + LABEL_GAP))


def check_column_values(chart: Chart, width: int, gap_width: int, style: TextStyle, typography: Typography) -> None:
    """`TooNarrow` if the values above columns are wider than these (of several series) or their bands (of one)."""
    band = width // max(len(chart.categories), 1)
    rows = len(chart.series)
    room = band - emu(LABEL_GAP) if rows < 2 else round(band / (rows + gap_width / 100))
    widest = value_width(chart, style, typography)
    if widest > room:
        hint = "show fewer categories or use a bar chart"
        raise TooNarrow("the values above the columns do not fit", points(widest), points(room), chart.at, hint)


def value_width(chart: Chart, style: TextStyle, typography: Typography) -> int:
    """The width of the widest value label in EMU."""
    return max(
        (
            text_width(point.label, value_style(point, style), typography)
            for series in chart.series
            for point in series.points
        ),
        default=0,
    )


def text_width(text: str, style: TextStyle, typography: Typography) -> int:
    """The width of a line in EMU, with slack."""
    return emu(typography.faces.measure(text, style.size, style.bold) * typography.slack) + _ROUNDING


def value_style(point: ChartPoint, style: TextStyle) -> TextStyle:
    """The style of a point's label: a highlighted one is bold and coloured."""
    return replace(style, bold=True, color="highlight") if point.highlight else style


def value_label(
    point: ChartPoint,
    place: tuple[int, int],
    x: int,
    y: int,
    align: Literal["left", "center", "right"],
    anchor: Anchor,
    style: TextStyle,
) -> ChartLabel:
    """The label of a point; `place` is its series and its index."""
    series, index = place
    return ChartLabel(
        "value", (point.label,), x, y, align, anchor, value_style(point, style), point.highlight, series, index
    )


def label_box(label: ChartLabel, typography: Typography) -> Box:
    """What a label covers."""
    width = max((text_width(line, label.style, typography) for line in label.lines), default=0)
    height = emu(len(label.lines) * label.style.line_height)
    x = label.x - {"left": 0, "center": width // 2, "right": width}[label.align]
    y = label.y - {"top": 0, "middle": height // 2, "bottom": height}[label.anchor]
    return Box(x, y, width, height)


def _check_words(chart: Chart, room: int, place: str, style: TextStyle, typography: Typography, hint: str) -> None:
    """`TooNarrow` if a word of a category is wider than `room`."""
    for category in chart.categories:
        if text_width(category.text, style, typography) <= room:
            continue
        start = 0
        for end in analyse(category.text, typography.faces).visible_ends:
            needed = text_width(category.text[start:end].strip(), style, typography)
            if needed > room:
                what = f"the category '{category.text}' does not fit {place}"
                raise TooNarrow(what, points(needed), points(max(room, 0)), chart.at, hint)
            start = end


def _lines(chart: Chart, room: int, typography: Typography) -> tuple[tuple[str, ...], ...]:
    labels = [Paragraph(runs=(Run(text=category.text),), role="chart_label") for category in chart.categories]
    return tuple(
        tuple(line.text.strip() for line in typography.set((label,), max(room, 1))[0].lines) for label in labels
    )
