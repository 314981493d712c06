"""Heat: which of five colours a number has between the ends of a scale, and the legend that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from deckgen.blocks.base import Context
from deckgen.diagnostics import DeckgenError, Position
from deckgen.model.nodes import Area, Areas, Shape, TableCell, Text
from deckgen.model.text import Paragraph, Run
from deckgen.model.value import Value
from deckgen.text.formats import ChartScale, chart_scale

LEVELS = 5
_DARK = 4
"""Colours from this level on carry light text."""
_SWATCH = 1.8, 0.8
"""Width and height in ems of body text."""

Scale = tuple[Decimal, Decimal]


def common_scale(context: Context, values: Sequence[Value], at: Position | None) -> ChartScale | None:
    """One unit and decimal count for all values; None, and an error of the target at `at`, if they have none."""
    try:
        return chart_scale(values, context.language)
    except DeckgenError as error:
        for diagnostic in error.diagnostics:
            context.fail(replace(diagnostic, position=diagnostic.position or at))
        return None


def range_of(values: Sequence[Value]) -> Scale:
    """From the least to the greatest; (0, 0) without numbers."""
    numbers = [number_of(value) for value in values if value.is_number]
    return (min(numbers), max(numbers)) if numbers else (Decimal(0), Decimal(0))


def number_of(value: Value) -> Decimal:
    """A value that is a number, as one."""
    assert isinstance(value.raw, (int, Decimal))
    return Decimal(value.raw)


def level_of(value: Value, scale: Scale) -> int:
    """1 (low) to 5 (high); the middle where all are equal, an end for what lies outside."""
    low, high = scale
    if low == high:
        return (LEVELS + 1) // 2
    step = int((number_of(value) - low) * LEVELS / (high - low))
    return min(max(step, 0), LEVELS - 1) + 1


def heat_cell(context: Context, value: Value, scale: Scale, units: ChartScale, at: Position | None) -> TableCell:
    """A number printed on its colour."""
    level = level_of(value, scale)
    shown = replace(context.show(value, at), text=units.label(value), color="inverse" if level >= _DARK else None)
    return TableCell(runs=(shown,), fill=f"heat_{level}")


def legend(context: Context, key: str, unit: tuple[Run, ...]) -> Areas:
    """The colours from low to high, and the unit where the table's title does not name it."""
    low = Paragraph(runs=(context.word("low"),), role="item_label")
    high = Paragraph(runs=(context.word("high"), *unit), role="item_label")
    width, height = _SWATCH
    swatches = tuple(
        Shape(key=f"{key}/legend/{level}", fill=f"heat_{level}", width=width, height=height)
        for level in range(1, LEVELS + 1)
    )
    nodes = (
        Text(key=f"{key}/legend/low", paragraphs=(low,)),
        *swatches,
        Text(key=f"{key}/legend/high", paragraphs=(high,)),
    )
    return Areas(
        areas=tuple(Area(node=node, row=0, column=column, align="middle") for column, node in enumerate(nodes)),
        widths=(*((None,) * len(nodes)), 1),
        column_gap=0.3,
    )
