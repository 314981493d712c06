"""`matrix`: a query in long form as a heat map, or as a table of marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import AfterValidator

from deckgen.blocks.base import Block, Context
from deckgen.blocks.harvey import QUARTERS
from deckgen.blocks.heat import Scale, common_scale, heat_cell, legend, range_of
from deckgen.blocks.highlight import Highlight, highlight_columns, highlighted
from deckgen.blocks.pivot import Pivot, constant_of, pivot
from deckgen.diagnostics import Diagnostic
from deckgen.model.nodes import HarveyBall, Node, Stack, Table, TableCell, TableColumn, TableRow
from deckgen.model.text import Run
from deckgen.model.value import Measure, Value
from deckgen.source.located import ColumnName, QueryName
from deckgen.text.formats import ChartScale
from deckgen.text.localized import LocalizedText

_MISSING = TableCell(runs=(Run(text="–", furniture=True),))


def _from_low_to_high(scale: tuple[float, ...]) -> tuple[float, ...]:
    if len(scale) != 2 or not scale[0] < scale[1]:
        raise ValueError("a scale is two numbers, the lower first")
    return scale


@dataclass(frozen=True, slots=True)
class _Heat:
    """`scale` decides colours, `units` how the numbers are printed, which all have one measure."""

    scale: Scale
    units: ChartScale
    measure: Measure | None


class Matrix(Block):
    """`row` and `column` name what stands at the left and at the top, `value` what stands in the cells: a number, printed
    on its colour between the ends of `scale` (else the least and greatest number), or a text or truth value, shown as a
    mark where there is one."""

    kind: ClassVar[str] = "matrix"

    data: QueryName
    row: ColumnName
    column: ColumnName
    value: ColumnName
    total: ColumnName | None = None
    scale: Annotated[tuple[float, ...], AfterValidator(_from_low_to_high)] | None = None
    highlight: Highlight | None = None
    title: LocalizedText | None = None

    def columns_used(self) -> Iterator[tuple[QueryName, ColumnName]]:
        for column in (self.row, self.column, self.value, self.total):
            if column is not None:
                yield self.data, column
        yield from highlight_columns(self.highlight, self.data)

    def lower(self, context: Context) -> Node | None:
        found = pivot(context, self.data, self.row, self.column)
        if found is None or not found.rows:
            return None
        values = [value for value in found.column_values(self.value) if value.raw is not None]
        totals = _totals(context, found, self.row, self.total) if self.total is not None else []
        heat: _Heat | None = None
        if any(value.is_number for value in values):
            alike = [total for total in totals if total is not None and total.measure == values[0].measure]
            units = common_scale(context, [*values, *alike], self.value.at)
            if units is None:
                return None
            heat = _Heat(self._scale(values), units, values[0].measure)
        unit = context.unit(heat.units.unit_label) if heat else ()
        title = (*context.text(self.title), *unit) if self.title else ()
        table = self._table(context, found, heat, title)
        if self.total is not None:
            table = self._with_totals(context, table, self.total, totals, heat)
        return Stack(items=(table, legend(context, table.key, () if title else unit))) if heat else table

    def _scale(self, values: Sequence[Value]) -> Scale:
        if self.scale is None:
            return range_of(values)
        low, high = (Decimal(str(end)) for end in self.scale)
        return low, high

    def _table(self, context: Context, found: Pivot, heat: _Heat | None, title: tuple[Run, ...]) -> Table:
        columns = [
            TableColumn(key=self.row, heading=context.find_label(self.row)),
            *(
                TableColumn(
                    key=f"{self.column}/{number}",
                    heading=(context.show(row[self.column], self.column.at),),
                    align="center",
                    numeric=heat is not None,
                )
                for number, row in enumerate(found.columns, start=1)
            ),
        ]
        marks = highlighted(self.highlight, found.rows, context)
        rows: list[TableRow] = []
        for index, (row, mark) in enumerate(zip(found.rows, marks, strict=True)):
            cells = [TableCell(runs=(context.show(row[self.row], self.row.at),))]
            for column in range(len(found.columns)):
                cell = found.cells.get((index, column))
                cells.append(self._cell(context, cell[self.value] if cell else None, heat))
            rows.append(TableRow(cells=tuple(cells), highlight=mark))
        return Table(
            key=context.key(self),
            columns=tuple(columns),
            rows=tuple(rows),
            title=title,
            tiles=heat is not None,
            alt=_alternative(title, columns),
            at=self.at,
        )

    def _cell(self, context: Context, value: Value | None, heat: _Heat | None) -> TableCell:
        if heat is not None:
            if value is None or value.raw is None:
                return _MISSING
            return heat_cell(context, value, heat.scale, heat.units, self.value.at)
        if value is None or not value.raw:
            return TableCell(runs=())
        context.count(value, self.value.at)
        words = value.raw if isinstance(value.raw, str) else context.word("yes").text
        return TableCell(runs=(), symbol=HarveyBall(quarters=QUARTERS, value=value, alt=words))

    def _with_totals(
        self, context: Context, table: Table, total: ColumnName, values: Sequence[Value | None], heat: _Heat | None
    ) -> Table:
        """The table with the last column: in the cells' unit if the totals have their measure, else in their own."""
        present = [value for value in values if value is not None]
        is_alike = heat is not None and all(value.measure == heat.measure for value in present)
        units = heat.units if heat is not None and is_alike else common_scale(context, present, total.at)
        if units is None:
            return table
        unit = () if is_alike else context.unit(units.unit_label)
        column = TableColumn(key=total, heading=(*context.label(total), *unit), align="right", numeric=True)
        rows = tuple(
            replace(row, cells=(*row.cells, _total_cell(context, value, units, total)))
            for row, value in zip(table.rows, values, strict=True)
        )
        return replace(table, columns=(*table.columns, column), rows=rows)


def _totals(context: Context, found: Pivot, name: ColumnName, total: ColumnName) -> list[Value | None]:
    """The total of each row, None where there is none; DG538 for one that differs within its row."""
    values: list[Value | None] = []
    for index, row in enumerate(found.rows):
        cells = [cell for (place, _), cell in found.cells.items() if place == index]
        value = constant_of(cells, total)
        if value is None:
            message = f"the rows of '{row[name].raw}' have several values of '{total}'"
            context.fail(Diagnostic("DG538", message, total.at, "compute one for each row in the query"))
        values.append(value if value is not None and value.raw is not None else None)
    return values


def _total_cell(context: Context, value: Value | None, units: ChartScale, total: ColumnName) -> TableCell:
    if value is None:
        return _MISSING
    return TableCell(runs=(replace(context.show(value, total.at), text=units.label(value)),), bold=True)


def _alternative(title: tuple[Run, ...], columns: Sequence[TableColumn]) -> str:
    """The text alternative: the title, else the headings."""
    named = "".join(run.text for run in title)
    headings = ("".join(run.text for run in column.heading) for column in columns)
    return named or " | ".join(heading for heading in headings if heading)
