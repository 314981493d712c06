"""Draws rules and shapes. A DrawingML preset is a function from its size and adjustments to contours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.model.geometry import Box, points
from deckgen.model.pages import PlacedLine, PlacedShape
from deckgen.theme.theme import Decoration
from deckgen.write.pdf.canvas import Contour, PathStep, PdfCanvas, Stroke, rgb
from deckgen.write.pdf.text import ellipse

_FULL = 100_000
"""The denominator of a preset's adjustments."""


def draw_shape(canvas: PdfCanvas, shape: PlacedShape) -> None:
    """The shape; an artifact unless it has a text alternative. `DeckgenError` DG732 for a preset that no PDF can show."""
    if shape.preset not in PRESETS:
        message = f"the PDF cannot show the preset shape '{shape.preset}' of '{shape.name}'"
        raise DeckgenError([Diagnostic("DG732", message, hint=f"use one of {', '.join(PRESETS)}")], exit_code=1)
    contour = _contour(shape.preset, shape.box, shape.adjustments)
    fill = canvas.color(shape.fill) if shape.fill else None
    stroke = Stroke(canvas.color(shape.outline), points(shape.outline_width)) if shape.outline else None
    with canvas.object(shape.name, "Figure", shape.alt) if shape.alt else canvas.artifact():
        canvas.path((contour,), fill, stroke)


def draw_line(canvas: PdfCanvas, line: PlacedLine) -> None:
    """The rule, an artifact."""
    with canvas.artifact():
        canvas.path((_rule(line.box),), stroke=Stroke(canvas.color(line.color), points(line.width)))


def draw_decorations(canvas: PdfCanvas, page: Box, background: str, decorations: Iterable[Decoration]) -> None:
    """The background and drawings of a slide's layout, an artifact. A drawing that a PDF cannot show is left out, as the
    template's pictures are."""
    with canvas.artifact():
        canvas.rectangle(page, rgb(background))
        for drawing in decorations:
            stroke = Stroke(rgb(drawing.outline), points(drawing.width)) if drawing.outline else None
            if drawing.preset == "line":
                canvas.path((_rule(drawing.box),), stroke=stroke)
            elif drawing.preset in PRESETS:
                fill = rgb(drawing.fill) if drawing.fill else None
                canvas.path((_contour(drawing.preset, drawing.box, ()),), fill, stroke)


def _rule(box: Box) -> Contour:
    """The line from a box's top left to its bottom right corner."""
    return ((points(box.x), points(box.y)), (points(box.right), points(box.bottom))), False


def _contour(preset: str, box: Box, adjustments: Sequence[int]) -> Contour:
    """A preset's contour in its place on the page."""
    steps, closed = PRESETS[preset](points(box.width), points(box.height), adjustments)
    offset = points(box.x), points(box.y)
    return tuple(tuple(number + offset[index % 2] for index, number in enumerate(step)) for step in steps), closed


def _polygon(*corners: PathStep) -> Contour:
    return corners, True


def _adjusted(adjustments: Sequence[int], default: int, width: float, height: float) -> float:
    """The first adjustment (or its default) as a length: presets measure it on the shorter side."""
    return min(width, height) * (adjustments[0] if adjustments else default) / _FULL


def _rectangle(width: float, height: float, adjustments: Sequence[int]) -> Contour:
    return _polygon((0, 0), (width, 0), (width, height), (0, height))


def _rounded(width: float, height: float, adjustments: Sequence[int]) -> Contour:
    r = min(_adjusted(adjustments, 16_667, width, height), min(width, height) / 2)
    k = r * (1 - 0.5522847498)
    return (
        (
            (r, 0),
            (width - r, 0),
            (width - k, 0, width, k, width, r),
            (width, height - r),
            (width, height - k, width - k, height, width - r, height),
            (r, height),
            (k, height, 0, height - k, 0, height - r),
            (0, r),
            (0, k, k, 0, r, 0),
        ),
        True,
    )


def _ellipse(width: float, height: float, adjustments: Sequence[int]) -> Contour:
    return ellipse(width / 2, height / 2, width / 2, height / 2)


def _triangle(width: float, height: float, adjustments: Sequence[int]) -> Contour:
    apex = width * (adjustments[0] if adjustments else 50_000) / _FULL
    return _polygon((apex, 0), (width, height), (0, height))


def _right_triangle(width: float, height: float, adjustments: Sequence[int]) -> Contour:
    return _polygon((0, 0), (width, height), (0, height))


def _home_plate(width: float, height: float, adjustments: Sequence[int]) -> Contour:
    shoulder = width - _adjusted(adjustments, 50_000, width, height)
    return _polygon((0, 0), (shoulder, 0), (width, height / 2), (shoulder, height), (0, height))


def _chevron(width: float, height: float, adjustments: Sequence[int]) -> Contour:
    depth = _adjusted(adjustments, 50_000, width, height)
    shoulder = width - depth
    return _polygon((0, 0), (shoulder, 0), (width, height / 2), (shoulder, height), (0, height), (depth, height / 2))


PRESETS: Mapping[str, Callable[[float, float, Sequence[int]], Contour]] = {
    "rect": _rectangle,
    "roundRect": _rounded,
    "ellipse": _ellipse,
    "triangle": _triangle,
    "rtTriangle": _right_triangle,
    "homePlate": _home_plate,
    "chevron": _chevron,
}
"""DrawingML preset -> contour of a shape of this width and height (points) with these adjustments."""
