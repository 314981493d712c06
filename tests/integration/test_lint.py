"""The linter inside a run: warnings are told and fail a strict one, errors fail the target and publish nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from deckgen.build.plan import Choice, plan
from deckgen.build.run import TargetResult, build, check
from deckgen.diagnostics import Position
from deckgen.layout.slides import arrange_deck
from deckgen.model.nodes import Text
from deckgen.model.text import Paragraph, Run
from deckgen.write.pdf import write_pdf
from tests.unit.layout.document import document, packaged_theme, prose, slide

SPEC = """\
deckgen: 1
data: ../data/datapackage.yaml
theme: {theme}
languages: [en, zh]
date: 2025-01-31
cover:
  title: {{en: A deck, zh: 演示}}
sections:
  - key: only
    title: {{en: Section, zh: 章节}}
    slides:
      - key: one
        title: {{en: Too short, zh: 苏州工业体量与能耗压力并存，先以节能改造进入}}
        body:
          - text: {{en: Words, zh: 文字}}
"""


@pytest.fixture
def folder(project: Path) -> Path:
    """A project with a spec of one slide, and a theme whose body text is too pale to read."""
    (project / "assets/themes/pale").mkdir()
    (project / "assets/themes/pale/theme.yaml").write_text(
        "types: {deck: {body: {sizes: [14], color: gold}}}\n", encoding="utf-8"
    )
    return project


def run(folder: Path, theme: str) -> TargetResult:
    (folder / "specs/short.yaml").write_text(SPEC.format(theme=theme), encoding="utf-8")
    (result,) = build(
        plan([folder / "specs/short.yaml"], Choice(formats=("pptx", "slides"))), folder / "output", lambda _: None
    )
    return result


def test_a_warning_is_told_once_at_its_place(folder: Path) -> None:
    result = run(folder, "default")
    assert result.status == "built"
    assert [(found.code, found.severity, found.position) for found in result.findings] == [
        ("DG763", "warning", Position("specs/short.yaml", 12, 9))
    ]
    assert "[en]" in result.findings[0].message


def test_an_error_fails_the_target_and_publishes_nothing(folder: Path) -> None:
    result = run(folder, "pale")
    assert result.status == "failed"
    errors = [found for found in result.findings if found.severity == "error"]
    assert {(found.code, found.position) for found in errors} == {("DG782", Position("specs/short.yaml", 15, 13))}
    assert [found.message[:4] for found in errors] == ["[en]", "[zh]"]
    assert not list((folder / "output").rglob("*.pptx"))


def test_check_lints_what_it_does_not_write(folder: Path) -> None:
    (folder / "specs/short.yaml").write_text(SPEC.format(theme="pale"), encoding="utf-8")
    (result,) = check(plan([folder / "specs/short.yaml"], Choice()), lambda _: None)
    assert (result.status, {found.code for found in result.findings}) == ("failed", {"DG782"})


def test_words_of_a_slides_pdf_lead_to_its_pages() -> None:
    runs = (Run(text="See "), Run(text="there", link="slide:two"), Run(text="nowhere", link="slide:gone"))
    first = slide(Text(key="text", paragraphs=(Paragraph(runs=runs, role="body"),)), key="one")
    pages = arrange_deck(document(first, slide(prose("x"), key="two")), packaged_theme())
    with pikepdf.open(io.BytesIO(write_pdf(pages, packaged_theme()))) as pdf:
        (link,) = pdf.pages[1].Annots  # pyright: ignore[reportGeneralTypeIssues]
        assert link.Dest[0].objgen == pdf.pages[2].obj.objgen
