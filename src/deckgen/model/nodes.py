"""Meaning without geometry: what blocks lower to. The leaf set is closed; every arrangement and writer matches it whole.

Colours are role names (`primary`, `highlight`, `panel`, …) and text roles are type roles (`body`, `kpi_value`, …) that a
theme resolves; nothing here knows sizes, fonts or positions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from deckgen.diagnostics import Position
from deckgen.model.chart import Chart
from deckgen.model.text import Align, Anchor, Paragraph, Run
from deckgen.model.value import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Paragraphs in one box. `fill` is the box's colour, `bar` the colour of a bar on edge `bar_edge` (a card or callout).
    `splittable`: may continue on a next slide between paragraphs. A `heading` of a panel is its first paragraph.

    `shape` is the DrawingML preset that a filled or outlined box takes (``homePlate`` and ``chevron`` keep the text clear of
    their points, an ``ellipse`` is a circle about its text); `link` is the key of a slide that a click on the box leads
    to."""

    key: str
    paragraphs: tuple[Paragraph, ...]
    at: Position | None = None
    fill: str | None = None
    bar: str | None = None
    bar_edge: Literal["top", "left"] = "top"
    anchor: Anchor = "top"
    splittable: bool = False
    shape: str = "rect"
    adjustments: tuple[int, ...] = ()
    outline: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A drawn shape without text. `width` and `height` in ems of body text; 0 fills its place. Decorative unless it has
    `alt`."""

    key: str
    preset: str = "rect"
    adjustments: tuple[int, ...] = ()
    fill: str | None = None
    outline: str | None = None
    width: float = 0.0
    height: float = 0.0
    alt: str = ""
    at: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A rule in the middle of its place; `thickness` in points, `length` the least it takes, in ems of body text."""

    key: str
    direction: Literal["horizontal", "vertical"] = "horizontal"
    color: str = "rule"
    thickness: float = 0.75
    length: float = 0.0
    at: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """A column: its heading, alignment and whether its cells are numbers (never broken over lines). A `highlight` column
    stands on the panel's colour."""

    key: str
    heading: tuple[Run, ...]
    align: Align = "left"
    numeric: bool = False
    highlight: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HarveyBall:
    """A circle filled by quarters (0 to 4) that stands for `value`; `alt` says it in words."""

    quarters: int
    value: Value | None
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """Runs of one cell; `fill` colours it. A cell with a `symbol` has no runs."""

    runs: tuple[Run, ...]
    fill: str | None = None
    bold: bool = False
    symbol: HarveyBall | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    cells: tuple[TableCell, ...]
    highlight: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A native table with one heading row; may continue on a next slide between rows. `alt` is its text alternative.
    `tiles`: coloured cells stand apart from each other by white gaps (a heat map)."""

    key: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    title: tuple[Run, ...] = ()
    tiles: bool = False
    alt: str = ""
    at: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Children one below the other."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Children side by side, in these relative widths."""

    items: tuple[Node, ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Children of equal size, filled row by row, at most `columns` a row."""

    items: tuple[Node, ...]
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A child and the cells of the grid that it takes. `align` places it in their height: filling it, or at its own."""

    node: Node
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    align: Literal["fill", "top", "middle", "bottom"] = "fill"


@dataclass(frozen=True, slots=True, kw_only=True)
class Areas:
    """Children in areas of a grid, drawn in this order (a later one over an earlier one). A row is as high as its highest
    child; `grow` are the rows that share height to spare (all, if it is empty).

    `widths` are relative, None is as wide as the widest child of that column alone (its text on one line).
    `column_gap`, `row_gap` in gutters; a negative gap lets neighbours interlock (chevrons)."""

    areas: tuple[Area, ...]
    widths: tuple[int | None, ...]
    column_gap: float = 1.0
    row_gap: float = 1.0
    grow: tuple[int, ...] = ()
    elastic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Only:
    """A child that one medium alone shows; arrangements take it out or leave it out before they measure."""

    medium: Literal["deck", "brief"]
    node: Node


Leaf = Text | Table | Chart | Shape | Line
Node = Leaf | Stack | Columns | Grid | Areas | Only
