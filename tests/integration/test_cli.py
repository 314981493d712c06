"""The command line as its users meet it: verbs, streams, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, edit

VERBS = ("build", "check", "ls", "inspect", "render", "schema")


def deckgen(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "CI": "true", **environment}
    command = [sys.executable, "-m", "deckgen", *arguments]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=300)


@pytest.mark.parametrize("verb", VERBS)
def test_help_has_examples(verb: str, tmp_path: Path) -> None:
    done = deckgen(verb, "--help", folder=tmp_path, COLUMNS="100")
    assert done.returncode == 0
    assert f"deckgen {verb}" in done.stdout


def test_unknown_verb_is_a_usage_error(tmp_path: Path) -> None:
    done = deckgen("biuld", folder=tmp_path)
    assert done.returncode == 2
    assert "build" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build", "nowhere.yaml"], "does not exist"),
        (["build", "specs", "--to", "pptxx"], "did you mean 'pptx'?"),
        (["build", "specs/hitachi_entry.yaml", "--lang", "fr"], "it has zh, en, ja"),
        (["ls", "specs", "--select", "nothing/*"], "no target matches"),
        (["inspect", "specs/hitachi_entry.yaml"], "hitachi_entry.yaml"),
    ],
)
def test_wrong_use_is_one_line_and_exit_2(arguments: list[str], words: str, project: Path) -> None:
    done = deckgen(*arguments, folder=project)
    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (project / "output").exists()


def test_build_prints_its_files_on_stdout(project: Path) -> None:
    done = deckgen("build", "specs/hitachi_entry.yaml", "--lang", "en", "-o", "made", folder=project)
    assert done.returncode == 0, done.stderr
    files = [Path(line).as_posix() for line in done.stdout.splitlines()]
    assert "made/hitachi_entry/hitachi_entry.en.pptx" in files
    assert all((project / file).exists() for file in files)
    assert "1 of 1 targets" in done.stderr.splitlines()[-1]


def test_ls_and_check_write_nothing(project: Path) -> None:
    assert "hitachi_entry/hitachi_entry" in deckgen("ls", "specs", folder=project).stdout.splitlines()
    done = deckgen("check", "specs/hitachi_entry.yaml", "--lang", "ja", "--json", folder=project)
    assert done.returncode == 0, done.stderr
    (target,) = json.loads(done.stdout)["targets"]
    assert (target["target"], target["status"]) == ("hitachi_entry/hitachi_entry", "checked")
    assert not (project / "output").exists()


def test_twenty_messages_then_a_count(project: Path) -> None:
    spec = project / "specs" / "hitachi_entry.yaml"
    edit(spec, "sections:", "".join(f"unknown{number}: 1\n" for number in range(30)) + "sections:")
    done = deckgen("build", "specs/hitachi_entry.yaml", folder=project)
    assert done.returncode == 2
    assert len([line for line in done.stderr.splitlines() if " error DG" in line]) == 20
    assert done.stderr.splitlines()[-1].startswith("… and ")


def test_schema_is_the_committed_one(tmp_path: Path) -> None:
    assert deckgen("schema", folder=tmp_path).stdout == (ROOT / "schema" / "deckgen.schema.json").read_text("utf-8")


def test_render_makes_a_png_of_each_slide_and_page(project: Path) -> None:
    done = deckgen("render", "specs/hitachi_entry.yaml", "--lang", "ja", "--scale", "0.5", folder=project)
    assert done.returncode == 0, done.stderr
    images = [project / line for line in done.stdout.splitlines()]
    assert len(images) >= 7
    assert all(image.read_bytes().startswith(b"\x89PNG") for image in images)


def test_inspect_prints_what_a_reader_sees(entry_output: Path) -> None:
    for suffix in ("pptx", "pdf"):
        done = deckgen("inspect", str(entry_output / f"hitachi_entry.zh.{suffix}"), folder=entry_output)
        assert done.returncode == 0, done.stderr
        assert "智慧城市" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal needs POSIX")
def test_a_terminal_shows_progress(tmp_path: Path) -> None:
    import pty

    reader, writer = pty.openpty()
    case = ROOT / "tests" / "cases" / "otherwise" / "deck.yaml"
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "120", "TERM": "xterm"} | {"CI": ""}
    command = [sys.executable, "-m", "deckgen", "check", str(case)]
    with subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=writer) as process:
        os.close(writer)
        shown = bytearray()
        try:
            while piece := os.read(reader, 65536):
                shown += piece
        except OSError:  # the other end is closed
            pass
        os.close(reader)
    text = shown.decode(errors="replace")
    assert process.returncode == 0, text
    assert "deck/deck" in text
    assert "━" in text
    assert "1 of 1 targets" in text
