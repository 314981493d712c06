"""The value axis of a chart: the numbers in, its range and the place of a number on it out. It always contains 0."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Context, Decimal

from deckgen.model.nodes import Chart

_EXACT = Context(prec=28)
_OUTWARD = Context(prec=6, rounding=ROUND_CEILING)


@dataclass(frozen=True, slots=True)
class AxisRange:
    """`minimum` <= 0 <= `maximum`, not both 0, in the chart's display unit."""

    minimum: Decimal
    maximum: Decimal

    def with_room(self, length: int, room: int) -> AxisRange:
        """The range on an axis of `length` that leaves `room` (same unit) for labels beyond its ends that are not 0."""
        ends = (self.minimum < 0) + (self.maximum > 0)
        used = max(length - ends * room, length // 4)
        span = _EXACT.subtract(self.maximum, self.minimum)
        extra = _EXACT.divide(_EXACT.multiply(span, Decimal(room)), Decimal(used))
        maximum = _OUTWARD.add(self.maximum, extra) if self.maximum > 0 else self.maximum
        minimum = -_OUTWARD.add(-self.minimum, extra) if self.minimum < 0 else self.minimum
        return AxisRange(minimum, maximum)

    def place(self, number: Decimal, length: int) -> int:
        """How far `number` lies from the minimum on an axis of `length`."""
        span = _EXACT.subtract(self.maximum, self.minimum)
        return int(_EXACT.subtract(number, self.minimum) * length / span)


def axis_range(chart: Chart) -> AxisRange:
    """The range of a chart's numbers with 0."""
    numbers = [point.number for series in chart.series for point in series.points if point.number is not None]
    minimum = min([*numbers, Decimal(0)])
    maximum = max([*numbers, Decimal(0)])
    return AxisRange(minimum, maximum if minimum or maximum else Decimal(1))
