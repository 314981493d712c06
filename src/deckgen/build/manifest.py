"""The manifest of a spec's outputs and the lineage of each file, as JSON of a published schema (schema/manifest.schema.json).

Both are functions of the inputs alone: no clock, no path of the machine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, cast

from deckgen import __version__
from deckgen.build.lineage import lineage_of
from deckgen.build.plan import SpecPlan
from deckgen.model.inputs import Inputs
from deckgen.pipeline import Product

MANIFEST_VERSION = 1
LINEAGE_LEVELS = 4
"""Of a lineage file: itself, its files, what each has, and their entries, which have a line each."""
WRITERS = ("duckdb", "matplotlib", "python-pptx", "reportlab", "uharfbuzz")


@dataclass(frozen=True, slots=True)
class File:
    """An output file: `name` below the spec's output folder."""

    name: str
    data: bytes
    pages: int

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class BuiltTarget:
    """A target with its files, lineage files included."""

    inputs: Inputs
    files: tuple[File, ...]


def built_target(inputs: Inputs, products: Iterable[Product]) -> BuiltTarget:
    """Names a target's outputs (`<name>.<lang><suffix>`) and adds one lineage file a language."""
    files: list[File] = []
    for product in products:
        stem = f"{inputs.name}.{product.document.language}"
        lineage: dict[str, Any] = {"version": MANIFEST_VERSION, "target": inputs.target}
        lineage["language"] = product.document.language
        lineage["files"] = {}
        for output in product.outputs:
            name = stem + output.suffix
            files.append(File(name, output.data, len(output.pages.pages)))
            lineage["files"][name] = lineage_of(output.pages)
        files.append(File(f"{stem}.lineage.json", (_lines(lineage, LINEAGE_LEVELS) + "\n").encode(), 0))
    return BuiltTarget(inputs, tuple(files))


def manifest(plan: SpecPlan, targets: Iterable[BuiltTarget], kept: Mapping[str, Any]) -> bytes:
    """The manifest of `plan`'s outputs. `kept` are the entries of targets that this build did not make."""
    entries = dict(kept)
    for target in targets:
        entries[target.inputs.target] = {
            "inputs": target.inputs.digest,
            "files": {
                file.name: {"sha256": file.digest, "bytes": len(file.data), "pages": file.pages}
                for file in target.files
            },
        }
    return to_json(
        {
            "version": MANIFEST_VERSION,
            "spec": plan.name,
            "date": plan.spec.date,
            "versions": {"deckgen": __version__, **{name: version(name) for name in WRITERS}},
            "theme": plan.theme.digest,
            "inputs": dict(plan.workspace.inputs),
            "targets": dict(sorted(entries.items())),
        }
    )


def to_json(value: Any) -> bytes:
    """JSON that reads well in a diff."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _lines(value: Any, levels: int, depth: int = 1) -> str:
    """JSON with a line for each item of the outer `levels`, the rest on one line: a value is read and compared as a whole."""
    if levels == 0 or not value or not isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    items: list[str]
    if isinstance(value, dict):
        entries = cast("dict[str, Any]", value).items()
        items = [
            f"{json.dumps(key, ensure_ascii=False)}: {_lines(item, levels - 1, depth + 1)}" for key, item in entries
        ]
        opening, closing = "{}"
    else:
        items = [_lines(item, levels - 1, depth + 1) for item in cast("list[Any]", value)]
        opening, closing = "[]"
    indent = " " * depth
    return f"{opening}\n{indent}" + f",\n{indent}".join(items) + f"\n{indent[1:]}{closing}"
