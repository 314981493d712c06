"""Blocks as pieces of the brief: nodes in, pieces in the columns that suit them out.

Text runs in the main column and may be cut between lines, tables between rows; everything else is a box of its own
across the page. A box, table or note can also be set in the main column, where a page has no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import assert_never

from deckgen.diagnostics import Position
from deckgen.layout.boxes import MeasuredColumns, measure_node
from deckgen.layout.brief_notes import marks_in
from deckgen.layout.brief_numbers import is_listing
from deckgen.layout.brief_pieces import BoxPiece, Column, Piece, TextPiece
from deckgen.layout.brief_table import TablePiece
from deckgen.layout.measured import Measured, TooNarrow
from deckgen.layout.table import measure_table
from deckgen.layout.typography import Typography
from deckgen.model.chart import Chart
from deckgen.model.geometry import emu
from deckgen.model.nodes import Areas, Columns, Grid, Line, Node, Only, Shape, Stack, Table, Text
from deckgen.model.text import Paragraph

_BLOCK_SPACE = 9.0
"""Points between running text and a block, and between blocks."""
_WIDE = 1.5
"""A column at least so many times as wide as the one beside it takes the main column."""
_MOST_NARROWED = 1.4
"""A block set in the main column may be so many times as high as across the page."""
_Elasticity = tuple[float, float, float]
"""How much of the way from its least to its preferred height on a slide a block wants, accepts and tolerates here."""
_FIGURE: _Elasticity = 0.7, 0.35, 1.0
_CARD: _Elasticity = 0.1, 0.0, 0.25
_TABLE: _Elasticity = 1.0, 0.0, 1.0


class BlockPieces:
    """Makes pieces of one document's blocks."""

    def __init__(self, typography: Typography) -> None:
        self._typography = typography
        self._ragged = typography.ragged()
        brief = typography.theme.brief
        self._gutter = brief.side.x - brief.main.right
        self._widths: dict[Column, int] = {
            "main": brief.main.width,
            "side": brief.side.width,
            "full": brief.content.width,
        }

    def width(self, column: Column) -> int:
        """The width of a column in EMU."""
        return self._widths[column]

    def pieces(self, node: Node, slide_key: str) -> Iterator[Piece]:
        """The pieces of a block of the slide with this key, in reading order."""
        match node:
            case Text(fill=None, outline=None, bar=None, shape="rect"):
                yield from self.texts(f"{slide_key}/{node.key}", node.paragraphs, "main", node.at)
            case Text():
                yield self.card(node, slide_key, "main")
            case Table():
                yield self._table(node, slide_key)
            case Stack():
                for item in node.items:
                    yield from self.pieces(item, slide_key)
            case Columns():
                yield from self._side_by_side(node, slide_key)
            case Chart():
                yield self._box(node, slide_key, _FIGURE)
            case Grid() | Areas() | Shape() | Line():
                yield self._box(node, slide_key, _CARD)
            case Only():
                yield from self.pieces(node.node, slide_key)
            case _:
                assert_never(node)

    def card(self, node: Text, slide_key: str, column: Column) -> BoxPiece:
        """A text in its box."""
        return self._piece(measure_node(node, self._widths[column], self._ragged, slide_key), node, column, _CARD)

    def texts(
        self, name: str, paragraphs: tuple[Paragraph, ...], column: Column, at: Position | None
    ) -> Iterator[TextPiece]:
        """A piece a paragraph, named ``name`` or, if there are several, ``name/1``, ``name/2``, …; a heading of the text
        stays with what follows."""
        for number, paragraph in enumerate(paragraphs, start=1):
            piece = self._text(name if len(paragraphs) == 1 else f"{name}/{number}", paragraph, column, at)
            yield replace(piece, keeps_next=paragraph.role == "panel_head" and number < len(paragraphs))

    def _text(self, name: str, paragraph: Paragraph, column: Column, at: Position | None) -> TextPiece:
        width = self._widths[column]
        (set_paragraph,) = self._typography.set((paragraph,), width)
        return TextPiece(
            name=name,
            paragraph=set_paragraph,
            width=width,
            column=column,
            space_before=emu(self._typography.style(paragraph.role).space_before),
            narrow=None if column == "main" else cache(lambda: self._text(name, paragraph, "main", at)),
            at=at,
        )

    def _table(self, node: Table, slide_key: str) -> TablePiece:
        measured = measure_table(node, self._widths["full"], self._ragged, slide_key)

        def narrow() -> Measured:
            return measure_table(node, self._widths["main"], self._ragged, slide_key)

        return TablePiece(
            measured=measured,
            listing=is_listing(node),
            noted=bool(marks_in(node)),
            space_before=emu(_BLOCK_SPACE),
            narrow=cache(lambda: self._narrowed(narrow, measured, node, _TABLE)),
        )

    def _box(self, node: Node, slide_key: str, elasticity: _Elasticity) -> BoxPiece:
        measured = measure_node(node, self._widths["full"], self._ragged, slide_key)

        def narrow() -> Measured:
            return measure_node(node, self._widths["main"], self._ragged, slide_key)

        return replace(
            self._piece(measured, node, "full", elasticity),
            narrow=cache(lambda: self._narrowed(narrow, measured, node, elasticity)),
        )

    def _narrowed(
        self, measure: Callable[[], Measured], full: Measured, node: Node, elasticity: _Elasticity
    ) -> BoxPiece | None:
        """The block in the main column, whole; None where it cannot be set so narrow or would get far higher."""
        try:
            measured = measure()
        except TooNarrow:
            return None
        if measured.minimum > _MOST_NARROWED * full.minimum:
            return None
        return self._piece(measured, node, "main", elasticity)

    def _side_by_side(self, node: Columns, slide_key: str) -> Iterator[Piece]:
        """Columns as a row of the page; one below the other if one cannot be set so narrow or is far higher than the rest."""
        try:
            row = self._piece(self._columns(node, slide_key), node, "full", _FIGURE)
        except TooNarrow:
            row = None
        if row is None or row.minimum > self._typography.theme.brief.content.height // 2:
            for item in node.items:
                yield from self.pieces(item, slide_key)
        else:
            yield row

    def _columns(self, node: Columns, slide_key: str) -> Measured:
        """The columns measured; a wide one with a narrow one beside it line up with the page's own columns."""
        if len(node.items) != 2 or node.widths[0] < _WIDE * node.widths[1]:
            return measure_node(node, self._widths["full"], self._ragged, slide_key)
        widths = self._widths["main"], self._widths["side"]
        items = (
            measure_node(item, width, self._ragged, slide_key) for item, width in zip(node.items, widths, strict=True)
        )
        return MeasuredColumns(tuple(items), widths, self._gutter)

    def _piece(self, measured: Measured, node: Node, column: Column, elasticity: _Elasticity) -> BoxPiece:
        wanted, accepted, tolerated = elasticity
        return BoxPiece(
            measured=measured,
            wanted=wanted,
            accepted=accepted,
            tolerated=tolerated,
            column=column,
            space_before=emu(_BLOCK_SPACE),
            notes=marks_in(node),
        )
