"""`chain`: a value chain, a chevron for each part and rows of what is true of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from deckgen.blocks.base import Block, Context
from deckgen.blocks.highlight import Highlight, highlight_columns, highlighted
from deckgen.blocks.labelled import LabelledColumn, named_column
from deckgen.blocks.parts import POINT, has_suitable_count
from deckgen.model.nodes import (
    Area,
    Areas,
    Line,
    Node,
    Only,
    Stack,
    Table,
    TableCell,
    TableColumn,
    TableRow,
    Text,
)
from deckgen.model.text import Paragraph, Run
from deckgen.model.value import Value
from deckgen.source.located import ColumnName, QueryName

FEWEST_AND_MOST = 2, 8
_INTERLOCK = -0.5
"""Gutters by which a chevron reaches into the next."""

_Rows = Sequence[Mapping[str, Value]]


class Chain(Block):
    """A row of the query is a part of the chain: a chevron in the deck, a table's row in the brief."""

    kind: ClassVar[str] = "chain"

    data: QueryName
    head: ColumnName
    rows: tuple[
        Annotated[LabelledColumn, BeforeValidator(named_column, json_schema_input_type=ColumnName | LabelledColumn)],
        ...,
    ] = ()
    highlight: Highlight | None = None

    def columns_used(self) -> Iterator[tuple[QueryName, ColumnName]]:
        yield self.data, self.head
        for row in self.rows:
            yield self.data, row.column
        yield from highlight_columns(self.highlight, self.data)

    def lower(self, context: Context) -> Node | None:
        rows = context.rows(self.data)
        if not rows or not has_suitable_count(context, "parts", len(rows), FEWEST_AND_MOST, self.data.at):
            return None
        key = context.key(self)
        marks = highlighted(self.highlight, rows, context)
        chevrons = Only(medium="deck", node=self._chevrons(context, key, rows, marks))
        return Stack(items=(chevrons, Only(medium="brief", node=self._table(context, key, rows, marks))))

    def _chevrons(self, context: Context, key: str, rows: _Rows, marks: Sequence[bool]) -> Areas:
        count = len(rows)
        parts = tuple(
            self._part(context, row, mark, key, number)
            for number, (row, mark) in enumerate(zip(rows, marks, strict=True), start=1)
        )
        heads = Areas(
            areas=tuple(Area(node=part, row=0, column=index) for index, part in enumerate(parts)),
            widths=(1,) * count,
            column_gap=_INTERLOCK,
        )
        areas = [Area(node=heads, row=0, column=0)]
        areas.extend(
            Area(node=self._lane(context, labelled, f"{key}/{labelled.column}", rows), row=number, column=0)
            for number, labelled in enumerate(self.rows, start=1)
        )
        return Areas(areas=tuple(areas), widths=(1,), row_gap=1.5, grow=(0,), elastic=True)

    def _lane(self, context: Context, labelled: LabelledColumn, key: str, rows: _Rows) -> Areas:
        """A label on a rule, and below it what is true of each part."""
        count = len(rows)
        label = Paragraph(runs=labelled.heading(context), role="item_label")
        areas = [
            Area(node=Text(key=f"{key}/label", paragraphs=(label,), at=self.at), row=0, column=0, columns=count),
            Area(node=Line(key=f"{key}/rule"), row=1, column=0, columns=count),
        ]
        for column, row in enumerate(rows):
            words = Paragraph(runs=(_shown(context, row, labelled.column),), role="part_text")
            text = Text(key=f"{key}/{column + 1}", paragraphs=(words,), at=self.at)
            areas.append(Area(node=text, row=2, column=column, align="top"))
        return Areas(areas=tuple(areas), widths=(1,) * count, row_gap=0.35, grow=(2,))

    def _part(self, context: Context, row: Mapping[str, Value], mark: bool, key: str, number: int) -> Text:
        head = Paragraph(runs=(context.show(row[self.head], self.head.at),), role="part_head", align="center")
        return Text(
            key=f"{key}/{number}",
            paragraphs=(head,),
            at=self.at,
            fill="highlight" if mark else "primary",
            shape="homePlate" if number == 1 else "chevron",
            adjustments=(POINT,),
            anchor="middle",
        )

    def _table(self, context: Context, key: str, rows: _Rows, marks: Sequence[bool]) -> Table:
        stage = context.find_label(self.head) or (context.word("stage"),)
        columns = (
            TableColumn(key=self.head, heading=stage),
            *(TableColumn(key=labelled.column, heading=labelled.heading(context)) for labelled in self.rows),
        )
        names = (self.head, *(labelled.column for labelled in self.rows))
        lines = tuple(
            TableRow(
                cells=tuple(TableCell(runs=(_shown(context, row, name),), bold=name is self.head) for name in names),
                highlight=mark,
            )
            for row, mark in zip(rows, marks, strict=True)
        )
        alt = " | ".join("".join(run.text for run in column.heading) for column in columns)
        return Table(key=key, columns=columns, rows=lines, alt=alt, at=self.at)


def _shown(context: Context, row: Mapping[str, Value], column: ColumnName) -> Run:
    value = row[column]
    return context.word("not_available") if value.raw is None else context.show(value, column.at)
