"""Rows of cells with a thin rule between each two: what a summary and a list of steps look like."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.model.nodes import Area, Areas, Line, Node


def ruled_rows(
    key: str, rows: Sequence[Sequence[Node | None]], widths: tuple[int | None, ...], color: str = "rule"
) -> Areas:
    """`rows` of as many cells as there are `widths`, each in the middle of its row; None leaves a place empty."""
    areas: list[Area] = []
    for index, cells in enumerate(rows):
        if index:
            rule = Line(key=f"{key}/rule/{index}", color=color)
            areas.append(Area(node=rule, row=2 * index - 1, column=0, columns=len(widths)))
        areas.extend(
            Area(node=cell, row=2 * index, column=column, align="middle")
            for column, cell in enumerate(cells)
            if cell is not None
        )
    return Areas(areas=tuple(areas), widths=widths, grow=tuple(range(0, 2 * len(rows), 2)), elastic=True)
