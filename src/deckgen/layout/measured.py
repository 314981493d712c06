"""What measuring a node gives: the heights it needs and wants in a width, and its items once it has a place."""

from __future__ import annotations

from typing import Protocol

from deckgen.diagnostics import Position
from deckgen.model.pages import Item


class Measured(Protocol):
    """A node measured in a width. Lengths in EMU.

    `minimum` is the least height; `preferred` the height at which it looks best; `reserve` the height that must stay
    free below it; `elastic` says that it may grow past `preferred` to line up with a neighbour; `at` is where the block that
    needs most of the height stands in the spec."""

    @property
    def minimum(self) -> int: ...
    @property
    def preferred(self) -> int: ...
    @property
    def reserve(self) -> int: ...
    @property
    def elastic(self) -> bool: ...
    @property
    def at(self) -> Position | None: ...

    def place(self, x: int, y: int, height: int) -> tuple[Item, ...]:
        """The items, with the node's top left corner at (x, y) and `height` >= `minimum` to use."""
        ...


class TooNarrow(Exception):
    """A node cannot be set in its width: a number or word would have to be broken (`needed` and `free` are points), or
    labels would collide (they are None)."""

    def __init__(self, what: str, needed: float | None, free: float | None, at: Position | None, hint: str) -> None:
        super().__init__(what)
        self.what = what
        self.room = (
            "" if needed is None or free is None else f": needs {needed:.0f} pt, {max(free, 0.0):.0f} pt are free"
        )
        self.at = at
        self.hint = hint
