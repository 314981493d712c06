"""What a change of the data does: a claim that fails changes its title or stops the target; a breach stops the build."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.build.plan import Choice, plan
from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.read.pptx import read_deck
from tests.conftest import build_project, edit

SPEC = "specs/hitachi_entry.yaml"
MARKET, FORCES, ENTRY = (f"specs/parts/{name}.yaml" for name in ("market", "forces", "entry"))


def titles(project: Path, language: str, slide: str) -> list[str]:
    """The written title of a slide."""
    deck = read_deck((project / "output" / "hitachi_entry" / f"hitachi_entry.{language}.pptx").read_bytes())
    return [
        "".join(run.text for paragraph in item.paragraphs for run in paragraph)
        for page in deck.pages
        for item in page.objects
        if item.placeholder == "title" and page.key == slide
    ]


def findings(project: Path, **choice: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    """The findings that stop the build before any target is composed."""
    with pytest.raises(DeckgenError) as caught:
        plan([project / SPEC], Choice(**choice))
    assert caught.value.exit_code == 2
    assert not (project / "output").exists()
    return caught.value.diagnostics


def make_growth_equal(project: Path) -> None:
    """Raise the last value of the second city, so that two cities grow alike."""
    statistics = project / "data" / "statistics.csv"
    lines = statistics.read_text(encoding="utf-8").splitlines(keepends=True)
    rows = {
        (entity, year): float(value)
        for entity, indicator, year, value, *_ in (line.split(",") for line in lines[1:])
        if indicator == "gdp_revised"
    }
    growth = {
        entity: rows[entity, "2018"] / rows[entity, "2012"]
        for entity in ("beijing", "shanghai", "guangzhou", "shenzhen", "hangzhou")
    }
    first, second = sorted(growth, key=lambda entity: -growth[entity])[:2]
    old = next(line for line in lines if line.startswith(f"{second},gdp_revised,2018,"))
    fields = old.split(",")
    fields[3] = f"{rows[second, '2012'] * (growth[first] - 0.001):.1f}"
    statistics.write_text("".join(",".join(fields) if line == old else line for line in lines), encoding="utf-8")


def test_a_failing_claim_changes_the_title_in_every_language(project: Path) -> None:
    build_project(project)
    before = {language: titles(project, language, "growth") for language in ("zh", "en", "ja")}
    make_growth_equal(project)
    (result,) = build_project(project)
    assert result.status == "built"
    assert [finding.code for finding in result.findings].count("DG502") == 1
    for language, words in {"zh": "增速接近", "en": "close together", "ja": "僅差"}.items():
        (title,) = titles(project, language, "growth")
        assert words in title
        assert [title] != before[language]


def test_without_otherwise_the_target_fails_with_place_and_values(project: Path) -> None:
    (built,) = build_project(project, languages=("en",))
    deck = project / "output" / "hitachi_entry" / "hitachi_entry.en.pptx"
    old = deck.read_bytes()
    part = project / FORCES
    edit(
        part,
        "holds: fastest.rate > second.rate + 0.02",
        "holds: fastest.rate > second.rate + 0.02\n        severity: error",
    )
    make_growth_equal(project)
    (result,) = build_project(project, languages=("en",))
    assert (built.status, result.status) == ("built", "failed")
    (finding,) = [finding for finding in result.findings if finding.code == "DG501"]
    assert "fastest.rate = " in finding.message
    assert "second.rate = " in finding.message
    assert finding.position is not None
    assert finding.position.file == FORCES
    line = part.read_text(encoding="utf-8").splitlines()[finding.position.line - 1]
    assert line[finding.position.column - 1 :].startswith("fastest.rate > second.rate")
    assert deck.read_bytes() == old


def test_a_row_without_source_is_told_at_its_cell(project: Path) -> None:
    statistics = project / "data" / "statistics.csv"
    lines = statistics.read_text(encoding="utf-8").splitlines(keepends=True)
    index = next(index for index, line in enumerate(lines) if line.startswith("hangzhou,gdp_revised,2018,"))
    fields = lines[index].split(",")
    fields[5] = ""
    lines[index] = ",".join(fields)
    statistics.write_text("".join(lines), encoding="utf-8")
    (finding,) = findings(project)
    assert finding.position is not None
    assert (finding.position.file, finding.position.line) == ("data/statistics.csv", index + 1)
    assert finding.position.column == len(",".join(fields[:5])) + 2
    assert "source_id" in finding.message


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        (MARKET, "JOIN worldwide w", "JOIN worldwid w", None),
        (SPEC, "holds: easiest.id = 'h4'\n    otherwise", "holds: easiest.idd = 'h4'\n    otherwise", "easiest.idd"),
        (FORCES, "values: rate", "values: ratte", "ratte"),
        (ENTRY, "{{ easiest.name }}", "{{ ways.name }}", "ways.name"),
        (FORCES, "- key: growth", "- kye: growth", "kye"),
        (FORCES, "{{ fastest.rate }}", "{{ fastest.ratee }}", "fastest.ratee"),
    ],
)
def test_a_mistake_in_the_spec_is_located_and_nothing_is_written(
    file: str, old: str, new: str, place: str | None, project: Path
) -> None:
    spec = project / file
    text = spec.read_text(encoding="utf-8")
    assert old in text
    spec.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = [finding for finding in findings(project) if finding.severity == "error"]
    assert found
    assert all(finding.position is not None for finding in found)
    if place is not None:
        lines = spec.read_text(encoding="utf-8").splitlines()
        starts = [
            lines[finding.position.line - 1][finding.position.column - 1 :] for finding in found if finding.position
        ]
        assert any(start.startswith((place, place.split(".")[-1])) for start in starts), starts
