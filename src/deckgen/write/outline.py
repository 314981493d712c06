"""The outline of a target: the record of its pages as text (`model.outline` says how it reads)."""

from __future__ import annotations

from deckgen.model.outline import outline_text
from deckgen.model.record import FileRecord


def write_outline(record: FileRecord) -> str:
    """The file's text. A written file read back and outlined gives the same."""
    return outline_text(record)
