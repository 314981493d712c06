"""The contract of a dataset, checked in SQL over the tables as text: types, constraints, keys.

Every breach becomes a Diagnostic at its record's first line and its field's column, with the value and the rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import duckdb

from deckgen.data.package import DataPackage, FieldSpec, ForeignKey, Limit, Resource
from deckgen.data.place import place_of
from deckgen.data.records import Places, Records
from deckgen.data.sql import literal, quoted
from deckgen.diagnostics import Diagnostic, Diagnostics

MAXIMUM_BREACHES = 200

_PATTERNS: Mapping[str, str] = {
    "integer": r"[+-]?[0-9]+",
    "number": r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?",
    "boolean": "true|True|TRUE|1|false|False|FALSE|0",
    "date": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "year": "[0-9]{4}",
}
SQL_TYPES: Mapping[str, str] = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "year": "BIGINT",
}


def text_table(resource: Resource) -> str:
    """The quoted name of the table that holds a resource as text; its column `_record` counts from 1."""
    return quoted(f"_text_{resource.name}")


def typed(field: FieldSpec, column: str | None = None) -> str:
    """SQL of a column of text as its type; NULL where it does not convert."""
    text = column or quoted(field.name)
    if field.type == "string":
        return text
    return f"CASE WHEN {_has_form(field, text)} THEN TRY_CAST({text} AS {SQL_TYPES[field.type]}) END"


def _has_form(field: FieldSpec, text: str) -> str:
    return f"regexp_full_match({text}, {literal(_PATTERNS[field.type])})"


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
            for key, shown, sql in _limits(field):
                try:
                    connection.execute(f"SELECT {sql}")
                except duckdb.Error:
                    what = "a pattern" if key == ("pattern",) else f"of type {field.type}"
                    path = ("resources", number, "schema", "fields", index, "constraints", *key)
                    found.error("DG302", f"'{shown}' is not {what}", place_of(descriptor, path, file))


def _limits(field: FieldSpec) -> Iterator[tuple[tuple[str | int, ...], Limit, str]]:
    """(key, value, SQL that fails if it cannot be read) of each."""
    limits = field.constraints
    for position, limit in enumerate(limits.enum or ()):
        yield ("enum", position), limit, _limit(field, limit)
    if limits.minimum is not None:
        yield ("minimum",), limits.minimum, _limit(field, limits.minimum)
    if limits.maximum is not None:
        yield ("maximum",), limits.maximum, _limit(field, limits.maximum)
    if limits.pattern is not None:
        yield ("pattern",), limits.pattern, f"regexp_full_match('', {literal(limits.pattern)})"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A resource read as text into `text_table`."""

    resource: Resource
    records: Records


@dataclass(frozen=True, slots=True)
class _Rule:
    """`breach` is a SQL condition over the text table; `message` says what is wrong with `{value}`."""

    code: str
    field: str
    breach: str
    message: str


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
            for rule in self._rules(loaded.resource):
                found += table.breaches(rule, MAXIMUM_BREACHES - len(found))
                if len(found) >= MAXIMUM_BREACHES:
                    return found
        return found

    def _rules(self, resource: Resource) -> Iterator[_Rule]:
        for field in resource.table.fields:
            yield from _field_rules(resource, field)
        yield from _primary_key_rules(resource)
        for key in resource.table.foreign_keys:
            target = resource if not key.reference.resource else self._package.resource(key.reference.resource)
            if target is not None and target.name in self._tables:
                yield _foreign_key_rule(resource, key, target)


class _TableCheck:
    def __init__(self, connection: duckdb.DuckDBPyConnection, loaded: Loaded) -> None:
        self._connection = connection
        self._loaded = loaded

    @cached_property
    def _places(self) -> Places:
        return Places(self._loaded.records)

    def breaches(self, rule: _Rule, limit: int) -> list[Diagnostic]:
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


