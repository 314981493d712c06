"""Lengths shared out among neighbours: widths by shares, heights by what each needs and wants. All in EMU."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from deckgen.layout.measured import Measured


def column_widths(shares: Sequence[int], width: int, gutter: int) -> tuple[int, ...]:
    """Widths in these shares that meet a column grid with the same gutter; they and the gutters sum to `width`."""
    total = sum(shares)
    edges = [0]
    for share in shares:
        edges.append(edges[-1] + share)
    lefts = [round((width + gutter) * edge / total) for edge in edges]
    return tuple(right - left - gutter for left, right in pairwise(lefts))


def share_height(items: Sequence[Measured], height: int) -> list[int]:
    """`height` shared out: every item gets its minimum, then up to what it prefers, then elastic ones grow alike."""
    heights = [item.minimum for item in items]
    free = height - sum(heights)
    wanted = [max(item.preferred - item.minimum, 0) for item in items]
    if free > 0 and any(wanted):
        part = min(1.0, free / sum(wanted))
        heights = [minimum + int(want * part) for minimum, want in zip(heights, wanted, strict=True)]
        free = height - sum(heights)
    elastic = [index for index, item in enumerate(items) if item.elastic]
    if free > 0 and elastic:
        for index in elastic:
            heights[index] += free // len(elastic)
    return heights
