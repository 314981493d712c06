"""Furniture words exist in every language, with the same fields and no stray blanks."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from deckgen.model.text import LANGUAGES
from deckgen.text.words import WORDS, word


@pytest.mark.parametrize("name", WORDS)
def test_a_word_is_written_in_every_language(name: str) -> None:
    assert tuple(WORDS[name]) == LANGUAGES
    fields = [
        sorted(field for _, field, _, _ in Formatter().parse(word(name, language)) if field) for language in LANGUAGES
    ]
    assert fields[0] == fields[1] == fields[2]
    assert all(word(name, language) for language in LANGUAGES)


@pytest.mark.parametrize("name", [name for name in WORDS if not name.startswith(("sentence_", "list_"))])
def test_english_is_latin_and_the_others_are_not(name: str) -> None:
    wide = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
    assert not wide.search(word(name, "en"))
    assert wide.search(word(name, "zh"))
    assert wide.search(word(name, "ja"))


def test_an_unknown_word_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        word("no_such_word", "en")
