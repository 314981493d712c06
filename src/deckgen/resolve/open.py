"""The dataset that a spec names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from deckgen.data import Dataset, open_dataset
from deckgen.source.located import Located
from deckgen.source.yaml import load_yaml
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


class SharedDatasets:
    """The datasets of several specs, of which many name the same one: each is loaded once. Close it when all is resolved."""

    def __init__(self) -> None:
        self._opened: dict[tuple[Path, Path], tuple[Dataset, Mapping[str, str]]] = {}

    def open(self, spec: SpecData, spec_path: Path, workspace: Workspace) -> Dataset:
        """The dataset of a spec over a connection of its own, its files among the inputs of the workspace. Raises what
        `open_spec_dataset` does."""
        key = (workspace.root, (spec_path.parent / spec.data).resolve())
        if key not in self._opened:
            reader = workspace.beside()
            self._opened[key] = open_spec_dataset(spec, spec_path, reader), reader.inputs
        dataset, inputs = self._opened[key]
        workspace.adopt(inputs)
        return dataset.beside()

    def close(self) -> None:
        """Close the connections under which the datasets were loaded."""
        for dataset, _ in self._opened.values():
            dataset.connection.close()
