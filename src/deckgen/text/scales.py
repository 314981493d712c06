"""One display unit for all values of a chart (or a table's column), so that their labels compare and share one decimal count.

Charts hold numbers already in the display unit (亿 is no power of a thousand, so no number format can make it); the label
that deckgen prints and the format code that a spreadsheet applies to the number give the same text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from deckgen.model.value import Measure, Value
from deckgen.text.quantities import DEFAULT_DIGITS, PATTERNS, failure, share_factor, unit_of
from deckgen.text.rounding import EXACT, MINUS, automatic_digits, grouped, rounded, without_zeros
from deckgen.text.units import Step

MOST_WHOLE_DIGITS = 5


@dataclass(frozen=True, slots=True)
class ChartScale:
    """`divisor` takes a stored number to the display unit. `unit_label` names that unit (empty if the labels say it all),
    `digits` are the decimals of every label, `format_code` is a spreadsheet's number format for them."""

    divisor: Decimal
    unit_label: str
    digits: int
    format_code: str
    pattern: str = "{}"
    is_grouped: bool = True

    def number(self, value: Value) -> Decimal:
        """The value in the display unit, exact. `DeckgenError` for one that is no number."""
        return without_zeros(EXACT.divide(_number(value), self.divisor))

    def label(self, value: Value) -> str:
        """The printed number: rounded half up to `digits`."""
        return self.text(self.number(value))

    def text(self, number: Decimal) -> str:
        """A number that is already in the display unit, as `label` prints it."""
        number = rounded(number, self.digits)
        text = grouped(number.copy_abs()) if self.is_grouped else f"{number.copy_abs():f}"
        return f"{MINUS if number < 0 else ''}{self.pattern.format(text)}"


def chart_scale(values: Sequence[Value], language: str) -> ChartScale:
    """The scale for all values of one chart; missing ones are ignored. `DeckgenError` (DG546) if they differ in measure, or
    have decimals and none."""
    present = [value for value in values if value.raw is not None]
    if not present:
        return _scale(Decimal(1), "", 0)
    first = present[0]
    measure = first.measure
    for value in present[1:]:
        if value.measure != measure:
            raise failure(value, f"has another measure than '{first.origin.query}.{first.origin.column}' in one chart")
    numbers = [_number(value).copy_abs() for value in present]
    if measure is None:
        for value, number in zip(present, numbers, strict=True):
            if number != number.to_integral_value():
                hint = f"add '{value.origin.column}' to `measures:`"
                raise failure(value, "is a number with decimals, and no measure says how to print it", hint)
        return _scale(Decimal(1), "", 0)
    return _measured(first, measure, numbers, language)


def _measured(first: Value, measure: Measure, numbers: list[Decimal], language: str) -> ChartScale:
    match measure.format:
        case "number" | "money":
            return _quantities(first, measure, numbers, language)
        case "percent":
            digits = DEFAULT_DIGITS["percent"] if measure.digits is None else measure.digits
            return _scale(EXACT.divide(Decimal(1), share_factor(measure)), "", digits, suffix="%")
        case "pp" | "multiple":
            digits = DEFAULT_DIGITS[measure.format] if measure.digits is None else measure.digits
            label = PATTERNS[measure.format][language].format("").strip()
            divisor = EXACT.divide(Decimal(1), share_factor(measure))
            if measure.format == "multiple":
                return _scale(divisor, "", digits, suffix=label)
            return _scale(divisor, label, digits)
        case "scale" | "ordinal":
            return _scale(Decimal(1), "", _common_digits(numbers))
        case "year":
            return _scale(Decimal(1), "", 0, is_grouped=False)
        case _:
            raise failure(first, f"is printed by the format '{measure.format}', which no chart shows")


def _quantities(first: Value, measure: Measure, numbers: list[Decimal], language: str) -> ChartScale:
    unit = unit_of(first, measure)
    if unit is None:
        return _scale(Decimal(1), "", _common_digits(numbers) if measure.digits is None else measure.digits)
    amounts = [EXACT.multiply(number, unit.factor) for number in numbers]
    step = _common_step(unit.base.ladders.get(language, ()), amounts)
    size = step.size if step else Decimal(1)
    shown = [EXACT.divide(amount, size) for amount in amounts]
    label = unit.base.patterns[language].format(step.word.strip() if step else "").strip()
    digits = _common_digits(shown) if measure.digits is None else measure.digits
    if label == "%":
        return _scale(EXACT.divide(size, unit.factor), "", digits, suffix="%")
    return _scale(EXACT.divide(size, unit.factor), label, digits)


def _common_step(ladder: tuple[Step, ...], amounts: list[Decimal]) -> Step | None:
    """The magnitude of the smallest amount, unless the largest would then have more than five whole digits and is of a higher
    one (a quarter of a million is 250,000)."""
    present = [amount for amount in amounts if amount]
    if not present:
        return None
    limit = Decimal(10) ** MOST_WHOLE_DIGITS
    smallest = next((index for index, step in enumerate(ladder) if min(present) >= step.start), len(ladder))
    largest = max(present)
    while smallest > 0 and largest >= (ladder[smallest].size if smallest < len(ladder) else 1) * limit:
        if largest < ladder[smallest - 1].start:
            break
        smallest -= 1
    return ladder[smallest] if smallest < len(ladder) else None


def _common_digits(numbers: list[Decimal]) -> int:
    """Three significant digits for the largest number and no zero that every number would end in."""
    digits = automatic_digits(max(numbers, default=Decimal(0)))
    while digits and all(rounded(number, digits) == rounded(number, digits - 1) for number in numbers):
        digits -= 1
    return digits


def _scale(divisor: Decimal, unit_label: str, digits: int, suffix: str = "", *, is_grouped: bool = True) -> ChartScale:
    code = f"{'#,##0' if is_grouped else '0'}{'.' + '0' * digits if digits else ''}"
    if suffix:
        code += f'"{suffix}"'
    return ChartScale(divisor, unit_label, digits, f'{code};"{MINUS}"{code}', f"{{}}{suffix}", is_grouped)


def _number(value: Value) -> Decimal:
    raw = value.raw
    if isinstance(raw, bool) or not isinstance(raw, (int, Decimal)):
        raise failure(value, "is no number, and a chart shows numbers")
    number = Decimal(raw)
    if not number.is_finite():
        raise failure(value, "is not a finite number")
    return number
