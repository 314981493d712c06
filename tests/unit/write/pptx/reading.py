"""Looking into a written deck."""

from __future__ import annotations

import io
import zipfile

from lxml import etree
from pptx import Presentation
from pptx.presentation import Presentation as Deck

from deckgen.write.pptx import write_deck
from tests.unit.write.pptx import builder

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a16": "http://schemas.microsoft.com/office/drawing/2014/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
}


def written(language: str) -> bytes:
    return write_deck(builder.deck(language), builder.theme())


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def slide(data: bytes, number: int) -> etree._Element:
    return etree.fromstring(parts(data)[f"ppt/slides/slide{number}.xml"])


def find(element: etree._Element, path: str) -> list[etree._Element]:
    return element.xpath(path, namespaces=NAMESPACES)


def opened(data: bytes) -> Deck:
    return Presentation(io.BytesIO(data))


def named(slide: object, name: str):
    (found,) = [shape for shape in slide.shapes if shape.name == name]  # type: ignore[attr-defined]
    return found
