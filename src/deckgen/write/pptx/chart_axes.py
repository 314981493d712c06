"""The axes of a native chart: `c:catAx` and `c:valAx` with the ranges that layout chose. No axis prints numbers."""

from __future__ import annotations

from decimal import Decimal

from deckgen.model.pages import PlacedChart
from deckgen.write.chart_style import AXIS_COLOR, AXIS_WIDTH, GRID_COLOR
from deckgen.write.pptx.chart_labels import text_properties
from deckgen.write.pptx.drawing import Palette
from deckgen.write.pptx.text import TextWriter
from deckgen.write.pptx.xml import number

_FIRST, _SECOND = 111_111_111, 222_222_222
AXIS_IDS = f'<c:axId val="{_FIRST}"/><c:axId val="{_SECOND}"/>'
"""What a plot says about its axes: categories and values, or across and up."""
_TICKS = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
_PLAIN = f'<c:numFmt formatCode="General" sourceLinked="0"/>{_TICKS}'
_ZERO = '<c:crosses val="autoZero"/>'


def axes(item: PlacedChart, writer: TextWriter, palette: Palette) -> str:
    """The axes of a chart; none for a doughnut."""
    match item.chart.kind:
        case "doughnut":
            return ""
        case "bubble":
            return _cross(item, palette)
        case "radar":
            return _categories(item, writer, palette, "b") + _net(item, palette)
        case "bar" | "stacked_bar":
            return _categories(item, writer, palette, "l") + _hidden_values(item, "t")
        case "column" | "stacked_column" | "line":
            return _categories(item, writer, palette, "b") + _hidden_values(item, "l")


def _categories(item: PlacedChart, writer: TextWriter, palette: Palette, position: str) -> str:
    """Names along a line; those of horizontal bars read from the top down."""
    orientation = "maxMin" if position == "l" else "minMax"
    color = GRID_COLOR if item.chart.kind == "radar" else AXIS_COLOR
    names = text_properties(writer, item.label_style, breaks=item.category_step == 1)
    return (
        f'<c:catAx><c:axId val="{_FIRST}"/><c:scaling><c:orientation val="{orientation}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{position}"/>{_PLAIN}<c:tickLblPos val="low"/>'
        f"<c:spPr><a:noFill/>{palette.line(color, AXIS_WIDTH)}</c:spPr>{names}"
        f'<c:crossAx val="{_SECOND}"/>{_ZERO}<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        f'<c:tickLblSkip val="{item.category_step}"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _hidden_values(item: PlacedChart, position: str) -> str:
    return (
        f'<c:valAx><c:axId val="{_SECOND}"/>{_scaling(item.minimum, item.maximum)}<c:delete val="1"/>'
        f'<c:axPos val="{position}"/>{_PLAIN}<c:tickLblPos val="nextTo"/><c:crossAx val="{_FIRST}"/>{_ZERO}'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _net(item: PlacedChart, palette: Palette) -> str:
    """The value axis of a radar chart: its line is drawn as the spokes, its grid lines as the rings."""
    line = palette.line(GRID_COLOR, AXIS_WIDTH)
    return (
        f'<c:valAx><c:axId val="{_SECOND}"/>{_scaling(item.minimum, item.maximum)}<c:delete val="0"/>'
        f'<c:axPos val="l"/><c:majorGridlines><c:spPr>{line}</c:spPr></c:majorGridlines>{_PLAIN}'
        f'<c:tickLblPos val="none"/><c:spPr><a:noFill/>{line}</c:spPr><c:crossAx val="{_FIRST}"/>{_ZERO}'
        f'<c:crossBetween val="between"/><c:majorUnit val="{number((item.maximum - item.minimum) / item.rings)}"/></c:valAx>'
    )


def _cross(item: PlacedChart, palette: Palette) -> str:
    """The two lines of a bubble chart, which meet at `Chart.cross`. Each axis says where on the other it stands."""
    across, up = item.chart.cross or (None, None)
    x_range = (
        (item.minimum if item.x_minimum is None else item.x_minimum),
        (item.maximum if item.x_maximum is None else item.x_maximum),
    )
    return _line(palette, (_FIRST, _SECOND), x_range, "b", up) + _line(
        palette, (_SECOND, _FIRST), (item.minimum, item.maximum), "l", across
    )


def _line(
    palette: Palette, ids: tuple[int, int], limits: tuple[Decimal, Decimal], position: str, at: Decimal | None
) -> str:
    crosses = '<c:crosses val="min"/>' if at is None else f'<c:crossesAt val="{number(at)}"/>'
    return (
        f'<c:valAx><c:axId val="{ids[0]}"/>{_scaling(*limits)}<c:delete val="0"/><c:axPos val="{position}"/>{_PLAIN}'
        f'<c:tickLblPos val="none"/><c:spPr><a:noFill/>{palette.line(GRID_COLOR, AXIS_WIDTH)}</c:spPr>'
        f'<c:crossAx val="{ids[1]}"/>{crosses}<c:crossBetween val="midCat"/></c:valAx>'
    )


def _scaling(minimum: Decimal, maximum: Decimal) -> str:
    return (
        f'<c:scaling><c:orientation val="minMax"/><c:max val="{number(maximum)}"/><c:min val="{number(minimum)}"/>'
        "</c:scaling>"
    )
