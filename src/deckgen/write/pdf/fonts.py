"""The fonts of one PDF file: for each face and weight that it uses, the packaged font cut down to the characters used.

In: the pages (their measured fragments and chart labels) and the language's faces. Out: `FileFonts`, which names the
font of a face and weight. A character that no face covers is an error, never a silent box.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never
from unicodedata import bidirectional

from deckgen.diagnostics import DeckgenError, Diagnostic, Position
from deckgen.model.pages import (
    Item,
    Pages,
    PlacedChart,
    PlacedGroup,
    PlacedLine,
    PlacedShape,
    PlacedTable,
    PlacedText,
)
from deckgen.model.set_text import Face, SetParagraph
from deckgen.theme.faces import Faces
from deckgen.write.pdf.libraries import font_characters, register_font, subset_font, unregister_font

FontKey = tuple[Face, bool]
"""A face and whether it is bold."""


class FileFonts:
    """Registered fonts of one file. Use as a context manager: the library that draws keeps fonts by name for the whole
    process, so they are registered for one file and taken back after it."""

    def __init__(self, pages: Pages, faces: Faces) -> None:
        """`DeckgenError` DG731 for every character that has no glyph or is written from right to left, at the text that
        shows it."""
        self.faces = faces
        self._names: dict[FontKey, str] = {}
        self._characters = _characters_used(pages, faces)

    def __enter__(self) -> FileFonts:
        for key, characters in sorted(self._characters.items()):
            name = f"deckgen-{key[0]}-{'bold' if key[1] else 'regular'}"
            register_font(name, subset_font(self.faces.font_file(*key), characters))
            self._names[key] = name
        return self

    def __exit__(self, *_: object) -> None:
        for name in self._names.values():
            unregister_font(name)
        self._names.clear()

    def name(self, face: Face, bold: bool) -> str:
        """The registered name of the font that sets a face and weight of this file."""
        return self._names[face, bold]

    @property
    def first(self) -> str:
        """Any font of the file: what a page starts with, so that none is declared that is not embedded."""
        return next(iter(self._names.values()))


def split_faces(text: str, faces: Faces) -> Iterator[tuple[Face, str]]:
    """The text in pieces of one face each, in order."""
    runs = faces.face_runs(text)
    for (start, face), (end, _) in zip(runs, (*runs[1:], (len(text), None)), strict=True):
        yield face, text[start:end]


def is_bold(paragraph: SetParagraph, run: int) -> bool:
    """Whether a run of a set paragraph is drawn bold."""
    return paragraph.style.bold or paragraph.paragraph.runs[run].bold


def _characters_used(pages: Pages, faces: Faces) -> Mapping[FontKey, frozenset[str]]:
    used: dict[FontKey, set[str]] = {("latin", False): {" "}}
    covered: dict[FontKey, frozenset[int]] = {}
    missing: list[Diagnostic] = []
    for page in pages.pages:
        for item in page.items:
            for key, text in _item_texts(item, faces):
                new = set(text) - used.setdefault(key, set())
                if not new:
                    continue
                used[key] |= new
                if key not in covered:
                    covered[key] = font_characters(faces.font_file(*key))
                absent = sorted(c for c in new if ord(c) not in covered[key] or _is_right_to_left(c))
                missing.extend(_missing(character, text, item.name, _place(item)) for character in absent)
    if missing:
        raise DeckgenError(missing, exit_code=1)
    return {key: frozenset(characters) for key, characters in used.items()}


def _item_texts(item: Item, faces: Faces) -> Iterator[tuple[FontKey, str]]:
    match item:
        case PlacedText():
            yield from _paragraph_texts(item.paragraphs)
        case PlacedTable():
            for row in item.rows:
                for cell in row:
                    yield from _paragraph_texts(cell.paragraphs)
        case PlacedChart():
            for label in item.labels:
                for line in label.lines:
                    for face, text in split_faces(line, faces):
                        yield (face, label.style.bold), text
        case PlacedGroup():
            for part in item.items:
                yield from _item_texts(part, faces)
        case PlacedShape() | PlacedLine():
            pass
        case _:
            assert_never(item)


def _paragraph_texts(paragraphs: Iterable[SetParagraph]) -> Iterator[tuple[FontKey, str]]:
    for paragraph in paragraphs:
        for line in paragraph.lines:
            for fragment in line.fragments:
                yield (fragment.face, is_bold(paragraph, fragment.run)), fragment.text


def _place(item: Item) -> Position | None:
    return None if isinstance(item, (PlacedShape, PlacedLine)) else item.at


def _missing(character: str, text: str, name: str, at: Position | None) -> Diagnostic:
    where = f"the character U+{ord(character):04X} that '{name}' shows in '{text[:40]}'"
    if _is_right_to_left(character):
        message = f"{where} is written from right to left, and texts are set from left to right"
    else:
        message = f"no font of this theme has {where}"
    return Diagnostic("DG731", message, at, "replace the character")


def _is_right_to_left(character: str) -> bool:
    return bidirectional(character) in ("R", "AL")
