"""Decks of this project, as read back from the written files: an outline per language and file in a folder per spec.
`pytest tests/golden --golden` writes them anew; read the difference before committing it.

Beside the entry deck these are a city with much data and one with little, a city abroad, an industry and a situation of city
building: each shows slides that the others leave out."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.read.inspect import inspect_file
from tests.conftest import Families

FOLDER = Path(__file__).parent
TARGETS = (
    "hitachi_entry/hitachi_entry",
    "city_profile/beijing",
    "city_profile/xiongan",
    "city_profile/singapore",
    "opportunity/consulting",
    "opportunity/old_town",
)


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
@pytest.mark.parametrize("suffix", [".pptx", ".pdf"])
@pytest.mark.parametrize("target", TARGETS)
def test_files_are_as_expected(target: str, language: str, suffix: str, families: Families, golden: bool) -> None:
    name = f"{target}.{language}{suffix}"
    found = inspect_file((families.output / name).read_bytes(), name)
    expected = FOLDER / f"{name}.outline"
    if golden:
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8"), f"{name} differs"
