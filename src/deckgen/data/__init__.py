"""The dataset: a Frictionless Data Package, its contract checked in SQL, as tables of a locked DuckDB connection."""

from deckgen.data.dataset import Dataset, open_dataset
from deckgen.data.table import Column, MadeFrom, Table

__all__ = ["Column", "Dataset", "MadeFrom", "Table", "open_dataset"]
