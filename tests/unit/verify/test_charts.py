"""Charts of every kind read back as placed; each changed point, cell, place, size or axis is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from deckgen.model.chart import ChartKind
from deckgen.model.pages import Pages
from deckgen.model.record import ObjectRecord
from deckgen.read.pptx import read_deck
from deckgen.verify.deck import verify_deck
from deckgen.verify.package import check_package
from deckgen.write.outline import write_outline
from deckgen.write.pptx import write_deck
from deckgen.write.records import record_pages
from tests.unit.verify.faults import CHART, SHEET, Parts, in_workbook, pack, swap, unpack, within
from tests.unit.write import charts
from tests.unit.write.pptx import builder

Change = Callable[[Parts], None]


def pages(kind: ChartKind, language: str = "en") -> Pages:
    page = builder.content_page("only", (charts.placed(kind, language),), language, 1)
    return replace(builder.deck(language), pages=(page,), sections=())


def changed(kind: ChartKind, change: Change) -> bytes:
    parts = unpack(write_deck(pages(kind), builder.theme()))
    change(parts)
    return pack(parts)


def chart_of(data: bytes) -> ObjectRecord:
    (found,) = [item for item in read_deck(data).pages[0].objects if item.kind == "chart"]
    return found


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
@pytest.mark.parametrize("kind", charts.KINDS)
def test_a_chart_reads_back_as_placed(kind: ChartKind, language: str) -> None:
    placed = pages(kind, language)
    data = write_deck(placed, builder.theme())
    assert read_deck(data) == record_pages(placed)
    assert tuple(verify_deck(data, placed)) == ()


def test_a_bubble_has_a_place_a_size_and_their_values() -> None:
    series = chart_of(write_deck(pages("bubble"), builder.theme())).series[1]
    assert (series.name, series.numbers, series.x, series.sizes) == ("Ningbo", ("2.2",), ("4.4",), ("2",))
    assert series.value == "tenders[city=Ningbo].amount"
    assert series.values == ("tenders[city=Ningbo].y",)
    assert series.x_values == ("tenders[city=Ningbo].x",)
    assert series.size_values == ("tenders[city=Ningbo].size",)


def test_the_outline_says_place_and_size_of_a_bubble() -> None:
    lines = write_outline(record_pages(pages("bubble"))).split("\n")
    assert "    Ningbo: 4.4, 2.2, 2  0.0" in lines


SHOWN: dict[str, tuple[ChartKind, Change, str]] = {
    "height of a bubble": ("bubble", swap(CHART, "<c:v>2.2</c:v>", "<c:v>2.3</c:v>"), "point 1"),
    "place of a bubble": ("bubble", swap(CHART, "<c:v>4.4</c:v>", "<c:v>4.5</c:v>"), "x 1"),
    "size of a bubble": ("bubble", within(CHART, "<c:bubbleSize>", "<c:v>8</c:v>", "<c:v>9</c:v>"), "size 1"),
    "name of a bubble": ("bubble", swap(CHART, "<c:v>Ningbo</c:v>", "<c:v>Ningbe</c:v>"), "series 2"),
    "no place of a bubble": (
        "bubble",
        swap(CHART, '<c:pt idx="0"><c:v>4.4</c:v></c:pt>', ""),
        "x 1",
    ),
    "point of a line": ("line", swap(CHART, "<c:v>3.5</c:v>", "<c:v>3.4</c:v>"), "point 2"),
    "part of a doughnut": ("doughnut", swap(CHART, "<c:v>3.5</c:v>", "<c:v>3.4</c:v>"), "point 2"),
    "part of a stack": ("stacked_bar", swap(CHART, "<c:v>2.5</c:v>", "<c:v>2.6</c:v>"), "series 2, point 2"),
    "criterion of a radar": ("radar", swap(CHART, "<c:v>Ningbo</c:v>", "<c:v>Ningbe</c:v>"), "category 2"),
    "value of a place": (
        "bubble",
        swap("customXml/item1.xml", '"x":[[0,0,"tenders[city=Suzhou].x"]', '"x":[[0,0,"tenders[city=Wuxi].x"]'),
        "x 1",
    ),
    "value of a size": (
        "bubble",
        swap("customXml/item1.xml", '"sizes":[[0,0,"', '"sizes":[[0,0,"another '),
        "size 1",
    ),
}


@pytest.mark.parametrize(("kind", "change", "words"), SHOWN.values(), ids=SHOWN.keys())
def test_whatever_a_chart_shows_differently_is_named(kind: ChartKind, change: Change, words: str) -> None:
    findings = [each for each in verify_deck(changed(kind, change), pages(kind)) if each.code == "DG762"]
    assert len(findings) == 1
    assert words in findings[0].message


CELLS: dict[str, tuple[ChartKind, Change, str]] = {
    "place": ("bubble", in_workbook(SHEET, "<v>4.4</v>", "<v>4.5</v>"), "x of series 2"),
    "height": ("bubble", in_workbook(SHEET, "<v>2.2</v>", "<v>2.1</v>"), "numbers of series 2"),
    "size": ("bubble", in_workbook(SHEET, "<v>8</v>", "<v>7</v>"), "sizes of series 1"),
    "name": ("bubble", in_workbook(SHEET, ">Ningbo<", ">Wuxi<"), "name of series 2"),
    "row": ("bubble", swap(CHART, "Data!$B$3", "Data!$B$4"), "x of series 2"),
    "line": ("line", in_workbook(SHEET, "<v>3.5</v>", "<v>3</v>"), "numbers of series 1"),
}


@pytest.mark.parametrize(("kind", "change", "words"), CELLS.values(), ids=CELLS.keys())
def test_a_workbook_that_holds_something_else_is_found(kind: ChartKind, change: Change, words: str) -> None:
    found = check_package(changed(kind, change))
    assert {finding.code for finding in found} == {"DG756"}
    assert any(words in finding.message for finding in found)


FAULTS: dict[str, tuple[ChartKind, Change, str]] = {
    "axis id negative": (
        "bubble",
        lambda parts: parts.update({CHART: parts[CHART].replace(b"222222222", b"-2068027336")}),
        "DG750",
    ),
    "axis of a doughnut": ("doughnut", swap(CHART, "</c:doughnutChart>", '<c:axId val="5"/></c:doughnutChart>'), "DG750"),
    "one axis of a radar": (
        "radar",
        swap(CHART, '<c:axId val="222222222"/></c:radarChart>', "</c:radarChart>"),
        "DG750",
    ),
    "kind of radar": ("radar", swap(CHART, 'radarStyle val="marker"', 'radarStyle val="dots"'), "DG751"),
    "symbol": ("line", swap(CHART, 'symbol val="circle"', 'symbol val="round"'), "DG751"),
    "hole": ("doughnut", swap(CHART, 'holeSize val="60"', 'holeSize val="100"'), "DG741"),
    "scale of bubbles": ("bubble", within(CHART, "<c:bubbleScale ", 'val="', 'val="3'), "DG741"),
    "crossing at no number": ("bubble", swap(CHART, 'crossesAt val="3"', 'crossesAt val="NaN"'), "DG741"),
    "smooth radar": ("radar", swap(CHART, "</c:cat>", '</c:cat><c:smooth val="0"/>'), "DG752"),
    "size before height": ("bubble", swap(CHART, "<c:yVal>", "<c:bubbleSize/><c:yVal>"), "DG752"),
    "place that is no number": ("bubble", swap(CHART, "<c:v>4.4</c:v>", "<c:v>far</c:v>"), "DG754"),
    "spheres": ("bubble", swap(CHART, 'bubble3D val="0"', 'bubble3D val="1"'), "DG757"),
    "depth": ("column", swap(CHART, "<c:plotArea>", "<c:view3D/><c:plotArea>"), "DG757"),
    "blocks": (
        "column",
        lambda parts: parts.update({CHART: parts[CHART].replace(b"c:barChart>", b"c:bar3DChart>")}),
        "DG757",
    ),
    "range without 0": ("column", swap(CHART, '<c:min val="0"/>', '<c:min val="1"/>'), "DG757"),
    "range that is not fixed": ("stacked_bar", swap(CHART, '<c:min val="0"/>', ""), "DG757"),
    "bars from elsewhere": ("bar", swap(CHART, '<c:crosses val="autoZero"/>', '<c:crosses val="max"/>'), "DG757"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "change", "code"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_is_found_by_its_code(kind: ChartKind, change: Change, code: str) -> None:
    assert code in {finding.code for finding in check_package(changed(kind, change))}
