"""chart as a node: series, colours, labels and titles of every kind, marks with lineage, one scale on a slide, refusals."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.model.chart import Chart, DifferenceArrow, ReferenceLine
from deckgen.model.nodes import Node
from deckgen.model.text import Run
from tests.unit.blocks.lowering import lowered, nodes

QUERIES = """\
trend: SELECT entity_id, e.name, year, value AS gdp FROM stats JOIN entities e USING (entity_id)
  WHERE e.type = 'city_focus' AND indicator_id = 'gdp_revised' AND year BETWEEN 2014 AND 2018 ORDER BY entity_id, year
shenzhen: SELECT entity_id, name, year, gdp FROM trend WHERE entity_id = 'shenzhen' ORDER BY year
gapped: SELECT entity_id, year, nullif(gdp, 20685.7) AS gdp, year > 2017 AS late FROM shenzhen ORDER BY year
league: SELECT entity_id, name, gdp FROM trend WHERE year = 2018 ORDER BY gdp DESC, entity_id
leader: SELECT entity_id, name, gdp FROM league ORDER BY gdp DESC, entity_id LIMIT 1
third: SELECT entity_id, name, gdp FROM league ORDER BY gdp DESC, entity_id LIMIT 1 OFFSET 2
average: SELECT avg(gdp) AS gdp FROM league
early: SELECT entity_id, name, year, gdp FROM trend WHERE year = 2014 ORDER BY gdp DESC, entity_id
pair: SELECT name, entity_id, year, gdp FROM trend WHERE entity_id IN ('beijing', 'shanghai') ORDER BY year, entity_id
twice: SELECT year, gdp AS mean FROM pair WHERE entity_id = 'shanghai' ORDER BY year
falls: SELECT name, entity_id, gdp - 20000 AS gdp FROM league ORDER BY league.gdp DESC
six: SELECT name, entity_id, year, gdp FROM trend
  WHERE year = 2018 OR (entity_id = 'beijing' AND year = 2017) ORDER BY entity_id, year
