"""Values computed from values that are shown: their numbers and their merged lineage."""

from __future__ import annotations

from decimal import Decimal

import pytest

from deckgen.blocks.derived import annual_growth, growth, merged_origin, ratio, total
from deckgen.model.value import Measure, Origin, Value
from deckgen.text.rounding import rounded_parts


def value(raw: int | str, row: str, *, digest: str = "", count: int = 1, kind: str = "cell") -> Value:
    origin = Origin(
        query="q",
        row_key=(("city", "sz"), ("year", row)),
        column="gdp",
        kind=kind,  # type: ignore[arg-type]
        rows=(f"stats:{row}",),
        row_count=count,
        rows_digest=digest or f"digest {row}",
        sources=("a", f"s{row}"),
        withheld=(f"w{row}",),
    )
    return Value(raw=Decimal(raw), origin=origin, measure=Measure("money", "100M CNY"))


FIRST, LAST = value(100, "2012"), value(121, "2014")


def test_rates_are_exact() -> None:
    assert ratio(LAST, FIRST).raw == Decimal("1.21")
    assert growth(FIRST, LAST).raw == Decimal("0.21")
    assert annual_growth(FIRST, LAST, Decimal(2)).raw == Decimal("0.1")
    assert total((FIRST, LAST)).raw == 221
    assert total((FIRST, LAST)).measure == FIRST.measure
    assert growth(FIRST, LAST).measure == Measure("percent", derived=True)


def test_a_rate_knows_the_rows_of_both_numbers() -> None:
    origin = growth(FIRST, LAST).origin
    assert origin.id == "q[city=sz,year=2012/2014].growth(gdp)"
    assert origin.kind == "computed"
    assert origin.rows == ("stats:2012", "stats:2014")
    assert origin.row_count == 2
    assert origin.sources == ("a", "s2012", "s2014")
    assert origin.withheld == ("w2012", "w2014")
    assert len(origin.rows_digest) == 64
    assert origin.rows_digest != growth(LAST, FIRST).origin.rows_digest


def test_rows_that_both_numbers_share_count_once() -> None:
    origin = merged_origin("total", (FIRST, FIRST))
    assert origin.row_count == 1
    assert origin.rows_digest == FIRST.origin.rows_digest


def test_rows_that_are_not_listed_are_added_up() -> None:
    origin = merged_origin("total", (value(1, "2012", count=500), FIRST))
    assert origin.row_count == 501


def test_what_is_declared_stays_declared() -> None:
    assert merged_origin("total", (FIRST, value(1, "2013", kind="declared"))).kind == "declared"


def test_no_rate_from_nothing() -> None:
    for base in (value(0, "2012"), value(-5, "2012")):
        with pytest.raises(ValueError, match="only a number above 0"):
            ratio(LAST, base)
    with pytest.raises(ValueError, match="above 0"):
        annual_growth(FIRST, value(-5, "2014"), Decimal(2))


@pytest.mark.parametrize(
    ("numbers", "digits", "parts"),
    [
        (("33.333", "33.333", "33.333"), 0, (34, 33, 33)),
        (("1.25", "1.25"), 1, ("1.3", "1.2")),
        (("2", "3"), 0, (2, 3)),
        ((), 0, ()),
    ],
)
def test_rounded_parts_add_up(numbers: tuple[str, ...], digits: int, parts: tuple[str, ...]) -> None:
    found = rounded_parts([Decimal(number) for number in numbers], digits)
    assert found == tuple(map(Decimal, parts))
