"""The derived tables of the project's own dataset: computed again by other means, and honest about what is missing."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from deckgen.data import Dataset, open_dataset
from deckgen.resolve import resolve
from deckgen.source.yaml import load_yaml
from deckgen.workspace import Workspace
from tests.unit.resolve.fixture import spec

DATA = Path(__file__).resolve().parents[2] / "data"
TABLES = ("city_score", "city_components")


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    path = DATA / "datapackage.yaml"
    return open_dataset(load_yaml(path.read_bytes(), "datapackage.yaml"), path, Workspace(DATA))


def rows(dataset: Dataset, sql: str) -> list[tuple[Any, ...]]:
    return dataset.connection.execute(sql).fetchall()


def values_behind(dataset: Dataset, table: str) -> tuple[list[str], list[str], list[list[float]]]:
    """Cities, indicators and the published values behind a table."""
    select = f"SELECT entity_id, indicator_id, s.value FROM {table}_inputs JOIN stats s USING (entity_id, indicator_id, year)"
    values = {(city, indicator): value for city, indicator, value in rows(dataset, select)}
    cities = list(dict.fromkeys(city for city, _ in values))
    indicators = list(dict.fromkeys(indicator for _, indicator in values))
    return cities, indicators, [[values[city, indicator] for indicator in indicators] for city in cities]


@pytest.mark.parametrize("table", TABLES)
def test_a_city_is_in_the_result_or_lacks_something(dataset: Dataset, table: str) -> None:
    scored = {city for (city,) in rows(dataset, f"SELECT DISTINCT entity_id FROM {table}")}
    lacking = {city for (city,) in rows(dataset, f"SELECT DISTINCT entity_id FROM {table}_missing")}
    focus = {city for (city,) in rows(dataset, "SELECT entity_id FROM entities WHERE type = 'city_focus'")}
    assert not scored & lacking
    assert focus <= scored | lacking
    stated = f"SELECT m.entity_id FROM {table}_missing m JOIN stats s USING (entity_id, indicator_id, year)"
    assert rows(dataset, stated) == []


@pytest.mark.parametrize("table", TABLES)
def test_groups_are_those_of_the_study(dataset: Dataset, table: str) -> None:
    select = (
        f"SELECT DISTINCT group_id FROM {table}_inputs WHERE group_id NOT IN (SELECT group_id FROM indicator_groups)"
    )
    assert rows(dataset, select) == []


def test_components_as_scikit_learn_has_them(dataset: Dataset) -> None:
    decomposition = pytest.importorskip("sklearn.decomposition")
    preprocessing = pytest.importorskip("sklearn.preprocessing")
    cities, _, values = values_behind(dataset, "city_components")
    standardised = preprocessing.StandardScaler().fit_transform(values)
    oracle = decomposition.PCA().fit(standardised)
    variance = rows(dataset, "SELECT share FROM city_components_variance ORDER BY component")
    assert [share for (share,) in variance] == pytest.approx(oracle.explained_variance_ratio_, abs=1e-6)
    scores = oracle.transform(standardised)
    for city, component, score in rows(dataset, "SELECT * FROM city_components"):
        assert abs(score) == pytest.approx(abs(scores[cities.index(city)][component - 1]), abs=1e-6)


def test_a_score_is_the_weighted_mean_of_its_inputs(dataset: Dataset) -> None:
    select = (
        "SELECT entity_id, any_value(c.score), sum(i.normalised * w.weight) FROM city_score c "
        "JOIN city_score_inputs i USING (entity_id) JOIN city_score_weights w USING (indicator_id, year) GROUP BY entity_id"
    )
    for city, score, computed in rows(dataset, select):
        assert score == pytest.approx(computed, abs=1e-5), city
    assert rows(dataset, "SELECT round(sum(weight), 4) FROM city_score_weights") == [(1.0,)]


DOCUMENT = DATA.parent / "docs" / "data.md"
EXAMPLES = [
    text
    for block in re.findall(r"```sql\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    for text in block.strip().split("\n\n")
]


@pytest.mark.parametrize("sql", EXAMPLES)
def test_examples_of_the_documentation_run(dataset: Dataset, sql: str) -> None:
    (inputs,) = resolve(spec({"example": sql}), dataset).inputs
    result = inputs.queries["example"]
    assert result.rows
    assert "declared" not in result.kinds
    numbers = [index for index, cell in enumerate(result.rows[0]) if isinstance(cell, Decimal)]
    assert all(result.origin(0, index).sources for index in numbers)


def test_a_score_lists_the_statistics_behind_it(dataset: Dataset) -> None:
    query = "SELECT entity_id, score, avg(score) OVER () AS mean FROM city_score ORDER BY rank, entity_id"
    (inputs,) = resolve(spec({"scores": query}), dataset).inputs
    result = inputs.queries["scores"]
    cities, indicators, _ = values_behind(dataset, "city_score")
    for index in range(len(result.rows)):
        for column in (1, 2):
            origin = result.origin(index, column)
            assert origin.row_count == len(origin.rows) == len(cities) * len(indicators)
            assert all(row.startswith("stats:") for row in origin.rows)
            assert not origin.withheld
