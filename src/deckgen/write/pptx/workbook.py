"""The workbook behind a chart: categories and numbers in, the bytes of a minimal .xlsx out, so that "edit data" works.

Texts are inline strings, never formulas or links; only the sheet and the number format differ from chart to chart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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


def workbook(
    categories: Sequence[str], series: Sequence[tuple[str, Sequence[str | None]]], number_format: str
) -> bytes:
    """The .xlsx: categories in column A from row 2, a column for each series with its name above its numbers (plain
    decimal strings; None is a gap). Texts must have passed `cell_text`."""
    header = "".join(_string(f"{column_letters(index)}1", name) for index, (name, _) in enumerate(series, 1))
    rows = [f'<row r="1">{header}</row>']
    columns = [(column_letters(index), numbers) for index, (_, numbers) in enumerate(series, 1)]
    for position, category in enumerate(categories):
        row = position + 2
        numbers = "".join(
            f'<c r="{letters}{row}" s="1"><v>{number}</v></c>'
            for letters, column in columns
            if (number := column[position]) is not None
        )
        rows.append(f'<row r="{row}">{_string(f"A{row}", category)}{numbers}</row>')
    sheet = f'{XML_HEADER}<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'
    package = Package({})
    package.add("xl/worksheets/sheet1.xml", deflated(sheet.encode()), _TYPE + "worksheet+xml")
    package.add("xl/styles.xml", constant(_styles(number_format).encode()), _TYPE + "styles+xml")
    for name, entry, content_type in _constant_parts():
        package.add(name, entry, content_type)
    return package.to_bytes()


def _string(reference: str, value: str) -> str:
    # Spreadsheets read _xHHHH_ in a text as an escaped character; a text that looks so is escaped itself.
    shown = _ESCAPE_LOOKALIKE.sub("_x005F_", value) if "_x" in value else value
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{text(shown)}</t></is></c>'


def _styles(number_format: str) -> str:
    return (
        f'{XML_HEADER}<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="{_FIRST_OWN_FORMAT}" '
        f'formatCode="{attribute(number_format)}"/></numFmts><fonts count="1"><font><sz val="10"/><name val="Arial"/>'
        '</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill '
        'patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/>'
        '</border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf '
        f'numFmtId="{_FIRST_OWN_FORMAT}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
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
