"""Where each character of a decoded YAML scalar stands in its file, for all five scalar styles."""

from __future__ import annotations

from deckgen.diagnostics import Position
from deckgen.source.file import Source

_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10}
_BLANKS = " \t"
_BREAKS = "\r\n"


class ScalarPlaces:
    """Called with an index into a decoded scalar, gives its place. Worked out at the first call: most are never asked."""

    __slots__ = ("_end", "_offsets", "_source", "_start", "_style", "_value")

    def __init__(self, source: Source, start: int, end: int, style: str, value: str) -> None:
        self._source = source
        self._start = start
        self._end = end
        self._style = style
        self._value = value
        self._offsets: list[int] | None = None

    def __call__(self, index: int) -> Position:
        if self._offsets is None:
            self._offsets = scalar_offsets(self._source.text, self._start, self._end, self._style, self._value)
        return self._source.position(self._offsets[min(max(index, 0), len(self._offsets) - 1)])


def scalar_offsets(text: str, start: int, end: int, style: str, value: str) -> list[int]:
    """The offset in `text` of every character of `value`, and of its end. `start` and `end` bound the scalar with its quotes
    or block header; `style` is one of ``'"|>`` or empty for a plain scalar.

    A folded or escaped character maps to the line break or backslash that it came from."""
    if style in ("|", ">"):
        offsets = _block_offsets(text, start, end, value)
    elif style == '"':
        offsets = _flow_offsets(text, start + 1, end - 1, '"')
    elif style == "'":
        offsets = _flow_offsets(text, start + 1, end - 1, "'")
    else:
        offsets = _flow_offsets(text, start, end, "")
    # A scalar whose walk does not give one offset a character is placed at its start: a message must never be lost.
    return offsets if len(offsets) == len(value) + 1 else [start] * (len(value) + 1)


def _flow_offsets(text: str, index: int, end: int, quote: str) -> list[int]:
    offsets: list[int] = []
    while index < end:
        character = text[index]
        if character in _BLANKS or character in _BREAKS:
            after_blanks = _skip(text, index, end, _BLANKS)
            if after_blanks < end and text[after_blanks] in _BREAKS:
                index = _fold(text, after_blanks, end, offsets)
                continue
        elif character == "\\" and quote == '"':
            index = _escape(text, index, end, offsets)
            continue
        offsets.append(index)
        index += 2 if character == quote == "'" else 1
    offsets.append(end)
    return offsets


def _fold(text: str, index: int, end: int, offsets: list[int]) -> int:
    """Line breaks with the blanks around them: one is a space, n are n - 1 line breaks. Returns the index after them."""
    breaks: list[int] = []
    while index < end and text[index] in _BREAKS:
        breaks.append(index)
        index = _skip(text, _after_break(text, index), end, _BLANKS)
    offsets.extend(breaks if len(breaks) == 1 else breaks[1:])
    return index


def _escape(text: str, index: int, end: int, offsets: list[int]) -> int:
    escaped = text[index + 1]
    if escaped not in _BREAKS:
        offsets.append(index)
        return index + _ESCAPE_LENGTHS.get(escaped, 2)
    # An escaped line break is nothing at all, but every further empty line is a line break.
    index = _skip(text, _after_break(text, index + 1), end, _BLANKS)
    while index < end and text[index] in _BREAKS:
        offsets.append(index)
        index = _skip(text, _after_break(text, index), end, _BLANKS)
    return index


def _block_offsets(text: str, start: int, end: int, value: str) -> list[int]:
    """A block scalar keeps the characters of its lines and drops some line breaks, so its lines align with the value for
    exactly one indentation (an explicit one is relative to the parent, which is unknown here): try the likely one first."""
    lines: list[tuple[int, int]] = []
    header_end = start
    while header_end < end and text[header_end] not in _BREAKS:
        header_end += 1
    index = _after_break(text, header_end)
    while index < end:
        line_end = index
        while line_end < len(text) and text[line_end] not in _BREAKS:
            line_end += 1
        lines.append((index, line_end))
        index = _after_break(text, line_end)
    indents = [_skip(text, first, last, " ") - first for first, last in lines if text[first:last].strip(" ")]
    # A scalar of blank lines only has no indentation of its own: all of their blanks belong to it.
    likely = indents[0] if indents else max((last - first for first, last in lines), default=0)
    for indent in range(likely, -1, -1):
        offsets = _align(text, lines, indent, value)
        if offsets is not None:
            return [*offsets, lines[-1][1] if lines else end]
    return []


def _align(text: str, lines: list[tuple[int, int]], indent: int, value: str) -> list[int] | None:
    offsets: list[int] = []
    for first, last in lines:
        for index in range(min(first + indent, last), last):
            if len(offsets) == len(value) or value[len(offsets)] != text[index]:
                return None
            offsets.append(index)
        if len(offsets) < len(value) and value[len(offsets)] in "\n ":
            offsets.append(last)
    return offsets if len(offsets) == len(value) else None


def _skip(text: str, index: int, end: int, characters: str) -> int:
    while index < end and text[index] in characters:
        index += 1
    return index


def _after_break(text: str, index: int) -> int:
    return index + (2 if text.startswith("\r\n", index) else 1)
