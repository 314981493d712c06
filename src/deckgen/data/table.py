"""Tables of a dataset as SQL and lineage see them, and the column names by which they say what their rows state."""

from __future__ import annotations

from dataclasses import dataclass

from deckgen.data.package import SOURCE_COLUMN

UNIT_COLUMN = "unit"
VERIFIED_COLUMN = "verified_by"
SERIES_COLUMNS = ("entity_id", "indicator_id", "year")
"""What names a value of a series: where, what, when."""
BREAKS_TABLE = "breaks"
BREAK_COLUMNS = ("entity_id", "indicator_id", "year_before", "year_after")


@dataclass(frozen=True, slots=True)
class Column:
    """A column as SQL sees it; a `localized` one is STRUCT(zh, en, ja)."""

    name: str
    localized: bool = False


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """What the rows of a derived table were computed from: `rows[i]` are the numbers (`rowid`) of the rows of `table` behind
    its row i."""

    table: str
    rows: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the dataset. Its rows keep the file's order: `rowid` counts records from 0. A derived one has no file but
    `made_from`."""

    name: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    made_from: MadeFrom | None = None

    def has(self, column: str) -> bool:
        """Whether the table has a column of that name."""
        return any(own.name == column for own in self.columns)

    @property
    def states_facts(self) -> bool:
        """Whether its rows name their source."""
        return self.has(SOURCE_COLUMN)
