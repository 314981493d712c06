"""A theme's YAML bytes in, nested maps and lists of plain strings with a position for each out.

Read from parser events with a guard: one document, no anchors, aliases or tags, no duplicate keys, bounded depth.
Scalars stay strings; `role_map` gives them their types.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from deckgen.diagnostics import DeckgenError, Diagnostic, Position

MAXIMUM_DEPTH = 16
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class YamlSource:
    """`values` is the document; `positions` gives where the key (or list item) at a path stands."""

    values: dict[str, Any]
    positions: Mapping[Path, Position]

    def position(self, path: Path) -> Position | None:
        """The place of `path`, or of the nearest part of it that stands in the file; None if no part does."""
        ways = (path[:end] for end in range(len(path), 0, -1))
        return next((self.positions[way] for way in ways if way in self.positions), None)


def read_yaml(data: bytes, file: str) -> YamlSource:
    """Read a theme file. `DeckgenError` DG280 where it is no plain YAML map."""
    start = Position(file, 1, 1)
    positions: dict[Path, Position] = {}
    try:
        events = yaml.parse(data.decode("utf-8-sig"), Loader=yaml.CSafeLoader)
        values = _document(_guarded(events, file), positions, start)
    except UnicodeDecodeError:
        raise _error("the file is not UTF-8", start) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _error(error.problem or "not YAML", _place(mark, file) if mark else start) from None
    except yaml.YAMLError as error:
        raise _error(str(error).splitlines()[0], start) from None
    return YamlSource(values, positions)


def _guarded(events: Iterator[yaml.Event], file: str) -> Iterator[tuple[yaml.Event, Position]]:
    """The events between the stream's and the document's ends, refusing what a theme has no use for."""
    documents = depth = 0
    for event in events:
        place = _place(event.start_mark, file)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _error("anchors and aliases are not allowed", place)
        if getattr(event, "tag", None):
            raise _error("tags are not allowed", place)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _error("a second document", place)
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAXIMUM_DEPTH:
                raise _error(f"nested more than {MAXIMUM_DEPTH} deep", place)
            yield event, place
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            yield event, place
        elif isinstance(event, yaml.ScalarEvent):
            yield event, place


def _document(
    events: Iterator[tuple[yaml.Event, Position]], positions: dict[Path, Position], start: Position
) -> dict[str, Any]:
    first = next(events, None)
    value = _value(first[0], events, (), positions) if first else {}
    next(events, None)  # reads to the end of the stream, so that a second document is seen
    if value == "":
        return {}
    if not isinstance(value, dict):
        raise _error("the theme must be a map of keys", start)
    return value


def _value(
    event: yaml.Event, events: Iterator[tuple[yaml.Event, Position]], path: Path, positions: dict[Path, Position]
) -> Any:
    """The value that begins with `event`."""
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Any] = []
        for item, place in events:
            if isinstance(item, yaml.SequenceEndEvent):
                break
            positions[(*path, len(items))] = place
            items.append(_value(item, events, (*path, len(items)), positions))
        return items
    if isinstance(event, yaml.MappingStartEvent):
        entries: dict[str, Any] = {}
        for key, place in events:
            if isinstance(key, yaml.MappingEndEvent):
                break
            if not isinstance(key, yaml.ScalarEvent):
                raise _error("a key must be plain text", place)
            if key.value in entries:
                raise _error(f"key '{key.value}' stands twice", place)
            positions[(*path, key.value)] = place
            entries[key.value] = _value(next(events)[0], events, (*path, key.value), positions)
        return entries
    assert isinstance(event, yaml.ScalarEvent)
    return event.value


def _place(mark: Any, file: str) -> Position:
    return Position(file, mark.line + 1, mark.column + 1)


def _error(message: str, position: Position) -> DeckgenError:
    return DeckgenError([Diagnostic("DG280", f"theme file: {message}", position)])
