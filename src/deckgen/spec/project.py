"""Where a spec's project begins, and which other folders it may read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deckgen.diagnostics import DeckgenError, Diagnostic, Position, did_you_mean
from deckgen.workspace import Workspace

CONFIGURATION = "deckgen.toml"
PYTHON_PROJECT = "pyproject.toml"
KEYS = ("roots",)

_TOML_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class Project:
    """`root` is the folder that every input lies in, `further_roots` those that `roots` of its configuration adds."""

    root: Path
    further_roots: tuple[Path, ...] = ()


def find_project(spec: Path) -> Project:
    """The project of a spec: the nearest folder above it with `deckgen.toml`, or with a `pyproject.toml` that has
    `[tool.deckgen]`; else the spec's own folder. `DeckgenError` DG218 if the configuration is wrong."""
    folder = spec.resolve().parent
    for candidate in (folder, *folder.parents):
        if (candidate / CONFIGURATION).is_file():
            return _project(candidate, CONFIGURATION, _read(candidate, CONFIGURATION))
        if (candidate / PYTHON_PROJECT).is_file():
            tools: Any = _read(candidate, PYTHON_PROJECT).get("tool")
            if isinstance(tools, dict) and isinstance(tools.get("deckgen"), dict):
                return _project(candidate, PYTHON_PROJECT, tools["deckgen"])
    return Project(folder)


def _read(folder: Path, name: str) -> Mapping[str, Any]:
    data = Workspace(folder).read(folder / name)
    try:
        return tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        place = _TOML_PLACE.search(str(error))
        end = Position(name, data.count(b"\n") + 1, 1)
        position = Position(name, int(place[1]), int(place[2])) if place else end
        message = f"not valid TOML: {_TOML_PLACE.sub('', str(error)).strip()}"
        raise DeckgenError([Diagnostic("DG218", message, position)]) from None


def _project(root: Path, name: str, settings: Mapping[str, Any]) -> Project:
    found: list[Diagnostic] = []
    at = Position(name, 1, 1)
    for key in settings:
        if key not in KEYS:
            hint = did_you_mean(key, KEYS) or f"known settings: {', '.join(KEYS)}"
            found.append(Diagnostic("DG218", f"unknown setting '{key[:60]}'", at, hint))
    roots: Any = settings.get("roots", [])
    if not isinstance(roots, list) or not all(isinstance(path, str) and path for path in roots):
        found.append(Diagnostic("DG218", "'roots' must be a list of folders", at))
        roots = []
    further = tuple(root / path for path in roots)
    found.extend(
        Diagnostic("DG218", f"root '{path}' is no folder", at)
        for path, folder in zip(roots, further, strict=True)
        if not folder.is_dir()
    )
    if found:
        raise DeckgenError(found)
    return Project(root, further)
