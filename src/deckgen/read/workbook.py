"""The cells of a chart's embedded workbook, as a spreadsheet program shows them: bytes in, cells by place out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from deckgen.model.record import number_text
from deckgen.read.names import R_NAMESPACE, tag
from deckgen.read.package import Package
from deckgen.read.xml import Element, child, child_text, finite_number, unreadable, whole_number

Place = tuple[str, int, int]
"""Sheet name, column and row, both counted from 1."""

_REFERENCE = re.compile(
    r"(?:'((?:[^']|'')+)'|([^'!\[\]]+))!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?"
)
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MAXIMUM_CELLS = 100_000


@dataclass(frozen=True, slots=True)
class Workbook:
    """`cells` holds what is filled: texts as they are, numbers in the form of `model.record.number_text`. `formulas` are the
    places of cells that compute, or of links to other files."""

    cells: Mapping[Place, str]
    formulas: tuple[str, ...]

    def text(self, place: Place) -> str:
        """What the cell shows; '' if it is empty."""
        return self.cells.get(place, "")


def read_workbook(package: Package) -> Workbook:
    """The cells of all sheets. `DeckgenError` DG753 if the package is no workbook or a sheet is missing or damaged."""
    documents = package.related("", "officeDocument")
    if not documents:
        raise unreadable("DG753", "the package has no workbook")
    strings = [
        "".join(text.text or "" for text in item.iter(tag("s:t")))
        for part in package.related(documents[0], "sharedStrings")
        for item in package.xml(part).findall(tag("s:si"))
    ]
    cells: dict[Place, str] = {}
    formulas: list[str] = []
    for entry in package.xml(documents[0]).iter(tag("s:sheet")):
        name = entry.get("name", "")
        part = package.target(documents[0], entry.get(f"{{{R_NAMESPACE}}}id", ""))
        if part is None or part not in package:
            raise unreadable("DG753", f"sheet '{name}' is missing")
        for cell in package.xml(part).iter(tag("s:c")):
            reference = _CELL.fullmatch(cell.get("r", ""))
            if reference is None:
                raise unreadable("DG753", f"sheet '{name}' has a cell at '{cell.get('r')}'")
            place = name, _column(reference[1]), int(reference[2])
            text = _cell_text(cell, strings)
            if text:
                cells[place] = text
            if child(cell, tag("s:f")) is not None:
                formulas.append(f"{name}!{cell.get('r')}")
    formulas += [f"link {part}" for part in package.related(documents[0], "externalLink")]
    return Workbook(cells, tuple(formulas))


def places(reference: str) -> tuple[Place, ...]:
    """The cells of a chart's reference such as ``Sheet1!$B$2:$B$6``, row by row; none if it is of another form."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return ()
    sheet = (found[1] or "").replace("''", "'") or found[2]
    left, top = _column(found[3]), int(found[4])
    right, bottom = _column(found[5] or found[3]), int(found[6] or found[4])
    if (right - left + 1) * (bottom - top + 1) > _MAXIMUM_CELLS:
        return ()
    return tuple((sheet, column, row) for row in range(top, bottom + 1) for column in range(left, right + 1))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _cell_text(cell: Element, strings: list[str]) -> str:
    kind = cell.get("t", "n")
    value = child_text(cell, tag("s:v"))
    if kind == "inlineStr":
        return _unescaped("".join(text.text or "" for text in cell.iter(tag("s:t"))))
    if kind == "s":
        index = whole_number(value)
        if index is None or index >= len(strings):
            raise unreadable("DG753", f"cell {cell.get('r')} names the text number '{value}', which is not there")
        return _unescaped(strings[index])
    if kind == "n" and value:
        number = finite_number(value)
        if number is None:
            raise unreadable("DG753", f"cell {cell.get('r')} holds the number '{value}'")
        return number_text(number)
    return value


def _unescaped(text: str) -> str:
    """Texts of a workbook spell control characters as _xHHHH_."""
    return _ESCAPED.sub(lambda found: _character(int(found[1], 16)), text) if "_x" in text else text


def _character(code: int) -> str:
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
