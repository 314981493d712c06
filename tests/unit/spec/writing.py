"""Small specs for tests, and a workspace that reads them."""

from __future__ import annotations

from pathlib import Path

from deckgen.spec.load import load_spec
from deckgen.spec.model import Spec
from deckgen.workspace import Workspace

EXAMPLES = Path(__file__).parent / "examples"

SMALL = """\
deckgen: 1
data: data/datapackage.yaml
theme: default
languages: [zh, en]
date: 2026-11-24
cover:
  title: {zh: 城市, en: Cities}
queries:
  growth: SELECT name, rate FROM cities ORDER BY rate DESC
  fastest: SELECT * FROM growth LIMIT 1
sections:
  - key: main
    title: Main
    slides:
      - key: one
        title: One
        prose: Words
"""


def load(folder: Path, text: str) -> Spec:
    """The spec of a text, written to ``folder/spec.yaml``."""
    path = folder / "spec.yaml"
    path.write_text(text, encoding="utf-8")
    return load_spec(path, Workspace(folder))


def with_slide(keys: str) -> str:
    """`SMALL` with the keys of its slide (indented by nothing) in place of the prose."""
    indented = "".join(f"        {line}\n" for line in keys.splitlines())
    return SMALL.replace("        prose: Words\n", indented)
