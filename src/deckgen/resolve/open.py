"""The dataset that a spec names."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from deckgen.data import Dataset, open_dataset
from deckgen.text.located import Located
from deckgen.text.yaml import load_yaml
from deckgen.workspace import Workspace


class SpecData(Protocol):
    """What is needed of a spec: the descriptor's path, relative to the spec's folder."""

    @property
    def data(self) -> str: ...


def open_spec_dataset(spec: SpecData, spec_path: Path, workspace: Workspace) -> Dataset:
    """Read, check and load the dataset of a spec. Raises `DeckgenError` with every fault."""
    path = spec_path.parent / spec.data
    at = spec.data.at if isinstance(spec.data, Located) else None
    descriptor = load_yaml(workspace.read(path, at), workspace.name(path))
    return open_dataset(descriptor, path, workspace)
