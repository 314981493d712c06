"""The data of a chart as a sheet: the one content that its workbook and the cache of its part both hold.

A row for each category and a column for each series; of a bubble chart a row for each bubble and the columns across, up
and size. Texts stand in column A, names of columns in row 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from deckgen.model.chart import Chart
from deckgen.model.text import Run
from deckgen.write.pptx.workbook import SHEET, Column, cell_text, column_letters, workbook
from deckgen.write.pptx.xml import number, text

GENERAL = "General"


@dataclass(frozen=True, slots=True)
class Sheet:
    """`labels` stand below each other from A2, `columns` beside each other from B1."""

    labels: tuple[str, ...]
    columns: tuple[Column, ...]

    def workbook(self) -> bytes:
        """The .xlsx."""
        return workbook(self.labels, self.columns)

    def label_cache(self) -> str:
        """All labels."""
        return _strings(f"{SHEET}!$A$2:$A${len(self.labels) + 1}", self.labels)

    def label_cell_cache(self, row: int) -> str:
        """The label of one row, counted from 0."""
        return _strings(f"{SHEET}!$A${row + 2}", (self.labels[row],))

    def name_cache(self, column: int) -> str:
        """The name of a column, counted from 0."""
        return _strings(f"{SHEET}!${column_letters(column + 1)}$1", (self.columns[column].name,))

    def column_cache(self, column: int) -> str:
        """All numbers of a column."""
        letters, found = column_letters(column + 1), self.columns[column]
        return _numbers(f"{SHEET}!${letters}$2:${letters}${len(self.labels) + 1}", found.numbers, found.number_format)

    def cell_cache(self, column: int, row: int) -> str:
        """One number."""
        found = self.columns[column]
        place = f"{SHEET}!${column_letters(column + 1)}${row + 2}"
        return _numbers(place, found.numbers[row : row + 1], found.number_format)


def sheet_of(chart: Chart) -> Sheet:
    """The sheet of a chart. `ValueError` if a number is not finite."""
    if chart.kind == "bubble":
        points = [series.points[0] for series in chart.series]
        return Sheet(
            tuple(cell_text(series.name) for series in chart.series),
            (
                Column(_heading(chart.x_title), tuple(_cell(point.x) for point in points), GENERAL),
                Column(_heading(chart.y_title), tuple(_cell(point.number) for point in points), chart.number_format),
                Column(_heading(chart.title), tuple(_cell(point.size) for point in points), GENERAL),
            ),
        )
    return Sheet(
        tuple(cell_text(category.text) for category in chart.categories),
        tuple(
            Column(cell_text(series.name), tuple(_cell(point.number) for point in series.points), chart.number_format)
            for series in chart.series
        ),
    )


def _cell(value: Decimal | None) -> str | None:
    return None if value is None else number(value)


def _heading(runs: Sequence[Run]) -> str:
    return cell_text("".join(run.text for run in runs))


def _strings(reference: str, values: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{index}"><c:v>{text(value)}</c:v></c:pt>' for index, value in enumerate(values))
    return (
        f'<c:strRef><c:f>{reference}</c:f><c:strCache><c:ptCount val="{len(values)}"/>{points}</c:strCache></c:strRef>'
    )


def _numbers(reference: str, values: Sequence[str | None], number_format: str) -> str:
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{value}</c:v></c:pt>' for index, value in enumerate(values) if value is not None
    )
    return (
        f"<c:numRef><c:f>{reference}</c:f><c:numCache><c:formatCode>{text(number_format)}</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>'
    )
