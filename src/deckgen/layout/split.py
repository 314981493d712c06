"""Continuing a slide's one splittable block on further slides: a measured body and a height in, its parts out.

The parts are the fewest that fit, as even as they go; what stands beside the block is repeated on each of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate

from deckgen.layout.boxes import MeasuredColumns, MeasuredGrid, MeasuredStack
from deckgen.layout.measured import Measured
from deckgen.layout.table import MeasuredTable
from deckgen.layout.text import MeasuredText, measure_text
from deckgen.layout.typography import Typography
from deckgen.model.text import Paragraph

Path = tuple[int, ...]
"""Child indexes from the body down to a leaf."""
_Leaf = MeasuredTable | MeasuredText


def splittable_leaves(body: Measured) -> list[Path]:
    """Where the blocks stand that may continue on a next slide: tables of several rows, splittable texts of several items."""
    match body:
        case MeasuredTable():
            return [()] if len(body.table.rows) > 1 else []
        case MeasuredText():
            return [()] if body.node.splittable and len(_items(body)) > 1 else []
        case MeasuredStack() | MeasuredColumns() | MeasuredGrid():
            return [(index, *path) for index, item in enumerate(body.items) for path in splittable_leaves(item)]
        case _:
            return []


def split_body(body: Measured, path: Path, height: int, typography: Typography, prefix: str) -> list[Measured] | None:
    """The body with the leaf at `path` continued over the fewest parts that fit in `height`, or None if one of its items
    does not fit even alone."""
    leaf = _leaf_at(body, path)
    known: dict[tuple[int, int], Measured] = {}

    def part(start: int, end: int) -> Measured:
        if (start, end) not in known:
            known[start, end] = _with_leaf(body, path, _part_of_leaf(leaf, start, end, typography, prefix))
        return known[start, end]

    def fits(start: int, end: int) -> bool:
        measured = part(start, end)
        return measured.minimum + measured.reserve <= height

    weights = _weights(leaf)
    earliest = _earliest_starts(len(weights), fits)
    if earliest is None:
        return None
    return [part(start, end) for start, end in _even_cuts(weights, earliest, fits)]


def _earliest_starts(count: int, fits: Callable[[int, int], bool]) -> list[int] | None:
    """Element r is the first item from which r parts suffice; the last element is 0. None if an item does not fit alone."""
    starts = [count]
    while starts[-1] > 0:
        end = start = starts[-1]
        while start > 0 and fits(start - 1, end):
            start -= 1
        if start == end:
            return None
        starts.append(start)
    return starts


def _even_cuts(weights: list[int], earliest: list[int], fits: Callable[[int, int], bool]) -> list[tuple[int, int]]:
    """(first, after last) of each part: each as near to an even share of what is left as the parts after it allow."""
    sums = list(accumulate(weights, initial=0))
    cuts: list[tuple[int, int]] = []
    start = 0
    for parts_after in range(len(earliest) - 2, 0, -1):
        share = (sums[-1] - sums[start]) / (parts_after + 1)
        end = max(earliest[parts_after], start + 1)
        while (
            end + parts_after < len(weights)
            and abs(sums[end + 1] - sums[start] - share) < abs(sums[end] - sums[start] - share)
            and fits(start, end + 1)
        ):
            end += 1
        cuts.append((start, end))
        start = end
    return [*cuts, (start, len(weights))]


def _leaf_at(body: Measured, path: Path) -> _Leaf:
    for index in path:
        assert isinstance(body, MeasuredStack | MeasuredColumns | MeasuredGrid)
        body = body.items[index]
    assert isinstance(body, MeasuredTable | MeasuredText)
    return body


def _with_leaf(body: Measured, path: Path, leaf: Measured) -> Measured:
    if not path:
        return leaf
    assert isinstance(body, MeasuredStack | MeasuredColumns | MeasuredGrid)
    items = list(body.items)
    items[path[0]] = _with_leaf(items[path[0]], path[1:], leaf)
    return replace(body, items=tuple(items))


def _part_of_leaf(leaf: _Leaf, start: int, end: int, typography: Typography, prefix: str) -> Measured:
    if isinstance(leaf, MeasuredTable):
        return leaf.part(start, end)
    node = replace(leaf.node, paragraphs=_heading(leaf) + _items(leaf)[start:end])
    return measure_text(node, leaf.width, typography, prefix)


def _weights(leaf: _Leaf) -> list[int]:
    """The height of each item in EMU."""
    if isinstance(leaf, MeasuredTable):
        return list(leaf.row_heights[1:])
    lines = leaf.paragraphs[len(_heading(leaf)) :]
    return [round(len(item.lines) * item.style.line_height + item.style.space_before) for item in lines]


def _heading(leaf: MeasuredText) -> tuple[Paragraph, ...]:
    """The heading of a text; each part repeats it."""
    paragraphs = leaf.node.paragraphs
    return paragraphs[:1] if paragraphs and paragraphs[0].role == "panel_head" else ()


def _items(leaf: MeasuredText) -> tuple[Paragraph, ...]:
    return leaf.node.paragraphs[len(_heading(leaf)) :]
