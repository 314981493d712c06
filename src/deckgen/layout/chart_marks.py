"""Marks on a plot: brackets between bars, growth arrows and reference lines, measured first, then placed on the geometry.

Each is a group of lines and words. A bracket stands beyond the bars' ends (beside horizontal bars, above columns and lines), one
further out than the next; a reference line's words stand at its end. It is quiet: the one highlight belongs to the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from deckgen.layout.chart_labels import LABEL_GAP
from deckgen.layout.chart_text import SetLabel, set_label, set_runs
from deckgen.layout.typography import Typography
from deckgen.model.chart import Chart, DifferenceArrow, ReferenceLine
from deckgen.model.geometry import Box, Insets, emu
from deckgen.model.pages import PlacedGroup, PlacedLine, PlacedShape, PlacedText
from deckgen.model.text import Paragraph

GAP = emu(LABEL_GAP)
_HEAD = emu(6)
"""Length and height of an arrow's head."""
_WIDEST_REFERENCE = 0.22
"""Of the chart's width, what the words of a reference line take at its end at most."""
_LINE = 9_525
_STRONG = 12_700


@dataclass(frozen=True, slots=True)
class Arrow:
    """A bracket with its pill; `number` counts the chart's marks from 1."""

    mark: DifferenceArrow
    number: int
    label: SetLabel


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference line with its words."""

    mark: ReferenceLine
    number: int
    label: SetLabel


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a chart, measured. Rooms in EMU, gaps included."""

    chart: Chart
    name: str
    arrows: tuple[Arrow, ...]
    references: tuple[Reference, ...]

    @property
    def width(self) -> int:
        """What brackets beside bars take."""
        return sum(arrow.label.width + GAP for arrow in self.arrows)

    @property
    def height(self) -> int:
        """What brackets above columns take."""
        return sum(arrow.label.height + GAP for arrow in self.arrows)

    @property
    def reference_height(self) -> int:
        """What the words of reference lines take above horizontal bars."""
        return sum(reference.label.height for reference in self.references)

    @property
    def reference_width(self) -> int:
        """What the words of reference lines take beside columns or lines, without a gap."""
        return max((reference.label.width for reference in self.references), default=0)

    def group(self, number: int, items: Sequence[PlacedLine | PlacedShape | PlacedText], alt: str) -> PlacedGroup:
        """The items of a mark as one."""
        return PlacedGroup(
            name=f"{self.name}/mark/{number}", box=around(item.box for item in items), items=tuple(items), alt=alt
        )

    def beside(
        self, ends: Sequence[tuple[tuple[int, int], tuple[int, int]]], right: int, area: Box
    ) -> list[PlacedGroup]:
        """Brackets beside horizontal bars, the first outermost at `right`. `ends` are (x, y) where the lines to the bars of
        each bracket begin, from the ends of their labels."""
        found: list[PlacedGroup] = []
        for arrow, ((first_x, first_y), (second_x, second_y)) in zip(self.arrows, ends, strict=True):
            name = f"{self.name}/mark/{arrow.number}"
            middle = right - arrow.label.width // 2
            top, bottom = min(first_y, second_y), max(first_y, second_y)
            lines = (
                PlacedLine(name=f"{name}/first", box=_flat(first_x, middle, first_y), color="muted", width=_LINE),
                PlacedLine(name=f"{name}/second", box=_flat(second_x, middle, second_y), color="muted", width=_LINE),
                PlacedLine(name=f"{name}/span", box=Box(middle, top, 0, bottom - top), color="muted", width=_LINE),
            )
            y = _clamped((top + bottom) // 2 - arrow.label.height // 2, area.y, area.bottom - arrow.label.height)
            pill = _pill(arrow, f"{name}/text", right - arrow.label.width, y)
            found.append(self.group(arrow.number, (*lines, pill), self._arrow_alt(arrow.mark)))
            right -= arrow.label.width + GAP
        return found

    def above(self, ends: Sequence[tuple[tuple[int, int], tuple[int, int]]], top: int, area: Box) -> list[PlacedGroup]:
        """Brackets above columns or points, the first outermost below `top`; growth ends in an arrow's head. `ends` as in
        `beside`: the lines begin at the upper ends of the labels."""
        found: list[PlacedGroup] = []
        for arrow, ((first_x, first_y), (second_x, second_y)) in zip(self.arrows, ends, strict=True):
            name = f"{self.name}/mark/{arrow.number}"
            y = top + arrow.label.height // 2
            left, right = min(first_x, second_x), max(first_x, second_x)
            is_growth = arrow.mark.kind == "growth"
            color, width = ("highlight", _STRONG) if is_growth else ("muted", _LINE)
            first = PlacedLine(name=f"{name}/first", box=_upright(first_x, y, first_y), color=color, width=width)
            span = PlacedLine(name=f"{name}/span", box=Box(left, y, right - left, 0), color=color, width=width)
            end: PlacedShape | PlacedLine
            if is_growth:
                head = Box(right - _HEAD, y - _HEAD // 2, _HEAD, _HEAD)
                end = PlacedShape(
                    name=f"{name}/head", box=head, preset="homePlate", adjustments=(100_000,), fill="highlight"
                )
            else:
                second = _upright(second_x, y, second_y)
                end = PlacedLine(name=f"{name}/second", box=second, color=color, width=width)
            x = _clamped((left + right) // 2 - arrow.label.width // 2, area.x, area.right - arrow.label.width)
            pill = _pill(arrow, f"{name}/text", x, top)
            found.append(self.group(arrow.number, (first, span, end, pill), self._arrow_alt(arrow.mark)))
            top += arrow.label.height + GAP
        return found

    def upright(
        self, reference: Reference, x: int, y: int, plot: Box, obstacles: Sequence[Box], area: Box
    ) -> PlacedGroup:
        """A reference line down through horizontal bars at `x`, its words above at `y`. It leaves out `obstacles`."""
        name = f"{self.name}/mark/{reference.number}"
        hidden = [(box.y, box.bottom) for box in obstacles if box.x - GAP // 2 < x < box.right + GAP // 2]
        parts = [
            Box(x, low, 0, high - low) for low, high in _left_over(y + reference.label.height, plot.bottom, hidden)
        ]
        left = _clamped(x - reference.label.width // 2, area.x, area.right - reference.label.width)
        words = reference.label.place(f"{name}/text", left, y)
        return self._reference(reference, name, parts, words)

    def level(
        self, reference: Reference, y: int, words_at: tuple[int, int], span: tuple[int, int], obstacles: Sequence[Box]
    ) -> PlacedGroup:
        """A reference line across columns or lines at `y` from and to the x of `span`, its words at `words_at` (left, top). It
        leaves out `obstacles`."""
        name = f"{self.name}/mark/{reference.number}"
        hidden = [(box.x - GAP // 2, box.right + GAP // 2) for box in obstacles if box.y < y < box.bottom]
        parts = [Box(low, y, high - low, 0) for low, high in _left_over(*span, hidden)]
        words = reference.label.place(f"{name}/text", *words_at)
        return self._reference(reference, name, parts, words)

    def _reference(self, reference: Reference, name: str, parts: Sequence[Box], words: PlacedText) -> PlacedGroup:
        lines = [
            PlacedLine(name=f"{name}/line{number}", box=box, color="muted", width=_STRONG)
            for number, box in enumerate(parts, start=1)
        ]
        return self.group(reference.number, (*lines, words), "".join(run.text for run in reference.mark.label))

    def _arrow_alt(self, mark: DifferenceArrow) -> str:
        """``Beijing / Shanghai: 1.5×``, ``2012–2018: +79%``."""
        first, second = (self.chart.categories[index].text for index in (mark.first, mark.second))
        joint = "–" if mark.kind == "growth" else " / "
        return f"{first}{joint}{second}: {''.join(run.text for run in mark.label)}"


def set_marks(chart: Chart, name: str, width: int, typography: Typography) -> Marks:
    """The marks of a chart in a width in EMU. `name` is the chart's."""
    size = typography.style("mark_label").size
    insets = Insets(emu(0.5 * size), emu(0.15 * size), emu(0.5 * size), emu(0.15 * size))
    arrows: list[Arrow] = []
    references: list[Reference] = []
    for number, mark in enumerate(chart.marks, start=1):
        if isinstance(mark, DifferenceArrow):
            words = Paragraph(runs=mark.label, role="mark_label")
            arrows.append(Arrow(mark, number, set_label((words,), typography, align="center", insets=insets)))
        else:
            most = width if chart.kind == "bar" else round(width * _WIDEST_REFERENCE)
            quiet = tuple(replace(run, color=run.color or "muted") for run in mark.label)
            references.append(Reference(mark, number, set_runs(quiet, "mark_label", typography, most)))
    return Marks(chart, name, tuple(arrows), tuple(references))


def around(boxes: Iterable[Box]) -> Box:
    """The least box about boxes, at least one."""
    found = list(boxes)
    x, y = min(box.x for box in found), min(box.y for box in found)
    return Box(x, y, max(box.right for box in found) - x, max(box.bottom for box in found) - y)


def _pill(arrow: Arrow, name: str, x: int, y: int) -> PlacedText:
    return arrow.label.place(
        name, x, y, fill="background", outline="highlight", preset="roundRect", adjustments=(50_000,)
    )


def _flat(one: int, other: int, y: int) -> Box:
    return Box(min(one, other), y, abs(other - one), 0)


def _upright(x: int, one: int, other: int) -> Box:
    return Box(x, min(one, other), 0, abs(other - one))


def _clamped(place: int, low: int, high: int) -> int:
    return max(min(place, high), low)


def _left_over(start: int, end: int, hidden: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of a line from `start` to `end` without the hidden stretches."""
    parts: list[tuple[int, int]] = []
    for low, high in sorted(hidden):
        if low > start:
            parts.append((start, min(low, end)))
        start = max(start, high)
    if start < end:
        parts.append((start, end))
    return [(low, high) for low, high in parts if low < high]
