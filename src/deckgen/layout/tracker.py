"""The section tracker at the top right of a slide: numbered sections in, linked texts with the current one marked out."""

from __future__ import annotations

from dataclasses import dataclass

from deckgen.layout.furniture import text_box
from deckgen.layout.runs import furniture_run
from deckgen.layout.typography import Typography
from deckgen.model.document import Section
from deckgen.model.geometry import Box, Insets, emu
from deckgen.model.pages import Item, PlacedLine, PlacedShape
from deckgen.model.text import Run
from deckgen.theme.theme import LayoutSlot

_MARK_HEIGHT = 27_432
"""EMU of the bar under the current section."""
_PADDINGS = (7.0, 3.5)
"""Points on both sides of a section's words: as it looks best, and the least."""
_GAP = 2.0
"""Points between two sections."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A section in the tracker: its words and the key of the page that they lead to."""

    key: str
    label: tuple[Run, ...]
    page_key: str


def tabs_of(sections: tuple[Section, ...]) -> tuple[Tab, ...]:
    """The numbered sections; an opening and an appendix are passed over."""
    return tuple(
        Tab(section.key, section.short or section.title, section.slides[0].key)
        for section in sections
        if section.number is not None
    )


def tracker(
    tabs: tuple[Tab, ...], current: Section, page_key: str, layout: LayoutSlot, typography: Typography
) -> tuple[Item, ...]:
    """The sections in a line right of the kicker, `current` marked; nothing where there are less than two.

    Sections that do not fit stand closer together; if that is not enough, the current one stands alone with its number
    (``2 / 5``), its words left out if even they do not fit."""
    if len(tabs) < 2:
        return ()
    left, right = layout.placeholders["kicker"].box.right + emu(_PADDINGS[0]), layout.placeholders["title"].box.right
    for padding in _PADDINGS:
        widths = [_width(tab.label, padding, typography) for tab in tabs]
        if sum(widths) + emu(_GAP) * (len(tabs) - 1) <= right - left:
            return _line(tabs, widths, padding, current, page_key, layout, typography)
    return _alone(tabs, right - left, current, page_key, layout, typography)


def _width(label: tuple[Run, ...], padding: float, typography: Typography) -> int:
    """The width in EMU that a label takes at most: bold, with slack and padding."""
    style = typography.style("nav")
    measured = sum(typography.faces.measure(run.text, style.size, True) for run in label)
    return emu(measured * typography.slack) + 2 * emu(padding)


def _line(
    tabs: tuple[Tab, ...],
    widths: list[int],
    padding: float,
    current: Section,
    page_key: str,
    layout: LayoutSlot,
    typography: Typography,
) -> tuple[Item, ...]:
    slot = layout.placeholders["kicker"].box
    gap = emu(_GAP)
    x = layout.placeholders["title"].box.right - sum(widths) - gap * (len(tabs) - 1)
    items: list[Item] = []
    for tab, width in zip(tabs, widths, strict=True):
        box = Box(x, slot.y, width, slot.height)
        items += _tab(tab, tab.label, box, padding, tab.key == current.key, page_key, typography)
        x += width + gap
    return tuple(items)


def _alone(
    tabs: tuple[Tab, ...], room: int, current: Section, page_key: str, layout: LayoutSlot, typography: Typography
) -> tuple[Item, ...]:
    """The current section alone; nothing in a section that is not counted."""
    found = [(number, tab) for number, tab in enumerate(tabs, 1) if tab.key == current.key]
    if not found:
        return ()
    ((number, tab),) = found
    count = furniture_run(f"{number} / {len(tabs)}")
    padding = _PADDINGS[0]
    label = (count, furniture_run("  "), *tab.label)
    if _width(label, padding, typography) > room:
        label = (count,)
    slot, width = layout.placeholders["kicker"].box, _width(label, padding, typography)
    box = Box(layout.placeholders["title"].box.right - width, slot.y, width, slot.height)
    return tuple(_tab(tab, label, box, padding, True, page_key, typography))


def _tab(
    tab: Tab, label: tuple[Run, ...], box: Box, padding: float, is_current: bool, page_key: str, typography: Typography
) -> list[Item]:
    name = f"{page_key}/nav/{tab.key}"
    color = "highlight" if is_current else None
    runs = tuple(Run(text=run.text, bold=is_current, color=color, furniture=True) for run in label)
    insets = Insets(left=emu(padding) // 2, right=emu(padding) // 2)
    text = text_box(name, box, runs, "nav", typography, "center", insets, tab.page_key)
    if is_current:
        mark = Box(box.x, box.bottom - _MARK_HEIGHT, box.width, _MARK_HEIGHT)
        return [text, PlacedShape(name=f"{name}/mark", box=mark, fill="highlight")]
    return [text, PlacedLine(name=f"{name}/mark", box=Box(box.x, box.bottom, box.width, 0))]
