"""A written deck: well formed, valid, native, the same bytes again, and readable as what its pages say."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from deckgen.model.geometry import Box
from deckgen.model.record import creation_id, slide_creation_id
from deckgen.write.pptx import write_deck
from tests.unit.write.pptx import builder
from tests.unit.write.pptx.builder import LANGUAGES, WORDS
from tests.unit.write.pptx.reading import find, named, opened, parts, slide, written
from tests.unit.write.pptx.validator import assert_valid


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_is_well_formed_and_named_once(language: str) -> None:
    data = written(language)
    names = [info.filename for info in zipfile.ZipFile(io.BytesIO(data)).infolist()]
    assert names[0] == "[Content_Types].xml"
    assert len(set(names)) == len(names)
    for name, content in parts(data).items():
        if not name.endswith(".xlsx"):
            etree.fromstring(content)
    assert {info.date_time for info in zipfile.ZipFile(io.BytesIO(data)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sdk_finds_nothing(language: str, tmp_path: Path) -> None:
    assert_valid(written(language), tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_program_reads_texts_tables_charts_and_notes(language: str) -> None:
    words, deck = WORDS[language], opened(written(language))
    cover, cards, chart, table = deck.slides
    assert cover.shapes.title is not None
    assert cover.shapes.title.text_frame.text == words["title"]
    assert [paragraph.text for paragraph in named(cards, "cards/kpis/1").text_frame.paragraphs] == [
        words["amount"], "2.47 tn",
    ]  # fmt: skip
    native = named(chart, "chart/chart").chart
    assert list(native.plots[0].categories) == [words["city"], words["second"], "—"]
    assert [tuple(series.values) for series in native.plots[0].series] == [(42.6, 28.1, None)]
    grid = named(table, "table/table").table
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [
        [words["head"], words["amount"]], [words["city"], "42.6"], [words["second"], "28.1"],
    ]  # fmt: skip
    assert cards.notes_slide.notes_text_frame is not None
    assert cards.notes_slide.notes_text_frame.text == f"{words['notes']}\n27%"
    assert not cover.has_notes_slide


def test_placeholders_are_filled_by_role_and_none_is_left_empty() -> None:
    _, cards, _, table = opened(written("en")).slides
    assert {shape.placeholder_format.idx: shape.name for shape in cards.placeholders} == {
        0: "cards/title", 13: "cards/kicker", 14: "cards/source", 11: "cards/footer", 12: "cards/slide_number",
    }  # fmt: skip
    assert 15 in {shape.placeholder_format.idx for shape in table.placeholders}
    assert all(shape.text_frame.text for shape in (*cards.placeholders, *table.placeholders))
    assert [shape.name.partition("/")[2] for shape in cards.shapes][-3:] == ["source", "footer", "slide_number"]


def test_layouts_are_those_of_the_roles() -> None:
    names = [slide.slide_layout.name for slide in opened(written("ja")).slides]
    assert names == ["Cover", "Content", "Content", "Content with takeaway"]


def test_the_same_pages_give_the_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import sys, hashlib; from tests.unit.write.pptx import builder; from deckgen.write.pptx import write_deck; "
        "sys.stdout.write(hashlib.sha256(write_deck(builder.deck('zh'), builder.theme())).hexdigest())"
    )
    root = str(builder.ROOT)
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": f"{root}/src{os.pathsep}{root}"},
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "Asia/Tokyo"), ("2", "UTC"))
    }
    assert len(digests) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_ids_are_unique_and_stable(language: str) -> None:
    data = written(language)
    for number, page in enumerate(builder.deck(language).pages, 1):
        root = slide(data, number)
        ids = [item.get("id") for item in find(root, "//p:cNvPr")]
        assert max(Counter(ids).values()) == 1
        stated = {item.get("name"): find(item, ".//a16:creationId/@id") for item in find(root, "//p:cNvPr")[1:]}
        assert stated == {name: [creation_id(name)] for name in stated}
        assert {item.name for item in page.items} <= stated.keys()
        assert find(root, "//p14:creationId/@val") == [str(slide_creation_id(page.key))]
        tags = parts(data)[f"ppt/tags/tag{number}.xml"].decode()
        assert f'name="DECKGEN_KEY" val="{page.key}"' in tags


def test_sections_hold_every_slide() -> None:
    root = etree.fromstring(parts(written("ja"))["ppt/presentation.xml"])
    slides = find(root, "p:sldIdLst/p:sldId/@id")
    assert slides == ["256", "257", "258", "259"]
    assert find(root, "//p14:section/@name") == [WORDS["ja"]["title"], WORDS["ja"]["section"]]
    assert find(root, "//p14:sldId/@id") == slides


def test_properties_are_the_spec_s() -> None:
    core = opened(written("en")).core_properties
    assert (core.title, core.author, core.last_modified_by) == (
        WORDS["en"]["title"], "Hitachi & Co. <China>", "Hitachi & Co. <China>",
    )  # fmt: skip
    assert core.created is not None
    assert core.created.isoformat().startswith("2026-11-24T00:00:00")
    assert core.content_status == "draft"


def test_lineage_names_each_shown_value_once_and_where_it_stands() -> None:
    content = etree.fromstring(parts(written("zh"))["customXml/item1.xml"])
    assert content.tag == "{urn:deckgen:lineage:1}lineage"
    lineage = json.loads(content.text or "")
    pages = lineage["pages"]
    assert pages["cards"]["cards/kpis/1"] == {"runs": [[1, 0, "tenders[city=sz].amount"]]}
    assert pages["chart"]["chart/chart"]["points"] == [
        [0, 0, "tenders[city=0.0].amount"], [0, 1, "tenders[city=0.1].amount"],
    ]  # fmt: skip
    assert pages["table"]["table/table"] == {
        "cells": [[1, 1, 0, 0, "tenders[city=sz].amount"], [2, 1, 0, 0, "tenders[city=nb].amount"]]
    }
    assert pages["chart"]["notes"] == {"runs": [[1, 0, "tenders[city=sz].amount"]]}
    assert lineage["origins"]["tenders[city=nb].amount"]["sources"] == ["bureau"]
    assert lineage["origins"]["tenders[city=nb].amount"]["row_key"] == [["city", "nb"]]


def test_what_a_template_holds_besides_its_layouts_is_left_behind() -> None:
    sample = opened(builder.theme().template)
    for layout in sample.slide_layouts:
        added = sample.slides.add_slide(layout)
        added.shapes.add_textbox(0, 0, 9, 9).text_frame.text = "confidential"
        added.notes_slide.notes_text_frame.text = "secret"  # type: ignore[union-attr]
    sample.core_properties.author = "somebody else"
    buffer = io.BytesIO()
    sample.save(buffer)
    theme = replace(builder.theme(), template=buffer.getvalue(), digest="other")
    data = write_deck(builder.deck("en"), theme)
    assert not any(
        word in content for content in parts(data).values() for word in (b"confidential", b"secret", b"somebody")
    )
    assert [len(opened(data).slides), len([n for n in parts(data) if "notesSlides/notesSlide" in n])] == [4, 3]


def test_a_deck_without_sections_or_notes_or_values_is_whole(tmp_path: Path) -> None:
    page = builder.one_page(builder.text_box("only/text", Box(0, 0, 99, 99), ()))
    data = write_deck(page, builder.theme())
    assert len(opened(data).slides) == 1
    assert_valid(data, tmp_path)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_an_office_suite_makes_one_page_a_slide(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(written("ja"))
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=180)
    from pypdfium2 import PdfDocument

    document = PdfDocument(tmp_path / "deck.pdf")
    assert len(document) == 4
    document.close()
