"""Lineage of derived tables, and of the rates, ranks, shares and per-head values that SQL computes."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.data import Dataset
from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.model.inputs import QueryResult
from deckgen.model.value import Measure
from deckgen.resolve import resolve
from tests.unit.data.derived_package import COMPONENTS, FILES, derived_dataset
from tests.unit.resolve.fixture import one, refused, run, spec


@pytest.fixture(scope="module")
def derived(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return derived_dataset(tmp_path_factory.mktemp("derived"))


def result(dataset: Dataset, sql: str) -> QueryResult:
    return one(dataset, {"q": sql}).queries["q"]


def stats(indicator: str, entities: str = "abc", year: int = 2017) -> tuple[str, ...]:
    return tuple(f"stats:{entity}|{indicator}|{year}" for entity in entities)


EVERYTHING = tuple(sorted((*stats("gdp"), *stats("dust"))))


def test_a_score_is_computed_from_every_statistic(derived: Dataset) -> None:
    q = result(derived, "SELECT entity_id, score, rank FROM score ORDER BY rank")
    assert (q.columns, q.kinds) == (("entity_id", "score", "rank"), ("computed", "computed", "computed"))
    for index, entity in enumerate("bca"):
        origin = q.origin(index, 1)
        assert (origin.rows, origin.row_count) == (EVERYTHING, 6)
        assert (origin.sources, origin.units, origin.withheld) == (("good", "other"), ("CNY", "ug"), ())
        assert origin.row_key == (("entity_id", entity),)


def test_an_input_depends_on_its_indicator_alone(derived: Dataset) -> None:
    q = result(
        derived,
        "SELECT i.entity_id, i.normalised, s.value FROM score_inputs i JOIN stats s USING (entity_id, indicator_id, year) "
        "WHERE i.indicator_id = 'dust' ORDER BY i.entity_id",
    )
    assert q.kinds == ("computed", "computed", "cell")
    assert (q.origin(0, 1).rows, q.origin(0, 2).rows) == (stats("dust"), stats("dust", "a"))


def test_a_derived_row_joined_to_its_own_statistics_counts_each_once(derived: Dataset) -> None:
    q = result(
        derived,
        "SELECT s.score * v.value AS product FROM score s JOIN stats v USING (entity_id) "
        "WHERE v.indicator_id = 'gdp' AND v.year = 2017 AND entity_id = 'b'",
    )
    assert (q.origins[0].rows, q.origins[0].row_count) == (EVERYTHING, 6)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT max(score) AS v FROM score",
        "WITH best AS (SELECT score FROM score WHERE rank = 1) SELECT score AS v FROM best",
        "SELECT (SELECT max(score) FROM score) AS v",
        "SELECT score AS v FROM score WHERE rank = 1 UNION ALL SELECT weight FROM score_weights WHERE false ORDER BY v",
        "SELECT sum(i.normalised * w.weight) AS v FROM score_inputs i JOIN score_weights w USING (indicator_id, year) "
        "WHERE i.entity_id = 'b'",
        "SELECT score - lag(score) OVER (ORDER BY rank DESC) AS v FROM score ORDER BY rank LIMIT 1",
    ],
)
def test_lineage_goes_through_any_select(derived: Dataset, sql: str) -> None:
    q = result(derived, sql)
    assert set(q.origin(0, 0).rows) == set(EVERYTHING)
    assert q.origin(0, 0).sources == ("good", "other")


def test_what_is_missing_names_the_values_that_others_have(derived: Dataset) -> None:
    q = result(derived, "SELECT entity_id, indicator_id, year FROM score_missing ORDER BY entity_id, indicator_id")
    assert q.rows == (("d", "dust", 2017),)
    assert (q.origins[0].rows, q.origins[0].sources) == (stats("dust"), ("other",))


def test_targets_read_their_own_row(derived: Dataset) -> None:
    resolution = run(
        derived,
        {"own": "SELECT score FROM score WHERE entity_id = $city.entity_id"},
        for_each="SELECT * FROM entities ORDER BY entity_id",
    )
    counts = [[origin.row_count for origin in inputs.queries["own"].origins] for inputs in resolution.inputs]
    assert counts == [[6], [6], [6], []], "d has no score: no row, not a zero"


def test_a_statistic_that_may_not_be_shown_withholds_the_result(tmp_path: Path) -> None:
    dataset = derived_dataset(tmp_path, COMPONENTS.replace("a, b, c", "a, b, c, d"))
    q = result(dataset, "SELECT share FROM parts_variance WHERE component = 1")
    assert q.origins[0].withheld == ("stats:d|size|2017",)


def test_a_changed_statistic_changes_the_digest(derived: Dataset, tmp_path: Path) -> None:
    """So does one that leaves the score of a city as it was: what it was made from is not the same."""
    sql = "SELECT score FROM score WHERE entity_id = 'c'"
    changed = derived_dataset(
        tmp_path, stats=FILES["stats"].replace("a,dust,2017,10,ug,other", "a,dust,2017,10,ug,good")
    )
    first, second = result(derived, sql), result(changed, sql)
    assert first.rows == second.rows
    assert first.origins[0].rows_digest != second.origins[0].rows_digest


def test_a_score_has_not_the_unit_of_its_statistics(derived: Dataset) -> None:
    queries = {"q": "SELECT score FROM score WHERE rank = 1"}
    measures = {"score": Measure("number", "points", 2, derived=True)}
    assert resolve(spec(queries, measures=measures), derived).inputs
    (found,) = [d for d in refused_units(derived, queries) if d.code == "DG416"]
    assert "its rows are in CNY, ug" in found.message


def refused_units(dataset: Dataset, queries: dict[str, str]) -> list[Diagnostic]:
    with pytest.raises(DeckgenError) as caught:
        resolve(spec(queries, measures={"score": Measure("number", "points", 2)}), dataset)
    return list(caught.value.diagnostics)


def test_derived_tables_cannot_be_the_name_of_a_query(derived: Dataset) -> None:
    (found,) = refused(derived, {"score": "SELECT 1 AS one"})
    assert (found.code, found.message) == ("DG418", "'score' is also the name of table 'score'")


def test_growth_rank_share_and_per_head_in_sql(derived: Dataset) -> None:
    """Growth 2012 to 2017: 5 / 4 and 10 / 5; ranks and shares of 2017 over all four; per area: 5 / 3 and 10 / 2."""
    q = result(
        derived,
        """
        WITH now AS (
          SELECT entity_id, value, rank() OVER (ORDER BY value DESC) AS place, value / sum(value) OVER () AS share
          FROM stats WHERE indicator_id = 'gdp' AND year = 2017)
        SELECT n.entity_id, n.value / b.value - 1 AS growth, n.place, n.share, n.value / s.value AS per_km2
        FROM now n JOIN stats b ON b.entity_id = n.entity_id AND b.indicator_id = 'gdp' AND b.year = 2012
        JOIN stats s ON s.entity_id = n.entity_id AND s.indicator_id = 'size' AND s.year = 2017
        WHERE n.value > 0 ORDER BY n.entity_id
        """,
    )
    numbers = [[float(str(cell)) for cell in row[1:]] for row in q.rows]
    assert numbers == [pytest.approx([0.25, 3, 5 / 22, 5 / 3]), pytest.approx([1, 1, 10 / 22, 5])]
    assert q.kinds == ("cell", "computed", "partial", "partial", "computed")
    assert q.origin(0, 1).rows == (*stats("gdp", "b", 2012), *stats("gdp", "b"))
    assert q.origin(0, 2).rows == q.origin(0, 3).rows == stats("gdp", "abcd")
    assert q.origin(0, 4).rows == (*stats("gdp", "b"), *stats("size", "b"))


def test_growth_across_a_break_is_told(derived: Dataset) -> None:
    growth = (
        "SELECT n.value / b.value - 1 AS growth FROM stats n JOIN stats b USING (entity_id, indicator_id) "
        "WHERE n.year = 2017 AND b.year = 2012 AND indicator_id = 'gdp' AND entity_id = 'b'"
    )
    assert [warning.code for warning in run(derived, {"q": growth}).warnings] == ["DG417"]
    assert not run(derived, {"q": growth.replace("= 'b'", "= 'c'")}).warnings
