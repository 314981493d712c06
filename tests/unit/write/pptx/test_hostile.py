"""Whatever a text holds, the deck is valid and shows it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation

from deckgen.model.geometry import Box
from deckgen.model.pages import Pages, SectionMark
from deckgen.model.text import Paragraph, Run
from deckgen.write.pptx import write_deck
from deckgen.write.pptx.xml import attribute, legal, text
from tests.unit.write.pptx import builder
from tests.unit.write.pptx.validator import assert_valid

TEXTS = (
    "<&>\"'", "]]>", "&#0;", "\x00\x01\x0b\x1f", "\ud800", "\ufffe\uffff", "a\tb\r\nc\rd", "{{ 7*7 }}", "${x}",
    "=cmd|'/c calc'!A1", "😀👨‍👩‍👧‍👦🇨🇳", "שלום", "e\u0301\u0323", "\u202eevil", "x" * 40_000, " ", "\n", "<!DOCTYPE x>",
)  # fmt: skip


def everywhere(shown: str) -> Pages:
    """A deck that has the text in every place that takes one."""
    box = Box(457_200, 1_600_200, 3_000_000, 3_000_000)
    deck = builder.one_page(
        builder.filled("only", "content", "title", shown),
        builder.text_box("only/text", box, (builder.paragraph((Run(text=shown, bold=True),), "body"),), fill="panel"),
        builder.table("only", ((shown, "b"), ("c", shown))),
        builder.chart("only", (shown, "b"), (("1", "2"),), names=(shown,)),
    )
    (page,) = deck.pages
    page = replace(page, title=shown, notes=(Paragraph(runs=(Run(text=shown),)),))
    return replace(
        deck, pages=(page,), title=shown, author=shown, sections=(SectionMark(key="s", title=shown, pages=("only",)),)
    )


def check(shown: str) -> bytes:
    data = write_deck(everywhere(shown), builder.theme())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.endswith(".xlsx"):
                etree.fromstring(archive.read(name), etree.XMLParser(huge_tree=True))
    return data


@pytest.mark.parametrize("shown", TEXTS, ids=range(len(TEXTS)))
def test_every_part_is_well_formed_and_the_text_is_there(shown: str) -> None:
    (slide,) = Presentation(io.BytesIO(check(shown))).slides
    assert slide.shapes.title is not None
    expected = legal(shown).replace("\n", "\v")
    assert slide.shapes.title.text_frame.text == expected
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    assert table.cell(1, 1).text == expected


def test_the_sdk_finds_nothing(tmp_path: Path) -> None:
    assert_valid(check("".join(TEXTS[:-4]) + "x" * 300), tmp_path)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text(shown: str) -> None:
    check(shown)


@given(st.text())
def test_the_gates_lose_nothing_that_is_legal(shown: str) -> None:
    root = etree.fromstring(f'<a b="{attribute(shown)}">{text(shown)}</a>'.encode())
    assert (root.text or "") == legal(shown)
    assert root.get("b") == legal(shown)
