"""Hand-made placed charts of every kind in three languages, each label at its place: no spec, no layout."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from deckgen.model.chart import Chart, ChartCategory, ChartKind, ChartPoint, ChartSeries
from deckgen.model.geometry import Box
from deckgen.model.pages import ChartLabel, PlacedChart
from deckgen.model.set_text import TextStyle
from deckgen.model.text import Align, Anchor, Run
from tests.unit.write.pptx.builder import theme, value

KINDS: tuple[ChartKind, ...] = (
    "bar", "column", "stacked_bar", "stacked_column", "line", "doughnut", "bubble", "radar",
)  # fmt: skip
CATEGORIES = {
    "zh": ("苏州", "宁波", "雄安新区", "广州"),
    "en": ("Suzhou", "Ningbo", "Xiong'an", "Guangzhou"),
    "ja": ("蘇州", "寧波", "雄安新区", "広州"),
}
SERIES = {"zh": ("能源", "交通"), "en": ("Energy", "Transport"), "ja": ("エネルギー", "交通")}
NUMBERS = (("4", "3.5", "2", "1.5"), ("1", "2.5", "3", "1.2"))
BOX = Box(457_200, 1_600_200, 7_000_000, 4_000_000)
PLOT = Box(1_657_200, 1_700_200, 5_600_000, 3_400_000)
CIRCLE = Box(2_457_200, 1_900_200, 3_200_000, 3_200_000)
GAP = 50_800
MAXIMUM = {"stacked_bar": Decimal(7), "stacked_column": Decimal(7), "bubble": Decimal(5), "radar": Decimal(5)}


def placed(kind: ChartKind, language: str = "zh") -> PlacedChart:
    """A chart of the kind: the first point of the first series is highlighted, the last of every series a forecast."""
    style = theme().style("deck", language, "chart_label")
    chart = _bubbles(language) if kind == "bubble" else _chart(kind, language)
    item = PlacedChart(
        name="only/chart",
        box=BOX,
        chart=chart,
        plot=CIRCLE if kind in ("doughnut", "radar") else PLOT,
        minimum=Decimal(0),
        maximum=MAXIMUM.get(kind, Decimal(5)),
        gap_width=50,
        label_style=style,
        labels=(),
        x_minimum=Decimal(1) if kind == "bubble" else None,
        x_maximum=Decimal(5) if kind == "bubble" else None,
        bubble_diameter=700_000 if kind == "bubble" else 0,
        hole=60 if kind == "doughnut" else 0,
        rings=5,
    )
    return replace(item, labels=tuple(_labels(item, style)))


def _chart(kind: ChartKind, language: str) -> Chart:
    columns = NUMBERS[:1] if kind == "doughnut" else NUMBERS
    series = tuple(
        ChartSeries(
            name=SERIES[language][number],
            points=tuple(
                ChartPoint(
                    number=Decimal(raw),
                    value=value(raw, f"{number}.{index}"),
                    label=f"{Decimal(raw):.1f}" if kind != "radar" else "",
                    highlight=(number, index) == (0, 0),
                    forecast=index == len(column) - 1 and kind in ("column", "stacked_column", "line", "bar"),
                )
                for index, raw in enumerate(column)
            ),
            color=("context", "primary")[number],
            value=value("1", f"name{number}"),
        )
        for number, column in enumerate(columns)
    )
    return Chart(
        key="chart",
        kind=kind,
        categories=tuple(ChartCategory(text=text) for text in CATEGORIES[language]),
        series=series,
        number_format="0.0",
        colors=("highlight", "primary", "sky", "context") if kind == "doughnut" else (),
        alt="Tenders & shares",
    )


def _bubbles(language: str) -> Chart:
    places = (("2", "4", "8"), ("4.4", "2.2", "2"), ("3.4", "3.6", "4"), ("1.6", "1.4", "1"))
    series = tuple(
        ChartSeries(
            name=name,
            points=(
                ChartPoint(
                    number=Decimal(y),
                    value=value(y, name, "y"),
                    x=Decimal(x),
                    x_value=value(x, name, "x"),
                    size=Decimal(size),
                    size_value=value(size, name, "size"),
                    highlight=index == 0,
                ),
            ),
            color="sky" if index % 2 else "primary",
            value=value("1", name),
        )
        for index, (name, (x, y, size)) in enumerate(zip(CATEGORIES[language], places, strict=True))
    )
    return Chart(
        key="chart",
        kind="bubble",
        categories=(),
        series=series,
        number_format="0.0",
        x_axis=(Decimal(1), Decimal(5)),
        x_title=(Run(text="x & y"),),
        y_title=(Run(text="up"),),
        title=(Run(text="size"),),
        cross=(Decimal(3), Decimal("2.5")),
        alt="Where to begin",
    )


def _labels(item: PlacedChart, style: TextStyle) -> list[ChartLabel]:
    return [*_category_labels(item, style), *_value_labels(item, style)]


def _category_labels(item: PlacedChart, style: TextStyle) -> list[ChartLabel]:
    kind, plot, count = item.chart.kind, item.plot, len(item.chart.categories)
    if kind in ("doughnut", "bubble"):
        return []
    found: list[ChartLabel] = []
    for index, category in enumerate(item.chart.categories):
        align: Align = "center"
        anchor: Anchor = "top"
        if kind.endswith("bar"):
            x, y = plot.x - GAP, plot.y + plot.height * (2 * index + 1) // (2 * count)
            align, anchor = "right", "middle"
        elif kind == "radar":
            angle, radius = 2 * math.pi * index / count, plot.width / 2 + GAP
            x = round(plot.x + plot.width / 2 + radius * math.sin(angle))
            y = round(plot.y + plot.height / 2 - radius * math.cos(angle))
            align = ("center", "left", "center", "right")[index]
            anchor = ("bottom", "middle", "top", "middle")[index]
        else:
            x, y = plot.x + plot.width * (2 * index + 1) // (2 * count), plot.bottom + GAP
        found.append(ChartLabel("category", (category.text,), x, y, align, anchor, style, point=index))
    return found


def _value_labels(item: PlacedChart, style: TextStyle) -> list[ChartLabel]:
    chart, plot = item.chart, item.plot
    kind, count = chart.kind, len(chart.categories)
    found: list[ChartLabel] = []
    for number, series in enumerate(chart.series):
        for index, point in enumerate(series.points):
            y_part = float(point.number or 0) / float(item.maximum)
            align: Align = "center"
            anchor: Anchor = "bottom"
            look = replace(style, color="highlight", bold=True) if point.highlight else style
            if kind == "bubble":
                x = plot.x + round(plot.width * float((point.x or Decimal(0)) - 1) / 4)
                radius = round(item.bubble_diameter / 2 * math.sqrt(float(point.size or 0) / 8))
                place = x + radius + GAP, plot.bottom - round(plot.height * y_part)
                found.append(ChartLabel("series", (series.name,), *place, "left", "middle", look, series=number))
                continue
            if not point.label:
                continue
            before = float(sum(part.points[index].number or 0 for part in chart.series[:number])) / float(item.maximum)
            x, y = _value_place(kind, plot, number, index, count, y_part, before)
            if kind == "bar":
                align, anchor = "left", "middle"
            elif kind.startswith("stacked") or kind == "doughnut":
                anchor = "middle"
                look = replace(style, color="text" if series.color == "context" else "inverse")
            if kind == "doughnut":
                angle = 2 * math.pi * _middle(series.points, index)
                x = round(plot.x + plot.width / 2 * (1 + 0.8 * math.sin(angle)))
                y = round(plot.y + plot.height / 2 * (1 - 0.8 * math.cos(angle)))
                look = replace(style, color=("inverse", "inverse", "text", "text")[index])
            found.append(ChartLabel("value", (point.label,), x, y, align, anchor, look, point.highlight, number, index))
    # A label that layout leaves out is not printed.
    return found[:-1] if kind == "line" else found


def _value_place(
    kind: ChartKind, plot: Box, number: int, index: int, count: int, part: float, before: float
) -> tuple[int, int]:
    beside = 1 if kind.startswith("stacked") or kind == "line" else 2
    shift = 0.5 if beside == 1 else 0.3 + 0.4 * number
    along = (index + shift) / count
    if kind == "bar":
        return plot.x + round(plot.width * part) + GAP, plot.y + round(plot.height * along)
    if kind == "stacked_bar":
        return plot.x + round(plot.width * (before + part / 2)), plot.y + round(plot.height * along)
    if kind == "stacked_column":
        return plot.x + round(plot.width * along), plot.bottom - round(plot.height * (before + part / 2))
    return plot.x + round(plot.width * along), plot.bottom - round(plot.height * part) - GAP


def _middle(points: Sequence[ChartPoint], index: int) -> float:
    sizes = [float(point.number or 0) for point in points]
    return (sum(sizes[:index]) + sizes[index] / 2) / sum(sizes)
