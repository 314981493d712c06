"""Arrows, discs, drawn shapes and rules: where their text stands and how they line up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from deckgen.diagnostics import DeckgenError
from deckgen.model.nodes import Area, Areas, Line, Node, Shape, Text
from deckgen.model.pages import Item, Page, PlacedLine, PlacedShape, PlacedText
from deckgen.model.presets import FULL, adjusted
from deckgen.model.text import Paragraph
from tests.unit.layout.document import AT, deck, document, paragraph, runs, slide, text_item

LONG = "Applications and operating services for the whole of the city and its industrial parks"


def arrow(key: str, text: str, shape: str = "chevron") -> Text:
    content = Paragraph(runs=runs(text), role="part_head", align="center")
    return Text(key=key, paragraphs=(content,), fill="primary", shape=shape, adjustments=(25_000,), at=AT)


def row(*nodes: Node, gap: float = 1.0, widths: tuple[int | None, ...] | None = None) -> Areas:
    return Areas(
        areas=tuple(Area(node=node, row=0, column=column) for column, node in enumerate(nodes)),
        widths=widths or (1,) * len(nodes),
        column_gap=gap,
    )


def placed(node: Node, language: str = "en") -> Page:
    return deck(document(slide(node), language=language)).pages[1]


def item(page: Page, name: str) -> Item:
    return next(each for each in page.items if each.name == name)


def test_arrows_of_different_texts_have_one_height_and_one_depth() -> None:
    page = placed(row(arrow("a", "Chips", "homePlate"), arrow("b", LONG * 3), arrow("c", "Data"), gap=-0.5))
    texts = [text_item(page, f"s1/{key}") for key in "abc"]
    assert len({text.box.height for text in texts}) == 1
    shorter = [min(text.box.width, text.box.height) for text in texts]
    depths = [adjusted(t.preset, t.adjustments, short) for t, short in zip(texts, shorter, strict=True)]
    assert max(depths) - min(depths) <= shorter[0] / FULL
    # They interlock: each begins before the one on its left ends, but behind its point's shoulder.
    assert all(0 < left.box.right - right.box.x < depths[0] for left, right in zip(texts, texts[1:], strict=False))


def test_text_keeps_clear_of_points() -> None:
    page = placed(row(arrow("a", LONG, "homePlate"), arrow("b", LONG)))
    plate, chevron = text_item(page, "s1/a"), text_item(page, "s1/b")
    depth = adjusted("chevron", chevron.adjustments, min(chevron.box.width, chevron.box.height))
    assert plate.insets.left < depth < plate.insets.right
    assert min(chevron.insets.left, chevron.insets.right) > depth


@pytest.mark.parametrize("text", ["1", "12"])
def test_a_disc_is_a_circle_about_its_text_in_the_middle_of_its_place(text: str) -> None:
    disc = Text(
        key="n",
        paragraphs=(Paragraph(runs=runs(text), role="item_number", align="center"),),
        fill="primary",
        shape="ellipse",
        at=AT,
    )
    page = placed(row(disc, arrow("b", "x"), widths=(1, 3)))
    found = text_item(page, "s1/n")
    (line,) = found.paragraphs[0].lines
    assert found.box.width == found.box.height
    inner = found.box.inner(found.insets)
    assert line.width * 12_700 <= inner.width
    assert abs((found.text_top - inner.y) * 2 + found.paragraphs[0].style.line_height * 12_700 - inner.height) < 3
    neighbour = text_item(page, "s1/b")
    assert abs(found.box.x + found.box.right - 457_200 - (neighbour.box.x - 152_400)) <= 1


def test_a_disc_wider_than_its_place_is_an_error_at_its_block() -> None:
    disc = replace(arrow("n", LONG, "ellipse"), adjustments=())
    with pytest.raises(DeckgenError) as caught:
        placed(row(disc, arrow("b", "x"), widths=(1, 9)))
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.position) == ("DG602", AT)
    assert "a disc is wider than its place" in finding.message


def test_a_shape_that_no_text_can_have_is_an_error_at_its_block() -> None:
    with pytest.raises(DeckgenError) as caught:
        placed(arrow("a", "x", "chevrons"))
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.position, finding.hint) == ("DG606", AT, "did you mean 'chevron'?")


def test_columns_as_wide_as_their_texts_that_do_not_fit_are_an_error_at_the_widest() -> None:
    wide = Text(key="w", paragraphs=(paragraph(LONG * 3),), at=replace(AT, line=9))
    with pytest.raises(DeckgenError) as caught:
        placed(row(wide, arrow("b", "x"), widths=(None, 1)))
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.position) == ("DG602", wide.at)
    assert finding.hint == "shorten the longest of them"


def test_drawn_shapes_and_rules_stand_in_the_middle_of_their_place() -> None:
    dot = Shape(key="dot", preset="ellipse", fill="primary", width=1.0, height=1.0, at=AT)
    areas = (
        Area(node=Line(key="axis", thickness=1.5), row=0, column=0, columns=2),
        Area(node=dot, row=0, column=1),
        Area(node=Line(key="stem", direction="vertical", length=2.0), row=1, column=1),
        Area(node=Shape(key="field", fill="panel"), row=1, column=0),
    )
    page = placed(Areas(areas=areas, widths=(1, 1), row_gap=0.0))
    axis, shape, stem, field = (item(page, f"s1/{key}") for key in ("axis", "dot", "stem", "field"))
    assert isinstance(axis, PlacedLine)
    assert isinstance(stem, PlacedLine)
    assert isinstance(shape, PlacedShape)
    assert isinstance(field, PlacedShape)
    assert (axis.box.height, axis.box.width, axis.width) == (0, 11_277_600, 19_050)
    assert shape.box.y + shape.box.height // 2 == axis.box.y
    assert (stem.box.width, stem.box.height) == (0, 2 * 14 * 12_700)
    assert stem.box.x == shape.box.x + shape.box.width // 2
    assert stem.box.y == shape.box.bottom
    assert (field.box.y, field.box.height) == (stem.box.y, stem.box.height)


def test_a_box_leads_to_its_slide() -> None:
    page = placed(replace(arrow("a", "x", "roundRect"), link="s1", outline="rule", fill=None))
    found = text_item(page, "s1/a")
    assert isinstance(found, PlacedText)
    assert (found.link_to, found.outline, found.preset) == ("s1", "rule", "roundRect")
