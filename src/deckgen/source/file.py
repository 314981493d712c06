"""An input file as text, and the places in it: bytes -> characters that every sink can hold, offsets -> positions."""

from __future__ import annotations

import re
from bisect import bisect_right

from deckgen.diagnostics import DeckgenError, Diagnostic, Position

BYTE_ORDER_MARK = "\ufeff"
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    "\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U000f0000-\U0010ffff]"
)
"""Control characters, Unicode line ends, marks of writing direction (which hide what is written), surrogates, noncharacters
and private use (templates put their values there)."""

_LINE_END = re.compile(r"\r\n|\r|\n")


class Source:
    """The text of `file` and where its lines start. Offsets, lines and columns count characters."""

    __slots__ = ("_line_starts", "file", "text")

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self._line_starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    @classmethod
    def decode(cls, data: bytes, file: str) -> Source:
        """UTF-8, with or without a byte order mark. `DeckgenError` DG102 for other bytes, DG103 for a character that no
        text may hold."""
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            position = cls(data[: error.start].decode("utf-8"), file).position(error.start)
            message = f"byte 0x{data[error.start]:02x} is not UTF-8"
            raise DeckgenError([Diagnostic("DG102", message, position, "save the file as UTF-8")]) from None
        source = cls(text.removeprefix(BYTE_ORDER_MARK), file)
        found = [
            Diagnostic("DG103", describe_forbidden(match.group()), source.position(match.start()))
            for match in FORBIDDEN.finditer(source.text)
        ]
        if found:
            raise DeckgenError(found)
        return source

    def position(self, offset: int) -> Position:
        """The place of the character at `offset`; past the end is the end."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._line_starts, offset)
        return Position(self.file, line, offset - self._line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, with its line end."""
        start = self._line_starts[number - 1]
        following = self._line_starts[number : number + 1]
        return self.text[start : following[0] if following else None]


def describe_forbidden(character: str) -> str:
    """The message for a character that `FORBIDDEN` matches."""
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        kind = "half of a surrogate pair"
    elif 0xE000 <= code <= 0xF8FF or code >= 0xF0000:
        kind = "private use"
    elif code == ord(BYTE_ORDER_MARK):
        kind = "byte order mark"
    elif code == 0x061C or 0x200E <= code <= 0x200F or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069:
        kind = "mark of writing direction"
    elif code > 0x9F and code not in (0x2028, 0x2029):
        kind = "no character"
    else:
        kind = "control character"
    return f"U+{code:04X} ({kind}) is not allowed"
