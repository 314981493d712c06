"""The value axis of a chart: the numbers in, its range and the place of a number on it out. It always contains 0."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Context, Decimal

from deckgen.model.chart import Chart, ReferenceLine

_EXACT = Context(prec=28)
_OUTWARD = Context(prec=6, rounding=ROUND_CEILING)
_LEAST_PART = 4
"""Of an axis, at least this part (one in …) stays for its range, however much room labels ask for."""


@dataclass(frozen=True, slots=True)
class AxisRange:
    """`minimum` < `maximum`, in the chart's display unit."""

    minimum: Decimal
    maximum: Decimal

    def with_rooms(self, length: int, low: int, high: int) -> AxisRange:
        """The range on an axis of `length` that leaves `low` and `high` (same unit) free beyond its ends."""
        used = Decimal(max(length - low - high, length // _LEAST_PART, 1))
        span = _EXACT.subtract(self.maximum, self.minimum)
        below = _EXACT.divide(_EXACT.multiply(span, Decimal(low)), used)
        above = _EXACT.divide(_EXACT.multiply(span, Decimal(high)), used)
        minimum = _outward(_EXACT.subtract(self.minimum, below), -1) if low else self.minimum
        maximum = _outward(_EXACT.add(self.maximum, above), 1) if high else self.maximum
        return AxisRange(minimum, maximum)

    def place(self, number: Decimal, length: int) -> int:
        """How far `number` lies from the minimum on an axis of `length`."""
        span = _EXACT.subtract(self.maximum, self.minimum)
        return int(_EXACT.subtract(number, self.minimum) * length / span)


def _outward(number: Decimal, sign: int) -> Decimal:
    """To six digits, away from the range."""
    return sign * _OUTWARD.plus(sign * number)


def axis_range(chart: Chart) -> AxisRange:
    """The range of a chart's numbers (of its stacks' sums), its reference lines, 0, and the axis that it shares."""
    found = [Decimal(0), *_numbers(chart), *(chart.axis or ())]
    found += [mark.number for mark in chart.marks if isinstance(mark, ReferenceLine)]
    minimum, maximum = min(found), max(found)
    return AxisRange(minimum, maximum if minimum < maximum else Decimal(1))


def _numbers(chart: Chart) -> Iterator[Decimal]:
    if chart.kind in ("stacked_bar", "stacked_column"):
        for index in range(len(chart.categories)):
            stack = [number for series in chart.series if (number := series.points[index].number) is not None]
            yield sum((number for number in stack if number > 0), Decimal(0))
            yield sum((number for number in stack if number < 0), Decimal(0))
    else:
        yield from (point.number for series in chart.series for point in series.points if point.number is not None)
