"""Which characters of a PDF are lost, drawn as the box of a missing glyph or as nothing: pages with their fonts in, places out.

A code is drawn by the glyph that the font's own tables give it: by the CID itself in a composite font, by the embedded
font's character map in a simple one. Glyph 0 is `.notdef`; a glyph drawn like it is another copy of it. A code that the
font's ToUnicode map reads as U+0000 stands for a character that the writer did not find.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pikepdf

_SYMBOLS = 0xF000
"""Where a symbolic font keeps its codes in a Unicode character map."""

_NOTHING = re.compile(rb"<([0-9A-Fa-f]+)>\s*<0000>")

GlyphOf = Callable[[int], int]
_UNKNOWN: tuple[int, GlyphOf, frozenset[int]] = 1, lambda _: 0, frozenset()
"""How text in a font that the page does not have is drawn: not at all."""


def missing_glyphs(page: pikepdf.Page) -> Iterator[str]:
    """For each code of the page that is drawn as `.notdef`: the font's name and the code."""
    resources: Any = page.resources
    fonts = {str(name): font for name, font in dict(resources.get("/Font", {})).items()}
    decoders: dict[str, tuple[int, GlyphOf, frozenset[int]]] = {}
    current = ""
    for instruction in pikepdf.parse_content_stream(page, "Tf Tj TJ ' \""):
        operands: Any = instruction.operands
        if str(instruction.operator) == "Tf":
            current = str(operands[0])
            if current not in decoders and current in fonts:
                decoders[current] = (*_decoder(fonts[current]), _lost_codes(fonts[current]))
            continue
        width, glyph_of, lost = decoders.get(current, _UNKNOWN)
        for data in _strings(operands[-1]):
            for start in range(0, len(data), width):
                code = int.from_bytes(data[start : start + width], "big")
                if code in lost or glyph_of(code) == 0:
                    yield f"code {code} of font {fonts[current].get('/BaseFont', current) if current in fonts else current}"


def _strings(operand: Any) -> Iterator[bytes]:
    for item in operand if isinstance(operand, pikepdf.Array) else (operand,):
        if isinstance(item, pikepdf.String):
            yield bytes(item)


def _lost_codes(font: Any) -> frozenset[int]:
    mapping: Any = font.get("/ToUnicode")
    return (
        frozenset(int(code, 16) for code in _NOTHING.findall(mapping.read_bytes()))
        if mapping is not None
        else frozenset()
    )


def _decoder(font: Any) -> tuple[int, GlyphOf]:
    """How many bytes a code has, and the glyph that draws it. A font without an embedded file is taken as complete: that it
    is not embedded is another finding."""
    if font.get("/Subtype") == "/Type0":
        mapping: Any = font.DescendantFonts[0].get("/CIDToGIDMap", "/Identity")
        if isinstance(mapping, pikepdf.Stream):
            table = mapping.read_bytes()
            return 2, lambda code: int.from_bytes(table[2 * code : 2 * code + 2], "big")
        return 2, lambda code: code
    file: Any = font.get("/FontDescriptor", {}).get("/FontFile2")
    if file is None:
        return 1, lambda _: 1
    data = file.read_bytes()
    tables = {data[12 + 16 * i : 16 + 16 * i]: _long(data, 20 + 16 * i) for i in range(_short(data, 4))}
    characters, box = _character_map(data, tables.get(b"cmap")), _outline(data, tables, 0)

    def glyph_of(code: int) -> int:
        glyph = characters.get(code) or characters.get(_SYMBOLS + code, 0)
        return 0 if box and _outline(data, tables, glyph) == box else glyph

    return 1, glyph_of


def _outline(font: bytes, tables: Mapping[bytes, int], glyph: int) -> bytes:
    """The glyph's drawing as it stands in the font; nothing for a blank one or a font of another kind."""
    if not {b"head", b"loca", b"glyf"} <= tables.keys():
        return b""
    place = tables[b"loca"]
    if _short(font, tables[b"head"] + 50):
        start, end = _long(font, place + 4 * glyph), _long(font, place + 4 * glyph + 4)
    else:
        start, end = 2 * _short(font, place + 2 * glyph), 2 * _short(font, place + 2 * glyph + 2)
    return font[tables[b"glyf"] + start : tables[b"glyf"] + end]


def _character_map(font: bytes, start: int | None) -> Mapping[int, int]:
    """Code -> glyph of a TrueType font as simple fonts use it: the Macintosh map, and the symbol map over it. Only the
    forms of map that fonts in PDF have (0, 4 and 6) are read."""
    if start is None:
        return {}
    found: dict[int, int] = {}
    for index in range(_short(font, start + 2)):
        platform, encoding = _short(font, start + 4 + 8 * index), _short(font, start + 6 + 8 * index)
        if (platform, encoding) in ((1, 0), (3, 0), (3, 1)):
            found |= _subtable(font, start + _long(font, start + 8 + 8 * index))
    return found


def _subtable(font: bytes, start: int) -> dict[int, int]:
    form = _short(font, start)
    if form == 0:
        return dict(enumerate(font[start + 6 : start + 262]))
    if form == 6:
        first, count = _short(font, start + 6), _short(font, start + 8)
        return {first + i: _short(font, start + 10 + 2 * i) for i in range(count)}
    return dict(_segments(font, start)) if form == 4 else {}


def _segments(font: bytes, start: int) -> Iterator[tuple[int, int]]:
    half = _short(font, start + 6)
    ends = start + 14
    for place in range(0, half, 2):
        end, first = _short(font, ends + place), _short(font, ends + half + 2 + place)
        delta = _short(font, ends + 2 * half + 2 + place)
        offset_at = ends + 3 * half + 2 + place
        offset = _short(font, offset_at)
        for code in range(first, min(end, 0xFFFE) + 1):
            glyph = _short(font, offset_at + offset + 2 * (code - first)) if offset else code
            yield code, (glyph + delta) & 0xFFFF if glyph else 0


def _short(data: bytes, at: int) -> int:
    return struct.unpack_from(">H", data, at)[0]


def _long(data: bytes, at: int) -> int:
    return struct.unpack_from(">I", data, at)[0]
