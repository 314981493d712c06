"""The command line: verbs, exit codes, and one place where errors become lines.

Results go to stdout, everything else to stderr. Exit codes: 0 all good; 1 a target failed; 2 found before any target was
composed, nothing written; 3 a defect; 130 and 143 on signals.
"""

from __future__ import annotations

import gc
import signal
import sys
from typing import Annotated, Any, NoReturn

import typer

from deckgen import __version__
from deckgen.cli import build, check, inspect, ls, render, schema
from deckgen.cli.report import print_error
from deckgen.diagnostics import DeckgenError

app = typer.Typer(
    name="deckgen",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Deck specs and a dataset in; editable PowerPoint decks and PDF briefs out, in Chinese, English and Japanese.",
)
app.command("build", help=build.HELP, short_help="build decks and briefs")(build.run)
app.command("check", help=check.HELP, short_help="everything but writing")(check.run)
app.command("ls", help=ls.HELP, short_help="list targets")(ls.run)
app.command("inspect", help=inspect.HELP, short_help="the structure of a .pptx or .pdf as text")(inspect.run)
app.command("render", help=render.HELP, short_help="slides and pages as PNG")(render.run)
app.command("schema", help=schema.HELP, short_help="the spec's JSON Schema for editors")(schema.run)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"deckgen {__version__}")
        raise typer.Exit


@app.callback()
def _root(  # pyright: ignore[reportUnusedFunction]
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    del version


def _stop(number: int, _frame: Any) -> NoReturn:
    raise SystemExit(128 + number)


def main() -> NoReturn:
    """Entry point of the console script."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    code = _run()
    gc.collect()  # what a traceback still held (a database connection) is gone before the interpreter counts its leaks
    sys.exit(code)


def _run() -> int:
    """The exit code of a run, its errors printed."""
    try:
        app(prog_name="deckgen")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except DeckgenError as error:
        for line in print_error(error.diagnostics):
            typer.echo(line, err=True)
        return error.exit_code
    except BrokenPipeError:
        return 1
    except Exception as error:
        typer.echo(f"error DG900: {type(error).__name__}: {error}; this is a defect of deckgen", err=True)
        return 3
    return 0
