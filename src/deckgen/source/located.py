"""Strings, maps and lists that know where they stand in an input file, and the kinds of name that a spec uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar, Self, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from deckgen.diagnostics import Position

Locate = Callable[[int], Position]
Leaf = TypeVar("Leaf")

_leaves: ContextVar[list[Any] | None] = ContextVar("leaves", default=None)


@contextmanager
def collect_leaves() -> Generator[list[Any]]:
    """Every name and text that is read inside, also those of objects that turn out to be wrong: so a spec with a wrong key
    is still told about its unknown names."""
    leaves: list[Any] = []
    token = _leaves.set(leaves)
    try:
        yield leaves
    finally:
        _leaves.reset(token)


def collected(leaf: Leaf) -> Leaf:
    """The leaf, noted for `collect_leaves`."""
    leaves = _leaves.get()
    if leaves is not None:
        leaves.append(leaf)
    return leaf


class LocatedMap(dict[str, Any]):
    """A YAML map. `at` is where it begins (its first key, or its brace)."""

    __slots__ = ("_keys", "_values", "at")

    def __init__(self, at: Position | None) -> None:
        super().__init__()
        self.at = at
        self._keys: dict[str, Position | None] = {}
        self._values: dict[str, Position | None] = {}

    def add(self, key: str, value: Any, key_at: Position | None, value_at: Position | None) -> None:
        """Put a key with the places of both."""
        self[key] = value
        self._keys[key] = key_at
        self._values[key] = value_at

    def key_at(self, key: str) -> Position | None:
        """Where the key stands; the map's own place for a key that it has not."""
        return self._keys.get(key, self.at)

    def value_at(self, key: str) -> Position | None:
        """Where the value of a key begins; the map's own place for a key that it has not."""
        return self._values.get(key, self.at)

    def moved(self, at: Position | None) -> LocatedMap:
        """The same map, said to stand elsewhere (a block stands at the key that names it)."""
        copy = LocatedMap(at)
        for key, value in self.items():
            copy.add(key, value, self._keys.get(key), self._values.get(key))
        return copy


class LocatedList(list[Any]):
    """A YAML list. `at` is where it begins (its first dash, or its bracket)."""

    __slots__ = ("_values", "at")

    def __init__(self, at: Position | None) -> None:
        super().__init__()
        self.at = at
        self._values: list[Position | None] = []

    def add(self, value: Any, value_at: Position | None) -> None:
        """Append a value with its place."""
        self.append(value)
        self._values.append(value_at)

    def value_at(self, index: int) -> Position | None:
        """Where an item begins; the list's own place for an index that it has not."""
        return self._values[index] if 0 <= index < len(self._values) else self.at


class Located(str):
    """A decoded YAML scalar; `position_at(i)` is the place in the file of its i-th character.

    As a pydantic field type it accepts only text (a number or boolean gets the message that a text must be quoted) and
    keeps it as it is. A subclass with a `pattern` accepts only what matches, and says `expected` otherwise."""

    __slots__ = ("_locate",)
    _locate: Locate | None
    pattern: ClassVar[str | None] = None
    expected: ClassVar[str] = ""

    def __new__(cls, text: str, locate: Locate | None = None) -> Self:
        self = super().__new__(cls, text)
        self._locate = locate
        return self

    def position_at(self, index: int = 0) -> Position | None:
        """Where character `index` stands, or None for a string that came from no file."""
        return self._locate(index) if self._locate else None

    @property
    def at(self) -> Position | None:
        return self.position_at(0)

    @classmethod
    def checked(cls, value: Any) -> Self | None:
        """The value as this kind of text, or None if it is none."""
        try:
            return cls._validate(value)
        except PydanticCustomError:
            return None

    @classmethod
    def _validate(cls, value: Any) -> Self:
        if not isinstance(value, str):
            raise PydanticCustomError("not_text", "must be text")
        if cls.pattern is not None and not re.fullmatch(cls.pattern, value):
            raise PydanticCustomError("malformed_name", "{message}", {"message": f"must be {cls.expected}"})
        if isinstance(value, cls):
            return collected(value)
        return collected(cls(value, value._locate if isinstance(value, Located) else None))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls._validate)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string"} if cls.pattern is None else {"type": "string", "pattern": f"^{cls.pattern}$"}


_WORD = r"[^\x00-/:-@\[-^`{-\x7f]{1,64}"
"""Letters of any script, digits and `_`: written so that JSON Schema and Python read it alike."""


class Key(Located):
    """A stable key of a section, slide or block: lower-case letters, digits, `_` and `-`."""

    __slots__ = ()
    pattern = r"[a-z0-9][a-z0-9_-]{0,63}"
    expected = "a key of lower-case letters, digits, '_' and '-', 64 characters at most"


class QueryName(Located):
    """The name of a query of the spec."""

    __slots__ = ()
    pattern = r"[A-Za-z_][A-Za-z0-9_]{0,63}"
    expected = "the name of a query: letters, digits and '_', 64 characters at most"


class ColumnName(Located):
    """The name of a column of a query."""

    __slots__ = ()
    pattern = _WORD
    expected = "the name of a column: letters, digits and '_', 64 characters at most"


class Path(Located):
    """A selector `query.column` (or `variable.column`) in a key that takes a value."""

    __slots__ = ()
    pattern = rf"[A-Za-z_][A-Za-z0-9_]{{0,63}}\.{_WORD}"
    expected = "a path such as 'query.column'"


class Sql(Located):
    """A SELECT."""

    __slots__ = ()
    pattern = r"[\s\S]*\S[\s\S]*"
    expected = "a SELECT"


class Condition(Located):
    """A claim or condition: a short form `a.x > b.y` or a SELECT that gives one boolean."""

    __slots__ = ()
    pattern = r"[\s\S]*\S[\s\S]*"
    expected = "a condition such as 'a.x > b.y', or a SELECT that gives one boolean"
