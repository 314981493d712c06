"""Queries over all targets at once give each target what it would get alone, lineage included."""

from __future__ import annotations

import pytest

from deckgen.data import Dataset
from tests.unit.resolve.fixture import CITIES, run
from tests.unit.resolve.test_shapes import DECLARED, SHAPES

ABOVE = {
    "top": (
        "SELECT entity_id, indicator_id, value FROM stats s WHERE s.entity_id = $city.entity_id AND value = (SELECT max(value) "
        "FROM stats t WHERE t.entity_id = $city.entity_id AND t.unit = s.unit) ORDER BY indicator_id"
    ),
    "others": (
        "SELECT e.entity_id, l.v FROM entities e, LATERAL (SELECT sum(value) AS v FROM stats s "
        "WHERE s.entity_id = e.entity_id AND s.entity_id <> $city.entity_id AND year = 2018) l ORDER BY e.entity_id"
    ),
}
DEPENDENT = {
    "exists": (
        "SELECT e.entity_id FROM entities e WHERE EXISTS (SELECT 1 FROM stats s WHERE s.entity_id = e.entity_id "
        "AND s.value > (SELECT avg(value) FROM stats WHERE entity_id = $city.entity_id)) ORDER BY 1"
    ),
    "common tables": (
        "WITH a AS (SELECT * FROM stats WHERE entity_id = $city.entity_id), b AS (SELECT indicator_id, max(year) AS y FROM a "
        "GROUP BY ALL) SELECT a.indicator_id, a.value FROM a JOIN b ON a.indicator_id = b.indicator_id AND a.year = b.y ORDER BY 1"
    ),
    "aggregate beside a subquery": "SELECT count(*) AS n FROM top WHERE value >= (SELECT min(value) FROM top)",
    "group beside a subquery": (
        "SELECT indicator_id, count(*) AS n FROM top WHERE value >= (SELECT min(value) FROM top) GROUP BY ALL ORDER BY 1"
    ),
    "two queries": (
        "SELECT t.indicator_id, o.entity_id, o.v FROM top t LEFT JOIN others o ON o.v > t.value ORDER BY 1, 2"
    ),
    "union": "SELECT 'a' AS k, value FROM top UNION ALL SELECT 'b', v FROM others WHERE entity_id = 'nanjing' ORDER BY k, value",
    "window": (
        "SELECT entity_id, rank() OVER (ORDER BY abs(value - (SELECT max(value) FROM top))) AS r FROM stats "
        "WHERE indicator_id = 'gdp_revised' AND year = 2018 ORDER BY r, entity_id"
    ),
    "the row itself": (
        "SELECT CASE WHEN $city.type = 'city_focus' THEN 1 ELSE 0 END AS flag, upper($city.name.en) AS u, $city.name, "
        "(SELECT max(value) FROM top) AS m"
    ),
    "a column named like the row": (
        "SELECT c.city, c.v FROM (SELECT entity_id AS city, sum(value) AS v FROM stats GROUP BY ALL) c "
        "WHERE c.city <> $city.entity_id ORDER BY c.city"
    ),
    "the row as a table": "SELECT c.name, t.value FROM city c LEFT JOIN top t ON t.entity_id = c.entity_id ORDER BY t.value",
    "rollup": (
        "SELECT indicator_id, sum(value) AS v FROM stats WHERE entity_id = $city.entity_id GROUP BY ROLLUP (indicator_id) "
        "ORDER BY indicator_id NULLS FIRST"
    ),
    "nothing for most": "SELECT value FROM stats WHERE entity_id = $city.entity_id AND unit = 'km2'",
    "in an order below": "SELECT * FROM others WHERE v < (SELECT max(value) FROM top) ORDER BY v DESC, entity_id LIMIT 2",
    **{
        name: sql.replace("'beijing'", "$city.entity_id")
        for name, sql in {**SHAPES, **DECLARED}.items()
        if "'beijing'" in sql and name not in ("list", "union with limits")
    },
}
THREE = CITIES.replace("ORDER", "AND entity_id IN ('beijing', 'shenzhen', 'xiongan') ORDER")


@pytest.mark.parametrize("name", DEPENDENT)
def test_set_wise_equals_one_by_one(dataset: Dataset, name: str) -> None:
    queries = {**ABOVE, "q": DEPENDENT[name]}
    together = run(dataset, queries, ["SELECT count(*) > 1 FROM q"], THREE)
    assert len(together.inputs) == 3
    for inputs in together.inputs:
        (alone,) = run(
            dataset,
            queries,
            ["SELECT count(*) > 1 FROM q"],
            f"SELECT * FROM entities WHERE entity_id = '{inputs.name}'",
        ).inputs
        assert alone == inputs
    assert ("DG415" in {warning.code for warning in together.warnings}) == (name in DECLARED)
