"""Charts as vectors: matplotlib draws a placed chart straight onto the PDF canvas, its text in the file's own fonts.

In: a placed chart (plot rectangle, axis ranges and label places are layout's) and the canvas. Out: ink. This module is
imported only when a file has a chart.
"""

from __future__ import annotations

from deckgen.model.geometry import Box, points
from deckgen.model.pages import ChartLabel, PlacedChart
from deckgen.write.chart_style import label_ground
from deckgen.write.figure_bars import draw_bars
from deckgen.write.figure_lines import draw_bubbles, draw_lines
from deckgen.write.figure_renderer import ASCENT, CanvasRenderer, Figure
from deckgen.write.figure_round import draw_doughnut, draw_radar
from deckgen.write.pdf.canvas import PdfCanvas

_FIELD = 1.5
"""Points that the field behind a label reaches beyond its letters."""


def draw_chart(canvas: PdfCanvas, item: PlacedChart) -> None:
    """The chart as one object, with its text alternative."""
    width, height = points(item.box.width), points(item.box.height)
    figure = Figure(figsize=(width / 72, height / 72), dpi=72, frameon=False)
    axes = figure.add_axes(_inside(item.plot, item.box))
    axes.set_axis_off()
    match item.chart.kind:
        case "bar" | "column" | "stacked_bar" | "stacked_column":
            draw_bars(axes, item, canvas)
        case "line":
            draw_lines(axes, item, canvas)
        case "bubble":
            draw_bubbles(axes, item, canvas)
        case "doughnut":
            draw_doughnut(axes, item, canvas)
        case "radar":
            draw_radar(axes, item, canvas)
    for label in item.labels:
        _draw_label(figure, label, item, canvas)
    with canvas.object(item.name, "Figure", item.chart.alt):
        figure.draw(CanvasRenderer(canvas, item.box))


def _inside(plot: Box, box: Box) -> tuple[float, float, float, float]:
    """The plot rectangle in fractions of the chart's box, from its bottom left corner."""
    return (
        (plot.x - box.x) / box.width,
        (box.bottom - plot.bottom) / box.height,
        plot.width / box.width,
        plot.height / box.height,
    )


def _draw_label(figure: Figure, label: ChartLabel, item: PlacedChart, canvas: PdfCanvas) -> None:
    """A label's lines about its anchor point, each a text of its own on its baseline."""
    style, box = label.style, item.box
    ground = label_ground(item.chart, label)
    field = {"facecolor": canvas.color(ground), "linewidth": 0, "pad": _FIELD} if ground else None
    rows = {"top": 0.0, "middle": len(label.lines) / 2, "bottom": float(len(label.lines))}[label.anchor]
    first = points(label.y) - rows * style.line_height + (style.line_height - style.size) / 2 + ASCENT * style.size
    for number, line in enumerate(label.lines):
        figure.text(
            (label.x - box.x) / box.width,
            (points(box.bottom) - first - number * style.line_height) / points(box.height),
            line,
            color=canvas.color(style.color),
            fontsize=style.size,
            fontweight="bold" if style.bold else "normal",
            horizontalalignment=label.align,
            verticalalignment="baseline",
            parse_math=False,
            bbox=field,
        )
