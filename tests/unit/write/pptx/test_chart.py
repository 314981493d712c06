"""Native charts: cache and workbook hold the same, gaps are gaps, nothing in the workbook computes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from deckgen.model.chart import ChartPoint
from deckgen.model.pages import PlacedChart
from deckgen.model.record import number_text
from deckgen.read.package import Package
from deckgen.read.workbook import Workbook, read_workbook
from deckgen.write.pptx import write_deck
from deckgen.write.pptx.workbook import LONGEST_TEXT, cell_text, column_letters
from tests.unit.write.pptx import builder
from tests.unit.write.pptx.validator import assert_valid

C = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}


def written(chart: PlacedChart) -> tuple[bytes, etree._Element, Workbook]:
    """The deck, the chart part and its workbook."""
    data = write_deck(builder.one_page(chart), builder.theme())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = etree.fromstring(archive.read("ppt/charts/chart1.xml"))
        book = read_workbook(Package(archive.read("ppt/embeddings/chart1.xlsx")))
    return data, part, book


def find(element: etree._Element, path: str) -> list:  # type: ignore[type-arg]
    return element.xpath(path, namespaces=C)


def columns(part: etree._Element) -> list[list[str]]:
    """Name and numbers of each cached series, '' for a gap."""
    found: list[list[str]] = []
    for series in find(part, "//c:ser"):
        count = int(find(series, "c:val//c:ptCount/@val")[0])
        values = {int(point.get("idx")): find(point, "c:v/text()")[0] for point in find(series, "c:val//c:pt")}
        found.append([*find(series, "c:tx//c:v/text()"), *(values.get(index, "") for index in range(count))])
    return found


@pytest.mark.parametrize("kind", ["bar", "column"])
def test_cache_and_workbook_hold_the_same(kind: str, tmp_path: Path) -> None:
    numbers: Sequence[Sequence[str | None]] = (("42.60", None, "-3"), ("0", "1234567.125", "1E+3"))
    data, part, book = written(builder.chart("only", ("苏州", "R&D <b>", ""), numbers, kind))
    assert columns(part) == [["amount", "42.6", "", "-3"], ["other", "0", "1234567.125", "1000"]]
    assert [[book.text(("Data", column, row)) for row in range(1, 5)] for column in (2, 3)] == columns(part)
    assert [book.text(("Data", 1, row)) for row in range(2, 5)] == ["苏州", "R&D <b>", ""]
    assert find(part, "//c:ser/c:cat//c:f/text()") == ["Data!$A$2:$A$4"] * 2
    assert find(part, "//c:ser/c:val//c:f/text()") == ["Data!$B$2:$B$4", "Data!$C$2:$C$4"]
    assert book.formulas == ()
    assert_valid(data, tmp_path)


def test_it_is_drawn_as_measured() -> None:
    chart = builder.chart("only", ("a", "b"), (("2", "1"),))
    _, part, _ = written(chart)
    layout = {etree.QName(item).localname: item.get("val") for item in find(part, "//c:manualLayout/*")}
    assert layout == {
        "layoutTarget": "inner", "xMode": "edge", "yMode": "edge",
        "x": "0.100000", "y": "0.025000", "w": "0.857143", "h": "0.875000",
    }  # fmt: skip
    assert find(part, "//c:valAx/c:scaling/c:min/@val | //c:valAx/c:scaling/c:max/@val") == ["43.5", "0"]
    assert find(part, "//c:valAx/c:delete/@val") == ["1"]
    assert find(part, "//c:gapWidth/@val") == ["50"]
    assert find(part, "//c:catAx/c:scaling/c:orientation/@val") == ["maxMin"]
    assert find(part, "//c:legend | //c:majorGridlines | //c:title") == []
    assert all(int(axis) > 0 for axis in find(part, "//c:axId/@val | //c:crossAx/@val"))
    assert set(find(part, "//a:latin/@typeface | //a:ea/@typeface")) == {"+mn-lt", "+mn-ea"}


def test_the_highlighted_point_has_its_own_colour_and_label() -> None:
    _, part, _ = written(builder.chart("only", ("a", "b"), (("2", "1"),), number_format='0.0"%"'))
    assert find(part, "//c:dPt/c:idx/@val") == ["0"]
    assert find(part, "//c:dPt//a:schemeClr/@val") == ["accent2"]
    assert find(part, "//c:dLbl/c:idx/@val") == ["0"]
    assert find(part, "//c:dLbl//a:defRPr/@b") == ["1"]
    assert set(find(part, "//c:dLbls//c:numFmt/@formatCode")) == {'0.0"%"'}
    assert find(part, "//c:ser/c:spPr//a:schemeClr/@val") == ["bg2"]
    assert find(part, "//c:ser/c:spPr//a:lumMod/@val") == ["75000"]


def test_a_highlighted_gap_has_neither() -> None:
    _, part, _ = written(builder.chart("only", ("a", "b"), ((None, "1"),)))
    assert find(part, "//c:dPt | //c:dLbl") == []


@pytest.mark.parametrize("raw", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_only_finite_numbers_are_written(raw: str) -> None:
    chart = builder.chart("only", ("a",), (("1",),))
    (series,) = chart.chart.series
    broken = replace(series, points=(ChartPoint(number=Decimal(raw), value=None),))
    with pytest.raises(ValueError, match="no finite number"):
        written(replace(chart, chart=replace(chart.chart, series=(broken,))))


def test_each_chart_has_parts_of_its_own() -> None:
    one, two = builder.chart("one", ("a",), (("1",),)), builder.chart("two", ("b",), (("2",),))
    data = write_deck(builder.one_page(one, two), builder.theme())
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert [name for name in names if "charts/chart" in name] == ["ppt/charts/chart1.xml", "ppt/charts/chart2.xml"]
    assert len([name for name in names if name.endswith(".xlsx")]) == 2


HOSTILE = (
    "=cmd|'/c calc'!A1",
    "+1",
    "@x",
    "https://example.org",
    "_x0041_",
    "<c:v>1</c:v>",
    " padded ",
    "😀👨‍👩‍👧",
    "مرحبا",
)


def test_a_text_is_a_text() -> None:
    _, part, book = written(builder.chart("only", HOSTILE, (("1",) * len(HOSTILE),), names=("=1+1",)))
    assert tuple(book.text(("Data", 1, row)) for row in range(2, 2 + len(HOSTILE))) == HOSTILE
    assert tuple(find(part, "//c:cat//c:v/text()")) == HOSTILE
    assert book.text(("Data", 2, 1)) == "=1+1"
    assert book.formulas == ()


@pytest.mark.parametrize("text", ["x" * 40_000, "😀" * 20_000, "漢" * 32_767])
def test_a_text_longer_than_a_cell_is_cut_alike_in_both(text: str) -> None:
    _, part, book = written(builder.chart("only", (text,), (("1",),)))
    (cached,) = find(part, "//c:cat//c:v/text()")
    assert book.text(("Data", 1, 2)) == cached
    assert len(cached.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert text.startswith(cached)


def test_columns_past_z() -> None:
    assert [column_letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9)
ROWS = st.lists(st.tuples(st.text(max_size=30), st.none() | NUMBERS), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_any_category_and_number_agree(rows: list[tuple[str, Decimal | None]]) -> None:
    categories = [text for text, _ in rows]
    numbers = [None if number is None else str(number) for _, number in rows]
    _, part, book = written(builder.chart("only", categories, (numbers,)))
    for position, (text, number) in enumerate(rows):
        assert book.text(("Data", 1, position + 2)) == cell_text(text)
        assert book.text(("Data", 2, position + 2)) == number_text(number)
    assert columns(part)[0][1:] == [number_text(number) for _, number in rows]
