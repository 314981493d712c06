"""Stretches of one style on their way from marked-up text to runs: spans in, pieces out; pieces and shown values in, runs
out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from deckgen.model.text import Run
from deckgen.model.value import Value
from deckgen.text.markup import FIRST_ATOM, LAST_ATOM, Span
from deckgen.text.quotes import typographic
from deckgen.text.scripts import is_wide

_LINE_BREAK = re.compile(r"[ \t]*\n[ \t]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one style: literal text, one reference, a footnote's mark, or (all empty) a line break."""

    text: str
    reference: int | None
    bold: bool
    link: str | None
    footnote: str | None = None


def pieces_of(spans: tuple[Span, ...]) -> list[Piece]:
    """Spans cut at references and line breaks."""
    pieces: list[Piece] = []
    for span in spans:
        if span.footnote is not None:
            pieces.append(Piece("", None, span.bold, None, span.footnote))
            continue
        for line_number, line in enumerate(_LINE_BREAK.split(span.text)):
            if line_number:
                pieces.append(Piece("", None, span.bold, span.link))
            literal = ""
            for character in line:
                if FIRST_ATOM <= ord(character) <= LAST_ATOM:
                    if literal:
                        pieces.append(Piece(literal, None, span.bold, span.link))
                    pieces.append(Piece("", ord(character) - FIRST_ATOM, span.bold, span.link))
                    literal = ""
                else:
                    literal += character
            if literal:
                pieces.append(Piece(literal, None, span.bold, span.link))
    return pieces


def runs_of(pieces: tuple[Piece, ...], shown: list[tuple[str, Value] | None], language: str) -> tuple[Run, ...]:
    """The runs of a paragraph; `shown` are the printed texts of its references with their values, None for an absent one.
    Joined lines, and neighbours of one style without a value, become one run."""
    runs: list[Run] = []
    joint: Piece | None = None
    for piece in pieces:
        if piece.footnote is not None:
            runs.append(Run(text="", bold=piece.bold, superscript=True, furniture=True, footnote=piece.footnote))
            continue
        if piece.reference is None and not piece.text:
            joint = piece
            continue
        value_shown = shown[piece.reference] if piece.reference is not None else None
        preceding = _last_character(runs)  # it makes the mark of `{{ city.name }}'s` an apostrophe
        literal = typographic(preceding + piece.text, language)[len(preceding) :]
        text, value = value_shown if value_shown else (literal, None)
        if joint and runs and not (is_wide(_last_character(runs)) or is_wide(text[:1])):
            if runs[-1].value is None and runs[-1].footnote is None:
                runs[-1] = replace(runs[-1], text=runs[-1].text + " ")
            elif value is None:
                text = f" {text}"
            else:
                runs.append(Run(text=" ", bold=joint.bold, link=joint.link))
        joint = None
        before = runs[-1] if runs else None
        style = (piece.bold, piece.link, None)
        if before and value is None and before.value is None and (before.bold, before.link, before.footnote) == style:
            runs[-1] = replace(before, text=before.text + text)
        else:
            runs.append(Run(text=text, value=value, bold=piece.bold, link=piece.link))
    return tuple(runs)


def _last_character(runs: list[Run]) -> str:
    """The last character printed, whatever footnote marks follow it."""
    return next((run.text[-1:] for run in reversed(runs) if run.text), "")
