"""Build the planned targets: each is made whole in every language, verified, and only then published, the manifest last."""

from __future__ import annotations

import json
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from deckgen import __version__
from deckgen.build.manifest import BuiltTarget, built_target, manifest, to_json
from deckgen.build.plan import SpecPlan
from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.model.inputs import Inputs
from deckgen.pipeline import Product, produce

MANIFEST = "manifest.json"
RESULTS = "run_results.json"
RESULTS_VERSION = 1


@dataclass(frozen=True, slots=True)
class TargetResult:
    """How one target went. `files` are paths below the output root; `seconds` is wall time."""

    target: str
    status: Literal["built", "checked", "failed"]
    languages: tuple[str, ...]
    files: tuple[str, ...]
    findings: tuple[Diagnostic, ...]
    seconds: float


Report = Callable[[TargetResult], None]
Begin = Callable[[str, str], None]
"""Told the target and the language that are made next."""


def _tell_nobody(_target: str, _language: str) -> None:
    return


def build(
    plans: Iterable[SpecPlan], output: Path, report: Report, begin: Begin = _tell_nobody
) -> tuple[TargetResult, ...]:
    """Make and publish every target below `output`. A failed target keeps its old files; the others are built."""
    results: list[TargetResult] = []
    for plan in plans:
        folder = output / plan.name
        plan.workspace.sweep(folder)
        built: list[BuiltTarget] = []
        for inputs in plan.inputs:
            result, target = _make(plan, inputs, folder, begin)
            if target is not None:
                built.append(target)
            results.append(result)
            report(result)
        if built:
            plan.workspace.publish(folder / MANIFEST, manifest(plan, built, _kept(folder / MANIFEST, plan)))
    _publish_results(output, plans, results)
    return tuple(results)


def check(plans: Iterable[SpecPlan], report: Report, begin: Begin = _tell_nobody) -> tuple[TargetResult, ...]:
    """Everything that `build` does except writing files."""
    results: list[TargetResult] = []
    for plan in plans:
        for inputs in plan.inputs:
            result, _ = _make(plan, inputs, None, begin)
            results.append(result)
            report(result)
    return tuple(results)


def products(plan: SpecPlan, inputs: Inputs, begin: Begin = _tell_nobody) -> tuple[Product, ...]:
    """A target in every chosen language; raises one `DeckgenError` with the findings of all of them."""
    made: list[Product] = []
    findings: list[Diagnostic] = []
    for language in plan.languages:
        begin(inputs.target, language)
        try:
            made.append(produce(plan.spec, inputs, language, plan.theme, plan.formats))
        except DeckgenError as error:
            findings += [_in_language(finding, language) for finding in error.diagnostics]
    if findings:
        raise DeckgenError(dict.fromkeys(findings), exit_code=1)
    return tuple(made)


def _make(plan: SpecPlan, inputs: Inputs, folder: Path | None, begin: Begin) -> tuple[TargetResult, BuiltTarget | None]:
    """Make one target and, with a folder, publish its files. A crash is a failure of this target alone."""
    started = time.perf_counter()

    def result(
        status: Literal["built", "checked", "failed"], findings: Iterable[Diagnostic], files: Iterable[str] = ()
    ) -> TargetResult:
        seconds = time.perf_counter() - started
        return TargetResult(
            inputs.target, status, plan.languages, tuple(files), tuple(dict.fromkeys(findings)), seconds
        )

    try:
        made = products(plan, inputs, begin)
        target = built_target(inputs, made)
        if folder is not None:
            for file in target.files:
                plan.workspace.publish(folder / file.name, file.data)
    except DeckgenError as error:
        return result("failed", error.diagnostics), None
    except Exception as error:
        return result("failed", [_crash(error, inputs, folder, plan)]), None
    warnings = [_in_language(warning, product.document.language) for product in made for warning in product.warnings]
    names = [f"{plan.name}/{file.name}" for file in target.files] if folder is not None else []
    return result("built" if folder is not None else "checked", warnings, names), target


def _in_language(finding: Diagnostic, language: str) -> Diagnostic:
    """Findings that differ by language say so (text that does not fit); those that do not are shown once."""
    if not finding.code.startswith("DG6") and not finding.code.startswith("DG7"):
        return finding
    return Diagnostic(finding.code, f"[{language}] {finding.message}", finding.position, finding.hint, finding.severity)


def _crash(error: Exception, inputs: Inputs, folder: Path | None, plan: SpecPlan) -> Diagnostic:
    """A defect inside one target: one line, and a report file beside its outputs."""
    message = f"{inputs.target}: {type(error).__name__}: {error}"
    if folder is None:
        return Diagnostic("DG901", message, None, "this is a defect of deckgen; build it for a report file")
    name = f"{inputs.name}.crash.txt"
    plan.workspace.publish(folder / name, "".join(traceback.format_exception(error)).encode())
    return Diagnostic("DG901", message, None, f"this is a defect of deckgen; see {folder.name}/{name}")


def _kept(path: Path, plan: SpecPlan) -> dict[str, Any]:
    """The entries of an existing manifest for targets that the spec still has and this build left alone."""
    try:
        old = json.loads(path.read_bytes())
        entries = dict(old["targets"]) if old["version"] == 1 else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {target: entry for target, entry in entries.items() if target in plan.every_target}


def _publish_results(output: Path, plans: Iterable[SpecPlan], results: Iterable[TargetResult]) -> None:
    """How the run went, for machines; also when targets failed."""
    for plan in plans:
        plan.workspace.publish(output / RESULTS, to_json(results_json(results)))
        return


def results_json(results: Iterable[TargetResult]) -> dict[str, Any]:
    """The run's results as JSON values."""
    return {
        "version": RESULTS_VERSION,
        "deckgen": __version__,
        "targets": [
            {
                "target": result.target,
                "status": result.status,
                "languages": list(result.languages),
                "files": list(result.files),
                "seconds": round(result.seconds, 3),
                "findings": [finding_json(finding) for finding in result.findings],
            }
            for result in results
        ],
    }


def finding_json(finding: Diagnostic) -> dict[str, Any]:
    """A diagnostic as JSON values."""
    position = finding.position
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "file": position.file if position else None,
        "line": position.line if position else None,
        "column": position.column if position else None,
        "hint": finding.hint,
    }
