"""The surface that pages are drawn on: points from the page's top left corner, colours by role, faces by name.

Turns deckgen's coordinates and roles into a reportlab canvas's. Everything drawn lies in a marked-content sequence that
names its object; `finish` adds what is not ink (links, outline, properties).
"""

from __future__ import annotations

import io
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from deckgen.diagnostics import Position
from deckgen.model.geometry import Box, points
from deckgen.model.set_text import Face
from deckgen.theme.theme import Color
from deckgen.write.pdf.fonts import FileFonts
from deckgen.write.pdf.libraries import DrawingPath, append_operator, new_canvas

Rgb = tuple[float, float, float]
"""Red, green, blue from 0 to 1."""
PathStep = tuple[float, ...]
"""A step of a path: a point to go to (2 numbers), or two control points and the end of a curve (6)."""
Contour = tuple[tuple[PathStep, ...], bool]
"""Steps, the first a point to start from, and whether the contour is closed."""


@dataclass(frozen=True, slots=True)
class Link:
    """A click area: page index, (left, top, right, bottom) in points from the page's top left corner, and where it goes:
    a URL or ``#`` and a page key. `at` is where its text stands in the spec."""

    page: int
    area: tuple[float, float, float, float]
    target: str
    at: Position | None


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn: colour, width in points, and lengths of dashes and gaps in points (none: solid)."""

    color: Rgb
    width: float
    dashes: tuple[float, ...] = ()


class PdfCanvas:
    """Pages one after the other, each as wide and high (in points) as `new_page` was told."""

    def __init__(self, fonts: FileFonts, colors: Mapping[str, Color]) -> None:
        self._stream = io.BytesIO()
        self._fonts = fonts
        self._colors = colors
        self._canvas = new_canvas(self._stream, fonts.first)
        self._height = 0.0
        self._page = -1
        self._marks = 0
        self.links: list[Link] = []

    @property
    def fonts(self) -> FileFonts:
        """The fonts of this file."""
        return self._fonts

    @property
    def height(self) -> float:
        """The height of the page that is being drawn, in points."""
        return self._height

    def new_page(self, width: float, height: float) -> None:
        """End the page that is being drawn, if any, and begin the next."""
        if self._page >= 0:
            self._canvas.showPage()
        self._canvas.setPageSize((width, height))
        self._height = height
        self._page += 1
        self._marks = 0

    def save(self) -> bytes:
        """The drawn file: ink and fonts, as yet without links, outline and properties."""
        self._canvas.showPage()
        self._canvas.save()
        return self._stream.getvalue()

    def color(self, role: str) -> Rgb:
        """A colour role of the theme."""
        return rgb(self._colors[role].hex)

    @contextmanager
    def object(self, name: str, tag: str = "Span", alternative: str = "") -> Generator[None]:
        """Everything drawn inside belongs to the object `name`: one marked-content sequence
        ``/<tag> <</MCID n /Name (slide/block/part)>> BDC … EMC``, `n` counting from 0 on each page."""
        properties = f"/MCID {self._marks} /Name {pdf_string(name)}"
        if alternative:
            properties += f" /Alt {pdf_string(alternative)}"
        self._marks += 1
        append_operator(self._canvas, f"/{tag} <<{properties}>> BDC")
        yield
        append_operator(self._canvas, "EMC")

    @contextmanager
    def artifact(self) -> Generator[None]:
        """Everything drawn inside is decoration that no reader needs: ``/Artifact BMC … EMC``."""
        append_operator(self._canvas, "/Artifact BMC")
        yield
        append_operator(self._canvas, "EMC")

    def rectangle(self, box: Box, fill: Rgb) -> None:
        """A filled rectangle without an outline; `box` in EMU."""
        self._canvas.setFillColorRGB(*fill)
        left, bottom = points(box.x), self._height - points(box.bottom)
        self._canvas.rect(left, bottom, points(box.width), points(box.height), stroke=0, fill=1)

    def path(self, contours: tuple[Contour, ...], fill: Rgb | None = None, stroke: Stroke | None = None) -> None:
        """Contours in points, filled (non-zero winding), stroked or both."""
        canvas = self._canvas
        if fill:
            canvas.setFillColorRGB(*fill)
        if stroke:
            canvas.setStrokeColorRGB(*stroke.color)
            canvas.setLineWidth(stroke.width)
            canvas.setDash(list(stroke.dashes), 0)
        canvas.drawPath(self._drawing_path(contours), stroke=int(stroke is not None), fill=int(fill is not None))

    @contextmanager
    def clipped(self, left: float, top: float, right: float, bottom: float) -> Generator[None]:
        """Only what lies inside the rectangle (in points) is seen of everything drawn inside."""
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        self._canvas.saveState()
        self._canvas.clipPath(self._drawing_path(((corners, True),)), stroke=0, fill=0)
        yield
        self._canvas.restoreState()

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        face: Face,
        bold: bool,
        size: float,
        color: Rgb,
        spacing: float = 0.0,
    ) -> None:
        """Text of one face from `x` on its baseline; `spacing` is extra space after each character. All in points."""
        self._canvas.setFillColorRGB(*color)
        self._canvas.setFont(self._fonts.name(face, bold), size)
        self._canvas.drawString(x, self._height - baseline, text, charSpace=spacing)

    def link(self, area: tuple[float, float, float, float], target: str, at: Position | None) -> None:
        """A click area: left, top, right, bottom in points; `target` is a URL or ``#`` and a page key."""
        self.links.append(Link(self._page, area, target, at))

    def _drawing_path(self, contours: tuple[Contour, ...]) -> DrawingPath:
        height = self._height
        path = self._canvas.beginPath()
        for (start, *steps), closed in contours:
            path.moveTo(start[0], height - start[1])
            for step in steps:
                if len(step) == 2:
                    path.lineTo(step[0], height - step[1])
                else:
                    x1, y1, x2, y2, x3, y3 = step
                    path.curveTo(x1, height - y1, x2, height - y2, x3, height - y3)
            if closed:
                path.close()
        return path


def rgb(hex_color: str) -> Rgb:
    """A colour written as six hexadecimal digits."""
    red, green, blue = (int(hex_color[start : start + 2], 16) / 255 for start in (0, 2, 4))
    return red, green, blue


def pdf_string(text: str) -> str:
    """A text string as PDF content streams write it: UTF-16 in hexadecimal digits unless it is plain ASCII."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"({escaped})"
    return f"<feff{text.encode('utf-16-be').hex()}>"
