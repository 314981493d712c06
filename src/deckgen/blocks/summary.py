"""`summary`: an executive summary, each row a claim with its evidence and key figure."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import model_validator

from deckgen.blocks.base import Block, Context
from deckgen.blocks.rows import ruled_rows
from deckgen.model.nodes import Node, Text
from deckgen.model.text import Paragraph, Run
from deckgen.source.located import Path
from deckgen.text.localized import LocalizedText
from deckgen.text.validation import LocatedModel, fault

_WIDTHS = (None, 3, 10)
"""Of number, heading and evidence."""
_FIGURE_WIDTH = 4


class SummaryItem(LocatedModel):
    """A claim: its heading, the evidence, and the figure that it rests on with what that figure is."""

    heading: LocalizedText
    text: LocalizedText
    value: Path | None = None
    label: LocalizedText | None = None

    @model_validator(mode="after")
    def _label_has_value(self) -> Self:
        if self.label is not None and self.value is None:
            raise fault("DG202", "'label' needs 'value'", self.label.at, "give the figure that the label is about")
        return self


class Summary(Block):
    """Numbered rows with thin rules between them."""

    kind: ClassVar[str] = "summary"
    shorthand: ClassVar[str | None] = "items"

    items: tuple[SummaryItem, ...]

    def lower(self, context: Context) -> Node | None:
        key = context.key(self)
        has_figures = any(item.value is not None for item in self.items)
        rows = [
            (
                self._number(f"{key}/{index}/number", index),
                self._text(f"{key}/{index}/heading", context.text(item.heading), "item_head"),
                self._text(f"{key}/{index}/text", context.text(item.text), "body"),
                *((self._figure(context, item, f"{key}/{index}/value"),) if has_figures else ()),
            )
            for index, item in enumerate(self.items, start=1)
        ]
        widths = (*_WIDTHS, _FIGURE_WIDTH) if has_figures else _WIDTHS
        return ruled_rows(key, rows, widths) if rows else None

    def _number(self, key: str, number: int) -> Text:
        runs = (Run(text=str(number), furniture=True),)
        paragraph = Paragraph(runs=runs, role="item_number", align="center")
        return Text(key=key, paragraphs=(paragraph,), at=self.at, fill="primary", shape="ellipse", anchor="middle")

    def _text(self, key: str, runs: tuple[Run, ...], role: str) -> Text:
        return Text(key=key, paragraphs=(Paragraph(runs=runs, role=role),), at=self.at)

    def _figure(self, context: Context, item: SummaryItem, key: str) -> Text | None:
        if item.value is None:
            return None
        shown = context.show(context.value(item.value), item.value.at)
        paragraphs = [Paragraph(runs=(shown,), role="item_value", align="right")]
        if item.label is not None:
            paragraphs.append(Paragraph(runs=context.text(item.label), role="item_label", align="right"))
        return Text(key=key, paragraphs=tuple(paragraphs), at=self.at)
