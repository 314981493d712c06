"""`deckgen schema`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

HELP = """Print the JSON Schema of the spec language (editors complete and check specs with it).

\b
Examples:
  deckgen schema > schema/deckgen.schema.json
  deckgen schema --plugins -o schema/deckgen.schema.json"""


def run(
    plugins: Annotated[bool, typer.Option("--plugins", help="Also the blocks that installed packages add.")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")] = None,
) -> None:
    from deckgen.spec.schema import json_schema

    text = json.dumps(json_schema(plugins=plugins), ensure_ascii=False, indent=2) + "\n"
    if output is None:
        typer.echo(text, nl=False)
    else:
        from deckgen.workspace import Workspace

        Workspace(Path()).publish(output, text.encode())
