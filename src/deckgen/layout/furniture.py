"""What frames every slide: kicker, footer, page number, status stamp.

A slide, its page and its layout in, placed texts out. Words that deckgen adds are furniture runs.
"""

from __future__ import annotations

from deckgen.diagnostics import Diagnostic, Position
from deckgen.layout.placeholders import fill
from deckgen.layout.runs import furniture_run, plain_text
from deckgen.layout.text import anchored_top
from deckgen.layout.typography import Typography
from deckgen.model.document import Section, Slide, Status
from deckgen.model.geometry import Box, Insets, emu
from deckgen.model.pages import NO_INSETS, PlacedText
from deckgen.model.text import Align, Paragraph, Run
from deckgen.text.words import word
from deckgen.theme.contrast import LEAST_CONTRAST, contrast
from deckgen.theme.theme import LayoutSlot


def kicker(
    section: Section, slide: Slide, mark: tuple[Run, ...], page_key: str, layout: LayoutSlot, typography: Typography
) -> PlacedText | Diagnostic | None:
    """The section's title and the slide's topic, then `mark`. What only repeats the slide's title is left out, and the
    topic where it does not fit."""
    slot = layout.placeholders["kicker"]
    said = plain_text(slide.title)
    section_title = () if plain_text(section.title) == said else section.title
    topic = () if plain_text(slide.topic) in (said, plain_text(section.title)) else slide.topic
    separator = (furniture_run(" › "),) if section_title and topic else ()
    found: PlacedText | Diagnostic | None = None
    for runs in ((*section_title, *separator, *topic, *mark), (*section_title, *mark)):
        if runs:
            found = fill(slot, runs, page_key, typography, slide.at)
        if isinstance(found, PlacedText):
            break
    return found


def footer(
    runs: tuple[Run, ...], at: Position | None, page_key: str, layout: LayoutSlot, typography: Typography
) -> PlacedText | Diagnostic | None:
    """The footer in its placeholder; None without one. `at` is where the spec states it."""
    return fill(layout.placeholders["footer"], runs, page_key, typography, at) if runs else None


def slide_number(number: int, page_key: str, layout: LayoutSlot, typography: Typography) -> PlacedText:
    """The page number as a field: a viewer computes it, the text is what it will show."""
    slot = layout.placeholders["slide_number"]
    paragraph = Paragraph(runs=(furniture_run(str(number)),), role=slot.style, align=slot.inherited.align)
    paragraphs = typography.set((paragraph,), slot.box.inner(slot.insets).width)
    return PlacedText(
        name=f"{page_key}/slide_number",
        box=slot.box,
        paragraphs=paragraphs,
        text_top=anchored_top(slot.box, slot.insets, slot.anchor, paragraphs),
        insets=slot.insets,
        anchor=slot.anchor,
        placeholder=slot.role,
        field="slide_number",
        furniture=True,
    )


def stamp(status: Status, page_key: str, layout: LayoutSlot, typography: Typography) -> PlacedText:
    """The status in an outlined box left of the page number; in the number's colour where its own cannot be read."""
    number = layout.placeholders["slide_number"]
    text = word(f"status_{status}", typography.language)
    style = typography.style("stamp")
    color = style.color
    if contrast(typography.theme.colors[color].hex, layout.background) < LEAST_CONTRAST:
        color = typography.style(number.style).color
    width = emu((typography.faces.measure(text, style.size, True) + 1.6 * style.size) * typography.slack)
    height = min(emu(1.2 * style.line_height), number.box.height)
    box = Box(number.box.x - width, number.box.y + (number.box.height - height) // 2, width, height)
    runs = (Run(text=text, color=color, furniture=True),)
    return text_box(f"{page_key}/status", box, runs, "stamp", typography, "center", outline=color)


def text_box(
    name: str,
    box: Box,
    runs: tuple[Run, ...],
    role: str,
    typography: Typography,
    align: Align,
    insets: Insets = NO_INSETS,
    link_to: str | None = None,
    outline: str | None = None,
) -> PlacedText:
    """One line of furniture in the middle of its box."""
    paragraphs = typography.set((Paragraph(runs=runs, role=role, align=align),), box.inner(insets).width)
    return PlacedText(
        name=name,
        box=box,
        paragraphs=paragraphs,
        text_top=anchored_top(box, insets, "middle", paragraphs),
        insets=insets,
        anchor="middle",
        outline=outline,
        link_to=link_to,
        furniture=True,
    )
