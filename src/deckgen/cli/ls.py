"""`deckgen ls`."""

from __future__ import annotations

import typer

from deckgen.cli.options import Json, Select, Specs, choice

HELP = """List the targets of specs: one id a line, as `--select` matches them.

\b
Examples:
  deckgen ls specs/
  deckgen ls specs/city_profile.yaml --select '*/shang*' --json"""


def run(specs: Specs, select: Select = None, json: Json = False) -> None:
    from deckgen.build.plan import plan
    from deckgen.cli.report import print_json

    plans = plan(specs, choice(select, "", "pptx,pdf"))
    if json:
        targets = [
            {"target": inputs.target, "languages": list(spec_plan.languages), "inputs": inputs.digest}
            for spec_plan in plans
            for inputs in spec_plan.inputs
        ]
        print_json({"version": 1, "targets": targets})
        return
    for spec_plan in plans:
        for inputs in spec_plan.inputs:
            typer.echo(inputs.target)
