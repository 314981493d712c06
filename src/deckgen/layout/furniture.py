"""What frames every slide: kicker, section navigation, note and source line, footer, page number, status stamp.

A slide, its page and its layout in, placed texts and marks out. Words that deckgen adds are furniture runs.
"""

from __future__ import annotations

from dataclasses import dataclass

from deckgen.diagnostics import Diagnostic
from deckgen.layout.placeholders import fill
from deckgen.layout.text import anchored_top
from deckgen.layout.typography import Typography
from deckgen.model.document import Section, Slide, SourceEntry, Status
from deckgen.model.geometry import Box, Insets, emu
from deckgen.model.nodes import Align, Paragraph, Run
from deckgen.model.pages import Item, PlacedLine, PlacedShape, PlacedText
from deckgen.text.words import word
from deckgen.theme.theme import LayoutSlot

_NO_INSETS = Insets()
_MARK_HEIGHT = 27_432
"""Height of the bar under the current section in the navigation."""
_TAB_PADDING = 7.0
_TAB_GAP = 2.0
"""Points beside the words of a section in the navigation, and between two of them."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A section in the navigation: its title and the key of its first page."""

    section: Section
    page_key: str


def kicker(
    section: Section, slide: Slide, page_key: str, layout: LayoutSlot, typography: Typography
) -> PlacedText | Diagnostic:
    """The section's title and the slide's topic; the topic is left out where it does not fit."""
    slot = layout.placeholders["kicker"]
    if slide.topic:
        separator = Run(text=" › ", furniture=True)
        found = fill(slot, (*section.title, separator, *slide.topic), page_key, typography, slide.at)
        if isinstance(found, PlacedText):
            return found
    return fill(slot, section.title, page_key, typography, slide.at)


def navigation(
    tabs: tuple[Tab, ...], current: Section, page_key: str, layout: LayoutSlot, typography: Typography
) -> tuple[Item, ...]:
    """The sections at the top right, the current one marked; nothing for one section, or if they do not fit in a line."""
    if len(tabs) < 2:
        return ()
    slot = layout.placeholders["kicker"]
    right = layout.placeholders["title"].box.right
    style = typography.style("nav")
    padding, gap = emu(_TAB_PADDING), emu(_TAB_GAP)
    measure = typography.faces.measure
    widths = [
        emu(sum(measure(run.text, style.size, True) for run in tab.section.title) * typography.slack) + 2 * padding
        for tab in tabs
    ]
    x = right - sum(widths) - gap * (len(tabs) - 1)
    if x < slot.box.right + padding:
        return ()
    items: list[Item] = []
    for tab, width in zip(tabs, widths, strict=True):
        box = Box(x, slot.box.y, width, slot.box.height)
        is_current = tab.section.key == current.key
        runs = tuple(_tab_run(run, is_current) for run in tab.section.title)
        name = f"{page_key}/nav/{tab.section.key}"
        insets = Insets(left=padding // 2, right=padding // 2)
        text = _text_box(name, box, runs, "nav", typography, "center", insets, tab.page_key)
        items.append(text)
        if is_current:
            mark = Box(x, box.bottom - _MARK_HEIGHT, width, _MARK_HEIGHT)
            items.append(PlacedShape(name=f"{name}/mark", box=mark, fill="highlight"))
        else:
            items.append(PlacedLine(name=f"{name}/mark", box=Box(x, box.bottom, width, 0)))
        x += width + gap
    return tuple(items)


def _tab_run(run: Run, is_current: bool) -> Run:
    return Run(text=run.text, bold=is_current, color="highlight" if is_current else None, furniture=True)


def source_line(
    slide: Slide, sources: tuple[SourceEntry, ...], page_key: str, layout: LayoutSlot, typography: Typography
) -> PlacedText | Diagnostic | None:
    """Note and sources in their zone, which never grows: sources in short form, else their numbers alone. None without."""
    if not slide.note and not slide.sources:
        return None
    slot = layout.placeholders["source"]
    language = typography.language
    cited = [source for source in sources if source.number in slide.sources]
    note: tuple[Run, ...] = ()
    if slide.note:
        note = (_word("note_label", language), *slide.note)
    if not cited:
        return fill(slot, note, page_key, typography, slide.at)
    separator = word("list_separator", language)
    long = separator.join(f"[{source.number}] {source.short}" for source in cited)
    numbers = "".join(f"[{source.number}]" for source in cited)
    found: PlacedText | Diagnostic | None = None
    for listed in (long, numbers):
        space = (Run(text=word("sentence_separator", language), furniture=True),) if note else ()
        runs = (*note, *space, _word("source_label", language), Run(text=listed, furniture=True))
        found = fill(slot, runs, page_key, typography, slide.at)
        if isinstance(found, PlacedText):
            break
    return found


def footer(
    runs: tuple[Run, ...], slide: Slide, page_key: str, layout: LayoutSlot, typography: Typography
) -> PlacedText | Diagnostic | None:
    """The footer in its placeholder; None without one."""
    return fill(layout.placeholders["footer"], runs, page_key, typography, slide.at) if runs else None


def slide_number(number: int, page_key: str, layout: LayoutSlot, typography: Typography) -> PlacedText:
    """The page number as a field: a viewer computes it, the text is what it will show."""
    slot = layout.placeholders["slide_number"]
    runs = (Run(text=str(number), furniture=True),)
    paragraph = Paragraph(runs=runs, role=slot.style, align=slot.inherited.align)
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
    """The status in an outlined box left of the page number."""
    number = layout.placeholders["slide_number"].box
    text = word(f"status_{status}", typography.language)
    style = typography.style("stamp")
    width = emu((typography.faces.measure(text, style.size, True) + 1.6 * style.size) * typography.slack)
    height = min(emu(1.2 * style.line_height), number.height)
    box = Box(number.x - width, number.y + (number.height - height) // 2, width, height)
    runs = (Run(text=text, furniture=True),)
    return _text_box(f"{page_key}/status", box, runs, "stamp", typography, "center", outline=style.color)


def _text_box(
    name: str,
    box: Box,
    runs: tuple[Run, ...],
    role: str,
    typography: Typography,
    align: Align,
    insets: Insets = _NO_INSETS,
    link_to: str | None = None,
    outline: str | None = None,
) -> PlacedText:
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


def _word(name: str, language: str) -> Run:
    return Run(text=word(name, language), furniture=True)
