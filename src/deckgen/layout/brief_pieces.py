"""What the brief's pages are filled with: pieces of a height, some of which may be cut at a page's end.

A piece knows its column and how it is placed; `brief_pages` decides where. Lengths in EMU.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from deckgen.diagnostics import Position
from deckgen.layout.brief_notes import marks_of
from deckgen.layout.measured import Measured
from deckgen.model.geometry import Box, emu, points
from deckgen.model.pages import Item, PlacedText
from deckgen.model.set_text import SetParagraph, TextLine

Column = Literal["main", "side", "full"]

FEWEST_LINES = 2
"""Lines of a paragraph that stay together at the bottom and at the top of a page."""


Narrow = Callable[[], "Piece | None"]


@dataclass(frozen=True, slots=True)
class Ease:
    """How pieces use the pages: `comfort` (0 to 1) is the part of the height that they want beyond what they accept;
    tables of at most `whole_rows` rows are cut only if no page has room for them."""

    comfort: float
    whole_rows: int


class Piece(Protocol):
    """`height` is what the piece wants, `minimum` what it can do with, uncut; `least` is the height of the smallest part
    that may stand at the bottom of a page. `keeps_next`: not parted from the next piece. `mark` is a place that the
    contents or the outline refer to. A piece in the side column stands beside what follows it."""

    @property
    def column(self) -> Column: ...
    @property
    def space_before(self) -> int: ...
    @property
    def keeps_next(self) -> bool: ...
    @property
    def height(self) -> int: ...
    @property
    def minimum(self) -> int: ...
    @property
    def least(self) -> int: ...
    @property
    def mark(self) -> str | None: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    @property
    def narrow(self) -> Narrow | None: ...
    @property
    def at(self) -> Position | None: ...

    def eased(self, ease: Ease) -> Piece:
        """The piece in a document of this ease."""
        ...

    def kept(self) -> Piece:
        """The piece, not parted from the next."""
        ...

    def cut(self, room: int) -> tuple[Piece, Piece] | None:
        """The part that fits in `room` and the rest, or None if the piece may not be cut there."""
        ...

    def place(self, x: int, y: int, height: int) -> tuple[Item, ...]:
        """The items, with the piece's top left corner at (x, y) in `height` >= `minimum`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPiece:
    """One paragraph, cut between lines."""

    name: str
    paragraph: SetParagraph
    width: int
    column: Column = "main"
    space_before: int = 0
    keeps_next: bool = False
    mark: str | None = None
    narrow: Narrow | None = None
    at: Position | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        return marks_of(self.paragraph.paragraph.runs)

    @property
    def height(self) -> int:
        return emu(len(self.paragraph.lines) * self.paragraph.style.line_height)

    @property
    def minimum(self) -> int:
        return self.height

    @property
    def least(self) -> int:
        lines = len(self.paragraph.lines)
        return self.height if lines < 2 * FEWEST_LINES else emu(FEWEST_LINES * self.paragraph.style.line_height)

    def eased(self, ease: Ease) -> TextPiece:
        return self

    def kept(self) -> TextPiece:
        return replace(self, keeps_next=True)

    def cut(self, room: int) -> tuple[Piece, Piece] | None:
        total = len(self.paragraph.lines)
        lines = min(int(points(room) / self.paragraph.style.line_height + 1e-3), total - FEWEST_LINES)
        if lines < FEWEST_LINES:
            return None
        head, tail = split_paragraph(self.paragraph, lines)
        return (
            replace(self, paragraph=head, keeps_next=False),
            replace(self, paragraph=tail, name=continued_name(self.name), space_before=0, mark=None),
        )

    def place(self, x: int, y: int, height: int) -> tuple[Item, ...]:
        box = Box(x, y, self.width, self.height)
        return (PlacedText(name=self.name, box=box, paragraphs=(self.paragraph,), text_top=y, at=self.at),)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxPiece:
    """A chart, card row, panel or callout: never cut, but elastic. `wanted`, `accepted` and `tolerated` are how much of the
    way from its least to its preferred height (which suits a slide) it wants, accepts where room is scarce, and tolerates
    where there is room to spare."""

    measured: Measured
    wanted: float = 0.0
    accepted: float = 0.0
    tolerated: float = 0.0
    column: Column = "full"
    space_before: int = 0
    keeps_next: bool = False
    mark: str | None = None
    notes: tuple[str, ...] = ()
    narrow: Narrow | None = None

    @property
    def height(self) -> int:
        return self._grown(self.wanted)

    @property
    def minimum(self) -> int:
        return self._grown(self.accepted)

    @property
    def least(self) -> int:
        return self.minimum

    @property
    def most(self) -> int:
        """The height that it may grow to where a page has room to spare."""
        return self._grown(self.tolerated)

    @property
    def at(self) -> Position | None:
        return self.measured.at

    def _grown(self, part: float) -> int:
        measured = self.measured
        return measured.minimum + round(part * max(measured.preferred - measured.minimum, 0))

    def eased(self, ease: Ease) -> BoxPiece:
        return replace(self, wanted=self.accepted + (self.wanted - self.accepted) * ease.comfort)

    def kept(self) -> BoxPiece:
        return replace(self, keeps_next=True)

    def cut(self, room: int) -> tuple[Piece, Piece] | None:
        return None

    def place(self, x: int, y: int, height: int) -> tuple[Item, ...]:
        return self.measured.place(x, y, height)


def split_paragraph(paragraph: SetParagraph, lines: int) -> tuple[SetParagraph, SetParagraph]:
    """The first lines and the rest, each with the text that it shows; the rest carries no bullet of its own."""
    head, tail = paragraph.lines[:lines], paragraph.lines[lines:]
    shift = lines * paragraph.style.line_height
    moved = tuple(replace(line, baseline=round(line.baseline - shift, 4)) for line in tail)
    return _with_lines(paragraph, head, paragraph.paragraph.bullet), _with_lines(paragraph, moved, False)


def _with_lines(paragraph: SetParagraph, lines: tuple[TextLine, ...], bullet: bool) -> SetParagraph:
    shown = [""] * len(paragraph.paragraph.runs)
    for line in lines:
        for fragment in line.fragments:
            shown[fragment.run] += fragment.text
    runs = tuple(replace(run, text=text) for run, text in zip(paragraph.paragraph.runs, shown, strict=True))
    return replace(paragraph, paragraph=replace(paragraph.paragraph, runs=runs, bullet=bullet), lines=lines, top=0.0)


def continued_name(name: str) -> str:
    """The name of a piece's next part: ``name#2``, ``name#3``, …"""
    base, _, number = name.partition("#")
    return f"{base}#{int(number or 1) + 1}"
