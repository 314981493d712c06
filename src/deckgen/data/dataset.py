"""A Data Package in memory: descriptor and CSV files in, a locked DuckDB connection with typed tables out.

Every file comes through the workspace; DuckDB itself has no access to disk, network, extensions or Python variables.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from deckgen.data.contract import Contract, Loaded, check_limits, text_table, typed
from deckgen.data.fitness import check_package
from deckgen.data.package import LANGUAGES, SOURCE_COLUMN, DataPackage, Resource, read_package
from deckgen.data.place import place_of
from deckgen.data.records import Places, Records, read_records
from deckgen.data.sql import literal, quoted
from deckgen.diagnostics import DeckgenError, Diagnostics, did_you_mean
from deckgen.workspace import Workspace

MEMORY_LIMIT = "1GB"
_ROWS_AT_ONCE = 20_000

UNIT_COLUMN = "unit"
VERIFIED_COLUMN = "verified_by"


@dataclass(frozen=True, slots=True)
class Column:
    """A column as SQL sees it; a `localized` one is STRUCT(zh, en, ja)."""

    name: str
    localized: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the dataset. Its rows keep the file's order: `rowid` counts records from 0."""

    name: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]

    def has(self, column: str) -> bool:
        """Whether the table has a column of that name."""
        return any(own.name == column for own in self.columns)

    @property
    def states_facts(self) -> bool:
        """Whether its rows name their source."""
        return self.has(SOURCE_COLUMN)


@dataclass(frozen=True, slots=True)
class Dataset:
    """`connection` holds every table under its name and can neither read files nor change its settings."""

    connection: duckdb.DuckDBPyConnection
    tables: Mapping[str, Table]


def open_dataset(descriptor: Mapping[str, Any], descriptor_path: Path, workspace: Workspace) -> Dataset:
    """Load and check the dataset that `descriptor`, read from `descriptor_path`, declares.

    Raises `DeckgenError` with every fault: DG301, DG302 (descriptor), DG303, DG304 (file, header, record length) and
    DG310 to DG316 (contract); workspace codes for files that cannot be read."""
    file = workspace.name(descriptor_path)
    package = read_package(descriptor, file)
    found = Diagnostics()
    check_package(package, descriptor, file, found)
    found.raise_errors()
    connection = _connect()
    check_limits(connection, package, descriptor, file, found)
    found.raise_errors()
    loaded: dict[str, Loaded] = {}
    for index, resource in enumerate(package.resources):
        at = place_of(descriptor, ("resources", index, "path"), file)
        path = descriptor_path.parent / resource.path
        try:
            records = read_records(workspace.read(path, at), workspace.name(path))
        except DeckgenError as error:
            found.extend(error.diagnostics)
            continue
        if _fits_header(resource, records, found):
            _load_text(connection, resource, records)
            loaded[resource.name] = Loaded(resource, records)
    found.extend(Contract(connection, package, loaded).breaches())
    found.raise_errors()
    return Dataset(_locked(connection), _typed_tables(connection, package))


def _connect() -> duckdb.DuckDBPyConnection:
    """One thread, so that sums have one order; errors as JSON, so that messages carry their place. DuckDB 2.0's optimizer
    `join_elimination` fails on some correlated subqueries."""
    connection = duckdb.connect(":memory:", config={"threads": "1"})
    settings = {
        "memory_limit": MEMORY_LIMIT,
        "disabled_optimizers": "join_elimination",
        "temp_directory": "",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "python_enable_replacements": "false",
        "enable_external_access": "false",
        "errors_as_json": "true",
    }
    for name, value in settings.items():
        connection.execute(f"SET {name} = {literal(value)}")
    return connection


def _locked(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    connection.execute("SET lock_configuration = true")
    return connection


def _fits_header(resource: Resource, records: Records, found: Diagnostics) -> bool:
    """Whether the header names the declared columns in order and every record is as long; tells what does not fit."""
    declared = [field.name for field in resource.table.fields]
    header = list(records.header)
    if header == declared and all(len(record) == len(declared) for record in records.records):
        return True
    places = Places(records)
    complete = len(found.errors)
    for index, name in enumerate(header):
        if name in header[:index]:
            found.error("DG304", f"column '{name}' appears twice", places.field(0, index))
        elif name not in declared:
            hint = did_you_mean(name, [other for other in declared if other not in header])
            found.error(
                "DG304", f"column '{name}' is not declared for table '{resource.name}'", places.field(0, index), hint
            )
    for name in declared:
        if name not in header:
            found.error("DG304", f"column '{name}' of table '{resource.name}' is missing", places.field(0, 0))
    if len(found.errors) == complete and header != declared:
        index = next(index for index, name in enumerate(header) if name != declared[index])
        message = f"column '{header[index]}' stands where the descriptor has '{declared[index]}'"
        found.error("DG304", message, places.field(0, index))
    for number, record in enumerate(records.records, 1):
        if not record:
            found.error("DG304", "the line is empty", places.field(number, 0))
        elif len(record) != len(header):
            place = places.field(number, min(len(record), len(header)))
            found.error("DG304", f"the record has {len(record)} fields, the header has {len(header)}", place)
    return False


def _load_text(connection: duckdb.DuckDBPyConnection, resource: Resource, records: Records) -> None:
    """The records as a table of text, missing values as NULL, numbered by `_record` from 1."""
    missing = frozenset(resource.table.missing_values)
    names = [field.name for field in resource.table.fields]
    declared = ", ".join(f"{quoted(name)} VARCHAR" for name in names)
    connection.execute(f"CREATE TABLE {text_table(resource)} (_record BIGINT, {declared})")
    cells = ", ".join(f"row[{index}]" for index in range(1, len(names) + 1))
    insert = (
        f"INSERT INTO {text_table(resource)} SELECT ? + position, {cells} FROM "
        "(SELECT unnest(rows) AS row, generate_subscripts(rows, 1) AS position "
        """FROM (SELECT from_json(?, '[["VARCHAR"]]') AS rows))"""
    )
    for start in range(0, len(records.records), _ROWS_AT_ONCE):
        rows = [
            [None if cell in missing else cell for cell in record]
            for record in records.records[start : start + _ROWS_AT_ONCE]
        ]
        connection.execute(insert, [start, json.dumps(rows, ensure_ascii=False)])


def _typed_tables(connection: duckdb.DuckDBPyConnection, package: DataPackage) -> Mapping[str, Table]:
    tables: dict[str, Table] = {}
    for resource in package.resources:
        columns = _columns(resource)
        items = ", ".join(f"{expression} AS {quoted(column.name)}" for column, expression in columns.items())
        source = text_table(resource)
        connection.execute(f"CREATE TABLE {quoted(resource.name)} AS SELECT {items} FROM {source} ORDER BY _record")
        connection.execute(f"DROP TABLE {source}")
        tables[resource.name] = Table(resource.name, tuple(columns), resource.table.primary_key)
    return tables


def _columns(resource: Resource) -> Mapping[Column, str]:
    """Columns in the file's order with their SQL over the table of text; a localized one stands where its first part did."""
    bases = resource.localized
    parts = {f"{base}_{language}": base for base in bases for language in LANGUAGES}
    columns: dict[Column, str] = {}
    for field in resource.table.fields:
        base = parts.get(field.name)
        if base is None:
            columns[Column(field.name)] = typed(field)
        else:
            packed = ", ".join(f"{language} := {quoted(f'{base}_{language}')}" for language in LANGUAGES)
            columns[Column(base, localized=True)] = f"struct_pack({packed})"
    return columns
