"""A number or text with where it came from. A number reaches a text, cell or chart only as a `Value`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Scalar = str | int | Decimal | bool | None
"""What a query cell holds. Floating-point results arrive as `Decimal(repr(x))`, dates as ISO strings."""

OriginKind = Literal["cell", "computed", "partial", "declared"]
"""cell: a bare column of one row. computed: of exactly these rows. partial: of these rows plus rows that a window or a
subquery read. declared: the query could not be rewritten; its tables are known, its rows are not."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How a column is printed everywhere in a spec: `format` names an entry of `text.formats`, `unit` one of `text.units`.

    `digits` are decimals (None: the format's own choice), `of` the top of a scale. `derived` says that the unit is the
    result of a computation over rows of other units."""

    format: str = "number"
    unit: str | None = None
    digits: int | None = None
    of: int | None = None
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value came from.

    `row_key` names the result row by (column, text) pairs of primary-key columns, never by index. `rows` are the ids
    ``table:key|key`` of the dataset rows used, at most 200; `row_count` and `rows_digest` cover all of them. `sources`
    are the ids of every source of every row read, never capped; `withheld` are ids of rows that may not be shown (see
    `model.inputs.RowOrigin`)."""

    query: str
    row_key: tuple[tuple[str, str], ...]
    column: str
    kind: OriginKind
    rows: tuple[str, ...] = ()
    row_count: int = 0
    rows_digest: str = ""
    sources: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """A stable name of the value within its target: ``query[key=value,…].column``."""
        key = ",".join(f"{column}={text}" for column, text in self.row_key)
        return f"{self.query}[{key}].{self.column}" if key else f"{self.query}.{self.column}"


@dataclass(frozen=True, slots=True)
class Value:
    """A query cell on its way to a reader. `raw` is as published, in the unit of `measure`."""

    raw: Scalar
    origin: Origin
    measure: Measure | None = None

    @property
    def is_number(self) -> bool:
        return isinstance(self.raw, (int, Decimal)) and not isinstance(self.raw, bool)
