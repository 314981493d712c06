"""Line breaks of a text as its author meant them, whatever YAML folded: lines that join, paragraphs that part."""

from __future__ import annotations

import re

from deckgen.source.located import Located

_PARAGRAPH_BREAK = re.compile(r"[ \t]*\n[ \t]*(?:\n[ \t]*)+")


def unfold(source: Located, characters: list[str], origins: list[int]) -> None:
    """Undo the folding of YAML: a space that was a line break is one again, so that Chinese lines join without it, and an
    empty line between two lines separates paragraphs in every scalar style."""
    lines = _lines(source)
    if not lines:
        return
    for index in range(len(characters) - 2, 0, -1):
        here, following = lines[origins[index]], lines[origins[index + 1]]
        if characters[index] == " " and following > here:
            characters[index] = "\n"
        elif characters[index] == "\n" and following - lines[origins[index - 1]] > 1:
            characters.insert(index, "\n")
            origins.insert(index, origins[index])


def _lines(source: Located) -> list[int]:
    """The file's line of every character; empty for a text on one line or from no file."""
    first, last = source.position_at(0), source.position_at(len(source))
    if first is None or last is None or first.line == last.line:
        return []
    places = (source.position_at(index) for index in range(len(source)))
    return [place.line if place else 0 for place in places]


def split_paragraphs(text: str, origins: list[int]) -> list[tuple[str, list[int]]]:
    """Each paragraph with the places of its characters in the source."""
    paragraphs: list[tuple[str, list[int]]] = []
    start = 0
    bounds = [match.span() for match in _PARAGRAPH_BREAK.finditer(text)]
    for end, following in (*bounds, (len(text), len(text))):
        part = text[start:end]
        begin = start + len(part) - len(part.lstrip())
        part = part.strip()
        if part:
            paragraphs.append((part, origins[begin : begin + len(part)]))
        start = following
    return paragraphs
