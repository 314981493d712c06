"""YAML bytes -> maps, lists and scalars that know where they stand.

One pass over the events of libyaml guards and builds: what could be a bomb or a trap (aliases, tags, depth, duplicate keys)
is refused before an object exists. Only the C parser is used; the pure Python one is slow and reads other documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml
from yaml import events

from deckgen.diagnostics import DeckgenError, Diagnostics, Position
from deckgen.source.file import FORBIDDEN, Source, describe_forbidden
from deckgen.source.located import Located, LocatedList, LocatedMap
from deckgen.source.offsets import ScalarPlaces
from deckgen.source.scalars import resolve_plain

MAXIMUM_CHARACTERS = 4_000_000
MAXIMUM_DEPTH = 64
MAXIMUM_NODES = 100_000

_QUOTE_IT = 'quote this text: "{{ … }}"'
_UNQUOTED_BRACES = re.compile(r"(?:^\s*|[-?:]\s+|[\[{,]\s*)(\{\{)(?!\{)")


def load_yaml(data: bytes, file: str, *, may_be_empty: bool = False) -> LocatedMap:
    """The one document of a YAML file, a map. `file` is the name that positions carry; a file of comments alone is an empty
    map if it `may_be_empty`.

    `DeckgenError` with every finding: DG101 (no valid YAML), DG102 (not UTF-8), DG103 (forbidden character), DG104 (too
    deep), DG105 (too large), DG106 (anchor, alias, merge key or tag), DG107 (duplicate key), DG108 (key that is no text),
    DG109 (not one document), DG110 (`{{` without quotes), DG111 (number out of range), DG112 (no map)."""
    source = Source.decode(data, file)
    found = Diagnostics()
    if len(source.text) > MAXIMUM_CHARACTERS:
        message = f"the file has {len(source.text):,} characters, more than {MAXIMUM_CHARACTERS:,}"
        _stop(found, "DG105", message, source.position(0))
    builder = _Builder(source, found)
    try:
        for event in _parse(source.text):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        _syntax_error(error, source, found)
    except yaml.YAMLError as error:
        _stop(found, "DG101", f"not valid YAML: {error}", source.position(0))
    found.raise_errors()
    return LocatedMap(None) if may_be_empty and builder.is_empty else builder.document()


def _parse(text: str) -> Iterator[Any]:
    return yaml.parse(text, Loader=yaml.CSafeLoader)


def _stop(found: Diagnostics, code: str, message: str, position: Position, hint: str | None = None) -> NoReturn:
    found.error(code, message, position, hint)
    raise DeckgenError(found.items)


def _syntax_error(error: yaml.MarkedYAMLError, source: Source, found: Diagnostics) -> NoReturn:
    problem = error.problem or "the text ends too early"
    # What is never closed is shown where it was opened, not at the end of the file.
    unclosed = "unexpected end of stream" in problem and error.context_mark is not None
    mark = error.context_mark if unclosed else error.problem_mark or error.context_mark
    position = source.position(mark.index if mark else 0)
    line = source.line(position.line)
    for match in _UNQUOTED_BRACES.finditer(line):
        before = line[: match.start(1)]
        if match.start(1) < position.column and not before.count('"') % 2 and not before.count("'") % 2:
            place = Position(position.file, position.line, match.start(1) + 1)
            _stop(found, "DG110", "a text that begins with '{{' needs quotes", place, _QUOTE_IT)
    begun = error.context_mark
    where = f" begun in line {begun.line + 1}" if begun is not None and begun.line + 1 != position.line else ""
    context = f" {error.context}{where}:" if error.context else ""
    rest = line[position.column - 1 :]
    hint = None
    if rest.startswith("\t") or (not line[: position.column - 1].strip() and "\t" in line[: position.column - 1]):
        hint = "indent with spaces, not with tabs"
    elif rest[:1] in ("@", "`", "%") or "mapping values are not allowed" in problem:
        hint = "quote this text"
    elif rest[:1] in ("[", "{") and "did not find expected ',' or '}'" in problem:
        hint = "inside {…}, quote a text that holds brackets, braces or a comma"
    _stop(found, "DG101", f"not valid YAML:{context} {problem}", position, hint)


@dataclass(slots=True)
class _Open:
    """A map or list that is being filled. `key` is the key of a map that waits for its value; `keep` is False after a
    duplicate or refused key: its value is read and dropped."""

    node: LocatedMap | LocatedList
    key: Located | None = None
    key_at: Position | None = None
    key_read: bool = False
    keep: bool = True


class _Builder:
    """Takes the events of one file in order."""

    def __init__(self, source: Source, found: Diagnostics) -> None:
        self._source = source
        self._found = found
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0
        self._root: Any = None

    @property
    def is_empty(self) -> bool:
        """Whether the file states nothing."""
        return self._documents == 0 or self._root is None

    def document(self) -> LocatedMap:
        """The finished document; DG109 if there was none, DG112 if it is no map."""
        start = self._source.position(0)
        if self.is_empty:
            _stop(self._found, "DG109", "the file is empty", start)
        if not isinstance(self._root, LocatedMap):
            _stop(self._found, "DG112", "the file must be a map of keys and values", start)
        return self._root

    def take(self, event: Any) -> None:
        match event:
            case events.ScalarEvent():
                self._count(event)
                self._scalar(event)
            case events.MappingStartEvent() | events.SequenceStartEvent():
                self._count(event)
                self._start(event)
            case events.MappingEndEvent() | events.SequenceEndEvent():
                self._open.pop()
            case events.AliasEvent():
                self._refuse(event, f"alias '*{event.anchor}'", "write the value again")
                self._add(None, self._position(event))
            case events.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    _stop(
                        self._found,
                        "DG109",
                        "a second document begins here",
                        self._position(event),
                        "one file, one map",
                    )
            case _:
                pass

    def _count(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MAXIMUM_NODES:
            _stop(self._found, "DG105", f"the file has more than {MAXIMUM_NODES:,} values", self._position(event))
        if event.anchor is not None:
            self._refuse(event, f"anchor '&{event.anchor}'", "write the value where it is needed")
        if event.tag is not None:
            self._refuse(event, f"tag '{_short(event.tag)}'", "write the value without it")

    def _start(self, event: Any) -> None:
        offset = event.start_mark.index
        position = self._source.position(offset)
        parent = self._open[-1] if self._open else None
        if event.flow_style and self._source.text.startswith("{{", offset):
            _stop(self._found, "DG110", "a text that begins with '{{' needs quotes", position, _QUOTE_IT)
        if parent is not None and isinstance(parent.node, LocatedMap) and not parent.key_read:
            _stop(self._found, "DG108", "a key must be text, not a map or list", position)
        if len(self._open) == MAXIMUM_DEPTH:
            _stop(self._found, "DG104", f"nested deeper than {MAXIMUM_DEPTH} levels", position)
        node = LocatedMap(position) if isinstance(event, events.MappingStartEvent) else LocatedList(position)
        self._add(node, position)
        self._open.append(_Open(node))

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        style = event.style or ""
        position = self._source.position(start)
        text = Located(event.value, ScalarPlaces(self._source, start, end, style, event.value))
        value: Any = text
        if style == "":
            try:
                resolved = resolve_plain(event.value)
            except ValueError as error:
                self._found.error("DG111", f"'{_short(event.value)}': {error}", position, "quote it if it is text")
                resolved = None
            value = text if isinstance(resolved, str) else resolved
        elif style == '"' and (match := FORBIDDEN.search(text)):
            self._found.error("DG103", describe_forbidden(match.group()), text.position_at(match.start()))
        parent = self._open[-1] if self._open else None
        if parent is not None and isinstance(parent.node, LocatedMap) and not parent.key_read:
            self._key(parent, parent.node, text, value, position, plain=style == "")
        else:
            self._add(value, position)

    def _key(
        self, parent: _Open, node: LocatedMap, text: Located, value: Any, position: Position, *, plain: bool
    ) -> None:
        parent.key, parent.key_at, parent.key_read, parent.keep = text, position, True, False
        if plain and text == "<<":
            self._found.error(
                "DG106", "merge key '<<' is not allowed", position, "write the keys where they are needed"
            )
        elif not isinstance(value, str):
            self._found.error("DG108", f"key '{_short(text)}' is not text", position, "quote it")
        elif text in node:
            first = node.key_at(text)
            line = first.line if first else 0
            message = f"key '{_short(text)}' is given twice, first in line {line} and again in line {position.line}"
            self._found.error("DG107", message, position)
        else:
            parent.keep = True

    def _add(self, value: Any, position: Position) -> None:
        if not self._open:
            self._root = value
            return
        parent = self._open[-1]
        if isinstance(parent.node, LocatedList):
            parent.node.add(value, position)
        elif not parent.key_read:
            parent.key_read, parent.keep = True, False
        else:
            if parent.keep and parent.key is not None:
                parent.node.add(parent.key, value, parent.key_at, position)
            parent.key_read = False

    def _refuse(self, event: Any, what: str, hint: str) -> None:
        self._found.error("DG106", f"{what} is not allowed", self._position(event), hint)

    def _position(self, event: Any) -> Position:
        return self._source.position(event.start_mark.index)


def _short(text: str) -> str:
    """Text as a message quotes it: one line, at most 60 characters."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
