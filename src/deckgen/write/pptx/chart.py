"""A placed chart in, a native chart out: the slide's frame and the chart part with its cached numbers.

The plot sits exactly where layout measured it, its axes have the ranges that layout chose and print no numbers; points
are labelled as placed. The cache holds what the workbook holds.
"""

from __future__ import annotations

from deckgen.model.pages import PlacedChart
from deckgen.write.pptx.chart_axes import AXIS_IDS, axes
from deckgen.write.pptx.chart_labels import text_properties
from deckgen.write.pptx.chart_series import SeriesWriter
from deckgen.write.pptx.chart_sheet import sheet_of
from deckgen.write.pptx.drawing import MAIN, NO_LINE, Palette, identity, transform
from deckgen.write.pptx.text import TextWriter
from deckgen.write.pptx.xml import XML_HEADER

_URI = MAIN.replace("/main", "/chart")
_LARGEST_BUBBLE = 0.25
"""The diameter of the largest bubble at a scale of 100, as a part of the plot's shorter side."""
_ONE_COLOR = '<c:varyColors val="0"/>'
_OVERLAID = '<c:overlap val="100"/>'


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
    sheet = sheet_of(item.chart)
    series = SeriesWriter(item, sheet, writer, palette).xml()
    xml = (
        f'{XML_HEADER}<c:chartSpace xmlns:c="{_URI}" xmlns:a="{MAIN}" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<c:date1904 val="0"/><c:lang val="{language}"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea>{_plot_layout(item)}{_plot(item, series)}'
        f"{axes(item, writer, palette)}<c:spPr><a:noFill/>{NO_LINE}</c:spPr></c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{NO_LINE}</c:spPr>{text_properties(writer, item.label_style)}"
        f'<c:externalData r:id="{workbook_relationship}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
    return xml, sheet.workbook()


def _plot(item: PlacedChart, series: str) -> str:
    """The plot of the chart's kind around its series."""
    kind = item.chart.kind
    match kind:
        case "bar" | "column" | "stacked_bar" | "stacked_column":
            stacked = kind.startswith("stacked")
            return (
                f'<c:barChart><c:barDir val="{"bar" if kind.endswith("bar") else "col"}"/>'
                f'<c:grouping val="{"stacked" if stacked else "clustered"}"/>{_ONE_COLOR}{series}'
                f'<c:gapWidth val="{item.gap_width}"/>{_OVERLAID if stacked else ""}{AXIS_IDS}</c:barChart>'
            )
        case "line":
            return f'<c:lineChart><c:grouping val="standard"/>{_ONE_COLOR}{series}<c:marker val="1"/>{AXIS_IDS}</c:lineChart>'
        case "radar":
            return f'<c:radarChart><c:radarStyle val="marker"/>{_ONE_COLOR}{series}{AXIS_IDS}</c:radarChart>'
        case "doughnut":
            return (
                f'<c:doughnutChart><c:varyColors val="1"/>{series}<c:firstSliceAng val="0"/>'
                f'<c:holeSize val="{item.hole}"/></c:doughnutChart>'
            )
        case "bubble":
            largest = _LARGEST_BUBBLE * min(item.plot.width, item.plot.height)
            return (
                f'<c:bubbleChart>{_ONE_COLOR}{series}<c:bubbleScale val="{round(100 * item.bubble_diameter / largest)}"/>'
                f'<c:showNegBubbles val="0"/><c:sizeRepresents val="area"/>{AXIS_IDS}</c:bubbleChart>'
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
