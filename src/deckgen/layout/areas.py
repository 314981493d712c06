"""A grid of areas measured and placed: children in a number of its rows and columns, each row as high as its highest.

`column_places` shares out the width, `row_heights` and `grown` the height; a spanning child that is higher than its rows
makes them higher alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from deckgen.diagnostics import Position
from deckgen.layout.measured import Measured, TooNarrow
from deckgen.layout.sharing import column_widths
from deckgen.layout.text import MeasuredText
from deckgen.layout.typography import Typography
from deckgen.model.geometry import emu, points
from deckgen.model.nodes import Area, Areas, Node
from deckgen.model.pages import Item

_STRETCH, _STRETCH_EMS = 2.2, 4.0
"""A growing row of elastic areas looks best at up to this times the height of its content, and at up to this many ems of
body text more than it."""

Measure = Callable[[Node, int, Typography, str], Measured]
NaturalWidth = Callable[[Node, Typography], int]


@dataclass(frozen=True, slots=True)
class MeasuredAreas:
    """See `Measured`. `items[i]` stands in `areas[i]`; `lefts` and `widths` are those of the columns, `least` and `wanted`
    the heights of the rows, `growing` the rows that share height to spare. EMU."""

    items: tuple[Measured, ...]
    areas: tuple[Area, ...]
    lefts: tuple[int, ...]
    least: tuple[int, ...]
    wanted: tuple[int, ...]
    growing: tuple[int, ...]
    row_gap: int
    elastic: bool

    @property
    def minimum(self) -> int:
        return sum(self.least) + self._gaps

    @property
    def preferred(self) -> int:
        return sum(self.wanted) + self._gaps

    @property
    def reserve(self) -> int:
        """What must stay free below the last row."""
        last = len(self.least)
        reaching = zip(self.items, self.areas, strict=True)
        return max((item.reserve for item, area in reaching if area.row + area.rows == last), default=0)

    @property
    def at(self) -> Position | None:
        located = [item for item in self.items if item.at]
        return max(located, key=lambda item: item.minimum).at if located else None

    @property
    def _gaps(self) -> int:
        return self.row_gap * (len(self.least) - 1)

    def place(self, x: int, y: int, height: int) -> tuple[Item, ...]:
        heights = grown(self.least, self.wanted, self.growing, height - self._gaps)
        tops = list(accumulate((each + self.row_gap for each in heights), initial=y))
        placed: list[Item] = []
        for item, area in zip(self.items, self.areas, strict=True):
            top = tops[area.row]
            last = area.row + area.rows - 1
            placed.extend(_in_area(item, area, x + self.lefts[area.column], top, tops[last] + heights[last] - top))
        return tuple(placed)


def _in_area(item: Measured, area: Area, x: int, y: int, height: int) -> tuple[Item, ...]:
    """The child in the height of its area. A text without a box of its own stands in it as its anchor says; one in the middle
    is anchored there, so that it stays there where a viewer needs fewer lines than were measured."""
    align = area.align
    if align == "fill":
        if not isinstance(item, MeasuredText) or item.elastic:
            return item.place(x, y, height)
        align = item.node.anchor
    elif isinstance(item, MeasuredText):
        item = replace(item, node=replace(item.node, anchor=align))
    own = min(height, max(item.preferred, item.minimum))
    free = height - own
    return item.place(x, y + {"top": 0, "middle": free // 2, "bottom": free}[align], own)


def measure_areas(
    node: Areas, width: int, typography: Typography, prefix: str, measure: Measure, natural: NaturalWidth
) -> MeasuredAreas:
    """Areas in a width in EMU; `measure` and `natural` measure children. `TooNarrow` if the columns that are as wide as their
    children leave no room, or a child cannot be set in its own."""
    gutter = typography.theme.gutter
    column_gap, row_gap = round(node.column_gap * gutter), round(node.row_gap * gutter)
    lefts, widths = _columns(node, width, column_gap, typography, natural)

    def child(area: Area) -> Measured:
        last = area.column + area.columns - 1
        return measure(area.node, lefts[last] + widths[last] - lefts[area.column], typography, prefix)

    items = tuple(map(child, node.areas))
    count = max((area.row + area.rows for area in node.areas), default=1)
    growing = node.grow or tuple(range(count))

    def heights(needs: Sequence[int]) -> tuple[int, ...]:
        spans = [(area.row, area.rows, need) for area, need in zip(node.areas, needs, strict=True)]
        return row_heights(spans, count, row_gap, growing)

    least = heights([item.minimum for item in items])
    stretch = emu(_STRETCH_EMS * typography.style("body").size) if node.elastic else 0
    wanted = tuple(
        max(most, low + min(round(low * (_STRETCH - 1)), stretch) if row in growing else low)
        for row, (most, low) in enumerate(
            zip(heights([max(item.preferred, item.minimum) for item in items]), least, strict=True)
        )
    )
    return MeasuredAreas(items, node.areas, lefts, least, wanted, growing, row_gap, node.elastic)


def natural_areas_width(node: Areas, typography: Typography, natural: NaturalWidth) -> int:
    """The width in EMU at which every child of one column has its natural width."""
    gap = round(node.column_gap * typography.theme.gutter)
    widths = [_natural_column(node, column, typography, natural)[0] for column in range(len(node.widths))]
    shares = [(width, share) for width, share in zip(widths, node.widths, strict=True) if share is not None]
    unit = max((width / share for width, share in shares), default=0.0)
    own = sum(width for width, share in zip(widths, node.widths, strict=True) if share is None)
    return own + round(unit * sum(share for _, share in shares)) + gap * (len(widths) - 1)


def _columns(
    node: Areas, width: int, gap: int, typography: Typography, natural: NaturalWidth
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The left edges and widths of the columns."""
    own = {
        column: _natural_column(node, column, typography, natural)
        for column, share in enumerate(node.widths)
        if share is None
    }
    shares = [share for share in node.widths if share is not None]
    rest = width - sum(natural_width for natural_width, _ in own.values()) - gap * len(own)
    if own and (rest if shares else rest + gap) < 0:
        needed, at = max(own.values(), key=lambda found: found[0])
        hint = "shorten the longest of them"
        raise TooNarrow("columns as wide as their texts do not fit", points(needed), points(width), at, hint)
    shared = iter(column_widths(shares, rest, gap) if shares else ())
    widths = tuple(own[column][0] if share is None else next(shared) for column, share in enumerate(node.widths))
    return tuple(accumulate((each + gap for each in widths[:-1]), initial=0)), widths


def _natural_column(
    node: Areas, column: int, typography: Typography, natural: NaturalWidth
) -> tuple[int, Position | None]:
    """The width of the widest child of this column alone, and where that child stands in the spec."""
    children = [area.node for area in node.areas if area.column == column and area.columns == 1]
    widths = [(natural(child, typography), getattr(child, "at", None)) for child in children]
    return max(widths, key=lambda found: found[0], default=(0, None))


def row_heights(needs: Sequence[tuple[int, int, int]], count: int, gap: int, growing: Sequence[int]) -> tuple[int, ...]:
    """The least heights of `count` rows; `needs` are (first row, rows, height) of children. What a child over several rows
    lacks goes to the growing ones of them alike, or to all of them."""
    heights = [0] * count
    for row, rows, height in sorted(needs, key=lambda need: need[1]):
        lacking = height - sum(heights[row : row + rows]) - gap * (rows - 1)
        if lacking > 0:
            spanned = range(row, row + rows)
            takers = [index for index in spanned if index in growing] or list(spanned)
            for taken, index in enumerate(takers):
                heights[index] += lacking * (taken + 1) // len(takers) - lacking * taken // len(takers)
    return tuple(heights)


def grown(least: Sequence[int], wanted: Sequence[int], growing: Sequence[int], height: int) -> tuple[int, ...]:
    """Row heights that sum to `height` (at least the sum of `least`): rows that do not grow get up to what they want, the
    growing ones share the rest so that they become as equal as they can."""
    heights = list(least)
    fixed = [index for index in range(len(least)) if index not in growing]
    wants = sum(max(wanted[index] - least[index], 0) for index in fixed)
    free = height - sum(heights)
    for index in fixed:
        want = max(wanted[index] - least[index], 0)
        heights[index] += want if wants <= free else want * free // wants
    free = height - sum(heights)
    order = sorted(growing, key=lambda index: heights[index])
    level = 0
    for taken, index in enumerate(order, start=1):
        level = heights[index]
        above = heights[order[taken]] if taken < len(order) else None
        if above is None or (above - level) * taken >= free:
            share, left = divmod(free, taken)
            for place, each in enumerate(order[:taken]):
                heights[each] = level + share + (1 if place < left else 0)
            break
        free -= (above - level) * taken
        for each in order[:taken]:
            heights[each] = above
    return tuple(heights)
