"""Texts as PowerPoint shows them: a text body in; for each paragraph the texts of its runs, fields and breaks out."""

from __future__ import annotations

from deckgen.read.names import tag
from deckgen.read.xml import Element, child_text

_PARAGRAPH = tag("a:p")
_RUN = tag("a:r")
_FIELD = tag("a:fld")
_BREAK = tag("a:br")
_TEXT = tag("a:t")

LINE_BREAK = "\n"
"""What a break within a paragraph reads as."""


def read_runs(body: Element | None) -> tuple[tuple[str, ...], ...]:
    """The runs of every paragraph, empty ones too, so that a run keeps its number; a break is a run too."""
    if body is None:
        return ()
    return tuple(
        tuple(
            LINE_BREAK if item.tag == _BREAK else child_text(item, _TEXT)
            for item in paragraph
            if item.tag in (_RUN, _FIELD, _BREAK)
        )
        for paragraph in body
        if paragraph.tag == _PARAGRAPH
    )
