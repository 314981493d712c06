from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.diagnostics import DeckgenError
from deckgen.spec.project import find_project


def make(folder: Path, files: dict[str, str]) -> Path:
    for name, text in {"decks/cities/spec.yaml": "", **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "decks" / "cities" / "spec.yaml"


@pytest.mark.parametrize(
    ("files", "root"),
    [
        ({}, "decks/cities"),
        ({"deckgen.toml": ""}, "."),
        ({"deckgen.toml": "", "decks/deckgen.toml": ""}, "decks"),
        ({"pyproject.toml": "[tool.deckgen]"}, "."),
        ({"pyproject.toml": "[tool.deckgen]", "decks/pyproject.toml": "[tool.ruff]"}, "."),
        ({"deckgen.toml": "", "decks/pyproject.toml": "[tool.deckgen]"}, "decks"),
    ],
)
def test_nearest_folder_with_a_configuration(tmp_path: Path, files: dict[str, str], root: str) -> None:
    spec = make(tmp_path, {"deckgen.toml": "", **files} if root != "decks/cities" else files)
    if root == "decks/cities":
        (tmp_path / "decks" / "cities" / "deckgen.toml").write_text("", encoding="utf-8")
    assert find_project(spec).root == (tmp_path / root).resolve()


def test_without_configuration_the_root_is_the_folder_of_the_spec(tmp_path: Path) -> None:
    spec = make(tmp_path, {"pyproject.toml": "[tool.ruff]"})
    project = find_project(spec)
    assert project.root in (spec.parent.resolve(), *spec.parent.resolve().parents)
    assert project.root == spec.parent.resolve()


def test_further_roots(tmp_path: Path) -> None:
    spec = make(tmp_path, {"decks/deckgen.toml": 'roots = ["../shared"]', "shared/x.csv": ""})
    project = find_project(spec)
    assert [folder.resolve() for folder in project.further_roots] == [(tmp_path / "shared").resolve()]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("roots = 'shared'", "deckgen.toml:1:1: error DG218: 'roots' must be a list of folders"),
        ("roots = ['none']", "deckgen.toml:1:1: error DG218: root 'none' is no folder"),
        ("rots = []", "deckgen.toml:1:1: error DG218: unknown setting 'rots'; did you mean 'roots'?"),
        ("roots = [\n", "deckgen.toml:2:1: error DG218: not valid TOML: Invalid value (at end of document)"),
    ],
)
def test_wrong_configuration(tmp_path: Path, text: str, line: str) -> None:
    spec = make(tmp_path, {"deckgen.toml": text})
    with pytest.raises(DeckgenError) as caught:
        find_project(spec)
    assert str(caught.value) == line
