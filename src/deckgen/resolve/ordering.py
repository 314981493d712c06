"""ORDER BY and LIMIT of a rewritten SELECT: over hidden key columns, so that ties are found when the query runs.

Each row whose order the keys leave open carries a negative id (`Rewriter.tie`) among its row ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from deckgen.data.sql import quoted
from deckgen.resolve.scope import Output, Unsupported
from deckgen.resolve.statement import Parser, Tree, copied
from deckgen.resolve.terms import marker

_DIRECTIONS = {"ORDER_DEFAULT": "ASC", "ASCENDING": "ASC", "DESCENDING": "DESC"}


class Marks(Protocol):
    """What ordering needs from the rewriter."""

    parser: Parser

    def name(self, letter: str) -> str:
        """A new hidden name."""
        ...

    def tie(self, tree: object) -> int:
        """A new negative id that stands for an undecided order at this place."""
        ...

    def refuse(self, code: str, message: str, tree: Tree, hint: str | None = None) -> None:
        """Record an error at a part of the statement."""
        ...


@dataclass(frozen=True, slots=True)
class Key:
    """A key of an ORDER BY: the expression that it means, DuckDB's node of it, and the column that it names, if any."""

    expression: Tree
    order: Tree
    name: str | None


def item_name(parser: Parser, item: Tree) -> str:
    """The lower-case name of a column of a SELECT; `*` for a star."""
    if item["class"] == "STAR":
        return "*"
    if item.get("alias"):
        return str(item["alias"]).lower()
    if item["class"] == "COLUMN_REF":
        return str(item["column_names"][-1]).lower()
    if item["type"] == "STRUCT_EXTRACT" and item["children"][1]["class"] == "CONSTANT":
        return str(item["children"][1]["literal"]["text"]).lower()
    return parser.expression(item).lower()


def orders_of(tree: Tree) -> list[Tree]:
    """The keys of a node's ORDER BY as DuckDB has them."""
    return [order for part in tree["modifiers"] if part["type"] == "ORDER_MODIFIER" for order in part["orders"]]


def limit_of(tree: Tree) -> Tree | None:
    """The LIMIT of a node."""
    return next((part for part in tree["modifiers"] if part["type"].startswith("LIMIT")), None)


def order_keys(parser: Parser, tree: Tree, names: Sequence[str] | None, items: Sequence[tuple[str, Tree]]) -> list[Key]:
    """What each key means: a number or an alias stands for its column. `names` are the result's columns in order, if
    known; a number without them raises `Unsupported`."""
    columns = [
        *((name, item) for name, item in items if item["class"] != "STAR"),
        *((str(e["key"]).lower(), e["value"]) for _, item in items for e in item.get("replace_list") or ()),
    ]
    keys: list[Key] = []
    for order in orders_of(tree):
        expression, name = order["expression"], None
        if expression["class"] == "CONSTANT" and expression["literal"]["kind"] == "INTEGER":
            index = int(expression["literal"]["text"]) - 1
            if names is None or not 0 <= index < len(names):
                raise Unsupported("ORDER BY a number")
            name = names[index]
            expression = parser.item(quoted(name), "k")
        elif expression["class"] == "COLUMN_REF" and len(expression["column_names"]) == 1:
            name = str(expression["column_names"][0]).lower()
        meant = next((item for own, item in reversed(columns) if own == name), expression)
        keys.append(Key({**copied(meant), "alias": ""}, order, name))
    return keys


def ordered(marks: Marks, tree: Tree, output: Output, keys: Sequence[Key], *, top: bool) -> tuple[Tree, Output]:
    """Move ORDER BY and LIMIT around the SELECT where they decide something: at the top, and below it with a LIMIT."""
    limit = limit_of(tree)
    if not keys or (limit is None and not top):
        return tree, output
    names = [marks.name("o") for _ in keys]
    tree["select_list"] += [{**key.expression, "alias": name} for name, key in zip(names, keys, strict=True)]
    picks = any(part["type"] == "DISTINCT_MODIFIER" for part in tree["modifiers"])
    kept = ("DISTINCT_MODIFIER", "ORDER_MODIFIER") if picks else ()
    tree["modifiers"] = [part for part in tree["modifiers"] if part["type"] in kept]
    row = marks.name("r")
    mark = marker([quoted(name) for name in names], marks.tie([key.order for key in keys]))
    dropped = [output.row] if top else [output.row, *names]
    around = marks.parser.tree(
        f"SELECT * EXCLUDE ({', '.join(map(quoted, dropped))}), "
        f"list_concat({quoted(output.row)}, {mark}) AS {quoted(row)} "
        f"FROM (SELECT 1) AS __w ORDER BY {', '.join(map(quoted, names))}"
    )
    around["from_table"]["subquery"]["node"] = tree
    around["cte_map"], tree["cte_map"] = tree["cte_map"], {"map": []}
    for own, key in zip(orders_of(around), keys, strict=True):
        own.update(type=key.order["type"], null_order=key.order["null_order"])
    if limit is not None:
        around["modifiers"].append(limit)
    hidden = [row if name == output.row else name for name in output.hidden]
    columns = {
        name: replace(column, ids=row) if column.ids == output.row else column
        for name, column in output.columns.items()
    }
    order = tuple(_direction(name, key.order) for name, key in zip(names, keys, strict=True)) if top else ()
    direct = row if output.direct == output.row else output.direct
    return around, Output(columns, row, direct, (*hidden, *(names if top else ())), output.complete, order)


def _direction(name: str, order: Tree) -> str:
    nulls = "" if order["null_order"] == "ORDER_DEFAULT" else f" {order['null_order']}"
    return f"{quoted(name)} {_DIRECTIONS[order['type']]}{nulls}"
