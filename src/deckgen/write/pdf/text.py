"""Draws placed texts: each fragment where it was measured, its bullet, its link, and the box behind it."""

from __future__ import annotations

from collections.abc import Iterable

from deckgen.diagnostics import Position
from deckgen.model.geometry import points
from deckgen.model.pages import PlacedText
from deckgen.model.set_text import SUPERSCRIPT_SCALE, SetParagraph
from deckgen.write.pdf.canvas import PdfCanvas, Stroke
from deckgen.write.pdf.fonts import is_bold
from deckgen.write.pdf.presets import contour, ellipse

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
            paint_box(canvas, item)
    if any(line.fragments for paragraph in item.paragraphs for line in paragraph.lines):
        with canvas.object(item.name):
            paint_text(canvas, item)
    draw_link(canvas, item)


def paint_box(canvas: PdfCanvas, item: PlacedText) -> None:
    """The box behind a text, its bar and its bullets, unmarked."""
    if item.fill or item.outline:
        fill = canvas.color(item.fill) if item.fill else None
        stroke = Stroke(canvas.color(item.outline), _OUTLINE_WIDTH) if item.outline else None
        canvas.path((contour(item.preset, item.box, item.adjustments),), fill, stroke)
    if item.bar and item.bar_box:
        canvas.rectangle(item.bar_box, canvas.color(item.bar))
    for paragraph in item.paragraphs:
        if paragraph.paragraph.bullet and paragraph.lines:
            size = paragraph.style.size
            radius = _BULLET_RADIUS * size
            x = points(item.box.x + item.insets.left) + 2 * radius
            y = points(item.text_top) + paragraph.top + paragraph.lines[0].baseline - _BULLET_RISE * size
            canvas.path((ellipse(x, y, radius, radius),), fill=canvas.color("highlight"))


def paint_text(canvas: PdfCanvas, item: PlacedText) -> None:
    """The text of an item, unmarked."""
    draw_paragraphs(canvas, item.paragraphs, item.box.x + item.insets.left, item.text_top, item.at)


def draw_link(canvas: PdfCanvas, item: PlacedText) -> None:
    """The click area of a text that leads to another page."""
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
