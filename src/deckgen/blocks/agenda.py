"""`agenda`: the numbered sections with what each is about and its pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from deckgen.blocks.base import Block, Context
from deckgen.diagnostics import Diagnostic, Position
from deckgen.model.document import Section
from deckgen.model.nodes import Area, Areas, Node, Text
from deckgen.model.text import Paragraph, Run

_WIDTHS = (15, 36, 84, None, 3)
"""Of number, title, summary, pages, and the space between the pages and the row's end."""
_WIDTHS_WITHOUT_SUMMARY = (15, 120, None, 3)
_FEW = 6
"""Rows that stand on a slide with large numbers and wide gaps; more are set closer."""
_CLOSE = 0.3
"""The gap between rows that are set closer, in gutters."""
_MOST = 9


class Agenda(Block):
    """A row for each numbered section, which leads to its first page."""

    kind: ClassVar[str] = "agenda"
    closing: ClassVar[bool] = True

    def lower(self, context: Context) -> Node | None:
        sections = context.sections()
        count = sum(section.number is not None for section in sections)
        if count > _MOST:
            message = f"{count} numbered sections: an agenda shows {_MOST} at most"
            context.fail(
                Diagnostic("DG535", message, self.at, "join sections, or take some out with `numbered: false`")
            )
        if not 0 < count <= _MOST:
            return None
        return agenda_node(sections, None, context.key(self), self.at)


def agenda_node(sections: Sequence[Section], active: str | None, key: str, at: Position | None) -> Areas:
    """The rows of an agenda: a box for each of the numbered `sections`, that of the section with key `active` marked."""
    numbered = [section for section in sections if section.number is not None]
    is_close = len(numbered) > _FEW
    has_summaries = any(section.summary for section in numbered)
    areas: list[Area] = []
    for row, section in enumerate(numbered):
        name = f"{key}/{section.key}"
        link = f"section:{section.key}"
        pages = (Run(text="", page_of=link, furniture=True),)
        cells = [
            Text(
                key=f"{name}/title", paragraphs=(Paragraph(runs=section.title, role="agenda_title"),), at=at, link=link
            ),
            Text(
                key=f"{name}/text", paragraphs=(Paragraph(runs=section.summary, role="agenda_text"),), at=at, link=link
            ),
            Text(key=f"{name}/pages", paragraphs=(Paragraph(runs=pages, role="agenda_pages", align="right"),), at=at),
        ]
        if not has_summaries:
            del cells[1]
        box = _box(section, name, link, at, is_active=section.key == active, is_close=is_close)
        areas.append(Area(node=box, row=row, column=0, columns=len(cells) + 2))
        areas.extend(
            Area(node=cell, row=row, column=column, align="middle")
            for column, cell in enumerate(cells, start=1)
            if any(paragraph.runs for paragraph in cell.paragraphs)
        )
    return Areas(
        areas=tuple(areas),
        widths=_WIDTHS if has_summaries else _WIDTHS_WITHOUT_SUMMARY,
        row_gap=_CLOSE if is_close else 1.0,
        elastic=True,
    )


def _box(section: Section, key: str, link: str, at: Position | None, *, is_active: bool, is_close: bool) -> Text:
    """The row's box with its number at the left; the other cells stand on it."""
    number = Run(text=f"{section.number:02d}", color="highlight" if is_active else "muted", furniture=True)
    return Text(
        key=key,
        paragraphs=(Paragraph(runs=(number,), role="agenda_title" if is_close else "agenda_number"),),
        at=at,
        fill="panel" if is_active else "background",
        bar="highlight" if is_active else "rule",
        bar_edge="left",
        outline=None if is_active else "rule",
        anchor="middle",
        link=link,
    )
