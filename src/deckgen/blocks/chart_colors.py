"""Which colour roles a chart takes: one highlight, everything else so that it can be told apart and read."""

from __future__ import annotations

from collections.abc import Sequence

HIGHLIGHT = "highlight"
SERIES = ("primary", "sky", "positive", "gold", "muted", "context")
"""The series of a chart without a highlighted one, the parts of a whole."""
BESIDE_HIGHLIGHT = ("primary", "sky", "muted", "context", "gold", "positive")
"""The others beside a highlighted series or part."""
_LINES = ("primary", "positive", "muted", "sky", "gold", "context")
_READABLE = frozenset({"primary", "highlight", "positive", "muted", "text"})
"""Roles that words can be set in; the others are fills only, too light for text."""

MOST_SERIES = len(SERIES)


def series_colors(highlights: Sequence[bool], *, lines: bool = False) -> tuple[str, ...]:
    """The colour of each series. Lines beside a highlighted one are all muted: their names stand at their ends."""
    if not any(highlights):
        return (_LINES if lines else SERIES)[: len(highlights)]
    others = iter(("muted",) * len(highlights) if lines else BESIDE_HIGHLIGHT)
    return tuple(HIGHLIGHT if highlight else next(others) for highlight in highlights)


def text_color(role: str) -> str | None:
    """The role that words about something of this colour are set in; None: the colour of the text around them."""
    return role if role in _READABLE else None
