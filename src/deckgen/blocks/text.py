"""`text` and `bullets`: running text and lists, plain or on a panel with a heading."""

from __future__ import annotations

from typing import ClassVar

from deckgen.blocks.base import Block, Context
from deckgen.model.nodes import Node, Text
from deckgen.model.text import Paragraph
from deckgen.text.localized import LocalizedText


class _Panelled(Block):
    """A heading above the text, and whether both stand on a panel."""

    heading: LocalizedText | None = None
    panel: bool = False

    def _box(self, context: Context, paragraphs: tuple[Paragraph, ...], splittable: bool) -> Text:
        heading: tuple[Paragraph, ...] = ()
        if self.heading is not None:
            heading = (Paragraph(runs=context.text(self.heading), role="panel_head"),)
        return Text(
            key=context.key(self),
            paragraphs=heading + paragraphs,
            at=self.at,
            fill="panel" if self.panel else None,
            splittable=splittable and not self.panel,
        )


class TextBlock(_Panelled):
    """Paragraphs of text; a blank line starts a new one."""

    kind: ClassVar[str] = "text"
    shorthand: ClassVar[str | None] = "text"

    text: LocalizedText

    def lower(self, context: Context) -> Node | None:
        paragraphs = tuple(Paragraph(runs=runs) for runs in context.paragraphs(self.text))
        return self._box(context, paragraphs, splittable=len(paragraphs) > 1)


class Bullets(_Panelled):
    """A list; it may continue on a next slide between items."""

    kind: ClassVar[str] = "bullets"
    shorthand: ClassVar[str | None] = "items"

    items: tuple[LocalizedText, ...]

    def lower(self, context: Context) -> Node | None:
        paragraphs = tuple(Paragraph(runs=context.text(item), bullet=True) for item in self.items)
        return self._box(context, paragraphs, splittable=len(paragraphs) > 1) if paragraphs else None
