"""The baseline: the same slides built with python-pptx's own API, as one would write it by hand.

In: pages. Out: the saved deck's bytes. Same texts and runs, same tables with formatted cells, same charts with their
workbook and formatting, same notes; no layout, no checks.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from pptx import Presentation
from pptx.chart.data import BubbleChartData, CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from deckgen.model.pages import (
    Item,
    Pages,
    PlacedCell,
    PlacedChart,
    PlacedGroup,
    PlacedLine,
    PlacedShape,
    PlacedTable,
    PlacedText,
)
from deckgen.model.set_text import SetParagraph
from deckgen.theme.theme import Theme

ALIGN = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
ANCHOR = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}
CHARTS = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "stacked_bar": XL_CHART_TYPE.BAR_STACKED,
    "stacked_column": XL_CHART_TYPE.COLUMN_STACKED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "doughnut": XL_CHART_TYPE.DOUGHNUT,
    "bubble": XL_CHART_TYPE.BUBBLE,
    "radar": XL_CHART_TYPE.RADAR_MARKERS,
}


def build(pages: Pages, theme: Theme) -> bytes:
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Emu(pages.width), Emu(pages.height)
    blank = presentation.slide_layouts[6]
    for page in pages.pages:
        slide = presentation.slides.add_slide(blank)
        for item in page.items:
            _item(slide, item, theme)
        if page.notes:
            slide.notes_slide.notes_text_frame.text = "\n".join(paragraph.text for paragraph in page.notes)
    target = io.BytesIO()
    presentation.save(target)
    return target.getvalue()


def _item(slide: Any, item: Item, theme: Theme) -> None:
    box = (Emu(item.box.x), Emu(item.box.y), Emu(item.box.width), Emu(item.box.height))
    match item:
        case PlacedText():
            _text(slide, item, box, theme)
        case PlacedTable():
            _table(slide, item, box, theme)
        case PlacedChart():
            _chart(slide, item, box, theme)
        case PlacedShape():
            shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box)
            if item.fill:
                shape.fill.solid()
                shape.fill.fore_color.rgb = _rgb(theme, item.fill)
        case PlacedLine():
            line = slide.shapes.add_connector(1, box[0], box[1], box[0] + box[2], box[1] + box[3])
            line.line.color.rgb = _rgb(theme, item.color)
        case PlacedGroup():
            group = slide.shapes.add_group_shape()
            group.name = item.name
            for part in item.items:
                _item(_Shapes(group.shapes), part, theme)


@dataclass(frozen=True)
class _Shapes:
    """Where shapes are added: what a slide and a group have in common."""

    shapes: Any


def _rgb(theme: Theme, role: str) -> RGBColor:
    return RGBColor.from_string(theme.colors[role].hex)


def _text(slide: Any, item: PlacedText, box: tuple[Emu, ...], theme: Theme) -> None:
    if item.fill:
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box)
        shape.fill.solid()
        shape.fill.fore_color.rgb = _rgb(theme, item.fill)
        shape.line.fill.background()
    else:
        shape = slide.shapes.add_textbox(*box)
    shape.name = item.name
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = ANCHOR[item.anchor]
    _paragraphs(frame, item.paragraphs, theme)


def _paragraphs(frame: Any, paragraphs: tuple[SetParagraph, ...], theme: Theme) -> None:
    for index, placed in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.alignment = ALIGN[placed.paragraph.align]
        paragraph.line_spacing = Pt(placed.style.line_height)
        for source in placed.paragraph.runs:
            run = paragraph.add_run()
            run.text = source.text
            run.font.size = Pt(placed.style.size)
            run.font.bold = placed.style.bold or source.bold
            run.font.color.rgb = _rgb(theme, source.color or placed.style.color)


def _table(slide: Any, item: PlacedTable, box: tuple[Emu, ...], theme: Theme) -> None:
    table = slide.shapes.add_table(len(item.rows), len(item.column_widths), *box).table
    for column, width in enumerate(item.column_widths):
        table.columns[column].width = Emu(width)
    for row, (cells, height) in enumerate(zip(item.rows, item.row_heights, strict=True)):
        table.rows[row].height = Emu(height)
        for column, cell in enumerate(cells):
            _cell(table.cell(row, column), cell, theme)


def _cell(target: Any, cell: PlacedCell, theme: Theme) -> None:
    target.vertical_anchor = MSO_ANCHOR.MIDDLE
    target.margin_top = target.margin_bottom = Emu(36_000)
    target.fill.solid()
    target.fill.fore_color.rgb = _rgb(theme, cell.fill or "background")
    _paragraphs(target.text_frame, cell.paragraphs, theme)


def _chart(slide: Any, item: PlacedChart, box: tuple[Emu, ...], theme: Theme) -> None:
    chart = slide.shapes.add_chart(CHARTS[item.chart.kind], *box, _chart_data(item)).chart
    chart.has_legend = False
    chart.has_title = False
    chart.font.size = Pt(item.label_style.size)
    plot = chart.plots[0]
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = item.chart.number_format, False
    if item.chart.kind in ("bar", "column", "stacked_bar", "stacked_column"):
        plot.gap_width = item.gap_width
    if item.chart.kind != "doughnut":
        chart.value_axis.visible = False
        chart.value_axis.has_major_gridlines = False
        chart.value_axis.minimum_scale = float(item.minimum)
        chart.value_axis.maximum_scale = float(item.maximum)
    for series, source in zip(plot.series, item.chart.series, strict=True):
        if item.chart.kind in ("line", "radar"):
            series.format.line.color.rgb = _rgb(theme, source.color)
            series.format.line.width = Pt(2.25)
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = _rgb(theme, source.color)
        for index, point in enumerate(source.points):
            if item.chart.kind == "doughnut":
                _color_point(series, index, item.chart.colors[index], theme)
            elif point.highlight:
                _color_point(series, index, "highlight", theme)


def _chart_data(item: PlacedChart) -> Any:
    if item.chart.kind == "bubble":
        bubbles = BubbleChartData(number_format=item.chart.number_format)
        for series in item.chart.series:
            (point,) = series.points
            bubbles.add_series(series.name).add_data_point(point.x or 0, point.number or 0, point.size or 0)
        return bubbles
    data = CategoryChartData(number_format=item.chart.number_format)
    data.categories = [category.text for category in item.chart.categories]
    for series in item.chart.series:
        data.add_series(series.name, [None if point.number is None else float(point.number) for point in series.points])
    return data


def _color_point(series: Any, index: int, color: str, theme: Theme) -> None:
    fill = series.points[index].format.fill
    fill.solid()
    fill.fore_color.rgb = _rgb(theme, color)
