"""Harvey balls: a value on a scale as a circle filled by quarters."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from deckgen.blocks.base import Context
from deckgen.diagnostics import Diagnostic, Position
from deckgen.model.nodes import HarveyBall, TableCell
from deckgen.model.value import Value

QUARTERS = 4


def scale_top(context: Context, value: Value, at: Position | None) -> int | None:
    """The top of the scale that a column's values are on; DG536 and None if its measure has none."""
    measure = value.measure
    if measure is not None and measure.format == "scale" and measure.of is not None:
        return measure.of
    column = value.origin.column
    message = f"'{value.origin.query}.{column}' is on no scale, so no Harvey ball can show it"
    context.fail(Diagnostic("DG536", message, at, f"give it a measure: `{column}: {{format: scale, of: 4}}`"))
    return None


def harvey_cell(context: Context, value: Value, top: int, at: Position | None) -> TableCell:
    """The value as a circle; DG536 for one that is not between 0 and `top`."""
    number = Decimal(value.raw) if isinstance(value.raw, (int, Decimal)) else None
    if number is None or not 0 <= number <= top:
        message = f"'{value.origin.query}.{value.origin.column}' is {value.raw}: a Harvey ball shows 0 to {top}"
        context.fail(Diagnostic("DG536", message, at, "mend the value, or `of:` in its measure"))
        return TableCell(runs=())
    quarters = int((number * QUARTERS / top).to_integral_value(ROUND_HALF_UP))
    words = context.show(value, at).text
    return TableCell(runs=(), symbol=HarveyBall(quarters=quarters, value=value, alt=words))
