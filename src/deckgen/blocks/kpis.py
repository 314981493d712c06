"""`kpis`: key figures as cards."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from deckgen.blocks.base import Block, Context
from deckgen.model.nodes import Grid, Node, Text
from deckgen.model.text import Paragraph
from deckgen.source.located import Path
from deckgen.text.localized import LocalizedText

MOST_IN_A_ROW = 4


class Kpi(BaseModel):
    """One figure: its value, what it is, and a remark (period, rank, comparison)."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    value: Path
    label: LocalizedText
    remark: LocalizedText | None = None
    highlight: bool = False


class Kpis(Block):
    """Cards of equal size, at most four in a row."""

    kind: ClassVar[str] = "kpis"
    shorthand: ClassVar[str | None] = "items"

    items: tuple[Kpi, ...]

    def lower(self, context: Context) -> Node | None:
        key = context.key(self)
        cards = tuple(self._card(context, item, f"{key}/{index}") for index, item in enumerate(self.items, start=1))
        return Grid(items=cards, columns=_per_row(len(cards))) if cards else None

    def _card(self, context: Context, item: Kpi, key: str) -> Text:
        color = "highlight" if item.highlight else "primary"
        value = context.show(context.value(item.value), item.value.at)
        paragraphs = [
            Paragraph(runs=context.text(item.label), role="kpi_label"),
            Paragraph(runs=(value,), role="kpi_value"),
        ]
        if item.remark is not None:
            paragraphs.append(Paragraph(runs=context.text(item.remark), role="kpi_remark"))
        return Text(key=key, paragraphs=tuple(paragraphs), at=self.at, fill="panel", bar=color, anchor="middle")


def _per_row(count: int) -> int:
    """The fewest rows of at most four cards, as even as they go."""
    rows = -(-count // MOST_IN_A_ROW)
    return -(-count // max(rows, 1))
