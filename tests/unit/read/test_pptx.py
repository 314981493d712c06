"""A written deck reads back as its pages, and one changed character, point or cell does not go unseen."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from deckgen.diagnostics import DeckgenError
from deckgen.model.record import FileRecord, ObjectRecord
from deckgen.read.package import Package
from deckgen.read.pptx import read_deck
from deckgen.verify.deck import verify_deck
from deckgen.write.records import record_pages
from tests.unit.verify import sample
from tests.unit.verify.faults import (
    CHART,
    CHART_SLIDE,
    CORE,
    NOTES,
    PRESENTATION,
    SHEET,
    TABLE_SLIDE,
    TEXT_SLIDE,
    Parts,
    in_workbook,
    pack,
    swap,
    unpack,
    within,
)

LANGUAGES = ("zh", "en", "ja")


def changed(change: Callable[[Parts], None], language: str = "en") -> bytes:
    parts = unpack(sample.deck(language))
    change(parts)
    return pack(parts)


def found(record: FileRecord, key: str) -> ObjectRecord:
    (item,) = [item for page in record.pages for item in page.objects if item.key == key]
    return item


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_written_deck_reads_back_as_its_pages(language: str) -> None:
    assert read_deck(sample.deck(language)) == record_pages(sample.deck_pages(language))


def test_values_keep_their_ids() -> None:
    record = read_deck(sample.deck())
    (heading, first, second) = found(record, "table/table").cells
    assert [run.value for cell in heading for paragraph in cell for run in paragraph] == [None, None]
    assert first[1][0][0].value == "kpis[city=gz].gdp"
    assert second[1][0][0].value == "kpis[city=sz].gdp"
    (series,) = found(record, "chart/chart").series
    assert series.numbers == ("12.5", "11", "")
    assert series.values == ("kpis[city=gz].gdp", "kpis[city=sz].gdp", None)
    assert found(record, "output/card").paragraphs[0][0].value == "kpis[city=gz].gdp"


SHOWN = {
    "title": swap(TEXT_SLIDE, "<a:t>Guangzhou leads", "<a:t>Guangzhou leaps"),
    "digit": swap(TEXT_SLIDE, "<a:t>12.5<", "<a:t>12.6<"),
    "field": within("ppt/slides/slide2.xml", 'type="slidenum"', "<a:t>2<", "<a:t>3<"),
    "table cell": within(TABLE_SLIDE, "<a:tbl>", "<a:t>11.0<", "<a:t>11.1<"),
    "note": swap(NOTES, "<a:t>Output", "<a:t>0utput"),
    "section": swap(PRESENTATION, 'name="Economy"', 'name="Economics"'),
    "alternative text": swap(CHART_SLIDE, 'descr="Guangzhou', 'descr="Guangdong'),
    "box": within(TEXT_SLIDE, 'name="output/bullets"', 'x="457200"', 'x="457201"'),
    "name": swap(TEXT_SLIDE, 'name="output/bullets"', 'name="output/bullet"'),
    "hidden": swap(TEXT_SLIDE, 'name="output/bullets"', 'name="output/bullets" hidden="1"'),
    "layout of a placeholder": within("ppt/slideLayouts/slideLayout3.xml", 'type="title"', 'x="457200"', 'x="457300"'),
    "chart point": swap(CHART, "<c:v>11</c:v>", "<c:v>11.5</c:v>"),
    "chart category": swap(CHART, "<c:v>Shenzhen</c:v>", "<c:v>Shenzhem</c:v>"),
    "series name": swap(CHART, "<c:v>Output</c:v>", "<c:v>Outputs</c:v>"),
    "label format": lambda parts: parts.update(
        {CHART: parts[CHART].replace(b'formatCode="0.0"', b'formatCode="0.00"')}
    ),
    "document title": swap(CORE, "<dc:title>Guangzhou", "<dc:title>Guangdong"),
    "line break": within(TEXT_SLIDE, 'name="output/bullets"', "</a:r><a:r>", "</a:r><a:br/><a:r>"),
    "slide order": swap(
        PRESENTATION,
        '<p:sldId id="258" r:id="rId9"/><p:sldId id="259" r:id="rId10"/>',
        '<p:sldId id="259" r:id="rId10"/><p:sldId id="258" r:id="rId9"/>',
    ),
    "slide key": swap("ppt/tags/tag2.xml", 'val="output"', 'val="outputs"'),
}


@pytest.mark.parametrize("change", SHOWN.values(), ids=SHOWN.keys())
def test_whatever_is_shown_differently_is_named(change: Callable[[Parts], None]) -> None:
    data = changed(change)
    assert read_deck(data) != record_pages(sample.deck_pages())
    codes = {finding.code for finding in verify_deck(data, sample.deck_pages())}
    assert codes & {"DG760", "DG761", "DG762"}, codes


def test_a_changed_workbook_cell_is_named() -> None:
    data = changed(in_workbook(SHEET, "<v>11</v>", "<v>11.5</v>"))
    (message,) = [finding.message for finding in verify_deck(data, sample.deck_pages()) if finding.code == "DG756"]
    assert "'11'" in message
    assert "'11.5'" in message


def test_every_single_visible_character_counts() -> None:
    """Each letter and digit of a text slide, changed alone, changes the record."""
    parts = unpack(sample.deck())
    text = parts[TEXT_SLIDE].decode()
    places = [found.start() + i for found in re.finditer("(?<=<a:t>)[^<]+", text) for i in range(len(found.group()))]
    clean = read_deck(sample.deck()).pages[1]
    assert len(places) > 100
    for place in places[::7]:
        if text[place] == "&" or text[place] == ";":
            continue
        parts[TEXT_SLIDE] = (text[:place] + ("x" if text[place] != "x" else "y") + text[place + 1 :]).encode()
        assert read_deck(pack(parts)).pages[1] != clean, text[place - 10 : place + 10]


def test_a_damaged_lineage_part_costs_the_values_only() -> None:
    for content in (b"<x/>", b'<lineage xmlns="urn:deckgen:lineage:1">{"pages": 3}</lineage>', b"<not xml"):
        parts = unpack(sample.deck())
        parts["customXml/item1.xml"] = content
        record = read_deck(pack(parts))
        card = found(record, "output/card")
        assert [run.text for paragraph in card.paragraphs for run in paragraph] == ["12.5", "Output"]
        assert card.paragraphs[0][0].value is None


def test_reader_and_checker_share_a_package() -> None:
    package = Package(sample.deck())
    assert read_deck(package) == read_deck(sample.deck())
    assert package.xml(TEXT_SLIDE) is package.xml(TEXT_SLIDE)


def test_a_deck_without_slide_part_is_an_error_not_a_traceback() -> None:
    with pytest.raises(DeckgenError) as raised:
        read_deck(changed(lambda parts: parts.pop(TEXT_SLIDE) and None))
    assert raised.value.diagnostics[0].code == "DG705"
    assert raised.value.exit_code == 1
