"""Text as set: styles, paragraphs broken into lines, and the fragments of a line. Sizes and places in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from deckgen.model.text import Paragraph

Face = Literal["latin", "cjk", "other_cjk"]
"""`cjk` is the face of the text's language, `other_cjk` the one of the other CJK language, for what the first lacks."""

SUPERSCRIPT_SCALE = 2 / 3
"""The size of a superscript run, as a part of its paragraph's size."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A type role resolved by the theme for one medium and language. `size`, `line_height`, `space_before` and `indent`
    (hanging indent of a bullet) in points; `color` is a colour role."""

    size: float
    line_height: float
    bold: bool = False
    color: str = "text"
    space_before: float = 0.0
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text of one run and one face on one line: `x` from the text area's left edge and `width` in points; `spacing` is extra
    space after each character (justification). `run` indexes the paragraph's runs."""

    text: str
    run: int
    face: Face
    x: float
    width: float
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class TextLine:
    """One measured line; `baseline` in points below the paragraph's top."""

    fragments: tuple[Fragment, ...]
    width: float
    baseline: float

    @property
    def text(self) -> str:
        return "".join(fragment.text for fragment in self.fragments)


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph with its style and lines; `top` in points below the top of the text (its space_before included)."""

    paragraph: Paragraph
    style: TextStyle
    lines: tuple[TextLine, ...]
    top: float
