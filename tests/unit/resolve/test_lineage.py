"""Which dataset rows each value comes from, on examples done by hand."""

from __future__ import annotations

import pytest

from deckgen.data import Dataset
from deckgen.model.inputs import QueryResult
from deckgen.resolve import resolve
from tests.unit.resolve.fixture import one, run, spec

GDP = "indicator_id = 'gdp_revised'"


def result(dataset: Dataset, sql: str, **others: str) -> QueryResult:
    return one(dataset, {**others, "q": sql}).queries["q"]


def gdp(*cells: tuple[str, int]) -> tuple[str, ...]:
    return tuple(f"stats:{city}|gdp_revised|{year}" for city, year in cells)


def test_a_cell_is_one_row(dataset: Dataset) -> None:
    q = result(dataset, f"SELECT value FROM stats WHERE entity_id = 'beijing' AND {GDP} AND year = 2018")
    assert (q.kinds, q.origins[0].rows) == (("cell",), gdp(("beijing", 2018)))


def test_an_expression_is_computed(dataset: Dataset) -> None:
    q = result(dataset, f"SELECT value / 10 AS v FROM stats WHERE entity_id = 'beijing' AND {GDP} AND year = 2018")
    assert (q.kinds, q.origins[0].rows) == (("computed",), gdp(("beijing", 2018)))


def test_a_group_lists_its_rows(dataset: Dataset) -> None:
    q = result(
        dataset,
        f"SELECT entity_id, sum(value) AS v FROM stats WHERE {GDP} AND year > 2017 AND entity_id < 'c' "
        "OR (entity_id = 'xiongan') GROUP BY ALL ORDER BY entity_id",
    )
    assert [origin.rows for origin in q.origins] == [
        gdp(("beijing", 2018), ("beijing", 2019)),
        ("stats:xiongan|area_planned|2017",),
    ]


def test_distinct_lists_all_duplicates(dataset: Dataset) -> None:
    q = result(dataset, f"SELECT DISTINCT unit FROM stats WHERE {GDP} AND year = 2018 ORDER BY unit")
    assert (q.rows, q.origins[0].row_count, q.kinds) == ((("100M CNY",),), 6, ("computed",))


def test_a_join_gives_each_column_its_own_row(dataset: Dataset) -> None:
    q = result(
        dataset,
        "SELECT g.value AS gdp, p.value AS people, g.value / p.value AS head, 1 AS one "
        "FROM stats g JOIN stats p USING (entity_id, year) WHERE g.indicator_id = 'gdp_revised' "
        "AND p.indicator_id = 'pop_resident_revised' AND year = 2018 AND entity_id = 'beijing'",
    )
    people = "stats:beijing|pop_resident_revised|2018"
    assert q.kinds == ("cell", "cell", "computed", "computed")
    assert q.origins[0].rows == (*gdp(("beijing", 2018)), people)
    assert [q.origin(0, column).rows for column in range(4)] == [
        gdp(("beijing", 2018)), (people,), (*gdp(("beijing", 2018)), people), ()
    ]  # fmt: skip
    assert q.origin(0, 0).units == ("100M CNY",)
    assert q.origin(0, 0).sources == ("gp_gdp296", "gp_pop298"), "the sources are those of every row read"
    assert q.origin(0, 3).sources == (), "a constant comes from no row"


def test_a_left_join_without_a_match_has_no_row(dataset: Dataset) -> None:
    q = result(
        dataset,
        "SELECT e.entity_id, s.value FROM entities e LEFT JOIN stats s ON s.entity_id = e.entity_id AND "
        f"{GDP} AND year = 2018 WHERE e.entity_id IN ('beijing', 'xiongan') ORDER BY e.entity_id",
    )
    assert [origin.rows for origin in q.origins] == [
        ("entities:beijing", *gdp(("beijing", 2018))),
        ("entities:xiongan",),
    ]


def test_a_window_reads_its_partition(dataset: Dataset) -> None:
    q = result(
        dataset,
        f"SELECT entity_id, year, value, value / sum(value) OVER (PARTITION BY year) AS share FROM stats WHERE {GDP} "
        "AND entity_id IN ('beijing', 'shanghai') AND year > 2017 ORDER BY year, entity_id",
    )
    assert q.kinds == ("cell", "cell", "cell", "partial")
    assert q.origin(0, 2).rows == gdp(("beijing", 2018))
    assert q.origin(0, 3).rows == gdp(("beijing", 2018), ("shanghai", 2018))


