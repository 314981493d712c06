"""Charts as vectors: matplotlib draws a placed chart straight onto the PDF canvas, its text in the file's own fonts.

In: a placed chart (plot rectangle, axis range and label places are layout's) and the canvas. Out: ink. Nothing else
imports matplotlib, and this module is imported only when a file has a chart.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import Any, Literal, cast

from deckgen.model.geometry import Box, points
from deckgen.model.nodes import ChartPoint, ChartSeries
from deckgen.model.pages import ChartLabel, PlacedChart
from deckgen.write.environment import environment
from deckgen.write.pdf.canvas import Contour, PathStep, PdfCanvas, Rgb, Stroke
from deckgen.write.pdf.fonts import split_faces

# While matplotlib is imported it gets an empty settings and cache folder and does not search for the system's fonts:
# otherwise it reads settings from, and writes a font cache to, the user's home.
with (
    tempfile.TemporaryDirectory() as _folder,
    environment({"MPLCONFIGDIR": _folder, "MPL_IGNORE_SYSTEM_FONTS": "1"}),
):
    import matplotlib
    from matplotlib.backend_bases import GraphicsContextBase, RendererBase
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.path import Path
    from matplotlib.transforms import Transform

    matplotlib.rcdefaults()

_AXIS_WIDTH = 0.75
"""Points, of the line that the bars start from."""
_ASCENT = 0.88
"""From the top of the letters' em to their baseline, as layout measures it."""


def draw_chart(canvas: PdfCanvas, item: PlacedChart) -> None:
    """The chart as one object, with its text alternative."""
    width, height = points(item.box.width), points(item.box.height)
    figure = Figure(figsize=(width / 72, height / 72), dpi=72, frameon=False)
    axes = figure.add_axes(_inside(item.plot, item.box))
    axes.set_axis_off()
    _draw_bars(axes, item, canvas)
    for label in item.labels:
        _draw_label(figure, label, item.box, canvas)
    with canvas.object(item.name, "Figure", item.chart.alt):
        figure.draw(_CanvasRenderer(canvas, item.box))


def _inside(plot: Box, box: Box) -> tuple[float, float, float, float]:
    """The plot rectangle in fractions of the chart's box, from its bottom left corner."""
    return (
        (plot.x - box.x) / box.width,
        (box.bottom - plot.bottom) / box.height,
        plot.width / box.width,
        plot.height / box.height,
    )


def _draw_bars(axes: Any, item: PlacedChart, canvas: PdfCanvas) -> None:
    """Clustered bars, the first category at the top (bar) or left (column), and the line at 0."""
    chart = item.chart
    count, series_count = len(chart.categories), len(chart.series)
    thickness = 1 / (series_count + item.gap_width / 100)
    for number, series in enumerate(chart.series):
        shown = [(place, point) for place, point in enumerate(series.points) if point.number is not None]
        offset = (number - (series_count - 1) / 2) * thickness
        places = [place + offset for place, _ in shown]
        numbers = [float(point.number or 0) for _, point in shown]
        colors = [_bar_color(series, point, canvas) for _, point in shown]
        bars = axes.barh if chart.kind == "bar" else axes.bar
        bars(places, numbers, thickness, color=colors, edgecolor="none", linewidth=0)
    line = {"color": canvas.color("muted"), "linewidth": _AXIS_WIDTH, "clip_on": False}
    if chart.kind == "bar":
        axes.axvline(0, **line)
        axes.set_xlim(float(item.minimum), float(item.maximum))
        axes.set_ylim(count - 0.5, -0.5)
    else:
        axes.axhline(0, **line)
        axes.set_xlim(-0.5, count - 0.5)
        axes.set_ylim(float(item.minimum), float(item.maximum))


def _bar_color(series: ChartSeries, point: ChartPoint, canvas: PdfCanvas) -> Rgb:
    return canvas.color("highlight" if point.highlight else series.color)


def _draw_label(figure: Figure, label: ChartLabel, box: Box, canvas: PdfCanvas) -> None:
    """A label's lines about its anchor point, each a text of its own on its baseline."""
    style = label.style
    rows = {"top": 0.0, "middle": len(label.lines) / 2, "bottom": float(len(label.lines))}[label.anchor]
    first = points(label.y) - rows * style.line_height + (style.line_height - style.size) / 2 + _ASCENT * style.size
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
        )


class _CanvasRenderer(RendererBase):
    """Draws matplotlib's paths and texts on a PDF canvas; its pixel is a point, its origin the box's bottom left corner."""

    def __init__(self, canvas: PdfCanvas, box: Box) -> None:
        super().__init__()
        self._canvas = canvas
        self._left, self._bottom = points(box.x), points(box.bottom)
        self._size = points(box.width), points(box.height)

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self._size

    def flipy(self) -> bool:
        return False

    def points_to_pixels(self, points: Any) -> Any:
        return points

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803
    ) -> None:
        fill = cast("Rgb", tuple(map(float, rgbFace[:3]))) if rgbFace is not None else None
        width = float(gc.get_linewidth())
        stroke = Stroke(cast("Rgb", tuple(map(float, gc.get_rgb()[:3]))), width) if width else None
        clip: Any = gc.get_clip_rectangle()
        clipped = nullcontext()
        if clip is not None:
            clipped = self._canvas.clipped(*self._place(clip.x0, clip.y1), *self._place(clip.x1, clip.y0))
        with clipped:
            self._canvas.path(tuple(self._contours(path, transform)), fill, stroke)

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: bool | Literal["TeX"] = False,
        mtext: Any = None,
    ) -> None:
        left, baseline = self._place(x, y)
        bold, size = _is_bold(prop), float(prop.get_size_in_points())
        ink = cast("Rgb", tuple(map(float, gc.get_rgb()[:3])))
        faces = self._canvas.fonts.faces
        for face, text in split_faces(s, faces.face_of):
            self._canvas.text(left, baseline, text, face, bold, size, ink)
            left += faces.width(text, face, size, bold)

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: bool | Literal["TeX"]
    ) -> tuple[float, float, float]:
        faces, size = self._canvas.fonts.faces, float(prop.get_size_in_points())
        width = sum(faces.width(text, face, size, _is_bold(prop)) for face, text in split_faces(s, faces.face_of))
        return width, size, size * (1 - _ASCENT)

    def _place(self, x: float, y: float) -> tuple[float, float]:
        return self._left + float(x), self._bottom - float(y)

    def _contours(self, path: Path, transform: Transform) -> Iterator[Contour]:
        steps: list[PathStep] = []
        for vertices, code in path.iter_segments(transform, simplify=False):
            numbers: Sequence[float] = [float(number) for number in vertices]
            if code == Path.CLOSEPOLY:
                yield tuple(steps), True
                steps = []
                continue
            if code == Path.MOVETO and steps:
                yield tuple(steps), False
                steps = []
            placed = [self._place(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
            if code == Path.CURVE3:
                placed = _cubic(steps[-1][-2:], *placed)
            steps.append(tuple(number for point in placed for number in point))
        if steps:
            yield tuple(steps), False


def _cubic(start: Sequence[float], control: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """A curve with one control point as one with two, which is all that a PDF has."""
    first = (start[0] + 2 / 3 * (control[0] - start[0]), start[1] + 2 / 3 * (control[1] - start[1]))
    second = (end[0] + 2 / 3 * (control[0] - end[0]), end[1] + 2 / 3 * (control[1] - end[1]))
    return [first, second, end]


def _is_bold(prop: FontProperties) -> bool:
    return prop.get_weight() == "bold"
