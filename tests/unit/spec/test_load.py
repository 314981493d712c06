from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.blocks.chart import ChartBlock
from deckgen.blocks.columns import ColumnsBlock
from deckgen.diagnostics import DeckgenError, Position
from deckgen.model.value import Measure
from deckgen.spec.check import check_columns
from deckgen.spec.load import load_spec
from deckgen.workspace import Workspace
from tests.unit.spec.writing import EXAMPLES, SMALL, load, with_slide


def test_strategy_deck_of_the_language_reference_loads_clean() -> None:
    spec = load_spec(EXAMPLES / "strategy.yaml", Workspace(EXAMPLES))
    assert [slide.key for slide in spec.slides()] == ["growth", "ease", "method"]
    assert spec.measures["gdp"].measure == Measure(format="money", unit="100M CNY")
    assert list(spec.queries) == ["growth", "fastest", "second", "ways", "easiest"]
    assert [str(condition)[:20] for condition in spec.conditions()] == ["fastest.rate > secon", "SELECT count(*) = 1 "]
    growth = next(spec.slides())
    assert growth.otherwise is not None
    assert growth.otherwise.title.languages == ("zh", "en", "ja")
    assert growth.at == Position("strategy.yaml", 31, 9)


def test_city_profile_of_the_language_reference_loads_clean() -> None:
    spec = load_spec(EXAMPLES / "city_profile.yaml", Workspace(EXAMPLES))
    assert spec.for_each is not None
    assert spec.for_each.variable == "city"
    (slide,) = spec.slides()
    assert slide.needs == ("series", "rank")
    (columns,) = slide.body
    assert isinstance(columns, ColumnsBlock)
    chart = columns.items[0]
    assert isinstance(chart, ChartBlock)
    assert chart.key == "trend"
    assert chart.at == Position("city_profile.yaml", 38, 19)
    assert chart.data.at == Position("city_profile.yaml", 38, 59)
    shown = {(reference.name, reference.column) for reference in spec.references()}
    assert {("city", "entity_id"), ("latest", "gdp"), ("rank", "place"), ("growth", "year")} <= shown


def test_positions_of_nested_objects(tmp_path: Path) -> None:
    spec = load(tmp_path, with_slide("body:\n  - stack:\n      - text: a\n      - bullets: [b]\ntakeaway: x"))
    (slide,) = spec.slides()
    (stack,) = slide.body
    assert [str(block.at) for block in stack.children()] == ["spec.yaml:19:17", "spec.yaml:20:17"]
    assert str(slide.at_key("takeaway")) == "spec.yaml:21:9"


def test_bare_texts_and_lists_fill_the_shorthand(tmp_path: Path) -> None:
    spec = load(
        tmp_path, with_slide("body:\n  - text: {zh: 文, en: Words}\n  - bullets: [a, {zh: 文, en: b}]\n  - sources:")
    )
    (slide,) = spec.slides()
    assert [block.kind for block in slide.body] == ["text", "bullets", "sources"]


def test_otherwise_is_a_title_or_a_map(tmp_path: Path) -> None:
    claim = "prose: x\nholds: fastest.rate > 0\notherwise: "
    titles = ["Other", "{zh: 否, en: Other}", "{title: Other, takeaway: More}"]
    found = [next(load(tmp_path, with_slide(claim + title)).slides()).otherwise for title in titles]
    assert [other.title.template("en").source for other in found if other] == ["Other"] * 3


def test_a_model_error_does_not_hide_unknown_names(tmp_path: Path) -> None:
    text = with_slide('prose: "{{ fastst.rate }}"\nonly: web')
    with pytest.raises(DeckgenError) as caught:
        load(tmp_path, text)
    assert [d.code for d in caught.value.diagnostics] == ["DG210", "DG204"]


def test_missing_file_and_file_outside_the_project(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.yaml", "DG801"), (EXAMPLES / "strategy.yaml", "DG802")):
        with pytest.raises(DeckgenError) as caught:
            load_spec(path, Workspace(tmp_path))
        assert [d.code for d in caught.value.diagnostics] == [code]


def test_columns_used_by_blocks_and_highlights_are_checked(tmp_path: Path) -> None:
    chart = "body:\n  - chart: {kind: bar, data: growth, category: name, values: rate, highlight: {nam: fastest.name}}"
    spec = load(tmp_path, with_slide(chart))
    columns = {"growth": ("name", "rate"), "fastest": ("name", "rate")}
    with pytest.raises(DeckgenError) as caught:
        check_columns(spec, columns)
    (found,) = caught.value.diagnostics
    assert (found.code, found.hint) == ("DG211", "did you mean 'name'?")
    assert check_columns(load(tmp_path, SMALL), columns) == ()


def test_a_text_of_the_row_needs_no_claim(tmp_path: Path) -> None:
    head = SMALL.replace("queries:\n", 'for_each: {city: SELECT * FROM cities}\nname: "{{ city.id }}"\nqueries:\n')
    spec = load(tmp_path, head.replace("prose: Words", 'prose: "{{ city.name }} and {{ fastest.name }}"'))
    texts = {"city": ("name",), "fastest": ("name",)}
    (warning,) = check_columns(spec, {"city": ("id", "name"), "fastest": ("name",)}, texts)
    assert (warning.code, warning.severity) == ("DG548", "warning")
    assert "fastest.name" in warning.message


def test_parts_stand_where_they_are_included(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "names.yaml").write_text(
        "measures: {rate: {format: percent}}\nqueries: {base: SELECT 1 AS rate}\ninclude: more.yaml\n"
    )
    (tmp_path / "parts" / "more.yaml").write_text("queries: {deeper: SELECT 2 AS rate}\n")
    (tmp_path / "parts" / "end.yaml").write_text(
        "queries: {late: SELECT * FROM growth}\n"
        "sections:\n- {key: end, title: End, slides: [include: last.yaml, {key: z, title: Z, prose: Words}]}\n"
    )
    (tmp_path / "parts" / "last.yaml").write_text('slides:\n- {key: y, title: "{{ late.rate }}", prose: Words}\n')
    text = SMALL.replace("sections:", "include: parts/names.yaml\nsections:\n  - include: parts/end.yaml")
    spec = load(tmp_path, text)
    assert list(spec.queries) == ["deeper", "base", "growth", "fastest", "late"]
    assert list(spec.measures) == ["rate"]
    assert [(section.key, [slide.key for slide in section.slides]) for section in spec.sections] == [
        ("end", ["y", "z"]),
        ("main", ["one"]),
    ]
    assert str(spec.sections[0].slides[0].at) == "parts/last.yaml:2:3"
