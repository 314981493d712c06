"""`agenda`: the numbered sections with what each is about and its pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from deckgen.blocks.base import Block, Context
from deckgen.diagnostics import Position
from deckgen.model.document import Section
from deckgen.model.nodes import Area, Areas, Node, Paragraph, Run, Text


class Agenda(Block):
    """A row for each numbered section, which leads to its first page."""

    kind: ClassVar[str] = "agenda"
    closing: ClassVar[bool] = True

    def lower(self, context: Context) -> Node | None:
        return agenda_node(context.sections(), None, context.key(self), self.at)


def agenda_node(sections: Sequence[Section], active: str | None, key: str, at: Position | None) -> Areas:
    """The rows of an agenda; the section with key `active` is marked."""
    areas: list[Area] = []
    numbered = [section for section in sections if section.number is not None]
    for row, section in enumerate(numbered):
        is_active = section.key == active
        name, link = f"{key}/{section.key}", f"section:{section.key}"
        panel = Text(
            key=name,
            paragraphs=(),
            at=at,
            fill="panel" if is_active else None,
            outline=None if is_active else "rule",
            bar="highlight" if is_active else None,
            bar_edge="left",
            link=link,
        )
        number = Run(
            text=f"{section.number:02d}", color="highlight" if is_active else None, furniture=True
        )
        pages = Run(text="", page_of=link, furniture=True)
        cells = (
            Text(key=f"{name}/number", paragraphs=(Paragraph(runs=(number,), role="agenda_number", align="center"),), at=at),
            Text(key=f"{name}/title", paragraphs=(Paragraph(runs=section.title, role="agenda_title"),), at=at),
            Text(key=f"{name}/summary", paragraphs=(Paragraph(runs=section.summary, role="agenda_text"),), at=at),
            Text(key=f"{name}/pages", paragraphs=(Paragraph(runs=(pages,), role="agenda_pages", align="right"),), at=at),
        )
        areas.append(Area(node=panel, row=row, column=0, columns=4))
        areas.extend(
            Area(node=cell, row=row, column=column, align="middle") for column, cell in enumerate(cells)
        )
    return Areas(areas=tuple(areas), widths=(1, 4, 6, 1), row_gap=1.0)
