"""The target's row in a syntax tree: `$variable.column` as the column of a relation around the statement."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.resolve.statement import Tree

TARGET = "__target"
"""The column that numbers the targets from 0."""
TARGET_ALIAS = "__t"
"""The relation of the target's row around each statement."""


def is_target_column(tree: Tree, variable: str | None) -> bool:
    """Whether a node is `$variable.column`."""
    children = tree.get("children")
    if variable is None or tree.get("type") != "STRUCT_EXTRACT" or not children:
        return False
    return children[0].get("class") == "PARAMETER" and children[0]["identifier"] == variable


def target_column(name: str) -> str:
    """The name of a column of the target's row in rewritten SQL, so that no bare name finds it by accident."""
    return f"__c_{name.lower()}"


def as_column(tree: Tree, names: Sequence[str]) -> None:
    """Turn a node into a reference to a column, keeping its alias and place."""
    kept = {key: tree[key] for key in ("alias", "query_location", "query_location_length") if key in tree}
    tree.clear()
    tree.update({"class": "COLUMN_REF", "type": "COLUMN_REF", **kept, "column_names": list(names)})
