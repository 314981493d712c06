"""Whatever is changed in a spec, it loads or gives findings with their places: never another exception."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.spec.load import load_spec
from deckgen.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
ENTRY = (ROOT / "specs" / "hitachi_entry.yaml").read_text(encoding="utf-8")
LINES = ENTRY.splitlines(keepends=True)
VALUES = [match.span(1) for match in re.finditer(r": *([^\s#{\[|>][^#\n,}\]]*)", ENTRY)]
KEYS = [match.span(1) for match in re.finditer(r"(?:^|[ {])(\w+):(?= |$)", ENTRY, re.MULTILINE)]
PLACES = st.integers(0, len(LINES) - 1)
NASTY = (
    "", "~", "7", "-1", "1.5", ".nan", "true", "[]", "{}", "[[]]", "{zh: x}", "{text: x}", "{holds: 3}", "''", "'{{'",
    "'{{ a.b }}'", "'{{ china.year | money(digits=999) }}'", "'}}'", "'**'", "'[x](javascript:y)'", "{{ a.b }}", "*a", "&a x",
    "!!int 3", "'\\x00'", '"\\x00"', '"\\ud800"', "|", "> x", "? x", "- x", "\t", "@", "'", '"', "x: y", "<<", "__class__",
    "'" + "x" * 5000 + "'", "9" * 30, "{a: {b: {c: []}}}", "2026-99-99", "\u202e", "\ufeff", "\x07", "💥",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("specs")


def findings(path: Path) -> tuple[Diagnostic, ...]:
    """What a spec is told; empty if it loads."""
    try:
        load_spec(path, Workspace(path.parent))
    except DeckgenError as error:
        return error.diagnostics or (Diagnostic("", "an error without a finding"),)
    return ()


def loads_or_tells(data: bytes, folder: Path) -> None:
    path = folder / "spec.yaml"
    path.write_bytes(data)
    text = data.decode(errors="replace")
    for found in findings(path):
        assert re.fullmatch(r"DG[125]\d\d", found.code), found
        assert found.position is not None, found
        assert found.position.file == "spec.yaml"
        assert 1 <= found.position.line <= text.count("\n") + text.count("\r") + 1, found
        assert found.position.column >= 1
        assert "\n" not in str(found)


@settings(max_examples=60, deadline=None)
@given(span=st.sampled_from(VALUES), value=st.sampled_from(NASTY))
def test_any_value_may_be_anything(folder: Path, span: tuple[int, int], value: str) -> None:
    loads_or_tells((ENTRY[: span[0]] + value + ENTRY[span[1] :]).encode(), folder)


@settings(max_examples=60, deadline=None)
@given(
    span=st.sampled_from(KEYS),
    key=st.one_of(st.sampled_from(NASTY), st.sampled_from(("key", "text", "zh", "holds", "chart"))),
)
def test_any_key_may_be_anything(folder: Path, span: tuple[int, int], key: str) -> None:
    loads_or_tells((ENTRY[: span[0]] + key + ENTRY[span[1] :]).encode(), folder)


@settings(max_examples=60, deadline=None)
@given(first=PLACES, second=PLACES, change=st.sampled_from(("drop", "move", "repeat", "cut")))
def test_lines_may_be_lost_and_moved(folder: Path, first: int, second: int, change: str) -> None:
    lines = list(LINES)
    if change == "cut":
        lines = lines[:first]
    elif change == "repeat":
        lines.insert(second, lines[first])
    else:
        line = lines.pop(first)
        if change == "move":
            lines.insert(min(second, len(lines)), line)
    loads_or_tells("".join(lines).encode(), folder)


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, len(ENTRY.encode()) - 1), inserted=st.binary(max_size=4), removed=st.integers(0, 40))
def test_bytes_may_be_damaged(folder: Path, place: int, inserted: bytes, removed: int) -> None:
    data = ENTRY.encode()
    loads_or_tells(data[:place] + inserted + data[place + removed :], folder)
