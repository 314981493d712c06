"""Random queries: rewriting changes nothing that is shown, and the rows behind a group or a join are those found by hand."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from deckgen.resolve.allowed import Functions
from deckgen.resolve.lineage import TABLE_STRIDE, Rewriter
from deckgen.resolve.statement import Parser, Statement
from deckgen.source.located import Sql
from tests.unit.resolve.fixture import fixture_dataset

DATASET = fixture_dataset()
NUMBER = list(DATASET.tables).index("stats")
FUNCTIONS = Functions.read(DATASET.connection)


def traced(sql: str) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]], list[set[int]]]:
    """The rows of a query, those of its rewritten form, and the row ids behind each of these."""
    parser = Parser(DATASET.connection)
    rewriter = Rewriter(parser, DATASET.tables, FUNCTIONS.aggregates)
    statement = Statement.of("query", Sql(sql))
    tree, output = rewriter.run(statement, parser.parse(statement))
    plain = DATASET.connection.execute(sql).fetchall()
    order = f" ORDER BY {', '.join(output.order)}" if output.order else ""
    result = DATASET.connection.execute(f"SELECT * FROM ({parser.text(tree)}) AS q{order}")
    names = [column[0] for column in result.description or ()]
    at = names.index(output.row)
    rows = result.fetchall()
    width = len(names) - len(output.hidden)
    return plain, [row[:width] for row in rows], [{int(row) for row in line[at] if row >= 0} for line in rows]


def rounded(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """SQL gives a sum of floating-point numbers no order, so another plan may differ in the last of its 16 digits."""
    return [tuple(float(f"{cell:.12g}") if isinstance(cell, float) else cell for cell in row) for row in rows]


CONDITIONS = st.sampled_from(
    [
        "year > 2015", "year IN (2012, 2018, 2019)", "value < 20000", "entity_id <> 'beijing'", "unit = '100M CNY'",
        "year = (SELECT max(year) FROM stats t WHERE t.entity_id = stats.entity_id)",
        "EXISTS (SELECT 1 FROM entities e WHERE e.entity_id = stats.entity_id AND e.type = 'city_focus')",
        "indicator_id IN (SELECT indicator_id FROM indicators WHERE unit = '100M CNY')",
    ]
)  # fmt: skip
WHERE = st.lists(CONDITIONS, max_size=3).map(lambda parts: " AND ".join(["true", *parts]))
KEYS = st.lists(st.sampled_from(["entity_id", "year", "unit"]), min_size=1, max_size=2, unique=True)
AGGREGATES = st.lists(
    st.sampled_from(["sum(value)", "count(*)", "max(value)", "avg(value) FILTER (WHERE year > 2014)", "min(year)"]),
    min_size=1,
    max_size=3,
    unique=True,
)
WINDOWS = st.sampled_from(
    [
        "rank() OVER (ORDER BY value DESC)",
        "value / sum(value) OVER (PARTITION BY year)",
        "value - lag(value) OVER (PARTITION BY entity_id, indicator_id ORDER BY year)",
        "count(*) OVER (PARTITION BY unit, year > 2015)",
        "(SELECT count(*) FROM stats t WHERE t.year = stats.year)",
        "value / (SELECT max(value) FROM stats)",
    ]
)
ORDER = "entity_id, indicator_id, year"
LIMIT = st.one_of(
    st.just(""), st.tuples(st.integers(0, 9), st.integers(0, 3)).map(lambda n: f" LIMIT {n[0]} OFFSET {n[1]}")
)


@settings(max_examples=60, deadline=None)
@given(WHERE, KEYS, AGGREGATES, st.booleans())
def test_groups(where: str, keys: list[str], aggregates: list[str], nested: bool) -> None:
    by = ", ".join(keys)
    source = f"(SELECT * FROM stats WHERE {where}) AS stats" if nested else "stats"
    condition = "true" if nested else where
    items = ", ".join([by, *(f"{aggregate} AS a{n}" for n, aggregate in enumerate(aggregates))])
    sql = f"SELECT {items} FROM {source} WHERE {condition} GROUP BY ALL ORDER BY {by}"
    plain, shown, ids = traced(sql)
    assert rounded(shown) == rounded(plain)
    select = f"SELECT {by}, list(rowid) FROM stats WHERE {where} GROUP BY {by} ORDER BY {by}"
    by_hand = [set(row[-1]) for row in DATASET.connection.execute(select).fetchall()]
    of_stats = [{row % TABLE_STRIDE for row in group if row // TABLE_STRIDE == NUMBER} for group in ids]
    assert all(found >= wanted for found, wanted in zip(of_stats, by_hand, strict=True))
    if "SELECT" not in where:
        assert of_stats == by_hand


@settings(max_examples=60, deadline=None)
@given(WHERE, WINDOWS, LIMIT)
def test_windows_and_subqueries(where: str, window: str, limit: str) -> None:
    plain, shown, ids = traced(f"SELECT {ORDER}, {window} AS w FROM stats WHERE {where} ORDER BY {ORDER}{limit}")
    assert rounded(shown) == rounded(plain)
    own = DATASET.connection.execute(f"SELECT rowid FROM stats WHERE {where} ORDER BY {ORDER}{limit}").fetchall()
    assert all(NUMBER * TABLE_STRIDE + row in found for (row,), found in zip(own, ids, strict=True))


@settings(max_examples=40, deadline=None)
@given(WHERE, st.sampled_from(["JOIN", "LEFT JOIN"]), LIMIT)
def test_joins(where: str, join: str, limit: str) -> None:
    source = (
        f"(SELECT * FROM stats WHERE {where}) a {join} stats b ON a.entity_id = b.entity_id AND b.year = a.year - 1"
    )
    source += " AND b.indicator_id = a.indicator_id"
    order = "a.entity_id, a.indicator_id, a.year"
    plain, shown, ids = traced(f"SELECT a.entity_id, a.year, b.value FROM {source} ORDER BY {order}{limit}")
    assert rounded(shown) == rounded(plain)
    keys = "(SELECT rowid AS id, * FROM stats"
    hand = source.replace("(SELECT * FROM stats", keys).replace("stats b", "(SELECT rowid AS id, * FROM stats) b")
    pairs = DATASET.connection.execute(f"SELECT a.id, b.id FROM {hand} ORDER BY {order}{limit}").fetchall()
    for pair, found in zip(pairs, ids, strict=True):
        wanted = {row for row in pair if row is not None}
        assert {row % TABLE_STRIDE for row in found if row // TABLE_STRIDE == NUMBER} >= wanted
        if "SELECT" not in where:
            assert {row % TABLE_STRIDE for row in found} == wanted
