"""Values and texts for tests."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from deckgen.model.value import Measure, Origin, Value
from deckgen.source.located import Located
from deckgen.source.yaml import load_yaml


def value(raw: Any, measure: Measure | None = None, column: str = "rate") -> Value:
    """A cell; a number may be given as the text of a decimal with a leading '#'."""
    number = Decimal(raw[1:]) if isinstance(raw, str) and raw.startswith("#") else raw
    return Value(number, Origin("growth", (), column, "cell", sources=("s",)), measure)


def text(yaml: str) -> Located:
    """The value of the key `a` of a YAML file."""
    found = load_yaml(yaml.encode(), "spec.yaml")["a"]
    assert isinstance(found, Located)
    return found
