"""A document as one medium shows it: what the other medium alone shows is taken out, containers left empty with it.

Arrangements call `for_medium` before they measure, so they never meet an `Only` or a slide that is not theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from deckgen.model.chart import Chart
from deckgen.model.document import Document, Medium, Section
from deckgen.model.nodes import Areas, Columns, Grid, Line, Node, Only, Shape, Stack, Table, Text


def for_medium(document: Document, medium: Medium) -> Document:
    """The document without slides and nodes of the other medium, and without sections that have no slide left."""
    sections = (_section(section, medium) for section in document.sections)
    return replace(document, sections=tuple(section for section in sections if section.slides))


def _section(section: Section, medium: Medium) -> Section:
    slides = (
        replace(slide, body=tuple(_kept(slide.body, medium)))
        for slide in section.slides
        if slide.only in (None, medium)
    )
    return replace(section, slides=tuple(slides))


def _kept(nodes: Iterable[Node], medium: Medium) -> Iterator[Node]:
    for node in nodes:
        shown = _node(node, medium)
        if shown is not None:
            yield shown


def _node(node: Node, medium: Medium) -> Node | None:
    """The node as `medium` shows it, or None if nothing of it is left."""
    match node:
        case Text() | Table() | Chart() | Shape() | Line():
            return node
        case Only():
            return _node(node.node, medium) if node.medium == medium else None
        case Stack() | Grid():
            items = tuple(_kept(node.items, medium))
            return replace(node, items=items) if items else None
        case Columns():
            shown = [(_node(item, medium), width) for item, width in zip(node.items, node.widths, strict=True)]
            kept = [(item, width) for item, width in shown if item is not None]
            items = tuple(item for item, _ in kept)
            return replace(node, items=items, widths=tuple(width for _, width in kept)) if items else None
        case Areas():
            found = [(_node(area.node, medium), area) for area in node.areas]
            areas = tuple(replace(area, node=item) for item, area in found if item is not None)
            return replace(node, areas=areas) if areas else None
        case _:
            assert_never(node)
