"""Over many shapes of queries: what a rewritten statement shows is what the statement itself shows."""

from __future__ import annotations

import pytest

from deckgen.data import Dataset
from deckgen.resolve.allowed import Functions
from deckgen.resolve.lineage import Rewriter
from deckgen.resolve.scope import Unsupported
from deckgen.resolve.statement import Parser, Statement
from deckgen.source.located import Sql

BEIJING = "(SELECT year, value, source_id FROM stats WHERE entity_id = 'beijing' AND indicator_id = 'gdp_revised')"
GDP = "indicator_id = 'gdp_revised' AND year = 2018"

SHAPES = {
    "cells": f"SELECT year, value FROM {BEIJING} ORDER BY year",
    "star": "SELECT * FROM stats WHERE entity_id = 'beijing' ORDER BY indicator_id, year LIMIT 3",
    "star of an alias": f"SELECT s.*, e.type FROM stats s JOIN entities e USING (entity_id) WHERE {GDP} ORDER BY s.entity_id",
    "star exclude": f"SELECT * EXCLUDE (value, unit) FROM stats WHERE {GDP} ORDER BY entity_id",
    "star replace": f"SELECT * REPLACE (value / 1e4 AS value) FROM stats WHERE {GDP} ORDER BY entity_id",
    "star of a subquery": f"SELECT * FROM (SELECT * FROM {BEIJING}) ORDER BY year",
    "from first": f"FROM stats SELECT year, value WHERE entity_id = 'beijing' AND {GDP}",
    "no from": "SELECT 1 AS one, 'a' AS letter",
    "values": "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t(number, letter) ORDER BY number",
    "range": "SELECT i, i * 2 AS twice FROM range(3) AS r(i) ORDER BY i",
    "expression": f"SELECT value / 1e4 AS trillion, trillion * 2 AS twice FROM {BEIJING} ORDER BY year",
    "case": f"SELECT entity_id, CASE WHEN value > 20000 THEN 'large' ELSE 'small' END AS size FROM stats WHERE {GDP} ORDER BY 1",
    "localized": "SELECT entity_id, name FROM entities ORDER BY entity_id",
    "one language": "SELECT name.en AS english, upper(e.name.ja) AS ja FROM entities e ORDER BY entity_id",
    "any localized": "SELECT type, any_value(name) AS name FROM entities GROUP BY type ORDER BY type",
    "sum": f"SELECT sum(value) AS total FROM stats WHERE {GDP}",
    "count": f"SELECT count(*) AS n FROM stats WHERE {GDP}",
    "nothing": "SELECT sum(value) AS total, count(*) AS n FROM stats WHERE year = 1900",
    "growth": f"WITH gdp AS {BEIJING} SELECT max_by(value, year) / min_by(value, year) - 1 AS rate FROM gdp",
    "filter": f"SELECT max(value) FILTER (WHERE year = 2018) / max(value) FILTER (WHERE year = 2012) AS r FROM {BEIJING}",
    "group": "SELECT indicator_id, count(*) AS n, max(value) AS top FROM stats GROUP BY indicator_id ORDER BY 1",
    "group all": "SELECT indicator_id, max(year) AS y FROM stats GROUP BY ALL ORDER BY indicator_id",
    "group by position": "SELECT indicator_id, max(year) AS y FROM stats GROUP BY 1 ORDER BY 1 DESC",
    "rollup": "SELECT indicator_id, count(*) AS n FROM stats GROUP BY ROLLUP (indicator_id) ORDER BY indicator_id NULLS FIRST",
    "having": "SELECT indicator_id FROM stats GROUP BY indicator_id HAVING count(*) > 6 ORDER BY 1",
    "order by aggregate": "SELECT entity_id FROM stats GROUP BY entity_id ORDER BY sum(value) DESC, entity_id",
    "order by expression": f"SELECT entity_id, -value AS value FROM stats WHERE {GDP} ORDER BY abs(value) DESC",
    "order by alias": f"SELECT entity_id, -value AS value FROM stats WHERE {GDP} ORDER BY value",
    "order by hidden": f"SELECT entity_id FROM stats WHERE {GDP} ORDER BY value DESC NULLS LAST LIMIT 3",
    "offset": f"SELECT entity_id FROM stats WHERE {GDP} ORDER BY value DESC LIMIT 2 OFFSET 1",
    "distinct": "SELECT DISTINCT source_id FROM stats ORDER BY source_id",
    "distinct of two": "SELECT DISTINCT unit, indicator_id FROM stats ORDER BY indicator_id DESC, unit",
    "distinct on": f"SELECT DISTINCT ON (unit) unit, value FROM stats WHERE {GDP} ORDER BY unit, value DESC",
    "join": f"SELECT e.name, s.value FROM stats s JOIN entities e ON s.entity_id = e.entity_id WHERE {GDP} ORDER BY s.value",
    "join using": f"SELECT entity_id, e.name, value FROM stats JOIN entities e USING (entity_id) WHERE {GDP} ORDER BY value",
    "left join": f"SELECT e.entity_id, s.value FROM entities e LEFT JOIN stats s ON s.entity_id = e.entity_id AND {GDP} ORDER BY 1",
    "full join": (
        "SELECT a.entity_id, b.entity_id AS other FROM (SELECT * FROM stats WHERE year = 2012) a "
        "FULL JOIN (SELECT * FROM stats WHERE year = 2019) b USING (entity_id, indicator_id) ORDER BY 1, indicator_id"
    ),
    "self join": (
        "SELECT g.entity_id, g.value / p.value AS head FROM stats g JOIN stats p ON p.entity_id = g.entity_id "
        "AND p.year = g.year WHERE g.indicator_id = 'gdp_revised' AND p.indicator_id = 'pop_resident_revised' "
        "AND g.year = 2018 ORDER BY head DESC"
    ),
    "implicit join": f"SELECT e.entity_id, s.value FROM stats s, entities e WHERE s.entity_id = e.entity_id AND {GDP} ORDER BY 1",
    "lateral": (
        "SELECT e.entity_id, l.top FROM entities e, LATERAL (SELECT max(value) AS top FROM stats s "
        "WHERE s.entity_id = e.entity_id) AS l ORDER BY 1"
    ),
    "union all": f"SELECT 'first' AS k, min(value) AS v FROM {BEIJING} UNION ALL SELECT 'last', max(value) FROM {BEIJING} ORDER BY k",
    "union": "SELECT entity_id FROM stats UNION SELECT entity_id FROM entities ORDER BY 1",
    "union of three": "SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT max(year) FROM stats ORDER BY n",
    "union by name": "(SELECT 1 AS a, 2 AS b) UNION ALL BY NAME (SELECT 3 AS b, 4 AS a) ORDER BY a",
    "union by name of other names": "(SELECT 1 AS a) UNION ALL BY NAME (SELECT max(year) AS b, 2 AS a FROM stats) ORDER BY a",
    "order by a replaced column": f"SELECT * REPLACE (-value AS value) FROM stats WHERE {GDP} ORDER BY value LIMIT 2",
    "group all of an aggregate": "SELECT count(*) AS n FROM stats GROUP BY ALL",
    "distinct constant": "SELECT DISTINCT 3 AS n FROM stats",
    "union with limits": (
        "(SELECT year, value FROM stats WHERE entity_id = 'beijing' ORDER BY value LIMIT 1) UNION ALL "
        "(SELECT year, value FROM stats WHERE entity_id = 'beijing' ORDER BY value DESC LIMIT 1) ORDER BY value"
    ),
    "rank": f"SELECT entity_id, rank() OVER (ORDER BY value DESC) AS place FROM stats WHERE {GDP} ORDER BY place, entity_id LIMIT 3",
    "rank of one": (
        f"SELECT place FROM (SELECT entity_id, rank() OVER (ORDER BY value DESC) AS place FROM stats WHERE {GDP}) "
        "WHERE entity_id = 'hangzhou'"
    ),
    "share": f"SELECT entity_id, value / sum(value) OVER () AS share FROM stats WHERE {GDP} ORDER BY share DESC, 1",
    "lag": f"SELECT year, value / lag(value) OVER (ORDER BY year) - 1 AS yoy FROM {BEIJING} ORDER BY year",
    "named window": f"SELECT year, sum(value) OVER w AS running FROM {BEIJING} WINDOW w AS (ORDER BY year) ORDER BY year",
    "window over groups": "SELECT unit, rank() OVER (ORDER BY count(*) DESC) AS place FROM stats GROUP BY unit ORDER BY unit",
    "qualify": (
        "SELECT entity_id, year FROM stats WHERE indicator_id = 'gdp_revised' "
        "QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY year DESC) = 1 ORDER BY entity_id"
    ),
    "nested window": f"SELECT avg(yoy) AS m FROM (SELECT value / lag(value) OVER (ORDER BY year) - 1 AS yoy FROM {BEIJING})",
    "scalar subquery": f"SELECT entity_id, value / (SELECT sum(value) FROM stats WHERE {GDP}) AS s FROM stats WHERE {GDP} ORDER BY s, 1",
    "correlated": "SELECT entity_id, (SELECT count(*) FROM stats s WHERE s.entity_id = e.entity_id) AS n FROM entities e ORDER BY 1",
    "correlated in a group": (
        "SELECT type, sum((SELECT count(*) FROM stats s WHERE s.entity_id = e.entity_id)) AS n FROM entities e "
        "GROUP BY type ORDER BY type"
    ),
    "exists": "SELECT entity_id FROM entities e WHERE EXISTS (SELECT 1 FROM stats s WHERE s.entity_id = e.entity_id) ORDER BY 1",
    "not in": "SELECT entity_id FROM entities WHERE entity_id NOT IN (SELECT entity_id FROM stats) ORDER BY 1",
    "in a union": (
        "SELECT entity_id FROM entities WHERE entity_id IN (SELECT entity_id FROM stats UNION SELECT 'nanjing') ORDER BY 1"
    ),
    "latest by subquery": f"SELECT value FROM {BEIJING} AS s WHERE year = (SELECT max(year) FROM {BEIJING})",
    "having subquery": (
        "SELECT entity_id FROM stats GROUP BY entity_id HAVING count(*) = (SELECT max(n) FROM "
        "(SELECT count(*) AS n FROM stats GROUP BY entity_id)) ORDER BY 1"
    ),
    "two common tables": f"WITH a AS {BEIJING}, b AS (SELECT max(value) AS top FROM a) SELECT year FROM a, b WHERE value = top",
    "common table with names": f"WITH t(y, v) AS (SELECT year, value FROM {BEIJING}) SELECT y, v FROM t ORDER BY y LIMIT 2",
    "list": f"SELECT list(value ORDER BY year) AS vs FROM {BEIJING}",
    "lambda": "SELECT list_sum(list_transform([1, 2, 3], lambda x: x + 1)) AS total",
    "string_agg": "SELECT string_agg(name.en, ', ' ORDER BY entity_id) AS names FROM entities",
    "unnest": "SELECT unnest([year, year + 1]) AS y FROM stats WHERE entity_id = 'xiongan' ORDER BY y",
    "comment at the end": "SELECT 1 AS one -- the end",
    "asof join": (
        "SELECT t.year, s.value FROM (SELECT 2020 AS year) t ASOF JOIN "
        f"(SELECT * FROM {BEIJING}) s ON t.year >= s.year ORDER BY 1"
    ),
}
DECLARED = {
    "pivot": f"SELECT * FROM (PIVOT (SELECT year, value FROM {BEIJING}) ON year IN (2017, 2018) USING first(value))",
    "recursive": "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT * FROM n ORDER BY i",
    "except": "SELECT entity_id FROM entities EXCEPT SELECT entity_id FROM stats ORDER BY 1",
    "intersect": "SELECT entity_id FROM entities INTERSECT SELECT entity_id FROM stats ORDER BY entity_id",
    "columns": "SELECT max(COLUMNS('v.*')) FROM stats",
    "group all of constants": "SELECT 3 AS n FROM entities GROUP BY ALL",
    "semi join": "SELECT e.entity_id FROM entities e SEMI JOIN stats s USING (entity_id) ORDER BY e.entity_id",
}


