"""What names mean inside a SELECT: relations, their columns, and which dataset rows each column comes from.

A *term* is SQL that gives the row ids (a list of BIGINT) behind one relation's current row; lineage is a set of terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from deckgen.data.sql import quoted
from deckgen.model.value import OriginKind

NO_ROWS = "[]::BIGINT[]"
_KINDS: Sequence[OriginKind] = ("cell", "computed", "partial", "declared")


class Unsupported(Exception):
    """The statement has a form whose rows cannot be followed."""


def weakest(kinds: Iterable[OriginKind], least: OriginKind = "cell") -> OriginKind:
    """The least exact of several kinds, at least `least`."""
    return max([least, *kinds], key=_KINDS.index)


@dataclass(frozen=True, slots=True)
class Column:
    """A column as a name sees it: its terms, how it was made, and whether it holds localized text."""

    terms: tuple[str, ...]
    kind: OriginKind
    localized: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """Something in FROM. `terms` are all rows behind its current row, `direct` those without what windows and subqueries
    read; `hidden` are the names of our columns in it.

    `complete`: all its columns are in `columns` (lower-case names)."""

    alias: str
    columns: Mapping[str, Column]
    terms: tuple[str, ...]
    direct: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    complete: bool = True

    @property
    def whole(self) -> Column:
        """A column of which nothing is known but that it belongs here."""
        return Column(self.terms, "computed")

    def renamed(self, names: Sequence[str]) -> Relation:
        """The relation with its first columns named as in ``FROM t AS a(x, y)``."""
        if not names or not self.complete:
            return self
        own = list(self.columns.items())
        columns = {names[i].lower() if i < len(names) else name: column for i, (name, column) in enumerate(own)}
        return replace(self, columns=columns)


@dataclass(frozen=True, slots=True)
class OutputColumn:
    """A column that a rewritten SELECT gives: `ids` names the hidden column with its row ids (None: it has none)."""

    ids: str | None
    kind: OriginKind
    localized: bool = False


@dataclass(frozen=True, slots=True)
class Output:
    """What a rewritten SELECT gives: visible columns by lower-case name, the hidden column of the whole row's ids (`row`)
    and of those without what windows and subqueries read (`direct`), all hidden columns, and the hidden order keys with
    their direction (only at the top)."""

    columns: Mapping[str, OutputColumn]
    row: str
    direct: str
    hidden: tuple[str, ...]
    complete: bool = True
    order: tuple[str, ...] = ()

    def renamed(self, names: Sequence[str]) -> Output:
        """The output with its first columns named as in ``WITH t(x, y) AS``."""
        if not names or not self.complete:
            return self
        own = list(self.columns.items())
        columns = {names[i].lower() if i < len(names) else name: column for i, (name, column) in enumerate(own)}
        return replace(self, columns=columns)

    def relation(self, alias: str, prefix: str | None = None) -> Relation:
        """The output as something in FROM; its hidden columns are read from `prefix` (the alias if none)."""
        table = quoted(prefix or alias)

        def terms(hidden: str | None) -> tuple[str, ...]:
            return (f"coalesce({table}.{quoted(hidden)}, {NO_ROWS})",) if hidden else ()

        columns = {
            name: Column(terms(column.ids), column.kind, column.localized) for name, column in self.columns.items()
        }
        return Relation(alias, columns, terms(self.row), terms(self.direct), self.hidden, self.complete)


@dataclass(slots=True)
class Scope:
    """The names of one SELECT. `free` turns true when a name was found outside, so that the SELECT is correlated.

    The outermost scope holds only the `for_each` row; reading it does not make a SELECT correlated."""

    outer: Scope | None = None
    relations: list[Relation] = field(default_factory=list)
    is_target: bool = False
    free: bool = False

    def find(self, names: Sequence[str]) -> Column | None:
        """The column that a dotted name means among this SELECT's own relations."""
        first = names[0].lower()
        if len(names) > 1:
            for relation in self.relations:
                if relation.alias.lower() == first:
                    column = relation.columns.get(names[1].lower())
                    return _field_of(column, len(names) > 2) if column else relation.whole
        for relation in self.relations:
            if first in relation.columns:
                return _field_of(relation.columns[first], len(names) > 1)
        unknown = [relation for relation in self.relations if not relation.complete]
        if unknown and len(names) == 1:
            return Column(tuple(term for relation in unknown for term in relation.terms), "computed")
        return None

    @property
    def terms(self) -> tuple[str, ...]:
        """Every row behind the current row."""
        return tuple(dict.fromkeys(term for relation in self.relations for term in relation.terms))

    @property
    def direct(self) -> tuple[str, ...]:
        """The same without what windows and subqueries read."""
        return tuple(dict.fromkeys(term for relation in self.relations for term in relation.direct))


def _field_of(column: Column, extracted: bool) -> Column:
    """The column itself, or one language of it."""
    return Column(column.terms, weakest([column.kind], "computed")) if extracted else column
