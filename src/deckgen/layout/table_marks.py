"""What is drawn over a table: Harvey balls in its cells, a box round a row. Places in, placed items out."""

from __future__ import annotations

from deckgen.model.geometry import Box, emu
from deckgen.model.nodes import HarveyBall
from deckgen.model.pages import PlacedGroup, PlacedShape

_INK = "primary"
_FULL = 4
_TOP = 16_200_000
_QUARTER = 5_400_000
"""Angles of the `pie` preset run clockwise from the right; a ball fills from its top."""
_RING_WIDTH = emu(1.0)
_BOX_WIDTH = emu(1.75)


def harvey_ball(name: str, symbol: HarveyBall, cell: Box, diameter: int) -> PlacedGroup:
    """The ball in the middle of its cell: a ring, and a sector of one to three quarters; full, it is a disc."""
    box = Box(cell.x + (cell.width - diameter) // 2, cell.y + (cell.height - diameter) // 2, diameter, diameter)
    ring = PlacedShape(
        name=f"{name}/ring",
        box=box,
        preset="ellipse",
        fill=_INK if symbol.quarters == _FULL else "background",
        outline=_INK,
        outline_width=_RING_WIDTH,
    )
    items = [ring]
    if 0 < symbol.quarters < _FULL:
        end = (_TOP + symbol.quarters * _QUARTER) % (_FULL * _QUARTER)
        items.append(PlacedShape(name=f"{name}/pie", box=box, preset="pie", fill=_INK, adjustments=(_TOP, end)))
    return PlacedGroup(name=name, box=box, items=tuple(items), alt=symbol.alt, value=symbol.value)


def row_box(name: str, row: Box) -> PlacedShape:
    """A box round a row."""
    return PlacedShape(name=name, box=row, outline="highlight", outline_width=_BOX_WIDTH)
