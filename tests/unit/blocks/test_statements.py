"""callout, summary, steps, agenda and grid as nodes."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.blocks.agenda import agenda_node
from deckgen.diagnostics import DeckgenError
from deckgen.model.document import Section
from deckgen.model.nodes import Areas, Grid, Line, Text
from deckgen.model.text import Run
from tests.unit.blocks.lowering import lowered, nodes


def texts(node: object) -> dict[str, str]:
    """Key -> text of every text node."""
    assert isinstance(node, (Areas, Grid, Text))
    return {text.key: " / ".join(p.text for p in text.paragraphs) for text in nodes(node, Text)}


@pytest.mark.parametrize(
    ("heading", "language", "printed"),
    [
        ("Risk", "en", "Risk: Standards differ"),
        ("Why now?", "en", "Why now? Standards differ"),
        ("{zh: 启示, en: a, ja: a}", "zh", "启示：Standards differ"),
        ("{zh: 为什么？, en: a, ja: a}", "zh", "为什么？Standards differ"),
    ],
)
def test_a_callouts_heading_leads_into_its_text(tmp_path: Path, heading: str, language: str, printed: str) -> None:
    node = lowered(tmp_path, f"- callout: {{heading: {heading}, text: Standards differ}}\n", language=language)
    assert isinstance(node, Text)
    assert [p.text for p in node.paragraphs] == [printed]
    assert node.paragraphs[0].runs[0].bold


@pytest.mark.parametrize(("tone", "bar"), [("note", "primary"), ("decision", "highlight"), ("risk", "gold")])
def test_a_callouts_tone_is_its_bar(tmp_path: Path, tone: str, bar: str) -> None:
    block = f'- callout: {{heading: H, text: "One.\\n\\nTwo.", tone: {tone}}}\n'
    node = lowered(tmp_path, block)
    assert isinstance(node, Text)
    assert (node.bar, node.bar_edge) == (bar, "left")
    assert [(p.role, p.text) for p in node.paragraphs] == [("callout_head", "H"), ("body", "One."), ("body", "Two.")]


def test_a_summary_numbers_its_rows_and_shows_figures_with_their_values(tmp_path: Path) -> None:
    block = """\
- summary:
    - {heading: Way in, text: Consulting first, value: top.ease, label: Ease}
    - {heading: Decision, text: Begin}
"""
    node = lowered(tmp_path, block)
    assert texts(node) == {
        "summary/1/number": "1",
        "summary/1/heading": "Way in",
        "summary/1/text": "Consulting first",
        "summary/1/value": "4 of 4 / Ease",
        "summary/2/number": "2",
        "summary/2/heading": "Decision",
        "summary/2/text": "Begin",
    }
    (figure,) = [text for text in nodes(node, Text) if text.key == "summary/1/value"]
    value = figure.paragraphs[0].runs[0].value
    assert value is not None
    assert value.origin.id == "top[].ease" or value.origin.column == "ease"
    assert len(nodes(node, Line)) == 1


def test_a_summary_without_figures_has_no_column_for_them(tmp_path: Path) -> None:
    node = lowered(tmp_path, "- summary: [{heading: A, text: B}]\n")
    assert isinstance(node, Areas)
    assert len(node.widths) == 3


def test_steps_are_light_on_the_closing_page_and_dark_elsewhere(tmp_path: Path) -> None:
    block = "- steps: [{text: Choose, owner: Strategy, due: By July}, {text: Begin}]\n"
    dark = lowered(tmp_path, block, layout="closing")
    (tmp_path / "light").mkdir()
    light = lowered(tmp_path / "light", block)
    assert {run.color for text in nodes(dark, Text) for p in text.paragraphs for run in p.runs} == {None}
    assert None not in {run.color for text in nodes(light, Text) for p in text.paragraphs for run in p.runs}
    assert [line.color for line in nodes(dark, Line) + nodes(light, Line)] == ["sky", "rule"]
    assert texts(light)["steps/1/due"] == "By July / Strategy"


def test_agenda_rows_lead_to_their_sections(tmp_path: Path) -> None:
    node = lowered(tmp_path, "- agenda\n")
    assert texts(node) == {
        "agenda/main": "01",
        "agenda/main/title": "Main",
        "agenda/main/text": "What it is about",
        "agenda/main/pages": "",
    }
    assert {text.link for text in nodes(node, Text)} == {"section:main", None}
    pages = [run.page_of for text in nodes(node, Text) for p in text.paragraphs for run in p.runs if run.page_of]
    assert pages == ["section:main"]


def test_the_active_row_of_an_agenda_is_marked_and_unnumbered_sections_are_passed_over() -> None:
    sections = [
        Section(key="start", title=(Run(text="Start"),), slides=()),
        Section(key="a", title=(Run(text="A"),), slides=(), number=1),
        Section(key="b", title=(Run(text="B"),), slides=(), number=2),
    ]
    node = agenda_node(sections, "b", "agenda", None)
    boxes = [text for text in nodes(node, Text) if text.key in ("agenda/start", "agenda/a", "agenda/b")]
    assert [(box.key, box.bar) for box in boxes] == [("agenda/a", "rule"), ("agenda/b", "highlight")]
    assert len(node.widths) == 4  # no section says what it is about


def numbered_sections(count: int) -> list[Section]:
    return [Section(key=f"s{n}", title=(Run(text=f"Section {n}"),), slides=(), number=n) for n in range(1, count + 1)]


def test_an_agenda_of_many_sections_is_set_closer() -> None:
    few, many = (agenda_node(numbered_sections(count), None, "agenda", None) for count in (6, 7))
    assert many.row_gap < few.row_gap
    assert [box.paragraphs[0].role for box in nodes(few, Text) if box.key == "agenda/s1"] == ["agenda_number"]
    assert [box.paragraphs[0].role for box in nodes(many, Text) if box.key == "agenda/s1"] == ["agenda_title"]


def test_an_agenda_of_too_many_sections_is_refused(tmp_path: Path) -> None:
    more = "".join(
        f"  - {{key: s{n}, title: S{n}, slides: [{{key: x{n}, title: X, prose: Words}}]}}\n" for n in range(9)
    )
    with pytest.raises(DeckgenError) as caught:
        lowered(tmp_path, "- agenda\n", sections=more)
    (found,) = caught.value.diagnostics
    assert (found.code, found.message) == ("DG535", "10 numbered sections: an agenda shows 9 at most")
    assert found.position is not None


def test_a_grid_holds_what_its_conditions_let_in(tmp_path: Path) -> None:
    block = """\
- grid:
    columns: 3
    items:
      - callout: {key: a, text: A}
      - callout: {key: b, text: B, when: top.ease < 1}
      - callout: {key: c, text: C}
"""
    node = lowered(tmp_path, block)
    assert isinstance(node, Grid)
    assert (node.columns, list(texts(node))) == (2, ["a", "c"])
