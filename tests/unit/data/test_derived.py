"""Derived tables: what they hold, what is missing, and what a declaration must not do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from deckgen.data import open_dataset
from deckgen.diagnostics import DeckgenError
from deckgen.source.yaml import load_yaml
from deckgen.workspace import Workspace
from tests.unit.data.derived_package import COMPONENTS, DESCRIPTOR, FILES, WEIGHTS, derived_dataset, rows_of


def test_entropy_weights_as_tables(tmp_path: Path) -> None:
    """The numbers are those that test_methods works by hand; d has no dust value."""
    dataset = derived_dataset(tmp_path)
    assert rows_of(dataset, "score") == [("a", 0.467361, 3), ("b", 0.73368, 1), ("c", 0.532639, 2)]
    assert rows_of(dataset, "score_weights") == [
        ("gdp", 2017, "economy", 0.57938, 0.532639),
        ("dust", 2017, "air", 0.63093, 0.467361),
    ]
    assert rows_of(dataset, "score_inputs") == [
        ("a", "gdp", 2017, "economy", 0.0), ("a", "dust", 2017, "air", 1.0),
        ("b", "gdp", 2017, "economy", 0.5), ("b", "dust", 2017, "air", 1.0),
        ("c", "gdp", 2017, "economy", 1.0), ("c", "dust", 2017, "air", 0.0),
    ]  # fmt: skip


def test_what_is_missing_is_listed_and_not_filled(tmp_path: Path) -> None:
    dataset = derived_dataset(tmp_path)
    assert rows_of(dataset, "score_missing") == [("d", "dust", 2017, "air")]
    assert rows_of(dataset, "parts_missing") == []
    assert "d" not in [row[0] for row in rows_of(dataset, "score") + rows_of(dataset, "score_inputs")]


def test_an_empty_cell_is_missing(tmp_path: Path) -> None:
    stats = (
        FILES["stats"].replace("b,gdp,2017,5,", "b,gdp,2017,,").replace("c,dust", "d,dust,2017,20,ug,other,one\nc,dust")
    )
    dataset = derived_dataset(tmp_path, WEIGHTS, stats=stats)
    assert rows_of(dataset, "score_missing") == [("b", "gdp", 2017, "economy")]


def test_principal_components_as_tables(tmp_path: Path) -> None:
    """gdp 0, 5, 10 and size 1, 3, 2: the correlation is 1/2, as in the example that test_methods works by hand."""
    dataset = derived_dataset(tmp_path)
    assert rows_of(dataset, "parts") == [
        ("a", 1, -1.732051), ("a", 2, 0.0), ("b", 1, 0.866025), ("b", 2, -0.866025), ("c", 1, 0.866025), ("c", 2, 0.866025),
    ]  # fmt: skip
    assert rows_of(dataset, "parts_variance") == [(1, 1.5, 0.75, 0.75), (2, 0.5, 0.25, 1.0)]
    assert rows_of(dataset, "parts_loadings") == [
        (1, "gdp", 2017, "economy", 0.866025), (1, "size", 2017, "economy", 0.866025),
        (2, "gdp", 2017, "economy", 0.5), (2, "size", 2017, "economy", -0.5),
    ]  # fmt: skip
    assert rows_of(dataset, "parts_inputs")[0] == ("a", "gdp", 2017, "economy", -1.224745)


def test_every_row_names_the_rows_it_was_made_from(tmp_path: Path) -> None:
    """Row numbers of stats: gdp of 2017 0 to 3, dust 4 to 6, size 10 to 13."""
    dataset = derived_dataset(tmp_path)
    for table in dataset.tables.values():
        made_from = table.made_from
        if made_from is not None:
            assert (made_from.table, len(made_from.rows)) == ("stats", len(rows_of(dataset, table.name)))
    rows = {name: table.made_from.rows for name, table in dataset.tables.items() if table.made_from}
    assert set(rows["score"]) | set(rows["score_weights"]) == {(0, 4, 1, 5, 2, 6)}
    assert rows["score_inputs"] == ((0, 1, 2), (4, 5, 6)) * 3
    assert rows["score_missing"] == ((4, 5, 6),)
    assert {frozenset(found) for found in rows["parts"]} == {frozenset({0, 1, 2, 10, 11, 12})}


def test_digits_are_those_declared(tmp_path: Path) -> None:
    dataset = derived_dataset(tmp_path, WEIGHTS + "    digits: 2\n")
    assert rows_of(dataset, "score") == [("a", 0.47, 3), ("b", 0.73, 1), ("c", 0.53, 2)]


def test_the_order_of_files_and_a_second_run_change_nothing(tmp_path: Path) -> None:
    head, *lines = FILES["stats"].splitlines(keepends=True)
    first = derived_dataset(tmp_path)
    second = derived_dataset(tmp_path, stats=head + "".join(reversed(lines)))
    third = derived_dataset(tmp_path)
    for name, table in first.tables.items():
        if table.made_from is not None:
            assert rows_of(first, name) == rows_of(second, name) == rows_of(third, name)
            assert third.tables[name] == table


NAMED = WEIGHTS + COMPONENTS
GDP = "{indicator: gdp, year: 2017}"


@pytest.mark.parametrize(
    ("declared", "code", "place", "message"),
    [
        (NAMED.replace("from: stats", "from: stat", 1), "DG302", "5:11", "table 'stat' is not declared"),
        (NAMED.replace("from: stats", "from: entities", 1), "DG302", "5:11", "'entities' is no table of statistics"),
        (NAMED.replace("name: parts", "name: score"), "DG302", "10:11", "makes a table 'score', which is declared already"),
        (NAMED.replace("name: score", "name: stats"), "DG302", "3:11", "makes a table 'stats', which is declared already"),
        (NAMED.replace("name: score", "name: Score"), "DG302", "3:11", "table name 'Score'"),
        (NAMED.replace("c, d", "c, c"), "DG302", "6:25", "'c' is named twice"),
        (WEIGHTS.replace(GDP, f"{GDP}, {GDP}"), "DG302", "8:47", "'gdp' of 2017 is named twice"),
        (WEIGHTS.replace("entropy_weights", "entropy"), "DG301", "4:13", "'method'"),
        (WEIGHTS.replace(f"[{GDP}]", "[]"), "DG302", "8:16", "group 'economy' has no indicators"),
        (WEIGHTS.split("    indic")[0] + "    indicators: {}\n", "DG302", "7:17", "'score' has no indicators"),
        (WEIGHTS.replace("2017", "soon", 1), "DG301", "8:40", "'year': should be a valid integer"),
        (WEIGHTS.replace("{indicator: gdp, year: 2017}", "{indicator: gdp}"), "DG301", "8:17", "property 'year' is missing"),
        (WEIGHTS + "    digit: 3\n", "DG301", "10:5", "unknown property 'digit'; did you mean 'digits'?"),
        (WEIGHTS.replace("c, d", "c, e"), "DG330", "6:25", "there is no entity 'e'"),
        (WEIGHTS.replace("r: gdp", "r: gdq"), "DG330", "8:29", "there is no indicator 'gdq'; did you mean 'gdp'?"),
        (WEIGHTS.replace("r: gdp", "r: size"), "DG331", "8:17", "'size' has no better end: its direction is 'neutral'"),
        (WEIGHTS.replace("b, c, d", "d, b"), "DG332", "6:15", "2 of 3 entities have every value, at least 3 are needed"),
        (WEIGHTS.replace(GDP, "{indicator: money, year: 2012}"), "DG333", "8:17", "'money' of 2012 is 2 everywhere"),
        (WEIGHTS.replace(GDP, "{indicator: money, year: 2017}"), "DG334", "8:17", "'money' of 2017 is in CNY, JPY"),
        (
            WEIGHTS.replace(GDP, f"{GDP}, {{indicator: gdp, year: 2012}}"), "DG335", "8:70",
            "the years of 'gdp' cross the break of 'b' between 2014 and 2015",
        ),
    ],
)  # fmt: skip
def test_faults_at_their_place(tmp_path: Path, declared: str, code: str, place: str, message: str) -> None:
    with pytest.raises(DeckgenError) as caught:
        derived_dataset(tmp_path, declared)
    (found,) = caught.value.diagnostics
    assert (found.code, str(found.position)) == (code, f"datapackage.yaml:{place}"), found
    assert message in str(found)


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        (
            "{name: direction}",
            "{name: trend}",
            "3:5",
            "need a table 'indicators' with the columns indicator_id, direction",
        ),
        ("- name: entities", "- name: places", "3:5", "need a table 'entities' with the columns entity_id"),
        ("{name: unit}", "{name: units}", "5:11", "'stats' is no table of statistics"),
        ("{name: value, type: number}", "{name: value}", "5:11", "'stats' is no table of statistics"),
    ],
)
def test_tables_that_a_derived_one_needs(tmp_path: Path, old: str, new: str, place: str, message: str) -> None:
    text = DESCRIPTOR.format(declared=WEIGHTS).replace(old, new)
    with pytest.raises(DeckgenError) as caught:
        open_dataset(load_yaml(text.encode(), "datapackage.yaml"), tmp_path / "datapackage.yaml", Workspace(tmp_path))
    (found,) = caught.value.diagnostics
    assert (found.code, str(found.position)) == ("DG302", f"datapackage.yaml:{place}"), found
    assert message in str(found)


def test_components_that_are_not_determined(tmp_path: Path) -> None:
    stats = FILES["stats"].splitlines()[0] + "\n"
    for entity, x, y in (("a", 0, 0), ("b", 0, 1), ("c", 1, 0), ("d", 1, 1)):
        stats += f"{entity},gdp,2017,{x},CNY,good,one\n{entity},size,2017,{y},km2,good,one\n"
    with pytest.raises(DeckgenError) as caught:
        derived_dataset(tmp_path, COMPONENTS.replace("a, b, c", "a, b, c, d"), stats=stats)
    (found,) = caught.value.diagnostics
    assert str(found).startswith(
        "datapackage.yaml:8:7: error DG336: 'parts': components 1 and 2 explain the same share"
    )


def test_two_years_of_an_indicator_on_one_basis(tmp_path: Path) -> None:
    breaks = FILES["breaks"].replace("2014,2015", "2017,2018")
    declared = WEIGHTS.replace(GDP, f"{GDP}, {{indicator: gdp, year: 2012}}")
    assert len(rows_of(derived_dataset(tmp_path, declared, breaks=breaks), "score_weights")) == 3


def test_the_package_stays_valid_for_frictionless(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    derived_dataset(tmp_path)
    report = frictionless.Package(str(tmp_path / "datapackage.yaml")).validate()
    assert report.valid, report.flatten(["type", "message"])


@pytest.mark.parametrize(("declared", "imported"), [("", False), (WEIGHTS, True)])
def test_numpy_is_imported_only_for_derived_tables(tmp_path: Path, declared: str, imported: bool) -> None:
    text = DESCRIPTOR.format(declared=declared) if declared else DESCRIPTOR.split("resources:")[0].split("deckgen:")[0]
    if not declared:
        text += "resources:" + DESCRIPTOR.format(declared="").split("resources:", 1)[1]
    for name, content in FILES.items():
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    (tmp_path / "datapackage.yaml").write_text(text, encoding="utf-8")
    code = (
        "import pathlib, sys\n"
        "from deckgen.data import open_dataset\n"
        "from deckgen.source.yaml import load_yaml\n"
        "from deckgen.workspace import Workspace\n"
        "path = pathlib.Path('datapackage.yaml')\n"
        "open_dataset(load_yaml(path.read_bytes(), 'd'), path, Workspace(pathlib.Path('.')))\n"
        "print('numpy' in sys.modules, 'pandas' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert run.stdout.split() == [str(imported), "False"]
