"""A Data Package in memory: descriptor and CSV files in, a locked DuckDB connection with typed tables out.

Every file comes through the workspace; DuckDB itself has no access to disk, network, extensions or Python variables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from deckgen.data.contract import Contract, Loaded, check_limits
from deckgen.data.derived import derive
from deckgen.data.fitness import check_package
from deckgen.data.insert import insert_rows
from deckgen.data.package import DataPackage, Resource, read_package
from deckgen.data.records import Places, Records, read_records
from deckgen.data.rules import text_table, typed
from deckgen.data.sql import literal, quoted
from deckgen.data.table import Column, Table
from deckgen.diagnostics import DeckgenError, Diagnostics, did_you_mean
from deckgen.model.text import LANGUAGES
from deckgen.source.places import place_of
from deckgen.workspace import Workspace

MEMORY_LIMIT = "1GB"


@dataclass(frozen=True, slots=True)
class Dataset:
    """`connection` holds every table under its name and can neither read files nor change its settings."""

    connection: duckdb.DuckDBPyConnection
    tables: Mapping[str, Table]

    def beside(self) -> Dataset:
        """The same tables over a further connection, which has temporary tables of its own."""
        return replace(self, connection=self.connection.cursor())


def open_dataset(descriptor: Mapping[str, Any], descriptor_path: Path, workspace: Workspace) -> Dataset:
    """Load and check the dataset that `descriptor`, read from `descriptor_path`, declares.

    Raises `DeckgenError` with every fault: DG301, DG302 (descriptor), DG303, DG304 (file, header, record length), DG310 to
    DG316 (contract) and DG330 to DG336 (derived tables); workspace codes for files that cannot be read."""
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
    tables = _typed_tables(connection, package)
    derived = derive(connection, package, descriptor, file, found)
    found.raise_errors()
    return Dataset(_locked(connection), {**tables, **derived})


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
        connection.execute(f"SET GLOBAL {name} = {literal(value)}")
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
    cells = [f"row[{index}]" for index in range(1, len(names) + 1)]
    rows = [[None if cell in missing else cell for cell in record] for record in records.records]
    insert_rows(connection, text_table(resource), ["position", *cells], rows)


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
    """Columns in the file's order with their SQL over the table of text; a localized one stands where its first part did.

    A localized text that no language has is NULL, not a struct of NULLs: `x IS NULL` and `coalesce` are to see it."""
    bases = resource.localized
    parts = {f"{base}_{language}": base for base in bases for language in LANGUAGES}
    columns: dict[Column, str] = {}
    for field in resource.table.fields:
        base = parts.get(field.name)
        if base is None:
            columns[Column(field.name)] = typed(field)
        else:
            texts = [quoted(f"{base}_{language}") for language in LANGUAGES]
            packed = ", ".join(f"{language} := {text}" for language, text in zip(LANGUAGES, texts, strict=True))
            present = f"coalesce({', '.join(texts)}) IS NOT NULL"
            columns[Column(base, localized=True)] = f"CASE WHEN {present} THEN struct_pack({packed}) END"
    return columns
