"""A placed chart in, a native bar or column chart out: the slide's frame and the chart part with its cached numbers.

The plot sits exactly where layout measured it; bars start at the axis range that layout chose; every bar is labelled
and the value axis is hidden. The cache holds what the workbook holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from deckgen.model.nodes import ChartSeries
from deckgen.model.pages import PlacedChart
from deckgen.write.pptx.drawing import MAIN, NO_LINE, Palette, identity, transform
from deckgen.write.pptx.text import TextWriter
from deckgen.write.pptx.workbook import SHEET, cell_text, column_letters, workbook
from deckgen.write.pptx.xml import XML_HEADER, attribute, number, text

_URI = MAIN.replace("/main", "/chart")
_CATEGORY_AXIS, _VALUE_AXIS = 111_111_111, 222_222_222
AXIS_COLOR, AXIS_WIDTH = "muted", 9_525
HIGHLIGHT = "highlight"


@dataclass(frozen=True, slots=True)
class _Data:
    """What both the cache and the workbook hold."""

    categories: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[tuple[str | None, ...], ...]


def chart_frame(item: PlacedChart, shape_id: int, relationship: str) -> str:
    """The slide's frame of the chart part that `relationship` names."""
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{identity(shape_id, item.name, item.chart.alt)}<p:cNvGraphicFramePr>"
        f'<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'{transform(item.box, "p")}<a:graphic><a:graphicData uri="{_URI}"><c:chart xmlns:c="{_URI}" '
        f'r:id="{relationship}"/></a:graphicData></a:graphic></p:graphicFrame>'
    )


def chart_part(
    item: PlacedChart, language: str, writer: TextWriter, palette: Palette, workbook_relationship: str
) -> tuple[str, bytes]:
    """The chart part's XML and the bytes of its workbook. `ValueError` if a number is not finite."""
    chart = item.chart
    data = _Data(
        tuple(cell_text(category.text) for category in chart.categories),
        tuple(cell_text(series.name) for series in chart.series),
        tuple(
            tuple(None if point.number is None else number(point.number) for point in series.points)
            for series in chart.series
        ),
    )
    bars = "".join(_series(index, item, data, writer, palette) for index in range(len(chart.series)))
    xml = (
        f'{XML_HEADER}<c:chartSpace xmlns:c="{_URI}" xmlns:a="{MAIN}" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<c:date1904 val="0"/><c:lang val="{language}"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea>{_plot_layout(item)}<c:barChart>'
        f'<c:barDir val="{"bar" if chart.kind == "bar" else "col"}"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{bars}<c:gapWidth val="{item.gap_width}"/><c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/>'
        f"</c:barChart>{_axes(item, writer, palette)}<c:spPr><a:noFill/>{NO_LINE}</c:spPr></c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>{_text_properties(item, writer, item.label_style.color, False)}"
        f'<c:externalData r:id="{workbook_relationship}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
    series = list(zip(data.names, data.numbers, strict=True))
    return xml, workbook(data.categories, series, chart.number_format)


def _series(index: int, item: PlacedChart, data: _Data, writer: TextWriter, palette: Palette) -> str:
    series, letters, last = item.chart.series[index], column_letters(index + 1), len(data.categories) + 1
    points = "".join(
        f'<c:dPt><c:idx val="{position}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{palette.solid(HIGHLIGHT)}{NO_LINE}</c:spPr></c:dPt>"
        for position, point in enumerate(series.points)
        if point.highlight and point.number is not None
    )
    cached = "".join(
        f'<c:pt idx="{position}"><c:v>{value}</c:v></c:pt>'
        for position, value in enumerate(data.numbers[index])
        if value is not None
    )
    count = f'<c:ptCount val="{len(data.categories)}"/>'
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>'
        f"<c:tx>{_strings(f'{SHEET}!${letters}$1', (data.names[index],))}</c:tx>"
        f"<c:spPr>{palette.solid(series.color)}{NO_LINE}</c:spPr>"
        f'<c:invertIfNegative val="0"/>{points}{_labels(series, item, writer)}'
        f"<c:cat>{_strings(f'{SHEET}!$A$2:$A${last}', data.categories)}</c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${letters}$2:${letters}${last}</c:f><c:numCache>"
        f"<c:formatCode>{text(item.chart.number_format)}</c:formatCode>{count}{cached}</c:numCache></c:numRef></c:val>"
        "</c:ser>"
    )


def _strings(reference: str, values: tuple[str, ...]) -> str:
    points = "".join(f'<c:pt idx="{index}"><c:v>{text(value)}</c:v></c:pt>' for index, value in enumerate(values))
    return (
        f'<c:strRef><c:f>{reference}</c:f><c:strCache><c:ptCount val="{len(values)}"/>{points}</c:strCache></c:strRef>'
    )


def _labels(series: ChartSeries, item: PlacedChart, writer: TextWriter) -> str:
    """The numbers at the bars' ends; those of highlighted bars are bold and coloured like the bar."""
    shown = (
        '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )
    code = f'<c:numFmt formatCode="{attribute(item.chart.number_format)}" sourceLinked="0"/>'
    paint = f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>"
    bold = _text_properties(item, writer, HIGHLIGHT, True)
    own = "".join(
        f'<c:dLbl><c:idx val="{position}"/>{code}{paint}{bold}{shown}</c:dLbl>'
        for position, point in enumerate(series.points)
        if point.highlight and point.number is not None
    )
    return (
        f"<c:dLbls>{own}{code}{paint}{_text_properties(item, writer, item.label_style.color, False)}{shown}</c:dLbls>"
    )


def _text_properties(item: PlacedChart, writer: TextWriter, color: str, bold: bool) -> str:
    run = writer.character_properties("a:defRPr", item.label_style, color, bold)
    return (
        f'<c:txPr><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr>{run}</a:pPr><a:endParaRPr/></a:p></c:txPr>'
    )


def _plot_layout(item: PlacedChart) -> str:
    """The inside of the axes as fractions of the frame."""
    box, plot = item.box, item.plot
    parts = {
        "x": (plot.x - box.x) / box.width,
        "y": (plot.y - box.y) / box.height,
        "w": plot.width / box.width,
        "h": plot.height / box.height,
    }
    fractions = "".join(f'<c:{name} val="{value:.6f}"/>' for name, value in parts.items())
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{fractions}</c:manualLayout></c:layout>"
    )


def _axes(item: PlacedChart, writer: TextWriter, palette: Palette) -> str:
    """The category axis with its line and labels, and the hidden value axis. Bars read from the top down."""
    horizontal = item.chart.kind == "bar"
    position, value_position = ("l", "t") if horizontal else ("b", "l")
    no_ticks = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="{"maxMin" if horizontal else "minMax"}"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{position}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        f'{no_ticks}<c:tickLblPos val="low"/><c:spPr><a:noFill/>{palette.line(AXIS_COLOR, AXIS_WIDTH)}</c:spPr>'
        f"{_text_properties(item, writer, item.label_style.color, False)}"
        f'<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{number(item.maximum)}"/><c:min val="{number(item.minimum)}"/></c:scaling><c:delete val="1"/>'
        f'<c:axPos val="{value_position}"/><c:numFmt formatCode="General" sourceLinked="0"/>{no_ticks}'
        f'<c:tickLblPos val="nextTo"/><c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )
