"""Every digit that a reader sees is a value with rows and sources, a literal of the spec, or furniture."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deckgen.model.record import FileRecord, ObjectRecord, RunRecord
from deckgen.read.pptx import read_deck
from deckgen.text.formats import format_date
from tests.conftest import ROOT

OURS = re.compile(
    r"[0-9]+|[0-9]+ / [0-9]+|[0-9]+–[0-9]+|(?:图|表|図|Figure|Table) ?[0-9]+"
    r"|（.*）|\\(.*\\)| ?[（(][^()（）]*[）)]|[\\[\\]0-9, ]+"
)
"""Page numbers and ranges, `n / N`, numbers of figures and tables, units in brackets, numbers of sources."""
STRAIGHT = str.maketrans("‘’“”", "''\"\"")
"""A spec's straight quotes are printed as typographic ones."""


def runs(record: ObjectRecord) -> Iterator[RunRecord]:
    for paragraph in record.paragraphs:
        yield from paragraph
    for row in record.cells:
        for cell in row:
            for paragraph in cell:
                yield from paragraph
    yield from record.categories


def digits_unaccounted(deck: FileRecord, lineage: dict[str, Any]) -> list[str]:
    """Runs with a digit that neither a value, a literal nor furniture explains."""
    values = lineage["values"]
    typed = {(entry["place"], entry["text"]) for kind in ("literals", "furniture") for entry in lineage[kind]}
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


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
def test_literals_are_typed_in_the_spec_and_furniture_is_ours(language: str, entry_output: Path) -> None:
    spec = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "specs").rglob("*.yaml")))
    sources = (ROOT / "data" / "sources.csv").read_text(encoding="utf-8")
    lineage = json.loads((entry_output / f"hitachi_entry.{language}.lineage.json").read_text())
    for shown in lineage["files"].values():
        for entry in shown["literals"]:
            typed = entry["text"].strip().translate(STRAIGHT)
            assert typed in spec or typed == format_date("2026-11-24", language), entry
        for entry in shown["furniture"]:
            for short in re.split(r"[；;] ?|\[[0-9]+\] ?", entry["text"]):
                rest = re.sub(r"^.*(?:来源：|Sources?: |出所：)", "", short).strip()
                assert not re.search(r"[0-9]", rest) or rest in sources or OURS.fullmatch(rest), (entry, rest)
