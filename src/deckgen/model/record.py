"""One description of an output's objects, made from pages and read back from written files: equal if the file is true.

The outline, golden files, the manifest and the read-back check all use it. Text is kept as the reader sees it.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from deckgen.model.geometry import Box

_PIECES = re.compile(r"\n|[^\n]+")

NAMESPACE = uuid.UUID("6f0d3f5e-4c0a-5d6b-9b0e-2b7c1f3a8d11")


@lru_cache(maxsize=4096)
def creation_id(name: str) -> str:
    """The `a16:creationId` of a shape: stable for its name, upper case in braces."""
    return "{" + str(uuid.uuid5(NAMESPACE, name)).upper() + "}"


def slide_creation_id(key: str) -> int:
    """The `p14:creationId` of a slide: 32 bits, stable for its key, never 0."""
    return uuid.uuid5(NAMESPACE, f"slide:{key}").int & 0xFFFF_FFFF or 1


@dataclass(frozen=True, slots=True)
class RunRecord:
    """Text of one run and the id of the value it shows."""

    text: str
    value: str | None = None


ParagraphRecord = tuple[RunRecord, ...]
CellRecord = tuple[ParagraphRecord, ...]


@dataclass(frozen=True, slots=True)
class SeriesRecord:
    """A chart series as its workbook and cache both hold it: numbers as decimal strings ('' is a gap), with value ids;
    `value` is the id of the value that the name shows. Points of a bubble chart have their places across in `x` and their
    sizes beside the numbers, which say how high they are."""

    name: str
    numbers: tuple[str, ...]
    values: tuple[str | None, ...]
    value: str | None = None
    x: tuple[str, ...] = ()
    x_values: tuple[str | None, ...] = ()
    sizes: tuple[str, ...] = ()
    size_values: tuple[str | None, ...] = ()


ObjectKind = Literal["text", "table", "chart", "shape", "line", "picture", "group"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectRecord:
    """One object on a page; fields that its kind does not have are empty. `paragraphs` of a chart are its own title. A group
    comes before the objects in it; `value` is the id of the value that it shows as a whole.
    `furniture` is what a file itself tells from content: decoration, footers, slide numbers."""

    key: str
    kind: ObjectKind
    box: Box
    creation_id: str = ""
    alt: str = ""
    placeholder: str | None = None
    paragraphs: tuple[ParagraphRecord, ...] = ()
    cells: tuple[tuple[CellRecord, ...], ...] = ()
    categories: tuple[RunRecord, ...] = ()
    series: tuple[SeriesRecord, ...] = ()
    number_format: str = ""
    value: str | None = None
    furniture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRecord:
    key: str
    objects: tuple[ObjectRecord, ...]
    section: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    language: str
    title: str
    pages: tuple[PageRecord, ...]


def run_records(text: str, value: str | None = None) -> tuple[RunRecord, ...]:
    """The one normal form of a run: nothing for an empty one; a line feed stands alone, as a written line break does."""
    if "\n" in text:
        return tuple(RunRecord(piece, None if piece == "\n" else value) for piece in _PIECES.findall(text))
    return (RunRecord(text, value),) if text else ()


def paragraph_records(paragraphs: Iterable[Iterable[RunRecord]]) -> tuple[ParagraphRecord, ...]:
    """The one normal form of paragraphs: those without text are left out (a written text box cannot be without a
    paragraph)."""
    return tuple(filter(None, map(tuple, paragraphs)))


def number_text(number: Decimal | None) -> str:
    """A chart number as plain decimal digits without trailing zeros; '' is a gap."""
    if number is None:
        return ""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
