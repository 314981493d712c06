"""Lint of what a slide must have: a title, filled placeholders, sources, text alternatives, bars that start at 0; and
of how much it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckgen.diagnostics import Diagnostic
from deckgen.layout.measure import line_count
from deckgen.model.pages import PlacedText
from deckgen.model.value import Value
from deckgen.text.words import word
from deckgen.verify.lint_limits import (
    MOST_BODY_WORDS,
    MOST_BULLETS,
    MOST_LIST_COLUMNS,
    MOST_TABLE_COLUMNS,
    MOST_TABLE_ROWS,
    MOST_TITLE_LINES,
)
from deckgen.verify.lint_surface import Surface, is_frame

_BARS = ("bar", "column", "stacked_bar", "stacked_column")
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[A-Za-z0-9][\w.,%'’-]*")
"""An ideograph or kana, or a word of other scripts."""


def check_title(surface: Surface) -> Iterator[Diagnostic]:
    """DG784: a slide without a title, or with one of too many lines."""
    title = surface.title
    if title is None or not surface.page.title.strip():
        yield Diagnostic("DG784", f"slide '{surface.page.key}' has no title", surface.at, "give it one")
    elif (lines := line_count(title.paragraphs)) > MOST_TITLE_LINES:
        message = f"the title of slide '{surface.page.key}' takes {lines} lines"
        yield Diagnostic("DG784", message, title.at, f"shorten it to {MOST_TITLE_LINES} lines")


def check_placeholders(surface: Surface) -> Iterator[Diagnostic]:
    """DG785: a placeholder on the slide that holds no text."""
    for text in surface.texts:
        if text.placeholder and not any(paragraph.paragraph.text.strip() for paragraph in text.paragraphs):
            yield Diagnostic("DG785", f"the placeholder '{text.name}' is empty", text.at, "fill it or leave it out")


def check_sources(surface: Surface, language: str) -> Iterator[Diagnostic]:
    """DG786: a content slide that shows sourced numbers without a source line."""
    if "source" not in surface.layout.placeholders or not any(map(_needs_source, _values(surface))):
        return
    label = word("source_label", language)
    for text in surface.texts:
        if text.placeholder == "source" and any(label in paragraph.paragraph.text for paragraph in text.paragraphs):
            return
    message = f"slide '{surface.page.key}' shows numbers and no sources"
    yield Diagnostic("DG786", message, surface.at, "a defect of a block: it shows values past its context")


def _values(surface: Surface) -> Iterator[Value | None]:
    for chart, _, _ in surface.charts:
        for series in chart.chart.series:
            for point in series.points:
                yield point.value
    for table, _, _ in surface.tables:
        for row in table.rows:
            for cell in row:
                for paragraph in cell.paragraphs:
                    for run in paragraph.paragraph.runs:
                        yield run.value
    for text in surface.texts:
        for paragraph in text.paragraphs:
            for run in paragraph.paragraph.runs:
                yield run.value
    for group in surface.groups:
        yield group.value


def _needs_source(value: Value | None) -> bool:
    return value is not None and value.is_number and bool(value.origin.sources)


def check_alternatives(surface: Surface) -> Iterator[Diagnostic]:
    """DG787: a chart, table or group without a text alternative."""
    described = (
        *((chart.name, chart.chart.alt, chart.at) for chart, _, _ in surface.charts),
        *((table.name, table.table.alt, table.at) for table, _, _ in surface.tables),
        *((group.name, group.alt, group.at) for group in surface.groups),
    )
    for name, alternative, at in described:
        if not alternative.strip():
            yield Diagnostic("DG787", f"'{name}' has no text alternative", at, "a defect of its block: it states `alt`")


def check_axes(surface: Surface) -> Iterator[Diagnostic]:
    """DG788: bars that do not start at 0."""
    for chart, _, _ in surface.charts:
        if chart.chart.kind in _BARS and not chart.minimum <= 0 <= chart.maximum:
            message = f"the bars of '{chart.name}' start at {chart.minimum}, not at 0"
            yield Diagnostic("DG788", message, chart.at, "let the axis begin at 0, or draw a line")


def check_body(surface: Surface) -> Iterator[Diagnostic]:
    """DG797: a content slide that shows nothing below its title."""
    if surface.layout.body is None:
        return
    drawn = surface.tables or surface.charts or surface.groups
    if not drawn and not any(not (text.placeholder or is_frame(text)) for text in surface.texts):
        message = f"slide '{surface.page.key}' shows nothing but its title in the deck"
        yield Diagnostic("DG797", message, surface.at, "give it a `body`, or say `only: brief`", "warning")


def check_amount(surface: Surface) -> Iterator[Diagnostic]:
    """DG767: more words than can be read while the slide is shown. DG768: a list of too many items. DG769: a table of too
    many rows or columns (its words are not counted)."""
    body: list[str] = []
    for text in surface.texts:
        if text.placeholder or is_frame(text):
            continue
        body += [paragraph.paragraph.text for paragraph in text.paragraphs]
        yield from _long_list(text)
    words = "\n".join(body)
    if len(words) > MOST_BODY_WORDS and (count := len(_WORDS.findall(words))) > MOST_BODY_WORDS:
        message = f"the body of slide '{surface.page.key}' holds {count} characters or words"
        hint = f"at most {MOST_BODY_WORDS} can be read while it is shown: shorten it, or move some to the notes"
        yield Diagnostic("DG767", message, surface.at, hint, "warning")
    for table, _, _ in surface.tables:
        rows, columns = len(table.rows) - 1, len(table.column_widths)
        is_list = columns <= MOST_LIST_COLUMNS
        if (rows > MOST_TABLE_ROWS and not is_list) or columns > MOST_TABLE_COLUMNS:
            message = f"the table '{table.name}' has {rows} rows and {columns} columns"
            hint = f"{MOST_TABLE_ROWS} rows and {MOST_TABLE_COLUMNS} columns are read at a glance: select fewer"
            yield Diagnostic("DG769", message, table.at, hint, "warning")


def _long_list(text: PlacedText) -> Iterator[Diagnostic]:
    bullets = sum(paragraph.paragraph.bullet for paragraph in text.paragraphs)
    if bullets > MOST_BULLETS:
        message = f"'{text.name}' lists {bullets} items"
        yield Diagnostic("DG768", message, text.at, f"group them: {MOST_BULLETS} are the most", "warning")
