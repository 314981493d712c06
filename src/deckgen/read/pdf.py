"""A delivered PDF in, its record out: for each page, the texts of the named objects as a viewer draws them.

Each object of a deckgen PDF is one marked-content sequence that names it; text outside of one (or in a PDF of others)
stands under the empty name. Lines are what shares a baseline; value ids are not in a PDF.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from deckgen.model.geometry import Box, emu
from deckgen.model.record import FileRecord, ObjectRecord, PageRecord, RunRecord, paragraph_records
from deckgen.read.xml import unreadable

_WIDE = ctypes.POINTER(ctypes.c_ushort)
_LINE_END_HYPHEN = "\x02"
"""What pdfium gives for a hyphen at the end of a line."""
_SAME_LINE = 0.5
"""Two texts whose baselines differ by less than this part of the size stand on one line (a raised mark does)."""


@dataclass(frozen=True, slots=True)
class DrawnText:
    """A piece of text: the object it belongs to, its baseline and size, and its bounds (left, bottom, right, top), all in
    points from the page's bottom left corner."""

    name: str
    text: str
    baseline: float
    size: float
    bounds: tuple[float, float, float, float]


def read_pdf(data: bytes) -> FileRecord:
    """The record of a PDF: pages ``page1``, …, an object for each name in drawing order, a paragraph for each line.
    `DeckgenError` DG770 if the file cannot be opened."""
    document = _open(data)
    try:
        title = document.get_metadata_value("Title")
        pages = tuple(_page(document, number) for number in range(len(document)))
    finally:
        document.close()
    return FileRecord(language="", title=title, pages=pages)


def page_texts(data: bytes) -> tuple[str, ...]:
    """The text of every page in drawing order, a line for each line of an object. `DeckgenError` DG770."""
    return tuple(
        "\n".join("".join(run.text for run in paragraph) for record in page.objects for paragraph in record.paragraphs)
        for page in read_pdf(data).pages
    )


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise unreadable("DG770", f"the file is no readable PDF: {error}") from error


def _page(document: pypdfium2.PdfDocument, number: int) -> PageRecord:
    page = document[number]
    try:
        height = page.get_height()
        drawn: dict[str, list[DrawnText]] = {}
        for text in _texts(page):
            drawn.setdefault(text.name, []).append(text)
    finally:
        page.close()
    objects = tuple(
        ObjectRecord(
            key=name,
            kind="text",
            box=_box(texts, height),
            paragraphs=paragraph_records((RunRecord(line),) for line in _lines(texts) if line),
        )
        for name, texts in drawn.items()
    )
    return PageRecord(key=f"page{number + 1}", objects=objects)


def _texts(page: pypdfium2.PdfPage) -> Iterator[DrawnText]:
    text_page = page.get_textpage()
    try:
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            text = _object_text(item.raw, text_page.raw)
            if text:
                size = ctypes.c_float()
                pdfium.FPDFTextObj_GetFontSize(item.raw, size)
                matrix = item.get_matrix()
                yield DrawnText(_name(item.raw), text, matrix.f, size.value * abs(matrix.d), item.get_bounds())
    finally:
        text_page.close()


def _object_text(item: Any, text_page: Any) -> str:
    length = pdfium.FPDFTextObj_GetText(item, text_page, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFTextObj_GetText(item, text_page, ctypes.cast(buffer, _WIDE), length)
    return buffer.raw.decode("utf-16-le").rstrip("\0").replace(_LINE_END_HYPHEN, "-")


def _name(item: Any) -> str:
    """The name that the innermost marked-content sequence around the object states; '' if none does."""
    for index in reversed(range(pdfium.FPDFPageObj_CountMarks(item))):
        mark = pdfium.FPDFPageObj_GetMark(item, index)
        length = ctypes.c_ulong()
        if pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"Name", None, 0, length) and length.value:
            buffer = ctypes.create_string_buffer(length.value)
            pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"Name", ctypes.cast(buffer, _WIDE), length.value, length)
            return buffer.raw.decode("utf-16-le").rstrip("\0")
    return ""


def _lines(texts: Sequence[DrawnText]) -> Iterator[str]:
    """Neighbouring texts of one baseline, joined."""
    line = ""
    last: DrawnText | None = None
    for text in texts:
        if last and abs(text.baseline - last.baseline) > _SAME_LINE * max(text.size, last.size):
            yield line.strip()
            line = ""
        line += text.text
        last = text
    yield line.strip()


def _box(texts: Sequence[DrawnText], height: float) -> Box:
    """What the texts cover, in EMU from the page's top left corner."""
    left, right = min(text.bounds[0] for text in texts), max(text.bounds[2] for text in texts)
    bottom, top = min(text.bounds[1] for text in texts), max(text.bounds[3] for text in texts)
    return Box(emu(left), emu(height - top), emu(right - left), emu(top - bottom))
