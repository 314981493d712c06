"""`callout`: what the reader should take from a slide, on a panel with a coloured bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar, Literal

from deckgen.blocks.base import Block, Context
from deckgen.model.nodes import Node, Text
from deckgen.model.text import Paragraph, Run
from deckgen.text.localized import LocalizedText

Tone = Literal["note", "decision", "risk"]

_BARS: Mapping[Tone, str] = {"note": "primary", "decision": "highlight", "risk": "gold"}
_HEADS: Mapping[Tone, str] = {"note": "primary", "decision": "highlight", "risk": "text"}
"""Gold is too light for words."""
_CLOSED = tuple("：:？?！!。.")
"""A heading that ends so needs no mark between it and the text."""


class Callout(Block):
    """A text with its heading before it: on the text's line, above it if there are several paragraphs."""

    kind: ClassVar[str] = "callout"
    shorthand: ClassVar[str | None] = "text"

    text: LocalizedText
    heading: LocalizedText | None = None
    tone: Tone = "note"

    def lower(self, context: Context) -> Node | None:
        paragraphs = [Paragraph(runs=runs) for runs in context.paragraphs(self.text)]
        heading = self._heading(context)
        if heading and len(paragraphs) == 1:
            paragraphs = [
                replace(paragraphs[0], runs=(*heading, *self._lead_in(context, heading), *paragraphs[0].runs))
            ]
        elif heading:
            paragraphs.insert(0, Paragraph(runs=heading, role="callout_head"))
        return Text(
            key=context.key(self),
            paragraphs=tuple(paragraphs),
            at=self.at,
            fill="panel",
            bar=_BARS[self.tone],
            bar_edge="left",
        )

    def _heading(self, context: Context) -> tuple[Run, ...]:
        if self.heading is None:
            return ()
        return tuple(replace(run, bold=True, color=_HEADS[self.tone]) for run in context.text(self.heading))

    def _lead_in(self, context: Context, heading: tuple[Run, ...]) -> tuple[Run, ...]:
        """The colon after a heading; a space alone where the heading ends in a mark of its own."""
        text = "".join(run.text for run in heading)
        colon = context.word("lead_in")
        if not text.endswith(_CLOSED):
            return (replace(colon, bold=True, color=_HEADS[self.tone]),)
        return (Run(text=" ", furniture=True),) if text.isascii() else ()
