"""`steps`: what is done next, by whom and until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import ClassVar

from deckgen.blocks.base import Block, Context
from deckgen.blocks.rows import ruled_rows
from deckgen.model.nodes import Node, Text
from deckgen.model.text import Paragraph, Run
from deckgen.text.localized import LocalizedText
from deckgen.text.validation import LocatedModel

_WIDTHS = (None, 5)
"""Of number and text."""
_DUE_WIDTH = 2
_LIGHT = {"step_number": "highlight", "step_text": "text", "step_when": "primary", "step_who": "muted"}
"""Colours outside the closing page, whose dark field the type roles are made for."""


class Step(LocatedModel):
    """An action, who takes it and when it is done."""

    text: LocalizedText
    owner: LocalizedText | None = None
    due: LocalizedText | None = None


class Steps(Block):
    """Numbered rows with thin rules between them, for a closing page or any other."""

    kind: ClassVar[str] = "steps"
    shorthand: ClassVar[str | None] = "items"

    items: tuple[Step, ...]

    def lower(self, context: Context) -> Node | None:
        key = context.key(self)
        is_dark = context.layout == "closing"
        has_dates = any(item.owner is not None or item.due is not None for item in self.items)
        rows: list[tuple[Text | None, ...]] = []
        for index, item in enumerate(self.items, start=1):
            number = Paragraph(runs=(Run(text=str(index), furniture=True),), role="step_number")
            text = Paragraph(runs=context.text(item.text), role="step_text")
            row = (
                self._cell(f"{key}/{index}/number", (number,), is_dark),
                self._cell(f"{key}/{index}/text", (text,), is_dark),
            )
            dates = self._cell(f"{key}/{index}/due", _dates(context, item), is_dark)
            rows.append((*row, dates) if has_dates else row)
        widths = (*_WIDTHS, _DUE_WIDTH) if has_dates else _WIDTHS
        return ruled_rows(key, rows, widths, "sky" if is_dark else "rule") if rows else None

    def _cell(self, key: str, paragraphs: Iterable[Paragraph], is_dark: bool) -> Text | None:
        shown = tuple(paragraph if is_dark else _on_light(paragraph) for paragraph in paragraphs)
        return Text(key=key, paragraphs=shown, at=self.at) if shown else None


def _dates(context: Context, item: Step) -> Iterator[Paragraph]:
    """When, then who."""
    if item.due is not None:
        yield Paragraph(runs=context.text(item.due), role="step_when", align="right")
    if item.owner is not None:
        yield Paragraph(runs=context.text(item.owner), role="step_who", align="right")


def _on_light(paragraph: Paragraph) -> Paragraph:
    color = _LIGHT[paragraph.role]
    return replace(paragraph, runs=tuple(replace(run, color=run.color or color) for run in paragraph.runs))
