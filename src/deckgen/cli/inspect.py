"""`deckgen inspect`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from deckgen.diagnostics import DeckgenError

HELP = """Print the structure of a .pptx or .pdf as text: what a reader sees, object by object.

\b
Examples:
  deckgen inspect output/hitachi_entry/hitachi_entry.zh.pptx
  deckgen inspect brief.pdf | less"""


def run(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .pptx or .pdf file.", show_default=False)],
) -> None:
    from deckgen.read.inspect import inspect_file
    from deckgen.workspace import Workspace

    data = Workspace(file.resolve().parent).read(file)
    try:
        typer.echo(inspect_file(data, file.name), nl=False)
    except DeckgenError as error:
        raise DeckgenError(error.diagnostics, exit_code=2) from error
