"""Rows as DuckDB gave them to rows of `Inputs`: plain cells, and the lineage and key of each row."""

from __future__ import annotations

import datetime
import math
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

from deckgen.data.dataset import Dataset
from deckgen.data.package import SOURCE_COLUMN
from deckgen.model.inputs import Cell, QueryResult, RowOrigin
from deckgen.resolve.ran import Ran, RawRow
from deckgen.resolve.witness import Witness

_TEXT_TYPES = ("VARCHAR", "DATE", "BOOLEAN")
_TOO_LARGE = 1e30
"""Numbers from here on have more digits than the one rounding rule keeps once they are in their base unit."""


class Results:
    """Makes the results of statements that ran; those that are the same for every target are made once."""

    def __init__(self, dataset: Dataset, witness: Witness) -> None:
        self._witness = witness
        self._key_columns = frozenset(name for table in dataset.tables.values() for name in table.primary_key)
        self._sources = frozenset(table.name for table in dataset.tables.values())
        self._shared: dict[int, QueryResult] = {}

    def result(self, ran: Ran, target: int) -> QueryResult:
        """What a statement gives for one target. Raises `DeckgenError` DG413 for a number that is not finite or too
        large to print."""
        if None not in ran.rows:
            return self._make(ran, ran.of(target))
        if id(ran) not in self._shared:
            self._shared[id(ran)] = self._make(ran, ran.of(target))
        return self._shared[id(ran)]

    def _make(self, ran: Ran, raw: Sequence[RawRow]) -> QueryResult:
        width = len(ran.types)
        rows = [tuple(plain(ran, cell) for cell in row.cells[:width]) for row in raw]
        parts, indexes = _parts(ran)
        whole = [self._origin(ran, row, cells, parts) for row, cells in zip(raw, rows, strict=True)]
        keys = self._keys(ran, rows, whole)
        return QueryResult(
            columns=ran.columns[:width],
            kinds=ran.kinds[:width],
            rows=tuple(rows),
            origins=tuple(_keyed(origin, key) for origin, key in zip(whole, keys, strict=True)),
            parts=indexes if any(index >= 0 for index in indexes) else (),
        )

    def _origin(self, ran: Ran, row: RawRow, cells: Sequence[Cell], parts: Sequence[int | None]) -> RowOrigin:
        whole = self._witness.origin(row.ids[0], row.direct)
        if ran.declared:
            named = {
                str(cell) for name, cell in zip(ran.columns, cells, strict=False) if name == SOURCE_COLUMN and cell
            }
            sources = tuple(sorted({*whole.sources, *named}))
            return replace(whole, rows=whole.rows or ran.tables, sources=sources)
        return replace(whole, parts=tuple(self._part(whole, row, group) for group in parts))

    def _part(self, whole: RowOrigin, row: RawRow, group: int | None) -> RowOrigin:
        """The lineage of a column: its own rows, the sources of everything its row was made from."""
        if group is None:
            return RowOrigin()
        return replace(self._witness.origin(row.ids[group], row.direct), sources=whole.sources, withheld=whole.withheld)

    def _keys(
        self, ran: Ran, rows: Sequence[Sequence[Cell]], origins: Sequence[RowOrigin]
    ) -> list[tuple[tuple[str, str], ...]]:
        """A key for each row: primary-key columns if they tell the rows apart, else the one dataset row behind each, else
        texts, else everything."""
        names = ran.columns[: len(ran.types)]
        of_keys = [index for index, name in enumerate(names) if name in self._key_columns]
        texts = [index for index, kind in enumerate(ran.types) if kind in _TEXT_TYPES]
        by_row = [
            (("row", origin.rows[0]),) if origin.row_count == 1 and len(origin.rows) == 1 else () for origin in origins
        ]
        choices = [_cut(names, rows, of_keys)] if of_keys or len(rows) == 1 else []
        choices += [by_row, _cut(names, rows, texts), _cut(names, rows, sorted({*of_keys, *texts}))]
        choices += [_cut(names, rows, range(len(names)))]
        for keys in choices:
            if len(rows) <= 1 or len(set(keys)) == len(rows):
                return keys
        digests = [(("rows", origin.rows_digest[:16]),) for origin in origins]
        return [(*key, *digest) for key, digest in zip(choices[-1], digests, strict=True)]


def _cut(
    names: Sequence[str], rows: Sequence[Sequence[Cell]], indexes: Collection[int]
) -> list[tuple[tuple[str, str], ...]]:
    return [tuple((names[index], text_of(row[index])) for index in indexes) for row in rows]


def _keyed(origin: RowOrigin, key: tuple[tuple[str, str], ...]) -> RowOrigin:
    return replace(origin, row_key=key, parts=tuple(replace(part, row_key=key) for part in origin.parts))


def within_row(result: QueryResult, key: tuple[tuple[str, str], ...]) -> QueryResult:
    """A query's result for one row of a slide's `for_each`: its rows are named by that row's key too, since another row of the
    slide has rows of the same keys."""
    origins = [
        _keyed(origin, (*(part for part in key if part not in origin.row_key), *origin.row_key))
        for origin in result.origins
    ]
    return replace(result, origins=tuple(origins))


def _parts(ran: Ran) -> tuple[list[int | None], tuple[int, ...]]:
    """The column groups that differ from the whole row, and for each column the index of its group (-1: the whole row)."""
    groups = ran.groups[: len(ran.types)]
    parts = list(dict.fromkeys(group for group in groups if group != 0)) if not ran.declared else []
    return parts, tuple(parts.index(group) if group in parts else -1 for group in groups)


def plain(ran: Ran, cell: Any) -> Cell:
    """A cell as plain data: floats as exact decimals, dates as ISO text, localized text by language (None if all empty)."""
    if isinstance(cell, float):
        if not math.isfinite(cell):
            hint = "nullif(…, 0) keeps a division from it"
            raise ran.statement.failure("DG413", f"a value is {cell}, not a finite number", None, hint)
        if abs(cell) >= _TOO_LARGE:
            message = f"a value is {cell:.3g}, larger than any number that can be printed"
            raise ran.statement.failure("DG413", message, None, "mend the computation, or use a larger unit")
        return Decimal(repr(cell))
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, dict):
        texts = {str(language): text for language, text in cast("dict[str, Any]", cell).items() if text is not None}
        return texts or None
    return cell


def text_of(cell: Cell) -> str:
    """A cell in a key or a message."""
    if cell is None:
        return "NULL"
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str | int):
        return str(cell)
    if isinstance(cell, Decimal):
        return format(cell.normalize(), "f")
    return next(iter(cell.values()), "")
