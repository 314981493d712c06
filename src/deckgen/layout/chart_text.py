"""Words about a chart that are texts of their own: measured on one line (or in a width), then placed in a box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from deckgen.diagnostics import Position
from deckgen.layout.measure import text_height, widest_line
from deckgen.layout.typography import Typography
from deckgen.model.geometry import Box, Insets, emu
from deckgen.model.pages import NO_INSETS, PlacedText
from deckgen.model.set_text import SetParagraph
from deckgen.model.text import Align, Paragraph, Run

_UNBOUNDED = emu(4_000)
_ROUNDING = 100


@dataclass(frozen=True, slots=True)
class SetLabel:
    """Set paragraphs and the size of the box that holds them, insets included, in EMU."""

    paragraphs: tuple[SetParagraph, ...]
    width: int
    height: int
    insets: Insets = NO_INSETS

    def place(
        self,
        name: str,
        x: int,
        y: int,
        *,
        fill: str | None = None,
        outline: str | None = None,
        preset: str = "rect",
        adjustments: tuple[int, ...] = (),
        at: Position | None = None,
    ) -> PlacedText:
        """The text with its box's top left corner at (x, y)."""
        return PlacedText(
            name=name,
            box=Box(x, y, self.width, self.height),
            paragraphs=self.paragraphs,
            text_top=y + self.insets.top,
            insets=self.insets,
            fill=fill,
            outline=outline,
            preset=preset,
            adjustments=adjustments,
            at=at,
        )


def set_label(
    paragraphs: Sequence[Paragraph],
    typography: Typography,
    most: int = _UNBOUNDED,
    *,
    align: Align = "left",
    insets: Insets = NO_INSETS,
) -> SetLabel:
    """Paragraphs in a box as wide as they need, at most `most` EMU, where they break."""
    loose = [replace(paragraph, align="left") for paragraph in paragraphs]
    natural = emu(widest_line(typography.set(loose, _UNBOUNDED)) * typography.slack) + _ROUNDING
    inner = max(min(natural, most - insets.left - insets.right), 1)
    found = typography.set([replace(paragraph, align=align) for paragraph in paragraphs], inner)
    height = emu(text_height(found)) + insets.top + insets.bottom
    return SetLabel(found, inner + insets.left + insets.right, height, insets)


def set_runs(
    runs: tuple[Run, ...], role: str, typography: Typography, most: int = _UNBOUNDED, *, align: Align = "left"
) -> SetLabel:
    """As `set_label`, one paragraph of a type role."""
    return set_label((Paragraph(runs=runs, role=role),), typography, most, align=align)
