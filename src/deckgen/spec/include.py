"""`include:` expanded: a spec's YAML in, the same map with the measures, queries, sections and slides of its parts out.

A part is a YAML file of its own. Its path is relative to the file that includes it. Every object keeps its place in its own
file, so messages point there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from deckgen.diagnostics import DeckgenError, Diagnostic, Diagnostics, Position, did_you_mean
from deckgen.source.located import Located, LocatedList, LocatedMap
from deckgen.source.yaml import load_yaml
from deckgen.workspace import Workspace

INCLUDE = "include"
PART_KEYS = ("include", "measures", "queries", "sections")
SLIDES_PART_KEYS = ("include", "measures", "queries", "slides")
_NAMED = ("measures", "queries")
_LISTS = ("sections", "slides")


def expand(raw: LocatedMap, path: Path, workspace: Workspace) -> LocatedMap:
    """The spec with its parts in place. Parts of the header come first, so that the spec's own queries may read theirs; those
    of a list stand where the list names them.

    `DeckgenError`: DG1xx and DG8xx of a part, DG201 for a key that a part cannot have, DG209 for a name given twice, DG219 for
    a part that includes itself."""
    found = Diagnostics()
    expanded = _Expansion(workspace, found).spec(raw, path)
    found.raise_errors()
    return expanded


class _Expansion:
    """Collects what parts add to the spec."""

    def __init__(self, workspace: Workspace, found: Diagnostics) -> None:
        self._workspace = workspace
        self._found = found
        self._named: dict[str, LocatedMap] = {key: LocatedMap(None) for key in _NAMED}
        self._open: list[Path] = []

    def spec(self, raw: LocatedMap, path: Path) -> LocatedMap:
        sections = self._file(raw, path, "sections")
        whole = LocatedMap(raw.at)
        for key, value in raw.items():
            if key not in (INCLUDE, *_NAMED, "sections"):
                whole.add(key, value, raw.key_at(key), raw.value_at(key))
        for key, named in self._named.items():
            if key in raw and not isinstance(raw[key], LocatedMap):
                whole.add(key, raw[key], raw.key_at(key), raw.value_at(key))
            elif key in raw or named:
                whole.add(key, named, raw.key_at(key), raw.value_at(key))
        if sections is not None:
            whole.add("sections", sections, raw.key_at("sections"), raw.value_at("sections"))
        return whole

    def _file(self, raw: LocatedMap, path: Path, listed: str) -> Any:
        """Take the names of a file and return its list of sections or slides with the parts inside it in place."""
        self._open.append(path.resolve())
        before = LocatedList(raw.at)
        for part, at in self._header_parts(raw):
            self._part(part, at, path, listed, before)
        for key in _NAMED:
            if isinstance(raw.get(key), LocatedMap):
                self._take(key, raw[key])
        items: Any = raw.get(listed)
        if isinstance(items, LocatedList):
            items = self._list(items, path, listed)
            for index, item in enumerate(items):
                before.add(item, items.value_at(index))
            items = before
        elif items is None and before:
            items = before
        self._open.pop()
        return items

    def _header_parts(self, raw: LocatedMap) -> Iterator[tuple[Any, Position | None]]:
        """The paths under the header's `include`, each with its place."""
        if INCLUDE not in raw:
            return
        value = raw[INCLUDE]
        if isinstance(value, LocatedList):
            for index, item in enumerate(value):
                yield item, value.value_at(index)
        else:
            yield value, raw.value_at(INCLUDE)

    def _list(self, items: LocatedList, path: Path, listed: str) -> LocatedList:
        """Sections or slides with `- include: …` replaced by those of the part."""
        whole = LocatedList(items.at)
        for index, item in enumerate(items):
            if isinstance(item, LocatedMap) and list(item) == [INCLUDE]:
                self._part(item[INCLUDE], item.value_at(INCLUDE), path, listed, whole)
                continue
            if listed == "sections" and isinstance(item, LocatedMap) and isinstance(item.get("slides"), LocatedList):
                item = self._section(item, path)
            whole.add(item, items.value_at(index))
        return whole

    def _section(self, section: LocatedMap, path: Path) -> LocatedMap:
        copy = LocatedMap(section.at)
        for key, value in section.items():
            slides = self._list(value, path, "slides") if key == "slides" else value
            copy.add(key, slides, section.key_at(key), section.value_at(key))
        return copy

    def _part(self, name: Any, at: Position | None, path: Path, listed: str, into: LocatedList) -> None:
        """Read a part: its names are taken, its sections or slides are added to `into`."""
        if not isinstance(name, Located) or not name.strip():
            self._found.error("DG203", "must be the path of a part", at, "write `include: parts/name.yaml`")
            return
        part = path.parent / name
        if part.resolve() in self._open:
            self._found.error("DG219", f"'{name[:60]}' includes itself", name.at, "take it out of one of the two files")
            return
        try:
            raw = load_yaml(self._workspace.read(part, name.at), self._workspace.name(part))
        except DeckgenError as error:
            self._found.extend(error.diagnostics)
            return
        known = PART_KEYS if listed == "sections" else SLIDES_PART_KEYS
        for key in raw:
            if key not in known:
                hint = did_you_mean(key, known) or f"a part included here has {', '.join(known)}"
                self._found.error("DG201", f"unknown key '{key[:60]}' of a part", raw.key_at(key), hint)
            elif key in (*_NAMED, *_LISTS) and not isinstance(raw[key], (LocatedMap, LocatedList)):
                kind = "map" if key in _NAMED else "list"
                self._found.error("DG203", f"must be a {kind}", raw.value_at(key))
        items = self._file(raw, part, listed)
        if isinstance(items, LocatedList):
            for index, item in enumerate(items):
                into.add(item, items.value_at(index))

    def _take(self, key: str, names: LocatedMap) -> None:
        taken = self._named[key]
        for name, value in names.items():
            if name in taken:
                self._found.extend([_twice(key, name, names.key_at(name), taken.key_at(name))])
            else:
                taken.add(name, value, names.key_at(name), names.value_at(name))


def _twice(key: str, name: str, at: Position | None, first: Position | None) -> Diagnostic:
    place = f", first in {first.file}:{first.line}" if first else ""
    message = f"{_ONE[key]} '{name[:60]}' stands twice{place}"
    return Diagnostic("DG209", message, at, "rename one, or include the part once")


_ONE = {"measures": "measure", "queries": "query"}
