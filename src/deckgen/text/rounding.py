"""The one rounding rule: decimal, half up (away from zero at the half), as spreadsheets and PowerPoint print."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

MINUS = "\u2212"
SIGNIFICANT_DIGITS = 3
MOST_DECIMALS = 6

EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
"""A context of our own: results do not depend on the thread's."""


def rounded(number: Decimal, digits: int) -> Decimal:
    """`number` with exactly `digits` decimals."""
    return number.quantize(Decimal(1).scaleb(-digits), context=EXACT)


def rounded_parts(numbers: Sequence[Decimal], digits: int) -> tuple[Decimal, ...]:
    """Parts rounded so that they add up to their rounded total: each down, then up the ones whose remainders are largest (of
    equal ones the first)."""
    unit = Decimal(1).scaleb(-digits)
    floors = [number.quantize(unit, rounding=ROUND_FLOOR, context=EXACT) for number in numbers]
    missing = int((rounded(sum(numbers, Decimal(0)), digits) - sum(floors, Decimal(0))) / unit)
    remainders = [number - floor for number, floor in zip(numbers, floors, strict=True)]
    raised = sorted(range(len(numbers)), key=lambda index: -remainders[index])[:missing]
    return tuple(floor + unit if index in raised else floor for index, floor in enumerate(floors))


def automatic_digits(number: Decimal) -> int:
    """Decimals that show three significant digits; whole digits are never rounded away."""
    if number == 0:
        return 0
    return min(max(SIGNIFICANT_DIGITS - 1 - number.adjusted(), 0), MOST_DECIMALS)


def without_zeros(number: Decimal) -> Decimal:
    """The number without zeros at the end of its decimals."""
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1), context=EXACT) if number == whole else number.normalize(EXACT)


def grouped(number: Decimal) -> str:
    """A number that is not negative, with a comma every three digits."""
    return f"{number:,f}"
