"""Lengths and boxes. One unit everywhere in placement: the EMU (914,400 an inch, 12,700 a point), as int."""

from __future__ import annotations

from dataclasses import dataclass

EMU_PER_POINT = 12_700
EMU_PER_MILLIMETRE = 36_000


def emu(points: float) -> int:
    """Points to EMU, rounded."""
    return round(points * EMU_PER_POINT)


def points(length: int) -> float:
    """EMU to points."""
    return length / EMU_PER_POINT


@dataclass(frozen=True, slots=True)
class Insets:
    """Distances from a box to its content, in EMU."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in EMU; the origin is the page's top left corner."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    def inner(self, insets: Insets) -> Box:
        """The box left inside `insets` (never negative)."""
        return Box(
            self.x + insets.left,
            self.y + insets.top,
            max(self.width - insets.left - insets.right, 0),
            max(self.height - insets.top - insets.bottom, 0),
        )

    def contains(self, other: Box, tolerance: int = 0) -> bool:
        """Whether `other` lies inside, give or take `tolerance` EMU."""
        return (
            other.x >= self.x - tolerance
            and other.y >= self.y - tolerance
            and other.right <= self.right + tolerance
            and other.bottom <= self.bottom + tolerance
        )

    def overlaps(self, other: Box) -> bool:
        """Whether the two share an area."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
