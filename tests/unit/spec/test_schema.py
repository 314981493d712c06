from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from deckgen.blocks.registry import BUILT_IN
from deckgen.source.yaml import load_yaml
from deckgen.spec.model import Spec
from deckgen.spec.schema import DIALECT, json_schema
from tests.unit.spec.writing import EXAMPLES, with_slide

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_committed_schema_equals_the_models() -> None:
    committed = json.loads((ROOT / "schema" / "deckgen.schema.json").read_text(encoding="utf-8"))
    assert committed == json_schema(), "run `deckgen schema -o schema/deckgen.schema.json`"


def test_every_key_and_block_is_in_the_schema() -> None:
    schema = json_schema()
    assert schema["$schema"] == DIALECT
    assert set(schema["properties"]) == {*Spec.model_fields, "include"}
    (blocks,) = [option for option in schema["$defs"]["Block"]["anyOf"] if "properties" in option]
    assert set(blocks["properties"]) == set(BUILT_IN)
    assert all("description" in value for value in schema["properties"].values())


@pytest.mark.parametrize("name", ["strategy.yaml", "city_profile.yaml"])
def test_specs_that_load_fit_the_schema(name: str, validator: Any) -> None:
    raw = load_yaml((EXAMPLES / name).read_bytes(), name)
    assert [error.message for error in validator.iter_errors(json.loads(json.dumps(raw)))] == []


@pytest.mark.parametrize(
    "keys",
    [
        "prose: {zh: 文, fr: texte}",
        "prose: {text: a, otherwise: b}",
        "prose: x\nonly: web",
        "body: [{bulets: [a]}]",
        "body: [{text: a, bullets: [b]}]",
        "body: [{chart: {kind: pie, data: q, category: c, values: v}}]",
        "prose: x\nkey: Not A Key",
    ],
)
def test_specs_that_do_not_load_do_not_fit_the_schema(keys: str, validator: Any) -> None:
    text = with_slide(keys).replace("      - key: one\n", "      - key: one\n" if "key:" not in keys else "      -\n")
    raw = load_yaml(text.encode(), "spec.yaml")
    assert list(validator.iter_errors(json.loads(json.dumps(raw))))
