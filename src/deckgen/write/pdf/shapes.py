"""Draws rules, shapes and groups: placed items in, ink and marks on a canvas out."""

from __future__ import annotations

from collections.abc import Iterable

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.model.geometry import Box, points
from deckgen.model.pages import PlacedGroup, PlacedLine, PlacedShape, PlacedText
from deckgen.theme.theme import Decoration
from deckgen.write.pdf.canvas import Contour, PdfCanvas, Stroke, rgb
from deckgen.write.pdf.presets import PRESETS, contour
from deckgen.write.pdf.text import draw_link, paint_box, paint_text


def draw_shape(canvas: PdfCanvas, shape: PlacedShape) -> None:
    """The shape; an artifact unless it has a text alternative. `DeckgenError` DG732 for a preset that no PDF can show."""
    with canvas.object(shape.name, "Figure", shape.alt) if shape.alt else canvas.artifact():
        _paint_shape(canvas, shape)


def draw_line(canvas: PdfCanvas, line: PlacedLine) -> None:
    """The rule, an artifact."""
    with canvas.artifact():
        _paint_line(canvas, line)


def draw_group(canvas: PdfCanvas, group: PlacedGroup) -> None:
    """The group as one object with its text alternative; without one, it is an artifact but for its texts. `DeckgenError`
    as `draw_shape`."""
    if group.alt:
        with canvas.object(group.name, "Figure", group.alt):
            _paint_parts(canvas, group)
            _paint_texts(canvas, group)
    else:
        with canvas.artifact():
            _paint_parts(canvas, group)
        if any(isinstance(item, PlacedText) for item in group.items):
            with canvas.object(group.name):
                _paint_texts(canvas, group)
    for item in group.items:
        if isinstance(item, PlacedText):
            draw_link(canvas, item)


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
                canvas.path((contour(drawing.preset, drawing.box, ()),), fill, stroke)


def _paint_parts(canvas: PdfCanvas, group: PlacedGroup) -> None:
    """Everything of a group but its texts, which stand on top in any case."""
    for item in group.items:
        match item:
            case PlacedShape():
                _paint_shape(canvas, item)
            case PlacedLine():
                _paint_line(canvas, item)
            case PlacedText():
                paint_box(canvas, item)


def _paint_texts(canvas: PdfCanvas, group: PlacedGroup) -> None:
    for item in group.items:
        if isinstance(item, PlacedText):
            paint_text(canvas, item)


def _paint_shape(canvas: PdfCanvas, shape: PlacedShape) -> None:
    if shape.preset not in PRESETS:
        message = f"the PDF cannot show the preset shape '{shape.preset}' of '{shape.name}'"
        raise DeckgenError([Diagnostic("DG732", message, hint=f"use one of {', '.join(PRESETS)}")], exit_code=1)
    fill = canvas.color(shape.fill) if shape.fill else None
    stroke = Stroke(canvas.color(shape.outline), points(shape.outline_width)) if shape.outline else None
    canvas.path((contour(shape.preset, shape.box, shape.adjustments),), fill, stroke)


def _paint_line(canvas: PdfCanvas, line: PlacedLine) -> None:
    canvas.path((_rule(line.box),), stroke=Stroke(canvas.color(line.color), points(line.width)))


def _rule(box: Box) -> Contour:
    """The line from a box's top left to its bottom right corner."""
    return ((points(box.x), points(box.y)), (points(box.right), points(box.bottom))), False
