"""`chart`: a query as a native bar (horizontal) or column (vertical) chart of one series."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from pydantic import Field

from deckgen.blocks.base import Block, Context
from deckgen.blocks.highlight import Highlight, highlight_columns, highlighted
from deckgen.model.nodes import Chart, ChartCategory, ChartPoint, ChartSeries, Node
from deckgen.model.value import Value
from deckgen.text.formats import ChartScale, chart_scale
from deckgen.text.localized import LocalizedText
from deckgen.text.located import ColumnName, QueryName


class ChartBlock(Block):
    """`category` names the bars, `values` gives their lengths. `title` names measure and period (else the measure's label);
    the unit is added from the values."""

    kind: ClassVar[str] = "chart"

    chart_kind: Literal["bar", "column"] = Field(alias="kind")
    data: QueryName
    category: ColumnName
    values: ColumnName
    highlight: Highlight | None = None
    title: LocalizedText | None = None

    def columns_used(self) -> Iterator[tuple[QueryName, ColumnName]]:
        yield self.data, self.category
        yield self.data, self.values
        yield from highlight_columns(self.highlight, self.data)

    def lower(self, context: Context) -> Node | None:
        rows = context.rows(self.data)
        values = [row[self.values] for row in rows]
        if not any(value.is_number for value in values):
            return None
        marks = highlighted(self.highlight, rows, context)
        categories = tuple(self._category(context, row[self.category]) for row in rows)
        name = context.text(self.title) if self.title else context.label(self.values)
        scale = chart_scale([value for value in values if value.is_number], context.language)
        points = tuple(self._point(context, value, mark, scale) for value, mark in zip(values, marks, strict=True))
        series = ChartSeries(name="".join(run.text for run in name), points=points)
        return Chart(
            key=context.key(self),
            kind=self.chart_kind,
            categories=categories,
            series=(series,),
            number_format=scale.format_code,
            title=(*name, *context.unit(scale.unit_label)),
            alt=_alternative(series, categories),
            at=self.at,
        )

    def _category(self, context: Context, value: Value) -> ChartCategory:
        return ChartCategory(text=context.show(value, self.category.at).text, value=value)

    def _point(self, context: Context, value: Value, mark: bool, scale: ChartScale) -> ChartPoint:
        if value.raw is None:
            return ChartPoint(number=None, value=None)
        context.show(value, self.values.at)
        return ChartPoint(number=scale.number(value), value=value, label=scale.label(value), highlight=mark)


def _alternative(series: ChartSeries, categories: Sequence[ChartCategory]) -> str:
    """The text alternative: what is measured, and every bar with its number."""
    bars = ", ".join(
        f"{category.text} {point.label}"
        for category, point in zip(categories, series.points, strict=True)
        if point.label
    )
    return f"{series.name}: {bars}"
