"""`deckgen render`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from deckgen.cli.options import Languages, Output, Select, choice

HELP = """Draw slides and brief pages as PNG, without an office suite.

\b
Examples:
  deckgen render specs/hitachi_entry.yaml --lang zh
  deckgen render specs/hitachi_entry.yaml --to slides,pdf -o previews --scale 2
  deckgen render output/hitachi_entry/hitachi_entry.en.pdf

A spec gives the slides (--to slides) and the brief's pages (--to pdf) of its targets; a .pdf file gives its own pages."""


def run(
    source: Annotated[Path, typer.Argument(metavar="SPEC|FILE.pdf", help="A spec or a PDF.", show_default=False)],
    select: Select = None,
    lang: Languages = "",
    to: Annotated[str, typer.Option("--to", "-t", metavar="slides,pdf", help="What to draw.")] = "slides,pdf",
    output: Output = None,
    scale: Annotated[float, typer.Option("--scale", min=0.1, max=8, help="Pixels a point.")] = 1.5,
) -> None:
    from deckgen.build.render import render_file, render_plans

    if source.suffix.lower() == ".pdf":
        names = render_file(source, output or source.parent, scale)
    else:
        from deckgen.build.plan import plan

        plans = plan([source], choice(select, lang, to))
        names = render_plans(plans, output or plans[0].workspace.root / "output" / "png", scale)
    for name in names:
        typer.echo(name)
