"""What must be true of results beside their SQL: order decided, units equal, growth within one basis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from deckgen.data import Dataset
from deckgen.data.table import BREAK_COLUMNS, BREAKS_TABLE
from deckgen.diagnostics import Diagnostics
from deckgen.resolve.engine import Engine
from deckgen.resolve.lineage import Tie
from deckgen.resolve.ran import Ran, RawRow
from deckgen.resolve.witness import Row, Witness

_NUMBERS = ("INT", "DOUBLE", "FLOAT", "DECIMAL")


class MeasureLike(Protocol):
    """What the unit rule needs of a measure."""

    @property
    def unit(self) -> str | None: ...
    @property
    def derived(self) -> bool: ...


def every_row(ran: Ran) -> Iterator[RawRow]:
    """The rows for all targets."""
    for rows in ran.rows.values():
        yield from rows


def check_order(ran: Ran, ties: Sequence[Tie], found: Diagnostics) -> None:
    """A result of several rows needs an ORDER BY that decides between them (DG411)."""
    marks = {row for raw in every_row(ran) for row in raw.ids[0] if row < 0}
    for mark in sorted(marks, reverse=True):
        tie = ties[-mark - 1]
        if tie.statement is ran.statement:
            message = f"{ran.statement.title}: ORDER BY does not decide between rows"
            found.error("DG411", message, tie.at, "add an id as the last key")
    if not ran.ordered and any(len(rows) > 1 for rows in ran.rows.values()):
        found.error("DG411", f"{ran.statement.title}: several rows need an ORDER BY", ran.statement.at())


def check_units(
    name: str,
    ran: Ran,
    measures: Mapping[str, MeasureLike],
    witness: Witness,
    told: set[tuple[str, str]],
    found: Diagnostics,
) -> None:
    """The unit of a column's measure is the unit of every row that it comes from (DG416). `told` are the (query, column)
    pairs that had an error already: a query that reads one is not told again."""
    for index, column in enumerate(ran.columns[: len(ran.types)]):
        measure, group = measures.get(column), ran.groups[index]
        if measure is None or measure.unit is None or measure.derived or group is None:
            continue
        units = {row.unit for raw in every_row(ran) for row in witness.rows(raw.ids[group]) if row.unit is not None}
        wrong = sorted(units - {measure.unit})
        if not wrong:
            continue
        if not any((query, column) in told for query in ran.reads):
            message = (
                f"{ran.statement.title}: '{column}' is measured in {measure.unit}, its rows are in {', '.join(wrong)}"
            )
            hint = f"give it another name, or say `derived: true` at measure '{column}' if SQL converts it"
            found.error("DG416", message, ran.statement.at(), hint)
        told.add((name, column))


class Breaks:
    """Years between which a series changes its basis, from the table `breaks` if the dataset has one."""

    def __init__(self, dataset: Dataset, engine: Engine) -> None:
        self._breaks: dict[tuple[str, str], list[tuple[int, int]]] = {}
        table = dataset.tables.get(BREAKS_TABLE)
        if table is not None and all(table.has(column) for column in BREAK_COLUMNS):
            select = f"SELECT {', '.join(BREAK_COLUMNS)} FROM {BREAKS_TABLE} ORDER BY ALL"
            for entity, indicator, before, after in engine.execute(select):
                self._breaks.setdefault((entity, indicator), []).append((before, after))

    def check(self, name: str, ran: Ran, witness: Witness, told: set[tuple[str, ...]], found: Diagnostics) -> None:
        """Warn where a computed number reads a series on both sides of a break (DG417). `told` are the (query, entity,
        indicator) that were warned of: a query that reads one is not told again."""
        if not self._breaks:
            return
        crossed: dict[tuple[str, str], tuple[int, int]] = {}
        for index, kind in enumerate(ran.kinds[: len(ran.types)]):
            group = ran.groups[index]
            if kind in ("computed", "partial") and group is not None and any(n in ran.types[index] for n in _NUMBERS):
                for raw in every_row(ran):
                    crossed.update(self._crossed(witness.rows(raw.ids[group])))
        for (entity, indicator), (before, after) in sorted(crossed.items()):
            if not any((query, entity, indicator) in told for query in ran.reads):
                message = (
                    f"{ran.statement.title} computes over '{indicator}' of '{entity}' across the break between "
                    f"{before} and {after}"
                )
                found.warning("DG417", message, ran.statement.at(), f"end the series at {before}, or begin at {after}")
            told.add((name, entity, indicator))

    def _crossed(self, rows: Iterable[Row]) -> Iterator[tuple[tuple[str, str], tuple[int, int]]]:
        years: dict[tuple[str, str], list[int]] = {}
        for row in rows:
            if row.series is not None and row.series[:2] in self._breaks:
                years.setdefault(row.series[:2], []).append(row.series[2])
        for series, found in years.items():
            for before, after in self._breaks[series]:
                if min(found) <= before and max(found) >= after:
                    yield series, (before, after)
