"""The dataset: a Frictionless Data Package, its contract checked in SQL, as tables of a locked DuckDB connection."""

from deckgen.data.dataset import Column, Dataset, Table, open_dataset

__all__ = ["Column", "Dataset", "Table", "open_dataset"]
