"""`chart`: a query as a native chart: bars, columns, stacks, lines, a doughnut, a radar or bubbles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from deckgen.blocks.base import Block, Context
from deckgen.blocks.chart_bubble import bubble_chart
from deckgen.blocks.chart_common import refuse_kinds
from deckgen.blocks.chart_parts import doughnut_chart
from deckgen.blocks.chart_series import series_chart
from deckgen.blocks.chart_spec import HORIZONTAL, AnyMark, exactly, one_or_several, unsuitable_keys
from deckgen.blocks.highlight import Highlight, highlight_columns
from deckgen.diagnostics import Diagnostic, Position
from deckgen.model.chart import ChartKind
from deckgen.model.nodes import Node
from deckgen.source.located import ColumnName, Path, QueryName
from deckgen.text.localized import LocalizedText
from deckgen.text.validation import faults


class ChartBlock(Block):
    """`category` names the bars, points or parts, `values` the columns of their numbers. Several columns are several series;
    so are the values of the column `series` (long form: a row for each series and category). `title` names measure and
    period (else the measure's label); the unit is added from the values."""

    kind: ClassVar[str] = "chart"

    chart_kind: ChartKind = Field(alias="kind")
    data: QueryName
    category: ColumnName
    values: Annotated[
        tuple[ColumnName, ...],
        BeforeValidator(one_or_several, json_schema_input_type=ColumnName | tuple[ColumnName, ...]),
    ] = ()
    series: ColumnName | None = None
    highlight: Highlight | None = None
    title: LocalizedText | None = None
    forecast: ColumnName | None = Field(None, description="A column that is true where a number is a forecast.")
    marks: tuple[AnyMark, ...] = ()
    center: LocalizedText | None = Field(None, description="What stands in a doughnut's hole (else the total).")
    x: ColumnName | None = Field(None, description="Where a bubble stands across.")
    y: ColumnName | None = Field(None, description="Where a bubble stands upwards.")
    size: ColumnName | None = Field(None, description="What a bubble's area shows.")
    quadrants: Annotated[tuple[LocalizedText, ...], exactly(4)] | None = Field(
        None, description="Names of the quadrants: top left, top right, bottom left, bottom right."
    )
    cross: Annotated[tuple[Path | float, ...], exactly(2)] | None = Field(
        None, description="Where the quadrants meet, across and upwards: numbers or query.column (else in the middle)."
    )

    @model_validator(mode="after")
    def _keys_suit_kind(self) -> Self:
        found = list(unsuitable_keys(self.chart_kind, [(name, self._place_of(name)) for name in self._given()]))
        if self.series is not None and len(self.values) > 1:
            message = "a chart has several `values`, or one and `series`"
            found.append(Diagnostic("DG230", message, self.series.at, "leave out one of them"))
        if len(self.values) > 1 and self.title is None:
            hint = "say what the columns have in common"
            found.append(Diagnostic("DG230", "a chart of several columns needs a `title`", self.values[1].at, hint))
        if self.chart_kind == "doughnut" and len(self.values) > 1:
            message = "a doughnut shows one column"
            found.append(Diagnostic("DG230", message, self.values[1].at, "use stacked bars for several"))
        if found:
            raise faults(found)
        return self

    def _given(self) -> Iterator[str]:
        yield from (name for name in type(self).model_fields if getattr(self, name) not in (None, ()))

    def _place_of(self, name: str) -> Position | None:
        value = getattr(self, name)
        first = value[0] if isinstance(value, tuple) else value
        return getattr(first, "at", None)

    @property
    def bubble_columns(self) -> tuple[ColumnName, ColumnName, ColumnName]:
        """Where bubbles stand across and upwards, and what their areas show. Only a chart of kind bubble has them."""
        assert self.x is not None
        assert self.y is not None
        assert self.size is not None
        return self.x, self.y, self.size

    @property
    def direction(self) -> Literal["across", "up"] | None:
        """Which way its value axis runs, if it has one."""
        if self.chart_kind in ("doughnut", "bubble", "radar"):
            return None
        return "across" if self.chart_kind in HORIZONTAL else "up"

    def columns_used(self) -> Iterator[tuple[QueryName, ColumnName]]:
        for column in (self.category, *self.values, self.series, self.forecast, self.x, self.y, self.size):
            if column is not None:
                yield self.data, column
        yield from highlight_columns(self.highlight, self.data)

    def lower(self, context: Context) -> Node | None:
        if refuse_kinds(self, context):
            return None
        match self.chart_kind:
            case "bubble":
                return bubble_chart(self, context)
            case "doughnut":
                return doughnut_chart(self, context)
            case _:
                return series_chart(self, context)
