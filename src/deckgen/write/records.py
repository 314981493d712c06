"""Records of placed pages: what a written file must show. Pages in, `FileRecord` out.

One rule for what is drawn without meaning: a shape or line without text alternative, and the colour bar of a card (named
``<name>/bar``), are objects of kind shape or line with `furniture` set. One rule for texts: no empty runs, no empty
paragraphs (`model.record`), and no character that a file cannot hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from deckgen.model.pages import (
    Item,
    Page,
    Pages,
    PlacedChart,
    PlacedGroup,
    PlacedLine,
    PlacedShape,
    PlacedTable,
    PlacedText,
)
from deckgen.model.record import (
    FileRecord,
    ObjectRecord,
    PageRecord,
    ParagraphRecord,
    RunRecord,
    SeriesRecord,
    creation_id,
    number_text,
    paragraph_records,
    run_records,
)
from deckgen.model.text import Paragraph
from deckgen.model.value import Value
from deckgen.write.pptx.workbook import cell_text
from deckgen.write.pptx.xml import legal

_FURNITURE = ("footer", "slide_number")
"""Placeholders that PowerPoint itself tells from content."""


def record_pages(pages: Pages) -> FileRecord:
    """The record that the deck written from `pages` must read back as."""
    return FileRecord(
        language=pages.language,
        title=legal(pages.title),
        pages=tuple(map(_page, pages.pages, _sections(pages))),
    )


def _sections(pages: Pages) -> Iterator[str | None]:
    """The section of each page. A deck with sections has no page outside one: a page that belongs to none joins that of
    the page before it, the first pages one named like the deck."""
    titles = {key: section.title for section in pages.sections for key in section.pages}
    current = legal(pages.title) if pages.sections else None
    for page in pages.pages:
        current = legal(titles[page.key]) if page.key in titles else current
        yield current


def record_drawn(pages: Pages) -> FileRecord:
    """The record of the texts that the PDF drawn from `pages` must show: pages ``page1``, …, an object for each item that
    draws text, a paragraph for each line. A PDF says neither languages nor values of texts."""
    return FileRecord(
        language="",
        title=pages.title,
        pages=tuple(
            PageRecord(key=f"page{number}", objects=tuple(filter(None, map(_drawn, page.items))))
            for number, page in enumerate(pages.pages, start=1)
        ),
    )


def _drawn(item: Item) -> ObjectRecord | None:
    match item:
        case PlacedText():
            lines = [line.text for paragraph in item.paragraphs for line in paragraph.lines]
        case PlacedTable():
            cells = [cell for row in item.rows for cell in row]
            lines = [line.text for cell in cells for paragraph in cell.paragraphs for line in paragraph.lines]
        case PlacedChart():
            lines = [line for label in item.labels for line in label.lines]
        case PlacedGroup():
            texts = [each for each in item.items if isinstance(each, PlacedText)]
            lines = [line.text for text in texts for paragraph in text.paragraphs for line in paragraph.lines]
        case PlacedShape() | PlacedLine():
            lines = []
        case _:
            assert_never(item)
    paragraphs = paragraph_records((RunRecord(line),) for line in lines if line.strip())
    return ObjectRecord(key=item.name, kind="text", box=item.box, paragraphs=paragraphs) if paragraphs else None


def _page(page: Page, section: str | None) -> PageRecord:
    return PageRecord(
        key=page.key,
        objects=tuple(record for item in page.items for record in _objects(item)),
        section=section,
        notes=tuple(legal(paragraph.text) for paragraph in page.notes if paragraph.text),
    )


def _objects(item: Item) -> Iterator[ObjectRecord]:
    match item:
        case PlacedText():
            yield from _text(item)
        case PlacedTable():
            yield _table(item)
        case PlacedChart():
            yield _chart(item)
        case PlacedShape():
            yield ObjectRecord(
                key=item.name,
                kind="shape",
                box=item.box,
                creation_id=creation_id(item.name),
                alt=item.alt,
                furniture=not item.alt,
            )
        case PlacedLine():
            yield ObjectRecord(
                key=item.name, kind="line", box=item.box, creation_id=creation_id(item.name), furniture=True
            )
        case PlacedGroup():
            yield ObjectRecord(
                key=item.name,
                kind="group",
                box=item.box,
                creation_id=creation_id(item.name),
                alt=item.alt,
                value=_id(item.value),
                furniture=not item.alt,
            )
            for part in item.items:
                yield from _objects(part)
        case _:
            assert_never(item)


def _text(item: PlacedText) -> Iterator[ObjectRecord]:
    paragraphs = _paragraphs(placed.paragraph for placed in item.paragraphs)
    yield ObjectRecord(
        key=item.name,
        kind="text" if paragraphs else "shape",
        box=item.box,
        creation_id=creation_id(item.name),
        placeholder=item.placeholder,
        paragraphs=paragraphs,
        furniture=item.placeholder in _FURNITURE,
    )
    if item.bar_box:
        name = f"{item.name}/bar"
        yield ObjectRecord(key=name, kind="shape", box=item.bar_box, creation_id=creation_id(name), furniture=True)


def _table(item: PlacedTable) -> ObjectRecord:
    return ObjectRecord(
        key=item.name,
        kind="table",
        box=item.box,
        creation_id=creation_id(item.name),
        alt=item.table.alt,
        cells=tuple(
            tuple(_paragraphs(placed.paragraph for placed in cell.paragraphs) for cell in row) for row in item.rows
        ),
    )


def _chart(item: PlacedChart) -> ObjectRecord:
    chart = item.chart
    is_bubble = chart.kind == "bubble"
    return ObjectRecord(
        key=item.name,
        kind="chart",
        box=item.box,
        creation_id=creation_id(item.name),
        alt=chart.alt,
        # Bubbles have names and no categories.
        categories=()
        if is_bubble
        else tuple(RunRecord(cell_text(category.text), _id(category.value)) for category in chart.categories),
        series=tuple(
            SeriesRecord(
                name=cell_text(series.name),
                numbers=tuple(number_text(point.number) for point in series.points),
                values=tuple(_id(point.value) for point in series.points),
                value=_id(series.value),
                x=tuple(number_text(point.x) for point in series.points if is_bubble),
                x_values=tuple(_id(point.x_value) for point in series.points if is_bubble),
                sizes=tuple(number_text(point.size) for point in series.points if is_bubble),
                size_values=tuple(_id(point.size_value) for point in series.points if is_bubble),
            )
            for series in chart.series
        ),
        number_format=chart.number_format,
    )


def _paragraphs(paragraphs: Iterable[Paragraph]) -> tuple[ParagraphRecord, ...]:
    return paragraph_records(
        [record for run in paragraph.runs for record in run_records(legal(run.text), _id(run.value))]
        for paragraph in paragraphs
    )


def _id(value: Value | None) -> str | None:
    return value.origin.id if value else None
