"""Words of a diagram's heads are never broken: a smaller size, or an error at the block."""

from __future__ import annotations

import pytest

from deckgen.diagnostics import DeckgenError
from deckgen.model.nodes import Columns, Text
from deckgen.model.text import Paragraph, Run
from tests.unit.layout.document import AT, deck, document, prose, slide, text_item


def head(words: str) -> Text:
    paragraph = Paragraph(runs=(Run(text=words),), role="part_head")
    return Text(key="head", paragraphs=(paragraph,), fill="primary", shape="homePlate", at=AT)


def test_a_head_shrinks_before_its_word_would_be_broken() -> None:
    body = Columns(items=(head("Manufacturing hub"), prose("Text.")), widths=(1, 5))
    (page,) = deck(document(slide(body), language="en")).pages[1:]
    (placed,) = text_item(page, "s1/head").paragraphs
    assert ["".join(f.text for f in line.fragments).strip() for line in placed.lines] == ["Manufacturing", "hub"]


def test_a_word_wider_than_its_part_is_an_error() -> None:
    body = Columns(items=(head("Telecommunications infrastructure"), prose("Text.")), widths=(1, 9))
    with pytest.raises(DeckgenError) as caught:
        deck(document(slide(body), language="en"))
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.position) == ("DG602", AT)
    assert "the word 'Telecommunications' does not fit on a line" in finding.message


def test_heads_of_wide_scripts_break_anywhere() -> None:
    body = Columns(items=(head("通信网络基础设施产业"), prose("文")), widths=(1, 7))
    (page,) = deck(document(slide(body), language="zh")).pages[1:]
    assert len(text_item(page, "s1/head").paragraphs[0].lines) > 1
