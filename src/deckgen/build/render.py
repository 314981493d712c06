"""Slides and brief pages as PNG files: what the PDF writer drew, rasterised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from deckgen.build.plan import SpecPlan
from deckgen.build.run import products
from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.workspace import Workspace


def render_file(path: Path, folder: Path, scale: float) -> Iterator[Path]:
    """The pages of a PDF as ``<stem>-01.png``, …; gives each path once written."""
    workspace = Workspace(path.resolve().parent)
    yield from _write(workspace, workspace.read(path), path.stem, folder, scale)


def render_plans(plans: Iterable[SpecPlan], folder: Path, scale: float) -> Iterator[Path]:
    """The planned targets' slides and pages as ``<spec>/<name>.<lang>.<slides|brief>-01.png``, …"""
    for plan in plans:
        for format_name in plan.formats:
            if format_name not in ("slides", "pdf"):
                raise DeckgenError(
                    [Diagnostic("DG820", f"--to: '{format_name}' cannot be drawn", None, "slides or pdf")]
                )
        for inputs in plan.inputs:
            for product in products(plan, inputs):
                for output in product.outputs:
                    kind = "slides" if output.format == "slides" else "brief"
                    stem = f"{inputs.name}.{output.language}.{kind}"
                    yield from _write(plan.workspace, output.data, stem, folder / plan.name, scale)


def _write(workspace: Workspace, data: bytes, stem: str, folder: Path, scale: float) -> Iterator[Path]:
    from deckgen.read.render import render_pages

    for number, image in enumerate(render_pages(data, scale), start=1):
        path = folder / f"{stem}-{number:02d}.png"
        workspace.publish(path, image)
        yield path
