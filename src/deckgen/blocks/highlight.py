"""Which row of a query a block points out: `first`, `last`, or the rows whose columns equal given values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from deckgen.blocks.base import Context
from deckgen.model.value import Value
from deckgen.source.located import ColumnName, Path, QueryName

Highlight = Literal["first", "last"] | dict[ColumnName, Path]
"""`{entity_id: city.entity_id}` points out the rows whose `entity_id` equals that of `city`."""


def highlighted(highlight: Highlight | None, rows: Sequence[Mapping[str, Value]], context: Context) -> tuple[bool, ...]:
    """For each row whether it is pointed out."""
    if highlight is None:
        return (False,) * len(rows)
    if isinstance(highlight, str):
        chosen = 0 if highlight == "first" else len(rows) - 1
        return tuple(index == chosen for index in range(len(rows)))
    wanted = {column: context.value(path).raw for column, path in highlight.items()}
    return tuple(all(row[column].raw == raw for column, raw in wanted.items()) for row in rows)


def highlight_columns(highlight: Highlight | None, query: QueryName) -> Iterator[tuple[QueryName, ColumnName]]:
    """The columns that a highlight compares."""
    if isinstance(highlight, dict):
        for column in highlight:
            yield query, column
