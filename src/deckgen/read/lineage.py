"""Which value each shown text and number is: the deck's lineage part in, value ids by place out.

The part (a custom XML part, root ``{urn:deckgen:lineage:1}lineage`` around a JSON object) names places by page, object,
paragraph and run; it holds no text. A deck without it, or with one that is damaged, simply has no value ids.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from deckgen.diagnostics import DeckgenError
from deckgen.read.package import Package

Place = tuple[int, ...]
ObjectLineage = Mapping[str, Mapping[Place, str]]
"""What is at a place -> place -> value id: ``runs`` (paragraph, run), ``cells`` (row, column, paragraph, run),
``categories`` (index), ``names`` (series), ``points``, ``x``, ``sizes`` (series, index), ``whole`` () of a group."""

_ROOT = "{urn:deckgen:lineage:1}lineage"


@dataclass(frozen=True, slots=True)
class Lineage:
    """Lineage of a whole deck: page key -> object name -> places."""

    pages: Mapping[str, Mapping[str, ObjectLineage]] = field(default_factory=dict[str, Mapping[str, ObjectLineage]])

    def of(self, page: str, name: str) -> ObjectLineage:
        """The places of one object; none if it shows no value."""
        return self.pages.get(page, {}).get(name, {})


def read_lineage(package: Package, presentation: str) -> Lineage:
    """The lineage of a deck; `presentation` is the name of its presentation part."""
    for part in package.related(presentation, "customXml"):
        if part in package:
            try:
                root = package.xml(part)
                if root.tag == _ROOT:
                    return Lineage(_pages(json.loads(root.text or "")))
            except (DeckgenError, ValueError, TypeError, KeyError, AttributeError):
                # Nothing shown depends on the part; a damaged one shows as missing value ids.
                continue
    return Lineage()


def _pages(content: Any) -> Mapping[str, Mapping[str, ObjectLineage]]:
    return {
        str(page): {
            str(name): {str(kind): _places(places) for kind, places in found.items()} for name, found in objects.items()
        }
        for page, objects in content["pages"].items()
    }


def _places(entries: list[list[Any]]) -> Mapping[Place, str]:
    return {tuple(entry[:-1]): str(entry[-1]) for entry in entries}
