"""Claims and conditions as queries: a SELECT of one boolean, or the short form `a.x > b.y + 0.02` over queries."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from deckgen.data.sql import quoted
from deckgen.diagnostics import did_you_mean
from deckgen.model.inputs import ClaimResult, RowOrigin
from deckgen.resolve.ran import Ran
from deckgen.resolve.results import Results, plain, text_of
from deckgen.resolve.setwise import SetWise
from deckgen.resolve.statement import Parser, Statement, Tree, end, location
from deckgen.source.located import Located

_SELECT = re.compile(r"\s*(--[^\n]*\n\s*|/\*.*?\*/\s*)*(\(\s*)*(select|with|from)\b", re.IGNORECASE | re.DOTALL)
_PREFIX = "SELECT "


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that ran. `names` are what it compared, one for each further column; `queries` the short form's."""

    ran: Ran
    names: tuple[str, ...]
    queries: tuple[str, ...]


def run_condition(setwise: SetWise, source: Located) -> Condition:
    """Run a condition set-wise. Raises `DeckgenError`; DG412 if it gives anything but one truth value."""
    title = f"condition '{_short(source)}'"
    if _SELECT.match(source):
        statement = Statement.of(title, source)
        tree = setwise.parser.parse(statement)
        setwise.enter(statement, tree)
        queries: list[str] = []
        compared = _operands(tree)
    else:
        statement = Statement(title, f"{_PREFIX}{source}", source, len(_PREFIX))
        tree = setwise.parser.parse(statement)
        setwise.enter(statement, tree)
        queries = _queries(statement, tree, setwise)
        if queries:
            statement = Statement(
                title, f"{statement.text}\nFROM {', '.join(map(quoted, queries))}", source, len(_PREFIX)
            )
            tree = setwise.parser.parse(statement)
        compared = _references(tree["select_list"])
    names = tuple(_written(setwise.parser, statement, item) for item in compared)
    ran = setwise.run_condition(statement, tree, compared)
    if len(ran.types) != 1 or ran.types[0] not in ("BOOLEAN", '"NULL"'):
        message = (
            f"it gives {len(ran.types)} columns" if len(ran.types) != 1 else f"it gives {ran.types[0]}, not a boolean"
        )
        raise statement.failure("DG412", message, None, "a condition is one truth value")
    return Condition(ran, names, tuple(queries))


def claim_result(condition: Condition, results: Results, target: int) -> ClaimResult:
    """Whether the condition holds for a target. Raises `DeckgenError` DG412 if it gives more than one row."""
    ran = condition.ran
    rows = ran.of(target)
    if len(rows) > 1:
        named = f" ({', '.join(condition.queries)})" if condition.queries else ""
        hint = "a short condition needs queries of exactly one row" if condition.queries else None
        raise ran.statement.failure("DG412", f"it gives {len(rows)} rows{named}, not one", None, hint)
    if not rows:
        return ClaimResult(None)
    origin: RowOrigin = results.result(ran, target).origins[0]
    values = [text_of(plain(ran, cell)) for cell in rows[0].cells[1:]]
    holds = rows[0].cells[0]
    return ClaimResult(
        holds=None if holds is None else bool(holds),
        values=tuple(zip(condition.names, values, strict=True)),
        origin=origin,
    )


def _queries(statement: Statement, tree: Tree, setwise: SetWise) -> list[str]:
    """The queries that a short form names. Raises DG407 for a name that is none, DG403 for a bare column."""
    found: dict[str, None] = {}
    known: Collection[str] = [*setwise.readable, *([setwise.variable] if setwise.variable else [])]
    for reference in _references(tree["select_list"], bare=True):
        name = reference["column_names"][0]
        if len(reference["column_names"]) == 1:
            raise statement.failure("DG403", f"'{name}' stands alone", location(reference), "write query.column")
        if name not in known:
            raise statement.failure("DG407", f"unknown query '{name}'", location(reference), did_you_mean(name, known))
        if name != setwise.variable:
            found[name] = None
    return list(found)


def _references(tree: Any, *, bare: bool = False) -> list[Tree]:
    """Every `query.column` in a tree, each once; with `bare`, names without a query too."""
    found: dict[tuple[str, ...], Tree] = {}

    def walk(part: Any) -> None:
        if isinstance(part, list):
            for item in part:
                walk(item)
        elif isinstance(part, dict):
            if part.get("class") == "COLUMN_REF" and (bare or len(part["column_names"]) > 1):
                found.setdefault(tuple(part["column_names"]), part)
            elif part.get("class") != "SUBQUERY":
                for item in part.values():
                    walk(item)

    walk(tree)
    return list(found.values())


def _operands(tree: Tree) -> list[Tree]:
    """What a SELECT of one comparison, or of several joined by AND and OR, compares: the sides that are no constants."""
    if tree["type"] != "SELECT_NODE" or len(tree["select_list"]) != 1 or tree["modifiers"]:
        return []
    found: list[Tree] = []

    def walk(part: Tree) -> None:
        if part["class"] == "CONJUNCTION":
            for child in part["children"]:
                walk(child)
        elif part["class"] in ("COMPARISON", "BETWEEN"):
            sides = [part.get(key) for key in ("left", "right", "input", "lower", "upper")]
            found.extend(side for side in sides if side is not None and side["class"] != "CONSTANT")

    walk(tree["select_list"][0])
    return list({json.dumps(_unplaced(side)): side for side in found}.values())


def _unplaced(tree: Any) -> Any:
    """A tree without the places of its parts."""
    if isinstance(tree, list):
        return [_unplaced(item) for item in tree]
    if not isinstance(tree, dict):
        return tree
    return {key: _unplaced(item) for key, item in tree.items() if not key.startswith("query_location")}


def _written(parser: Parser, statement: Statement, tree: Tree) -> str:
    """An expression as its author wrote it, or as DuckDB writes it where that is not sure."""
    start, stop = location(tree), end(tree)
    text = statement.text.encode()[start:stop].decode(errors="ignore") if start is not None else ""
    if not text or text.count("(") != text.count(")"):
        text = parser.expression(tree)
    return _short(text)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
