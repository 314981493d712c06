"""Where every shown value came from, as one custom XML part of the deck.

The part is ``<lineage xmlns="urn:deckgen:lineage:1">`` around a JSON object:

- ``origins``: value id (`Origin.id`) -> query, row_key, column, kind, rows, row_count, rows_digest, sources;
- ``pages``: page key -> object name -> places of values, each place ending in a value id:
  ``runs`` [paragraph, run, id], ``cells`` [row, column, paragraph, run, id], ``categories`` [index, id],
  ``names`` [series, id], ``points``, ``x`` and ``sizes`` [series, index, id], ``whole`` [id] of a group; notes stand under
  the object name ``notes``.

Paragraphs count the `a:p` of an object, runs the `a:r` and `a:fld` of a paragraph, from 0. Visible text is not repeated
here: a reader takes it from what PowerPoint shows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, assert_never

from deckgen.model.chart import Chart, ChartPoint
from deckgen.model.pages import (
    Item,
    Page,
    PlacedChart,
    PlacedGroup,
    PlacedLine,
    PlacedShape,
    PlacedTable,
    PlacedText,
)
from deckgen.model.text import Paragraph, Run
from deckgen.model.value import Origin, Value
from deckgen.write.pptx.xml import XML_HEADER, legal, text

NAMESPACE = "urn:deckgen:lineage:1"
STORE_ID = "{2A7D3B7C-9B3E-4E0D-8C55-6A1F0D7F4C11}"
NOTES = "notes"

PROPERTIES = (
    f'{XML_HEADER}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    f'ds:itemID="{STORE_ID}"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)


def lineage_part(pages: Iterable[Page]) -> str:
    """The part's XML."""
    collector = _Collector()
    for page in pages:
        collector.add(page)
    content = json.dumps(
        {"origins": collector.origins, "pages": collector.pages}, ensure_ascii=False, separators=(",", ":")
    )
    return f'{XML_HEADER}<lineage xmlns="{NAMESPACE}">{text(content)}</lineage>'


class _Collector:
    """Collects the places of values page by page; each origin is described once."""

    def __init__(self) -> None:
        self.origins: dict[str, dict[str, Any]] = {}
        self.pages: dict[str, dict[str, dict[str, list[list[Any]]]]] = {}

    def add(self, page: Page) -> None:
        items = [each for item in page.items for each in _with_parts(item)]
        objects = {item.name: places for item in items if (places := self._item(item))}
        if notes := list(self._runs(page.notes)):
            objects[NOTES] = {"runs": notes}
        if objects:
            self.pages[page.key] = objects

    def _item(self, item: Item) -> dict[str, list[list[Any]]]:
        match item:
            case PlacedText():
                return _filled(runs=self._runs(placed.paragraph for placed in item.paragraphs))
            case PlacedTable():
                return _filled(cells=self._cells(item))
            case PlacedChart():
                return self._chart(item)
            case PlacedGroup():
                return _filled(whole=[[self._id(item.value)]] if item.value else [])
            case PlacedShape() | PlacedLine():
                return {}
            case _:
                assert_never(item)

    def _runs(self, paragraphs: Iterable[Paragraph]) -> Iterator[list[Any]]:
        for number, paragraph in enumerate(paragraphs):
            written = 0
            for run in paragraph.runs:
                pieces = _written_runs(run)
                if run.value is not None:
                    identity = self._id(run.value)
                    yield from ([number, written + piece, identity] for piece in range(pieces))
                written += pieces

    def _cells(self, item: PlacedTable) -> Iterator[list[Any]]:
        for row, cells in enumerate(item.rows):
            for column, cell in enumerate(cells):
                for place in self._runs(placed.paragraph for placed in cell.paragraphs):
                    yield [row, column, *place]

    def _chart(self, item: PlacedChart) -> dict[str, list[list[Any]]]:
        chart = item.chart
        return _filled(
            categories=(
                [index, self._id(category.value)] for index, category in enumerate(chart.categories) if category.value
            ),
            names=([index, self._id(series.value)] for index, series in enumerate(chart.series) if series.value),
            points=self._points(chart, lambda point: point.value),
            x=self._points(chart, lambda point: point.x_value),
            sizes=self._points(chart, lambda point: point.size_value),
        )

    def _points(self, chart: Chart, value_of: Callable[[ChartPoint], Value | None]) -> Iterator[list[Any]]:
        for number, series in enumerate(chart.series):
            for index, point in enumerate(series.points):
                if value := value_of(point):
                    yield [number, index, self._id(value)]

    def _id(self, value: Value) -> str:
        origin = value.origin
        identity = origin.id
        if identity not in self.origins:
            self.origins[identity] = _described(origin)
        return identity


def _with_parts(item: Item) -> Iterator[Item]:
    """The item and, if it is a group, the items in it."""
    yield item
    if isinstance(item, PlacedGroup):
        yield from item.items


def _described(origin: Origin) -> dict[str, Any]:
    return {
        "query": origin.query,
        "row_key": origin.row_key,
        "column": origin.column,
        "kind": origin.kind,
        "rows": origin.rows,
        "row_count": origin.row_count,
        "rows_digest": origin.rows_digest,
        "sources": origin.sources,
    }


def _written_runs(run: Run) -> int:
    """How many `a:r` the run becomes: none without text, one a line."""
    if not run.text:
        return 0
    if "\n" not in run.text and "\r" not in run.text:
        return 1
    return sum(1 for line in legal(run.text).split("\n") if line)


def _filled(**places: Iterable[list[Any]]) -> dict[str, list[list[Any]]]:
    return {name: found for name, items in places.items() if (found := list(items))}
