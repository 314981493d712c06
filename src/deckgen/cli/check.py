"""`deckgen check`."""

from __future__ import annotations

import typer

from deckgen.cli.options import Json, Languages, Select, Specs, Strict, To, choice

HELP = """Do everything that `build` does except writing: data contract, queries, claims, fit, written files.

\b
Examples:
  deckgen check specs/hitachi_entry.yaml
  deckgen check specs/ --strict
  deckgen check specs/ --json"""


def run(
    specs: Specs,
    select: Select = None,
    lang: Languages = "",
    to: To = "pptx,pdf",
    json: Json = False,
    strict: Strict = False,
) -> None:
    from deckgen.build.plan import plan
    from deckgen.build.run import check
    from deckgen.cli.progress import progress_bar
    from deckgen.cli.report import exit_code, print_findings, print_json, print_summary, print_target, results_json

    plans = plan(specs, choice(select, lang, to))
    for spec_plan in plans:
        print_findings(spec_plan.warnings)
    with progress_bar(plans) as begin:
        results = check(plans, print_target, begin)
    if json:
        print_json(results_json(results))
    print_summary(results, sum(spec_plan.queries_run for spec_plan in plans))
    warned = any(spec_plan.warnings for spec_plan in plans) or any(result.findings for result in results)
    raise typer.Exit(max(exit_code(results), int(strict and warned)))
