"""What compose makes of a spec over the fixture dataset: lineage of cells, sections, dividers, footnotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.compose import compose
from deckgen.diagnostics import DeckgenError
from deckgen.model.document import Document
from deckgen.model.nodes import Only
from deckgen.model.text import Run
from deckgen.resolve import resolve
from deckgen.resolve.open import open_spec_dataset
from deckgen.spec.check_repeats import check_repeats
from deckgen.spec.load import load_spec
from deckgen.workspace import Workspace

FIXTURES = Path(__file__).parents[2] / "fixtures" / "dataset"
HEAD = f"""\
deckgen: 1
data: {FIXTURES.name}/datapackage.yaml
theme: default
languages: [en]
date: 2026-11-24
cover: {{title: Cities}}
"""


def document(tmp_path: Path, text: str) -> Document:
    return documents(tmp_path, text)[0]


def documents(tmp_path: Path, text: str) -> list[Document]:
    (tmp_path / FIXTURES.name).symlink_to(FIXTURES, target_is_directory=True)
    path = tmp_path / "spec.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    workspace = Workspace(tmp_path, (FIXTURES,))
    spec = load_spec(path, workspace)
    resolution = resolve(spec, open_spec_dataset(spec, path, workspace))
    check_repeats(spec, resolution.repeated)
    return [compose(spec, inputs, "en").document for inputs in resolution.inputs]


SOURCES = """\
  - key: end
    title: Sources
    numbered: false
    slides: [{key: sources, title: Sources, body: [sources]}]
"""


def test_a_number_typed_in_sql_borrows_no_source_from_its_row(tmp_path: Path) -> None:
    text = """\
queries:
  one: SELECT value, 1 AS typed FROM stats ORDER BY entity_id, indicator_id, year LIMIT 1
measures: {value: {format: number, digits: 1, derived: true}}
sections:
  - {key: a, title: A, slides: [{key: s, title: "{{ one.typed }}", prose: Words}]}
"""
    with pytest.raises(DeckgenError) as error:
        document(tmp_path, text + SOURCES)
    assert [(d.code, d.message) for d in error.value.diagnostics] == [("DG512", "the number 'one.typed' has no source")]


STORY = """\
dividers: DIVIDERS
sections:
  - key: start
    title: Start
    numbered: false
    slides: [{key: agenda, title: Three questions, only: deck, body: [agenda]}]
  - key: market
    title: The market
    short: Market
    summary: How large it is
    slides: [{key: size, title: "Large[^a]", prose: "Words[^a]", footnotes: {a: A remark}}]
  - key: none
    title: None
    slides: [{key: nothing, title: Nothing, prose: Words, when: SELECT false}]
  - key: entry
    title: Entry
    slides:
      - key: way
        title: A way in
        body: [{text: {text: Deck words, only: deck}}]
      - {key: next, title: Next, layout: closing, subtitle: This year, body: [{text: Decide}]}
