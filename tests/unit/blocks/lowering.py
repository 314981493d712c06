"""One block of a spec over the fixture dataset, lowered in one language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import TypeVar

from deckgen.compose import compose
from deckgen.diagnostics import Diagnostic
from deckgen.model.nodes import Areas, Columns, Grid, Node, Only, Stack
from deckgen.resolve import resolve
from deckgen.resolve.open import open_spec_dataset
from deckgen.spec.load import load_spec
from deckgen.workspace import Workspace

FIXTURES = Path(__file__).parents[2] / "fixtures" / "dataset"

SPEC = """\
deckgen: 1
data: dataset/datapackage.yaml
theme: default
languages: [zh, en, ja]
date: 2026-11-24
cover: {title: Cities}
measures:
  gdp: {unit: 100M CNY, format: money}
  mean: {unit: 100M CNY, format: money, label: Mean}
  ease: {format: scale, of: 4, label: Ease}
  name: {label: Name}
queries:
  history: SELECT year, name, what FROM events ORDER BY year
  first: SELECT year FROM events WHERE event_id = 'e1'
  links: SELECT part_id, name, members, side FROM parts ORDER BY part_id
  ways: SELECT id, name, ease, source_id FROM opportunities ORDER BY ease DESC, id
  top: SELECT name, ease FROM ways ORDER BY ease DESC LIMIT 1
  output: |
    SELECT entity_id, e.name, year, value AS gdp, avg(value) OVER (PARTITION BY entity_id) AS mean
    FROM stats JOIN entities e USING (entity_id)
    WHERE e.type = 'city_focus' AND indicator_id = 'gdp_revised' AND year BETWEEN 2016 AND 2018
      AND NOT (entity_id = 'beijing' AND year = 2017)
    ORDER BY year, entity_id
EXTRA
sections:
  - key: main
    title: Main
    summary: What it is about
    slides:
      - key: one
        title: One
        layout: LAYOUT
        body:
BLOCK
MORE  - key: end
    title: Sources
    numbered: false
    slides: [{key: sources, title: Sources, body: [sources]}]
"""

Kind = TypeVar("Kind")


def lowered(
    folder: Path, block: str, *, queries: str = "", layout: str = "", language: str = "en", sections: str = ""
) -> Node:
    """The node of the YAML `block` (a list item); `queries` and `sections` are further ones. `DeckgenError` with what compose
    found."""
    (folder / "dataset").symlink_to(FIXTURES, target_is_directory=True)
    text = (
        SPEC.replace("BLOCK\n", indent(block, " " * 10))
        .replace("EXTRA\n", indent(queries, "  "))
        .replace("MORE", sections)
    )
    text = text.replace("        layout: LAYOUT\n", f"        layout: {layout}\n" if layout else "")
    path = folder / "spec.yaml"
    path.write_text(text, encoding="utf-8")
    workspace = Workspace(folder, (FIXTURES,))
    spec = load_spec(path, workspace)
    (inputs,) = resolve(spec, open_spec_dataset(spec, path, workspace)).inputs
    (node,) = compose(spec, inputs, language).document.sections[0].slides[0].body
    return node


def walk(node: Node) -> Iterator[Node]:
    """The node and the nodes inside it."""
    yield node
    match node:
        case Stack() | Columns() | Grid():
            children = node.items
        case Areas():
            children = tuple(area.node for area in node.areas)
        case Only():
            children = (node.node,)
        case _:
            children = ()
    for child in children:
        yield from walk(child)


def nodes(node: Node, kind: type[Kind]) -> list[Kind]:
    """Every node of a kind."""
    return [found for found in walk(node) if isinstance(found, kind)]


def shown_in(node: Node, medium: str) -> Node:
    """What one medium shows of a node that differs by medium."""
    (chosen,) = [only.node for only in nodes(node, Only) if only.medium == medium]
    return chosen


def column(diagnostic: Diagnostic) -> int:
    """The column that it points at."""
    assert diagnostic.position is not None
    return diagnostic.position.column
