"""Column widths of a table from its content: cells in, widths in EMU out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from deckgen.layout.breaks import analyse
from deckgen.layout.measured import TooNarrow
from deckgen.layout.typography import Typography
from deckgen.model.geometry import Insets, emu, points
from deckgen.model.nodes import Table, TableCell, TableRow
from deckgen.model.set_text import TextStyle
from deckgen.model.text import Run

_SHORTEST_LINE = 6
"""A text column is not made narrower than this many ems, unless its cells are shorter."""
_BALL = 1.1
"""Ems of a cell's text; a line of it is 1.15 at least."""
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30fe]{2}")
"""Two characters of one word in katakana; the middle dot stands between words."""
_ROUNDING = 50
"""EMU added so that a text that fits exactly is not broken by rounding."""


def cell_insets(style: TextStyle) -> Insets:
    """The padding of a cell whose text has this style, in EMU."""
    side, end = emu(0.4 * style.size), emu(0.25 * style.size)
    return Insets(side, end, side, end)


def ball_diameter(style: TextStyle) -> int:
    """The diameter in EMU of a Harvey ball beside text of this style: less than a line, so that no row grows by it."""
    return emu(_BALL * style.size)


def is_bold(row: TableRow, cell: TableCell) -> bool:
    """Whether a cell is set bold whatever its runs say."""
    return cell.bold or row.highlight or row.total


@dataclass(slots=True)
class _Range:
    """The widths of a column's content in EMU: `least` without breaking a word or number, `most` on one line, `folded` on one
    line but for the heading, which takes two; `whole` as `least`, and without breaking a word in katakana."""

    least: int = 0
    most: int = 0
    folded: int = 0
    whole: int = 0


def content_widths(table: Table, width: int, padding: int, typography: Typography) -> tuple[int, ...]:
    """Widths that sum to `width`; `padding` is a cell's left and right inset. Numbers and words are never broken,
    words in katakana only where the columns do not fit otherwise.

    Room left over goes to the columns in proportion to what they hold; a lack is taken from the headings first, which fold
    to two lines, then from the long columns. Columns of tiles are equally wide where they can be, and so are those of
    symbols. `TooNarrow` if even their narrowest does not fit."""
    ranges = [_column_range(table, index, padding, typography) for index in range(len(table.columns))]
    alike = _alike(table, ranges)
    if sum(column.least for column in alike) <= width:
        ranges = alike
    ranges = _with_whole_words(ranges, width)
    if sum(column.most for column in ranges) > width:
        ranges = [_Range(column.least, column.folded, column.folded, column.whole) for column in ranges]
    most = sum(column.most for column in ranges)
    least = sum(column.least for column in ranges)
    if most <= width:
        weights = [column.most for column in ranges]
        return _exactly([column.most + (width - most) * column.most / sum(weights) for column in ranges], width)
    if least > width:
        what = "the table's columns do not fit side by side"
        hint = "leave out a column or shorten its longest word"
        raise TooNarrow(what, points(least), points(width), table.at, hint)
    return _exactly(_shared(ranges, width), width)


def natural_table_width(table: Table, typography: Typography) -> int:
    """The width in EMU at which each cell of the table takes one line."""
    insets = cell_insets(typography.style("table_cell"))
    padding = insets.left + insets.right
    ranges = [_column_range(table, index, padding, typography) for index in range(len(table.columns))]
    return sum(column.most for column in _alike(table, ranges))


def _alike(table: Table, ranges: list[_Range]) -> list[_Range]:
    """The ranges, those of columns of one kind made equal."""
    kinds: dict[str, list[int]] = {}
    for index in range(len(table.columns)):
        cells = [row.cells[index] for row in table.rows]
        if any(cell.symbol for cell in cells):
            kinds.setdefault("symbols", []).append(index)
        elif table.tiles and any(cell.fill for cell in cells):
            kinds.setdefault("tiles", []).append(index)
    found = list(ranges)
    for columns in kinds.values():
        held = [ranges[index] for index in columns]
        widest = _Range(
            max(column.least for column in held),
            max(column.most for column in held),
            max(column.folded for column in held),
            max(column.whole for column in held),
        )
        for index in columns:
            found[index] = widest
    return found


