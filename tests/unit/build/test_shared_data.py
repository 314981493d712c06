"""Specs planned together load their dataset once, see nothing of each other, and name every file that they were made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.build.plan import Choice, plan
from deckgen.diagnostics import DeckgenError
from deckgen.resolve import open as opening
from deckgen.workspace import Workspace

SPEC = """\
deckgen: 1
data: data/datapackage.yaml
theme: default
languages: [en]
date: 2026-11-24
cover: {{title: A}}
queries:
  first: SELECT city_id, {value} AS shown FROM cities ORDER BY city_id LIMIT 1
sections:
  - key: a
    title: A
    slides: [{{key: a, title: "What the first city shows: {{{{ first.shown }}}}", prose: Words}}]
"""
PACKAGE = """\
resources:
  - name: cities
    path: cities.csv
    deckgen:role: reference
    schema:
      fields: [{name: city_id, type: string}, {name: name, type: string}]
      primaryKey: [city_id]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deckgen.toml").write_text("", encoding="utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "datapackage.yaml").write_text(PACKAGE, encoding="utf-8")
    (tmp_path / "data" / "cities.csv").write_text("city_id,name\na,Aa\nb,Bb\n", encoding="utf-8")
    for name, value in (("one", "name"), ("two", "city_id")):
        (tmp_path / f"{name}.yaml").write_text(SPEC.format(value=value), encoding="utf-8")
    return tmp_path


def test_one_load_serves_both_specs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[Path] = []
    load = opening.open_spec_dataset

    def counted(spec: opening.SpecData, path: Path, workspace: Workspace) -> opening.Dataset:
        loaded.append(path)
        return load(spec, path, workspace)

    monkeypatch.setattr(opening, "open_spec_dataset", counted)
    one, two = plan([folder / "one.yaml", folder / "two.yaml"], Choice())
    assert len(loaded) == 1
    assert [spec_plan.inputs[0].queries["first"].rows for spec_plan in (one, two)] == [(("a", "Aa"),), (("a", "a"),)]
    data = {"data/cities.csv", "data/datapackage.yaml"}
    assert [set(spec_plan.workspace.inputs) for spec_plan in (one, two)] == [{*data, "one.yaml"}, {*data, "two.yaml"}]


def test_a_fault_of_the_data_is_told_once(folder: Path) -> None:
    (folder / "data" / "cities.csv").write_text("city_id,name\na,Aa\na,Bb\n", encoding="utf-8")
    with pytest.raises(DeckgenError) as error:
        plan([folder / "one.yaml", folder / "two.yaml"], Choice())
    assert [d.code for d in error.value.diagnostics] == ["DG312"]
