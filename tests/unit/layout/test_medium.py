"""What one medium alone shows is gone from the document of the other, and what is left empty with it."""

from __future__ import annotations

from dataclasses import replace

from deckgen.layout.medium import for_medium
from deckgen.model.document import Document, Section
from deckgen.model.nodes import Area, Areas, Columns, Grid, Only, Stack
from tests.unit.layout.document import document, prose, runs, slide

SHARED, DECK, BRIEF = prose("Both", "both"), prose("Deck", "deck"), prose("Brief", "brief")
DECK_ONLY, BRIEF_ONLY = Only(medium="deck", node=DECK), Only(medium="brief", node=BRIEF)


def body(source: Document, key: str = "s1") -> tuple[object, ...]:
    return next(each.body for section in source.sections for each in section.slides if each.key == key)


def test_nodes_of_the_other_medium_are_taken_out() -> None:
    source = document(slide(SHARED, DECK_ONLY, BRIEF_ONLY))
    assert body(for_medium(source, "deck")) == (SHARED, DECK)
    assert body(for_medium(source, "brief")) == (SHARED, BRIEF)


def test_columns_lose_the_width_of_what_is_taken_out() -> None:
    source = document(slide(Columns(items=(SHARED, BRIEF_ONLY, DECK_ONLY), widths=(3, 2, 1))))
    assert body(for_medium(source, "deck")) == (Columns(items=(SHARED, DECK), widths=(3, 1)),)


def test_areas_keep_their_grid() -> None:
    areas = (Area(node=BRIEF_ONLY, row=0, column=0), Area(node=DECK_ONLY, row=0, column=1))
    source = document(slide(Areas(areas=areas, widths=(1, None))))
    expected = Areas(areas=(Area(node=DECK, row=0, column=1),), widths=(1, None))
    assert body(for_medium(source, "deck")) == (expected,)


def test_containers_left_empty_are_taken_out() -> None:
    empty = Stack(items=(Grid(items=(BRIEF_ONLY,), columns=2), Columns(items=(BRIEF_ONLY,), widths=(1,))))
    nested = Areas(areas=(Area(node=empty, row=0, column=0),), widths=(1,))
    assert body(for_medium(document(slide(nested, SHARED)), "deck")) == (SHARED,)
    assert body(for_medium(document(slide(Only(medium="deck", node=nested), SHARED)), "deck")) == (SHARED,)


def test_slides_and_sections_of_the_other_medium_are_taken_out() -> None:
    shown, hidden = slide(SHARED), slide(SHARED, key="s2", only="brief")
    sections = (
        Section(key="a", title=runs("A"), slides=(shown, hidden)),
        Section(key="b", title=runs("B"), slides=(replace(hidden, key="s3"),)),
    )
    found = for_medium(document(sections=sections), "deck")
    assert [[each.key for each in section.slides] for section in found.sections] == [["s1"]]
    assert [[each.key for each in section.slides] for section in for_medium(found, "deck").sections] == [["s1"]]
