"""A native table measured and placed: a table and a width in, column widths, row heights and set cells out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from deckgen.diagnostics import Position
from deckgen.layout.measure import text_height
from deckgen.layout.table_marks import harvey_ball, row_box
from deckgen.layout.table_widths import ball_diameter, cell_insets, content_widths, is_bold
from deckgen.layout.text import MeasuredText, measure_title
from deckgen.layout.typography import Typography
from deckgen.model.geometry import Box, Insets, emu
from deckgen.model.nodes import Table, TableCell
from deckgen.model.pages import Item, PlacedCell, PlacedTable
from deckgen.model.set_text import SetParagraph
from deckgen.model.text import Align, Paragraph, Run
from deckgen.theme.contrast import LEAST_CONTRAST, contrast

TITLE_GAP = 0.5
"""Between a title and its table or chart, in ems of the title."""
_ROW_STRETCH = {"deck": 2.0, "brief": 0.6}
"""A row looks best with up to this many ems of the cells' text above and below what it needs, together."""
_HEADING_STRETCH = 0.6
"""The same of the heading row, so that the headings of tables side by side stand level."""
_LEVEL_STRETCH = 3
"""A table that lines up with its neighbours may grow to this times the stretch that looks best."""

_HIGHLIGHT = "panel"

_Cells = tuple[tuple[SetParagraph, ...], ...]


@dataclass(frozen=True, slots=True)
class MeasuredTable:
    """See `Measured`. `cells[0]` is the heading row; `row_heights` are the least heights in EMU, that of the heading
    first, and `drawn_heights` those of the lines that a viewer draws where it needs none of the slack."""

    table: Table
    name: str
    width: int
    title: MeasuredText | None
    title_height: int
    """Of the title with the gap below it; 0 without one."""
    column_widths: tuple[int, ...]
    cells: tuple[_Cells, ...]
    row_heights: tuple[int, ...]
    drawn_heights: tuple[int, ...]
    insets: Insets
    row_stretch: int
    heading_stretch: int
    ball: int
    """The diameter of a Harvey ball."""
    reserve: int
    elastic: bool = False

    @property
    def minimum(self) -> int:
        return self.title_height + sum(self.row_heights)

    @property
    def preferred(self) -> int:
        return self.title_height + sum(self._heights(self.row_stretch))

    @property
    def at(self) -> Position | None:
        return self.table.at

    def part(self, start: int, end: int) -> MeasuredTable:
        """The table with the rows from `start` to before `end` alone, its columns and heading as in the whole."""
        return replace(
            self,
            table=replace(self.table, rows=self.table.rows[start:end]),
            cells=(self.cells[0], *self.cells[start + 1 : end + 1]),
            row_heights=(self.row_heights[0], *self.row_heights[start + 1 : end + 1]),
            drawn_heights=(self.drawn_heights[0], *self.drawn_heights[start + 1 : end + 1]),
        )

    def levelled(self, height: int) -> MeasuredTable:
        """The table ready to fill `height` EMU beside its neighbours, as far as its rows look well in it."""
        most = self.row_stretch * _LEVEL_STRETCH
        return replace(self, row_stretch=max(self.row_stretch, self._stretch(height - self.title_height, most)))

    def _heights(self, stretch: int) -> tuple[int, ...]:
        """The heights of the rows with `stretch` EMU above and below their lines, together."""
        stretches = (min(stretch, self.heading_stretch), *(stretch for _ in self.row_heights[1:]))
        return tuple(
            max(least, drawn + more)
            for least, drawn, more in zip(self.row_heights, self.drawn_heights, stretches, strict=True)
        )

    def _stretch(self, height: int, most: int) -> int:
        """The largest stretch up to `most` with which the rows take up to `height` EMU; 0 if there is none."""
        return max(bisect_right(range(most + 1), height, key=lambda stretch: sum(self._heights(stretch))) - 1, 0)

    def place(self, x: int, y: int, height: int) -> tuple[Item, ...]:
        items: list[Item] = []
        if self.title:
            items.extend(self.title.place(x, y, self.title.minimum))
        top = y + self.title_height
        heights = self._heights(self._stretch(height - self.title_height, self.row_stretch))
        rows: list[tuple[PlacedCell, ...]] = []
        tops = list(accumulate(heights, initial=top))
        for cells, row_top, row_height, fills in zip(self.cells, tops, heights, self._fills(), strict=False):
            rows.append(
                tuple(
                    PlacedCell(paragraphs, fill, self._text_top(paragraphs, row_top, row_height))
                    for paragraphs, fill in zip(cells, fills, strict=True)
                )
            )
        items.append(
            PlacedTable(
                name=self.name,
                box=Box(x, top, self.width, sum(heights)),
                table=self.table,
                column_widths=self.column_widths,
                row_heights=heights,
                rows=tuple(rows),
                cell_insets=self.insets,
                at=self.table.at,
            )
        )
        items.extend(self._marks(x, tops[1:], heights[1:]))
        return tuple(items)

    def _marks(self, x: int, tops: Sequence[int], heights: Sequence[int]) -> Iterator[Item]:
        """What is drawn over the rows of the body, which stand at `tops`."""
        lefts = list(accumulate(self.column_widths, initial=x))
        for number, (row, top, height) in enumerate(zip(self.table.rows, tops, heights, strict=False), start=1):
            for column, (cell, left, width) in enumerate(
                zip(row.cells, lefts, self.column_widths, strict=False), start=1
            ):
                if cell.symbol:
                    name = f"{self.name}/ball/{number}-{column}"
                    yield harvey_ball(name, cell.symbol, Box(left, top, width, height), self.ball)
            if row.highlight and self.table.tiles:
                yield row_box(f"{self.name}/highlight/{number}", Box(x, top, self.width, height))

    def _fills(self) -> list[tuple[str | None, ...]]:
        """The colours of the cells: their own, else that of a highlighted row or column. A highlighted row of tiles keeps
        its colours and gets a box."""
        columns = [_HIGHLIGHT if column.highlight else None for column in self.table.columns]
        rows = (
            tuple(
                cell.fill or (_HIGHLIGHT if row.highlight and not self.table.tiles else below)
                for cell, below in zip(row.cells, columns, strict=True)
            )
            for row in self.table.rows
        )
        return [tuple(columns), *rows]

    def _text_top(self, paragraphs: tuple[SetParagraph, ...], top: int, height: int) -> int:
        """Cells are centred in their row."""
        inner = height - self.insets.top - self.insets.bottom
        return top + self.insets.top + max(inner - emu(text_height(paragraphs)), 0) // 2


