"""A template that deckgen did not make: read by the same path, and decks made from it are whole."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation

from deckgen.model.geometry import Box
from deckgen.model.pages import Page
from deckgen.theme.load import load_theme
from deckgen.theme.theme import Theme
from deckgen.write.pptx import write_deck
from tests.unit.theme.projects import project
from tests.unit.write.pptx import builder
from tests.unit.write.pptx.reading import named, opened, parts
from tests.unit.write.pptx.validator import assert_valid

STATED = """
template: client.pptx
layouts:
  cover: {name: Title Slide, placeholders: {date_line: {index: 10}}}
  content: {name: Title and Content, placeholders: {kicker: {index: 10}, source: {index: 1}}}
  content_takeaway: {name: Two Content, placeholders: {kicker: {index: 10}, source: {index: 1}, takeaway: {index: 2}}}
  section: {name: Section Header, placeholders: {section_number: {index: 10}}}
  closing: {name: Title and Content, placeholders: {subtitle: {index: 1}}}
"""


@pytest.fixture(scope="module")
def theme(tmp_path_factory: pytest.TempPathFactory) -> Theme:
    """python-pptx's own template, with a slide, its notes and an author in it."""
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "confidential"  # type: ignore[union-attr]
    slide.notes_slide.notes_text_frame.text = "confidential"  # type: ignore[union-attr]
    presentation.core_properties.author = "somebody"
    buffer = io.BytesIO()
    presentation.save(buffer)
    return load_theme("client", project(tmp_path_factory.mktemp("project"), STATED, buffer.getvalue()))


def test_its_geometry_and_styles_are_read(theme: Theme) -> None:
    assert (theme.slide_width, theme.slide_height) == (9_144_000, 6_858_000)
    title = theme.layouts["content"].placeholders["title"]
    assert title.box == Box(457_200, 274_638, 8_229_600, 1_143_000)
    assert (title.inherited.size, title.inherited.align, title.anchor) == (44.0, "center", "middle")
    assert title.insets.left == 91_440
    assert theme.colors["primary"].hex == "1F497D"


def test_a_deck_takes_its_look_and_leaves_its_slides(theme: Theme, tmp_path: Path) -> None:
    slot = theme.layouts["content"].placeholders["title"]
    placed = builder.paragraph("标题", "title")
    title = builder.text_box("only/title", slot.box, (placed,), placeholder="title", anchor=slot.anchor)
    box = builder.text_box("only/text", Box(457_200, 2_000_000, 3_000_000, 900_000), (builder.paragraph("a", "body"),))
    chart, table = builder.chart("only", ("a", "b"), (("1", "2"),)), builder.table("only", (("a", "b"), ("c", "d")))
    page = Page(key="only", layout="content", items=(title, box, chart, table), notes=(placed.paragraph,))
    data = write_deck(replace(builder.deck("zh"), pages=(page,), sections=()), theme)
    (slide,) = opened(data).slides
    assert slide.slide_layout.name == "Title and Content"
    (run,) = named(slide, "only/title").text_frame.paragraphs[0].runs
    assert (run.font.size.pt, run.font.bold) == (24.0, True)
    assert not any(word in content for content in parts(data).values() for word in (b"confidential", b"somebody"))
    assert b"6B1F7C52-3D0A-4E7B-9C55-0D5A2F7E1B01" in parts(data)["ppt/tableStyles.xml"]
    assert b"Microsoft YaHei" in parts(data)["ppt/theme/theme1.xml"]
    assert_valid(data, tmp_path)
