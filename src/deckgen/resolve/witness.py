"""Row ids to lineage: which dataset rows they are, with their sources, units and what may not be shown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from deckgen.data import Dataset, Table
from deckgen.data.package import SOURCE_COLUMN, SOURCES_TABLE
from deckgen.data.sql import quoted
from deckgen.data.table import SERIES_COLUMNS, UNIT_COLUMN, VERIFIED_COLUMN
from deckgen.model.inputs import RowOrigin
from deckgen.resolve.engine import Engine
from deckgen.resolve.lineage import TABLE_STRIDE

MAXIMUM_ROWS = 200
MAXIMUM_READ_ROWS = 50
"""Rows that windows and subqueries read are listed if they are no more than this."""
UNSURE_QUALITY = "C"
_CONFIRMED = ("two", "derived")


@dataclass(frozen=True, slots=True)
class Row:
    """A dataset row: its id ``table:key|key``, the digest of its content, its source and unit, whether it may not be shown,
    and (entity, indicator, year) if it is a value of a series."""

    id: str
    digest: str
    source: str | None
    unit: str | None
    withheld: bool
    series: tuple[str, str, int] | None


class Witness:
    """Looks up dataset rows, each once. A row of a derived table counts as the rows that it was computed from."""

    def __init__(self, dataset: Dataset, engine: Engine) -> None:
        self._engine = engine
        self._tables = list(dataset.tables.values())
        self._made_from = dict(_made_from(self._tables))
        self._rows: dict[int, Row] = {}
        self._origins: dict[tuple[frozenset[int], frozenset[int]], RowOrigin] = {}
        self._qualities: Mapping[str, str] = {}
        if SOURCES_TABLE in dataset.tables:
            select = f"SELECT {SOURCE_COLUMN}, quality FROM {SOURCES_TABLE}"
            self._qualities = {str(source): str(quality) for source, quality in engine.execute(select)}

    def learn(self, ids: Iterable[int]) -> None:
        """Look up every row that is not known yet."""
        wanted: dict[int, list[int]] = {}
        for known in ids:
            if known < 0 or known in self._rows:
                continue
            for row in self._made_from.get(known, (known,)):
                wanted.setdefault(row // TABLE_STRIDE, []).append(row % TABLE_STRIDE)
        for number, numbers in sorted(wanted.items()):
            self._look_up(number, sorted(set(numbers)))

    def rows(self, ids: frozenset[int]) -> list[Row]:
        """The rows of ids that were learned."""
        return [self._rows[row] for row in self._stated(ids) if row >= 0]

    def origin(self, ids: frozenset[int], direct: frozenset[int]) -> RowOrigin:
        """The lineage of a result row made from these rows, without its `row_key`. Rows that are not `direct` are listed
        if they are few, else named by their tables alone; everything else counts them too."""
        ids, direct = self._stated(ids), self._stated(direct)
        listed = ids & direct if len(ids - direct) > MAXIMUM_READ_ROWS else ids
        key = (ids, listed)
        if key not in self._origins:
            self._origins[key] = self._origin(ids, listed)
        return self._origins[key]

    def _origin(self, ids: frozenset[int], listed: frozenset[int]) -> RowOrigin:
        rows = sorted(self.rows(ids), key=_id)
        named = rows if len(listed) == len(ids) else sorted(self.rows(listed), key=_id)
        tables = {self._tables[row // TABLE_STRIDE].name for row in ids - listed if row >= 0}
        return RowOrigin(
            rows=(*(row.id for row in named[:MAXIMUM_ROWS]), *sorted(tables)),
            row_count=len(rows),
            rows_digest=_digest(f"{row.id} {row.digest}" for row in rows) if rows else "",
            sources=tuple(sorted({row.source for row in rows if row.source is not None})),
            units=tuple(sorted({row.unit for row in rows if row.unit is not None})),
            withheld=tuple(row.id for row in rows if row.withheld),
        )

    def _stated(self, ids: frozenset[int]) -> frozenset[int]:
        """The ids with those of derived rows replaced by those of the rows behind them."""
        if self._made_from.keys().isdisjoint(ids):
            return ids
        derived = ids.intersection(self._made_from)
        return ids.difference(derived).union(*(self._made_from[row] for row in derived))

    def _look_up(self, number: int, numbers: list[int]) -> None:
        table = self._tables[number]

        def column(name: str) -> str:
            return quoted(name) if table.has(name) else "NULL"

        key = ", ".join(f"{quoted(name)}::VARCHAR" for name in table.primary_key)
        content = ", ".join(f"{quoted(own.name)}::VARCHAR" for own in table.columns)
        series = ", ".join(column(name) for name in SERIES_COLUMNS)
        select = (
            f"SELECT rowid, array_to_string([{key}], '|'), sha256(to_json([{content}])::VARCHAR), "
            f"{column(SOURCE_COLUMN)}, {column(UNIT_COLUMN)}, {column(VERIFIED_COLUMN)}, {series} "
            f"FROM {quoted(table.name)} WHERE rowid IN (SELECT unnest(?::BIGINT[]))"
        )
        for rowid, name, digest, source, unit, verified, entity, indicator, year in self._engine.execute(
            select, [numbers]
        ):
            self._rows[number * TABLE_STRIDE + rowid] = Row(
                id=f"{table.name}:{name}",
                digest=digest,
                source=source,
                unit=unit if table.states_facts else None,
                withheld=self._is_withheld(table, source, verified),
                series=(entity, indicator, year) if None not in (entity, indicator, year) else None,
            )

    def _is_withheld(self, table: Table, source: str | None, verified: str | None) -> bool:
        if table.name == SOURCES_TABLE or source is None or self._qualities.get(source) != UNSURE_QUALITY:
            return False
        return not (verified or "").startswith(_CONFIRMED)


def _made_from(tables: Sequence[Table]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """(id, ids of the rows behind it) of every row of a derived table."""
    first_ids = {table.name: number * TABLE_STRIDE for number, table in enumerate(tables)}
    for table in tables:
        if table.made_from is not None:
            base = first_ids[table.made_from.table]
            for number, rows in enumerate(table.made_from.rows):
                yield first_ids[table.name] + number, tuple(base + row for row in rows)


def _id(row: Row) -> str:
    return row.id


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
