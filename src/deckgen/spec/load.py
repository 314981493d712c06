"""A spec file -> `Spec`, or one `DeckgenError` with everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from deckgen.diagnostics import DeckgenError, Diagnostic, Diagnostics
from deckgen.model.text import LANGUAGES
from deckgen.source.located import LocatedMap, collect_leaves
from deckgen.source.yaml import load_yaml
from deckgen.spec.check import check_leaves, check_spec
from deckgen.spec.include import expand
from deckgen.spec.model import Spec
from deckgen.text.validation import read_model
from deckgen.workspace import Workspace


def load_spec(path: Path, workspace: Workspace) -> Spec:
    """Read, validate and check a spec; what needs the dataset's columns is left to `check.check_columns`.

    `DeckgenError`: the DG1xx of its YAML and what is wrong with its parts, or else all of DG2xx and DG5xx in the order of
    the files."""
    raw = expand(load_yaml(workspace.read(path), workspace.name(path)), path, workspace)
    with collect_leaves() as leaves:
        try:
            spec = read_model(Spec, raw)
        except DeckgenError as error:
            raise DeckgenError(_in_order([*error.diagnostics, *_names(raw, leaves).items])) from None
    found = check_spec(spec)
    if found.errors:
        raise DeckgenError(_in_order(found.items))
    return spec


def _names(raw: LocatedMap, leaves: list[Any]) -> Diagnostics:
    """The names and languages of a spec whose models are wrong elsewhere, as far as they were read."""
    found = Diagnostics()
    queries, for_each, languages = raw.get("queries"), raw.get("for_each"), raw.get("languages")
    variables = [*for_each] if isinstance(for_each, Mapping) else []
    variables += [
        name for slide in _slides(raw) if isinstance(names := slide.get("for_each"), Mapping) for name in names
    ]
    listed = [language for language in languages if language in LANGUAGES] if isinstance(languages, list) else []
    check_leaves(leaves, list(queries) if isinstance(queries, Mapping) else [], variables, listed, found)
    return found


def _slides(raw: LocatedMap) -> Iterable[Mapping[str, Any]]:
    """Whatever stands where slides stand and is a map."""
    for section in raw.get("sections") or ():
        slides = section.get("slides") if isinstance(section, Mapping) else None
        yield from (slide for slide in (slides if isinstance(slides, list) else ()) if isinstance(slide, Mapping))


def _in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Each once, by place; those without a place first."""
    return sorted(dict.fromkeys(diagnostics), key=_place)


def _place(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    at = diagnostic.position
    return (at.file, at.line, at.column, diagnostic.code) if at else ("", 0, 0, diagnostic.code)
