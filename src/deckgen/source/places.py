"""Where a part of a loaded mapping stands, for mappings whose loader kept positions and for plain ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from deckgen.diagnostics import Position
from deckgen.source.located import LocatedList, LocatedMap


def place_of(root: Any, path: Sequence[str | int], file: str, *, key: bool = False) -> Position:
    """The place of the value (or, with `key`, of the key) that `path` leads to; of the last part on the way that is there.

    Containers that know places have `at`, `key_at(key)` and `value_at(key_or_index)`; for others it is the file's start."""
    position = getattr(root, "at", None)
    node = root
    for depth, step in enumerate(path):
        try:
            child = node[step]
        except (KeyError, IndexError, TypeError):
            break
        name = "key_at" if key and depth == len(path) - 1 else "value_at"
        accessor = getattr(node, name, None)
        if accessor is not None:
            position = accessor(step) or position
        node = child
    return position if isinstance(position, Position) else Position(file, 1, 1)


def nearest_key(root: LocatedMap, path: Sequence[str | int]) -> Position | None:
    """The place of the key (or list item) that `path` leads to, or of the nearest part of the path that is there; None if no
    part is."""
    found: Position | None = None
    node: Any = root
    for step in path:
        if isinstance(node, LocatedMap) and isinstance(step, str) and step in node:
            found, node = node.key_at(step), node[step]
        elif isinstance(node, LocatedList) and isinstance(step, int) and step < len(node):
            found, node = node.value_at(step), node[step]
        else:
            break
    return found
