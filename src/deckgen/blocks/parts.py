"""What the parts of diagrams have in common: how many there may be, and how pointed they are."""

from __future__ import annotations

from deckgen.blocks.base import Context
from deckgen.diagnostics import Diagnostic, Position

POINT = 25_000
"""The depth of an arrow's point, in 100,000ths of its height."""


def has_suitable_count(context: Context, what: str, count: int, limits: tuple[int, int], at: Position | None) -> bool:
    """Whether `count` of `what` ("events") is within the limits; else DG535 where the query is named."""
    least, most = limits
    if least <= count <= most:
        return True
    hint = f"select the {what} that matter" if count > most else "write it as text"
    context.fail(Diagnostic("DG535", f"{count} {what}: the diagram shows {least} to {most}", at, hint))
    return False
