"""The decks of this project, as read back from the written files: an outline per language and file in a folder per spec.
`pytest tests/golden --golden` writes them anew; read the difference before committing it."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.read.inspect import inspect_file

FOLDER = Path(__file__).parent / "hitachi_entry"


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
@pytest.mark.parametrize("suffix", [".pptx", ".pdf"])
def test_entry_files_are_as_expected(language: str, suffix: str, entry_output: Path, golden: bool) -> None:
    name = f"hitachi_entry.{language}{suffix}"
    found = inspect_file((entry_output / name).read_bytes(), f"hitachi_entry{suffix}")
    expected = FOLDER / f"{name}.outline"
    if golden:
        FOLDER.mkdir(exist_ok=True)
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8"), f"{name} differs"
