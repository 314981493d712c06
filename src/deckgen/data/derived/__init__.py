"""Derived tables: declarations of the package and its loaded tables in, computed tables in the same connection out.

`observations` reads and checks the statistics, `methods` computes (numpy), `results` says what a table holds and which rows
each of its own was computed from. numpy is imported only if a derived table is declared.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb

from deckgen.data.derived.observations import read_observations
from deckgen.data.insert import insert_rows
from deckgen.data.package import DERIVED_PROPERTY, DataPackage
from deckgen.data.sql import quoted
from deckgen.data.table import Column, MadeFrom, Table
from deckgen.diagnostics import Diagnostics
from deckgen.source.places import place_of


def derive(
    connection: duckdb.DuckDBPyConnection,
    package: DataPackage,
    descriptor: Mapping[str, Any],
    file: str,
    found: Diagnostics,
) -> Mapping[str, Table]:
    """Compute every derived table that the package declares, and create it. Tells DG330 to DG336 at their place in the
    descriptor; a declaration with faults gives no tables."""
    tables: dict[str, Table] = {}
    for index, declared in enumerate(package.derived):
        observations = read_observations(connection, package, index, descriptor, file, found)
        if observations is None:
            continue
        from deckgen.data.derived.results import Undetermined, computed_tables

        try:
            results = computed_tables(declared, observations)
        except Undetermined as error:
            place = place_of(descriptor, (DERIVED_PROPERTY, index, "indicators"), file)
            hint = "leave one of the indicators out, or add another"
            found.error("DG336", f"'{declared.name}': {error}", place, hint)
            continue
        for result in results:
            fields = ", ".join(f"{quoted(name)} {kind}" for name, kind in result.columns)
            connection.execute(f"CREATE TABLE {quoted(result.name)} ({fields})")
            items = [f"CAST(row[{number}] AS {kind})" for number, (_, kind) in enumerate(result.columns, 1)]
            rows = [[str(cell) for cell in row] for row in result.rows]
            insert_rows(connection, quoted(result.name), items, rows)
            columns = tuple(Column(name) for name, _ in result.columns)
            made_from = MadeFrom(declared.base, result.made_from)
            tables[result.name] = Table(result.name, columns, result.primary_key, made_from)
    return tables


__all__ = ["derive"]
