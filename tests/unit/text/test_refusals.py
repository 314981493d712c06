"""YAML that is refused before an object exists: wrong bytes, bombs, tags, several documents."""

from __future__ import annotations

import pytest

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.source.yaml import MAXIMUM_CHARACTERS, MAXIMUM_DEPTH, MAXIMUM_NODES, load_yaml


def diagnostics(data: bytes) -> tuple[Diagnostic, ...]:
    with pytest.raises(DeckgenError) as caught:
        load_yaml(data, "a.yaml")
    return caught.value.diagnostics


def findings(data: bytes) -> list[tuple[int, int, str]]:
    return [(d.position.line, d.position.column, d.code) for d in diagnostics(data) if d.position]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"a: 1\nb: \xff\n", (2, 4, "DG102")),
        ("a: 1\nb: 城".encode() + b"\xe5\x9f", (2, 5, "DG102")),
        ("a: 城".encode("utf-16"), (1, 1, "DG102")),
        (b"a: \xed\xa0\x80\n", (1, 4, "DG102")),  # a surrogate, encoded
        (b"a: b\x00c\n", (1, 5, "DG103")),
        ("城: b\u2028c\n".encode(), (1, 5, "DG103")),
        ("a: \ue000\n".encode(), (1, 4, "DG103")),
        ("a: b\ufeff\n".encode(), (1, 5, "DG103")),
        ("a: \U000f0000\n".encode(), (1, 4, "DG103")),
        (b'a: "b\\0c"\n', (1, 6, "DG103")),
        (b'a: "\\L"\n', (1, 5, "DG103")),
        (b'a: "\\ue000"\n', (1, 5, "DG103")),
    ],
)
def test_bytes_and_characters_that_no_text_may_hold(data: bytes, place: tuple[int, int, str]) -> None:
    assert findings(data) == [place]


def test_a_lone_surrogate_escape_is_refused_where_it_stands() -> None:
    ((line, column, code),) = findings(b'a: 1\nb: "x\\ud800"\n')
    assert (line, code) == (2, "DG101")
    assert column in range(4, 13)


def test_every_forbidden_character_is_told_at_once() -> None:
    assert findings(b"a: \x01\nb: \x7f\n") == [(1, 4, "DG103"), (2, 4, "DG103")]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_as_one(line_end: str) -> None:
    document = load_yaml(line_end.join(["a: 1", "b:", "  - x", ""]).encode(), "a.yaml")
    assert str(document["b"].value_at(0)) == "a.yaml:3:5"


def test_depth() -> None:
    def nested(depth: int) -> bytes:
        return b"a: " + b"[" * (depth - 1) + b"]" * (depth - 1)

    load_yaml(nested(MAXIMUM_DEPTH), "a.yaml")
    assert findings(nested(MAXIMUM_DEPTH + 1)) == [(1, 3 + MAXIMUM_DEPTH, "DG104")]
    assert findings(nested(100_000)) == [(1, 3 + MAXIMUM_DEPTH, "DG104")]


def test_a_bomb_of_aliases_is_refused_unexpanded() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))]
    found = diagnostics("\n".join(lines).encode())
    assert {d.code for d in found} == {"DG106"}
    assert len(found) == 40 + 2 * 39


def test_too_many_values_and_characters() -> None:
    assert [code for _, _, code in findings(b"a: [" + b"x," * MAXIMUM_NODES + b"]")] == ["DG105"]
    assert findings(b"a: " + b"x" * MAXIMUM_CHARACTERS) == [(1, 1, "DG105")]


@pytest.mark.parametrize("tag", ["!!str", "!!python/object/apply:os.system", "!own", "!<tag:a.b,2002:c>", "!"])
@pytest.mark.parametrize("node", ["x", "[x]", "{x: y}"])
def test_tags_are_refused(tag: str, node: str) -> None:
    assert findings(f"a: {tag} {node}\n".encode()) == [(1, 4, "DG106")]


def test_duplicate_keys_at_every_level() -> None:
    text = b'a: 1\nb: {c: 1, "c": 2}\nd:\n  - {e: 1, e: {f: 1, f: 2}}\na: 2\n'
    assert findings(text) == [(2, 11, "DG107"), (4, 12, "DG107"), (4, 22, "DG107"), (5, 1, "DG107")]


def test_documents() -> None:
    assert load_yaml(b"---\na: 1\n...\n", "a.yaml") == {"a": 1}
    assert findings(b"a: 1\n---\nb: 2\n") == [(2, 1, "DG109")]
    for empty in (b"", b"\n", b"# only a comment\n", b"---\n", b"~\n"):
        assert findings(empty) == [(1, 1, "DG109")]
    for no_map in (b"[1]", b"text", b"7"):
        assert findings(no_map) == [(1, 1, "DG112")]


@pytest.mark.parametrize("text", [b"a:\n\tb: 1\n", b"a:\n  - b\n\t- c\n", b"\ta: 1\n"])
def test_a_tab_as_indentation_says_so(text: bytes) -> None:
    (found,) = diagnostics(text)
    assert found.code == "DG101"
    assert found.hint == "indent with spaces, not with tabs"
