"""Fixtures that build real decks: the project copied to a folder of its own; once a session, the entry spec and all specs."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from deckgen.build.plan import Choice, SpecPlan, plan
from deckgen.build.run import TargetResult, build

ROOT = Path(__file__).resolve().parent.parent


def copy_project(folder: Path) -> Path:
    """The specs, data and assets of this project in a folder of its own, which is a project's root."""
    for name in ("specs", "data", "assets"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "deckgen.toml").write_text("", encoding="utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may edit."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def entry_plan() -> SpecPlan:
    """The entry spec, resolved."""
    (spec_plan,) = plan([ROOT / "specs" / "hitachi_entry.yaml"], Choice(formats=("pptx", "pdf", "slides", "outline")))
    return spec_plan


@pytest.fixture(scope="session")
def entry_output(entry_plan: SpecPlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the entry spec's files, every format in every language."""
    root = tmp_path_factory.mktemp("output")
    results: list[TargetResult] = []
    build([entry_plan], root, results.append)
    assert [result.status for result in results] == ["built"], results
    return root / "hitachi_entry"


@dataclass(frozen=True, slots=True)
class Families:
    """Every spec, its files in every language below `output`, and how its targets went."""

    plans: tuple[SpecPlan, ...]
    output: Path
    results: tuple[TargetResult, ...]


@pytest.fixture(scope="session")
def families(tmp_path_factory: pytest.TempPathFactory) -> Families:
    """All specs, built once: decks and briefs."""
    plans = plan([ROOT / "specs"], Choice())
    output = tmp_path_factory.mktemp("families")
    return Families(plans, output, build(plans, output, lambda result: None))


def build_project(
    folder: Path, spec: str = "specs/hitachi_entry.yaml", **choice: tuple[str, ...]
) -> tuple[TargetResult, ...]:
    """Build one spec of a copied project into its `output`."""
    return build(plan([folder / spec], Choice(**choice)), folder / "output", lambda result: None)


def edit(path: Path, old: str, new: str, count: int = 1) -> None:
    """Replace `old`, which must stand in the file exactly `count` times."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == count, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write expected outlines anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are written anew."""
    return bool(request.config.getoption("--golden"))
