"""The two gates into XML: every text and every number of a package passes one of them.

`text` and `attribute` take any string and give escaped, well-formed XML content; `number` takes a finite Decimal and
gives its plain decimal form. Everything else in `write.pptx` joins constant pieces with what these return.
"""

from __future__ import annotations

import re
from decimal import Decimal

from deckgen.model.record import number_text

XML_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# XML 1.0 admits no control characters but tab, line feed and carriage return, no surrogates and not U+FFFE, U+FFFF.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile('[&<>"\t\n\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ATTRIBUTE_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def legal(value: str) -> str:
    """The string without characters that XML forbids; line ends become line feeds."""
    if not _SPECIAL.search(value):
        return value
    return _ILLEGAL.sub("", value).replace("\r\n", "\n").replace("\r", "\n")


def text(value: str) -> str:
    """Element content."""
    return legal(value).translate(_ESCAPES) if _SPECIAL.search(value) else value


def attribute(value: str) -> str:
    """The inside of a double-quoted attribute."""
    return legal(value).translate(_ATTRIBUTE_ESCAPES) if _SPECIAL.search(value) else value


def number(value: Decimal) -> str:
    """A finite number in plain decimal notation. `ValueError` for NaN and infinities."""
    if not value.is_finite():
        raise ValueError(f"{value} is no finite number")
    return number_text(value)
