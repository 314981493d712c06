"""Filling a layout's placeholders with short texts that must fit: a slot and runs in, a placed text or a finding out."""

from __future__ import annotations

from deckgen.diagnostics import Diagnostic, Position
from deckgen.layout.measure import line_count, text_height
from deckgen.layout.text import anchored_top
from deckgen.layout.titles import MOST_LINES, SetTitle, set_title
from deckgen.layout.typography import Typography
from deckgen.model.geometry import points
from deckgen.model.pages import PlacedText
from deckgen.model.set_text import SetParagraph
from deckgen.model.text import Paragraph, Run
from deckgen.theme.theme import PlaceholderSlot

_HEIGHT_TOLERANCE = 0.5
"""Points that a line box may stand out of its placeholder: the space between lines, not ink."""


def fill(
    slot: PlaceholderSlot,
    runs: tuple[Run, ...],
    page_key: str,
    typography: Typography,
    at: Position | None,
    what: str = "it",
) -> PlacedText | Diagnostic:
    """`runs` as the one paragraph of a placeholder; if they do not fit, a DG604 that advises to shorten `what`."""
    paragraph = Paragraph(runs=runs, role=slot.style, align=slot.inherited.align)
    paragraphs = typography.set((paragraph,), slot.box.inner(slot.insets).width)
    needed, free = text_height(paragraphs), points(slot.box.inner(slot.insets).height)
    if needed > free + _HEIGHT_TOLERANCE:
        lines = max(int(free / paragraphs[0].style.line_height), 1)
        return Diagnostic(
            "DG604",
            f"the {slot.role.replace('_', ' ')} does not fit: needs {needed:.0f} pt of height, {free:.0f} pt are free",
            at,
            f"shorten {what} to {lines} line{'s' if lines > 1 else ''} (now {line_count(paragraphs)})",
        )
    return placed(slot, paragraphs, page_key, at)


def fill_title(
    slot: PlaceholderSlot, runs: tuple[Run, ...], page_key: str, typography: Typography, at: Position | None
) -> PlacedText | Diagnostic:
    """A title in its placeholder, at most two lines; a DG603 if it takes more at its smallest size."""
    title: SetTitle = set_title(runs, slot, typography)
    if not title.fits:
        style = title.paragraphs[0].style
        needed = title.lines * style.line_height
        free = MOST_LINES * style.line_height
        return Diagnostic(
            "DG603",
            f"the title does not fit: needs {needed:.0f} pt ({title.lines} lines), {free:.0f} pt are free",
            at,
            f"shorten it to {MOST_LINES} lines",
        )
    return placed(slot, title.paragraphs, page_key, at)


def placed(
    slot: PlaceholderSlot, paragraphs: tuple[SetParagraph, ...], page_key: str, at: Position | None = None
) -> PlacedText:
    """Set paragraphs in their placeholder."""
    return PlacedText(
        name=f"{page_key}/{slot.role}",
        box=slot.box,
        paragraphs=paragraphs,
        text_top=anchored_top(slot.box, slot.insets, slot.anchor, paragraphs),
        insets=slot.insets,
        anchor=slot.anchor,
        placeholder=slot.role,
        at=at,
    )
