"""The words on bars: names beside or below them, numbers at their ends, inside segments that have room, totals of stacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from deckgen.layout.chart_geometry import Bars, is_across, is_stacked
from deckgen.layout.chart_labels import BandLabels, text_width, value_label, value_width
from deckgen.layout.chart_marks import GAP
from deckgen.layout.chart_text import SetLabel
from deckgen.layout.typography import Typography
from deckgen.model.chart import Chart
from deckgen.model.geometry import Box, emu
from deckgen.model.pages import ChartLabel, PlacedText
from deckgen.theme.contrast import contrast


def name_labels(chart: Chart, plot: Box, labels: BandLabels, typography: Typography) -> list[ChartLabel]:
    """The categories' names: left of horizontal bars, below columns and points (every `labels.step`-th)."""
    style = typography.style("chart_label")
    count = max(len(chart.categories), 1)
    found: list[ChartLabel] = []
    for index, lines in enumerate(labels.lines):
        if is_across(chart):
            y = plot.y + plot.height * (2 * index + 1) // (2 * count)
            found.append(ChartLabel("category", lines, plot.x - GAP, y, "right", "middle", style, point=index))
        elif index % labels.step == 0:
            x = plot.x + plot.width * (2 * index + 1) // (2 * count)
            found.append(ChartLabel("category", lines, x, plot.bottom + GAP, "center", "top", style, point=index))
    return found


def end_labels(chart: Chart, bars: Bars, typography: Typography) -> list[ChartLabel]:
    """The numbers at the ends of bars: beyond them, those below 0 on the other side."""
    style = typography.style("chart_label")
    found: list[ChartLabel] = []
    for place, bar in bars.items():
        point = chart.series[place[0]].points[place[1]]
        if not point.label:
            continue
        is_negative = (point.number or 0) < 0
        if is_across(chart):
            x, align = (bar.x - GAP, "right") if is_negative else (bar.right + GAP, "left")
            found.append(value_label(point, place, x, bar.y + bar.height // 2, align, "middle", style))
        else:
            y, anchor = (bar.bottom + GAP // 2, "top") if is_negative else (bar.y - GAP // 2, "bottom")
            found.append(value_label(point, place, bar.x + bar.width // 2, y, "center", anchor, style))
    return found


def segment_labels(chart: Chart, bars: Bars, typography: Typography) -> list[ChartLabel]:
    """The numbers of the segments that have room for them, in the ink that reads best on their colour."""
    colors, plain = typography.theme.colors, typography.style("chart_label")
    found: list[ChartLabel] = []
    for (series, index), bar in bars.items():
        point = chart.series[series].points[index]
        fill = "highlight" if point.highlight else chart.series[series].color
        ink = max(("text", "inverse"), key=lambda role: contrast(colors[role].hex, colors[fill].hex))
        style = replace(plain, color=ink, bold=point.highlight)
        width = text_width(point.label, style, typography)
        if point.label and width <= bar.width - GAP and emu(style.line_height) <= bar.height:
            x, y = bar.x + bar.width // 2, bar.y + bar.height // 2
            label = ChartLabel("value", (point.label,), x, y, "center", "middle", style, point.highlight)
            found.append(replace(label, series=series, point=index))
    return found


def total_texts(chart: Chart, name: str, totals: Sequence[SetLabel | None], bars: Bars) -> list[PlacedText]:
    """The sums beyond the ends of stacks."""
    found: list[PlacedText] = []
    for index, label in enumerate(totals):
        stack = [bar for (_, category), bar in bars.items() if category == index]
        if label is None or not stack:
            continue
        if is_across(chart):
            x, y = max(bar.right for bar in stack) + GAP, stack[0].y + (stack[0].height - label.height) // 2
        else:
            x = stack[0].x + (stack[0].width - label.width) // 2
            y = min(bar.y for bar in stack) - GAP // 2 - label.height
        found.append(label.place(f"{name}/total/{index + 1}", x, y, at=chart.at))
    return found


def label_room(chart: Chart, totals: Sequence[SetLabel | None], typography: Typography) -> tuple[int, int]:
    """What numbers take before (below) and after (above) the bars along the value axis, in EMU."""
    style = typography.style("chart_label")
    numbers = [point.number for series in chart.series for point in series.points if point.number is not None]
    if not is_across(chart):
        room = emu(style.line_height) + GAP
    elif is_stacked(chart):
        room = max((label.width + 2 * GAP for label in totals if label), default=0)
    else:
        widest = value_width(chart, style, typography)
        room = widest + 2 * GAP if widest else 0
    low, high = any(number < 0 for number in numbers), any(number >= 0 for number in numbers)
    return room * low, room * high
