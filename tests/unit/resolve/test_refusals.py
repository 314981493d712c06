"""What SQL may not do and what results must keep to: each told once, at its place, before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.data import Dataset
from deckgen.diagnostics import DeckgenError
from deckgen.model.value import Measure
from deckgen.resolve import engine, resolve
from tests.unit.resolve.fixture import CITIES, refused, spec

secret = [1, 2, 3]
"""A Python variable that SQL must not find."""

SQL = [
    ("SELEC 1", "DG401", 1, "syntax error"),
    ("SELECT 1 +", "DG401", 10, "syntax error"),
    ("SELECT 1; SELECT 2", "DG402", 18, "only one SELECT"),
    ("", "DG402", 1, "only one SELECT"),
    ("COPY stats TO 'x.csv'", "DG402", 1, "only one SELECT"),
    ("ATTACH 'x.db'", "DG402", 1, "only one SELECT"),
    ("CREATE TABLE x AS SELECT 1", "DG402", 1, "only one SELECT"),
    ("DESCRIBE stats", "DG402", 1, "only one SELECT"),
    ("PIVOT stats ON year USING sum(value)", "DG402", 1, "ON column IN"),
    ("SELECT * FROM read_csv('x')", "DG407", 15, "'read_csv' is not allowed"),
    ("SELECT * FROM 'x.csv'", "DG407", 15, "unknown table or query 'x.csv'"),
    ("SELECT * FROM glob('*')", "DG407", 15, "'glob' is not allowed"),
    ("SELECT * FROM query('SELECT 1')", "DG407", 15, "'query' is not allowed"),
    ("SELECT * FROM secret", "DG407", 15, "unknown table or query 'secret'"),
    ("SELECT * FROM duckdb_settings()", "DG407", 15, "not allowed"),
    ("SELECT * FROM information_schema.tables", "DG407", 15, "not a declared table"),
    ("SELECT * FROM stat", "DG407", 15, "did you mean 'stats'?"),
    ("SELECT valeu FROM stats", "DG404", 8, "unknown column 'valeu'; did you mean 'value'?"),
    ("SELECT '日本', valeu FROM stats", "DG404", 14, "unknown column 'valeu'"),
    ("SELECT s.valeu FROM stats s", "DG404", 8, "valeu"),
    ("SELECT sum(entity_id) FROM stats", "DG404", 8, "sum(VARCHAR)"),
    ("SELECT summ(value) FROM stats", "DG404", 8, "unknown function 'summ'"),
    ("SELECT value FROM stats GROUP BY year", "DG404", 8, "GROUP BY"),
    ("SELECT 'x'::INTEGER AS n", "DG405", 1, "Could not convert string 'x'"),
    ("SELECT random() AS n", "DG406", 8, "'random()' is not allowed"),
    ("SELECT now() AS n", "DG406", 8, "'now()' is not allowed"),
    ("SELECT current_date AS n", "DG406", 8, "'current_date' is not allowed"),
    ("SELECT uuid() AS n", "DG406", 8, "'uuid()' is not allowed"),
    ("SELECT nextval('s') AS n", "DG406", 8, "'nextval()' is not allowed"),
    ("SELECT age(DATE '2020-01-01')::VARCHAR AS n", "DG406", 8, "'age()' is not allowed"),
    ("SELECT getvariable('x') AS n", "DG406", 8, "'getvariable()' is not allowed"),
    ("SELECT pg_sleep(1) AS n", "DG406", 8, "'pg_sleep()' is not allowed"),
    ("SELECT rowid FROM entities ORDER BY entity_id", "DG406", 8, "'rowid' is not allowed"),
    ("SELECT * FROM entities USING SAMPLE 2 ORDER BY 1", "DG406", 8, "a sample is random"),
    ("SELECT * FROM entities NATURAL JOIN stats", "DG403", 15, "NATURAL JOIN"),
    ("SELECT 1 AS __r1", "DG403", 8, "may not begin with '__'"),
    ("SELECT $city.name AS n", "DG408", 8, "the spec has no `for_each`"),
    ("SELECT list(year) AS years FROM stats", "DG410", 1, "column 'years' is of type BIGINT[]"),
    ("SELECT {'a': 1} AS s", "DG410", 1, "column 's' is of type STRUCT"),
    ("SELECT entity_id FROM entities ORDER BY name", "DG409", 41, "cannot be ordered by"),
    ("SELECT name FROM entities ORDER BY 1", "DG409", 36, "cannot be ordered by"),
    ("SELECT entity_id FROM entities e WHERE e.name = {'zh': '', 'en': '', 'ja': ''}", "DG409", 40, "cannot be compared"),
    ("SELECT a.entity_id FROM entities a JOIN entities b USING (name)", "DG409", 25, "cannot be compared"),
    ("SELECT max(name) AS n FROM entities", "DG409", 12, "given to max()"),
    ("SELECT name || '!' AS n FROM entities", "DG409", 8, "given to ||()"),
    ("SELECT entity_id, rank() OVER (ORDER BY name) AS p FROM entities ORDER BY 1", "DG409", 41, "cannot be ordered by"),
    ("SELECT entity_id FROM entities", "DG411", 1, "several rows need an ORDER BY"),
    ("SELECT entity_id FROM entities LIMIT 1", "DG411", 38, "LIMIT needs an ORDER BY"),
    ("SELECT entity_id FROM entities ORDER BY ALL", "DG411", 8, "ORDER BY ALL"),
    ("SELECT entity_id, type FROM entities ORDER BY type", "DG411", 47, "does not decide between rows"),
    ("SELECT type FROM entities ORDER BY type DESC, entity_id > '' LIMIT 1", "DG411", 36, "does not decide between rows"),
    ("SELECT count(*) AS n FROM (SELECT * FROM entities ORDER BY type LIMIT 2)", "DG411", 60, "does not decide"),
    ("SELECT entity_id, row_number() OVER (ORDER BY type) AS n FROM entities ORDER BY entity_id", "DG411", 19, "does not"),
    ("SELECT DISTINCT unit FROM stats ORDER BY year", "DG411", 42, "is ordered by what it does not show"),
    ("SELECT 'inf'::DOUBLE AS huge", "DG413", 1, "a value is inf"),
    ("SELECT 'nan'::DOUBLE AS n", "DG413", 1, "a value is nan"),
    ("SELECT -1.5e300::DOUBLE AS n", "DG413", 1, "a value is -1.5e+300, larger than any number that can be printed"),
]  # fmt: skip


@pytest.mark.parametrize(("sql", "code", "column", "message"), SQL, ids=[sql for sql, *_ in SQL])
def test_sql_is_refused_at_its_place(dataset: Dataset, sql: str, code: str, column: int, message: str) -> None:
    errors = refused(dataset, {"q": sql})
    assert [error.code for error in errors] == [code], errors
    assert str(errors[0].position) == f"spec.yaml:101:{column}", errors[0]
    assert message in str(errors[0])
    assert "query 'q'" in str(errors[0])


def test_places_in_several_lines(dataset: Dataset) -> None:
    (error,) = refused(dataset, {"q": "SELECT year, -- 年\n       valeu\nFROM stats"})
    assert str(error.position) == "spec.yaml:102:8"


def test_a_query_reads_those_above_it(dataset: Dataset) -> None:
    (error,) = refused(dataset, {"q": "SELECT * FROM later", "later": "SELECT 1 AS n"})
    assert (error.code, error.hint) == ("DG407", "move it up")
    (error,) = refused(dataset, {"first": "SELECT 1 AS n", "q": "SELECT * FROM frst"})
    assert error.hint == "did you mean 'first'?"


def test_errors_are_told_together_and_once(dataset: Dataset) -> None:
    queries = {"a": "SELECT valeu FROM stats", "b": "SELECT * FROM a", "c": "SELECT * FROM b", "d": "SELECT now() AS n"}
    errors = refused(dataset, queries, ["a.valeu > 1", "c.n > 1", "d.x > 1", "e.x > 1", "SELECT nosuch"])
    assert [(error.code, error.position.line if error.position else 0) for error in errors] == [
        ("DG404", 101), ("DG406", 104), ("DG407", 204), ("DG404", 205)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sql", "column", "message"),
    [
        ("SELECT $city.nam AS n", 8, "'$city' has no column 'nam'; did you mean 'name'?"),
        ("SELECT $town.name AS n", 8, "'$town' is unknown; the row of `for_each` is $city"),
        ("SELECT $city AS n", 8, "name a column of it"),
        ("SELECT count(*) AS n FROM entities WHERE name = $city.name", 42, "cannot be compared"),
        ("SELECT type AS n", 8, "unknown column 'type'"),
    ],
)
def test_the_row_of_for_each(dataset: Dataset, sql: str, column: int, message: str) -> None:
    error = refused(dataset, {"q": sql}, (), CITIES)[0]
    assert str(error.position) == f"spec.yaml:101:{column}"
    assert message in str(error)


def test_for_each_needs_rows_in_an_order(dataset: Dataset) -> None:
    assert [e.message for e in refused(dataset, {}, (), "SELECT * FROM entities")] == [
        "for_each: several rows need an ORDER BY"
    ]
    assert "no rows" in refused(dataset, {}, (), "SELECT * FROM entities WHERE entity_id = 'x'")[0].message
    error = refused(dataset, {}, (), "SELECT * FROM entities ORDER BY type")[0]
    assert (error.code, str(error.position)) == ("DG411", "spec.yaml:100:33")


@pytest.mark.parametrize(
    ("claim", "code", "column", "message"),
    [
        ("total.n >", "DG401", 9, "syntax error"),
        ("total.n > totl.n", "DG407", 11, "unknown query 'totl'; did you mean 'total'?"),
        ("n > 1", "DG403", 1, "'n' stands alone; write query.column"),
        ("total.m > 1", "DG404", 1, "unknown column 'm'"),
        ("total.n + 1", "DG412", 1, "it gives BIGINT, not a boolean"),
        ("SELECT n > 1, n FROM total", "DG412", 1, "it gives 2 columns"),
        ("many.year > 1", "DG412", 1, "it gives 2 rows (many), not one"),
        ("SELECT year > 1 FROM many ORDER BY year", "DG412", 1, "it gives 2 rows, not one"),
        ("stats.value > 1", "DG407", 1, "unknown query 'stats'"),
        ("total.n > random()", "DG406", 11, "not allowed"),
        ("total.name = total.name", "DG409", 1, "cannot be compared"),
    ],
)
def test_conditions_are_refused_at_their_place(
    dataset: Dataset, claim: str, code: str, column: int, message: str
) -> None:
    queries = {
        "total": "SELECT count(*) AS n, any_value(name) AS name FROM entities",
        "many": "SELECT DISTINCT year FROM stats WHERE year > 2017 ORDER BY year",
    }
    error = refused(dataset, queries, [claim])[0]
    assert (error.code, str(error.position)) == (code, f"spec.yaml:201:{column}"), error
    assert message in str(error)


def test_a_condition_without_a_row_or_value_is_undecided(dataset: Dataset) -> None:
    queries = {"none": "SELECT year FROM stats WHERE year = 1900", "nothing": "SELECT NULL::BIGINT AS n"}
    claims = ["none.year > 1", "nothing.n > 1", "SELECT n IS NULL FROM nothing", "1 < 2"]
    (inputs,) = resolve(spec(queries, claims), dataset).inputs
    assert [inputs.claims[claim].holds for claim in claims] == [None, None, True, True]


def test_equal_conditions_are_one(dataset: Dataset) -> None:
    resolution = resolve(spec({"q": "SELECT 1 AS n"}, ["q.n = 1", " q.n = 1 ", "q.n = 2"]), dataset)
    assert resolution.queries_run == 3
    assert set(resolution.inputs[0].claims) == {"q.n = 1", "q.n = 2"}


def test_a_query_named_like_a_table(dataset: Dataset) -> None:
    (error,) = refused(dataset, {"Stats": "SELECT 1 AS n"})
    assert (error.code, str(error.position)) == ("DG418", "spec.yaml:101:1")


def test_the_unit_of_a_measure(dataset: Dataset) -> None:
    sql = {
        "gdp": "SELECT value AS gdp FROM stats WHERE entity_id = 'beijing' AND year = 2018 AND unit = '100M CNY' "
        "AND indicator_id = 'gdp_revised'",
        "head": "SELECT g.gdp, p.value AS gdp2, g.gdp / p.value AS per FROM gdp g, stats p WHERE p.entity_id = 'beijing' "
        "AND p.year = 2018 AND p.indicator_id = 'pop_resident_revised'",
        "wrong": "SELECT value AS gdp FROM stats WHERE entity_id = 'xiongan'",
        "below": "SELECT gdp FROM wrong",
        "mixed": "SELECT sum(value) AS gdp FROM stats WHERE year = 2018",
    }
    measures = {"gdp": Measure(unit="100M CNY"), "per": Measure(unit="10k CNY", derived=True)}
    with pytest.raises(DeckgenError) as caught:
        resolve(spec(sql, measures=measures), dataset)
    assert [(d.code, str(d.position)) for d in caught.value.diagnostics] == [
        ("DG416", "spec.yaml:103:1"), ("DG416", "spec.yaml:105:1")
    ]  # fmt: skip
    assert "its rows are in 10k persons" in caught.value.diagnostics[1].message
    measures["gdp"] = Measure(unit="100M CNY", derived=True)
    resolve(spec(sql, measures=measures), dataset)


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("{{ city.type }}", "DG816", "two targets would have the same file name"),
        ("a/{{ city.entity_id }}", "DG815", "it has '/'"),
        ("{{ city.entity_id }}:x", "DG815", "it has ':'"),
        ("{{ city.entity_id }}.", "DG815", "dot or a space"),
        ("x" * 151 + "{{ city.entity_id }}", "DG815", "longer than 150 bytes"),
    ],
)
def test_names_of_targets(dataset: Dataset, name: str, code: str, message: str) -> None:
    with pytest.raises(DeckgenError) as caught:
        resolve(spec({}, for_each=CITIES, name=name), dataset)
    first = caught.value.diagnostics[0]
    assert (first.code, str(first.position)) == (code, "spec.yaml:99:1")
    assert message in first.message


def test_names_of_targets_ignore_case_and_form(dataset: Dataset) -> None:
    targets = "SELECT unnest(['Con', 'ａ', 'A']) AS id, unnest([1, 2, 3]) AS n ORDER BY n"
    with pytest.raises(DeckgenError) as caught:
        resolve(spec({}, for_each=targets, name="{{ city.id }}"), dataset)
    assert [d.code for d in caught.value.diagnostics] == ["DG815", "DG816"]


def test_a_runaway_query_is_stopped(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "DEADLINE_SECONDS", 0.3)
    (error,) = refused(
        dataset, {"q": "SELECT count(*) AS n FROM range(1000000) a, range(1000000) b WHERE a.range < b.range"}
    )
    assert (error.code, str(error.position)) == ("DG414", "spec.yaml:101:1")


def test_nothing_is_left_in_the_database(dataset: Dataset) -> None:
    resolve(spec({"a": "SELECT 1 AS n"}, ["a.n = 1"], CITIES), dataset)
    refused(dataset, {"a": "SELECT 1 AS n", "b": "SELECT nosuch"})
    made = dataset.connection.execute("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall()
    views = dataset.connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    assert (made, views) == ([], [])


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM '{file}'",
        "COPY stats TO '{file}'",
        "ATTACH '{file}' AS other",
        "EXPORT DATABASE '{file}'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SELECT * FROM secret",
        "SET enable_external_access = true",
        "SET python_enable_replacements = true",
        "SET threads = 4",
    ],
)
def test_the_database_itself_is_locked(dataset: Dataset, sql: str, tmp_path: Path) -> None:
    """Even without the gate in front of it."""
    import duckdb

    file = tmp_path / "file.csv"
    file.write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(duckdb.Error):
        dataset.connection.execute(sql.format(file=file))
    assert list(tmp_path.iterdir()) == [file]
    assert file.read_text(encoding="utf-8") == "a\n1\n"
