"""SQL of the spec with the places of its characters, and DuckDB's parser: text to syntax tree and back.

The tree is DuckDB's own (`json_serialize_sql`); its shape belongs to DuckDB 2. Offsets in it count bytes of UTF-8.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import duckdb

from deckgen.data.sql import quoted
from deckgen.diagnostics import DeckgenError, Diagnostic, Position, did_you_mean
from deckgen.source.located import Located

Tree = dict[str, Any]
NOWHERE = 2**64 - 1
"""The offset that DuckDB gives to parts that stand nowhere in the text."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A query, claim or condition. `title` names it in messages; `text` is `source` with `shift` characters before it."""

    title: str
    text: str
    source: Located
    shift: int = 0

    @classmethod
    def of(cls, title: str, source: Located) -> Statement:
        """A whole SELECT as the spec writes it."""
        return cls(title, str(source), source)

    def at(self, offset: int | None = None) -> Position | None:
        """The place of a byte of `text`; of the whole without one."""
        if offset is None or offset == NOWHERE:
            return self.source.position_at(0)
        before = len(self.text.encode()[:offset].decode(errors="ignore"))
        return self.source.position_at(min(max(before - self.shift, 0), len(self.source)))

    def failure(self, code: str, message: str, offset: int | None = None, hint: str | None = None) -> DeckgenError:
        """An error at a byte of the text."""
        return DeckgenError([Diagnostic(code, f"{self.title}: {message}", self.at(offset), hint)])


def location(tree: Any) -> int | None:
    """The first byte of a part, or None."""
    if isinstance(tree, list):
        places = [place for item in tree if (place := location(item)) is not None]
        return min(places, default=None)
    if not isinstance(tree, dict):
        return None
    own = tree.get("query_location", NOWHERE)
    places = [own] if own != NOWHERE else []
    places += [place for item in tree.values() if (place := location(item)) is not None]
    return min(places, default=None)


def end(tree: Any) -> int:
    """The byte after a part; 0 if it stands nowhere."""
    if isinstance(tree, list):
        return max((end(item) for item in tree), default=0)
    if not isinstance(tree, dict):
        return 0
    own = tree.get("query_location", NOWHERE)
    stop = own + tree.get("query_location_length", 0) if own != NOWHERE else 0
    return max([stop, *(end(item) for item in tree.values())])


_UNKNOWN_COLUMN = re.compile(
    r"""(?:Referenced column|(?:Table|Values list) ".*?" does not have a column named|Could not find key) "(.*?)\""""
)
_QUOTED = re.compile(r'"([^"]*)"')


class Parser:
    """DuckDB's parser behind a connection; small fragments are parsed once."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._fragments: dict[str, Tree] = {}
        self._items: dict[str, Tree] = {}

    def parse(self, statement: Statement) -> Tree:
        """The tree of the one SELECT in the statement. Raises `DeckgenError` DG401 (syntax) or DG402 (not one SELECT)."""
        document = self._serialize(statement.text)
        if document["error"]:
            offset = int(document["position"]) if document.get("position") else None
            if document["error_type"] == "not implemented":
                hint = "PIVOT needs its values: ON column IN (…)" if "pivot" in statement.text.lower() else None
                raise statement.failure("DG402", "only one SELECT is allowed here", offset, hint)
            raise statement.failure("DG401", document["error_message"], offset)
        trees = document["statements"]
        if len(trees) != 1:
            second = location(trees[1]) if trees else None
            raise statement.failure("DG402", "only one SELECT is allowed here", second)
        return trees[0]["node"]

    def tree(self, text: str) -> Tree:
        """The tree of a SELECT that we wrote ourselves."""
        if text not in self._fragments:
            self._fragments[text] = self._serialize(text)["statements"][0]["node"]
        return copied(self._fragments[text])

    def item(self, expression: str, alias: str) -> Tree:
        """The tree of an expression of our own under an alias."""
        text = f"SELECT {expression} AS {quoted(alias)}"
        if text not in self._items:
            self._items[text] = self._serialize(text)["statements"][0]["node"]["select_list"][0]
        return copied(self._items[text])

    def text(self, tree: Tree) -> str:
        """SQL of a SELECT's tree."""
        document = {"error": False, "statements": [{"node": tree, "named_param_map": []}]}
        row = self._connection.execute("SELECT json_deserialize_sql(?::JSON)", [json.dumps(document)]).fetchone()
        return str(row[0]) if row else ""

    def expression(self, tree: Tree) -> str:
        """SQL of an expression's tree."""
        select = self.tree("SELECT 1")
        select["select_list"] = [{**tree, "alias": ""}]
        return self.text(select).removeprefix("SELECT ")

    def _serialize(self, text: str) -> dict[str, Any]:
        row = self._connection.execute("SELECT json_serialize_sql(?)", [text]).fetchone()
        return json.loads(row[0]) if row else {}


def explain(statement: Statement, error: duckdb.Error, shift: int = 0) -> DeckgenError:
    """DuckDB's error as ours. `shift` is the number of bytes that were put before the statement's text."""
    try:
        details = json.loads(str(error)[str(error).index("{") :])
    except ValueError:
        return statement.failure("DG404", str(error))
    message = str(details.get("exception_message", error))
    offset = int(details["position"]) - shift if details.get("position") else None
    if offset is not None and not 0 <= offset <= len(statement.text.encode()):
        offset = None
    if details.get("exception_type") not in ("Binder", "Catalog", "Parser"):
        return statement.failure("DG405", message.splitlines()[0], offset)
    unknown = _UNKNOWN_COLUMN.match(message)
    if unknown:
        known = _QUOTED.findall(message[unknown.end() :])
        hint = did_you_mean(unknown[1], known) or (f"there is: {', '.join(known)}" if known else None)
        return statement.failure("DG404", f"unknown column '{unknown[1]}'", offset, hint)
    name, candidates = str(details.get("name")), str(details.get("candidates", ""))
    if details.get("error_subtype") == "MISSING_ENTRY":
        hint = did_you_mean(name, candidates.split(","))
        return statement.failure("DG404", f"unknown function '{name}'", offset, hint)
    lines = message.splitlines()
    return statement.failure("DG404", lines[0].rstrip("."), offset, lines[1] if len(lines) == 2 else None)


def copied(tree: Any) -> Any:
    """A tree of its own with the same nodes (`copy.deepcopy` spends most of its time on what no tree has)."""
    if isinstance(tree, dict):
        return {name: copied(item) for name, item in tree.items()}
    return [copied(item) for item in tree] if isinstance(tree, list) else tree


def parts_of(tree: Any) -> list[Tree]:
    """Every node of a tree."""
    if isinstance(tree, list):
        return [part for item in tree for part in parts_of(item)]
    if not isinstance(tree, dict):
        return []
    return [tree, *(part for item in tree.values() for part in parts_of(item))]
