"""References of charts, and the cells that they lead to."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from deckgen.diagnostics import DeckgenError
from deckgen.read.package import Package
from deckgen.read.workbook import places, read_workbook
from tests.unit.verify.faults import pack, swap, unpack


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("Data!$B$2:$B$4", (("Data", 2, 2), ("Data", 2, 3), ("Data", 2, 4))),
        ("Data!$B$1", (("Data", 2, 1),)),
        ("'It''s here'!$AA$1:$AB$1", (("It's here", 27, 1), ("It's here", 28, 1))),
        ("Data!$B:$B", ()),
        ("[1]Data!$A$1", ()),
        ("Data!$A$1:$XFD$1048576", ()),
        ("", ()),
    ],
)
def test_references(reference: str, expected: tuple[tuple[str, int, int], ...]) -> None:
    assert places(reference) == expected


def workbook() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_string("A1", "label & more")
        sheet.write_number("B1", 12.50)
        sheet.write_formula("C1", "=B1*2", None, 25)
    return stream.getvalue()


def test_cells_as_shown() -> None:
    book = read_workbook(Package(workbook()))
    assert book.text(("Data", 1, 1)) == "label & more"
    assert book.text(("Data", 2, 1)) == "12.5"
    assert book.text(("Data", 9, 9)) == ""
    assert book.formulas == ("Data!C1",)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", "<v>12.5</v>", "<v>NaN</v>"),
        ("xl/worksheets/sheet1.xml", 't="s"><v>0</v>', 't="s"><v>7</v>'),
        ("xl/worksheets/sheet1.xml", 'r="B1"', 'r="?"'),
        ("xl/_rels/workbook.xml.rels", "sheet1.xml", "sheet9.xml"),
    ],
)
def test_a_damaged_workbook_is_one_error(part: str, old: str, new: str) -> None:
    parts = unpack(workbook())
    swap(part, old, new)(parts)
    with pytest.raises(DeckgenError) as raised:
        read_workbook(Package(pack(parts)))
    assert raised.value.diagnostics[0].code == "DG753"
