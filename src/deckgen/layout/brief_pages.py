"""Pieces poured into pages: main and side column side by side, full-width pieces across both, footnotes at the foot.

In: pieces in reading order, the columns and the footnotes. Out: for each page the items and the marks that stand on it.
Headings stay with what follows, paragraphs and tables are cut by their own rules, a chart gives way within its
elasticity and takes what would stay free below it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.layout.brief_notes import Footnotes
from deckgen.layout.brief_pieces import BoxPiece, Ease, Piece
from deckgen.model.geometry import Box, points
from deckgen.model.pages import Item


@dataclass(frozen=True, slots=True)
class Columns:
    """Where pieces go, all with the same top and bottom. A page without `side` and `full` takes what stands in the main
    column, and what can be set as narrow."""

    main: Box
    side: Box | None
    full: Box | None

    def fitted(self, piece: Piece) -> Piece | None:
        """The piece as it stands in these columns, or None if it cannot."""
        if self.full is not None or piece.column == "main":
            return piece
        narrowed = piece.narrow() if piece.narrow else None
        if narrowed is None or narrowed.keeps_next or not piece.keeps_next:
            return narrowed
        return narrowed.kept()

    def box(self, piece: Piece) -> Box:
        return {"main": self.main, "side": self.side or self.main, "full": self.full or self.main}[piece.column]


@dataclass(frozen=True, slots=True)
class _Placed:
    piece: Piece
    x: int
    top: int
    height: int


@dataclass
class PouredPage:
    """The pieces on a page in reading order, the marks of those that begin on it with their tops, the numbers of the
    footnotes at its foot, where its columns are filled to and how much stays free below, in EMU."""

    placed: list[_Placed] = field(default_factory=list[_Placed])
    marks: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])
    notes: list[str] = field(default_factory=list[str])
    bottom: int = 0
    free: int = 0

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items of the pieces."""
        return tuple(item for each in self.placed for item in each.piece.place(each.x, each.top, each.height))


def pour(pieces: Iterable[Piece], first: Columns, columns: Columns, notes: Footnotes, ease: Ease) -> list[PouredPage]:
    """Pages filled in order, the `first` one (which may stay empty) in its own columns; footnotes are not placed yet.
    `DeckgenError` DG641 for a piece that is higher than a page."""
    return _Pourer(first, columns, notes, ease).pour(deque(pieces))


