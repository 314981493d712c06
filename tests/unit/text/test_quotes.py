"""Typographic quotation marks in texts and values."""

from __future__ import annotations

import pytest

from deckgen.text.formats import format_value
from deckgen.text.localized import LocalizedText
from deckgen.text.quotes import typographic
from tests.unit.text.making import text, value


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Hitachi's way in", "Hitachi’s way in"),
        ("the partners' channels", "the partners’ channels"),
        ('a "new normal"', "a “new normal”"),
        ('("smart" city)', "(“smart” city)"),
        ("the 'city brain'", "the ‘city brain’"),
        ("plain", "plain"),
    ],
)
def test_english_marks_open_before_a_word_and_close_after_it(typed: str, printed: str) -> None:
    assert typographic(typed, "en") == printed
    assert typographic(typed, "zh") == typed
    assert typographic(typed, "ja") == typed


def test_texts_and_values_print_them() -> None:
    template = LocalizedText.read(text("a: Hitachi's {{ city.name }}")).template("en")
    name = value("Xi'an")
    ((first, second),) = template.render({"city": {"name": name}}, "en")
    assert (first.text, second.text) == ("Hitachi’s ", "Xi’an")
    assert second.value == name
    assert format_value(name, "ja") == "Xi'an"
