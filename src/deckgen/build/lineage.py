"""What each file shows and where it came from: a walk over its pages.

Every digit of an output is one of three: a value (listed with its origin), a literal of the spec (listed with the object
that shows it), or furniture.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, assert_never

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
from deckgen.model.record import number_text
from deckgen.model.text import Run
from deckgen.model.value import Value


def lineage_of(pages: Pages) -> dict[str, Any]:
    """`values`: id -> raw value, unit, origin and the places that show it; `literals`: texts with digits that the spec types;
    `furniture`: those that deckgen adds (numbers of sources and pages, short names of sources, units)."""
    values: dict[str, dict[str, Any]] = {}
    literals: list[dict[str, str]] = []
    furniture: list[dict[str, str]] = []
    for page in pages.pages:
        for place, run in _runs(page):
            if run.value is not None:
                entry = values.setdefault(run.value.origin.id, _value(run.value))
                entry["shown"].append({"place": place, "text": run.text})
            elif any(character.isdigit() for character in run.text):
                (furniture if run.furniture else literals).append({"place": place, "text": run.text})
    return {"values": dict(sorted(values.items())), "literals": literals, "furniture": furniture}


def _runs(page: Page) -> Iterator[tuple[str, Run]]:
    for item in page.items:
        for run in item_runs(item):
            yield item.name, run
    for paragraph in page.notes:
        for run in paragraph.runs:
            yield f"{page.key}/notes", run


def item_runs(item: Item) -> Iterator[Run]:
    """Every run that an item shows; the numbers and categories of a chart as runs of their printed text, or of the plain
    number where a chart shows it by a place or size alone."""
    match item:
        case PlacedText():
            for paragraph in item.paragraphs:
                yield from paragraph.paragraph.runs
        case PlacedTable():
            for row in item.rows:
                for cell in row:
                    for paragraph in cell.paragraphs:
                        yield from paragraph.paragraph.runs
        case PlacedChart():
            for category in item.chart.categories:
                yield Run(text=category.text, value=category.value)
            for series in item.chart.series:
                if series.value is not None:
                    yield Run(text=series.name, value=series.value)
                for point in series.points:
                    if point.value is not None:
                        yield Run(text=point.label or number_text(point.number), value=point.value)
                    if point.x_value is not None:
                        yield Run(text=number_text(point.x), value=point.x_value)
                    if point.size_value is not None:
                        yield Run(text=number_text(point.size), value=point.size_value)
        case PlacedGroup():
            if item.value is not None:
                yield Run(text=item.alt, value=item.value)
            for part in item.items:
                yield from item_runs(part)
        case PlacedShape() | PlacedLine():
            return
        case _:
            assert_never(item)


def _value(value: Value) -> dict[str, Any]:
    origin = value.origin
    return {
        "raw": value.raw if value.raw is None or isinstance(value.raw, (bool, int)) else str(value.raw),
        "unit": value.measure.unit if value.measure else None,
        "query": origin.query,
        "row": dict(origin.row_key),
        "column": origin.column,
        "kind": origin.kind,
        "rows": list(origin.rows),
        "row_count": origin.row_count,
        "rows_digest": origin.rows_digest,
        "sources": list(origin.sources),
        "shown": [],
    }