def measure_table(table: Table, width: int, typography: Typography, prefix: str) -> MeasuredTable:
    """A table in a width in EMU. `TooNarrow` if its numbers and words do not fit side by side."""
    style = typography.style("table_cell")
    name = f"{prefix}/{table.key}"
    insets = cell_insets(style)
    widths = content_widths(table, width, insets.left + insets.right, typography)
    inner = [column - insets.left - insets.right for column in widths]
    setter = _CellSetter(table, inner, typography)
    cells = (setter.heading(), *(setter.row(index) for index in range(len(table.rows))))
    padding = insets.top + insets.bottom
    row_heights = tuple(max(emu(text_height(cell)) for cell in row) + padding for row in cells)
    drawn_heights = tuple(max(map(setter.drawn_height, row, inner)) + padding for row in cells)
    title = measure_title(table.title, name, width, typography, table.at)
    gap = emu(TITLE_GAP * typography.style("chart_title").size) if title else 0
    return MeasuredTable(
        table=table,
        name=name,
        width=width,
        title=title,
        title_height=title.minimum + gap if title else 0,
        column_widths=widths,
        cells=cells,
        row_heights=row_heights,
        drawn_heights=drawn_heights,
        insets=insets,
        row_stretch=emu(_ROW_STRETCH[typography.medium] * style.size),
        heading_stretch=emu(_HEADING_STRETCH * style.size),
        ball=ball_diameter(style),
        reserve=emu(style.line_height),
    )


@dataclass(frozen=True, slots=True)
class _CellSetter:
    """Sets cells in the inner widths of their columns (EMU)."""

    table: Table
    widths: list[int]
    typography: Typography

    def heading(self) -> _Cells:
        return tuple(
            self._cell(column.heading, "table_head", column.align, width)
            for column, width in zip(self.table.columns, self.widths, strict=True)
        )

    def row(self, index: int) -> _Cells:
        row = self.table.rows[index]
        return tuple(
            self._cell(
                self._inked(cell),
                "table_cell",
                "center" if self.table.tiles and cell.fill else column.align,
                width,
                is_bold(row, cell),
            )
            for cell, column, width in zip(row.cells, self.table.columns, self.widths, strict=True)
        )

    def drawn_height(self, cell: tuple[SetParagraph, ...], width: int) -> int:
        """The height in EMU of a cell's lines where they take the whole width, without slack."""
        slack = self.typography.slack
        if slack > 1 and any(len(paragraph.lines) > 1 for paragraph in cell):
            cell = self.typography.set((paragraph.paragraph for paragraph in cell), round(width * slack))
        return emu(text_height(cell))

    def _inked(self, cell: TableCell) -> tuple[Run, ...]:
        """The cell's runs in a colour that can be read on its own."""
        colors = self.typography.theme.colors
        ink = self.typography.style("table_cell").color
        if cell.fill is None or contrast(colors[ink].hex, colors[cell.fill].hex) >= LEAST_CONTRAST:
            return cell.runs
        return tuple(run if run.color else replace(run, color="inverse") for run in cell.runs)

    def _cell(
        self, runs: tuple[Run, ...], role: str, align: Align, width: int, bold: bool = False
    ) -> tuple[SetParagraph, ...]:
        if bold:
            runs = tuple(run if run.bold else replace(run, bold=True) for run in runs)
        return self.typography.set((Paragraph(runs=runs, role=role, align=align),), width)
