"""Decks that deckgen did not write: everything that PowerPoint shows is there, placeholders and groups in their place."""

from __future__ import annotations

import io

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu, Inches

from deckgen.model.geometry import Box
from deckgen.read.inspect import inspect_file
from deckgen.read.pptx import read_deck


def foreign() -> bytes:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = "Own deck"
    group = slide.shapes.add_group_shape()
    inner = group.shapes.add_textbox(Emu(1000), Emu(2000), Emu(300), Emu(400))
    inner.text_frame.text = "inside"
    group.left, group.top, group.width, group.height = Emu(10_000), Emu(20_000), Emu(600), Emu(800)
    data = CategoryChartData(number_format="0.00")
    data.categories = ["a", "b"]
    data.add_series("s", (1, None))
    slide.shapes.add_chart(XL_CHART_TYPE.LINE, 0, 0, Inches(3), Inches(2), data)
    table = slide.shapes.add_table(2, 2, 0, 0, Inches(2), Inches(1)).table
    table.cell(0, 0).text = "first\nsecond"
    slide.notes_slide.notes_text_frame.text = "say this"
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def test_a_deck_of_python_pptx() -> None:
    (page,) = read_deck(foreign()).pages
    title, group, inside, chart, table = page.objects
    assert page.key == "slide1"
    assert page.notes == ("say this",)
    assert title.placeholder == "title"
    assert title.box == Box(457200, 274638, 8229600, 1143000)
    assert (group.kind, group.box) == ("group", Box(10_000, 20_000, 600, 800))
    assert inside.box == Box(10_000, 20_000, 600, 800)
    assert [run.text for run in inside.paragraphs[0]] == ["inside"]
    assert [run.text for run in chart.categories] == ["a", "b"]
    assert (chart.series[0].name, chart.series[0].numbers, chart.number_format) == ("s", ("1", ""), "0.00")
    assert [run.text for paragraph in table.cells[0][0] for run in paragraph] == ["first", "second"]


def test_its_outline_names_everything() -> None:
    outline = inspect_file(foreign(), "own.pptx")
    for words in ("Own deck", "inside", "categories: a | b", "s: 1 | –", "first / second", "note | say this"):
        assert words in outline