def compare(dataset: Dataset, sql: str, *, declared: bool) -> None:
    connection = dataset.connection
    parser = Parser(connection)
    rewriter = Rewriter(parser, dataset.tables, Functions.read(connection).aggregates)
    statement = Statement.of("query", Sql(sql))
    tree = parser.parse(statement)
    plain = connection.execute(sql)
    names = [column[0] for column in plain.description or ()]
    rows = plain.fetchall()
    rewritten, output = rewriter.run_declared(statement, tree, names) if declared else rewriter.run(statement, tree)
    assert not rewriter.found.items
    order = f" ORDER BY {', '.join(output.order)}" if output.order else ""
    traced = connection.execute(f"SELECT * FROM ({parser.text(rewritten)}) AS q{order}")
    columns = [column[0] for column in traced.description or ()]
    assert columns[: len(names)] == names
    shown = traced.fetchall()
    assert sorted(columns[len(names) :]) == sorted(output.hidden)
    assert [row[: len(names)] for row in shown] == rows


@pytest.mark.parametrize("shape", SHAPES)
def test_rewritten_shows_the_same(dataset: Dataset, shape: str) -> None:
    compare(dataset, SHAPES[shape], declared=False)


@pytest.mark.parametrize("shape", [*DECLARED, *SHAPES])
def test_declared_shows_the_same(dataset: Dataset, shape: str) -> None:
    compare(dataset, {**SHAPES, **DECLARED}[shape], declared=True)


@pytest.mark.parametrize("shape", DECLARED)
def test_a_form_that_cannot_be_followed_says_so(dataset: Dataset, shape: str) -> None:
    with pytest.raises(Unsupported):
        compare(dataset, DECLARED[shape], declared=False)
