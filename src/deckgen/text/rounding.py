"""The one rounding rule: decimal, half up (away from zero at the half), as spreadsheets and PowerPoint print."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

MINUS = "\u2212"
SIGNIFICANT_DIGITS = 3
MOST_DECIMALS = 6

EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
"""A context of our own: results do not depend on the thread's."""


def rounded(number: Decimal, digits: int) -> Decimal:
    """`number` with exactly `digits` decimals."""
    return number.quantize(Decimal(1).scaleb(-digits), context=EXACT)


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
