"""`table`: a query as a native table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict

from deckgen.blocks.base import Block, Context
from deckgen.blocks.highlight import Highlight, highlight_columns, highlighted
from deckgen.model.nodes import Node, Table, TableCell, TableColumn, TableRow
from deckgen.model.value import Value
from deckgen.text.localized import LocalizedText
from deckgen.text.located import ColumnName, QueryName


class TableColumnSpec(BaseModel):
    """A column of the query; `label` is its heading (else the label of its measure)."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    column: ColumnName
    label: LocalizedText | None = None


def _column(raw: Any) -> Any:
    """A bare name is a column with the heading of its measure."""
    return {"column": raw} if isinstance(raw, str) else raw


class TableBlock(Block):
    """A row of the query is a row of the table; it may continue on a next slide between rows."""

    kind: ClassVar[str] = "table"

    data: QueryName
    columns: tuple[
        Annotated[TableColumnSpec, BeforeValidator(_column, json_schema_input_type=ColumnName | TableColumnSpec)], ...
    ]
    highlight: Highlight | None = None
    title: LocalizedText | None = None

    def columns_used(self) -> Iterator[tuple[QueryName, ColumnName]]:
        for column in self.columns:
            yield self.data, column.column
        yield from highlight_columns(self.highlight, self.data)

    def lower(self, context: Context) -> Node | None:
        rows = context.rows(self.data)
        if not rows:
            return None
        marks = highlighted(self.highlight, rows, context)
        headings = tuple(self._heading(context, column, rows[0]) for column in self.columns)
        title = context.text(self.title) if self.title else ()
        return Table(
            key=context.key(self),
            columns=headings,
            rows=tuple(
                TableRow(cells=tuple(self._cell(context, row, column) for column in self.columns), highlight=mark)
                for row, mark in zip(rows, marks, strict=True)
            ),
            title=title,
            alt=_alternative(title, headings),
            at=self.at,
        )

    def _heading(self, context: Context, column: TableColumnSpec, row: Mapping[str, Value]) -> TableColumn:
        runs = context.text(column.label) if column.label else context.label(column.column)
        numeric = row[column.column].is_number
        return TableColumn(key=column.column, heading=runs, align="right" if numeric else "left", numeric=numeric)

    def _cell(self, context: Context, row: Mapping[str, Value], column: TableColumnSpec) -> TableCell:
        value = row[column.column]
        run = context.word("not_available") if value.raw is None else context.show(value, column.column.at)
        return TableCell(runs=(run,))


def _alternative(title: tuple[Any, ...], columns: tuple[TableColumn, ...]) -> str:
    """The text alternative: the title, else the headings."""
    named = "".join(run.text for run in title)
    return named or " | ".join("".join(run.text for run in column.heading) for column in columns)
