"""Numbers and references of the brief: figures and tables in reading order, and the line of note and sources."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from deckgen.model.chart import Chart
from deckgen.model.document import Document, Slide
from deckgen.model.nodes import Areas, Columns, Grid, Line, Node, Only, Shape, Stack, Table, Text
from deckgen.model.text import SLIDE_LINK, Run
from deckgen.text.words import word


class Numbering:
    """Puts "Figure n" and "Table n" before titles, counting through the document."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._figures = 0
        self._tables = 0

    def number(self, node: Node, topic: tuple[Run, ...]) -> Node:
        """The node with the titles of its charts and tables numbered; one without a title gets the slide's topic. A table of
        furniture (the list of sources) has none."""
        match node:
            case Text() | Shape() | Line():
                return node
            case Chart():
                self._figures += 1
                return replace(node, title=self._title("figure", self._figures, node.title or topic))
            case Table():
                if is_listing(node):
                    return node
                self._tables += 1
                return replace(node, title=self._title("table", self._tables, node.title or topic))
            case Stack() | Columns() | Grid():
                return replace(node, items=tuple(self.number(item, topic) for item in node.items))
            case Areas():
                areas = tuple(replace(area, node=self.number(area.node, topic)) for area in node.areas)
                return replace(node, areas=areas)
            case Only():
                return replace(node, node=self.number(node.node, topic))
            case _:
                assert_never(node)

    def _title(self, kind: str, number: int, title: tuple[Run, ...]) -> tuple[Run, ...]:
        label = f"{word(kind, self._language)} {number}"
        return (Run(text=f"{label}  " if title else label, furniture=True), *title)


def is_listing(table: Table) -> bool:
    """Whether deckgen made all of the table itself: the list of sources."""
    cells = [cell for row in table.rows for cell in row.cells]
    return all(cell.symbol is None and all(run.furniture for run in cell.runs) for cell in cells)


def source_line(slide: Slide, document: Document) -> tuple[Run, ...]:
    """Note, then every source with its number, which leads to the list of sources, and its short form; no runs if the slide
    has neither."""
    language = document.language
    runs: list[Run] = []
    if slide.note:
        runs += [_furniture(word("note_label", language)), *slide.note]
    if slide.sources:
        if runs:
            runs.append(_furniture(word("sentence_separator", language)))
        entries = {entry.number: entry for entry in document.sources}
        separator = word("source_label", language)
        for number in slide.sources:
            runs.append(_furniture(separator))
            runs.append(Run(text=f"[{number}]", furniture=True, link=f"{SLIDE_LINK}source:{number}"))
            runs.append(_furniture(f" {entries[number].short}"))
            separator = word("list_separator", language)
    return tuple(runs)


def _furniture(text: str) -> Run:
    return Run(text=text, furniture=True)
