"""Records as text that reads well in a diff: one block an object, one line a paragraph, table row or series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from deckgen.model.geometry import Box, points
from deckgen.model.record import CellRecord, FileRecord, ObjectRecord, PageRecord, ParagraphRecord


def outline_text(record: FileRecord) -> str:
    """The record as lines. Boxes are ``x,y width×height`` in points; a value's text stands in braces."""
    return "\n".join(_file(record)) + "\n"


def _file(record: FileRecord) -> Iterator[str]:
    yield f"{record.title or '(no title)'} [{record.language or '?'}] {len(record.pages)} pages"
    section: str | None = None
    for page in record.pages:
        if page.section != section:
            section = page.section
            yield ""
            yield f"# {section or '(no section)'}"
        yield ""
        yield from _page(page)


def _page(page: PageRecord) -> Iterator[str]:
    yield f"== {page.key}"
    for record in page.objects:
        yield from _object(record)
    for note in page.notes:
        yield f"  note | {note}"


def _object(record: ObjectRecord) -> Iterator[str]:
    marks = [record.kind]
    if record.placeholder:
        marks.append(f"in {record.placeholder}")
    if record.furniture:
        marks.append("furniture")
    yield f"  {record.key} ({', '.join(marks)}) {_box(record.box)}".rstrip()
    if record.alt:
        yield f"    alt | {_run(record.alt, record.value)}"
    for paragraph in record.paragraphs:
        yield f"    | {_paragraph(paragraph)}"
    for row in record.cells:
        yield "    | " + " | ".join(map(_cell, row))
    if record.categories:
        yield "    categories: " + " | ".join(_run(run.text, run.value) for run in record.categories)
    for series in record.series:
        numbers = " | ".join(map(_point, zip_longest(*filter(None, (series.x, series.numbers, series.sizes)))))
        yield f"    {series.name or '(no name)'}: {numbers}" + (
            f"  {record.number_format}" if record.number_format else ""
        )


def _point(numbers: Iterable[str | None]) -> str:
    """A number; of a bubble x, y and size."""
    return ", ".join(number or "–" for number in numbers)


def _box(box: Box) -> str:
    if box == Box(0, 0, 0, 0):
        return ""
    return f"{_length(box.x)},{_length(box.y)} {_length(box.width)}×{_length(box.height)}"


def _length(length: int) -> str:
    return f"{points(length):.1f}".removesuffix(".0")


def _cell(cell: CellRecord) -> str:
    return " / ".join(map(_paragraph, cell))


def _paragraph(paragraph: ParagraphRecord) -> str:
    return _joined((run.text, run.value) for run in paragraph)


def _joined(runs: Iterable[tuple[str, str | None]]) -> str:
    return "".join(_run(text, value) for text, value in runs).replace("\n", " ⏎ ")


def _run(text: str, value: str | None) -> str:
    return text if value is None else f"{{{text}}}"
