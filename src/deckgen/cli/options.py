"""Arguments and options that verbs share, and what they choose."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from deckgen.diagnostics import DeckgenError, Diagnostic, did_you_mean

if TYPE_CHECKING:
    from deckgen.build.plan import Choice

FORMAT_NAMES = ("pptx", "pdf", "slides", "outline")

Specs = Annotated[
    list[Path], typer.Argument(metavar="SPEC...", help="Spec files, or folders of them.", show_default=False)
]
Select = Annotated[
    list[str] | None, typer.Option("--select", "-s", metavar="GLOB", help="Only targets whose id matches (repeatable).")
]
Languages = Annotated[str, typer.Option("--lang", "-l", metavar="zh,en,ja", help="Only these languages of the spec.")]
To = Annotated[str, typer.Option("--to", "-t", metavar=",".join(FORMAT_NAMES), help="Which files to make.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="DIR", help="The output root (default: output/ in the project)."),
]
Json = Annotated[bool, typer.Option("--json", help="Print results as JSON on stdout.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit 1 if there is a warning.")]


def choice(select: list[str] | None, languages: str, formats: str) -> Choice:
    """The command line's choice. Raises `DeckgenError` for a format that does not exist."""
    from deckgen.build.plan import Choice

    names = tuple(dict.fromkeys(name.strip() for name in formats.split(",") if name.strip()))
    for name in names:
        if name not in FORMAT_NAMES:
            hint = did_you_mean(name, FORMAT_NAMES) or f"formats are {', '.join(FORMAT_NAMES)}"
            raise DeckgenError([Diagnostic("DG820", f"--to: unknown format '{name}'", None, hint)])
    if not names:
        raise DeckgenError(
            [Diagnostic("DG820", "--to names no format", None, f"formats are {', '.join(FORMAT_NAMES)}")]
        )
    return Choice(
        select=tuple(select or ()),
        languages=tuple(dict.fromkeys(name.strip() for name in languages.split(",") if name.strip())),
        formats=names,
    )
