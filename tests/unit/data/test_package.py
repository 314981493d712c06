"""The descriptor: what it may say, and where its faults stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deckgen.data import Column, open_dataset
from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.source.yaml import load_yaml
from deckgen.workspace import Workspace

FIXTURE = Path(__file__).parent.parent.parent / "fixtures" / "dataset" / "datapackage.yaml"


def faults(text: str, tmp_path: Path, **files: str) -> list[Diagnostic]:
    for name, content in files.items():
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    with pytest.raises(DeckgenError) as caught:
        open_dataset(load_yaml(text.encode(), "datapackage.yaml"), tmp_path / "datapackage.yaml", Workspace(tmp_path))
    return list(caught.value.diagnostics)


HEAD = "name: test\nresources:\n  - name: facts\n    path: facts.csv\n    schema:\n"
SCHEMA = HEAD + "      primaryKey: id\n      fields:\n        - {name: id}\n"


@pytest.mark.parametrize(
    ("text", "code", "place", "message"),
    [
        ("name: test\n", "DG301", "1:1", "property 'resources' is missing"),
        ("resources: []\n", "DG301", "1:12", "'resources'"),
        ("resources:\n  - name: a\n    schema: {fields: []}\n", "DG301", "2:5", "property 'path' is missing"),
        (SCHEMA + "        - {name: x, typ: string}\n", "DG301", "9:21", "unknown property 'typ'; did you mean 'type'?"),
        (SCHEMA + "        - {name: x, type: decimal}\n", "DG301", "9:27", "'type'"),
        (SCHEMA + "        - {name: x, constraints: {required: 1}}\n", "DG301", "9:45", "'required'"),
        (SCHEMA + "    dialect: {delimiter: ;}\n", "DG301", "9:5", "unknown property 'dialect'"),
        (SCHEMA + "    encoding: latin-1\n", "DG301", "9:15", "'encoding'"),
        (SCHEMA + "        - {name: x, constraints: {pattern: '['}}\n", "DG302", "9:44", "'[' is not a pattern"),
        (SCHEMA + "        - {name: x, type: date, constraints: {minimum: soon}}\n", "DG302", "9:56", "'soon' is not"),
        (SCHEMA + "        - {name: x, type: boolean, constraints: {enum: [b]}}\n", "DG302", "9:57", "not of type boolean"),
        (SCHEMA + "        - {name: id}\n", "DG302", "9:18", "column 'id' is declared twice"),
        (SCHEMA + "        - {name: rowid}\n", "DG302", "9:18", "cannot be a column name"),
        (SCHEMA.replace("name: facts", "name: Facts"), "DG302", "3:11", "table name 'Facts'"),
        (SCHEMA.replace("primaryKey: id", "primaryKey: x"), "DG302", "6:19", "primaryKey names 'x'"),
        (HEAD + "      fields: [{name: id}]\n", "DG302", "6:7", "has no primaryKey"),
        (SCHEMA + "        - {name: v, type: number}\n", "DG302", "8:9", "states numbers ('v') but has no column 'source_id'"),
        (SCHEMA + "        - {name: source_id}\n", "DG302", "9:11", "'source_id' of table 'facts' must be required"),
        (
            SCHEMA + "        - {name: source_id, constraints: {required: true}}\n", "DG302", "6:7",
            "must be a foreign key to table 'sources'",
        ),
        (
            SCHEMA + "      foreignKeys:\n        - {fields: x, reference: {resource: y, fields: z}}\n", "DG302", "10:11",
            "the foreign key names 'x'",
        ),
        (
            SCHEMA + "        - {name: n, type: year}\n      foreignKeys:\n"
            "        - {fields: n, reference: {resource: '', fields: id}}\n", "DG302", "11:11",
            "'n' is of type year, 'id' of type string",
        ),
        (
            SCHEMA + "        - {name: n}\n        - {name: n_zh}\n        - {name: n_en}\n        - {name: n_ja}\n", "DG302",
            "9:18", "'n' is also the name of 'n_zh'",
        ),
        (
            SCHEMA + "  - {name: facts, path: x.csv, schema: {fields: [{name: id}], primaryKey: id}}\n", "DG302", "9:12",
            "declared twice",
        ),
        (
            "resources:\n  - {name: sources, path: s.csv, schema: {fields: [{name: source_id}], primaryKey: source_id}}\n",
            "DG302", "2:51", "table 'sources' has no column 'citation'",
        ),
    ],
)  # fmt: skip
def test_faults_at_their_place(tmp_path: Path, text: str, code: str, place: str, message: str) -> None:
    found = faults(text, tmp_path, facts="id\n1\n")
    assert found[0].code == code, found
    assert str(found[0].position) == f"datapackage.yaml:{place}", found[0]
    assert message in str(found[0])


def test_a_plain_mapping_has_no_places(tmp_path: Path) -> None:
    with pytest.raises(DeckgenError) as caught:
        open_dataset({"name": "x"}, tmp_path / "datapackage.yaml", Workspace(tmp_path))
    assert str(caught.value.diagnostics[0]) == "datapackage.yaml:1:1: error DG301: property 'resources' is missing"


def test_foreign_properties_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text("id\n1\n", encoding="utf-8")
    text = SCHEMA + "    other:note: [1, 2]\n"
    open_dataset(load_yaml(text.encode(), "d"), tmp_path / "datapackage.yaml", Workspace(tmp_path))


def test_tables_of_the_fixture() -> None:
    workspace = Workspace(FIXTURE.parent)
    dataset = open_dataset(load_yaml(FIXTURE.read_bytes(), "d"), FIXTURE, workspace)
    assert list(dataset.tables) == [
        "sources", "entities", "indicators", "stats", "breaks", "opportunities", "events", "parts", "drivers"
    ]  # fmt: skip
    entities = dataset.tables["entities"]
    assert entities.columns == (Column("entity_id"), Column("type"), Column("name", localized=True))
    assert entities.primary_key == ("entity_id",)
    assert not entities.states_facts
    assert dataset.tables["stats"].states_facts
    row = dataset.connection.execute("SELECT name, rowid FROM entities WHERE entity_id = 'beijing'").fetchone()
    assert row == ({"zh": "北京", "en": "Beijing", "ja": "北京"}, 0)
    assert set(workspace.inputs) == {
        "sources.csv", "entities.csv", "indicators.csv", "statistics.csv", "breaks.csv", "opportunities.csv",
        "events.csv", "parts.csv", "drivers.csv",
    }  # fmt: skip


def test_the_fixture_is_a_valid_data_package() -> None:
    frictionless: Any = pytest.importorskip("frictionless")
    report = frictionless.Package(str(FIXTURE)).validate()
    assert report.valid, report.flatten(["type", "message"])
