"""Row ids of a SELECT as SQL: the hidden columns that list them, composed from the terms of its relations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from deckgen.resolve.expressions import ORDERED_WINDOWS, Expressions
from deckgen.resolve.scope import NO_ROWS, Scope
from deckgen.resolve.statement import Parser, Tree
from deckgen.resolve.target import TARGET_ALIAS


def together(terms: Sequence[str]) -> str:
    """The ids of several terms in one list."""
    if len(terms) == 1:
        return terms[0]
    return f"list_concat({', '.join(terms)})" if terms else NO_ROWS


def distinct(ids: str) -> str:
    """The ids of all rows of a group, each once; `ids` is one row's list."""
    return f"coalesce(list_distinct(flatten(list({ids}))), {NO_ROWS})"


def marker(by: Iterable[str], tie: int) -> str:
    """The id `tie` where another row has the same `by`, else nothing."""
    keys = ", ".join(by)
    over = f"PARTITION BY {keys}" if keys else ""
    return f"CASE WHEN count(*) OVER ({over}) > 1 THEN [{tie}]::BIGINT[] ELSE {NO_ROWS} END"


class Composer:
    """Composes the ids of one SELECT, whose expressions `walk` has read; `grouped`: its rows are groups."""

    def __init__(self, parser: Parser, scope: Scope, walk: Expressions, *, grouped: bool) -> None:
        self._parser = parser
        self._reads = walk.reads
        self._grouped = grouped
        self._own = scope.terms
        self._direct = scope.direct
        self._row = (*scope.terms, *self._reads.correlated)

    def column(self, terms: Iterable[str]) -> str:
        """SQL of the ids behind a column that comes from these terms."""
        ids = together(sorted(terms))
        return distinct(ids) if self._grouped else ids

    def direct(self) -> str | None:
        """SQL of the rows behind a result row without what windows and subqueries read; None if these read nothing."""
        reads = self._reads
        if self._direct == self._own and not (reads.correlated or reads.constant or reads.windows):
            return None
        return self.column(self._direct)

    def is_row(self, terms: frozenset[str]) -> bool:
        """Whether a column from these terms comes from exactly the rows behind the whole result row."""
        reads = self._reads
        return terms == frozenset(self._own) and not (reads.correlated or reads.constant or reads.windows)

    def row(self, ties: Sequence[str]) -> str:
        """SQL of the ids of every row read for a result row: FROM, subqueries, the partitions of windows; and tie marks."""
        own = together(self._row)
        group = distinct(own) if self._grouped else own
        windows = dict.fromkeys(self._partition(window, group) for window in self._reads.windows)
        return together([group, *map(self._constant, self._reads.constant), *windows, *ties])

    def _constant(self, ids: str) -> str:
        """The ids of a subquery that is the same for every row. DuckDB 2.0 cannot plan one that reads the target beside
        an aggregate, only inside one."""
        return f"coalesce(any_value({ids}), {NO_ROWS})" if self._grouped and f"{TARGET_ALIAS}." in ids else ids

    def _partition(self, window: Tree, ids: str) -> str:
        by = ", ".join(self._parser.expression(key) for key in window["partitions"])
        over = f"PARTITION BY {by}" if by else ""
        return f"coalesce(list_distinct(flatten(list({ids}) OVER ({over}))), {NO_ROWS})"


def open_windows(walk: Expressions) -> list[tuple[Tree, list[Tree]]]:
    """Windows whose function depends on the order of rows, each with the expressions that should decide it."""
    return [
        (window, [*window["partitions"], *(order["expression"] for order in window["orders"])])
        for window in walk.reads.windows
        if window["function_name"].lower() in ORDERED_WINDOWS
    ]
