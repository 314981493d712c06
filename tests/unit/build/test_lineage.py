"""What a chart says about the values it shows."""

from __future__ import annotations

from deckgen.build.lineage import item_runs, lineage_of
from tests.unit.write import charts
from tests.unit.write.pptx import builder


def test_a_bubble_shows_its_name_height_place_and_size() -> None:
    shown = [(run.text, run.value.origin.id) for run in item_runs(charts.placed("bubble", "en")) if run.value]
    assert shown[:4] == [
        ("Suzhou", "tenders[city=Suzhou].amount"),
        ("4", "tenders[city=Suzhou].y"),
        ("2", "tenders[city=Suzhou].x"),
        ("8", "tenders[city=Suzhou].size"),
    ]


def test_every_value_of_a_chart_is_listed_with_its_place() -> None:
    values = lineage_of(builder.one_page(charts.placed("bubble", "en")))["values"]
    assert len(values) == 4 * 4
    assert values["tenders[city=Ningbo].x"]["shown"] == [{"place": "only/chart", "text": "4.4"}]
