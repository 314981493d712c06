"""The PDF check finds each seeded fault by its own code, and nothing in a written file."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import deckgen.theme
from deckgen.model.geometry import points
from deckgen.verify.brief import verify_brief
from deckgen.verify.pdf import Expectation, check_pdf
from tests.unit.verify import sample

FONT = Path(deckgen.theme.__file__).parent / "default" / "fonts" / "Arimo_400Regular.ttf"


def codes(data: bytes, expected: Expectation | None = None) -> set[str]:
    return {finding.code for finding in check_pdf(data, expected)}


def edited(change: Callable[[pikepdf.Pdf], None], data: bytes | None = None) -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data or sample.brief())) as pdf:
        change(pdf)
        pdf.save(stream)
    return stream.getvalue()


def expectation() -> Expectation:
    pages = sample.brief_pages()
    return Expectation(
        pages.title, pages.author, pages.language, points(pages.width), points(pages.height), len(pages.pages)
    )


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
def test_written_files_have_no_finding(language: str) -> None:
    assert tuple(verify_brief(sample.brief(language), sample.brief_pages(language))) == ()
    assert tuple(verify_brief(sample.slides(language), sample.deck_pages(language))) == ()


def page(draw: Callable[[Canvas], None]) -> bytes:
    stream = io.BytesIO()
    font = TTFont("check-font", str(FONT))
    pdfmetrics.registerFont(font)
    try:
        canvas = Canvas(stream, initialFontName="check-font", invariant=1)
        draw(canvas)
        canvas.showPage()
        canvas.save()
    finally:
        font.unregister()
    return stream.getvalue()


def test_a_plain_page_has_an_unembedded_font_and_no_properties() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(10, 10, "Helvetica")
    canvas.save()
    assert {"DG771", "DG775"} <= codes(stream.getvalue())


def test_a_character_that_the_font_lacks_is_a_missing_glyph() -> None:
    assert "DG774" not in codes(page(lambda canvas: canvas.drawString(10, 10, "Guangzhou 12.5")))
    found = check_pdf(page(lambda canvas: canvas.drawString(10, 10, "Guangzhou 广州")))
    assert [finding.code for finding in found].count("DG774") >= 1
    assert any("page 1" in finding.message for finding in found)


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"]


def whole_font(pdf: pikepdf.Pdf) -> None:
    fonts(pdf)[0].BaseFont = Name("/Arimo")


def type_3(pdf: pikepdf.Pdf) -> None:
    fonts(pdf)[0].Subtype = Name.Type3


def not_embedded(pdf: pikepdf.Pdf) -> None:
    del fonts(pdf)[0].FontDescriptor.FontFile2


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def no_title(pdf: pikepdf.Pdf) -> None:
    del pdf.trailer.Info.Title


def other_author(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.Info.Author = String("anonymous")


def other_size(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].mediabox = Array([0, 0, 612, 792])


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def launch(pdf: pikepdf.Pdf) -> None:
    annotation = Dictionary(Type=Name.Annot, Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String("calc.exe")))
    pdf.pages[0].Annots = Array([annotation])


def attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["x.exe"] = b"x"


def link(target: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        action = Dictionary(S=Name.URI, URI=String(target))
        pdf.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action)])

    return change


def no_pages(pdf: pikepdf.Pdf) -> None:
    while len(pdf.pages):
        del pdf.pages[0]


def one_page_less(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0]


FAULTS = {
    "whole font": ("DG772", whole_font),
    "type 3": ("DG773", type_3),
    "not embedded": ("DG771", not_embedded),
    "no language": ("DG775", no_language),
    "no title": ("DG775", no_title),
    "other author": ("DG775", other_author),
    "page size": ("DG776", other_size),
    "script": ("DG777", script),
    "launch": ("DG777", launch),
    "attachment": ("DG777", attachment),
    "link to a file": ("DG778", link("file:///etc/passwd")),
    "link to a script": ("DG778", link("javascript:alert(1)")),
    "no pages": ("DG779", no_pages),
    "page missing": ("DG779", one_page_less),
}


@pytest.mark.parametrize(("code", "change"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_is_found_by_its_code(code: str, change: Callable[[pikepdf.Pdf], None]) -> None:
    assert code in codes(edited(change), expectation())


@pytest.mark.parametrize("target", ["https://example.org/a", "http://example.org", "mailto:team@example.org"])
def test_allowed_links(target: str) -> None:
    assert codes(edited(link(target)), expectation()) == set()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing", b"PK\x03\x04"])
def test_what_is_no_pdf_is_one_finding(data: bytes) -> None:
    assert codes(data) == {"DG770"}


def test_a_file_cut_short_is_found() -> None:
    assert "DG770" in codes(sample.brief()[: len(sample.brief()) * 2 // 3])
