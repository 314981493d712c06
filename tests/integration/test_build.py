"""The main job on the real spec and data: which files come out, and that they say what they are made from."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from deckgen.build.plan import SpecPlan
from deckgen.read.pptx import read_deck
from tests.conftest import ROOT, build_project, copy_project

LANGUAGES = ("zh", "en", "ja")


def test_a_deck_and_a_brief_in_each_language(entry_output: Path) -> None:
    for language in LANGUAGES:
        for suffix in ("pptx", "pdf", "slides.pdf", "outline.txt", "lineage.json"):
            assert (entry_output / f"hitachi_entry.{language}.{suffix}").stat().st_size > 0


def test_queries_run_equal_those_in_the_spec(entry_plan: SpecPlan) -> None:
    conditions = len(set(map(str, entry_plan.spec.conditions())))
    assert entry_plan.queries_run == len(entry_plan.spec.queries) + conditions


def test_decks_have_18_to_25_slides_and_briefs_six_to_ten_pages(entry_output: Path) -> None:
    manifest = json.loads((entry_output / "manifest.json").read_text())
    (target,) = manifest["targets"].values()
    pages = {name: entry["pages"] for name, entry in target["files"].items()}
    for language in LANGUAGES:
        assert 18 <= pages[f"hitachi_entry.{language}.pptx"] <= 25
        assert 6 <= pages[f"hitachi_entry.{language}.pdf"] <= 10


def test_manifest_matches_its_schema_and_its_files(entry_output: Path) -> None:
    manifest = json.loads((entry_output / "manifest.json").read_text())
    jsonschema.validate(manifest, json.loads((ROOT / "schema" / "manifest.schema.json").read_text()))
    for target in manifest["targets"].values():
        for name, entry in target["files"].items():
            assert hashlib.sha256((entry_output / name).read_bytes()).hexdigest() == entry["sha256"]
    for name, digest in manifest["inputs"].items():
        assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == digest


def test_lineage_matches_its_schema_and_names_rows_and_sources(entry_output: Path) -> None:
    schema = json.loads((ROOT / "schema" / "lineage.schema.json").read_text())
    for language in LANGUAGES:
        lineage = json.loads((entry_output / f"hitachi_entry.{language}.lineage.json").read_text())
        jsonschema.validate(lineage, schema)
        for shown in lineage["files"].values():
            for value in shown["values"].values():
                if not isinstance(value["raw"], str) or value["kind"] != "cell":
                    assert value["sources"], value


def test_no_temporary_file_is_left(entry_output: Path) -> None:
    assert not list(entry_output.glob(".*"))


def test_slide_keys_agree_over_languages(entry_output: Path) -> None:
    keys = {
        language: [page.key for page in read_deck((entry_output / f"hitachi_entry.{language}.pptx").read_bytes()).pages]
        for language in LANGUAGES
    }
    assert keys["zh"] == keys["en"] == keys["ja"]


@pytest.mark.parametrize(
    "variant",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4242", "TZ": "America/New_York", "LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8"},
    ],
)
def test_same_inputs_give_same_bytes(variant: dict[str, str], entry_output: Path, tmp_path: Path) -> None:
    folder = copy_project(tmp_path / "elsewhere" / "プロジェクト")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "HOME": str(tmp_path), **variant}
    command = [sys.executable, "-m", "deckgen", "build", "specs/hitachi_entry.yaml", "--to", "pptx,pdf,slides,outline"]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    made = folder / "output" / "hitachi_entry"
    for path in sorted(entry_output.iterdir()):
        assert (made / path.name).read_bytes() == path.read_bytes(), path.name


def test_building_a_deck_needs_no_heavy_import(project: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from deckgen.build.plan import Choice, plan\n"
        "from deckgen.build.run import build\n"
        "results = build(plan([Path('specs/hitachi_entry.yaml')], Choice(formats=('pptx',))), Path('output'), print)\n"
        "assert [result.status for result in results] == ['built'], results\n"
        "print([name for name in ('pandas', 'matplotlib', 'frictionless', 'pptx', 'reportlab') if name in sys.modules])\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=project, env=environment, check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_second_build_changes_nothing(project: Path) -> None:
    (first,) = build_project(project, languages=("en",))
    before = {path.name: path.read_bytes() for path in (project / "output" / "hitachi_entry").iterdir()}
    build_project(project, languages=("en",))
    assert first.status == "built"
    assert before == {path.name: path.read_bytes() for path in (project / "output" / "hitachi_entry").iterdir()}
