"""The walk from placed pages to records and their outline."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.model.geometry import Box
from deckgen.model.record import RunRecord, creation_id, number_text, paragraph_records, run_records
from deckgen.write.outline import write_outline
from deckgen.write.records import record_drawn, record_pages
from tests.unit.verify import sample


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (None, ""),
        (Decimal("12.50"), "12.5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.0"), "0"),
        (Decimal("100"), "100"),
        (Decimal("0.000000000000000000000000000000123"), "0.000000000000000000000000000000123"),
    ],
)
def test_numbers_are_plain_decimals(number: Decimal | None, text: str) -> None:
    assert number_text(number) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_number_texts_lose_nothing(number: Decimal) -> None:
    text = number_text(number)
    assert Decimal(text) == number
    assert number_text(Decimal(text)) == text


@given(st.text(alphabet="ab\n", max_size=12))
def test_runs_keep_their_text_and_stand_apart_from_breaks(text: str) -> None:
    records = list(run_records(text, "q.x"))
    assert "".join(record.text for record in records) == text
    assert all(record.text == "\n" or "\n" not in record.text for record in records)
    assert all((record.value is None) == (record.text == "\n") for record in records)


def test_empty_runs_and_paragraphs_are_left_out() -> None:
    assert paragraph_records([run_records(""), [RunRecord("a")], []]) == ((RunRecord("a"),),)


def test_a_card_and_its_bar_are_two_objects() -> None:
    page = record_pages(sample.deck_pages()).pages[1]
    objects = {item.key: item for item in page.objects}
    card, bar = objects["output/card"], objects["output/card/bar"]
    assert (bar.kind, bar.furniture, bar.creation_id) == ("shape", True, creation_id("output/card/bar"))
    assert bar.box == Box(card.box.x, card.box.y, card.box.width, 45_720)


def test_pages_carry_sections_notes_and_placeholders() -> None:
    record = record_pages(sample.deck_pages())
    assert [page.section for page in record.pages] == ["Guangzhou at a glance", "Economy", "Economy", "Output"]
    assert record.pages[1].notes == ("Output per head grows", "Guangzhou leads Shenzhen in output per head")
    assert record.pages[1].objects[0].placeholder == "title"


def test_the_outline_reads_object_by_object() -> None:
    outline = write_outline(record_pages(sample.deck_pages()))
    for line in (
        "Guangzhou at a glance [en] 4 pages",
        "# Economy",
        "== output",
        "  output/title (text, in title) 36,42 888×66",
        "    | Output per head grows{ 12.5}",
        "    | Guangzhou | {12.5}",
        "    categories: Guangzhou | Shenzhen | Economy",
        "    Output: 12.5 | 11 | –  0.0",
        "  note | Output per head grows",
    ):
        assert line in outline.split("\n"), line


def test_what_a_pdf_draws_are_the_lines() -> None:
    record = record_drawn(sample.brief_pages())
    chart = next(item for page in record.pages for item in page.objects if item.key == "chart/chart")
    assert [run.text for paragraph in chart.paragraphs for run in paragraph] == [
        "Guangzhou", "Shenzhen", "Economy", "12.5", "11.0",
    ]  # fmt: skip
