"""Records of text into a table of a DuckDB connection."""

from __future__ import annotations

import json
from collections.abc import Sequence

import duckdb

_ROWS_AT_ONCE = 20_000


def insert_rows(
    connection: duckdb.DuckDBPyConnection, table: str, items: Sequence[str], rows: Sequence[Sequence[str | None]]
) -> None:
    """Append `rows`, in their order. `items` are the SQL of the table's columns over `row`, a list of VARCHAR that counts
    from 1, and `position`, the row's number from 1; `table` is quoted."""
    insert = (
        f"INSERT INTO {table} SELECT {', '.join(items)} FROM "
        "(SELECT unnest(rows) AS row, ? + generate_subscripts(rows, 1) AS position "
        """FROM (SELECT from_json(?, '[["VARCHAR"]]') AS rows))"""
    )
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        text = json.dumps(rows[start : start + _ROWS_AT_ONCE], ensure_ascii=False)
        connection.execute(insert, [start, text])
