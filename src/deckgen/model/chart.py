"""A chart as meaning: its categories, series and points in display units, its axes and its marks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from deckgen.diagnostics import Position
from deckgen.model.text import Paragraph, Run
from deckgen.model.value import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPoint:
    """A number in the chart's display unit with the value it shows; both None is a gap. `label` is the printed number, empty
    where none is printed. `forecast` points are hatched (bars) or dashed (lines). A bubble's `number` is its height; `x` is
    its place across and `size` its area, each with its value."""

    number: Decimal | None
    value: Value | None
    label: str = ""
    highlight: bool = False
    forecast: bool = False
    x: Decimal | None = None
    x_value: Value | None = None
    size: Decimal | None = None
    size_value: Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSeries:
    """A series; `color` is a colour role. A bubble chart has a series for each bubble, of one point; a doughnut has one
    series, whose points take the colours of `Chart.colors`."""

    name: str
    points: tuple[ChartPoint, ...]
    color: str = "context"
    value: Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartCategory:
    text: str
    value: Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceLine:
    """A line across the plot at `number` of the value axis, with its words."""

    number: Decimal
    label: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceArrow:
    """A bracket between the ends of two bars (or points) of one series, `label` (a ratio, a growth rate) in its middle.
    `kind` growth spans a time series from its first to its last point, above the bars."""

    series: int
    first: int
    second: int
    label: tuple[Run, ...]
    kind: Literal["difference", "growth"] = "difference"


ChartMark = ReferenceLine | DifferenceArrow
ChartKind = Literal["bar", "column", "stacked_bar", "stacked_column", "line", "doughnut", "bubble", "radar"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A native chart. `kind` bar is horizontal, column is vertical. Numbers are already in the display unit; `number_format`
    is the spreadsheet format code of their labels. `title` names measure, unit and period (and, in colour, the series of a
    chart that has several).

    `axis` is the range of the value axis that charts of one unit on a slide share (None: the chart's own, with 0).
    Bubbles: `x_axis` the range across, `x_title` and `y_title` name the axes, `cross` is where the quadrants meet and
    `quadrants` name them (top left, top right, bottom left, bottom right). `colors` of a doughnut's parts by category;
    `center` stands in its hole. `totals` of stacked bars by category, printed at their ends (no text: none)."""

    key: str
    kind: ChartKind
    categories: tuple[ChartCategory, ...]
    series: tuple[ChartSeries, ...]
    number_format: str
    title: tuple[Run, ...] = ()
    axis: tuple[Decimal, Decimal] | None = None
    marks: tuple[ChartMark, ...] = ()
    x_axis: tuple[Decimal, Decimal] | None = None
    x_title: tuple[Run, ...] = ()
    y_title: tuple[Run, ...] = ()
    cross: tuple[Decimal, Decimal] | None = None
    quadrants: tuple[tuple[Run, ...], ...] = ()
    colors: tuple[str, ...] = ()
    center: tuple[Paragraph, ...] = ()
    totals: tuple[Run, ...] = ()
    alt: str = ""
    at: Position | None = None
