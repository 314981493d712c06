"""What a statement gave: its rows with the ids of the dataset rows behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from deckgen.model.value import OriginKind
from deckgen.resolve.statement import Statement


@dataclass(frozen=True, slots=True)
class RawRow:
    """A result row as DuckDB gave it. `ids[0]` are the row ids behind it, `ids[1:]` those of its column groups; `direct`
    those behind it without what windows and subqueries read."""

    cells: tuple[Any, ...]
    ids: tuple[frozenset[int], ...]
    direct: frozenset[int]


@dataclass(frozen=True, slots=True)
class Ran:
    """A statement that ran. `groups[j]` is the index in `RawRow.ids` of column j's rows (None: it has none); `rows` are
    by the number of the target, or of the row of the slide's `for_each` that `slide` names (by None if they are the same for
    all); `reads` are the queries that it read."""

    statement: Statement
    columns: tuple[str, ...]
    types: tuple[str, ...]
    kinds: tuple[OriginKind, ...]
    groups: tuple[int | None, ...]
    rows: Mapping[int | None, Sequence[RawRow]]
    ordered: bool
    reads: frozenset[str]
    tables: tuple[str, ...] = ()
    slide: str | None = None

    def of(self, target: int) -> Sequence[RawRow]:
        """The rows of one target, or of one row of the slide's `for_each`."""
        return self.rows[None] if None in self.rows else self.rows.get(target, ())

    @property
    def declared(self) -> bool:
        """Whether its rows could not be followed."""
        return "declared" in self.kinds
