"""Numbers on magnitudes: what `formats` (one value) and `scales` (all values of a chart) share."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.model.value import Measure, Value
from deckgen.text.rounding import EXACT, automatic_digits, grouped, rounded, without_zeros
from deckgen.text.units import PERCENT, Step, Unit, find_unit

DEFAULT_DIGITS: Mapping[str, int] = {"percent": 1, "pp": 1, "multiple": 1}
"""Decimals of formats whose decimals do not depend on the number."""

PATTERNS: Mapping[str, Mapping[str, str]] = {
    "percent": {"zh": "{}%", "en": "{}%", "ja": "{}%"},
    "pp": {"zh": "{}个百分点", "en": "{} pp", "ja": "{}ポイント"},
    "multiple": {"zh": "{}倍", "en": "{}×", "ja": "{}倍"},
}


def print_number(number: Decimal, digits: int | None) -> str:
    """A number that is not negative, with `digits` decimals or as many as it needs."""
    if digits is not None:
        return grouped(rounded(number, digits))
    return grouped(without_zeros(rounded(number, automatic_digits(number))))


def print_quantity(number: Decimal, unit: Unit, digits: int | None, language: str) -> str:
    """A number that is not negative with its unit, on the magnitude of the language that suits it."""
    amount = EXACT.multiply(number, unit.factor)
    ladder = unit.base.ladders.get(language, ())
    index = next((index for index, step in enumerate(ladder) if amount >= step.start), len(ladder))
    # 9,999.9 of one magnitude rounds up to 1 of the next.
    if index > 0 and _rounded_amount(amount, _at(ladder, index), digits) >= ladder[index - 1].start:
        index -= 1
    step = _at(ladder, index)
    text = print_number(EXACT.divide(amount, step.size) if step else amount, digits)
    one = unit.base.one if text == "1" and step is None and language == "en" else None
    return (one or unit.base.patterns[language]).format(f"{text}{step.word if step else ''}")


def share_factor(measure: Measure) -> Decimal:
    """What a stored share is multiplied by: fractions become percent, values in percent stay."""
    return Decimal(1) if measure.format == "multiple" or measure.unit == PERCENT else Decimal(100)


def unit_of(value: Value, measure: Measure) -> Unit | None:
    """The unit of a measure; a name that the table has not is an error."""
    if measure.unit is None:
        return None
    unit = find_unit(measure.unit)
    if unit is None:
        raise failure(value, f"has the unit '{measure.unit}', which the unit table has not")
    return unit


def failure(value: Value, problem: str, hint: str | None = None) -> DeckgenError:
    """The error DG546 of a value that cannot be printed; its position is for the caller to give."""
    name = f"{value.origin.query}.{value.origin.column}"
    return DeckgenError([Diagnostic("DG546", f"'{name}' {problem}", None, hint)], exit_code=1)


def _at(ladder: tuple[Step, ...], index: int) -> Step | None:
    return ladder[index] if index < len(ladder) else None


def _rounded_amount(amount: Decimal, step: Step | None, digits: int | None) -> Decimal:
    size = step.size if step else Decimal(1)
    shown = EXACT.divide(amount, size)
    return EXACT.multiply(rounded(shown, automatic_digits(shown) if digits is None else digits), size)
