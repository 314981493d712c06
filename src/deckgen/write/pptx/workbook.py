"""The workbook behind a chart: labels and columns of numbers in, the bytes of a minimal .xlsx out, so that "edit data" works.

Texts are inline strings, never formulas or links; only the sheet and its number formats differ from chart to chart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from deckgen.write.pptx.package import Entry, Package, Relationships, constant, deflated
from deckgen.write.pptx.xml import XML_HEADER, attribute, legal, text

SHEET = "Data"
LONGEST_TEXT = 32_767
"""Characters that a cell can hold, counted in UTF-16."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_ESCAPE_LOOKALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FIRST_OWN_FORMAT = 164


def cell_text(value: str) -> str:
    """A text as both the cell and the chart's cache hold it: legal, in one line, no longer than a cell."""
    shown = legal(value).replace("\n", " ")
    if len(shown) * 2 <= LONGEST_TEXT:
        return shown
    return shown.encode("utf-16-le")[: LONGEST_TEXT * 2].decode("utf-16-le", "ignore")


def column_letters(index: int) -> str:
    """The letters of a column counted from 0."""
    letters = ""
    index += 1
    while index:
        index, remainder = divmod(index - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Column:
    """Numbers below their name: plain decimal strings, None for a gap."""

    name: str
    numbers: tuple[str | None, ...]
    number_format: str


def workbook(labels: Sequence[str], columns: Sequence[Column]) -> bytes:
    """The .xlsx: labels in column A from row 2, then the columns with their names in row 1. Texts must have passed
    `cell_text`."""
    formats = tuple(dict.fromkeys(column.number_format for column in columns))
    header = "".join(_string(f"{column_letters(index)}1", column.name) for index, column in enumerate(columns, 1))
    rows = [f'<row r="1">{header}</row>']
    cells = [
        (column_letters(index), formats.index(column.number_format) + 1, column.numbers)
        for index, column in enumerate(columns, 1)
    ]
    for position, label in enumerate(labels):
        row = position + 2
        numbers = "".join(
            f'<c r="{letters}{row}" s="{style}"><v>{number}</v></c>'
            for letters, style, column in cells
            if (number := column[position]) is not None
        )
        rows.append(f'<row r="{row}">{_string(f"A{row}", label)}{numbers}</row>')
    sheet = f'{XML_HEADER}<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'
    package = Package({})
    package.add("xl/worksheets/sheet1.xml", deflated(sheet.encode()), _TYPE + "worksheet+xml")
    package.add("xl/styles.xml", constant(_styles(formats).encode()), _TYPE + "styles+xml")
    for name, entry, content_type in _constant_parts():
        package.add(name, entry, content_type)
    return package.to_bytes()


def _string(reference: str, value: str) -> str:
    # Spreadsheets read _xHHHH_ in a text as an escaped character; a text that looks so is escaped itself.
    shown = _ESCAPE_LOOKALIKE.sub("_x005F_", value) if "_x" in value else value
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{text(shown)}</t></is></c>'


def _styles(formats: Sequence[str]) -> str:
    """Cell styles 1, 2, … with these number formats; style 0 is plain."""
    codes = "".join(
        f'<numFmt numFmtId="{identity}" formatCode="{attribute(code)}"/>'
        for identity, code in enumerate(formats, _FIRST_OWN_FORMAT)
    )
    styles = "".join(
        f'<xf numFmtId="{identity}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for identity, _ in enumerate(formats, _FIRST_OWN_FORMAT)
    )
    return (
        f'{XML_HEADER}<styleSheet xmlns="{_MAIN}"><numFmts count="{len(formats)}">{codes}</numFmts><fonts count="1"><font>'
        '<sz val="10"/><name val="Arial"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/>'
        '<bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" '
        f'borderId="0"/></cellStyleXfs><cellXfs count="{len(formats) + 1}"><xf numFmtId="0" fontId="0" fillId="0" '
        f'borderId="0" xfId="0"/>{styles}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" '
        'builtinId="0"/></cellStyles></styleSheet>'
    )


@cache
def _constant_parts() -> tuple[tuple[str, Entry, str | None], ...]:
    root, book = Relationships(), Relationships()
    root.add("officeDocument", "xl/workbook.xml")
    sheet = book.add("worksheet", "worksheets/sheet1.xml")
    book.add("styles", "styles.xml")
    main = (
        f'{XML_HEADER}<workbook xmlns="{_MAIN}" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="{sheet}"/></sheets></workbook>'
    )
    return (
        ("_rels/.rels", deflated(root.xml().encode()), None),
        ("xl/workbook.xml", deflated(main.encode()), _TYPE + "sheet.main+xml"),
        ("xl/_rels/workbook.xml.rels", deflated(book.xml().encode()), None),
    )