"""


def test_sections_are_numbered_and_the_agenda_is_repeated_before_each(tmp_path: Path) -> None:
    made = document(tmp_path, STORY.replace("DIVIDERS", "agenda"))
    assert [(s.key, s.number, [slide.key for slide in s.slides]) for s in made.sections] == [
        ("start", None, ["agenda"]),
        ("market", 1, ["size"]),
        ("entry", 2, ["agenda@entry", "way", "next"]),
    ]
    market = made.sections[1]
    assert (text(market.short), text(market.summary)) == ("Market", "How large it is")
    divider = made.sections[2].slides[0]
    assert divider.only == "deck"
    assert text(divider.title) == "Three questions"


def test_a_section_page_stands_before_each_numbered_section(tmp_path: Path) -> None:
    made = document(tmp_path, STORY.replace("DIVIDERS", "section"))
    divider = made.sections[1].slides[0]
    assert (divider.layout, divider.only) == ("section", "deck")
    assert (text(divider.title), text(divider.subtitle)) == ("The market", "How large it is")


def test_footnotes_layouts_and_blocks_of_one_medium_reach_the_document(tmp_path: Path) -> None:
    made = document(tmp_path, STORY.replace("DIVIDERS", "agenda"))
    size, way, closing = made.sections[1].slides[0], *made.sections[2].slides[1:]
    assert [(note.key, text(note.text)) for note in size.footnotes] == [("a", "A remark")]
    mark = size.title[-1]
    assert (mark.footnote, mark.superscript, mark.text) == ("a", True, "")
    assert isinstance(way.body[0], Only)
    assert way.body[0].medium == "deck"
    assert (closing.layout, text(closing.subtitle)) == ("closing", "This year")


def text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


REPEATED = """\
measures: {gdp: {format: money, unit: 100M CNY, label: GDP}}
queries:
  cities: |
    SELECT DISTINCT entity_id, e.name FROM stats JOIN entities e USING (entity_id)
    WHERE indicator_id = 'gdp_revised' AND entity_id IN ('beijing', 'guangzhou', 'shanghai') ORDER BY entity_id
  latest: |
    SELECT value AS gdp, year FROM stats
    WHERE entity_id = $city.entity_id AND indicator_id = 'gdp_revised' ORDER BY year DESC LIMIT 1
  past: |
    SELECT count(*) AS more FROM stats s JOIN latest l ON s.year < l.year
    WHERE s.entity_id = $city.entity_id AND s.indicator_id = 'gdp_revised'
sections:
  - key: a
    title: A
    slides:
      - key: city
        for_each: {city: cities}
        title: "{{ city.name }}: {{ latest.gdp }}"
        when: city.entity_id != 'shanghai'
        holds: latest.gdp > 1
        prose: "{{ past.more }}"
"""


def test_a_slide_is_repeated_for_the_rows_of_a_query(tmp_path: Path) -> None:
    made = document(tmp_path, REPEATED + SOURCES)
    slides = made.sections[0].slides
    assert [slide.key for slide in slides] == ["city/beijing", "city/guangzhou"]
    assert text(slides[0].title).startswith("Beijing: RMB ")
    values = [run.value for run in slides[1].title if run.value]
    assert [value.origin.query for value in values] == ["city", "latest"]
    assert all("guangzhou" in row for value in values for row in value.origin.rows)


def test_values_of_a_repeated_slide_have_names_of_their_own(tmp_path: Path) -> None:
    made = document(tmp_path, REPEATED + SOURCES)
    names = [run.value.origin.id for slide in made.sections[0].slides for run in slide.title if run.value]
    assert len(set(names)) == len(names) == 4
    assert names[3].startswith("latest[entity_id=guangzhou")


def test_only_its_slide_reads_the_row_of_a_repeated_slide(tmp_path: Path) -> None:
    told = REPEATED + '      - {key: b, title: "{{ latest.gdp }} {{ city.name }}", prose: Words}\n' + SOURCES
    with pytest.raises(DeckgenError) as error:
        document(tmp_path, told)
    assert [(d.code, str(d.position)) for d in error.value.diagnostics] == [
        ("DG224", "spec.yaml:28:29"),
        ("DG224", "spec.yaml:28:46"),
    ]


def test_slides_are_repeated_for_each_target(tmp_path: Path) -> None:
    text = REPEATED.replace("WHERE indicator_id", "WHERE entity_id != $own.entity_id AND indicator_id")
    text = 'for_each: {own: "SELECT * FROM entities ORDER BY entity_id"}\nname: "{{ own.entity_id }}"\n' + text
    keys = {
        made.target: [slide.key for slide in made.sections[0].slides] for made in documents(tmp_path, text + SOURCES)
    }
    assert keys["spec/beijing"] == ["city/guangzhou"]
    assert keys["spec/shanghai"] == ["city/beijing", "city/guangzhou"]
