"""reportlab and uharfbuzz, which carry no types, behind the few typed calls that the PDF writer makes.

Everything untyped about drawing a PDF is in this file.
"""

# pyright: basic, reportAttributeAccessIssue=false, reportArgumentType=false

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any, Protocol, cast

import uharfbuzz
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import FILL_NON_ZERO, Canvas

from deckgen.write.environment import environment

_DROPPED_TABLES = ("GSUB", "GPOS", "GDEF")


class DrawingPath(Protocol):
    """A path under construction, in points from the page's bottom left corner."""

    def moveTo(self, x: float, y: float) -> None: ...
    def lineTo(self, x: float, y: float) -> None: ...
    def curveTo(self, x1: float, y1: float, x2: float, y2: float, x3: float, y3: float) -> None: ...
    def close(self) -> None: ...


class DrawingCanvas(Protocol):
    """The part of reportlab's canvas that deckgen uses: points from the page's bottom left corner, colours from 0 to 1."""

    def setPageSize(self, size: tuple[float, float]) -> None: ...
    def showPage(self) -> None: ...
    def save(self) -> None: ...
    def saveState(self) -> None: ...
    def restoreState(self) -> None: ...
    def setFont(self, name: str, size: float) -> None: ...
    def setFillColorRGB(self, red: float, green: float, blue: float) -> None: ...
    def setStrokeColorRGB(self, red: float, green: float, blue: float) -> None: ...
    def setLineWidth(self, width: float) -> None: ...
    def setLineCap(self, mode: int) -> None: ...
    def setDash(self, array: list[float], phase: float) -> None: ...
    def rect(self, x: float, y: float, width: float, height: float, *, stroke: int, fill: int) -> None: ...
    def beginPath(self) -> DrawingPath: ...
    def drawPath(self, path: DrawingPath, *, stroke: int, fill: int) -> None: ...
    def clipPath(self, path: DrawingPath, *, stroke: int, fill: int) -> None: ...
    def drawString(self, x: float, y: float, text: str, *, charSpace: float) -> None: ...


def new_canvas(stream: io.BytesIO, font: str) -> DrawingCanvas:
    """A canvas whose pages start with `font` (else every page declares a Helvetica that is not embedded)."""
    with environment({"SOURCE_DATE_EPOCH": None}):  # else it dates the file, or stops at one that is no number
        canvas = Canvas(stream, initialFontName=font, invariant=1, pageCompression=1)
    canvas._fillMode = FILL_NON_ZERO
    return cast("DrawingCanvas", canvas)


def append_operator(canvas: DrawingCanvas, operator: str) -> None:
    """Write a PDF operator that the canvas has no call for (marked content) into the page."""
    cast("Any", canvas)._code.append(operator)


def register_font(name: str, data: bytes) -> None:
    """Register a TrueType font. The registry silently keeps the first font of a name and of a face: that would lose
    text, so it is an error here."""
    font = TTFont(name, io.BytesIO(data), asciiReadable=False)
    pdfmetrics.registerFont(font)
    if pdfmetrics.getFont(name) is not font:
        raise RuntimeError(f"font '{name}' is still registered by another file")


def unregister_font(name: str) -> None:
    """Take a registered font back, its name and its face."""
    pdfmetrics.getFont(name).unregister()


def font_characters(file: Traversable) -> frozenset[int]:
    """The code points that a packaged font has glyphs for."""
    return _characters(file)


def subset_font(file: Traversable, characters: Iterable[str]) -> bytes:
    """The packaged font with the glyphs of these characters only, without layout features (text is already placed)."""
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(ord(character) for character in characters)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED_TABLES)
    return bytes(uharfbuzz.subset(_face(file), wanted).blob.data)


@cache
def _face(file: Traversable) -> Any:
    return uharfbuzz.Face(uharfbuzz.Blob(file.read_bytes()))


@cache
def _characters(file: Traversable) -> frozenset[int]:
    return frozenset(_face(file).unicodes)
