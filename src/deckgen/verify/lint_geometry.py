"""Lint of places: text outside its box, items off the slide, texts over each other."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.diagnostics import Diagnostic
from deckgen.layout.measure import text_height
from deckgen.model.geometry import points
from deckgen.model.pages import Pages, PlacedTable, PlacedText
from deckgen.verify.lint_surface import Edges, Ink, Surface

_TOLERANCE = 0.5
"""Points that a line box may stand out of its box: space between lines, not ink."""
_TOUCH = 25_400
"""EMU that the ink of two texts may share: line boxes are higher than letters."""


def check_overflow(surface: Surface) -> Iterator[Diagnostic]:
    """DG781: text that is higher or wider than its box or row."""
    for edges, _, text in surface.inks:
        box, insets = text.box, text.insets
        height = text_height(text.paragraphs)
        room = points(box.height - insets.top - insets.bottom)
        if height > room + _TOLERANCE:
            yield _overflow(text, "high", height, room)
        elif points(edges.right - box.x - box.width + insets.right) > _TOLERANCE:
            room = points(box.width - insets.left - insets.right)
            yield _overflow(text, "wide", points(edges.right - box.x - insets.left), room)
    for table, _, _ in surface.tables:
        padding = table.cell_insets.top + table.cell_insets.bottom
        for row, row_height in zip(table.rows, table.row_heights, strict=True):
            room = points(row_height - padding)
            for cell in row:
                height = text_height(cell.paragraphs)
                if height > room + _TOLERANCE:
                    yield _overflow(table, "high", height, room)
                    break


def _overflow(item: PlacedText | PlacedTable, way: str, needed: float, room: float) -> Diagnostic:
    message = f"the text of '{item.name}' is {needed:.0f} pt {way}; its box has {max(room, 0):.0f} pt"
    return Diagnostic("DG781", message, item.at, "shorten it, or give it more room")


def check_places(surface: Surface, pages: Pages) -> Iterator[Diagnostic]:
    """DG783: items that stand off the slide."""
    width, height = pages.width, pages.height
    for item in surface.page.items:
        box = item.box
        if box.x < 0 or box.y < 0 or box.x + box.width > width or box.y + box.height > height:
            at = getattr(item, "at", None)
            yield Diagnostic("DG783", f"'{item.name}' stands off the slide", at, "a defect of a block or the template")


def check_overlap(surface: Surface) -> Iterator[Diagnostic]:
    """DG789: texts that print over each other or over a table, and texts under a filled box. A text on an empty part of
    another's box (a cell on its panel) covers nothing."""
    inks = sorted(surface.inks, key=_top)
    for index, ink in enumerate(inks):
        bottom = ink.edges.bottom - _TOUCH
        for following in range(index + 1, len(inks)):
            other = inks[following]
            if other.edges.top >= bottom:
                break
            if _touch(ink.edges, other.edges):
                yield _overlap(ink, other.text.name)
        for table, edges, _ in surface.tables:
            if _touch(ink.edges, edges):
                yield _overlap(ink, table.name)
    for layer in surface.layers:
        for ink in surface.inks:
            if ink.order >= layer.order:
                break
            if _touch(ink.edges, layer.edges):
                yield _overlap(ink, "a shape that is drawn later")


def _top(ink: Ink) -> int:
    return ink.edges.top


def _touch(first: Edges, second: Edges) -> bool:
    """Whether two rectangles share more than letters leave free."""
    left, top, right, bottom = first
    other_left, other_top, other_right, other_bottom = second
    return (
        other_top + _TOUCH < bottom
        and top + _TOUCH < other_bottom
        and other_left + _TOUCH < right
        and left + _TOUCH < other_right
    )


def _overlap(ink: Ink, other: str) -> Diagnostic:
    message = f"the text of '{ink.text.name}' and '{other}' lie on each other"
    return Diagnostic("DG789", message, ink.text.at, "give both more room")
