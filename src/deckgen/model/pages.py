"""Placement: pages of placed leaves, measured and fitted. Writers draw what stands here and decide nothing.

Boxes are EMU from the page's top left corner; sizes, advances and offsets inside a text are points. A placed leaf keeps
its meaning (paragraphs, cells, series) beside its lines: the PPTX writer writes paragraphs, the PDF writer draws lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from deckgen.diagnostics import Position
from deckgen.model.document import Medium, Status
from deckgen.model.geometry import Box, Insets
from deckgen.model.nodes import Anchor, Chart, Paragraph, Run, Table

Face = Literal["latin", "cjk"]
NO_INSETS = Insets()

BAR_THICKNESS = 45_720
"""EMU of the colour bar on a card's or callout's edge, inside its box."""

SUPERSCRIPT_SCALE = 2 / 3
"""The size of a superscript run, as a part of its paragraph's size."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A type role resolved by the theme for one medium and language. `size`, `line_height`, `space_before` and `indent`
    (hanging indent of a bullet) in points; `color` is a colour role."""

    size: float
    line_height: float
    bold: bool = False
    color: str = "text"
    space_before: float = 0.0
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text of one run and one face on one line: `x` from the text area's left edge and `width` in points; `spacing` is extra
    space after each character (justification). `run` indexes the paragraph's runs."""

    text: str
    run: int
    face: Face
    x: float
    width: float
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class TextLine:
    """One measured line; `baseline` in points below the paragraph's top."""

    fragments: tuple[Fragment, ...]
    width: float
    baseline: float

    @property
    def text(self) -> str:
        return "".join(fragment.text for fragment in self.fragments)


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph with its style and lines; `top` in points below the top of the text (its space_before included)."""

    paragraph: Paragraph
    style: TextStyle
    lines: tuple[TextLine, ...]
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedText:
    """A text box, filled placeholder or card.

    `name` is ``slide/block/part``. `placeholder` is the theme's role of the placeholder it fills (None: a text box).
    `text_top` is the absolute y of the first paragraph, anchor already applied. `field` marks text that a viewer computes
    (the slide number). `link_to` is the key of a page that a click goes to. `role` tells furniture from content."""

    name: str
    box: Box
    paragraphs: tuple[SetParagraph, ...]
    text_top: int
    insets: Insets = NO_INSETS
    anchor: Anchor = "top"
    fill: str | None = None
    outline: str | None = None
    bar: str | None = None
    bar_edge: Literal["top", "left"] = "top"
    placeholder: str | None = None
    field: Literal["slide_number"] | None = None
    link_to: str | None = None
    furniture: bool = False
    at: Position | None = None

    @property
    def bar_box(self) -> Box | None:
        """Where the colour bar is drawn, if there is one."""
        if self.bar is None:
            return None
        if self.bar_edge == "top":
            return Box(self.box.x, self.box.y, self.box.width, BAR_THICKNESS)
        return Box(self.box.x, self.box.y, BAR_THICKNESS, self.box.height)


@dataclass(frozen=True, slots=True)
class PlacedCell:
    paragraphs: tuple[SetParagraph, ...]
    fill: str | None = None
    text_top: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedTable:
    """A table (or the part of it on this page): `rows[0]` is the heading. Heights and widths in EMU, as measured."""

    name: str
    box: Box
    table: Table
    column_widths: tuple[int, ...]
    row_heights: tuple[int, ...]
    rows: tuple[tuple[PlacedCell, ...], ...]
    highlights: tuple[bool, ...]
    cell_insets: Insets
    at: Position | None = None


@dataclass(frozen=True, slots=True)
class ChartLabel:
    """A word of the chart at its place: `x`, `y` in EMU of the anchor point; for writers that draw text themselves."""

    kind: Literal["category", "value"]
    lines: tuple[str, ...]
    x: int
    y: int
    align: Literal["left", "center", "right"]
    anchor: Anchor
    style: TextStyle
    highlight: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedChart:
    """A chart with its plot rectangle (inside the axes, absolute EMU), value axis range and label places. `gap_width` is the
    space between bars in percent of a bar."""

    name: str
    box: Box
    chart: Chart
    plot: Box
    minimum: Decimal
    maximum: Decimal
    gap_width: int
    label_style: TextStyle
    labels: tuple[ChartLabel, ...]
    at: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedShape:
    """A drawn shape without text: `preset` is a DrawingML preset (rect, ellipse, …). Decorative unless it has `alt`."""

    name: str
    box: Box
    preset: str = "rect"
    fill: str | None = None
    outline: str | None = None
    outline_width: int = 9_525
    adjustments: tuple[int, ...] = ()
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLine:
    """A straight rule from the box's top left to its bottom right corner; `width` in EMU."""

    name: str
    box: Box
    color: str = "rule"
    width: int = 9_525


Item = PlacedText | PlacedTable | PlacedChart | PlacedShape | PlacedLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """An entry of the PDF outline; `level` from 1."""

    level: int
    text: str
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A slide or a page of the brief. `layout` is the theme's layout role (deck) or page role (brief). `key` is the slide's
    key (a continuation is ``key#2``); `notes` are the speaker notes."""

    key: str
    layout: str
    items: tuple[Item, ...]
    title: str = ""
    section: str | None = None
    notes: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionMark:
    """A section of the deck: its page keys in order."""

    key: str
    title: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Everything a writer needs. `width`, `height` in EMU."""

    medium: Medium
    target: str
    language: str
    title: str
    author: str
    date: str
    width: int
    height: int
    pages: tuple[Page, ...]
    sections: tuple[SectionMark, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    status: Status | None = None


__all__ = [
    "Bookmark", "ChartLabel", "Face", "Fragment", "Item", "Page", "Pages", "PlacedCell", "PlacedChart", "PlacedLine",
    "PlacedShape", "PlacedTable", "PlacedText", "Run", "SectionMark", "SetParagraph", "TextLine", "TextStyle",
]  # fmt: skip
