"""Values that a block computes from values it shows (totals, ratios, growth): each keeps the lineage of all it was made from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from decimal import Decimal

from deckgen.model.value import Measure, Origin, Value
from deckgen.text.rounding import EXACT, without_zeros

MULTIPLE = Measure("multiple", derived=True)
GROWTH = Measure("percent", derived=True)
_MOST_ROWS = 200
_DECIMALS = Decimal(1).scaleb(-12)
"""A computed rate is kept to twelve decimals: far more than any format prints."""


def number_of(value: Value) -> Decimal:
    """The number that a value holds. `ValueError` for one that holds none."""
    raw = value.raw
    if isinstance(raw, bool) or not isinstance(raw, (int, Decimal)):
        raise ValueError(f"'{value.origin.query}.{value.origin.column}' is no number")
    return Decimal(raw)


def total(values: Sequence[Value]) -> Value:
    """The sum of values of one measure, in that measure."""
    amount = sum(map(number_of, values), Decimal(0))
    return Value(raw=amount, origin=merged_origin("total", values), measure=values[0].measure)


def ratio(value: Value, base: Value) -> Value:
    """How many times `base` a value is. `ValueError` for a base that is not above 0."""
    return _rate("ratio", MULTIPLE, _quotient(value, base), (value, base))


def growth(first: Value, last: Value) -> Value:
    """The growth from `first` to `last` as a fraction. `ValueError` for a first value that is not above 0."""
    return _rate("growth", GROWTH, EXACT.subtract(_quotient(last, first), Decimal(1)), (first, last))


def annual_growth(first: Value, last: Value, years: Decimal) -> Value:
    """The compound annual growth rate over `years` > 0 as a fraction. `ValueError` unless both values are above 0."""
    quotient = _quotient(last, first)
    if quotient <= 0:
        raise ValueError("a growth rate needs numbers above 0")
    rate = EXACT.subtract(EXACT.power(quotient, EXACT.divide(Decimal(1), years)), Decimal(1))
    return _rate("cagr", GROWTH, rate, (first, last))


def _quotient(value: Value, base: Value) -> Decimal:
    if number_of(base) <= 0:
        raise ValueError(f"it starts from {without_zeros(number_of(base))}, and only a number above 0 has a rate")
    return EXACT.divide(number_of(value), number_of(base))


def _rate(name: str, measure: Measure, number: Decimal, values: Sequence[Value]) -> Value:
    raw = without_zeros(number.quantize(_DECIMALS, context=EXACT))
    return Value(raw=raw, origin=merged_origin(name, values), measure=measure)


def merged_origin(name: str, values: Sequence[Value]) -> Origin:
    """Where a value comes from that `name` computes from others, at least one: rows, sources and withheld rows of all.

    The column is ``name(column)`` (``name(one+other)``), a key's text the texts of all, joined by ``/``. `row_count` counts
    distinct rows while all are listed, else it is the sum. `rows_digest` is that of the values if they share one, else the
    SHA-256 of theirs, one a line, in the values' order."""
    origins = [value.origin for value in values]
    rows = _distinct(row for origin in origins for row in origin.rows)
    is_complete = all(origin.row_count == len(origin.rows) for origin in origins)
    return Origin(
        query="+".join(_distinct(origin.query for origin in origins)),
        row_key=_merged_key(origins),
        column=f"{name}({'+'.join(_distinct(origin.column for origin in origins))})",
        kind="declared" if any(origin.kind == "declared" for origin in origins) else "computed",
        rows=rows[:_MOST_ROWS],
        row_count=len(rows) if is_complete else sum(origin.row_count for origin in origins),
        rows_digest=_digest(_distinct(origin.rows_digest for origin in origins if origin.rows_digest)),
        sources=_distinct(source for origin in origins for source in origin.sources),
        withheld=_distinct(row for origin in origins for row in origin.withheld),
    )


def _merged_key(origins: Sequence[Origin]) -> tuple[tuple[str, str], ...]:
    texts: dict[str, list[str]] = {}
    for origin in origins:
        for column, text in origin.row_key:
            texts.setdefault(column, []).append(text)
    return tuple((column, "/".join(_distinct(found))) for column, found in texts.items())


def _digest(digests: Sequence[str]) -> str:
    if len(digests) < 2:
        return "".join(digests)
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _distinct(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
