"""A statement checked before it runs: what it may do, and DuckDB's binder over its author's own text.

Binding the text itself, not what is made of it, gives every error its place in the spec.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from deckgen.data.sql import quoted
from deckgen.diagnostics import Diagnostics
from deckgen.resolve.allowed import Functions, Gate, Names
from deckgen.resolve.engine import REWRITE_FAILURES, Engine
from deckgen.resolve.statement import Statement, Tree, copied, end, explain, parts_of

_CELL_TYPES = frozenset({
    "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
    "UHUGEINT", "FLOAT", "DOUBLE", "DECIMAL", "VARCHAR", "DATE", '"NULL"',
})  # fmt: skip
_LOCALIZED_TYPE = "STRUCT(zh VARCHAR, en VARCHAR, ja VARCHAR)"


class Skipped(Exception):
    """The statement reads a query that failed; that query's own error is told already."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement that passed every check, with the names and types of its columns."""

    statement: Statement
    tree: Tree
    columns: tuple[str, ...]
    types: tuple[str, ...]

    def copy(self, further: Sequence[Tree]) -> Tree:
        """Its tree, for one rewriting, with further columns."""
        tree = copied(self.tree)
        for index, item in enumerate(further):
            tree["select_list"].append({**copied(item), "alias": f"__v{index}"})
        return tree


class Binder:
    """Prepares statements. `above` and `failed` are the queries that ran and that did not; `aim` makes the target known."""

    def __init__(self, engine: Engine, functions: Functions, tables: Collection[str], queries: Sequence[str]) -> None:
        self._engine = engine
        self._functions = functions
        self._tables = tables
        self._queries = queries
        self._target: tuple[str, Sequence[str]] | None = None
        self.above: dict[str, None] = {}
        self.failed: dict[str, None] = {}

    def aim(self, variable: str | None, columns: Sequence[str]) -> None:
        """From now on statements may read the row of this variable."""
        self._target = (variable, columns) if variable is not None else None

    def prepare(self, statement: Statement, tree: Tree) -> Prepared:
        """The statement, checked. Raises its errors (DG403 to DG410), or `Skipped`."""
        found = Diagnostics()
        below = [name for name in self._queries if name not in self.above and name not in self.failed]
        variable, columns = self._target or (None, ())
        names = Names(self._tables, [*self.above, *self.failed], below, variable, columns)
        Gate(self._functions, names, statement, found).check(tree)
        found.raise_errors()
        if any(name in self.failed for name in _tables(tree)):
            raise Skipped
        columns = self._describe(statement, tree)
        for name, kind in columns:
            if not _is_cell(kind):
                hint = "a cell is a number, a text, a date or a localized text"
                raise statement.failure("DG410", f"column '{name}' is of type {kind}", None, hint)
        return Prepared(statement, tree, tuple(name for name, _ in columns), tuple(kind for _, kind in columns))

    def _describe(self, statement: Statement, tree: Tree) -> list[tuple[str, str]]:
        """(name, type) of the columns. Each `$` becomes `_`, so that `$city.x` is the field of a column `_city`,
        whatever columns `city` the statement has itself. Short conditions name the row `city.x`."""
        text = bytearray(statement.text.encode())
        for offset in _parameters(tree):
            text[offset : offset + 1] = b"_"
        stop = end(tree)
        text[stop:] = bytes(text[stop:]).replace(b";", b" ")
        before = 'DESCRIBE SELECT "__q".* FROM '
        if self._target is not None:
            variable, columns = self._target
            row = ", ".join(f"{quoted(column)} := {quoted(column)}" for column in columns)
            names = f"struct_pack({row}) AS {quoted('_' + variable)}, struct_pack({row}) AS {quoted(variable)}"
            before += f"(SELECT {names} FROM {quoted(variable)}), "
        before += "LATERAL (\n"
        try:
            rows = self._engine.attempt(f'{before}{text.decode()}\n) AS "__q"', statement)
        except REWRITE_FAILURES as error:
            raise explain(statement, error, len(before.encode())) from None
        return [(str(row[0]), str(row[1])) for row in rows]


def _tables(tree: Tree) -> list[str]:
    return [part["table_name"] for part in parts_of(tree) if part.get("type") == "BASE_TABLE"]


def _parameters(tree: Tree) -> list[int]:
    """The byte offsets of every `$`."""
    return [part["query_location"] for part in parts_of(tree) if part.get("class") == "PARAMETER"]


def _is_cell(kind: str) -> bool:
    return kind == _LOCALIZED_TYPE or (kind.partition("(")[0] in _CELL_TYPES and not kind.endswith("]"))
