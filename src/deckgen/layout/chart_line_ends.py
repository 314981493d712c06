"""The words at the ends of lines and the rooms that they need beside the plot, measured before the lines are placed."""

from __future__ import annotations

from deckgen.layout.chart_geometry import last_point
from deckgen.layout.chart_labels import LABEL_GAP, BandLabels, column_labels, text_width, value_style
from deckgen.layout.chart_marks import GAP
from deckgen.layout.chart_text import SetLabel, set_runs
from deckgen.layout.measured import TooNarrow
from deckgen.layout.typography import Typography
from deckgen.model.chart import Chart
from deckgen.model.geometry import emu, points
from deckgen.model.set_text import TextStyle
from deckgen.model.text import Run

_LEAST_LINES = 0.5
"""Of the width, what is left for the lines beside the words at their ends at least."""
_SETTLING = 12
"""Rounds in which bands and the rooms beside them, which depend on each other, settle."""
_NAME_GAP = 0.8
"""Ems of a name between two numbers below the lines at least: closer ones a viewer drops or sets askew."""
_READABLE = {"sky": "text", "gold": "text", "context": "muted"}
"""What words about a line are set in whose colour is too light for words."""


def end_words(chart: Chart, typography: Typography) -> dict[int, SetLabel]:
    """The name of each series and its last number, in its colour."""
    found: dict[int, SetLabel] = {}
    for number, series in enumerate(chart.series):
        last = last_point(series)
        if last is not None:
            color = _READABLE.get(series.color, series.color)
            point = series.points[last]
            runs = [Run(text=series.name, value=series.value, color=color)]
            if point.label:
                runs += [Run(text=" ", furniture=True), Run(text=point.label, value=point.value, color=color)]
            found[number] = set_runs(tuple(runs), "series_label", typography)
    return found


def end_widths(chart: Chart, style: TextStyle, typography: Typography) -> tuple[int, int]:
    """What the numbers before the first and after the last points take, gaps included."""
    widths: dict[bool, int] = {True: 0, False: 0}
    for series in chart.series:
        shown = [index for index, point in enumerate(series.points) if point.number is not None]
        for is_first, index in ((True, shown[0]), (False, shown[-1])) if shown else ():
            point = series.points[index]
            needed = text_width(point.label, value_style(point, style), typography) + 2 * GAP if point.label else 0
            widths[is_first] = max(widths[is_first], needed)
    return widths[True], widths[False]


def side_rooms(
    chart: Chart, width: int, before: int, after: int, style: TextStyle, typography: Typography
) -> tuple[int, int, BandLabels]:
    """The rooms left and right of the plot so that `before` and `after` fit beside the first and last points, which stand half
    a band inside it; and the categories' names."""
    count = max(len(chart.categories), 1)
    names = [text_width(category.text, style, typography) for category in chart.categories]
    widest = max(names, default=0) + emu(_NAME_GAP * style.size)
    left = right = 0
    for _ in range(_SETTLING):
        band = (width - left - right) // count
        needed = max(names[0] if names else 0, names[-1] if names else 0) // 2
        left = max(max(before, needed) - band // 2, 0)
        right = max(max(after, needed) - band // 2, 0)
    plot = width - left - right
    if plot < width * _LEAST_LINES:
        hint = "shorten the names of the series, or give the chart more width"
        needed_width = points(round(left + right + width * _LEAST_LINES))
        raise TooNarrow("the words at the lines' ends do not fit", needed_width, points(width), chart.at, hint)
    if widest * count <= plot or not _are_numbers(chart):
        return left, right, column_labels(chart, plot, style, typography)
    least = next(step for step in range(1, count + 1) if step == count or widest * count <= plot * step)
    even = (step for step in range(least, min(2 * least, count)) if (count - 1) % step == 0)
    lines = tuple((category.text,) for category in chart.categories)
    return left, right, BandLabels(lines, emu(style.line_height + LABEL_GAP), next(even, least))


def _are_numbers(chart: Chart) -> bool:
    """Whether the categories are years or other numbers, of which a reader fills in those that are not printed."""
    return all(category.value is not None and category.value.is_number for category in chart.categories)
