"""Placement: pages of placed leaves, measured and fitted. Writers draw what stands here and decide nothing.

Boxes are EMU from the page's top left corner; sizes, advances and offsets inside a text are points. A placed leaf keeps
its meaning (paragraphs, cells, series) beside its lines: the PPTX writer writes paragraphs, the PDF writer draws lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from deckgen.diagnostics import Position
from deckgen.model.chart import Chart
from deckgen.model.document import Medium, Status
from deckgen.model.geometry import Box, Insets
from deckgen.model.nodes import Table
from deckgen.model.set_text import SetParagraph, TextStyle
from deckgen.model.text import Anchor, Paragraph
from deckgen.model.value import Value

NO_INSETS = Insets()

BAR_THICKNESS = 45_720
"""EMU of the colour bar on a card's or callout's edge, inside its box."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedText:
    """A text box, filled placeholder or card.

    `name` is ``slide/block/part``. `placeholder` is the theme's role of the placeholder it fills (None: a text box).
    `text_top` is the absolute y of the first paragraph, anchor already applied. `field` marks text that a viewer computes
    (the slide number). `link_to` is the key of a page that a click goes to. `preset` is the shape of a filled or outlined
    box. `furniture` tells furniture from content."""

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
    preset: str = "rect"
    adjustments: tuple[int, ...] = ()
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
    cell_insets: Insets
    at: Position | None = None


@dataclass(frozen=True, slots=True)
class ChartLabel:
    """A word of the chart at its place: `x`, `y` in EMU of the anchor point; for writers that draw text themselves.

    `series` and `point` say whose value (or category, or bubble) it is. For a native chart the side of its point follows from
    align and anchor: right (left, middle), left (right, middle), above (center, bottom), below (center, top), inside (center,
    middle). `style` is that of this label alone (a highlighted one; light text on a dark segment)."""

    kind: Literal["category", "value", "series"]
    lines: tuple[str, ...]
    x: int
    y: int
    align: Literal["left", "center", "right"]
    anchor: Anchor
    style: TextStyle
    highlight: bool = False
    series: int = 0
    point: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedChart:
    """A chart with its plot rectangle (inside the axes, absolute EMU), value axis range and label places. `gap_width` is the
    space between bars in percent of a bar.

    `labels` are the words that a native chart draws itself (categories, values, a bubble's name as kind series); everything
    else about a chart (titles, legends, series names at line ends, axis and quadrant names, marks) is placed as texts,
    lines and groups of their own. A bubble chart has the range across in `x_minimum`, `x_maximum`; the diameter of its
    largest bubble is `bubble_diameter` EMU. `hole` is a doughnut's hole in percent of its diameter.

    `labels` says it all: a value, category or name that is not among them is not printed (small segments, inner points of a
    line, parts of a doughnut, numbers of a radar). Points of lines stand in the middle of their categories' bands, as columns
    do; of the categories every `category_step`-th from the first on is printed. The `plot` of a doughnut or radar is the
    square about its circle; the first category is on top, the others follow clockwise. The axes of a bubble chart cross at
    `chart.cross` (else at the edges) and have no labels: writers draw them as thin rules in colour `rule`. The net of a radar
    has `rings` from its centre to its edge."""

    name: str
    box: Box
    chart: Chart
    plot: Box
    minimum: Decimal
    maximum: Decimal
    gap_width: int
    label_style: TextStyle
    labels: tuple[ChartLabel, ...]
    x_minimum: Decimal | None = None
    x_maximum: Decimal | None = None
    bubble_diameter: int = 0
    hole: int = 0
    category_step: int = 1
    rings: int = 4
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedGroup:
    """Drawn items that belong together (a Harvey ball, a mark of a chart): a native group with one text alternative.
    `value` is what the group as a whole shows (its `alt` says it in words); texts inside show their own."""

    name: str
    box: Box
    items: tuple[PlacedShape | PlacedLine | PlacedText, ...]
    alt: str = ""
    value: Value | None = None
    at: Position | None = None


Item = PlacedText | PlacedTable | PlacedChart | PlacedShape | PlacedLine | PlacedGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """An entry of the PDF outline; `level` from 1."""

    level: int
    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Destination:
    """A place that links within the file lead to, beside the pages themselves: a page's index and a height in EMU."""

    key: str
    page: int
    top: int


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
    destinations: tuple[Destination, ...] = ()
    status: Status | None = None
