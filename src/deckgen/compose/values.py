"""Query results as values: cells with their origin and measure, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from deckgen.model.inputs import Cell, Inputs, QueryResult
from deckgen.model.value import Measure, Origin, Scalar, Value

YEAR = Measure(format="year")


class Values:
    """The rows that a target's texts and blocks read: queries by name, and the `for_each` row by its variable."""

    def __init__(self, inputs: Inputs, measures: Mapping[str, Measure], language: str) -> None:
        self._results = {**inputs.queries, **inputs.row}
        self._measures = {"year": YEAR, **measures}
        self._language = language
        self._rows: dict[str, tuple[Mapping[str, Value], ...]] = {}

    def rows(self, query: str) -> tuple[Mapping[str, Value], ...]:
        """Rows of column -> value."""
        if query not in self._rows:
            self._rows[query] = self._read(query, self._results[query])
        return self._rows[query]

    def has_rows(self, query: str) -> bool:
        return self._results[query].has_rows

    @cached_property
    def scope(self) -> Mapping[str, Mapping[str, Value]]:
        """What a text may select from: the one row of each query (missing cells if it has none)."""
        return {name: self._one(name, result) for name, result in self._results.items()}

    def _one(self, query: str, result: QueryResult) -> Mapping[str, Value]:
        if result.rows:
            return self.rows(query)[0]
        return {
            column: Value(raw=None, origin=Origin(query=query, row_key=(), column=column, kind=kind))
            for column, kind in zip(result.columns, result.kinds, strict=True)
        }

    def _read(self, query: str, result: QueryResult) -> tuple[Mapping[str, Value], ...]:
        rows: list[Mapping[str, Value]] = []
        for index, cells in enumerate(result.rows):
            row: dict[str, Value] = {}
            for number, (column, kind, cell) in enumerate(zip(result.columns, result.kinds, cells, strict=True)):
                lineage = result.origin(index, number)
                origin = Origin(
                    query=query,
                    row_key=result.origins[index].row_key,
                    column=column,
                    kind=kind,
                    rows=lineage.rows,
                    row_count=lineage.row_count,
                    rows_digest=lineage.rows_digest,
                    sources=lineage.sources,
                    withheld=lineage.withheld,
                )
                row[column] = Value(raw=self._local(cell), origin=origin, measure=self._measures.get(column))
            rows.append(row)
        return tuple(rows)

    def _local(self, cell: Cell) -> Scalar:
        return cell.get(self._language) if isinstance(cell, Mapping) else cell
