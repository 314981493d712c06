"""Every digit that a reader sees is a value with rows and sources, a literal of the spec, or furniture."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from deckgen.model.record import FileRecord, ObjectRecord, RunRecord
from deckgen.read.pptx import read_deck


def runs(record: ObjectRecord) -> Iterator[RunRecord]:
    for paragraph in record.paragraphs:
        yield from paragraph
    for row in record.cells:
        for cell in row:
            for paragraph in cell:
                yield from paragraph
    yield from record.categories


def digits_unaccounted(deck: FileRecord, lineage: dict[str, object]) -> list[str]:
    """Runs with a digit that neither a value, a literal nor furniture explains."""
    values, literals = lineage["values"], lineage["literals"]
    assert isinstance(values, dict)
    assert isinstance(literals, list)
    typed = {(entry["place"], entry["text"]) for entry in literals}
    lost: list[str] = []
    for page in deck.pages:
        for item in page.objects:
            for run in runs(item):
                if not any(character.isdigit() for character in run.text) or item.furniture:
                    continue
                if run.value is None and (item.key, run.text) not in typed:
                    lost.append(f"{item.key}: {run.text}")
                elif run.value is not None and run.value not in values:
                    lost.append(f"{item.key}: {run.text} shows unknown value {run.value}")
            for series in item.series:
                lost += [
                    f"{item.key}: {number}"
                    for number, value in zip(series.numbers, series.values, strict=True)
                    if number and value not in values
                ]
    return lost


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
def test_every_digit_of_a_written_deck_is_accounted_for(language: str, entry_output: Path) -> None:
    name = f"hitachi_entry.{language}.pptx"
    lineage = json.loads((entry_output / f"hitachi_entry.{language}.lineage.json").read_text())
    assert digits_unaccounted(read_deck((entry_output / name).read_bytes()), lineage["files"][name]) == []
