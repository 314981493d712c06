"""Drawn leaves measured and placed: a shape or a rule and a width in, its place out. Neither has text."""

from __future__ import annotations

from dataclasses import dataclass

from deckgen.diagnostics import Position
from deckgen.layout.measured import TooNarrow
from deckgen.layout.typography import Typography
from deckgen.model.geometry import Box, emu, points
from deckgen.model.nodes import Line, Shape
from deckgen.model.pages import Item, PlacedLine, PlacedShape


@dataclass(frozen=True, slots=True)
class MeasuredShape:
    """See `Measured`. `shape_width` and `shape_height` in EMU; 0 fills the place, a smaller shape stands in its middle."""

    node: Shape
    name: str
    width: int
    shape_width: int
    shape_height: int
    reserve: int = 0

    @property
    def minimum(self) -> int:
        return self.shape_height

    @property
    def preferred(self) -> int:
        return self.shape_height

    @property
    def elastic(self) -> bool:
        return self.shape_height == 0

    @property
    def at(self) -> Position | None:
        return self.node.at

    def place(self, x: int, y: int, height: int) -> tuple[Item, ...]:
        node = self.node
        across, down = self.shape_width or self.width, self.shape_height or height
        return (
            PlacedShape(
                name=self.name,
                box=Box(x + (self.width - across) // 2, y + (height - down) // 2, across, down),
                preset=node.preset,
                fill=node.fill,
                outline=node.outline,
                adjustments=node.adjustments,
                alt=node.alt,
            ),
        )


@dataclass(frozen=True, slots=True)
class MeasuredLine:
    """See `Measured`. A rule through the middle of its place; `thickness` and `length` in EMU."""

    node: Line
    name: str
    width: int
    thickness: int
    length: int
    reserve: int = 0

    @property
    def minimum(self) -> int:
        return self.length if self.node.direction == "vertical" else self.thickness

    @property
    def preferred(self) -> int:
        return self.minimum

    @property
    def elastic(self) -> bool:
        return self.node.direction == "vertical"

    @property
    def at(self) -> Position | None:
        return self.node.at

    def place(self, x: int, y: int, height: int) -> tuple[Item, ...]:
        if self.node.direction == "vertical":
            box = Box(x + self.width // 2, y, 0, height)
        else:
            box = Box(x, y + height // 2, self.width, 0)
        return (PlacedLine(name=self.name, box=box, color=self.node.color, width=self.thickness),)


def measure_shape(node: Shape, width: int, typography: Typography, prefix: str) -> MeasuredShape:
    """A shape in a width in EMU. `TooNarrow` if it is wider."""
    size = typography.style("body").size
    across, down = emu(node.width * size), emu(node.height * size)
    _refuse_wider(across, width, node.at)
    return MeasuredShape(node, f"{prefix}/{node.key}", width, across, down)


def measure_line(node: Line, width: int, typography: Typography, prefix: str) -> MeasuredLine:
    """A rule in a width in EMU. `TooNarrow` if a horizontal one must be longer."""
    length = emu(node.length * typography.style("body").size)
    if node.direction == "horizontal":
        _refuse_wider(length, width, node.at)
    return MeasuredLine(node, f"{prefix}/{node.key}", width, emu(node.thickness), length)


def natural_drawn_width(node: Shape | Line, typography: Typography) -> int:
    """The least width in EMU that the node states."""
    ems = node.width if isinstance(node, Shape) else node.length if node.direction == "horizontal" else 0.0
    return emu(ems * typography.style("body").size)


def _refuse_wider(needed: int, width: int, at: Position | None) -> None:
    if needed > width:
        hint = "give it a larger share of the width"
        raise TooNarrow("a shape is wider than its place", points(needed), points(width), at, hint)
