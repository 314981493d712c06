"""How findings and results read on a terminal, and as JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import typer

from deckgen.build.run import TargetResult, finding_json, results_json
from deckgen.diagnostics import Diagnostic

MOST_FINDINGS = 20
COLORS = {"error": typer.colors.RED, "warning": typer.colors.YELLOW}


def use_color() -> bool:
    """Whether messages are coloured: a terminal, and neither NO_COLOR nor CI."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and not os.environ.get("CI")


def print_error(findings: Sequence[Diagnostic]) -> Iterable[str]:
    """One line a finding, errors first, the first 20 and a count of the rest."""
    ordered = sorted(findings, key=lambda finding: finding.severity != "error")
    for finding in ordered[:MOST_FINDINGS]:
        line = " ".join(str(finding).split("\n"))
        if use_color():
            line = line.replace(
                finding.severity, typer.style(finding.severity, fg=COLORS[finding.severity], bold=True), 1
            )
        yield line
    if len(ordered) > MOST_FINDINGS:
        yield f"… and {len(ordered) - MOST_FINDINGS} more"


def print_findings(findings: Sequence[Diagnostic]) -> None:
    for line in print_error(findings):
        typer.echo(line, err=True)


def print_target(result: TargetResult) -> None:
    """One aligned line a target, its findings below it."""
    files = f"{len(result.files)} files" if result.files else ""
    languages = " ".join(result.languages)
    typer.echo(f"{result.status:8} {result.target:40} {languages:9} {files:9} {result.seconds:6.2f} s", err=True)
    print_findings(result.findings)


def print_summary(results: Sequence[TargetResult], queries_run: int) -> None:
    """The last line: what was made, how many findings, how many queries ran."""
    failed = [result for result in results if result.status == "failed"]
    warnings = sum(finding.severity == "warning" for result in results for finding in result.findings)
    parts = [f"{len(results) - len(failed)} of {len(results)} targets", f"{sum(len(r.files) for r in results)} files"]
    parts += [f"{warnings} warnings", f"{queries_run} queries"]
    if failed:
        parts.append(f"failed: {', '.join(result.target for result in failed)}")
    typer.echo(" · ".join(parts), err=True)


def print_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def exit_code(results: Iterable[TargetResult]) -> int:
    return 1 if any(result.status == "failed" for result in results) else 0


__all__ = [
    "exit_code", "finding_json", "print_error", "print_findings", "print_json", "print_summary", "print_target",
    "results_json", "use_color",
]  # fmt: skip