def test_a_window_over_groups_reads_all_of_them(dataset: Dataset) -> None:
    q = result(
        dataset,
        f"SELECT entity_id, rank() OVER (ORDER BY sum(value) DESC) AS place FROM stats WHERE {GDP} AND year > 2017 "
        "AND entity_id < 'h' GROUP BY entity_id ORDER BY entity_id",
    )
    cells = [("beijing", 2018), ("beijing", 2019), ("guangzhou", 2018), ("guangzhou", 2019)]
    assert q.origins[0].rows == gdp(*cells)


@pytest.mark.parametrize(
    ("where", "extra"),
    [
        ("value > (SELECT avg(value) FROM stats b WHERE b.unit = 'km2')", ("stats:xiongan|area_planned|2017",)),
        ("unit IN (SELECT unit FROM indicators WHERE indicator_id = 'gdp_revised')", ("indicators:gdp_revised",)),
        ("EXISTS (SELECT 1 FROM entities e WHERE e.entity_id = a.entity_id)", ("entities:beijing",)),
    ],
)
def test_a_subquery_that_chooses_is_read_too(dataset: Dataset, where: str, extra: tuple[str, ...]) -> None:
    q = result(dataset, f"SELECT value FROM stats a WHERE entity_id = 'beijing' AND {GDP} AND year = 2018 AND {where}")
    assert q.kinds == ("cell",)
    assert set(q.origins[0].rows) == {*gdp(("beijing", 2018)), *extra}
    assert q.origin(0, 0).rows == gdp(("beijing", 2018))
    if "xiongan" in extra[0]:
        assert q.origin(0, 0).sources == ("gp_gdp296", "xa_cns2025")


def test_a_subquery_that_is_shown_is_partial(dataset: Dataset) -> None:
    q = result(
        dataset,
        f"SELECT value / (SELECT sum(value) FROM stats WHERE {GDP} AND year = 2012) AS r FROM stats "
        "WHERE entity_id = 'xiongan'",
    )
    assert q.kinds == ("partial",)
    assert q.origins[0].row_count == 7
    assert q.origins[0].sources == ("gp_gdp296", "xa_cns2025")


def test_a_subquery_in_an_aggregate(dataset: Dataset) -> None:
    q = result(
        dataset,
        "SELECT sum((SELECT count(*) FROM stats s WHERE s.entity_id = e.entity_id AND year = 2017)) AS n FROM entities e "
        "WHERE entity_id IN ('nanjing', 'xiongan')",
    )
    assert q.rows == ((2,),)
    assert q.origins[0].rows == (
        "entities:nanjing", "entities:xiongan", *gdp(("nanjing", 2017)), "stats:xiongan|area_planned|2017"
    )  # fmt: skip


def test_many_rows_that_a_window_reads_are_named_by_their_table(dataset: Dataset) -> None:
    q = result(
        dataset,
        "SELECT a.entity_id, a.value, count(*) OVER () AS n FROM stats a, opportunities o WHERE a.year > 0 "
        "ORDER BY a.entity_id, a.indicator_id, a.year, o.id",
    )
    first = "stats:beijing|gdp_pre_census|2018"
    assert q.origins[0].rows == ("opportunities:h1", first, "opportunities", "stats")
    assert q.origins[0].row_count == 65
    assert q.origins[0].sources[-1] == "xa_cns2025"
    assert q.origin(0, 1).rows == (first,)
    assert q.origin(0, 2) == q.origins[0]


def test_union_and_common_tables(dataset: Dataset) -> None:
    q = result(
        dataset,
        f"WITH b AS (SELECT year, value FROM stats WHERE entity_id = 'beijing' AND {GDP}) "
        "SELECT 'first' AS k, value FROM b WHERE year = 2012 UNION ALL SELECT 'all', sum(value) FROM b WHERE year < 2014 "
        "ORDER BY k",
    )
    assert [origin.rows for origin in q.origins] == [gdp(("beijing", 2012), ("beijing", 2013)), gdp(("beijing", 2012))]


def test_a_kind_carries_over_to_queries_below(dataset: Dataset) -> None:
    league = (
        f"SELECT entity_id, value, value * 2 AS twice, rank() OVER (ORDER BY value) AS place FROM stats WHERE {GDP} "
        "AND year = 2018 ORDER BY place, entity_id"
    )
    q = result(dataset, "SELECT l.*, place + 1 AS next FROM league l WHERE entity_id = 'beijing'", league=league)
    assert q.kinds == ("cell", "cell", "computed", "partial", "partial")
    assert q.origin(0, 1).rows == gdp(("beijing", 2018))
    assert q.origin(0, 4).row_count == 6


