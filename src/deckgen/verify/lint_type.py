"""Lint of type: its size, and the contrast of every run with each colour that lies behind it, as drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from deckgen.diagnostics import Diagnostic
from deckgen.model.pages import PlacedChart, PlacedTable, PlacedText
from deckgen.model.set_text import SetParagraph
from deckgen.theme.contrast import LEAST_CONTRAST, contrast
from deckgen.theme.theme import Theme
from deckgen.verify.lint_limits import (
    LARGE_BOLD_TYPE,
    LARGE_TYPE,
    LEAST_CONTRAST_LARGE,
    SMALLEST_TYPE,
)
from deckgen.verify.lint_surface import Surface
from deckgen.write.chart_style import point_color

_COLOR_KEYS = " \n\u00a0\u3000●■"
"""Symbols that show a colour and say nothing themselves: the words beside them name what it stands for."""
_FILLED = ("stacked_bar", "stacked_column", "doughnut")
_INSIDE = ("value", "center", "middle")
"""A label in the middle of its bar or part."""
_SHOWN = 20
"""Characters of a text that a finding quotes."""


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A run that breaks a rule: its text, size in points, contrast and the least contrast for that size."""

    text: str
    size: float
    ratio: float
    least: float


class TypeRules:
    """The rules for one theme. What is right once is right wherever it stands, and most of a deck is."""

    def __init__(self, theme: Theme) -> None:
        self._colors = {role: color.hex for role, color in theme.colors.items()}
        self._right: set[tuple[float, bool, str, tuple[str, ...]]] = set()

    def check(self, surface: Surface) -> Iterator[Diagnostic]:
        """DG780: type below the least size. DG782: text that hardly stands out from what it is printed on. One of each an
        item."""
        for edges, order, text in surface.inks:
            if wrong := self._first_wrong(text.paragraphs, tuple(surface.behind(edges, order))):
                yield from _findings(text, wrong)
        for table, edges, order in surface.tables:
            if wrong := self._in_table(table, tuple(surface.behind(edges, order))):
                yield from _findings(table, wrong)
        for chart, edges, order in surface.charts:
            if wrong := self._in_chart(chart, tuple(surface.behind(edges, order))):
                yield from _findings(chart, wrong)

    def _in_table(self, table: PlacedTable, ground: tuple[str, ...]) -> _Wrong | None:
        fills = {None: ground} | {role: (color,) for role, color in self._colors.items()}
        for row in table.rows:
            for cell in row:
                if wrong := self._first_wrong(cell.paragraphs, fills[cell.fill]):
                    return wrong
        return None

    def _in_chart(self, chart: PlacedChart, ground: tuple[str, ...]) -> _Wrong | None:
        """The labels that a chart draws itself: in the middle of their bar or part, or beside it."""
        for label in chart.labels:
            behind = ground
            if chart.chart.kind in _FILLED and (label.kind, label.align, label.anchor) == _INSIDE:
                series = chart.chart.series[label.series]
                behind = (self._colors[point_color(chart.chart, series, label.point)],)
            style = label.style
            if wrong := self._judge("".join(label.lines), style.size, style.bold, style.color, behind):
                return wrong
        return None

    def _first_wrong(self, paragraphs: tuple[SetParagraph, ...], behind: tuple[str, ...]) -> _Wrong | None:
        for paragraph in paragraphs:
            style = paragraph.style
            for run in paragraph.paragraph.runs:
                wrong = self._judge(run.text, style.size, run.bold or style.bold, run.color or style.color, behind)
                if wrong:
                    return wrong
        return None

    def _judge(self, text: str, size: float, bold: bool, color: str, behind: tuple[str, ...]) -> _Wrong | None:
        """What is wrong with a run, or None."""
        key = (size, bold, color, behind)
        if key in self._right or not text.strip(_COLOR_KEYS):
            return None
        least = LEAST_CONTRAST_LARGE if size >= (LARGE_BOLD_TYPE if bold else LARGE_TYPE) else LEAST_CONTRAST
        ratio = min(contrast(self._colors[color], ground) for ground in behind)
        if size < SMALLEST_TYPE or ratio < least:
            return _Wrong(text.strip()[:_SHOWN], size, ratio, least)
        self._right.add(key)
        return None


def _findings(item: PlacedText | PlacedTable | PlacedChart, wrong: _Wrong) -> Iterator[Diagnostic]:
    if wrong.size < SMALLEST_TYPE:
        message = f"'{item.name}' is set in {wrong.size:g} pt; the least is {SMALLEST_TYPE:g} pt"
        yield Diagnostic("DG780", message, item.at, "give its type role a larger size in the theme")
    if wrong.ratio < wrong.least:
        message = (
            f"'{wrong.text}' in '{item.name}' has a contrast of {wrong.ratio:.1f} with the colour behind it; "
            f"{wrong.least:g} is the least"
        )
        hint = "give it a box of its own (`callout`, `panel: true`), or its type role another colour"
        yield Diagnostic("DG782", message, item.at, hint)
