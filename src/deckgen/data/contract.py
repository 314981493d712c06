"""The contract of a dataset, checked in SQL over the tables as text: types, constraints, keys.

Every breach becomes a Diagnostic at its record's first line and its field's column, with the value and the rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import duckdb

from deckgen.data.package import DataPackage, Resource
from deckgen.data.records import Places, Records
from deckgen.data.rules import Rule, field_rules, foreign_key_rule, limits_of, primary_key_rules, text_table
from deckgen.data.sql import quoted
from deckgen.diagnostics import Diagnostic, Diagnostics
from deckgen.source.places import place_of

MAXIMUM_BREACHES = 200


def check_limits(
    connection: duckdb.DuckDBPyConnection,
    package: DataPackage,
    descriptor: Mapping[str, Any],
    file: str,
    found: Diagnostics,
) -> None:
    """Tell limits and patterns of the descriptor that cannot be read as such (DG302)."""
    for number, resource in enumerate(package.resources):
        for index, field in enumerate(resource.table.fields):
            for key, shown, sql in limits_of(field):
                try:
                    connection.execute(f"SELECT {sql}")
                except duckdb.Error:
                    what = "a pattern" if key == ("pattern",) else f"of type {field.type}"
                    path = ("resources", number, "schema", "fields", index, "constraints", *key)
                    found.error("DG302", f"'{shown}' is not {what}", place_of(descriptor, path, file))


@dataclass(frozen=True, slots=True)
class Loaded:
    """A resource read as text into `text_table`."""

    resource: Resource
    records: Records


class Contract:
    """Checks the text tables of one dataset."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, package: DataPackage, tables: Mapping[str, Loaded]
    ) -> None:
        self._connection = connection
        self._package = package
        self._tables = tables

    def breaches(self) -> list[Diagnostic]:
        """Every breach, in the order of tables and rules, at most `MAXIMUM_BREACHES`."""
        found: list[Diagnostic] = []
        for loaded in self._tables.values():
            table = _TableCheck(self._connection, loaded)
            for rule in table.doubtful(list(self._rules(loaded.resource))):
                found += table.breaches(rule, MAXIMUM_BREACHES - len(found))
                if len(found) >= MAXIMUM_BREACHES:
                    return found
        return found

    def _rules(self, resource: Resource) -> Iterator[Rule]:
        for field in resource.table.fields:
            yield from field_rules(resource, field)
        yield from primary_key_rules(resource)
        for key in resource.table.foreign_keys:
            target = resource if not key.reference.resource else self._package.resource(key.reference.resource)
            if target is not None and target.name in self._tables:
                yield foreign_key_rule(resource, key, target)


class _TableCheck:
    def __init__(self, connection: duckdb.DuckDBPyConnection, loaded: Loaded) -> None:
        self._connection = connection
        self._loaded = loaded

    @cached_property
    def _places(self) -> Places:
        return Places(self._loaded.records)

    def doubtful(self, rules: Sequence[Rule]) -> Iterator[Rule]:
        """The rules that a record may breach: one statement asks for the signs of all."""
        signs = ", ".join(rule.sign or "1" for rule in rules)
        (counts,) = self._connection.execute(f"SELECT {signs} FROM {text_table(self._loaded.resource)}").fetchall()
        yield from (rule for rule, count in zip(rules, counts, strict=True) if count)

    def breaches(self, rule: Rule, limit: int) -> list[Diagnostic]:
        statement = (
            f"SELECT _record, {quoted(rule.field)} FROM {text_table(self._loaded.resource)} "
            f"WHERE {rule.breach} ORDER BY _record LIMIT {limit}"
        )
        index = self._loaded.records.header.index(rule.field)
        return [
            Diagnostic(rule.code, rule.message.replace("{value}", _shown(value)), self._places.field(record, index))
            for record, value in self._connection.execute(statement).fetchall()
        ]


def _shown(value: str | None) -> str:
    text = "" if value is None else value
    return repr(text if len(text) <= 60 else f"{text[:59]}…")
