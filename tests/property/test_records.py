"""Random CSV files: every field's place is where it was written, whatever quotes, commas and line breaks stand before it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from deckgen.data.records import Places, read_records

PIECES = st.sampled_from(["a", "日", '"', ",", "\n", "\r", "\r\n", " ", "é", "𠮷"])
CELLS = st.lists(PIECES, max_size=6).map("".join)
TABLES = st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(*[CELLS] * width), min_size=1, max_size=6))


def written(cell: str, *, quote: bool) -> str:
    must = quote or cell == "" or any(character in cell for character in '",\r\n')
    return '"' + cell.replace('"', '""') + '"' if must else cell


@given(TABLES, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.booleans(), st.booleans())
def test_places(table: list[tuple[str, ...]], ending: str, quote: bool, mark: bool, last: bool) -> None:
    text, starts = "", []
    for number, record in enumerate(table):
        starts.append([])
        for index, cell in enumerate(record):
            text += "," if index else ""
            starts[-1].append(len(text))
            text += written(cell, quote=quote)
        text += ending if last or number < len(table) - 1 else ""
    records = read_records((("\ufeff" if mark else "") + text).encode(), "x.csv")
    assert [list(records.header), *records.records] == [list(record) for record in table]
    places = Places(records)
    for number, offsets in enumerate(starts):
        for index, offset in enumerate(offsets):
            position = places.field(number, index)
            lines = re.split(r"\r\n|\r|\n", text[: offsets[0]])
            assert position.line == len(lines)
            assert position.column == len(re.split(r"\r\n|\r|\n", text[:offset])[-1]) + 1
