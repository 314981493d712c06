"""Charts of every kind for tests of layout, and everything that is placed of one as boxes of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from deckgen.layout.chart import measure_chart
from deckgen.layout.chart_labels import label_box
from deckgen.layout.typography import Typography
from deckgen.model.chart import (
    Chart,
    ChartCategory,
    ChartKind,
    ChartMark,
    ChartPoint,
    ChartSeries,
    DifferenceArrow,
    ReferenceLine,
)
from deckgen.model.document import Medium
from deckgen.model.geometry import Box, emu
from deckgen.model.pages import Item, PlacedChart, PlacedGroup, PlacedText
from deckgen.model.text import Paragraph, Run
from tests.unit.layout.document import AT, packaged_theme, runs

COLORS = ("primary", "sky", "positive", "gold", "muted", "context")
AREA = Box(emu(40), emu(120), emu(520), emu(300))
"""Where `placed` puts a chart."""


def typography(language: str = "en", medium: Medium = "deck") -> Typography:
    return Typography(packaged_theme(), medium, language)


def series_chart(
    kind: ChartKind,
    names: Sequence[str],
    numbers: Sequence[Sequence[int | None]],
    *,
    series: Sequence[str] | None = None,
    labelled: Iterable[int] | None = None,
    highlights: Iterable[int] = (),
    marks: tuple[ChartMark, ...] = (),
    **parts: object,
) -> Chart:
    """A chart of several series of whole numbers (None is a gap); `labelled` points print theirs (else all)."""
    shown = set(range(len(names)) if labelled is None else labelled)
    marked = set(highlights)
    called = series or [f"Series {number}" for number in range(1, len(numbers) + 1)]
    return Chart(
        key="chart",
        kind=kind,
        categories=tuple(ChartCategory(text=name) for name in names),
        series=tuple(
            ChartSeries(
                name=called[number],
                points=tuple(
                    _point(value, index in shown or index in marked, index in marked)
                    for index, value in enumerate(values)
                ),
                color=COLORS[number % len(COLORS)],
            )
            for number, values in enumerate(numbers)
        ),
        number_format="0",
        marks=marks,
        **({"title": runs("Chart title"), "at": AT} | parts),  # type: ignore[arg-type]
    )


def _point(value: int | None, is_labelled: bool, highlight: bool) -> ChartPoint:
    if value is None:
        return ChartPoint(number=None, value=None)
    label = f"{value:,}" if is_labelled else ""
    return ChartPoint(number=Decimal(value), value=None, label=label, highlight=highlight)


def doughnut(names: Sequence[str], numbers: Sequence[int], center: str = "Total") -> Chart:
    return series_chart(
        "doughnut",
        names,
        [numbers],
        colors=COLORS[: len(names)],
        center=(Paragraph(runs=runs(center), role="item_label", align="center"),),
    )


def bubbles(items: Sequence[tuple[str, int, int, int]], quadrants: Sequence[str] = (), language: str = "en") -> Chart:
    """Items of (name, across, upwards, size) on axes from 0 to 10."""
    series = tuple(
        ChartSeries(
            name=name,
            points=(ChartPoint(number=Decimal(y), value=None, x=Decimal(x), size=Decimal(size)),),
            color="primary",
        )
        for name, x, y, size in items
    )
    return Chart(
        key="chart",
        kind="bubble",
        categories=tuple(ChartCategory(text=each.name) for each in series),
        series=series,
        number_format="0",
        axis=(Decimal(0), Decimal(10)),
        x_axis=(Decimal(0), Decimal(10)),
        x_title=runs("Across"),
        y_title=runs("Upwards"),
        cross=(Decimal(5), Decimal(5)),
        quadrants=tuple(runs(name) for name in quadrants),
        at=AT,
    )


def difference(first: int, second: int, label: str = "1.5×", series: int = 0) -> DifferenceArrow:
    return DifferenceArrow(series=series, first=first, second=second, label=runs(label))


def growth(last: int, label: str = "CAGR +8.1%", series: int = 0) -> DifferenceArrow:
    return DifferenceArrow(series=series, first=0, second=last, label=runs(label), kind="growth")


def reference(number: int, label: str = "Mean 50") -> ReferenceLine:
    return ReferenceLine(number=Decimal(number), label=(Run(text=label),))


def placed(chart: Chart, language: str = "en", medium: Medium = "deck", area: Box = AREA) -> tuple[Item, ...]:
    """The chart's items in the area, or as high as it must be."""
    measured = measure_chart(chart, area.width, typography(language, medium), "s1")
    return measured.place(area.x, area.y, max(area.height, measured.minimum))


def native(items: Iterable[Item]) -> PlacedChart:
    """The one chart of the items."""
    (found,) = (item for item in items if isinstance(item, PlacedChart))
    return found


def groups(items: Iterable[Item]) -> list[PlacedGroup]:
    return [item for item in items if isinstance(item, PlacedGroup)]


def words(items: Iterable[Item], language: str = "en", medium: Medium = "deck") -> Iterator[tuple[str, Box]]:
    """Every word of a chart with the box that it covers: labels of the chart itself, texts about it, texts in marks."""
    for item in items:
        if isinstance(item, PlacedChart):
            for label in item.labels:
                yield " ".join(label.lines), label_box(label, typography(language, medium))
        elif isinstance(item, PlacedText):
            yield item.name, item.box
        elif isinstance(item, PlacedGroup):
            yield from ((part.name, part.box) for part in item.items if isinstance(part, PlacedText))
