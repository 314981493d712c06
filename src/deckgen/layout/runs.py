"""Runs of a slide changed wherever they stand: nodes and a function over one text's runs in, nodes with the new runs out.

What does not change stays the same object, so a pass that finds nothing to do costs a walk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar, assert_never

from deckgen.model.chart import Chart, ChartMark
from deckgen.model.nodes import (
    Area,
    Areas,
    Columns,
    Grid,
    Line,
    Node,
    Only,
    Shape,
    Stack,
    Table,
    TableCell,
    TableColumn,
    TableRow,
    Text,
)
from deckgen.model.text import Paragraph, Run

Runs = tuple[Run, ...]
Change = Callable[[Runs], Runs]
"""The runs of one text -> its new runs, or the same object."""
_Item = TypeVar("_Item")


def plain_text(runs: Runs) -> str:
    """The words of a text, without the marks of its footnotes."""
    return "".join(run.text for run in runs if run.footnote is None)


def furniture_run(text: str) -> Run:
    """Words that deckgen adds."""
    return Run(text=text, furniture=True)


def change_nodes(nodes: tuple[Node, ...], change: Change) -> tuple[Node, ...]:
    """The nodes, every text in them changed in reading order."""
    return _each(nodes, lambda node: change_node(node, change))


def change_node(node: Node, change: Change) -> Node:
    """A node, every text in it changed in reading order."""
    match node:
        case Text():
            paragraphs = change_paragraphs(node.paragraphs, change)
            return node if paragraphs is node.paragraphs else replace(node, paragraphs=paragraphs)
        case Table():
            return _table(node, change)
        case Chart():
            return _chart(node, change)
        case Shape() | Line():
            return node
        case Stack() | Columns() | Grid():
            items = change_nodes(node.items, change)
            return node if items is node.items else replace(node, items=items)
        case Areas():
            areas = _each(node.areas, lambda area: _area(area, change))
            return node if areas is node.areas else replace(node, areas=areas)
        case Only():
            inner = change_node(node.node, change)
            return node if inner is node.node else replace(node, node=inner)
        case _:
            assert_never(node)


def change_paragraphs(paragraphs: tuple[Paragraph, ...], change: Change) -> tuple[Paragraph, ...]:
    """Paragraphs with their runs changed."""

    def changed(paragraph: Paragraph) -> Paragraph:
        runs = change(paragraph.runs)
        return paragraph if runs is paragraph.runs else replace(paragraph, runs=runs)

    return _each(paragraphs, changed)


def _each(items: tuple[_Item, ...], change: Callable[[_Item], _Item]) -> tuple[_Item, ...]:
    """The items changed; the same tuple if none is another object."""
    changed = tuple(map(change, items))
    return items if all(new is old for new, old in zip(changed, items, strict=True)) else changed


def _area(area: Area, change: Change) -> Area:
    node = change_node(area.node, change)
    return area if node is area.node else replace(area, node=node)


def _table(table: Table, change: Change) -> Table:
    def column(item: TableColumn) -> TableColumn:
        heading = change(item.heading)
        return item if heading is item.heading else replace(item, heading=heading)

    def cell(item: TableCell) -> TableCell:
        runs = change(item.runs)
        return item if runs is item.runs else replace(item, runs=runs)

    def row(item: TableRow) -> TableRow:
        cells = _each(item.cells, cell)
        return item if cells is item.cells else replace(item, cells=cells)

    title, columns, rows = change(table.title), _each(table.columns, column), _each(table.rows, row)
    if title is table.title and columns is table.columns and rows is table.rows:
        return table
    return replace(table, title=title, columns=columns, rows=rows)


def _chart(chart: Chart, change: Change) -> Chart:
    def mark(item: ChartMark) -> ChartMark:
        label = change(item.label)
        return item if label is item.label else replace(item, label=label)

    title, y_title, x_title = change(chart.title), change(chart.y_title), change(chart.x_title)
    quadrants, marks = _each(chart.quadrants, change), _each(chart.marks, mark)
    center = change_paragraphs(chart.center, change)
    new = (title, y_title, x_title, quadrants, marks, center)
    old = (chart.title, chart.y_title, chart.x_title, chart.quadrants, chart.marks, chart.center)
    if all(after is before for after, before in zip(new, old, strict=True)):
        return chart
    return replace(
        chart, title=title, y_title=y_title, x_title=x_title, quadrants=quadrants, marks=marks, center=center
    )
