"""One statistic of one city changes: its deck and the comparisons that show it follow, and nothing else does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from deckgen.build.plan import Choice, plan
from deckgen.build.run import build
from deckgen.model.record import FileRecord, ObjectRecord, PageRecord
from deckgen.read.pdf import read_pdf
from deckgen.read.pptx import read_deck
from tests.conftest import Families, copy_project, edit

LANGUAGE = "en"
ROW = "stats:hangzhou|gdp_revised|2018"
OLD, NEW = "hangzhou,gdp_revised,2018,14306.7,", "hangzhou,gdp_revised,2018,14406.7,"


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of all specs in one language, after one value of one city has changed."""
    folder = copy_project(tmp_path_factory.mktemp("changed") / "project")
    edit(folder / "data" / "statistics.csv", OLD, NEW)
    results = build(plan([folder / "specs"], Choice(languages=(LANGUAGE,))), folder / "output", lambda result: None)
    assert {result.status for result in results} == {"built"}
    return folder / "output"


def files(output: Path) -> Mapping[str, FileRecord]:
    """Every deck and brief in one language, as read back, by its path below the output."""
    readers = {".pptx": read_deck, ".pdf": read_pdf}
    return {
        str(path.relative_to(output)): readers[path.suffix](path.read_bytes())
        for path in sorted(output.glob(f"*/*.{LANGUAGE}.*"))
        if path.suffix in readers
    }


def places(output: Path, file: str) -> set[str]:
    """Where a file shows something that was made from the row, by its lineage."""
    path = output / file
    lineage: Any = json.loads(path.with_name(f"{path.stem}.lineage.json").read_bytes())["files"][path.name]
    shown = [value for value in lineage["values"].values() if ROW in value["rows"]]
    return {entry["place"] for value in shown for entry in value["shown"]}


def pages(before: FileRecord, after: FileRecord) -> Iterator[tuple[PageRecord, PageRecord]]:
    yield from zip(before.pages, after.pages, strict=True)


def test_only_pages_that_show_the_value_change(families: Families, changed: Path) -> None:
    old, new = files(families.output), files(changed)
    assert old.keys() == new.keys()
    altered: set[tuple[str, str]] = set()
    for name in old:
        assert [page.key for page in old[name].pages] == [page.key for page in new[name].pages], name
        showing = places(families.output, name) | places(changed, name)
        for before, after in pages(old[name], new[name]):
            keys = {item.key for item in before.objects} | {f"{before.key}/notes"}
            if before != after:
                altered.add((name, before.key))
                assert keys & showing, f"{name}: {before.key} changed and does not show {ROW}"
    decks = {name for name, _ in altered}
    assert "city_profile/hangzhou.en.pptx" in decks
    assert "city_profile/hangzhou.en.pdf" in decks
    assert "statistics/statistics.en.pdf" in decks
    assert {("city_profile/beijing.en.pptx", "economy"), ("opportunity/hardware.en.pptx", "growth")} <= altered
    assert not any(name.startswith(("city_profile/london", "study/")) for name in decks)


def test_pages_keep_their_number_and_sources_theirs(families: Families, changed: Path) -> None:
    old, new = files(families.output), files(changed)
    for name in old:
        for before, after in pages(old[name], new[name]):
            assert [item.key for item in before.objects] == [item.key for item in after.objects], name
            for first, second in zip(before.objects, after.objects, strict=True):
                assert cited(first) == cited(second), f"{name}: {first.key}"


def cited(item: ObjectRecord) -> list[str]:
    """The numbers of the sources that an object names."""
    return re.findall(r"\[\d+\]", "".join(run.text for line in item.paragraphs for run in line))
