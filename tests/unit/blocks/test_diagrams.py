"""timeline, chain and roadmap as nodes."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.blocks.timeline_nodes import Event, across
from deckgen.diagnostics import DeckgenError
from deckgen.model.nodes import Areas, Line, Shape, Table, Text
from deckgen.model.text import Run
from tests.unit.blocks.lowering import column, lowered, nodes, shown_in


@pytest.mark.parametrize("count", range(3, 9))
def test_cards_stand_apart_inside_the_axis(count: int) -> None:
    events = [
        Event(key=f"e{i}", time=Run(text="2020"), head=Run(text="A"), text=None, is_highlighted=False, at=None)
        for i in range(count)
    ]
    node = across("timeline", events)
    cards = [area for area in node.areas if isinstance(area.node, Text) and area.node.fill]
    assert len(cards) == count
    for row in {card.row for card in cards}:
        spans = sorted((card.column, card.column + card.columns) for card in cards if card.row == row)
        assert spans[0][0] >= 0
        assert spans[-1][1] <= len(node.widths)
        assert all(before[1] < after[0] for before, after in zip(spans, spans[1:], strict=False))
    dots = [area for area in node.areas if isinstance(area.node, Shape)]
    for dot, card in zip(dots, cards, strict=True):
        assert 2 * dot.column + dot.columns == 2 * card.column + card.columns  # one above the other


def test_a_timeline_runs_across_the_slide_and_down_the_page(tmp_path: Path) -> None:
    block = "- timeline: {data: history, time: year, head: name, text: what, highlight: {year: first.year}}\n"
    node = lowered(tmp_path, block)
    for medium in ("deck", "brief"):
        shown = shown_in(node, medium)
        words = [p.text for text in nodes(shown, Text) for p in text.paragraphs]
        assert words[:2] == ["2006", "European Living Labs"]
        assert len(words) == 3 * 8
        assert [dot.fill for dot in nodes(shown, Shape)] == ["highlight", *["primary"] * 7]
        assert all(
            run.value for text in nodes(shown, Text) for p in text.paragraphs for run in p.runs
        )  # every word has its lineage


@pytest.mark.parametrize(("limit", "message"), [(2, "2 events: the diagram shows 3 to 8"), (0, "")])
def test_a_timeline_of_two_events_is_an_error_and_one_of_none_nothing(tmp_path: Path, limit: int, message: str) -> None:
    queries = f"some: SELECT year, name FROM events ORDER BY year LIMIT {limit}\n"
    block = "- stack:\n    - text: Words\n    - timeline: {data: some, time: year, head: name}\n"
    if not message:
        assert isinstance(lowered(tmp_path, block, queries=queries), Text)
        return
    with pytest.raises(DeckgenError) as error:
        lowered(tmp_path, block, queries=queries)
    (found,) = error.value.diagnostics
    assert (found.code, found.message, column(found)) == ("DG535", message, 34)
    assert error.value.exit_code == 1


def test_a_chain_is_chevrons_on_the_slide_and_a_table_on_the_page(tmp_path: Path) -> None:
    block = "- chain: {data: links, head: name, rows: [{column: members, label: Who}, {column: side, label: Side}]}\n"
    node = lowered(tmp_path, block)
    deck = shown_in(node, "deck")
    shapes = [text.shape for text in nodes(deck, Text) if text.fill]
    assert shapes == ["homePlate", *["chevron"] * 5]
    assert len(nodes(deck, Line)) == 2
    (table,) = nodes(shown_in(node, "brief"), Table)
    assert ["".join(run.text for run in column.heading) for column in table.columns] == ["Name", "Who", "Side"]
    assert len(table.rows) == 6


def test_the_head_of_a_chains_table_has_a_word_of_its_own(tmp_path: Path) -> None:
    queries = "plain: SELECT part_id, side AS part FROM parts ORDER BY part_id\n"
    node = lowered(tmp_path, "- chain: {data: plain, head: part}\n", queries=queries, language="ja")
    (table,) = nodes(node, Table)
    assert table.columns[0].heading[0].text == "段階"


def test_a_lanes_cells_all_have_bullets_if_one_has_several_texts(tmp_path: Path) -> None:
    block = """\
- roadmap:
    phases: [{head: Entry, time: Year 1}, {head: Growth, highlight: true}]
    lanes:
      - {head: Business, cells: [[Pilot, Proof], Copies]}
      - {head: People, cells: [Office, Team], highlight: true}
"""
    node = lowered(tmp_path, block)
    assert isinstance(node, Areas)
    cells = {text.key: text for text in nodes(node, Text)}
    assert {key: [p.bullet for p in cells[key].paragraphs] for key in cells if key.count("/") == 3} == {
        "roadmap/lane/1/1": [True, True],
        "roadmap/lane/1/2": [True],
        "roadmap/lane/2/1": [False],
        "roadmap/lane/2/2": [False],
    }
    assert cells["roadmap/lane/2/1"].outline == "highlight"
    assert [cells[f"roadmap/phase/{n}"].fill for n in (1, 2)] == ["primary", "highlight"]
