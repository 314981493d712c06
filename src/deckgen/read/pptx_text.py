"""Texts as PowerPoint shows them: a text body in; for each paragraph the texts of its runs, fields and breaks out."""

from __future__ import annotations

from deckgen.read.names import tag
from deckgen.read.xml import Element, child_text

_PARAGRAPH = tag("a:p")
_WITH_TEXT = (tag("a:r"), tag("a:fld"))
_BREAK = tag("a:br")
_TEXT = tag("a:t")

LINE_BREAK = "\n"
"""What a break within a paragraph reads as."""


def read_runs(body: Element | None) -> tuple[tuple[str, ...], ...]:
    """The runs of every paragraph, empty ones too, so that a run keeps its number; a break is a run too."""
    if body is None:
        return ()
    return tuple([tuple(_runs(paragraph)) for paragraph in body if paragraph.tag == _PARAGRAPH])


def _runs(paragraph: Element) -> list[str]:
    runs: list[str] = []
    for item in paragraph:
        if item.tag in _WITH_TEXT:
            runs.append(child_text(item, _TEXT))
        elif item.tag == _BREAK:
            runs.append(LINE_BREAK)
    return runs
