"""The marks of a chart: growth arrows, reference lines and difference brackets, each with a number that knows its rows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from deckgen.blocks.base import Context
from deckgen.blocks.chart_data import ChartData, Series
from deckgen.blocks.chart_spec import Bar, DifferenceMark, GrowthMark, ReferenceMark
from deckgen.blocks.derived import annual_growth, growth, number_of, ratio
from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.model.chart import ChartMark, DifferenceArrow, ReferenceLine
from deckgen.model.text import Run
from deckgen.model.value import Value
from deckgen.source.located import Path
from deckgen.text.formats import ChartScale

if TYPE_CHECKING:
    from deckgen.blocks.chart import ChartBlock


def lower_marks(block: ChartBlock, context: Context, data: ChartData, scale: ChartScale) -> tuple[ChartMark, ...]:
    """The marks that can be made; a DG531 for each other."""
    found: list[ChartMark] = []
    for mark in block.marks:
        try:
            match mark:
                case GrowthMark():
                    found.append(_growth(mark, context, data))
                case ReferenceMark():
                    found.append(_reference(mark, context, data, scale))
                case DifferenceMark():
                    found.append(_difference(mark, context, data))
        except ValueError as error:
            context.fail(Diagnostic("DG531", f"the mark cannot be drawn: {error}", mark.at))
    return tuple(found)


def _growth(mark: GrowthMark, context: Context, data: ChartData) -> DifferenceArrow:
    """From the first to the last point of the series; it never crosses a gap."""
    number, series = _marked_series(data)
    numbers = series.values
    if len(series.cells) < 2:
        raise ValueError("growth needs two points")
    if len(numbers) < len(series.cells):
        raise ValueError("the series has a gap, and growth over it would not compare like with like")
    first, last = numbers[0], numbers[-1]
    if mark.rate == "growth":
        rate, words = growth(first, last), ()
    else:
        rate = annual_growth(first, last, _years(data.categories))
        words = (context.word("growth_rate"), Run(text=" ", furniture=True))
    sign = (Run(text="+", furniture=True),) if number_of(rate) > 0 else ()
    label = (*words, *sign, context.show(rate, mark.at))
    return DifferenceArrow(series=number, first=0, second=len(numbers) - 1, label=label, kind="growth")


def _years(categories: Sequence[Value]) -> Decimal:
    """From the first category to the last. `ValueError` unless they are ascending numbers."""
    numbers = [number_of(value) for value in categories]
    if any(later <= earlier for earlier, later in pairwise(numbers)):
        raise ValueError("a growth rate a year needs categories that are years in ascending order")
    return numbers[-1] - numbers[0]


def _reference(mark: ReferenceMark, context: Context, data: ChartData, scale: ChartScale) -> ReferenceLine:
    value = context.value(mark.reference)
    if not value.is_number:
        raise ValueError(f"'{mark.reference}' is no number")
    measure = data.values[0].measure
    if value.measure != measure:
        raise ValueError(f"'{mark.reference}' has another measure than the chart")
    label = (*context.text(mark.label), Run(text=" ", furniture=True), context.show(value, mark.reference.at))
    try:
        return ReferenceLine(number=scale.number(value), label=label)
    except DeckgenError as error:
        raise ValueError(error.diagnostics[0].message) from None


def _difference(mark: DifferenceMark, context: Context, data: ChartData) -> DifferenceArrow:
    number, series = _marked_series(data)
    first, second = (_bar(bar, context, data) for bar in mark.difference)
    if first == second:
        raise ValueError("both ends are the same bar")
    cells = [series.cells[index] for index in (first, second)]
    values = [cell.value for cell in cells if cell is not None and cell.value.is_number]
    if len(values) < 2:
        raise ValueError("one of the bars has no number")
    label = (context.show(ratio(values[0], values[1]), mark.at),)
    return DifferenceArrow(series=number, first=first, second=second, label=label)


def _bar(bar: Bar, context: Context, data: ChartData) -> int:
    """The index of a bar. `ValueError` if there is none."""
    places = {"first": 0, "second": 1, "last": len(data.categories) - 1}
    if not isinstance(bar, Path):
        if places[bar] >= len(data.categories):
            raise ValueError(f"there is no {bar} bar")
        return places[bar]
    wanted = context.value(bar).raw
    for index, category in enumerate(data.categories):
        if category.raw == wanted:
            return index
    raise ValueError(f"no category is '{wanted}'")


def _marked_series(data: ChartData) -> tuple[int, Series]:
    """The series that marks are about: the only one, or the highlighted one."""
    if len(data.series) == 1:
        return 0, data.series[0]
    for number, series in enumerate(data.series):
        if series.highlight:
            return number, series
    raise ValueError("of several series, the one that it is about must be highlighted")
