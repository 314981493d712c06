"""Draws placed tables: fills, rules, then the cells' texts."""

from __future__ import annotations

from itertools import accumulate

from deckgen.model.geometry import Box, points
from deckgen.model.pages import PlacedTable
from deckgen.write.pdf.canvas import PdfCanvas, Stroke
from deckgen.write.pdf.text import draw_paragraphs

_FRAME_WIDTH = 1.0
"""Points, of the rules above and below the heading and below the last row."""
_RULE_WIDTH = 0.5
"""Points, of the rules between rows."""


def draw_table(canvas: PdfCanvas, item: PlacedTable) -> None:
    """Cell fills and rules (an artifact), and the texts (the object)."""
    lefts = list(accumulate(item.column_widths, initial=item.box.x))
    tops = list(accumulate(item.row_heights, initial=item.box.y))
    with canvas.artifact():
        for row, top, height in zip(item.rows, tops, item.row_heights, strict=False):
            for cell, left, width in zip(row, lefts, item.column_widths, strict=False):
                if cell.fill:
                    canvas.rectangle(Box(left, top, width, height), canvas.color(cell.fill))
        _draw_rules(canvas, lefts[0], lefts[-1], tops)
    with canvas.object(item.name, "Table", item.table.alt):
        for row in item.rows:
            for cell, left in zip(row, lefts, strict=False):
                draw_paragraphs(canvas, cell.paragraphs, left + item.cell_insets.left, cell.text_top, item.at)


def _draw_rules(canvas: PdfCanvas, left: int, right: int, tops: list[int]) -> None:
    frame = Stroke(canvas.color("primary"), _FRAME_WIDTH)
    rule = Stroke(canvas.color("rule"), _RULE_WIDTH)
    for index, y in enumerate(tops):
        stroke = frame if index in (0, 1, len(tops) - 1) else rule
        canvas.path(((((points(left), points(y)), (points(right), points(y))), False),), stroke=stroke)
