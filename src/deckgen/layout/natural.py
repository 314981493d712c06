"""How wide a node is by itself: a node in, the width in EMU at which none of its texts is broken out."""

from __future__ import annotations

from typing import assert_never

from deckgen.layout.areas import natural_areas_width
from deckgen.layout.drawn import natural_drawn_width
from deckgen.layout.table_widths import natural_table_width
from deckgen.layout.text import natural_text_width
from deckgen.layout.typography import Typography
from deckgen.model.chart import Chart
from deckgen.model.nodes import Areas, Columns, Grid, Line, Node, Only, Shape, Stack, Table, Text


def natural_width(node: Node, typography: Typography) -> int:
    """The natural width; 0 for a chart, which has none. `DeckgenError` for type roles and shapes that there are not."""
    match node:
        case Text():
            return natural_text_width(node, typography)
        case Table():
            return natural_table_width(node, typography)
        case Chart():
            return 0
        case Shape() | Line():
            return natural_drawn_width(node, typography)
        case Stack():
            return max((natural_width(item, typography) for item in node.items), default=0)
        case Columns():
            widths = [natural_width(item, typography) for item in node.items]
            unit = max((width / share for width, share in zip(widths, node.widths, strict=True)), default=0.0)
            return round(unit * sum(node.widths)) + typography.theme.gutter * (len(widths) - 1)
        case Grid():
            widest = max((natural_width(item, typography) for item in node.items), default=0)
            return widest * node.columns + typography.theme.gutter * (node.columns - 1)
        case Areas():
            return natural_areas_width(node, typography, natural_width)
        case Only():
            return natural_width(node.node, typography)
        case _:
            assert_never(node)
