"""Every kind of chart as a native chart: valid, drawn as placed, labelled where a label was placed and nowhere else."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from deckgen.model.chart import ChartKind
from deckgen.model.pages import Pages, PlacedChart
from deckgen.read.package import Package
from deckgen.read.workbook import Workbook, read_workbook
from deckgen.verify.package import check_package
from deckgen.write.pptx import write_deck
from tests.unit.write import charts
from tests.unit.write.pptx import builder
from tests.unit.write.pptx.validator import assert_valid

C = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
LANGUAGES = ("zh", "en", "ja")


def pages(language: str) -> Pages:
    """A slide for each kind."""
    made = tuple(
        builder.content_page(kind, (replace(charts.placed(kind, language), name=f"{kind}/chart"),), language, number)
        for number, kind in enumerate(charts.KINDS, 1)
    )
    return replace(builder.deck(language), pages=made, sections=())


def written(item: PlacedChart) -> tuple[etree._Element, Workbook]:
    """The chart part and its workbook."""
    with zipfile.ZipFile(io.BytesIO(write_deck(builder.one_page(item), builder.theme()))) as archive:
        book = read_workbook(Package(archive.read("ppt/embeddings/chart1.xlsx")))
        return etree.fromstring(archive.read("ppt/charts/chart1.xml")), book


def part_of(kind: ChartKind) -> etree._Element:
    return written(charts.placed(kind))[0]


def find(element: etree._Element, path: str) -> list:  # type: ignore[type-arg]
    return element.xpath(path, namespaces=C)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_valid(language: str, tmp_path: Path) -> None:
    data = write_deck(pages(language), builder.theme())
    assert check_package(data) == ()
    assert_valid(data, tmp_path)


@pytest.mark.parametrize("kind", charts.KINDS)
def test_every_text_states_its_language_and_the_themes_fonts(kind: ChartKind) -> None:
    part = part_of(kind)
    properties = find(part, "//a:defRPr")
    assert properties
    assert all(each.get("lang") == "zh-CN" and each.get("altLang") == "en-US" for each in properties)
    assert find(part, "//a:defRPr[not(a:latin[@typeface='+mn-lt'] and a:ea[@typeface='+mn-ea'])]") == []


@pytest.mark.parametrize("kind", charts.KINDS)
def test_the_plot_stands_where_it_was_measured(kind: ChartKind) -> None:
    item = charts.placed(kind)
    shown = {etree.QName(mark).localname: mark.get("val") for mark in find(part_of(kind), "//c:manualLayout/*")}
    assert shown["layoutTarget"] == "inner"
    assert float(shown["x"]) * item.box.width == pytest.approx(item.plot.x - item.box.x, abs=10)
    assert float(shown["y"]) * item.box.height == pytest.approx(item.plot.y - item.box.y, abs=10)
    assert float(shown["w"]) * item.box.width == pytest.approx(item.plot.width, abs=10)
    assert float(shown["h"]) * item.box.height == pytest.approx(item.plot.height, abs=10)


@pytest.mark.parametrize("kind", [kind for kind in charts.KINDS if kind not in ("doughnut", "bubble")])
def test_axes_have_the_chosen_range_and_positive_ids(kind: ChartKind) -> None:
    item, part = charts.placed(kind), part_of(kind)
    assert find(part, "//c:valAx/c:scaling/c:max/@val") == [str(item.maximum)]
    assert find(part, "//c:valAx/c:scaling/c:min/@val") == ["0"]
    assert find(part, "//c:catAx/c:tickLblSkip/@val") == ["1"]
    assert all(int(identity) > 0 for identity in find(part, "//c:axId/@val | //c:crossAx/@val"))


@pytest.mark.parametrize(
    ("kind", "direction", "grouping", "overlap"),
    [
        ("bar", "bar", "clustered", []),
        ("column", "col", "clustered", []),
        ("stacked_bar", "bar", "stacked", ["100"]),
        ("stacked_column", "col", "stacked", ["100"]),
    ],
)
def test_bars_stand_beside_or_on_each_other(kind: ChartKind, direction: str, grouping: str, overlap: list[str]) -> None:
    part = part_of(kind)
    assert find(part, "//c:barChart/c:barDir/@val") == [direction]
    assert find(part, "//c:barChart/c:grouping/@val") == [grouping]
    assert find(part, "//c:barChart/c:overlap/@val") == overlap
    assert find(part, "//c:catAx/c:scaling/c:orientation/@val") == ["maxMin" if direction == "bar" else "minMax"]


def test_forecast_bars_are_hatched_in_their_colour() -> None:
    part = part_of("column")
    assert find(part, "//c:ser[1]/c:dPt/c:idx/@val") == ["0", "3"]
    assert find(part, "//c:dPt[c:idx/@val='3']//a:pattFill/@prst") == ["wdUpDiag"] * 2
    assert find(part, "//c:ser[2]/c:dPt//a:pattFill/a:fgClr/a:schemeClr/@val") == ["tx2"]
    assert find(part, "//c:ser[2]/c:dPt//a:ln//a:schemeClr/@val") == ["tx2"]


def test_numbers_inside_parts_take_the_colour_placed_and_a_ground_on_hatching() -> None:
    part = part_of("stacked_column")
    assert set(find(part, "//c:dLblPos/@val")) == {"ctr"}
    assert find(part, "//c:ser[2]/c:dLbls/c:txPr//a:defRPr/a:solidFill/a:schemeClr/@val") == ["bg1"]
    assert find(part, "//c:ser[2]/c:dLbls/c:spPr/a:noFill") != []
    assert find(part, "//c:ser[2]/c:dLbls/c:dLbl[c:idx/@val='3']/c:spPr/a:solidFill/a:schemeClr/@val") == ["tx2"]


def test_a_line_is_dashed_to_its_forecast_and_unlabelled_where_no_label_was_placed() -> None:
    part = part_of("line")
    assert find(part, "//c:lineChart/c:grouping/@val") == ["standard"]
    assert find(part, "//c:ser/c:marker/c:symbol/@val") == ["circle", "circle"]
    assert find(part, "//c:dPt[c:spPr/a:ln/a:prstDash/@val='sysDash']/c:idx/@val") == ["3", "3"]
    assert find(part, "//c:dPt[c:idx/@val='3']/c:marker/c:spPr/a:solidFill/a:schemeClr/@val") == ["bg1", "bg1"]
    assert find(part, "//c:ser[1]/c:dPt[c:idx/@val='0']/c:spPr") == []
    assert find(part, "//c:smooth/@val") == ["0", "0"]
    assert set(find(part, "//c:dLblPos/@val")) == {"t"}
    assert find(part, "//c:dLbl[c:delete/@val='1']/c:idx/@val") == ["3"]


@pytest.mark.parametrize(
    ("align", "anchor", "side"),
    [
        ("left", "middle", "r"),
        ("right", "middle", "l"),
        ("center", "bottom", "t"),
        ("center", "top", "b"),
        ("center", "middle", "ctr"),
    ],
)
@pytest.mark.parametrize("kind", ["line", "bubble"])
def test_a_label_stands_on_the_side_on_which_it_was_placed(kind: ChartKind, align: str, anchor: str, side: str) -> None:
    item = charts.placed(kind)
    labels = tuple(replace(label, align=align, anchor=anchor) for label in item.labels)  # type: ignore[arg-type]
    part, _ = written(replace(item, labels=labels))
    assert set(find(part, "//c:dLblPos/@val")) == {side}


@pytest.mark.parametrize("kind", charts.KINDS)
def test_without_placed_labels_no_point_prints_one(kind: ChartKind) -> None:
    part, _ = written(replace(charts.placed(kind), labels=()))
    assert find(part, "//c:ser[not(c:dLbls/c:delete/@val='1')]") == []
    assert find(part, "//c:dLbl | //c:showVal | //c:showSerName") == []


def test_one_highlighted_label_does_not_set_the_look_of_the_others() -> None:
    part, _ = written(builder.chart("only", ("a", "b"), (("2", "1"),)))
    assert find(part, "//c:dLbls/c:txPr//a:defRPr/@b") == ["0"]
    assert find(part, "//c:dLbls/c:dLbl/c:idx/@val") == ["0"]


def test_a_doughnut_has_its_hole_and_a_colour_for_each_part() -> None:
    part = part_of("doughnut")
    assert find(part, "//c:holeSize/@val") == ["60"]
    assert find(part, "//c:firstSliceAng/@val") == ["0"]
    colors = find(part, "//c:dPt/c:spPr/a:solidFill/a:schemeClr/@val")
    assert colors == ["accent2", "tx2", "accent5", "bg2"]
    assert find(part, "//c:dLblPos | //c:catAx | //c:valAx | //c:axId") == []


def test_each_bubble_is_a_series_with_its_name_beside_it() -> None:
    part, book = written(charts.placed("bubble"))
    names = [find(series, "c:tx//c:v/text()")[0] for series in find(part, "//c:ser")]
    assert names == list(charts.CATEGORIES["zh"])
    assert find(part, "//c:ser[1]/c:tx//c:f/text()") == ["Data!$A$2"]
    assert [find(part, f"//c:ser[2]/c:{name}//c:f/text()") for name in ("xVal", "yVal", "bubbleSize")] == [
        ["Data!$B$3"], ["Data!$C$3"], ["Data!$D$3"],
    ]  # fmt: skip
    rows = [[book.text(("Data", column, row)) for column in range(1, 5)] for row in (1, 2, 3)]
    assert rows == [["", "x & y", "up", "size"], ["苏州", "2", "4", "8"], ["宁波", "4.4", "2.2", "2"]]
    assert set(find(part, "//c:dLbls//c:showSerName/@val")) == {"1"}
    assert set(find(part, "//c:dLbls//c:showVal/@val")) == {"0"}
    assert find(part, "//c:sizeRepresents/@val") == ["area"]
    assert find(part, "//c:cat") == []


def test_the_largest_bubble_is_as_large_as_placed() -> None:
    item = charts.placed("bubble")
    (scale,) = find(part_of("bubble"), "//c:bubbleScale/@val")
    assert int(scale) / 100 * min(item.plot.width, item.plot.height) / 4 == pytest.approx(700_000, rel=0.01)


def test_the_axes_of_bubbles_meet_at_the_cross() -> None:
    part = part_of("bubble")
    assert find(part, "//c:valAx/c:axPos/@val") == ["b", "l"]
    assert find(part, "//c:valAx/c:scaling/c:min/@val") == ["1", "0"]
    assert find(part, "//c:valAx/c:scaling/c:max/@val") == ["5", "5"]
    # An axis says where on the other it stands.
    assert find(part, "//c:valAx/c:crossesAt/@val") == ["2.5", "3"]
    assert find(part, "//c:valAx/c:tickLblPos/@val") == ["none", "none"]
    assert find(part, "//c:valAx/c:spPr/a:ln//a:lumMod/@val") == ["90000", "90000"]


def test_without_a_cross_the_axes_of_bubbles_stand_at_the_edges() -> None:
    item = charts.placed("bubble")
    part, _ = written(replace(item, chart=replace(item.chart, cross=None)))
    assert find(part, "//c:valAx/c:crosses/@val") == ["min", "min"]


def test_a_radar_has_a_net_of_rings() -> None:
    part = part_of("radar")
    assert find(part, "//c:radarStyle/@val") == ["marker"]
    assert find(part, "//c:smooth") == []
    assert find(part, "//c:valAx/c:majorUnit/@val") == ["1"]
    assert find(part, "//c:valAx/c:tickLblPos/@val") == ["none"]
    assert len(find(part, "//c:majorGridlines")) == 1
    assert len(find(part, "//c:dLbls/c:delete[@val='1']")) == 2


@pytest.mark.parametrize("kind", charts.KINDS)
def test_a_gap_is_an_empty_cell(kind: ChartKind) -> None:
    item = charts.placed(kind)
    first, *others = item.chart.series
    gap = replace(first.points[0], number=None, value=None, label="")
    series = (replace(first, points=(gap, *first.points[1:])), *others)
    part, book = written(replace(item, chart=replace(item.chart, series=series)))
    column = 3 if kind == "bubble" else 2
    assert book.text(("Data", column, 2)) == ""
    values = "yVal" if kind == "bubble" else "val"
    assert "0" not in find(part, f"//c:ser[1]/c:{values}//c:pt/@idx")
    assert find(part, "//c:ser[1]/c:dPt[c:idx/@val='0']") == []


@pytest.mark.parametrize("raw", ["NaN", "Infinity"])
def test_places_and_sizes_of_bubbles_must_be_finite(raw: str) -> None:
    item = charts.placed("bubble")
    first, *others = item.chart.series
    for name in ("x", "size"):
        series = (replace(first, points=(replace(first.points[0], **{name: Decimal(raw)}),)), *others)
        with pytest.raises(ValueError, match="no finite number"):
            written(replace(item, chart=replace(item.chart, series=series)))
