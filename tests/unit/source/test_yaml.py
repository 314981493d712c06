from __future__ import annotations

from typing import Any

import pytest

from deckgen.diagnostics import DeckgenError, Position
from deckgen.source.located import Located, LocatedList, LocatedMap
from deckgen.source.yaml import MAXIMUM_DEPTH, load_yaml


def codes(data: bytes | str) -> list[str]:
    with pytest.raises(DeckgenError) as caught:
        load_yaml(data if isinstance(data, bytes) else data.encode(), "spec.yaml")
    return [f"{d.code} {d.position.line}:{d.position.column}" for d in caught.value.diagnostics if d.position]


@pytest.mark.parametrize(
    ("plain", "meaning"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("1:30", "1:30"),
        ("2026-11-24", "2026-11-24"),
        ("1_000", "1_000"),
        ("0b1", "0b1"),
        ("=", "="),
        ("012", 12),
        ("0o14", 12),
        ("0xC", 12),
        ("-12", -12),
        ("+1", 1),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ('"1"', "1"),
        ("'true'", "true"),
    ],
)
def test_scalars_by_the_core_rules_of_yaml_1_2(plain: str, meaning: Any) -> None:
    found = load_yaml(f"a: {plain}\n".encode(), "spec.yaml")["a"]
    assert found == meaning
    assert isinstance(found, Located) if isinstance(meaning, str) else type(found) is type(meaning)


@pytest.mark.parametrize("number", [".inf", "-.INF", ".nan", "1e999", "1234567890123456789"])
def test_numbers_out_of_range(number: str) -> None:
    assert codes(f"a: {number}") == ["DG111 1:4"]


def test_places_of_keys_and_values_count_characters() -> None:
    raw = load_yaml('中文: "😀"\nb:\n  - x\n  - {c: d}\n'.encode(), "specs/a.yaml")
    assert raw.key_at("中文") == Position("specs/a.yaml", 1, 1)
    assert raw.value_at("中文") == Position("specs/a.yaml", 1, 5)
    items = raw["b"]
    assert isinstance(items, LocatedList)
    assert items.at == items.value_at(-1) == Position("specs/a.yaml", 3, 3)
    assert items.value_at(1) == Position("specs/a.yaml", 4, 5)
    inner = items[1]
    assert isinstance(inner, LocatedMap)
    assert inner.key_at("c") == Position("specs/a.yaml", 4, 6)
    assert inner.key_at("missing") == inner.at == Position("specs/a.yaml", 4, 5)


def test_byte_order_mark_and_windows_line_ends() -> None:
    raw = load_yaml(b"\xef\xbb\xbfa: x\r\nb: |\r\n  one\r\n  two\r\n", "spec.yaml")
    assert raw.key_at("a") == Position("spec.yaml", 1, 1)
    assert raw["b"] == "one\ntwo\n"
    assert raw["b"].position_at(4) == Position("spec.yaml", 4, 3)


@pytest.mark.parametrize(
    ("style", "index", "place"),
    [
        ("a: one two", 4, "1:8"),
        ("a: one\n  two", 4, "2:3"),
        ("a: 'it''s x'", 5, "1:11"),
        ("a: 'one\n\n  two'", 4, "3:3"),
        ('a: "\\u4e2d x"', 2, "1:12"),
        ('a: "one \\\n   two"', 4, "2:4"),
        ("a: |\n  one\n  two", 4, "3:3"),
        ("a: |2\n   one\n  two", 1, "2:4"),
        ("a: |\n\n  one", 1, "3:3"),
        ("a: >-\n  one\n  two\n\n  three", 8, "5:3"),
    ],
)
def test_places_in_the_five_styles(style: str, index: int, place: str) -> None:
    found = load_yaml(style.encode(), "spec.yaml")["a"].position_at(index)
    assert f"{found.line}:{found.column}" == place


BOMBS = {
    "aliases": "a0: &a0 [x, x]\n" + "\n".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 60)),
    "self": "a: &a [*a]",
    "merges": "a: &a {x: 1}\n" + "\n".join(f"b{i}:\n  <<: [*a, *a]" for i in range(2_000)),
    "depth": "a: " + "[" * 100_000,
    "maps": "a: " + "{a: " * 100_000,
    "indents": "\n".join(" " * i + "a:" for i in range(2_000)),
    "nodes": "a: [" + "1," * 300_000 + "]",
    "size": "a: '" + "x" * 5_000_000 + "'",
    "keys": "\n".join(f"k{i}: 1" for i in range(120_000)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused(name: str) -> None:
    data = BOMBS[name].encode()
    assert codes(data)[0][:5] in ("DG104", "DG105", "DG106")


def test_depth_at_the_limit() -> None:
    fits = "a: " + "[" * (MAXIMUM_DEPTH - 1) + "]" * (MAXIMUM_DEPTH - 1)
    assert isinstance(load_yaml(fits.encode(), "spec.yaml")["a"], LocatedList)
    assert codes(f"a: [{fits[3:]}]") == [f"DG104 1:{3 + MAXIMUM_DEPTH}"]


@pytest.mark.parametrize(
    "data",
    ["\ud800", "a: \x85", "a: \u2028", "a: \ue000", "a: \U000f0000", "a: \ufdd0", "a: \uffff", "a: \x7f", "a: \x00"],
)
def test_characters_that_no_text_holds(data: str) -> None:
    assert codes(data.encode("utf-8", "surrogatepass"))[0][:5] in ("DG102", "DG103")


@pytest.mark.parametrize("escape", ["\\u0000", "\\e", "\\N", "\\L", "\\uE000", "\\U000F0000", "\\x7f"])
def test_escapes_of_characters_that_no_text_holds(escape: str) -> None:
    assert codes(f'a: "x{escape}"') == ["DG103 1:6"]


def test_surrogate_escape_is_refused() -> None:
    assert codes('a: "\\ud800"')[0].startswith("DG101")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "gb18030"])
def test_other_encodings_are_refused(encoding: str) -> None:
    assert codes("a: 中文".encode(encoding))[0][:5] in ("DG102", "DG103")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("a: {{ x.y }}", ["DG110 1:4"]),
        ("a: {{ x.y }} more", ["DG110 1:4"]),
        ("a: {{ x.y }}'s \"more", ["DG110 1:4"]),
        ("- {{ x.y }}\n", ["DG110 1:3"]),
        ("a: {zh: {{ x.y }}中, en: b}", ["DG110 1:9"]),
        ("a: 1\nb: 2\na: 3\nb: 4", ["DG107 3:1", "DG107 4:1"]),
        ('a: 1\n"a": 2', ["DG107 2:1"]),
        ("1: a\n~: b\n", ["DG108 1:1", "DG108 2:1"]),
        ("a: !python/object x", ["DG106 1:4"]),
        ("%TAG ! tag:x,2000:\n---\na: !b c", ["DG106 3:4"]),
        ("a: 1\n---\nb: 2", ["DG109 2:1"]),
    ],
)
def test_traps(data: str, expected: list[str]) -> None:
    assert codes(data) == expected


def test_quoted_braces_and_flow_maps_are_fine() -> None:
    assert load_yaml(b"a: '{{ x.y }}'\nb: {c: d}\n", "spec.yaml") == {"a": "{{ x.y }}", "b": {"c": "d"}}
