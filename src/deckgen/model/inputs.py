"""Everything that a target's deck is made from, as plain data: the unit of caching, parallel work and impact."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from deckgen.model.value import OriginKind, Scalar

LocalizedText = Mapping[str, str]
"""A localized cell: language -> text (the columns name_zh, name_en, name_ja load as one)."""
Cell = Scalar | LocalizedText


@dataclass(frozen=True, slots=True)
class RowOrigin:
    """Lineage of one result row; see `model.value.Origin`. A table's bare name in `rows` stands for many rows of it that
    windows and subqueries read. `units` are the units of all fact rows used; `withheld` are ids of rows that may not be shown
    (quality C without a second source that agrees). `parts` are the lineages of columns that come from some of the rows only
    (`QueryResult.origin` picks them)."""

    row_key: tuple[tuple[str, str], ...] = ()
    rows: tuple[str, ...] = ()
    row_count: int = 0
    rows_digest: str = ""
    sources: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    parts: tuple[RowOrigin, ...] = ()


@dataclass(frozen=True, slots=True)
class QueryResult:
    """`rows[i][j]` is the cell of row i, column j; `kinds[j]` says how column j was made; `origins[i]` is row i's lineage,
    and `parts[j]` the index of column j's own lineage in its `parts` (-1, or no `parts`: the whole row's)."""

    columns: tuple[str, ...]
    kinds: tuple[OriginKind, ...]
    rows: tuple[tuple[Cell, ...], ...]
    origins: tuple[RowOrigin, ...]
    parts: tuple[int, ...] = ()

    def origin(self, row: int, column: int) -> RowOrigin:
        """The lineage of one cell: the rows that its column comes from, the sources of everything its row was made from."""
        whole = self.origins[row]
        part = self.parts[column] if self.parts else -1
        return whole if part < 0 else whole.parts[part]

    @property
    def has_rows(self) -> bool:
        """Whether one row has a cell that is not NULL (an aggregate over nothing is one row of NULLs)."""
        return any(any(cell is not None for cell in row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """Whether a claim or condition holds; None is undecided (NULL or no row). `values` are what it compared: (name, text)."""

    holds: bool | None
    values: tuple[tuple[str, str], ...] = ()
    origin: RowOrigin = field(default_factory=RowOrigin)


@dataclass(frozen=True, slots=True)
class Repeat:
    """What one row of a slide's `for_each` adds to its target: the row, and the queries and claims that differ by it."""

    row: QueryResult
    queries: Mapping[str, QueryResult]
    claims: Mapping[str, ClaimResult]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as decks print it: the full `citation` of its list entry and the `short` form of a source line, by language."""

    source_id: str
    citation: LocalizedText
    short: LocalizedText
    quality: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """One target's resolved data. `target` is ``spec/name``, `row` the for_each row by variable (empty without for_each),
    `claims` is keyed by the condition's text, `sources` holds every source that a row of the queries names. `repeats` has, by
    the variable of a slide's `for_each`, a `Repeat` for each of its rows."""

    target: str
    name: str
    row: Mapping[str, QueryResult]
    queries: Mapping[str, QueryResult]
    claims: Mapping[str, ClaimResult]
    sources: Mapping[str, SourceRow]
    repeats: Mapping[str, tuple[Repeat, ...]] = field(default_factory=dict[str, tuple[Repeat, ...]])

    def results(self) -> Iterator[tuple[str, QueryResult]]:
        """Every query's result, those of repeated slides included."""
        yield from self.queries.items()
        for repeats in self.repeats.values():
            for repeat in repeats:
                yield from repeat.queries.items()

    def at_row(self, variable: str, repeat: Repeat) -> Inputs:
        """The inputs as a slide sees them that is repeated for this row."""
        return replace(
            self,
            row={**self.row, variable: repeat.row},
            queries={**self.queries, **repeat.queries},
            claims={**self.claims, **repeat.claims},
        )

    def canonical(self) -> bytes:
        """Canonical JSON: sorted keys, decimals as strings, UTF-8."""
        return json.dumps(_plain(self), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON, in hex."""
        return hashlib.sha256(self.canonical()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value
