"""`columns`, `stack` and `grid`: blocks side by side, one below the other, and in equal cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from pydantic import Field, model_validator

from deckgen.blocks.base import AnyBlock, Block, Context
from deckgen.model.nodes import Columns, Grid, Node, Stack


class _Container(Block):
    """A block of blocks. Children that a condition leaves out take no room."""

    shorthand: ClassVar[str | None] = "items"

    items: tuple[AnyBlock, ...] = Field(min_length=1)

    def children(self) -> Iterator[Block]:
        yield from self.items


class ColumnsBlock(_Container):
    """Blocks side by side; `widths` are relative (equal if not given)."""

    kind: ClassVar[str] = "columns"

    widths: tuple[int, ...] = ()

    @model_validator(mode="after")
    def _one_width_each(self) -> Self:
        if self.widths and len(self.widths) != len(self.items):
            raise ValueError(f"{len(self.widths)} widths for {len(self.items)} items")
        if any(width < 1 for width in self.widths):
            raise ValueError("widths are whole numbers from 1")
        return self

    def lower(self, context: Context) -> Node | None:
        widths = self.widths or (1,) * len(self.items)
        lowered = [(context.lower(item), width) for item, width in zip(self.items, widths, strict=True)]
        kept = [(node, width) for node, width in lowered if node is not None]
        if len(kept) < 2:
            return kept[0][0] if kept else None
        return Columns(items=tuple(node for node, _ in kept), widths=tuple(width for _, width in kept))


class StackBlock(_Container):
    """Blocks one below the other."""

    kind: ClassVar[str] = "stack"

    def lower(self, context: Context) -> Node | None:
        kept = [node for item in self.items if (node := context.lower(item)) is not None]
        if len(kept) < 2:
            return kept[0] if kept else None
        return Stack(items=tuple(kept))


class GridBlock(_Container):
    """Blocks in cells of equal size, row by row."""

    kind: ClassVar[str] = "grid"
    shorthand: ClassVar[str | None] = None

    columns: int = Field(ge=1, le=4)

    def lower(self, context: Context) -> Node | None:
        kept = tuple(node for item in self.items if (node := context.lower(item)) is not None)
        if len(kept) < 2:
            return kept[0] if kept else None
        return Grid(items=kept, columns=min(self.columns, len(kept)))
