"""A delivered .pptx in, its record out: what PowerPoint shows of each slide, in order.

Texts, cells, series, notes, names and boxes come from the slides, their layouts, charts and notes; the lineage part says
only which value each of them shows, so a changed character changes the record. Nothing here depends on who wrote the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from deckgen.model.record import (
    FileRecord,
    ObjectRecord,
    PageRecord,
    ParagraphRecord,
    RunRecord,
    SeriesRecord,
    paragraph_records,
)
from deckgen.read.lineage import ObjectLineage, Place, read_lineage
from deckgen.read.names import R_NAMESPACE, tag
from deckgen.read.package import Package
from deckgen.read.pptx_chart import ChartSeriesData, series_format
from deckgen.read.pptx_layout import Slot, layout_slots
from deckgen.read.pptx_shapes import FoundObject, Runs, read_objects
from deckgen.read.pptx_text import LINE_BREAK, read_runs
from deckgen.read.xml import Element, child, child_text, unreadable

KEY_TAG = "DECKGEN_KEY"
"""The name of the tag that carries a slide's key."""

_RELATIONSHIP_ID = f"{{{R_NAMESPACE}}}id"
_CJK_LANGUAGES = ("zh", "ja", "ko")


def read_deck(deck: bytes | Package) -> FileRecord:
    """The record of a deck. `DeckgenError` DG700-DG705 if the package or one of its parts cannot be read."""
    package = deck if isinstance(deck, Package) else Package(deck)
    documents = package.related("", "officeDocument")
    if not documents:
        raise unreadable("DG705", "the package has no presentation")
    presentation = package.xml(documents[0])
    sections = {
        entry.get("id", ""): section.get("name", "")
        for section in presentation.iter(tag("p14:section"))
        for entry in section.iter(tag("p14:sldId"))
    }
    lineage = read_lineage(package, documents[0])
    slots: dict[str, Mapping[str, Slot]] = {}
    pages: list[PageRecord] = []
    language = ""
    for number, entry in enumerate(presentation.iter(tag("p:sldId")), start=1):
        slide = package.target(documents[0], entry.get(_RELATIONSHIP_ID, ""))
        if slide is None:
            raise unreadable("DG705", f"{documents[0]}: slide {number} leads to no part")
        layout = next(iter(package.related(slide, "slideLayout")), "")
        if layout not in slots:
            slots[layout] = layout_slots(package, layout) if layout else {}
        key = _slide_key(package, slide) or f"slide{number}"
        objects = tuple(
            _record(found, lineage.of(key, found.name)) for found in read_objects(package, slide, slots[layout])
        )
        pages.append(
            PageRecord(
                key=key, objects=objects, section=sections.get(entry.get("id", "")), notes=_notes(package, slide)
            )
        )
        language = language or _language(package.xml(slide))
    return FileRecord(language=language, title=_title(package), pages=tuple(pages))


def _record(found: FoundObject, lineage: ObjectLineage) -> ObjectRecord:
    return ObjectRecord(
        key=found.name,
        kind=found.kind,
        box=found.box,
        creation_id=found.creation_id,
        alt=found.alt,
        placeholder=_placeholder(found),
        paragraphs=_paragraphs(found.paragraphs, lineage.get("runs", {}), ()),
        cells=_cells(found.cells, lineage.get("cells", {})) if found.cells else (),
        categories=_categories(found.series, lineage.get("categories", {})) if found.series else (),
        series=tuple([_series(number, series, lineage) for number, series in enumerate(found.series)]),
        value=lineage.get("whole", {}).get(()),
        number_format=series_format(found.series[0]) if found.series else "",
        furniture=found.furniture,
    )


def _cells(
    rows: tuple[tuple[Runs, ...], ...], values: Mapping[Place, str]
) -> tuple[tuple[tuple[ParagraphRecord, ...], ...], ...]:
    return tuple(
        tuple(_paragraphs(cell, values, (row, column)) for column, cell in enumerate(cells))
        for row, cells in enumerate(rows)
    )


def _categories(chart: tuple[ChartSeriesData, ...], values: Mapping[Place, str]) -> tuple[RunRecord, ...]:
    texts = next((series.categories.texts for series in chart if series.categories), ())
    return tuple(RunRecord(text, values.get((index,))) for index, text in enumerate(texts))


def _series(number: int, series: ChartSeriesData, lineage: ObjectLineage) -> SeriesRecord:
    numbers, x, sizes = (cached.texts if cached else () for cached in (series.numbers, series.x, series.sizes))

    def values(kind: str, texts: tuple[str, ...]) -> tuple[str | None, ...]:
        return tuple(lineage.get(kind, {}).get((number, index)) for index in range(len(texts)))

    return SeriesRecord(
        name=series.name.texts[0] if series.name and series.name.texts else "",
        numbers=numbers,
        values=values("points", numbers),
        value=lineage.get("names", {}).get((number,)),
        x=x,
        x_values=values("x", x),
        sizes=sizes,
        size_values=values("sizes", sizes),
    )


def _placeholder(found: FoundObject) -> str | None:
    """The role of a filled placeholder, which deckgen names ``slide/role``; in decks of others, its type."""
    if found.placeholder is None:
        return None
    return found.name.rpartition("/")[2] if "/" in found.name else found.placeholder


def _paragraphs(paragraphs: Runs, values: Mapping[Place, str], prefix: Place) -> tuple[ParagraphRecord, ...]:
    """Paragraphs with value ids. Lineage counts the runs of a paragraph without its line breaks."""
    records: list[list[RunRecord]] = []
    for number, runs in enumerate(paragraphs):
        written = 0
        record: list[RunRecord] = []
        for text in runs:
            if text == LINE_BREAK:
                record.append(RunRecord(text))
            else:
                if text:
                    record.append(RunRecord(text, values.get((*prefix, number, written)) if values else None))
                written += 1
        records.append(record)
    return paragraph_records(records)


def _notes(package: Package, slide: str) -> tuple[str, ...]:
    """The speaker notes: the paragraphs of the notes page's body."""
    for part in package.related(slide, "notesSlide"):
        for shape in package.xml(part).iter(tag("p:sp")):
            mark = next(shape.iter(tag("p:ph")), None)
            if mark is not None and mark.get("type") == "body":
                return tuple(filter(None, map("".join, read_runs(child(shape, tag("p:txBody"))))))
    return ()


def _slide_key(package: Package, slide: str) -> str:
    for part in package.related(slide, "tags"):
        for mark in package.xml(part).iter(tag("p:tag")):
            if mark.get("name") == KEY_TAG:
                return mark.get("val", "")
    return ""


def _language(slide: Element) -> str:
    """The language that most of a slide's text states (a deck's is that of its first slide with text). A CJK character
    counts as much as three letters of a word."""
    shown: Counter[str] = Counter()
    for run in slide.iter(tag("a:r")):
        properties = child(run, tag("a:rPr"))
        language = "" if properties is None else properties.get("lang", "").partition("-")[0]
        if language:
            shown[language] += len(child_text(run, tag("a:t"))) * (3 if language in _CJK_LANGUAGES else 1)
    return max(shown, key=lambda name: shown[name], default="")


def _title(package: Package) -> str:
    for part in package.related("", "core-properties"):
        return next((element.text or "" for element in package.xml(part) if element.tag.endswith("}title")), "")
    return ""
