"""What SQL of a spec may do: read declared tables and queries above it, with functions whose result depends on nothing else.

A static walk over the syntax tree; everything found is told at its place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from deckgen.diagnostics import Diagnostics, did_you_mean
from deckgen.resolve.statement import Statement, Tree, location
from deckgen.resolve.target import is_target_column

HIDDEN_PREFIX = "__"
"""Names that begin so are ours: columns with row ids, order keys and targets."""

TABLE_FUNCTIONS = frozenset({"range", "generate_series", "unnest"})
_SESSION_FUNCTIONS = frozenset({
    "ago", "col_description", "obj_description", "shobj_description", "user", "session_user", "version", "format_type",
    "reservoir_quantile", "get_block_size", "json_execute_serialized_sql", "query", "query_table",
})  # fmt: skip
_SESSION_PREFIXES = ("pg_", "inet_", "has_", "current_", "get_current_", "duckdb_", "pragma_")
_SESSION_WORDS = frozenset({
    "current_date", "current_time", "current_timestamp", "localtime", "localtimestamp", "current_user", "current_role",
    "current_schema", "current_catalog", "current_database", "session_user",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Functions:
    """What DuckDB says about its functions, by lower-case name."""

    aggregates: frozenset[str]
    unstable: frozenset[str]

    @classmethod
    def read(cls, connection: duckdb.DuckDBPyConnection) -> Functions:
        """From the catalogue; macros over aggregates count as aggregates."""
        rows = connection.execute(
            "SELECT DISTINCT function_name, function_type, stability FROM duckdb_functions()"
        ).fetchall()
        macros = {"wavg", "weighted_avg", "geomean", "geometric_mean", "json_group_array", "json_group_object"}
        return cls(
            aggregates=frozenset(name for name, kind, _ in rows if kind == "aggregate") | macros,
            unstable=frozenset(name for name, kind, state in rows if kind == "scalar" and state != "CONSISTENT"),
        )


@dataclass(frozen=True, slots=True)
class Names:
    """What a statement may name: dataset `tables`, queries `above` it, the `for_each` `variable` and the `columns` of its
    row; `below` only for hints."""

    tables: Collection[str]
    above: Collection[str]
    below: Collection[str]
    variable: str | None
    columns: Collection[str] = ()

    @property
    def readable(self) -> list[str]:
        """Everything that may stand in FROM."""
        return [*self.above, *self.tables, *([self.variable] if self.variable else [])]


class Gate:
    """Walks statements; `found` collects what is refused."""

    def __init__(self, functions: Functions, names: Names, statement: Statement, found: Diagnostics) -> None:
        self._functions = functions
        self._names = names
        self._statement = statement
        self._found = found

    def check(self, tree: Tree) -> None:
        """Tell everything in the tree that is refused (DG403, DG406 to DG408, DG411)."""
        self._walk(tree, frozenset())

    def _refuse(self, code: str, message: str, tree: Tree, hint: str | None = None) -> None:
        self._found.extend(self._statement.failure(code, message, location(tree), hint).diagnostics)

    def _walk(self, value: Any, ctes: frozenset[str]) -> None:
        if isinstance(value, list):
            for item in value:
                self._walk(item, ctes)
        if not isinstance(value, dict):
            return
        tree: Tree = value
        own = ctes | {str(tree["cte_name"]).lower()} if "cte_name" in tree else ctes
        for entry in common_tables(tree):
            own |= {entry["key"].lower()}
            self._walk(entry["value"], own)
        self._reference(tree, own)
        self._order(tree)
        self._expression(tree)
        if is_target_column(tree, self._names.variable):
            return
        for key, item in tree.items():
            if key == "function" and tree.get("type") == "TABLE_FUNCTION":
                self._walk(item["arguments"], own)
            elif key != "cte_map":
                self._walk(item, own)

    def _reference(self, tree: Tree, ctes: frozenset[str]) -> None:
        kind = tree.get("type")
        if kind == "BASE_TABLE":
            self._table(tree, ctes)
        elif kind == "TABLE_FUNCTION" and tree["function"]["function_name"].lower() not in TABLE_FUNCTIONS:
            self._refuse(
                "DG407", f"'{tree['function']['function_name']}' is not allowed: SQL reads declared tables only", tree
            )
        elif kind == "SHOW_REF":
            self._refuse("DG402", "only one SELECT is allowed here", tree)
        elif kind == "JOIN" and tree.get("ref_type") in ("NATURAL", "POSITIONAL"):
            self._refuse("DG403", f"{tree['ref_type']} JOIN is not allowed", tree, "name the columns: USING (…)")
        if tree.get("sample") is not None:
            self._refuse("DG406", "a sample is random: it is not allowed", tree)

    def _order(self, tree: Tree) -> None:
        parts = {part["type"]: part for part in tree.get("modifiers") or ()}
        orders = parts["ORDER_MODIFIER"]["orders"] if "ORDER_MODIFIER" in parts else []
        limit = next((part for kind, part in parts.items() if kind.startswith("LIMIT")), None)
        if any(order["expression"]["class"] == "STAR" for order in orders):
            self._refuse("DG411", "ORDER BY ALL is not allowed", tree, "name the columns")
        elif limit is not None and not orders:
            self._refuse("DG411", "LIMIT needs an ORDER BY", limit, "say which rows come first")

    def _table(self, tree: Tree, ctes: frozenset[str]) -> None:
        name = tree["table_name"]
        if tree["schema_name"] or tree["catalog_name"] or tree.get("at_clause"):
            self._refuse("DG407", f"'{'.'.join(tree['qualified_name']['path'])}' is not a declared table", tree)
        elif name.lower() in ctes or name in self._names.readable:
            return
        elif name in self._names.below:
            self._refuse("DG407", f"query '{name}' is declared below: a query reads those above it", tree, "move it up")
        else:
            hint = did_you_mean(name, self._names.readable)
            self._refuse("DG407", f"unknown table or query '{name}'", tree, hint)

    def _expression(self, tree: Tree) -> None:
        kind = tree.get("class")
        if kind in ("FUNCTION", "WINDOW") and tree.get("type") != "TABLE_FUNCTION":
            self._function(tree)
        elif kind == "PARAMETER":
            self._parameter(tree)
        elif is_target_column(tree, self._names.variable):
            self._target(tree)
        elif kind == "COLUMN_REF":
            names = [name.lower() for name in tree["column_names"]]
            if names[-1] == "rowid" or (len(names) == 1 and names[0] in _SESSION_WORDS):
                self._refuse(
                    "DG406", f"'{names[-1]}' is not allowed: the result would depend on more than the data", tree
                )
        if kind and str(tree.get("alias", "")).startswith(HIDDEN_PREFIX):
            self._refuse("DG403", f"a name may not begin with '{HIDDEN_PREFIX}'", tree)

    def _function(self, tree: Tree) -> None:
        name = tree["function_name"].lower()
        clock = name == "age" and len(tree["arguments"]) == 1
        if (
            name in self._functions.unstable
            or name in _SESSION_FUNCTIONS
            or name.startswith(_SESSION_PREFIXES)
            or clock
        ):
            self._refuse("DG406", f"'{name}()' is not allowed: the result would depend on more than the data", tree)

    def _parameter(self, tree: Tree) -> None:
        name, variable = tree["identifier"], self._names.variable
        if variable is None:
            self._refuse("DG408", f"'${name}' is unknown: the spec has no `for_each`", tree)
        elif name != variable:
            self._refuse("DG408", f"'${name}' is unknown", tree, f"the row of `for_each` is ${variable}")
        else:
            self._refuse(
                "DG408", f"'${name}' is a row", tree, f"name a column of it: ${name}.{next(iter(self._names.columns))}"
            )

    def _target(self, tree: Tree) -> None:
        column = str(tree["children"][1]["literal"]["text"])
        if column.lower() not in {known.lower() for known in self._names.columns}:
            hint = did_you_mean(column, self._names.columns) or f"it has: {', '.join(self._names.columns)}"
            self._refuse("DG408", f"'${self._names.variable}' has no column '{column}'", tree, hint)


def common_tables(tree: Mapping[str, Any]) -> Iterable[Tree]:
    """The entries of a node's WITH clause: `key`, and `value` with `query_node` and `aliases`."""
    clause = tree.get("cte_map")
    return clause["map"] if isinstance(clause, dict) else ()
