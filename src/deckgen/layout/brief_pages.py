"""Pieces poured into pages: main and side column side by side, full-width pieces across both.

In: pieces in reading order and the columns. Out: for each page the items and the marks that stand on it. Headings stay
with what follows, paragraphs and tables are cut by their own rules, a chart gives way within its elasticity.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.layout.brief_pieces import Piece
from deckgen.model.geometry import Box, points
from deckgen.model.pages import Item


@dataclass(frozen=True, slots=True)
class Columns:
    """Where pieces go, all with the same top and bottom."""

    main: Box
    side: Box
    full: Box

    def box(self, piece: Piece) -> Box:
        return {"main": self.main, "side": self.side, "full": self.full}[piece.column]


@dataclass(slots=True)
class PouredPage:
    """A page's items in reading order, the marks of the pieces that begin on it, and the height that is filled, in EMU."""

    items: list[Item] = field(default_factory=list[Item])
    marks: list[str] = field(default_factory=list[str])
    filled: int = 0


def pour(pieces: Iterable[Piece], columns: Columns) -> list[PouredPage]:
    """Pages filled in order. `DeckgenError` DG641 for a piece that is higher than a page."""
    return _Pourer(columns).pour(deque(pieces))


class _Pourer:
    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._bottom = columns.full.bottom
        self._pages: list[PouredPage] = []
        self._new_page()

    def _new_page(self) -> None:
        self._page = PouredPage()
        self._pages.append(self._page)
        self._y = self._side_y = self._columns.full.y

    def pour(self, queue: deque[Piece]) -> list[PouredPage]:
        while queue:
            piece = queue[0]
            top = self._top(piece)
            room = self._bottom - top
            if _needed(queue) <= room or not self._page.items:
                queue.popleft()
                self._place(piece, top, room, queue)
            else:
                self._new_page()
        return [page for page in self._pages if page.items]

    def _top(self, piece: Piece) -> int:
        """Where the piece would begin: below what stands in its column, with its space unless the page begins there."""
        above = {"main": self._y, "side": max(self._y, self._side_y), "full": max(self._y, self._side_y)}[piece.column]
        return above if above == self._columns.full.y else above + piece.space_before

    def _place(self, piece: Piece, top: int, room: int, rest: deque[Piece]) -> None:
        following = _needed(rest) + rest[0].space_before if piece.keeps_next and rest else 0
        height = min(piece.height, max(room - following, piece.minimum))
        if piece.column == "side":
            height = piece.height
        if height > room or (following and height + following > room):
            parts = piece.cut(room)
            if parts is not None:
                head, tail = parts
                rest.appendleft(tail)
                piece, height = head, head.height
            elif height > room:
                raise _too_high(piece, room)
        box = self._columns.box(piece)
        self._page.items.extend(piece.place(box.x, top, height))
        if piece.mark:
            self._page.marks.append(piece.mark)
        if piece.column == "side":
            self._side_y = top + height
        else:
            self._y = top + height
        self._page.filled = max(self._y, self._side_y) - self._columns.full.y


def _needed(queue: Sequence[Piece]) -> int:
    """The height that the first piece needs to begin on a page, together with what it must not be parted from."""
    height = beside = 0
    for number, piece in enumerate(queue):
        space = piece.space_before if number else 0
        if piece.column == "side":
            beside = max(beside, height + space + piece.height)
            continue
        if not piece.keeps_next or piece.least < piece.minimum:
            height += space + piece.least
            break
        height += space + piece.minimum
    return max(height, beside)


def _too_high(piece: Piece, room: int) -> DeckgenError:
    message = f"needs {points(piece.minimum):.0f} pt of height where a page of the brief has {points(room):.0f} pt"
    return DeckgenError([Diagnostic("DG641", message, piece.at, "shorten it or divide it into two")], exit_code=1)
