"""The PDF check: structure, fonts, glyphs, properties, links, nothing active. A written PDF in, findings out."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from deckgen.diagnostics import Diagnostic
from deckgen.verify.glyphs import missing_glyphs

_SUBSET = re.compile(r"/[A-Z]{6}\+.+")
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_ACTIVE_ACTIONS = (
    "/Launch", "/JavaScript", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/Rendition", "/Movie", "/Sound", "/Named",
)  # fmt: skip
_LINK_SCHEMES = ("http://", "https://", "mailto:")
_ACTIVE_KEYS = ("/JS", "/AA", "/JavaScript", "/EmbeddedFiles", "/RichMediaContent", "/XFA", "/OpenAction")
_TOLERANCE = 0.5


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a file must state: `author` may be '' (then none is asked for), `language` is the primary tag, sizes in points."""

    title: str
    author: str
    language: str
    width: float
    height: float
    pages: int


def check_pdf(data: bytes, expected: Expectation | None = None) -> tuple[Diagnostic, ...]:
    """Every finding, none for a file that may be published; `expected` adds what only its writer knows. Never raises for
    what is wrong with the file."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return tuple(found for check in _CHECKS for found in check(pdf, expected))
    except pikepdf.PdfError as error:
        return (Diagnostic("DG770", f"the file is damaged: {error}"),)


def _check_structure(pdf: pikepdf.Pdf, _: Expectation | None) -> Iterator[Diagnostic]:
    """DG770: what the file's own library would have to repair."""
    for problem in (*pdf.check_pdf_syntax(), *map(str, pdf.get_warnings())):
        yield Diagnostic("DG770", f"damaged structure: {problem}")


def _check_fonts(pdf: pikepdf.Pdf, _: Expectation | None) -> Iterator[Diagnostic]:
    """DG771 (not embedded), DG772 (embedded whole), DG773 (Type 3)."""
    for font in _dictionaries(pdf):
        if font.get("/Type") != "/Font" or font.get("/Subtype") in ("/CIDFontType0", "/CIDFontType2"):
            continue
        name = str(font.get("/BaseFont", font.get("/Name", "without a name")))
        if font.get("/Subtype") == "/Type3":
            yield Diagnostic("DG773", f"font {name} is a Type 3 font")
            continue
        descendants = font.get("/DescendantFonts")
        descriptor = (descendants[0] if descendants is not None else font).get("/FontDescriptor")
        if descriptor is None or not any(key in descriptor for key in _FONT_FILES):
            yield Diagnostic("DG771", f"font {name} is not embedded")
        elif not _SUBSET.fullmatch(name):
            yield Diagnostic("DG772", f"font {name} is embedded whole, not cut down to the characters used")


def _check_glyphs(pdf: pikepdf.Pdf, _: Expectation | None) -> Iterator[Diagnostic]:
    """DG774: a character drawn as the box of a missing glyph."""
    for number, page in enumerate(pdf.pages, start=1):
        for place in dict.fromkeys(missing_glyphs(page)):
            yield Diagnostic("DG774", f"page {number} draws a missing glyph: {place}")


def _check_properties(pdf: pikepdf.Pdf, expected: Expectation | None) -> Iterator[Diagnostic]:
    """DG775: no title, author or language, or another than expected."""
    information: Any = pdf.trailer.get("/Info", {})
    stated = {
        "title": str(information.get("/Title", "")),
        "author": str(information.get("/Author", "")),
        "language": str(pdf.Root.get("/Lang", "")),
    }
    for name, text in stated.items():
        wanted = getattr(expected, name) if expected else None
        if not text and wanted != "":
            yield Diagnostic("DG775", f"the file states no {name}")
        elif wanted is not None and (text.partition("-")[0] if name == "language" else text) != wanted:
            yield Diagnostic("DG775", f"the {name} is '{text}' instead of '{wanted}'")


def _check_pages(pdf: pikepdf.Pdf, expected: Expectation | None) -> Iterator[Diagnostic]:
    """DG776 (a page of another size), DG779 (no pages, or another number)."""
    if not len(pdf.pages) or (expected and len(pdf.pages) != expected.pages):
        wanted = f" instead of {expected.pages}" if expected else ""
        yield Diagnostic("DG779", f"the file has {len(pdf.pages)} pages{wanted}")
    for number, page in enumerate(pdf.pages, start=1):
        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        if expected and max(abs(right - left - expected.width), abs(top - bottom - expected.height)) > _TOLERANCE:
            wanted = f"{expected.width:g} × {expected.height:g}"
            yield Diagnostic("DG776", f"page {number} is {right - left:g} × {top - bottom:g} pt instead of {wanted}")


def _check_actions(pdf: pikepdf.Pdf, _: Expectation | None) -> Iterator[Diagnostic]:
    """DG777 (scripts, launches, attachments: anything active), DG778 (a link that is not http, https or mailto)."""
    for found in _dictionaries(pdf):
        for key in _ACTIVE_KEYS:
            if key in found:
                yield Diagnostic("DG777", f"active content is not allowed: {key[1:]}")
        action = found.get("/S")
        if "/URI" in found:
            link = str(found.URI)
            if not link.lower().startswith(_LINK_SCHEMES):
                yield Diagnostic("DG778", f"a link leads to '{link}'; allowed are http, https, mailto")
        elif action in _ACTIVE_ACTIONS:
            yield Diagnostic("DG777", f"active content is not allowed: the action {action}")


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of the file once: the numbered ones, and those inside them."""
    for item in pdf.objects:
        yield from _inside(item)
    yield from _inside(pdf.trailer)


def _inside(item: Any) -> Iterator[Any]:
    if isinstance(item, pikepdf.Stream):
        item = item.stream_dict
    if isinstance(item, pikepdf.Dictionary):
        yield item
        children = [child for _, child in item.items()]
    elif isinstance(item, pikepdf.Array):
        children = list(item)
    else:
        return
    for child in children:
        if isinstance(child, (pikepdf.Dictionary, pikepdf.Array)) and not child.is_indirect:
            yield from _inside(child)


_CHECKS: tuple[Callable[[pikepdf.Pdf, Expectation | None], Iterator[Diagnostic]], ...] = (
    _check_structure,
    _check_fonts,
    _check_glyphs,
    _check_properties,
    _check_pages,
    _check_actions,
)
