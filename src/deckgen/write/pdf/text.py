"""Draws placed texts: each fragment where it was measured, its bullet, its link, and the box behind it."""

from __future__ import annotations

from collections.abc import Iterable

from deckgen.diagnostics import Position
from deckgen.model.geometry import Box, points
from deckgen.model.pages import SUPERSCRIPT_SCALE, PlacedText, SetParagraph
from deckgen.write.pdf.canvas import PathStep, PdfCanvas, Stroke
from deckgen.write.pdf.fonts import is_bold

BAR_THICKNESS = 45_720
"""EMU of the colour bar on a card's or callout's edge, inside the box."""

_BULLET_RADIUS = 0.14
"""Of a bullet's dot, in em."""
_BULLET_RISE = 0.36
"""From the baseline to the middle of the dot, in em: half the height of the letters beside it."""
_LINK_ASCENT, _LINK_DESCENT = 0.9, 0.25
"""Of a link's click area about its baseline, in em."""
_SUPERSCRIPT_RISE = 0.34
"""Of a superscript's baseline, in em of its paragraph."""
_OUTLINE_WIDTH = 0.75
"""Points, of a box's outline."""


def draw_text(canvas: PdfCanvas, item: PlacedText) -> None:
    """The box (an artifact) and the text in it (the object)."""
    if item.fill or item.outline or item.bar or any(p.paragraph.bullet for p in item.paragraphs):
        with canvas.artifact():
            _draw_box(canvas, item)
            _draw_bullets(canvas, item)
    if any(line.fragments for paragraph in item.paragraphs for line in paragraph.lines):
        with canvas.object(item.name):
            draw_paragraphs(canvas, item.paragraphs, item.box.x + item.insets.left, item.text_top, item.at)
    if item.link_to:
        box = item.box
        area = points(box.x), points(box.y), points(box.right), points(box.bottom)
        canvas.link(area, f"#{item.link_to}", item.at)


def draw_paragraphs(
    canvas: PdfCanvas, paragraphs: Iterable[SetParagraph], left: int, top: int, at: Position | None
) -> None:
    """Set paragraphs with their text area's top left corner in EMU; `at` is where they stand in the spec."""
    for paragraph in paragraphs:
        style, runs = paragraph.style, paragraph.paragraph.runs
        for line in paragraph.lines:
            baseline = points(top) + paragraph.top + line.baseline
            for fragment in line.fragments:
                run = runs[fragment.run]
                x = points(left) + fragment.x
                size, rise = style.size, 0.0
                if run.superscript:
                    size, rise = style.size * SUPERSCRIPT_SCALE, style.size * _SUPERSCRIPT_RISE
                ink = canvas.color(run.color or style.color)
                bold = is_bold(paragraph, fragment.run)
                canvas.text(x, baseline - rise, fragment.text, fragment.face, bold, size, ink, fragment.spacing)
                if run.link:
                    above, below = baseline - _LINK_ASCENT * style.size, baseline + _LINK_DESCENT * style.size
                    canvas.link((x, above, x + fragment.width, below), run.link, at)


def _draw_box(canvas: PdfCanvas, item: PlacedText) -> None:
    if item.fill:
        canvas.rectangle(item.box, canvas.color(item.fill))
    if item.outline:
        left, top, right, bottom = (points(n) for n in (item.box.x, item.box.y, item.box.right, item.box.bottom))
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        canvas.path(((corners, True),), stroke=Stroke(canvas.color(item.outline), _OUTLINE_WIDTH))
    if item.bar:
        box = item.box
        if item.bar_edge == "top":
            bar = Box(box.x, box.y, box.width, min(BAR_THICKNESS, box.height))
        else:
            bar = Box(box.x, box.y, min(BAR_THICKNESS, box.width), box.height)
        canvas.rectangle(bar, canvas.color(item.bar))


def _draw_bullets(canvas: PdfCanvas, item: PlacedText) -> None:
    for paragraph in item.paragraphs:
        if paragraph.paragraph.bullet and paragraph.lines:
            size = paragraph.style.size
            radius = _BULLET_RADIUS * size
            x = points(item.box.x + item.insets.left) + 2 * radius
            y = points(item.text_top) + paragraph.top + paragraph.lines[0].baseline - _BULLET_RISE * size
            canvas.path((ellipse(x, y, radius, radius),), fill=canvas.color("highlight"))


def ellipse(x: float, y: float, across: float, down: float) -> tuple[tuple[PathStep, ...], bool]:
    """An ellipse about (x, y) with these radii in points, as four curves."""
    k = 0.5522847498
    return (
        (
            (x + across, y),
            (x + across, y + k * down, x + k * across, y + down, x, y + down),
            (x - k * across, y + down, x - across, y + k * down, x - across, y),
            (x - across, y - k * down, x - k * across, y - down, x, y - down),
            (x + k * across, y - down, x + across, y - k * down, x + across, y),
        ),
        True,
    )