def _with_whole_words(ranges: list[_Range], width: int) -> list[_Range]:
    """The ranges, words in katakana kept whole in as many columns from the left as there is room for; columns of one kind
    are treated alike."""
    spare = width - sum(column.least for column in ranges)
    kept = list(ranges)
    for column in ranges:
        alike = [index for index, other in enumerate(kept) if other is column]
        needed = (column.whole - column.least) * len(alike)
        if 0 < needed <= spare:
            spare -= needed
            whole = _Range(column.whole, column.most, column.folded, column.whole)
            for index in alike:
                kept[index] = whole
    return kept


def _shared(ranges: list[_Range], width: int) -> list[float]:
    """Widths when not all lines fit: short columns keep theirs, the others share the rest so that their longest cells take
    about as many lines each, none below its least."""
    widths = [float(column.most) for column in ranges]
    long = list(range(len(ranges)))
    rest = float(width)
    while short := [index for index in long if ranges[index].most <= rest / len(long)]:
        long = [index for index in long if index not in short]
        rest -= sum(ranges[index].most for index in short)
    if sum(ranges[index].least for index in long) > rest:
        long, rest = list(range(len(ranges))), float(width)
    while long:
        total = sum(ranges[index].most for index in long)
        tight = [index for index in long if rest * ranges[index].most / total < ranges[index].least]
        if not tight:
            break
        for index in tight:
            widths[index] = float(ranges[index].least)
        long = [index for index in long if index not in tight]
        rest -= sum(ranges[index].least for index in tight)
    total = sum(ranges[index].most for index in long)
    for index in long:
        widths[index] = rest * ranges[index].most / total
    return widths


def _exactly(widths: list[float], width: int) -> tuple[int, ...]:
    """Whole numbers that sum to `width`; the widest column takes what rounding leaves."""
    rounded = [int(column) for column in widths]
    rounded[rounded.index(max(rounded))] += width - sum(rounded)
    return tuple(rounded)


def _column_range(table: Table, index: int, padding: int, typography: Typography) -> _Range:
    column = table.columns[index]
    found = _Range()
    head, body = typography.style("table_head"), typography.style("table_cell")
    _include(found, column.heading, head, True, False, typography)
    heading, found.most = found.most, 0
    for row in table.rows:
        cell = row.cells[index]
        _include(found, cell.runs, body, is_bold(row, cell) or body.bold, column.numeric, typography)
        if cell.symbol:
            found.least = max(found.least, ball_diameter(body))
        found.whole = max(found.whole, found.least)
    folded = max(found.most, found.whole, min(heading, _folded(column.heading, head, typography)))
    most = max(found.most, found.whole, heading)
    return _Range(*(width + padding + _ROUNDING for width in (found.least, most, folded, found.whole)))


def _folded(runs: tuple[Run, ...], style: TextStyle, typography: Typography) -> int:
    """The least width in EMU in which a heading takes two lines."""
    text = "".join(run.text for run in runs)
    faces = typography.faces

    def width(part: str) -> int:
        return emu(faces.measure(part.strip(), style.size, True) * typography.slack)

    ends = analyse(text, faces).visible_ends
    return min((max(width(text[:end]), width(text[end:])) for end in ends), default=width(text))


def _include(
    found: _Range, runs: tuple[Run, ...], style: TextStyle, bold: bool, unbroken: bool, typography: Typography
) -> None:
    """Widen a range by one cell."""
    text = "".join(run.text for run in runs)
    faces = typography.faces
    width = sum(faces.measure(run.text, style.size, bold or run.bold) for run in runs) * typography.slack
    most = emu(width)
    if most <= found.least:
        return
    found.most = max(found.most, most)
    least = whole = width
    if not unbroken and width > (shortest := _SHORTEST_LINE * style.size):
        ends = analyse(text, faces).visible_ends
        least = _widest_piece(text, ends, shortest, style, typography)
        word_ends = [end for end in ends if not _KATAKANA.match(text, max(end - 1, 0))]
        whole = least if len(word_ends) == len(ends) else _widest_piece(text, word_ends, least, style, typography)
    found.least = max(found.least, emu(least))
    found.whole = max(found.whole, emu(whole))


def _widest_piece(text: str, ends: Sequence[int], shortest: float, style: TextStyle, typography: Typography) -> float:
    """The width in points of the widest piece between `ends`, set bold, and `shortest` at least."""
    widest, start = shortest, 0
    for end in ends:
        if (end - start) * style.size > widest:
            widest = max(widest, typography.faces.measure(text[start:end], style.size, True) * typography.slack)
        start = end
    return widest
