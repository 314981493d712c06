"""A page as the linter sees it: its texts in drawn order with their ink, and what is painted behind them.

Lengths are EMU, colours RGB hex. A page is taken apart once, because every built deck is linted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from deckgen.diagnostics import Position
from deckgen.model.geometry import Box, emu
from deckgen.model.pages import (
    Item,
    Page,
    PlacedChart,
    PlacedGroup,
    PlacedShape,
    PlacedTable,
    PlacedText,
)
from deckgen.model.set_text import SetParagraph
from deckgen.theme.theme import LayoutSlot, Theme

_OWN_FILL = 0.5
"""How far below its text the fill of a box lies, in drawn order."""


class Edges(NamedTuple):
    """A rectangle by its edges."""

    left: int
    top: int
    right: int
    bottom: int


class Ink(NamedTuple):
    """A text, where its letters stand, and its place in drawn order."""

    edges: Edges
    order: float
    text: PlacedText


class Layer(NamedTuple):
    """Something filled: its edges, colour and place in drawn order."""

    edges: Edges
    order: float
    color: str


class Surface:
    """A page taken apart. `texts` are all of them, `inks` those that print something. Without `frame` the texts that are the
    same on every page of a layout (tracker, footer, stamp, page number) are left out."""

    def __init__(self, page: Page, theme: Theme, *, frame: bool = True) -> None:
        self.page = page
        self.layout: LayoutSlot = theme.layouts[page.layout]
        self.texts: list[PlacedText] = []
        self.inks: list[Ink] = []
        self.tables: list[tuple[PlacedTable, Edges, float]] = []
        self.charts: list[tuple[PlacedChart, Edges, float]] = []
        self.groups: list[PlacedGroup] = []
        self.layers: list[Layer] = []
        self._colors = theme.colors
        self._decorations = [
            (edges_of(drawing.box), drawing.fill) for drawing in reversed(self.layout.decorations) if drawing.fill
        ]
        for order, item in enumerate(_flat(page.items), 1):
            if isinstance(item, PlacedText):
                if frame or not is_frame(item):
                    self._add_text(item, order)
            else:
                self._add(item, order)

    @property
    def title(self) -> PlacedText | None:
        """The filled title placeholder."""
        return next((text for text in self.texts if text.placeholder == "title"), None)

    @property
    def at(self) -> Position | None:
        """Where the slide stands in the spec, as its title knows."""
        return self.title.at if self.title else None

    def behind(self, edges: Edges, order: float) -> Iterator[str]:
        """The colours behind a rectangle at a place in drawn order, the topmost first, down to the first that fills it."""
        left, top, right, bottom = edges
        layers = ((layer.edges, layer.color) for layer in reversed(self.layers) if layer.order < order)
        for found in (layers, self._decorations):
            for (other_left, other_top, other_right, other_bottom), color in found:
                if other_left < right and left < other_right and other_top < bottom and top < other_bottom:
                    yield color
                    if other_left <= left and right <= other_right and other_top <= top and bottom <= other_bottom:
                        return
        yield self.layout.background

    def _add_text(self, item: PlacedText, order: float) -> None:
        self.texts.append(item)
        edges = ink_edges(item.paragraphs, item.box.x + item.insets.left, item.text_top)
        if edges is not None:
            self.inks.append(Ink(edges, order, item))
        if item.fill:
            self.layers.append(Layer(edges_of(item.box), order - _OWN_FILL, self._colors[item.fill].hex))

    def _add(self, item: Item, order: float) -> None:
        match item:
            case PlacedShape():
                if item.fill:
                    self.layers.append(Layer(edges_of(item.box), order, self._colors[item.fill].hex))
            case PlacedTable():
                self.tables.append((item, edges_of(item.box), order))
            case PlacedChart():
                self.charts.append((item, edges_of(item.box), order))
            case PlacedGroup():
                self.groups.append(item)
            case _:
                pass


def _flat(items: tuple[Item, ...]) -> Iterator[Item]:
    """Items in drawn order, those of a group after it."""
    for item in items:
        yield item
        if isinstance(item, PlacedGroup):
            yield from item.items


def is_frame(text: PlacedText) -> bool:
    """Whether a text belongs to the frame of every slide."""
    return text.furniture or text.placeholder == "footer"


def edges_of(box: Box) -> Edges:
    """A box by its edges."""
    return Edges(box.x, box.y, box.x + box.width, box.y + box.height)


def ink_edges(paragraphs: Iterable[SetParagraph], left: int, top: int) -> Edges | None:
    """Where the letters of set paragraphs stand, without the space that line spacing leaves above and below them; None if
    they print nothing."""
    start, end = float("inf"), 0.0
    first: SetParagraph | None = None
    last: SetParagraph | None = None
    for paragraph in paragraphs:
        for line in paragraph.lines:
            if line.fragments:
                final = line.fragments[-1]
                start = min(start, line.fragments[0].x)
                end = max(end, final.x + final.width)
                last = paragraph
                first = first or paragraph
    if first is None or last is None:
        return None
    style = last.style
    above = first.top + (first.style.line_height - first.style.size) / 2
    below = last.top + len(last.lines) * style.line_height - (style.line_height - style.size) / 2
    return Edges(left + emu(start), top + emu(above), left + emu(end), top + emu(below))
