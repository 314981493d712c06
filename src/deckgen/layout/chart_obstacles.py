"""Where a label goes among others: candidates in order of preference, what is taken, and the first that is free."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from deckgen.layout.chart_labels import LABEL_GAP, label_box, value_style
from deckgen.layout.typography import Typography
from deckgen.model.chart import ChartPoint
from deckgen.model.geometry import Box, emu
from deckgen.model.pages import ChartLabel
from deckgen.model.set_text import TextStyle

Side = Literal["right", "left", "above", "below"]
Segment = tuple[tuple[int, int], tuple[int, int]]
"""A straight line between two (x, y)."""


def beside(
    kind: Literal["value", "series"],
    words: str,
    point: ChartPoint,
    place: tuple[int, int],
    center: tuple[int, int],
    radius: int,
    side: Side,
    style: TextStyle,
) -> ChartLabel:
    """A label beside a disc (or a point) about `center`, in EMU."""
    x, y = center
    gap = radius + emu(LABEL_GAP if side in ("right", "left") else LABEL_GAP / 2)
    series, index = place
    style = value_style(point, style)
    match side:
        case "right":
            return ChartLabel(kind, (words,), x + gap, y, "left", "middle", style, point.highlight, series, index)
        case "left":
            return ChartLabel(kind, (words,), x - gap, y, "right", "middle", style, point.highlight, series, index)
        case "above":
            return ChartLabel(kind, (words,), x, y - gap, "center", "bottom", style, point.highlight, series, index)
        case "below":
            return ChartLabel(kind, (words,), x, y + gap, "center", "top", style, point.highlight, series, index)


def first_free(
    candidates: Iterable[ChartLabel],
    area: Box,
    taken: Sequence[Box],
    lines: Sequence[Segment],
    typography: Typography,
) -> ChartLabel | None:
    """The first candidate inside the area that covers nothing taken and no line; else the first that covers nothing taken."""
    free = [
        (label, box)
        for label in candidates
        for box in [label_box(label, typography)]
        if area.contains(box) and not any(box.overlaps(other) for other in taken)
    ]
    for label, box in free:
        if not any(crosses(box, line) for line in lines):
            return label
    return free[0][0] if free else None


def crosses(box: Box, line: Segment) -> bool:
    """Whether a line runs through a box (Liang and Barsky's clipping)."""
    (x, y), (end_x, end_y) = line
    dx, dy = end_x - x, end_y - y
    enters, leaves = 0.0, 1.0
    for step, room in ((-dx, x - box.x), (dx, box.right - x), (-dy, y - box.y), (dy, box.bottom - y)):
        if step == 0:
            if room <= 0:
                return False
            continue
        part = room / step
        if step < 0:
            enters = max(enters, part)
        else:
            leaves = min(leaves, part)
    return enters < leaves
