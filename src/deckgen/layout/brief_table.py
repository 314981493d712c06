"""A table as a piece of the brief, cut between rows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from deckgen.diagnostics import Position
from deckgen.layout.brief_notes import marks_in
from deckgen.layout.brief_pieces import Column, Ease, Narrow, Piece, continued_name
from deckgen.layout.table import MeasuredTable
from deckgen.model.pages import Item

FEWEST_ROWS = 2
"""Rows of a table that stay together under its heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePiece:
    """A table, cut between rows; its heading row is repeated, its title is not. `wanted` and `whole_rows` are those of the
    document's ease. A `listing` is read row by row and may be cut however short it is."""

    measured: MeasuredTable
    wanted: float = 1.0
    whole_rows: int = 0
    listing: bool = False
    noted: bool = False
    """Whether a cell refers to a footnote."""
    column: Column = "full"
    space_before: int = 0
    keeps_next: bool = False
    mark: str | None = None
    narrow: Narrow | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        return marks_in(self.measured.table) if self.noted else ()

    @property
    def height(self) -> int:
        return self._height(self.measured)

    @property
    def minimum(self) -> int:
        return self.measured.minimum

    @property
    def least(self) -> int:
        if len(self.measured.table.rows) < max(2 * FEWEST_ROWS, 0 if self.listing else self.whole_rows + 1):
            return self.minimum
        return min(self._height(self.measured.part(0, FEWEST_ROWS)), self.minimum)

    def _height(self, measured: MeasuredTable) -> int:
        return measured.minimum + round(self.wanted * (measured.preferred - measured.minimum))

    @property
    def at(self) -> Position | None:
        return self.measured.at

    def eased(self, ease: Ease) -> TablePiece:
        return replace(self, wanted=ease.comfort, whole_rows=ease.whole_rows)

    def kept(self) -> TablePiece:
        return replace(self, keeps_next=True)

    def cut(self, room: int) -> tuple[Piece, Piece] | None:
        total = len(self.measured.table.rows)
        rows = total - FEWEST_ROWS
        while rows >= FEWEST_ROWS and self._height(self.measured.part(0, rows)) > room:
            rows -= 1
        if rows < FEWEST_ROWS:
            return None
        head = replace(self, measured=self.measured.part(0, rows), keeps_next=False)
        rest = self.measured.part(rows, total)
        tail = replace(rest, name=continued_name(rest.name), title=None, title_height=0)
        return head, replace(self, measured=tail, space_before=0, mark=None)

    def place(self, x: int, y: int, height: int) -> tuple[Item, ...]:
        return self.measured.place(x, y, height)
