"""Rules of a descriptor that span several properties: names, keys, and that every table of facts names its sources."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from deckgen.data.package import (
    DERIVED_PROPERTY,
    ENTITIES_TABLE,
    INDICATORS_TABLE,
    SOURCE_COLUMN,
    SOURCES_TABLE,
    DataPackage,
    Derived,
    ForeignKey,
    Resource,
)
from deckgen.data.table import SERIES_COLUMNS
from deckgen.diagnostics import Diagnostics
from deckgen.source.places import place_of

NUMERIC_TYPES = frozenset({"integer", "number", "year"})


def check_package(package: DataPackage, descriptor: Mapping[str, Any], file: str, found: Diagnostics) -> None:
    """Tell every breach of these rules (DG302) at its place in the descriptor."""
    for index, resource in enumerate(package.resources):
        for path, message in _misfits(package, resource):
            found.error("DG302", message, place_of(descriptor, ("resources", index, *path), file))
    for index in _repeated([resource.name for resource in package.resources]):
        place = place_of(descriptor, ("resources", index, "name"), file)
        found.error("DG302", f"table '{package.resources[index].name}' is declared twice", place)
    taken = [resource.name for resource in package.resources]
    for index, derived in enumerate(package.derived):
        for path, message in _derived_misfits(package, derived, taken):
            found.error("DG302", message, place_of(descriptor, (DERIVED_PROPERTY, index, *path), file))
        taken += derived.tables


_TABLE_NAME = re.compile(r"[a-z][a-z0-9_]*")
_COLUMN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def _repeated(names: Sequence[object]) -> list[int]:
    return [index for index, name in enumerate(names) if name in names[:index]]


def _misfits(package: DataPackage, resource: Resource) -> Iterable[tuple[tuple[str | int, ...], str]]:
    """(path below the resource, message) of every rule that spans several properties."""
    names = [field.name for field in resource.table.fields]
    if not _TABLE_NAME.fullmatch(resource.name):
        yield ("name",), f"table name '{resource.name}' must be lower-case letters, digits and '_'"
    for index in _repeated([name.lower() for name in names]):
        yield ("schema", "fields", index, "name"), f"column '{names[index]}' is declared twice"
    for index, name in enumerate(names):
        if not _COLUMN_NAME.fullmatch(name) or name.lower() == "rowid":
            yield ("schema", "fields", index, "name"), f"'{name}' cannot be a column name: letters, digits and '_'"
    for base in resource.localized:
        if base in names:
            yield ("schema", "fields", names.index(base), "name"), f"'{base}' is also the name of '{base}_zh', …"
    if not resource.table.primary_key:
        yield ("schema",), f"table '{resource.name}' has no primaryKey: its rows cannot be named as origins"
    for name in resource.table.primary_key:
        if name not in names:
            yield ("schema", "primaryKey"), f"primaryKey names '{name}', which is no column of '{resource.name}'"
    for index, key in enumerate(resource.table.foreign_keys):
        yield from (
            (("schema", "foreignKeys", index), message) for message in _foreign_key_misfits(package, resource, key)
        )
    yield from _source_misfits(package, resource)


def _foreign_key_misfits(package: DataPackage, resource: Resource, key: ForeignKey) -> Iterable[str]:
    target = resource if not key.reference.resource else package.resource(key.reference.resource)
    for name in key.fields:
        if resource.field(name) is None:
            yield f"the foreign key names '{name}', which is no column of '{resource.name}'"
    if target is None:
        yield f"the foreign key names table '{key.reference.resource}', which is not declared"
        return
    for name in key.reference.fields:
        if target.field(name) is None:
            yield f"the foreign key names '{name}', which is no column of '{target.name}'"
    if len(key.fields) != len(key.reference.fields):
        yield "a foreign key has as many fields as its reference"
        return
    for name, other in zip(key.fields, key.reference.fields, strict=True):
        ours, theirs = resource.field(name), target.field(other)
        if ours is not None and theirs is not None and ours.type != theirs.type:
            yield f"'{name}' is of type {ours.type}, '{other}' of type {theirs.type}"


def _source_misfits(package: DataPackage, resource: Resource) -> Iterable[tuple[tuple[str | int, ...], str]]:
    """A table that states facts names the source of each row."""
    if resource.name == SOURCES_TABLE:
        yield from _sources_table_misfits(resource)
        return
    keys = {*resource.table.primary_key, *(name for key in resource.table.foreign_keys for name in key.fields)}
    facts = [field.name for field in resource.table.fields if field.type in NUMERIC_TYPES and field.name not in keys]
    source = resource.field(SOURCE_COLUMN)
    if source is None:
        if facts and not resource.is_reference:
            yield (
                ("schema", "fields"),
                (
                    f"table '{resource.name}' states numbers ('{facts[0]}') but has no column 'source_id'; "
                    "a table whose numbers are no facts says `deckgen:role: reference`"
                ),
            )
        return
    if not source.constraints.required:
        index = resource.table.fields.index(source)
        yield ("schema", "fields", index), f"'source_id' of table '{resource.name}' must be required"
    if not any(
        key.fields == (SOURCE_COLUMN,) and key.reference.resource == SOURCES_TABLE
        for key in resource.table.foreign_keys
    ):
        yield ("schema",), f"'source_id' of table '{resource.name}' must be a foreign key to table 'sources'"


def _sources_table_misfits(resource: Resource) -> Iterable[tuple[tuple[str | int, ...], str]]:
    if resource.table.primary_key != (SOURCE_COLUMN,):
        yield ("schema",), "the primaryKey of table 'sources' is 'source_id'"
    bases = resource.localized
    for name in ("citation", "short", "quality"):
        if resource.field(name) is None and name not in bases:
            yield ("schema", "fields"), f"table 'sources' has no column '{name}'"


def _derived_misfits(
    package: DataPackage, derived: Derived, taken: Collection[str]
) -> Iterable[tuple[tuple[str | int, ...], str]]:
    """A derived table reads a table of statistics, and the tables that say what its entities and indicators are."""
    if not _TABLE_NAME.fullmatch(derived.name):
        yield ("name",), f"table name '{derived.name}' must be lower-case letters, digits and '_'"
    if name := next((name for name in derived.tables if name in taken), None):
        yield ("name",), f"'{derived.name}' makes a table '{name}', which is declared already"
    base = package.resource(derived.base)
    if base is None:
        yield ("from",), f"table '{derived.base}' is not declared"
    elif set(base.table.primary_key) != set(SERIES_COLUMNS) or _types(base, _STATISTIC) != _STATISTIC:
        columns = ", ".join(SERIES_COLUMNS)
        yield ("from",), f"'{derived.base}' is no table of statistics: key ({columns}), a number 'value' and a 'unit'"
    for name, columns in _DESCRIBED.items():
        table = package.resource(name)
        if table is None or _types(table, columns) != columns:
            yield (), f"derived tables need a table '{name}' with the columns {', '.join(columns)}"
    for index in _repeated(derived.entities):
        yield ("entities", index), f"'{derived.entities[index]}' is named twice"
    if not derived.indicators:
        yield ("indicators",), f"'{derived.name}' has no indicators"
    for group, items in derived.indicators.items():
        if not items:
            yield ("indicators", group), f"group '{group}' has no indicators"
    uses = [(group, number, use) for group, items in derived.indicators.items() for number, use in enumerate(items)]
    for index in _repeated([use for _, _, use in uses]):
        group, number, use = uses[index]
        yield ("indicators", group, number), f"'{use.indicator}' of {use.year} is named twice"


_STATISTIC = {"entity_id": "string", "indicator_id": "string", "year": "integer", "value": "number", "unit": "string"}
_DESCRIBED = {
    ENTITIES_TABLE: {"entity_id": "string"},
    INDICATORS_TABLE: {"indicator_id": "string", "direction": "string"},
}


def _types(resource: Resource, names: Iterable[str]) -> Mapping[str, str]:
    """The types of those columns that there are."""
    return {name: field.type for name in names if (field := resource.field(name)) is not None}
