"""Matplotlib's paths and texts on a PDF canvas. Nothing imports matplotlib but this module and the drawings around it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import Any, Literal, cast

from deckgen.model.geometry import Box, points
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
    from matplotlib.patches import Ellipse, PathPatch, Wedge
    from matplotlib.path import Path
    from matplotlib.transforms import IdentityTransform, Transform

    matplotlib.rcdefaults()

__all__ = ["ASCENT", "CanvasRenderer", "Ellipse", "Figure", "IdentityTransform", "Path", "PathPatch", "Wedge"]

ASCENT = 0.88
"""From the top of the letters' em to their baseline, as layout measures it."""


class CanvasRenderer(RendererBase):
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
        dashes = cast("Sequence[float]", gc.get_dashes()[1] or ())
        ink = cast("Rgb", tuple(map(float, gc.get_rgb()[:3])))
        stroke = Stroke(ink, width, tuple(map(float, dashes))) if width else None
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
        for face, text in split_faces(s, faces):
            self._canvas.text(left, baseline, text, face, bold, size, ink)
            left += faces.width(text, face, size, bold)

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: bool | Literal["TeX"]
    ) -> tuple[float, float, float]:
        faces, size = self._canvas.fonts.faces, float(prop.get_size_in_points())
        width = sum(faces.width(text, face, size, _is_bold(prop)) for face, text in split_faces(s, faces))
        return width, size, size * (1 - ASCENT)

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