two: SELECT name, entity_id, gdp FROM league WHERE gdp > 30000 ORDER BY entity_id
"""


def chart(folder: Path, keys: str, language: str = "en") -> Chart:
    node = _lowered(folder, f"- chart: {{{keys}}}\n", language)
    assert isinstance(node, Chart)
    return node


def refused(folder: Path, keys: str) -> Diagnostic:
    with pytest.raises(DeckgenError) as caught:
        chart(folder, keys)
    (found,) = caught.value.diagnostics
    return found


def _lowered(folder: Path, block: str, language: str = "en") -> Node:
    return lowered(folder, block, queries=QUERIES, language=language)


def texts(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def labels(node: Chart, series: int = 0) -> list[str]:
    return [point.label for point in node.series[series].points]


TITLED = "title: Output"


def test_long_form_has_a_series_for_each_value_with_its_colour_in_the_title(tmp_path: Path) -> None:
    node = chart(tmp_path, f"kind: column, data: pair, category: year, series: name, values: gdp, {TITLED}")
    assert [series.name for series in node.series] == ["Beijing", "Shanghai"]
    assert [series.color for series in node.series] == ["primary", "sky"]
    assert [category.text for category in node.categories] == ["2014", "2015", "2016", "2017", "2018"]
    assert texts(node.title) == "Output (RMB tn)  ●\u00a0Beijing  ●\u00a0Shanghai"
    marks = [run.color for run in node.title if "●" in run.text]
    assert marks == ["primary", "sky"]
    # Sky is too light for words.
    assert [run.color for run in node.title if run.value is not None] == ["primary", "text"]
    assert node.alt.startswith("Output (RMB tn). Beijing: 2014 2.29, 2015 2.48")


def test_missing_combinations_of_the_long_form_are_gaps(tmp_path: Path) -> None:
    node = chart(tmp_path, f"kind: line, data: output, category: year, series: name, values: gdp, {TITLED}")
    beijing = next(series for series in node.series if series.name == "Beijing")
    assert [point.number is None for point in beijing.points] == [False, True, False]


def test_several_columns_are_several_series(tmp_path: Path) -> None:
    node = chart(tmp_path, f"kind: bar, data: twice, category: year, values: [mean, mean], {TITLED}")
    assert [series.name for series in node.series] == ["Mean", "Mean"]
    assert labels(node, 0) == labels(node, 1) == ["2.53", "2.69", "2.99", "3.29", "3.60"]


def test_a_highlighted_series_has_the_one_colour(tmp_path: Path) -> None:
    keys = (
        "kind: line, data: trend, category: year, series: name, values: gdp, highlight: {entity_id: leader.entity_id}"
    )
    node = chart(tmp_path, f"{keys}, {TITLED}")
    assert {series.name: series.color for series in node.series}["Shanghai"] == "highlight"
    assert {series.color for series in node.series if series.name != "Shanghai"} == {"muted"}
    assert texts(node.title) == "Output (RMB bn)"


def test_a_line_prints_its_first_last_and_highlighted_numbers(tmp_path: Path) -> None:
    node = chart(tmp_path, f"kind: line, data: shenzhen, category: year, values: gdp, {TITLED}")
    assert [bool(label) for label in labels(node)] == [True, False, False, False, True]
    assert "2016 2.07" in node.alt


def test_parts_of_a_stack_add_up_to_its_printed_total(tmp_path: Path) -> None:
    node = chart(
        tmp_path, f"kind: stacked_column, data: trend, category: year, series: name, values: gdp, {TITLED}", "zh"
    )
    for index, total in enumerate(node.totals):
        parts = [Decimal(series.points[index].label) for series in node.series]
        assert sum(parts) == Decimal(total.text)
        assert [series.points[index].number for series in node.series] == parts
    (value,) = {run.value for run in node.totals[:1]}
    assert value is not None
    assert value.origin.row_count == 5
    assert value.origin.column == "total(gdp)"
    assert len(value.origin.rows) == 5


def test_a_stack_with_a_gap_has_no_total(tmp_path: Path) -> None:
    node = chart(tmp_path, f"kind: stacked_column, data: output, category: year, series: name, values: gdp, {TITLED}")
    assert [bool(run.text) for run in node.totals] == [True, False, True]


def test_a_doughnut_has_its_total_in_the_hole(tmp_path: Path) -> None:
    node = chart(
        tmp_path, f"kind: doughnut, data: league, category: name, values: gdp, highlight: first, {TITLED}", "ja"
    )
    assert [paragraph.text for paragraph in node.center] == ["13兆元", "合計"]
    assert node.colors[0] == "highlight"
    assert len(set(node.colors)) == 5
    assert sum(Decimal(label) for label in labels(node)) == Decimal("13.0")


def test_a_radar_of_marks_shows_their_whole_scale(tmp_path: Path) -> None:
    node = chart(tmp_path, f"kind: radar, data: ways, category: name, values: ease, {TITLED}")
    assert node.axis == (Decimal(0), Decimal(4))


def test_bubbles_are_series_with_three_numbers(tmp_path: Path) -> None:
    keys = "kind: bubble, data: ways, category: name, x: ease, y: ease, size: ease, highlight: first"
    node = chart(tmp_path, f"{keys}, quadrants: [A, B, C, D], cross: [2.5, top.ease]")
    assert [series.color for series in node.series] == ["highlight", "context", "context", "context"]
    assert node.x_axis == (Decimal(1), Decimal(4))
    assert node.cross == (Decimal("2.5"), Decimal(4))
    assert texts(node.x_title) == "Ease →"
    assert [texts(name) for name in node.quadrants] == ["A", "B", "C", "D"]
    assert "Consulting and training (4, 4, 4)" in node.alt


def test_quadrants_meet_in_the_middle_unless_the_spec_says_where(tmp_path: Path) -> None:
    node = chart(
        tmp_path, "kind: bubble, data: ways, category: name, x: ease, y: ease, size: ease, quadrants: [A, B, C, D]"
    )
    assert node.cross == (Decimal("2.5"), Decimal("2.5"))


def test_forecasts_say_so_in_their_names(tmp_path: Path) -> None:
    node = chart(tmp_path, f"kind: column, data: gapped, category: year, values: gdp, forecast: late, {TITLED}")
    assert [point.forecast for point in node.series[0].points if point.value] == [False, False, False, True]
    assert node.categories[-1].text == "2018E"


# Marks


def test_a_growth_rate_a_year_has_the_lineage_of_both_ends(tmp_path: Path) -> None:
    node = chart(tmp_path, f"kind: column, data: shenzhen, category: year, values: gdp, marks: [cagr], {TITLED}")
    (mark,) = node.marks
    assert isinstance(mark, DifferenceArrow)
    assert (mark.kind, mark.first, mark.second) == ("growth", 0, 4)
    assert texts(mark.label) == "CAGR +10.7%"
    value = mark.label[-1].value
    assert value is not None
    assert isinstance(value.raw, Decimal)
    assert value.raw == ((Decimal("25266.1") / Decimal("16795.3")).sqrt().sqrt() - 1).quantize(Decimal(1).scaleb(-12))
    assert value.origin.column == "cagr(gdp)"
    assert value.origin.row_count == 2
    assert dict(value.origin.row_key)["year"] == "2014/2018"
    assert len(value.origin.sources) == 1


@pytest.mark.parametrize(("language", "words"), [("zh", "年均增长 +10.7%"), ("ja", "年平均成長率 +10.7%")])
def test_marks_speak_the_language(tmp_path: Path, language: str, words: str) -> None:
    node = chart(
        tmp_path, f"kind: line, data: shenzhen, category: year, values: gdp, marks: [cagr], {TITLED}", language
    )
    (mark,) = node.marks
    assert isinstance(mark, DifferenceArrow)
    assert texts(mark.label) == words


def test_a_difference_is_a_ratio_of_two_bars(tmp_path: Path) -> None:
    keys = "kind: bar, data: league, category: name, values: gdp, marks: [{difference: [first, third.name]}, growth]"
    difference, growth = chart(tmp_path, f"{keys}, {TITLED}").marks
    assert isinstance(difference, DifferenceArrow)
    assert (difference.first, difference.second, texts(difference.label)) == (0, 2, "1.4×")
    assert isinstance(growth, DifferenceArrow)
    assert texts(growth.label) == "−60.3%"


def test_a_reference_line_prints_its_words_and_value(tmp_path: Path) -> None:
    keys = "kind: bar, data: league, category: name, values: gdp, marks: [{reference: average.gdp, label: Mean}]"
    (mark,) = chart(tmp_path, f"{keys}, {TITLED}").marks
    assert isinstance(mark, ReferenceLine)
    assert texts(mark.label) == "Mean RMB 2.59 tn"
    assert Decimal("2.59") < mark.number < Decimal("2.60")


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("kind: column, data: gapped, category: year, values: gdp, marks: [growth]", "the series has a gap"),
        ("kind: column, data: league, category: name, values: gdp, marks: [cagr]", "'league.name' is no number"),
        ("kind: column, data: pair, category: year, series: name, values: gdp, marks: [growth]", "must be highlighted"),
        ("kind: bar, data: two, category: name, values: gdp, marks: [{difference: [first, first]}]", "the same bar"),
        (
            "kind: bar, data: two, category: name, values: gdp, marks: [{difference: [first, third.name]}]",
            "no category is",
        ),
        ("kind: bar, data: gapped, category: year, values: gdp, marks: [{difference: [first, last]}, growth]", "gap"),
        ("kind: bar, data: falls, category: name, values: gdp, marks: [{difference: [first, last]}]", "it starts from"),
        (
            "kind: bar, data: two, category: name, values: gdp, marks: [{reference: top.ease, label: x}]",
            "another measure",
        ),
    ],
)
def test_a_mark_that_cannot_be_made_is_told_where_it_stands(tmp_path: Path, keys: str, message: str) -> None:
    found = refused(tmp_path, f"{keys}, {TITLED}")
    assert found.code == "DG531"
    assert message in found.message
    assert found.position is not None


# One scale


def test_charts_of_one_unit_share_display_unit_and_axis(tmp_path: Path) -> None:
    one = f"- chart: {{key: a, kind: column, data: league, category: name, values: gdp, {TITLED}}}"
    other = f"- chart: {{key: b, kind: column, data: early, category: name, values: gdp, {TITLED}}}"
    sideways = f"- chart: {{key: c, kind: bar, data: two, category: name, values: gdp, {TITLED}}}"
    node = _lowered(tmp_path, f"- columns: [{one[2:]}, {other[2:]}, {sideways[2:]}]\n")
    first, second, third = nodes(node, Chart)
    assert first.axis == second.axis == (Decimal(0), Decimal("3601.18"))
    assert third.axis is None
    assert texts(first.title) == texts(second.title) == "Output (RMB bn)"
    assert texts(third.title) == "Output (RMB tn)"


def test_a_chart_that_is_left_out_shares_nothing(tmp_path: Path) -> None:
    one = f"- chart: {{key: a, kind: column, data: two, category: name, values: gdp, {TITLED}}}"
    other = (
        f"- chart: {{key: b, kind: column, data: league, category: name, values: gdp, when: top.ease > 4, {TITLED}}}"
    )
    (alone,) = nodes(_lowered(tmp_path, f"- columns: [{one[2:]}, {other[2:]}]\n"), Chart)
    assert alone.axis is None


# Data that do not suit


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("kind: doughnut, data: six, category: entity_id, values: gdp", "a doughnut of 6 parts"),
        ("kind: doughnut, data: falls, category: name, values: gdp", "below 0"),
        ("kind: doughnut, data: gapped, category: year, values: gdp", "a part without a number"),
        ("kind: stacked_bar, data: falls, category: name, values: gdp", "below 0"),
        ("kind: radar, data: trend, category: year, series: name, values: gdp", "a radar of 5 series"),
        ("kind: radar, data: two, category: name, values: gdp", "a radar of 2 categories"),
        ("kind: radar, data: falls, category: name, values: gdp", "below 0, and a radar cannot show it"),
        ("kind: bubble, data: falls, category: name, x: gdp, y: gdp, size: gdp", "not above 0"),
        ("kind: bar, data: six, category: year, series: name, values: gdp, highlight: first", "whole series"),
        ("kind: stacked_bar, data: pair, category: year, series: name, values: gdp, highlight: last", "whole series"),
        ("kind: line, data: trend, category: entity_id, series: entity_id, values: gdp", "two rows of 'trend'"),
        ("kind: bar, data: league, category: name, values: entity_id", "'league.entity_id' is no number"),
        ("kind: bubble, data: league, category: name, x: gdp, y: name, size: gdp", "'league.name' is no number"),
        ("kind: column, data: gapped, category: year, values: gdp, forecast: year", "neither true nor false"),
    ],
)
def test_data_that_do_not_suit_the_kind_are_told(tmp_path: Path, keys: str, message: str) -> None:
    with pytest.raises(DeckgenError) as caught:
        chart(tmp_path, f"{keys}, {TITLED}")
    found = caught.value.diagnostics[0]
    assert found.code == "DG530"
    assert message in found.message
    assert found.position is not None
