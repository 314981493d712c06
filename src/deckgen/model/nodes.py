"""Meaning without geometry: what blocks lower to. The leaf set is closed; every arrangement and writer matches it whole.

Colours are role names (`primary`, `highlight`, `panel`, …) and text roles are type roles (`body`, `kpi_value`, …) that a
theme resolves; nothing here knows sizes, fonts or positions.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from deckgen.diagnostics import Position
from deckgen.model.value import Value

Align = Literal["left", "center", "right"]
Anchor = Literal["top", "middle", "bottom"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Text of one style. A run shows either one `value`, a literal of the spec, or furniture (words that deckgen adds).
    Layout breaks a title by hand with a run of its own whose text is one line feed."""

    text: str
    value: Value | None = None
    bold: bool = False
    color: str | None = None
    link: str | None = None
    superscript: bool = False
    furniture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Runs set in one type role. `bullet` hangs the paragraph on a bullet mark."""

    runs: tuple[Run, ...]
    role: str = "body"
    bullet: bool = False
    align: Align = "left"

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Paragraphs in one box. `fill` is the box's colour, `bar` the colour of a bar on edge `bar_edge` (a card or callout).
    `splittable`: may continue on a next slide between paragraphs. A `heading` of a panel is its first paragraph."""

    key: str
    paragraphs: tuple[Paragraph, ...]
    at: Position | None = None
    fill: str | None = None
    bar: str | None = None
    bar_edge: Literal["top", "left"] = "top"
    anchor: Anchor = "top"
    splittable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """A column: its heading, alignment and whether its cells are numbers (never broken over lines)."""

    key: str
    heading: tuple[Run, ...]
    align: Align = "left"
    numeric: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """Runs of one cell; `fill` colours it."""

    runs: tuple[Run, ...]
    fill: str | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    cells: tuple[TableCell, ...]
    highlight: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A native table with one heading row; may continue on a next slide between rows. `alt` is its text alternative."""

    key: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    title: tuple[Run, ...] = ()
    alt: str = ""
    at: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPoint:
    """A number in the chart's display unit with the value it shows; both None is a gap. `label` is the printed number."""

    number: Decimal | None
    value: Value | None
    label: str = ""
    highlight: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSeries:
    name: str
    points: tuple[ChartPoint, ...]
    color: str = "context"
    value: Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartCategory:
    text: str
    value: Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A native chart. `kind` bar is horizontal, column is vertical. Numbers are already in the display unit; `number_format`
    is the spreadsheet format code of their labels. `title` names measure, unit and period."""

    key: str
    kind: Literal["bar", "column"]
    categories: tuple[ChartCategory, ...]
    series: tuple[ChartSeries, ...]
    number_format: str
    title: tuple[Run, ...] = ()
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


Leaf = Text | Table | Chart
Node = Leaf | Stack | Columns | Grid