def _field_rules(resource: Resource, field: FieldSpec) -> Iterator[_Rule]:
    text, value, limits = quoted(field.name), typed(field), field.constraints
    name = f"{resource.name}.{field.name}"
    if limits.required and field.name not in resource.table.primary_key:
        yield _Rule("DG311", field.name, f"{text} IS NULL", f"'{name}' is required, but the cell is empty")
    if field.type != "string":
        kind = "a finite number" if field.type == "number" else f"of type {field.type}"
        breach = f"{text} IS NOT NULL AND ({value} IS NULL OR NOT isfinite({value}::DOUBLE))"
        if field.type in ("date", "boolean"):
            breach = f"{text} IS NOT NULL AND {value} IS NULL"
        yield _Rule("DG310", field.name, breach, f"'{name}' is {{value}}, which is not {kind}")
    if limits.unique:
        yield _Rule("DG312", field.name, _repeats([value]), f"'{name}' must be unique, but {{value}} appeared before")
    if limits.enum is not None:
        allowed = ", ".join(_limit(field, limit) for limit in limits.enum)
        listed = ", ".join(str(limit) for limit in limits.enum)
        breach = f"{value} NOT IN ({allowed})"
        yield _Rule("DG313", field.name, breach, f"'{name}' is {{value}}, which is not one of: {listed}")
    if limits.minimum is not None:
        breach = f"{value} < {_limit(field, limits.minimum)}"
        yield _Rule("DG314", field.name, breach, f"'{name}' is {{value}}, below the minimum {limits.minimum}")
    if limits.maximum is not None:
        breach = f"{value} > {_limit(field, limits.maximum)}"
        yield _Rule("DG314", field.name, breach, f"'{name}' is {{value}}, above the maximum {limits.maximum}")
    if limits.min_length is not None:
        breach = f"length({text}) < {limits.min_length}"
        yield _Rule("DG314", field.name, breach, f"'{name}' is {{value}}, shorter than {limits.min_length} characters")
    if limits.max_length is not None:
        breach = f"length({text}) > {limits.max_length}"
        yield _Rule("DG314", field.name, breach, f"'{name}' is {{value}}, longer than {limits.max_length} characters")
    if limits.pattern is not None:
        breach = f"NOT regexp_full_match({text}, {literal(limits.pattern)})"
        yield _Rule("DG315", field.name, breach, f"'{name}' is {{value}}, which has not the form {limits.pattern}")


def _limit(field: FieldSpec, limit: Limit) -> str:
    text = str(limit).lower() if isinstance(limit, bool) else str(limit)
    return f"CAST({literal(text)} AS {SQL_TYPES[field.type]})"


def _repeats(values: Sequence[str]) -> str:
    """Whether an earlier record has the same values, none of them NULL."""
    present = " AND ".join(f"({value}) IS NOT NULL" for value in values)
    return f"{present} QUALIFY row_number() OVER (PARTITION BY {', '.join(values)} ORDER BY _record) > 1"


def _primary_key_rules(resource: Resource) -> Iterator[_Rule]:
    names = resource.table.primary_key
    for name in names:
        message = f"'{resource.name}.{name}' is part of the primary key, but the cell is empty"
        yield _Rule("DG311", name, f"{quoted(name)} IS NULL", message)
    values = [typed(field) for name in names if (field := resource.field(name)) is not None]
    message = (
        f"the primary key ({', '.join(names)}) of '{resource.name}' must be unique; {{value}} repeats an earlier record"
    )
    yield _Rule("DG312", names[0], _repeats(values), message)


def _foreign_key_rule(resource: Resource, key: ForeignKey, target: Resource) -> _Rule:
    pairs = [
        (typed(ours, f"{text_table(resource)}.{quoted(ours.name)}"), typed(theirs, f"_target.{quoted(theirs.name)}"))
        for ours, theirs in zip(_fields(resource, key.fields), _fields(target, key.reference.fields), strict=True)
    ]
    present = " AND ".join(f"({ours}) IS NOT NULL" for ours, _ in pairs)
    equal = " AND ".join(f"({ours}) = ({theirs})" for ours, theirs in pairs)
    breach = f"{present} AND NOT EXISTS (SELECT 1 FROM {text_table(target)} AS _target WHERE {equal})"
    there = f"{target.name}.{', '.join(key.reference.fields)}"
    message = f"'{resource.name}.{', '.join(key.fields)}' names {{value}}, which '{there}' does not have"
    return _Rule("DG316", key.fields[0], breach, message)


def _fields(resource: Resource, names: Iterable[str]) -> list[FieldSpec]:
    return [field for name in names if (field := resource.field(name)) is not None]
