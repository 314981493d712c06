"""CSV text to records, and a record's place in its file.

Reading keeps no positions; when the contract is broken, `Places` reads the text again to find the record and the field.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from deckgen.diagnostics import DeckgenError, Diagnostic, Position

ENCODING = "utf-8-sig"


@dataclass(frozen=True, slots=True)
class Records:
    """A CSV file: its header and the records below it, as text. `records[i]` may be shorter or longer than the header."""

    file: str
    text: str
    header: tuple[str, ...]
    records: Sequence[list[str]]


def read_records(data: bytes, file: str) -> Records:
    """All records of a CSV file. Raises `DeckgenError` DG303 if it is not UTF-8, not well-formed CSV or empty."""
    try:
        text = data.decode(ENCODING)
    except UnicodeDecodeError as error:
        good = data[: error.start].decode(ENCODING)
        raise DeckgenError(
            [Diagnostic("DG303", "the file is not UTF-8", _end_of(good, file), "save it as UTF-8")]
        ) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[list[str]] = []
    first = 1
    try:
        for record in reader:
            records.append(record)
            first = reader.line_num + 1
    except csv.Error as error:
        raise DeckgenError([Diagnostic("DG303", f"not well-formed CSV: {error}", Position(file, first, 1))]) from None
    if not records or not records[0]:
        raise DeckgenError([Diagnostic("DG303", "the file has no header", Position(file, 1, 1))])
    return Records(file, text, tuple(records[0]), records[1:])


def _end_of(text: str, file: str) -> Position:
    return Position(file, text.count("\n") + 1, len(text) - text.rfind("\n"))


_FIELD = re.compile(r'(?:"(?:[^"]|"")*"|[^,"\r\n]*)')


class Places:
    """Where the records and fields of a CSV text stand. Record 0 is the header."""

    def __init__(self, records: Records) -> None:
        self._file = records.file
        self._text = records.text
        self._starts: list[int] = []
        self._lines: list[int] = []
        self._scan()

    def field(self, record: int, index: int) -> Position:
        """The place of a field: the record's first line, and the character column at which the field begins (on the line
        where it stands, if a field before it holds line breaks). Past the last field: the record's end."""
        offset = self._starts[record]
        for _ in range(index):
            end = self._end_of_field(offset)
            if end >= len(self._text) or self._text[end] != ",":
                offset = end
                break
            offset = end + 1
        before = self._text[:offset]
        start_of_line = max(before.rfind("\n"), before.rfind("\r")) + 1
        return Position(self._file, self._lines[record], offset - start_of_line + 1)

    def _end_of_field(self, offset: int) -> int:
        match = _FIELD.match(self._text, offset)
        return match.end() if match else offset

    def _scan(self) -> None:
        text, offset, line = self._text, 0, 1
        while offset < len(text):
            self._starts.append(offset)
            self._lines.append(line)
            end = self._end_of_field(offset)
            while end < len(text) and text[end] == ",":
                end = self._end_of_field(end + 1)
            following = end + (2 if text.startswith("\r\n", end) else 1)
            line += len(re.findall(r"\r\n|\r|\n", text[offset:following]))
            offset = following
