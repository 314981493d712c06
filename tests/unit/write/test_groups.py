"""A group in every file: one object with one text alternative and one value, its parts inside, read back as written."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pikepdf
import pytest

from deckgen.model.geometry import Box
from deckgen.model.nodes import HarveyBall, Table, TableCell, TableColumn, TableRow
from deckgen.model.pages import Pages, PlacedGroup, PlacedLine, PlacedShape, PlacedText
from deckgen.model.record import creation_id
from deckgen.model.text import Paragraph, Run
from deckgen.read.pptx import read_deck
from deckgen.verify.brief import verify_brief
from deckgen.verify.deck import verify_deck
from deckgen.write.pdf import write_pdf
from deckgen.write.pptx import write_deck
from deckgen.write.pptx.drawing import scheme_color
from deckgen.write.records import record_pages
from tests.unit.layout.document import AT, deck, document, packaged_theme, runs, slide
from tests.unit.write.pptx.builder import value
from tests.unit.write.pptx.reading import parts

MARK = "s1/table/mark"


@cache
def pages() -> Pages:
    """A slide with a table of Harvey balls and tiles, and a group with a text, a rule and a pill."""
    columns = (
        TableColumn(key="a", heading=runs("City")),
        TableColumn(key="b", heading=runs("Ease"), align="center"),
        TableColumn(key="c", heading=runs("Score"), align="center", numeric=True),
    )
    rows = tuple(
        TableRow(
            cells=(
                TableCell(runs=runs(f"City {n}")),
                TableCell(runs=(), symbol=HarveyBall(quarters=n, value=value(str(n), f"r{n}"), alt=f"{n} of 4")),
                TableCell(runs=(Run(text=str(n + 1)),), fill=f"heat_{n + 1}"),
            ),
            highlight=n == 1,
            total=n == 4,
        )
        for n in range(5)
    )
    table = Table(key="table", columns=columns, rows=rows, tiles=True, alt="Ways in", at=AT)
    arranged = deck(document(slide(table)))
    content = arranged.pages[1]
    style = packaged_theme().style("deck", "en", "mark_label")
    box = Box(8_000_000, 2_000_000, 900_000, 600_000)
    (label,) = (each for each in content.items if isinstance(each, PlacedText) and each.name == "s1/title")
    words = replace(
        label.paragraphs[0], paragraph=Paragraph(runs=(Run(text="1.5x", value=value("1.5", "ratio")),)), style=style
    )
    words = replace(
        words, lines=(replace(words.lines[0], fragments=(replace(words.lines[0].fragments[0], text="1.5x", run=0),)),)
    )
    mark = PlacedGroup(
        name=MARK,
        box=box,
        items=(
            PlacedLine(name=f"{MARK}/rule", box=Box(8_000_000, 2_000_000, 0, 600_000)),
            PlacedShape(name=f"{MARK}/pill", box=box, preset="ellipse", fill="background", outline="rule"),
            PlacedText(name=f"{MARK}/label", box=box, paragraphs=(words,), text_top=box.y),
        ),
        alt="Half as much again",
        value=value("1.5", "mark"),
    )
    page = replace(content, items=(*content.items, mark))
    return replace(arranged, pages=(arranged.pages[0], page))


def test_what_is_read_back_is_what_was_placed() -> None:
    data = write_deck(pages(), packaged_theme())
    assert list(verify_deck(data, pages())) == []
    record = read_deck(data)
    assert record == record_pages(pages())
    found = {item.key: item for item in record.pages[1].objects}
    assert (found[MARK].kind, found[MARK].alt, found[MARK].creation_id) == (
        "group",
        "Half as much again",
        creation_id(MARK),
    )
    assert found[MARK].value == value("1.5", "mark").origin.id
    assert found["s1/table/ball/3-2"].value == value("2", "r2").origin.id
    keys = list(found)
    at = keys.index(MARK)
    assert keys[at : at + 4] == [MARK, f"{MARK}/rule", f"{MARK}/pill", f"{MARK}/label"]
    assert found[f"{MARK}/label"].paragraphs[0][0].value == value("1.5", "ratio").origin.id


def changed(change: Callable[[PlacedGroup], PlacedGroup]) -> Pages:
    page = pages().pages[1]
    items = tuple(change(item) if isinstance(item, PlacedGroup) and item.name == MARK else item for item in page.items)
    return replace(pages(), pages=(pages().pages[0], replace(page, items=items)))


def _moved(group: PlacedGroup) -> PlacedGroup:
    rule = group.items[0]
    return replace(group, items=(replace(rule, box=replace(rule.box, x=rule.box.x + 1)), *group.items[1:]))


CHANGES: dict[str, Callable[[PlacedGroup], PlacedGroup]] = {
    "alt": lambda group: replace(group, alt="Twice as much"),
    "value": lambda group: replace(group, value=value("1.6", "other")),
    "no value": lambda group: replace(group, value=None),
    "part moved": _moved,
    "part gone": lambda group: replace(group, items=group.items[1:]),
    "parts in another order": lambda group: replace(group, items=group.items[::-1]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_group_is_found(name: str) -> None:
    findings = list(verify_deck(write_deck(changed(CHANGES[name]), packaged_theme()), pages()))
    assert findings
    assert {finding.code for finding in findings} <= {"DG761", "DG762"}
    assert all(MARK in finding.message or "in another order" in finding.message for finding in findings)


def test_a_pdf_has_one_object_with_the_alternative() -> None:
    data = write_pdf(pages(), packaged_theme())
    assert list(verify_brief(data, pages())) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        content = pdf.pages[1].Contents.read_bytes().decode("latin-1")
    opening = rf"/Figure <</MCID \d+ /Name \({MARK}\) /Alt \(Half as much again\)>> BDC"
    (mark,) = re.findall(rf"{opening}(.*?)EMC", content, re.DOTALL)
    # The parts are drawn inside, without marks of their own.
    assert "BDC" not in mark
    assert "BMC" not in mark
    assert mark.count("Tj") == 1
    assert content.count("/Alt (2 of 4)") == 1


def test_tiles_and_totals_state_their_edges_before_their_fill() -> None:
    slide_xml = parts(write_deck(pages(), packaged_theme()))["ppt/slides/slide2.xml"].decode()
    cells = re.findall(r"<a:tcPr [^>]*?(?:/>|>(.*?)</a:tcPr>)", slide_xml)
    by_row = [cells[index : index + 3] for index in range(0, len(cells), 3)]
    edges = [[re.findall(r"<a:(ln\w) w=\"(\d+)\">", cell) for cell in row] for row in by_row]
    gap, total = "25400", "12700"
    assert edges[0] == [[], [], []]
    assert edges[1] == [[], [("lnR", gap)], [("lnL", gap), ("lnB", gap)]]
    assert edges[2][2] == [("lnL", gap), ("lnT", gap), ("lnB", gap)]
    assert edges[4][0] == [("lnB", total)]
    assert edges[5] == [[("lnT", total)], [("lnR", gap), ("lnT", total)], [("lnL", gap), ("lnT", total)]]
    after_edges = by_row[1][2].rpartition("</a:lnB>")[2]
    assert after_edges.startswith("<a:solidFill>")
    assert after_edges.count("<a:solidFill>") == 1


def test_a_colour_with_an_offset_follows_the_theme() -> None:
    assert scheme_color(packaged_theme().colors["heat_1"]) == (
        '<a:schemeClr val="accent5"><a:lumMod val="30000"/><a:lumOff val="74000"/></a:schemeClr>'
    )
