"""Whatever is wrong with a file, the package check gives findings and the reader raises located errors: no traceback."""

from __future__ import annotations

import re
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from deckgen.diagnostics import DeckgenError
from deckgen.read.pptx import read_deck
from deckgen.verify.package import check_package
from tests.unit.verify import sample
from tests.unit.verify.faults import pack, unpack

PARTS = sorted(name for name in unpack(sample.deck()) if not name.endswith(".xlsx"))
VALUE = re.compile(rb'="([^"]*)"')
ELEMENT = re.compile(rb"<(/?[\w:]+)[^>]*>")
NASTY = ("", "NaN", "-1", "1e9", "True", "９", "9" * 5000, "rId999", "../../x", "{0}", "&#10;", "\u202e", "x" * 300)


def survives(data: bytes) -> None:
    assert all(finding.code.startswith("DG7") for finding in check_package(data))
    with suppress(DeckgenError):
        read_deck(data)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PARTS), st.integers(0, 10_000), st.sampled_from(NASTY))
def test_any_attribute_may_hold_anything(part: str, place: int, value: str) -> None:
    parts = unpack(sample.deck())
    found = list(VALUE.finditer(parts[part]))
    if not found:
        return
    match = found[place % len(found)]
    parts[part] = parts[part][: match.start(1)] + value.encode() + parts[part][match.end(1) :]
    survives(pack(parts))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(PARTS), st.integers(0, 10_000))
def test_any_element_may_be_missing(part: str, place: int) -> None:
    parts = unpack(sample.deck())
    found = [match for match in ELEMENT.finditer(parts[part]) if match.group().endswith(b"/>")]
    if not found:
        return
    match = found[place % len(found)]
    parts[part] = parts[part][: match.start()] + parts[part][match.end() :]
    survives(pack(parts))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PARTS))
def test_any_part_may_be_missing(part: str) -> None:
    parts = unpack(sample.deck())
    del parts[part]
    survives(pack(parts))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 100_000), st.integers(1, 255))
def test_any_byte_may_be_flipped(place: int, mask: int) -> None:
    data = bytearray(sample.deck())
    data[place % len(data)] ^= mask
    survives(bytes(data))
