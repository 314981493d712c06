"""Checks of tables: the grid, spans and merged cells."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.read.names import tag
from deckgen.read.xml import Element, whole_number
from deckgen.verify.survey import Elements, Finding, place

_TRUE = ("1", "true")


def check_tables(elements: Elements) -> Iterator[Finding]:
    """DG749: a row whose cells are not as many as the grid's columns; a span that leaves the grid or whose covered cells are
    not marked as merged; a merged cell that no span covers."""
    for table in elements.get(tag("a:tbl"), ()):
        for message in _table_findings(table):
            yield "DG749", f"{place(table)}: {message}"


def _table_findings(table: Element) -> Iterator[str]:
    columns = len(table.findall(f"{tag('a:tblGrid')}/{tag('a:gridCol')}"))
    rows = [list(row.iterchildren(tag("a:tc"))) for row in table.iterchildren(tag("a:tr"))]
    if not columns or not rows:
        yield f"{len(rows)} rows and {columns} columns"
    covered: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        if len(row) != columns:
            yield f"row {r + 1} has {len(row)} cells; the grid has {columns} columns"
        for c, cell in enumerate(row):
            if not cell.attrib:
                continue
            wide, high = _span(cell, "gridSpan"), _span(cell, "rowSpan")
            if wide is None or high is None:
                yield f"cell {r + 1}.{c + 1} has a span that is no positive integer"
            elif c + wide > columns or r + high > len(rows):
                yield f"cell {r + 1}.{c + 1} spans {wide} columns and {high} rows, out of the grid"
            else:
                covered |= {(r + y, c + x) for y in range(high) for x in range(wide) if x or y}
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            merged = cell.get("hMerge") in _TRUE or cell.get("vMerge") in _TRUE
            if merged != ((r, c) in covered):
                yield f"cell {r + 1}.{c + 1} is {'' if merged else 'not '}marked as merged, against the spans"


def _span(cell: Element, name: str) -> int | None:
    return whole_number(cell.get(name, "1")) or None