def test_what_cannot_be_followed_is_declared(dataset: Dataset) -> None:
    resolution = run(
        dataset,
        {
            "p": f"SELECT * FROM (PIVOT (SELECT entity_id, year, value, source_id FROM stats WHERE {GDP} AND year > 2017) "
            "ON year IN (2018, 2019) USING first(value)) ORDER BY entity_id",
            "below": "SELECT entity_id, source_id FROM p WHERE entity_id = 'beijing'",
        },
    )
    p, below = resolution.inputs[0].queries.values()
    assert set(p.kinds) == {"declared"} == set(below.kinds)
    assert len(p.rows) == 6
    assert p.origins[0].rows == ("stats",)
    assert p.origins[0].sources == below.origins[0].sources == ("gp_gdp296",)
    assert [(warning.code, str(warning.position)) for warning in resolution.warnings][0] == ("DG415", "spec.yaml:101:1")


def test_rows_that_may_not_be_shown_are_named(dataset: Dataset) -> None:
    q = result(dataset, "SELECT entity_id, value FROM stats WHERE year = 2017 AND indicator_id = 'rd_intensity'")
    assert q.origins[0].withheld == ("stats:shenzhen|rd_intensity|2017",)
    q = result(dataset, "SELECT value FROM stats WHERE indicator_id = 'gdp_pre_census'")
    assert q.origins[0].sources == ("gh_js_shanghai_gdp",)
    assert q.origins[0].withheld == (), "another source confirms it"


def test_the_digest_covers_rows_and_their_content(dataset: Dataset) -> None:
    sql = f"SELECT sum(value) AS v FROM stats WHERE entity_id = '{{}}' AND {GDP}"
    first, again = (result(dataset, sql.format("beijing")).origins[0] for _ in range(2))
    assert first.rows_digest == again.rows_digest
    assert first.rows_digest != result(dataset, sql.format("shanghai")).origins[0].rows_digest


def test_row_ids_are_capped_sources_are_not(dataset: Dataset) -> None:
    q = result(
        dataset,
        "SELECT count(*) AS n, count(DISTINCT a.source_id) AS s FROM stats a, breaks b, opportunities o, indicators i",
    )
    assert q.rows == ((61 * 4 * 5, 5),)
    assert q.origins[0].row_count == 61 + 1 + 4 + 5
    assert len(q.origins[0].sources) == 6


@pytest.mark.parametrize(
    ("sql", "keys"),
    [
        (f"SELECT entity_id, value FROM stats WHERE {GDP} AND year = 2018 AND entity_id = 'beijing'", [("entity_id", "beijing")]),
        (f"SELECT value FROM stats WHERE {GDP} AND year = 2018 AND entity_id = 'beijing'", []),
        ("SELECT value FROM stats WHERE entity_id = 'beijing' AND year = 2019 ORDER BY value", [("row", "stats:beijing|pop_resident_revised|2019")]),
        ("SELECT unit, count(*) AS n FROM stats GROUP BY unit ORDER BY unit", [("unit", "%")]),
    ],
)  # fmt: skip
def test_row_keys_are_keys_of_the_data(dataset: Dataset, sql: str, keys: list[tuple[str, str]]) -> None:
    q = result(dataset, sql)
    assert list(q.origins[0].row_key) == keys
    assert len({origin.row_key for origin in q.origins}) == len(q.rows)


def test_growth_across_a_break_is_told(dataset: Dataset) -> None:
    queries = {
        "growth": f"SELECT entity_id, max_by(value, year) / min_by(value, year) - 1 AS rate FROM stats WHERE {GDP} "
        "GROUP BY ALL ORDER BY entity_id",
        "top": "SELECT * FROM growth ORDER BY rate DESC, entity_id LIMIT 1",
        "steps": "SELECT year, value / lag(value) OVER (ORDER BY year) - 1 AS step FROM stats "
        f"WHERE {GDP} AND entity_id = 'guangzhou' AND year >= 2018 ORDER BY year",
        "fine": f"SELECT entity_id, max(value) / min(value) AS r FROM stats WHERE {GDP} AND year <= 2018 "
        "GROUP BY ALL ORDER BY entity_id",
        "shown": f"SELECT year, value FROM stats WHERE {GDP} AND entity_id = 'guangzhou' ORDER BY year",
    }
    warnings = resolve(spec(queries), dataset).warnings
    assert [(w.code, w.message.partition(" computes")[0], str(w.position)) for w in warnings] == [
        ("DG417", "query 'growth'", "spec.yaml:101:1"),
        ("DG417", "query 'steps'", "spec.yaml:103:1"),
    ]
    assert "'guangzhou' across the break between 2018 and 2019" in warnings[0].message
