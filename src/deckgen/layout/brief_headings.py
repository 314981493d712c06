"""Headings of the brief, set like slide titles: broken by hand between phrases if they take two lines.

Where there are no phrases to break between (Latin text), the lines are made even instead.
"""

from __future__ import annotations

from deckgen.layout.titles import set_title
from deckgen.layout.typography import Typography
from deckgen.model.geometry import Box, Insets, emu
from deckgen.model.set_text import SetParagraph
from deckgen.model.text import Run
from deckgen.theme.theme import PlaceholderSlot

_BALANCE_STEP = emu(12)
"""How far the lines of a heading are narrowed at a time until they are even."""


def set_heading(runs: tuple[Run, ...], role: str, width: int, typography: Typography) -> SetParagraph:
    """A heading of a type role in a width in EMU."""
    heading = _set(runs, role, width, typography)
    lines = len(heading.lines)
    while lines > 1 and typography.language == "en":
        width -= _BALANCE_STEP
        narrower = _set(runs, role, width, typography)
        if len(narrower.lines) > lines:
            break
        heading = narrower
    return heading


def _set(runs: tuple[Run, ...], role: str, width: int, typography: Typography) -> SetParagraph:
    slot = PlaceholderSlot(role, 0, None, Box(0, 0, width, 0), Insets(), "top", role)
    return set_title(runs, slot, typography).paragraphs[0]
