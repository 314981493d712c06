"""The city profile of the manual: its queries run once for all cities, and each city gets what it would get alone."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal

import pytest

from deckgen.data import Dataset
from deckgen.model.value import Measure
from deckgen.resolve import Resolution, resolve
from tests.unit.resolve.fixture import CITIES, spec

QUERIES = {
    "series": (
        "SELECT year, value AS gdp FROM stats\n"
        "WHERE entity_id = $city.entity_id AND indicator_id = 'gdp_revised' AND year <= 2018 ORDER BY year"
    ),
    "growth": (
        "SELECT max_by(gdp, year) / min_by(gdp, year) - 1 AS rate, max(year) - min(year) AS years, max(year) AS year "
        "FROM series"
    ),
    "latest": "SELECT gdp, year FROM series ORDER BY year DESC LIMIT 1",
    "league": (
        "SELECT entity_id, e.name, value AS gdp, rank() OVER (ORDER BY value DESC) AS place, count(*) OVER () AS cities\n"
        "FROM stats JOIN entities e USING (entity_id)\n"
        "WHERE e.type = 'city_focus' AND indicator_id = 'gdp_revised' AND year = 2018 ORDER BY place, entity_id"
    ),
    "rank": "SELECT place, cities FROM league WHERE entity_id = $city.entity_id",
    "ahead": (
        "SELECT l.entity_id, l.gdp - mine.gdp AS lead FROM league l, league mine WHERE mine.entity_id = $city.entity_id "
        "AND l.place < mine.place ORDER BY l.place"
    ),
    "above_average": "SELECT gdp > (SELECT avg(gdp) FROM league) AS above FROM latest",
    "steps": "SELECT year, gdp / lag(gdp) OVER (ORDER BY year) - 1 AS step FROM series ORDER BY year",
    "area": "SELECT value AS area FROM stats WHERE entity_id = city.entity_id AND indicator_id = 'area_planned'",
    "whose": "SELECT city.name, (SELECT count(*) FROM series) AS known FROM city",
}
CLAIMS = [
    "growth.rate > 0",
    "rank.place <= 3",
    "city.type = 'city_focus'",
    "SELECT count(*) > 0 FROM ahead",
    "latest.gdp > 30000 AND growth.years = 6",
]
MEASURES = {"gdp": Measure(format="money", unit="100M CNY"), "rate": Measure(format="percent")}


def profiles(dataset: Dataset, cities: str) -> Resolution:
    return resolve(spec(QUERIES, CLAIMS, cities, measures=MEASURES), dataset)


@pytest.fixture(scope="module")
def every(dataset: Dataset) -> Resolution:
    return profiles(dataset, CITIES)


def test_queries_run_once_for_all_targets(every: Resolution) -> None:
    assert [inputs.target for inputs in every.inputs] == [
        f"deck/{city}" for city in ("beijing", "guangzhou", "hangzhou", "shanghai", "shenzhen", "xiongan")
    ]
    assert every.queries_run == 1 + len(QUERIES) + len(CLAIMS)
    assert every.columns["growth"] == ("rate", "years", "year")
    assert every.columns["city"] == ("entity_id", "type", "name")
    assert not every.warnings


@pytest.mark.parametrize("index", range(6))
def test_set_wise_equals_one_by_one(dataset: Dataset, every: Resolution, index: int) -> None:
    together = every.inputs[index]
    alone = profiles(dataset, f"SELECT * FROM entities WHERE entity_id = '{together.name}'")
    assert alone.inputs == (together,)
    assert alone.inputs[0].digest == together.digest
    assert alone.queries_run == every.queries_run


def test_values_and_lineage(every: Resolution) -> None:
    shanghai = next(inputs for inputs in every.inputs if inputs.name == "shanghai")
    growth = shanghai.queries["growth"]
    assert growth.rows == ((Decimal("0.6902504505857618"), 6, 2018),)
    assert growth.kinds == ("computed", "computed", "computed")
    (origin,) = growth.origins
    assert origin.rows == tuple(f"stats:shanghai|gdp_revised|{year}" for year in range(2012, 2019))
    assert (origin.row_count, origin.sources, origin.units) == (7, ("gp_gdp296",), ("100M CNY",))
    assert origin.row_key == (("year", "2018"),)

    latest = shanghai.queries["latest"]
    assert latest.kinds == ("cell", "cell")
    assert latest.origins[0].rows == ("stats:shanghai|gdp_revised|2018",)

    rank = shanghai.queries["rank"]
    assert rank.rows == ((1, 5),)
    assert rank.kinds == ("partial", "partial")
    cities = ("beijing", "guangzhou", "hangzhou", "shanghai", "shenzhen")
    assert rank.origins[0].rows == (
        *(f"entities:{city}" for city in cities),
        *(f"stats:{city}|gdp_revised|2018" for city in cities),
    )

    league = shanghai.queries["league"]
    assert league.kinds == ("cell", "cell", "cell", "partial", "partial")
    assert league.rows[0][:2] == ("shanghai", {"zh": "上海", "en": "Shanghai", "ja": "上海"})
    assert league.origin(0, 2).rows == ("stats:shanghai|gdp_revised|2018",)
    assert league.origin(0, 1).rows == ("entities:shanghai",)
    assert league.origin(0, 3).row_count == 10
    assert league is every.inputs[0].queries["league"], "a query that reads no target is resolved once"

    assert shanghai.row["city"].rows[0][0] == "shanghai"
    assert shanghai.row["city"].origins[0].rows == ("entities:shanghai",)
    assert shanghai.queries["whose"].rows == ((shanghai.row["city"].rows[0][2], 7),)


def test_a_city_without_data_has_no_rows(every: Resolution) -> None:
    xiongan = every.inputs[-1]
    has_rows = {name: result.has_rows for name, result in xiongan.queries.items()}
    assert has_rows == {
        "series": False, "growth": False, "latest": False, "league": True, "rank": False, "ahead": False,
        "above_average": False, "steps": False, "area": True, "whose": True,
    }  # fmt: skip
    assert xiongan.queries["growth"].rows == ((None, None, None),)
    assert xiongan.queries["area"].rows == ((Decimal("1770.0"),),)
    assert {claim: result.holds for claim, result in xiongan.claims.items()} == {
        "growth.rate > 0": None,
        "rank.place <= 3": None,
        "city.type = 'city_focus'": True,
        "SELECT count(*) > 0 FROM ahead": False,
        "latest.gdp > 30000 AND growth.years = 6": None,
    }
    assert "xa_cns2025" in xiongan.sources


def test_claims_say_what_they_compared(every: Resolution) -> None:
    hangzhou = next(inputs for inputs in every.inputs if inputs.name == "hangzhou")
    claim = hangzhou.claims["latest.gdp > 30000 AND growth.years = 6"]
    assert (claim.holds, claim.values) == (False, (("latest.gdp", "14306.7"), ("growth.years", "6")))
    assert claim.origin.row_count == 7
    counted = hangzhou.claims["SELECT count(*) > 0 FROM ahead"]
    assert (counted.holds, counted.values) == (True, (("count(*)", "4"),))
    assert hangzhou.claims["city.type = 'city_focus'"].values == (("city.type", "city_focus"),)


def test_inputs_are_the_same_again(dataset: Dataset, every: Resolution) -> None:
    again = profiles(dataset, CITIES)
    assert [inputs.canonical() for inputs in again.inputs] == [inputs.canonical() for inputs in every.inputs]


def test_sources_are_all_that_rows_name(every: Resolution) -> None:
    assert list(every.inputs[0].sources) == ["gp_gdp296"]
    source = every.inputs[0].sources["gp_gdp296"]
    assert set(source.citation) == set(source.short) == {"zh", "en", "ja"}
    assert source.quality == "A"


def test_inputs_do_not_depend_on_the_hash_seed(every: Resolution) -> None:
    code = (
        "from tests.unit.resolve.fixture import CITIES, fixture_dataset, spec; from deckgen.resolve import resolve;"
        "from tests.unit.resolve.test_city_profile import *;"
        "print(*(i.digest for i in profiles(fixture_dataset(), CITIES).inputs))"
    )
    digests = " ".join(inputs.digest for inputs in every.inputs)
    for seed in ("1", "2"):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": "Asia/Tokyo",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        ran = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        assert ran.stdout.strip() == digests
