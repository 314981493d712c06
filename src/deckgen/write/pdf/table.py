"""Draws placed tables: fills, rules, then the cells' texts."""

from __future__ import annotations

from itertools import accumulate, groupby

from deckgen.model.geometry import Box, points
from deckgen.model.pages import PlacedTable
from deckgen.write.pdf.canvas import PdfCanvas, Stroke
from deckgen.write.pdf.text import draw_paragraphs
from deckgen.write.table_rules import Rule, rule_below, rule_right

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
        _draw_rules(canvas, item, lefts, tops)
    with canvas.object(item.name, "Table", item.table.alt):
        for row in item.rows:
            for cell, left in zip(row, lefts, strict=False):
                draw_paragraphs(canvas, cell.paragraphs, left + item.cell_insets.left, cell.text_top, item.at)


def _draw_rules(canvas: PdfCanvas, item: PlacedTable, lefts: list[int], tops: list[int]) -> None:
    """The gaps between tiles first: the rules between other cells end at them."""
    for row, top in enumerate(tops[:-1]):
        for column, right in enumerate(lefts[1:]):
            if rule := rule_right(item, row, column):
                _draw_rule(canvas, (right, top), (right, tops[row + 1]), _stroke(canvas, rule))
    frame = Stroke(canvas.color("primary"), _FRAME_WIDTH)
    thin = Stroke(canvas.color("rule"), _RULE_WIDTH)
    for edge, y in enumerate(tops):
        usual = frame if edge in (0, 1, len(tops) - 1) else thin
        rules = [rule_below(item, edge - 1, column) for column in range(len(lefts) - 1)]
        for rule, columns in groupby(range(len(rules)), key=rules.__getitem__):
            first, *others = columns
            last = others[-1] if others else first
            _draw_rule(canvas, (lefts[first], y), (lefts[last + 1], y), _stroke(canvas, rule) if rule else usual)


def _stroke(canvas: PdfCanvas, rule: Rule) -> Stroke:
    return Stroke(canvas.color(rule.color), points(rule.width))


def _draw_rule(canvas: PdfCanvas, start: tuple[int, int], end: tuple[int, int], stroke: Stroke) -> None:
    """A straight rule between two places in EMU."""
    (left, top), (right, bottom) = start, end
    canvas.path(((((points(left), points(top)), (points(right), points(bottom))), False),), stroke=stroke)
