"""`table`: a query as a native table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import BeforeValidator, Field, model_validator

from deckgen.blocks.base import Block, Context
from deckgen.blocks.harvey import harvey_cell, scale_top
from deckgen.blocks.heat import Scale, common_scale, heat_cell, range_of
from deckgen.blocks.highlight import Highlight, highlight_columns, highlighted
from deckgen.blocks.labelled import LabelledColumn, named_column
from deckgen.diagnostics import Position, closest, did_you_mean
from deckgen.model.nodes import Node, Table, TableCell, TableColumn, TableRow
from deckgen.model.text import Run
from deckgen.model.value import Value
from deckgen.source.located import ColumnName, LocatedMap, QueryName
from deckgen.text.formats import ChartScale
from deckgen.text.localized import LocalizedText
from deckgen.text.validation import fault

Look = Literal["text", "harvey", "heat"]


class TableColumnSpec(LabelledColumn):
    """A column of the query and how its values look: printed, as Harvey balls, or printed on their heat."""

    look: Look = Field("text", alias="as")


_Shorthand = dict[ColumnName, Look]


def _column(raw: Any) -> Any:
    """A bare name is a column with the heading of its measure; `{ease: harvey}` is one with its look."""
    if not isinstance(raw, LocatedMap) or len(raw) != 1:
        return named_column(raw)
    ((name, look),) = raw.items()
    keys = [field.alias or key for key, field in TableColumnSpec.model_fields.items()]
    if name in keys or (look not in get_args(Look) and closest(name, keys)):
        return raw
    column = LocatedMap(raw.at)
    column.add("column", name, raw.key_at(name), raw.key_at(name))
    column.add("as", look, raw.value_at(name), raw.value_at(name))
    return column


@dataclass(frozen=True, slots=True)
class _Heat:
    """The range of a column's numbers and how they are printed."""

    range: Scale
    units: ChartScale


@dataclass(frozen=True, slots=True)
class _Harvey:
    """The top of a column's scale; None if it is on none (an error of the target)."""

    top: int | None


class TableBlock(Block):
    """A row of the query is a row of the table; it may continue on a next slide between rows."""

    kind: ClassVar[str] = "table"

    data: QueryName
    columns: tuple[
        Annotated[
            TableColumnSpec,
            BeforeValidator(_column, json_schema_input_type=ColumnName | TableColumnSpec | _Shorthand),
        ],
        ...,
    ]
    highlight: Highlight | None = None
    highlight_column: ColumnName | None = None
    title: LocalizedText | None = None

    @model_validator(mode="after")
    def _highlight_is_shown(self) -> Self:
        names = [str(column.column) for column in self.columns]
        if self.highlight_column is not None and self.highlight_column not in names:
            hint = did_you_mean(self.highlight_column, names) or f"its columns are {', '.join(names)}"
            message = f"the table does not show the column '{self.highlight_column}'"
            raise fault("DG211", message, self.highlight_column.at, hint)
        return self

    def columns_used(self) -> Iterator[tuple[QueryName, ColumnName]]:
        for column in self.columns:
            yield self.data, column.column
        yield from highlight_columns(self.highlight, self.data)

    def lower(self, context: Context) -> Node | None:
        rows = context.rows(self.data)
        if not rows:
            return None
        marks = highlighted(self.highlight, rows, context)
        title = context.text(self.title) if self.title else ()
        looks = [_look(context, column, rows) for column in self.columns]
        headings = tuple(
            self._heading(context, column, rows[0], look) for column, look in zip(self.columns, looks, strict=True)
        )
        return Table(
            key=context.key(self),
            columns=headings,
            rows=tuple(
                TableRow(
                    cells=tuple(
                        _cell(context, row[column.column], look, column.column.at)
                        for column, look in zip(self.columns, looks, strict=True)
                    ),
                    highlight=mark,
                )
                for row, mark in zip(rows, marks, strict=True)
            ),
            title=title,
            tiles=any(isinstance(look, _Heat) for look in looks),
            alt=_alternative(title, headings),
            at=self.at,
        )

    def _heading(
        self, context: Context, column: TableColumnSpec, row: Mapping[str, Value], look: _Heat | _Harvey | None
    ) -> TableColumn:
        unit = context.unit(look.units.unit_label) if isinstance(look, _Heat) else ()
        numeric = row[column.column].is_number and column.look != "harvey"
        align = "center" if column.look != "text" else "right" if numeric else "left"
        return TableColumn(
            key=column.column,
            heading=(*column.heading(context), *unit),
            align=align,
            numeric=numeric,
            highlight=column.column == self.highlight_column,
        )


def _look(context: Context, column: TableColumnSpec, rows: Sequence[Mapping[str, Value]]) -> _Heat | _Harvey | None:
    """What the cells of a column have in common; None if they are only printed."""
    at = column.column.at
    values = [row[column.column] for row in rows]
    if column.look == "harvey":
        return _Harvey(scale_top(context, values[0], at))
    units = common_scale(context, values, at) if column.look == "heat" else None
    return _Heat(range_of(values), units) if units is not None else None


def _cell(context: Context, value: Value, look: _Heat | _Harvey | None, at: Position | None) -> TableCell:
    if value.raw is None:
        return TableCell(runs=(context.word("not_available"),))
    match look:
        case _Harvey(top=None):
            return TableCell(runs=())
        case _Harvey(top=int(top)):
            return harvey_cell(context, value, top, at)
        case _Heat():
            return heat_cell(context, value, look.range, look.units, at)
        case _:
            return TableCell(runs=(context.show(value, at),))


def _alternative(title: tuple[Run, ...], columns: tuple[TableColumn, ...]) -> str:
    """The text alternative: the title, else the headings."""
    named = "".join(run.text for run in title)
    return named or " | ".join("".join(run.text for run in column.heading) for column in columns)
