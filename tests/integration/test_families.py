"""All specs of this project at once: which files come out, that nothing is found in them, and that every fact is in one."""

from __future__ import annotations

import sys
from collections import Counter

from tests.conftest import ROOT, Families

sys.path.append(str(ROOT / "scripts"))

from coverage_pieces.measure import Coverage, measure
from coverage_pieces.report import report

LANGUAGES = ("zh", "en", "ja")
PACKAGE = ROOT / "data" / "datapackage.yaml"


def test_every_target_is_built_in_every_language_without_an_error(families: Families) -> None:
    failed = {result.target: result.findings for result in families.results if result.status != "built"}
    assert failed == {}
    errors = [finding for result in families.results for finding in result.findings if finding.severity == "error"]
    assert errors == []
    for result in families.results:
        suffixes = Counter(file.split(".", 1)[1] for file in result.files)
        assert suffixes == Counter(
            f"{language}.{suffix}" for language in LANGUAGES for suffix in ("pptx", "pdf", "lineage.json")
        ), result.target


def test_no_text_names_what_the_data_choose_without_a_claim(families: Families) -> None:
    findings = [finding for spec_plan in families.plans for finding in spec_plan.warnings]
    findings += [finding for result in families.results for finding in result.findings]
    assert [finding for finding in findings if finding.code in ("DG502", "DG504", "DG548")] == []


def test_queries_run_are_those_of_the_specs_whatever_the_number_of_targets(families: Families) -> None:
    for spec_plan in families.plans:
        conditions = len(set(map(str, spec_plan.spec.conditions())))
        targets = int(spec_plan.spec.for_each is not None)
        assert spec_plan.queries_run == targets + len(spec_plan.spec.queries) + conditions, spec_plan.name


def test_every_row_of_every_fact_table_stands_on_a_slide_or_page(families: Families) -> None:
    coverage = measure(families.output, PACKAGE)
    assert sorted(coverage.targets) == sorted(result.target for result in families.results)
    assert coverage.rows_not_shown() == []
    assert coverage.texts_not_shown() == []
    assert coverage.lost == []


def test_the_report_names_what_is_shown_nowhere(families: Families) -> None:
    nothing = Coverage(measure(families.output / "nowhere", PACKAGE).rows)
    assert len(nothing.rows_not_shown()) == len(nothing.rows) * len(LANGUAGES)
    page = report(nothing)
    assert "| [trends](#trends) | 3 | 0 |" in page
    assert "| `n1`, `n2`, `n3` | **nowhere** |" in page
