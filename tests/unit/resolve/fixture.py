"""The fixture dataset, and a spec as resolve sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from deckgen.data import Dataset, open_dataset
from deckgen.diagnostics import DeckgenError, Diagnostic, Position
from deckgen.model.inputs import Inputs
from deckgen.model.value import Measure
from deckgen.resolve import Resolution, resolve
from deckgen.source.located import Condition, Located, QueryName, Sql
from deckgen.source.yaml import load_yaml
from deckgen.text.localized import LocalizedText
from deckgen.workspace import Workspace

FOLDER = Path(__file__).parent.parent.parent / "fixtures" / "dataset"
CITIES = "SELECT * FROM entities WHERE type = 'city_focus' ORDER BY entity_id"


def fixture_dataset(folder: Path = FOLDER) -> Dataset:
    path = folder / "datapackage.yaml"
    return open_dataset(load_yaml(path.read_bytes(), "datapackage.yaml"), path, Workspace(folder))


def placed(text: str, line: int) -> tuple[str, object]:
    """`text` as one line of a file; position_at(i) is column i + 1."""

    def locate(index: int) -> Position:
        before = text[:index]
        return Position("spec.yaml", line + before.count("\n"), index - (before.rfind("\n") + 1) + 1)

    return text, locate


@dataclass(frozen=True)
class Targets:
    variable: QueryName
    sql: Sql


START = Position("specs/deck.yaml", 1, 1)


@dataclass(frozen=True)
class SpecStandIn:
    """Queries stand on lines 101, 102, …; conditions on 201, …; `for_each` on line 100. Each begins at column 1."""

    queries: Mapping[QueryName, Sql]
    claims: Sequence[Condition] = ()
    for_each: Targets | None = None
    name: LocalizedText | None = None
    measures: Mapping[str, Measure] = field(default_factory=dict)
    languages: Sequence[str] = ("zh", "en", "ja")
    repeats: Mapping[str, str] = field(default_factory=dict)
    at: Position | None = START

    def conditions(self) -> Sequence[Condition]:
        return self.claims


def spec(
    queries: Mapping[str, str],
    claims: Sequence[str] = (),
    for_each: str | None = None,
    name: str = "{{ city.entity_id }}",
    measures: Mapping[str, Measure] | None = None,
    variable: str = "city",
) -> SpecStandIn:
    return SpecStandIn(
        queries={
            QueryName(*placed(key, 100 + n)): Sql(*placed(sql, 100 + n))
            for n, (key, sql) in enumerate(queries.items(), 1)
        },
        claims=tuple(Condition(*placed(text, 200 + number)) for number, text in enumerate(claims, 1)),
        for_each=Targets(QueryName(*placed(variable, 100)), Sql(*placed(for_each, 100))) if for_each else None,
        name=LocalizedText.read(Located(*placed(name, 99))) if for_each else None,
        measures=measures or {},
    )


def run(
    dataset: Dataset, queries: Mapping[str, str], claims: Sequence[str] = (), for_each: str | None = None
) -> Resolution:
    return resolve(spec(queries, claims, for_each), dataset)


def one(dataset: Dataset, queries: Mapping[str, str], claims: Sequence[str] = ()) -> Inputs:
    (inputs,) = run(dataset, queries, claims).inputs
    return inputs


def refused(
    dataset: Dataset, queries: Mapping[str, str], claims: Sequence[str] = (), for_each: str | None = None
) -> list[Diagnostic]:
    """The errors of a spec that cannot be resolved."""
    with pytest.raises(DeckgenError) as caught:
        run(dataset, queries, claims, for_each)
    assert caught.value.exit_code == 2
    return [diagnostic for diagnostic in caught.value.diagnostics if diagnostic.severity == "error"]
