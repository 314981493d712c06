"""The door to the disk: what it lets in, what it remembers, and that outputs are old or new, never torn."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from deckgen import workspace as module
from deckgen.diagnostics import DeckgenError, Position
from deckgen.workspace import Workspace


def code(caught: pytest.ExceptionInfo[DeckgenError]) -> str:
    (diagnostic,) = caught.value.diagnostics
    return diagnostic.code


def test_remembers_what_it_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"x")
    workspace = Workspace(tmp_path)
    assert workspace.read(tmp_path / "a.csv") == b"x"
    assert workspace.inputs == {"a.csv": hashlib.sha256(b"x").hexdigest()}


def test_missing_file_is_told_where_it_was_named(tmp_path: Path) -> None:
    at = Position("spec.yaml", 3, 7)
    with pytest.raises(DeckgenError) as caught:
        Workspace(tmp_path).read(tmp_path / "no.csv", at)
    assert code(caught) == "DG801"
    assert str(caught.value).startswith("spec.yaml:3:7: error DG801: file 'no.csv' does not exist")


@pytest.mark.parametrize("name", ["../outside.csv", "/etc/hostname"])
def test_outside_the_roots_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "outside.csv").write_bytes(b"x")
    root = tmp_path / "project"
    root.mkdir()
    with pytest.raises(DeckgenError) as caught:
        Workspace(root).read(root / name)
    assert code(caught) == "DG802"


def test_a_symlink_does_not_lead_outside(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    root = tmp_path / "project"
    root.mkdir()
    (root / "link.csv").symlink_to(tmp_path / "secret")
    with pytest.raises(DeckgenError) as caught:
        Workspace(root).read(root / "link.csv")
    assert code(caught) == "DG802"


def test_a_further_root_is_let_in(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "a.csv").write_bytes(b"x")
    root = tmp_path / "project"
    root.mkdir()
    assert Workspace(root, (tmp_path / "shared",)).read(root / "../shared/a.csv") == b"x"


def test_no_regular_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "."):
        with pytest.raises(DeckgenError) as caught:
            Workspace(tmp_path).read(tmp_path / name)
        assert code(caught) == "DG803"


def test_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAXIMUM_INPUT_BYTES", 3)
    (tmp_path / "a.csv").write_bytes(b"four")
    with pytest.raises(DeckgenError) as caught:
        Workspace(tmp_path).read(tmp_path / "a.csv")
    assert code(caught) == "DG804"


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, failing, fail)
    with pytest.raises(DeckgenError) as caught:
        Workspace(tmp_path).publish(path, b"new")
    assert code(caught) == "DG810"
    assert caught.value.exit_code == 1
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["deck.pptx"]


def test_sweep_removes_what_a_killed_build_left(tmp_path: Path) -> None:
    (tmp_path / ".deck.pptx.0a1b.deckgen-tmp").write_bytes(b"half")
    (tmp_path / "deck.pptx").write_bytes(b"old")
    Workspace(tmp_path).sweep(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["deck.pptx"]
