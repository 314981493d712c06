"""How a value is printed in a language: by the format and unit of its measure, with one rounding rule.

Numbers without fixed `digits` show three significant digits, never round whole digits away, and drop zeros at the end
(3.54万亿元, 8,643亿元, 8.6 bn); percentages, points and multiples have one decimal. Every failure is a `DeckgenError` with
one DG546 and no position: the caller knows where the value was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from deckgen.model.value import Measure, Value
from deckgen.text.dates import format_date
from deckgen.text.quantities import (
    DEFAULT_DIGITS,
    PATTERNS,
    failure,
    print_number,
    print_quantity,
    share_factor,
    unit_of,
)
from deckgen.text.quotes import typographic
from deckgen.text.rounding import EXACT, MINUS, grouped, rounded, without_zeros
from deckgen.text.scales import ChartScale, chart_scale


@dataclass(frozen=True, slots=True)
class Format:
    """An entry of the formats: the constants that it takes and what it is for (shown by editors)."""

    arguments: tuple[str, ...]
    description: str


FORMATS: Mapping[str, Format] = {
    "number": Format(("digits",), "a number with its unit, scaled to the language's magnitudes"),
    "money": Format(("digits",), "an amount of money; the unit says the currency and scale, e.g. '100M CNY'"),
    "percent": Format(("digits",), "a share: a fraction (0.52 is 52%), or a value whose unit is '%'"),
    "pp": Format(("digits",), "a difference of shares in percentage points: a fraction, or a value whose unit is '%'"),
    "multiple": Format(("digits",), "a ratio: 1.5 is 1.5× (1.5倍)"),
    "scale": Format(("of",), "a mark on a scale: 3 of 4"),
    "ordinal": Format((), "a rank: 1st, 2nd, 3rd (第1)"),
    "year": Format((), "a year, without a comma"),
    "date": Format((), "an ISO date (2026-11-24 or 2026-11), written out"),
    "text": Format((), "as it is"),
}

_SCALES = {"zh": "{}/{}", "en": "{} of {}", "ja": "{}/{}"}


def format_value(value: Value, language: str, override: Measure | None = None) -> str:
    """The text of a value. `override` is the format that a text asks for; unit and, for the same format, digits come from
    the value's measure unless it names them."""
    measure = _effective(value.measure, override)
    raw = value.raw
    if raw is None or isinstance(raw, bool):
        raise failure(value, "has no value" if raw is None else "is true or false, which no format prints")
    if isinstance(raw, str):
        return _words(value, raw, measure, language)
    if measure is None:
        if isinstance(raw, int):
            return f"{MINUS}{-raw}" if raw < 0 else str(raw)
        hint = f"add '{value.origin.column}' to `measures:`"
        raise failure(value, "is a number with decimals, and no measure says how to print it", hint)
    number = Decimal(raw)
    if not number.is_finite():
        raise failure(value, "is not a finite number")
    text = _magnitude(value, number.copy_abs(), measure, language)
    is_zero = not any(character in "123456789" for character in text)
    return f"{MINUS}{text}" if number < 0 and not is_zero else text


def _words(value: Value, raw: str, measure: Measure | None, language: str) -> str:
    if measure is None or measure.format == "text":
        return typographic(raw, language)
    if measure.format != "date":
        raise failure(value, f"is text, which the format '{measure.format}' does not print")
    try:
        return format_date(raw, language)
    except ValueError as error:
        raise failure(value, f"is wrong: {error}") from None


def _magnitude(value: Value, number: Decimal, measure: Measure, language: str) -> str:
    """The text of a number that is not negative."""
    match measure.format:
        case "number" | "money":
            unit = unit_of(value, measure)
            if unit is None:
                return print_number(number, measure.digits)
            return print_quantity(number, unit, measure.digits, language)
        case "percent" | "pp" | "multiple":
            digits = DEFAULT_DIGITS[measure.format] if measure.digits is None else measure.digits
            shown = rounded(EXACT.multiply(number, share_factor(measure)), digits)
            return PATTERNS[measure.format][language].format(grouped(shown))
        case "scale":
            if measure.of is None:
                raise failure(value, "is on a scale whose top is not known", "write `of:` in its measure")
            return _SCALES[language].format(print_number(number, None), measure.of)
        case "ordinal":
            return _ordinal(_whole(value, number), language)
        case "year":
            return str(_whole(value, number))
        case "text":
            return f"{without_zeros(number):f}"
        case _:
            raise failure(value, f"is a number, which the format '{measure.format}' does not print")


def _effective(measure: Measure | None, override: Measure | None) -> Measure | None:
    if override is None or measure is None:
        return override or measure
    same = measure.format == override.format
    return Measure(
        format=override.format,
        unit=override.unit or measure.unit,
        digits=override.digits if override.digits is not None or not same else measure.digits,
        of=override.of or measure.of,
        derived=measure.derived,
    )


def _whole(value: Value, number: Decimal) -> int:
    if number != number.to_integral_value():
        raise failure(value, "is not a whole number")
    return int(number)


def _ordinal(number: int, language: str) -> str:
    if language != "en":
        return f"第{number}"
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


__all__ = ["FORMATS", "ChartScale", "Format", "chart_scale", "format_date", "format_value"]
