"""What a build is about to do: specs read, checked and resolved, their targets chosen. Every error here has exit code 2."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.model.inputs import Inputs
from deckgen.workspace import Workspace

if TYPE_CHECKING:
    from deckgen.resolve.open import SharedDatasets
    from deckgen.spec.model import Spec
    from deckgen.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class Choice:
    """What the command line chose: `select` are globs on target ids, `languages` and `formats` narrow the spec's."""

    select: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("pptx", "pdf")


@dataclass(frozen=True, slots=True)
class SpecPlan:
    """A resolved spec: its chosen targets (`inputs`) and languages, the theme, and the workspace that knows every input read."""

    path: Path
    name: str
    spec: Spec
    theme: Theme
    workspace: Workspace
    inputs: tuple[Inputs, ...]
    every_target: frozenset[str]
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    queries_run: int
    warnings: tuple[Diagnostic, ...]


def find_specs(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The spec files that `paths` name; a folder stands for the specs directly in it."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(path.glob("*.yaml"))
            if not inside:
                raise _usage(f"folder '{path}' holds no spec (*.yaml)")
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise _usage(f"spec '{path}' does not exist")
    return tuple(dict.fromkeys(found))


def plan(paths: Iterable[Path], choice: Choice) -> tuple[SpecPlan, ...]:
    """Read, check and resolve every spec. Raises one `DeckgenError` with the findings of all of them."""
    from deckgen.resolve.open import SharedDatasets

    errors: list[Diagnostic] = []
    plans: list[SpecPlan] = []
    datasets = SharedDatasets()
    try:
        for path in find_specs(paths):
            try:
                plans.append(_plan_spec(path, choice, datasets))
            except DeckgenError as error:
                errors += error.diagnostics
    finally:
        datasets.close()
    if errors:
        raise DeckgenError(dict.fromkeys(errors))
    if choice.select and not any(spec_plan.inputs for spec_plan in plans):
        raise _usage(f"no target matches {' or '.join(choice.select)}", "`deckgen ls` lists the targets")
    return tuple(plans)


def _plan_spec(path: Path, choice: Choice, datasets: SharedDatasets) -> SpecPlan:
    from deckgen.resolve import resolve
    from deckgen.spec.check import check_columns, check_single_rows
    from deckgen.spec.check_repeats import check_repeats
    from deckgen.spec.load import load_spec
    from deckgen.spec.project import find_project
    from deckgen.theme.load import load_theme

    project = find_project(path)
    workspace = Workspace(project.root, project.further_roots)
    spec = load_spec(path, workspace)
    languages = _narrow(choice.languages, spec.languages, path)
    dataset = datasets.open(spec, path, workspace)
    try:
        resolution = resolve(spec, dataset)
    finally:
        dataset.connection.close()
    check_repeats(spec, resolution.repeated)
    warnings = [*resolution.warnings, *check_columns(spec, resolution.columns, _text_columns(resolution.inputs))]
    check_single_rows(spec, _most_rows(resolution.inputs))
    theme = load_theme(spec.theme, workspace)
    chosen = tuple(inputs for inputs in resolution.inputs if _selected(inputs.target, choice.select))
    return SpecPlan(
        path=path,
        name=path.stem,
        spec=spec,
        theme=theme,
        workspace=workspace,
        inputs=chosen,
        every_target=frozenset(inputs.target for inputs in resolution.inputs),
        languages=languages,
        formats=choice.formats,
        queries_run=resolution.queries_run,
        warnings=tuple(warnings),
    )


def _most_rows(targets: Iterable[Inputs]) -> dict[str, int]:
    """The largest number of rows that each query has in any target."""
    most: dict[str, int] = {}
    for inputs in targets:
        for name, result in inputs.results():
            most[name] = max(most.get(name, 0), len(result.rows))
    return most


def _text_columns(targets: Iterable[Inputs]) -> dict[str, set[str]]:
    """The columns of each query that hold text in some target."""
    found: dict[str, set[str]] = {}
    for inputs in targets:
        for name, result in inputs.results():
            held = found.setdefault(name, set())
            for cells in result.rows:
                held.update(
                    column
                    for column, cell in zip(result.columns, cells, strict=True)
                    if isinstance(cell, (str, Mapping))
                )
    return found


def _selected(target: str, globs: Sequence[str]) -> bool:
    return not globs or any(fnmatchcase(target, glob) for glob in globs)


def _narrow(wanted: Sequence[str], offered: Sequence[str], path: Path) -> tuple[str, ...]:
    for language in wanted:
        if language not in offered:
            raise _usage(f"spec '{path}' has no language '{language}'; it has {', '.join(offered)}")
    return tuple(language for language in offered if not wanted or language in wanted)


def _usage(message: str, hint: str | None = None) -> DeckgenError:
    return DeckgenError([Diagnostic("DG820", message, None, hint)])