class _Pourer:
    def __init__(self, first: Columns, columns: Columns, notes: Footnotes, ease: Ease) -> None:
        self._ease = ease
        self._following = columns
        self._footnotes = notes
        self._noted: set[str] = set()
        self._pages: list[PouredPage] = []
        self._begin(first)

    def _begin(self, columns: Columns) -> None:
        self._columns = columns
        self._page = PouredPage()
        self._placed: list[_Placed] = []
        self._pages.append(self._page)
        self._y = self._side_y = columns.main.y

    def pour(self, queue: deque[Piece]) -> list[PouredPage]:
        while queue:
            piece = self._fitted(queue[0])
            if piece and (self._fits(queue) or self._must_begin_here(piece)):
                queue.popleft()
                self._place(piece, queue)
            else:
                self._end(stretched=True)
                self._begin(self._following)
        self._end(stretched=False)
        return [page for number, page in enumerate(self._pages) if page.placed or not number]

    def _fitted(self, piece: Piece) -> Piece | None:
        fitted = self._columns.fitted(piece)
        return fitted.eased(self._ease) if fitted else None

    def _fits(self, queue: Iterable[Piece]) -> bool:
        """Whether the first piece of the queue can begin here together with what it must not be parted from."""
        needed = self._needed(queue, self._y, self._side_y)
        return needed is not None and needed[0] <= self._bottom(needed[1])

    def _must_begin_here(self, piece: Piece) -> bool:
        """Whether no further page has more room: this one is empty, or has headings alone, which stay with what they head as
        far as that can be."""
        if len(self._pages) == 1 or not all(placed.piece.keeps_next for placed in self._placed):
            return False
        room = self._room(piece)
        return not self._placed or (piece.keeps_next and piece.minimum <= room) or piece.cut(room) is not None

    def _bottom(self, notes: Iterable[str] = ()) -> int:
        """Where the columns end, above the footnotes that the page has and these further ones."""
        numbers = dict.fromkeys((*self._page.notes, *(number for number in notes if number not in self._noted)))
        return self._columns.main.bottom - self._footnotes.height(tuple(numbers))

    def _room(self, piece: Piece) -> int:
        """The height below the place where the piece would begin."""
        return self._bottom(piece.notes) - self._top(piece, self._y, self._side_y)

    def _top(self, piece: Piece, y: int, side_y: int) -> int:
        """Where the piece would begin: below what stands in its column, with its space unless the page begins there."""
        above = y if piece.column == "main" else max(y, side_y)
        return above if above == self._columns.main.y else above + piece.space_before

    def _needed(self, queue: Iterable[Piece], y: int, side_y: int) -> tuple[int, list[str]] | None:
        """Where the first piece ends, begun at these heights as short as may be, with what it must not be parted from; and
        the footnotes of these. None if one of them cannot stand on this page."""
        notes: list[str] = []
        for original in queue:
            piece = self._fitted(original)
            if piece is None:
                return None
            notes += piece.notes
            top = self._top(piece, y, side_y)
            if piece.column == "side":
                side_y = top + piece.height
                continue
            if not piece.keeps_next or piece.least < piece.minimum:
                y = top + piece.least
                break
            y = top + piece.minimum
        return max(y, side_y), notes

    def _place(self, piece: Piece, rest: deque[Piece]) -> None:
        top, room = self._top(piece, self._y, self._side_y), self._room(piece)
        following = 0
        if piece.keeps_next and rest:
            needed = self._needed(rest, top, self._side_y)
            following = needed[0] - top if needed else 0
        height = min(piece.height, max(room - following, piece.minimum))
        if piece.column == "side":
            height = piece.height
        if height > room or (following and height + following > room):
            parts = piece.cut(room)
            if parts is not None:
                piece, tail = parts
                rest.appendleft(tail)
                height = piece.height
            elif height > room:
                raise _too_high(piece, room)
        self._put(_Placed(piece, self._columns.box(piece).x, top, height))

    def _put(self, placed: _Placed) -> None:
        piece = placed.piece
        self._placed.append(placed)
        new = dict.fromkeys(number for number in piece.notes if number not in self._noted)
        self._page.notes.extend(new)
        self._noted.update(new)
        if piece.column == "side":
            self._side_y = placed.top + placed.height
        else:
            self._y = placed.top + placed.height

    def _end(self, *, stretched: bool) -> None:
        """Settle the page; figures of one that another follows grow into the room that is left below."""
        self._page.bottom = max(self._y, self._side_y)
        grown = self._growth() if stretched and self._columns is self._following else [0] * len(self._placed)
        self._page.free = self._bottom() - self._page.bottom - sum(grown)
        shift = 0
        for placed, growth in zip(self._placed, grown, strict=True):
            piece, top = placed.piece, placed.top + shift
            self._page.placed.append(replace(placed, top=top, height=placed.height + growth))
            if piece.mark:
                self._page.marks.append((piece.mark, top))
            shift += growth

    def _growth(self) -> list[int]:
        """What each piece grows by: figures alike, at most to the height that they look best at."""
        free = self._bottom() - self._page.bottom
        wishes = [_wish(placed) for placed in self._placed]
        total = sum(wishes)
        if free <= 0 or not total:
            return [0] * len(wishes)
        part = min(1.0, free / total)
        return [int(wish * part) for wish in wishes]


def _wish(placed: _Placed) -> int:
    piece = placed.piece
    if not isinstance(piece, BoxPiece) or piece.column == "side":
        return 0
    return max(piece.most - placed.height, 0)


def _too_high(piece: Piece, room: int) -> DeckgenError:
    message = f"needs {points(piece.minimum):.0f} pt of height where a page of the brief has {points(room):.0f} pt"
    return DeckgenError([Diagnostic("DG641", message, piece.at, "shorten it or divide it into two")], exit_code=1)
