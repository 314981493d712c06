"""A progress bar on a terminal: one step for each target and language. Lines that are printed meanwhile stand above it."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deckgen.build.plan import SpecPlan
    from deckgen.build.run import Begin


@contextmanager
def progress_bar(plans: Sequence[SpecPlan]) -> Generator[Begin]:
    """Gives what is to be called as each target and language begins. No bar in a pipe, in CI or for a single step."""
    total = sum(len(plan.inputs) * len(plan.languages) for plan in plans)
    if total < 2 or not sys.stderr.isatty() or os.environ.get("CI"):
        yield lambda target, language: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, no_color=bool(os.environ.get("NO_COLOR")), highlight=False)
    columns = TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=total)
        begun = 0

        def begin(target: str, language: str) -> None:
            nonlocal begun
            progress.update(task, completed=begun, description=f"{target} {language}")
            begun += 1

        yield begin
