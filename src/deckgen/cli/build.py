"""`deckgen build`."""

from __future__ import annotations

import typer

from deckgen.cli.options import Json, Languages, Output, Select, Specs, Strict, To, choice

HELP = """Build decks (.pptx) and briefs (.pdf): every target of the specs in every language.

\b
Examples:
  deckgen build specs/hitachi_entry.yaml
  deckgen build specs/ --lang ja --to pptx
  deckgen build specs/city_profile.yaml --select 'city_profile/bei*' -o out

A target that fails keeps its old files and the others are built (exit code 1). A mistake in a spec or in the data stops
the build before anything is written (exit code 2)."""


def run(
    specs: Specs,
    select: Select = None,
    lang: Languages = "",
    to: To = "pptx,pdf",
    output: Output = None,
    json: Json = False,
    strict: Strict = False,
) -> None:
    from deckgen.build.plan import plan
    from deckgen.build.run import build
    from deckgen.cli.progress import progress_bar
    from deckgen.cli.report import exit_code, print_findings, print_json, print_summary, print_target, results_json

    plans = plan(specs, choice(select, lang, to))
    for spec_plan in plans:
        print_findings(spec_plan.warnings)
    root = output if output is not None else plans[0].workspace.root / "output"
    with progress_bar(plans) as begin:
        results = build(plans, root, print_target, begin)
    if json:
        print_json(results_json(results))
    else:
        for result in results:
            for file in result.files:
                typer.echo(root / file)
    print_summary(results, sum(spec_plan.queries_run for spec_plan in plans))
    warned = any(spec_plan.warnings for spec_plan in plans) or any(result.findings for result in results)
    raise typer.Exit(max(exit_code(results), int(strict and warned)))
