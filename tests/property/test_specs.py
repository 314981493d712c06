"""Whatever is changed in a spec or one of its parts, it loads or gives findings with their places: never another exception."""

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
SPEC = "hitachi_entry.yaml"
FILES = {
    path.relative_to(ROOT / "specs").as_posix(): path.read_text(encoding="utf-8")
    for path in (ROOT / "specs" / SPEC, *sorted((ROOT / "specs" / "parts").glob("*.yaml")))
    if path.name == SPEC or f"parts/{path.name}" in (ROOT / "specs" / SPEC).read_text(encoding="utf-8")
}


def spans(pattern: str) -> list[tuple[str, int, int]]:
    """(file, start, end) of every match's group."""
    return [
        (name, *match.span(1)) for name, text in FILES.items() for match in re.finditer(pattern, text, re.MULTILINE)
    ]


VALUES = spans(r": *([^\s#{\[|>][^#\n,}\]]*)")
KEYS = spans(r"(?:^|[ {])(\w+):(?= |$)")
NAMES = st.sampled_from(sorted(FILES))
NASTY = (
    "", "~", "7", "-1", "1.5", ".nan", "true", "[]", "{}", "[[]]", "{zh: x}", "{text: x}", "{holds: 3}", "''", "'{{'",
    "'{{ a.b }}'", "'{{ china.year | money(digits=999) }}'", "'}}'", "'**'", "'[x](javascript:y)'", "{{ a.b }}", "*a", "&a x",
    "!!int 3", "'\\x00'", '"\\x00"', '"\\ud800"', "|", "> x", "? x", "- x", "\t", "@", "'", '"', "x: y", "<<", "__class__",
    "'" + "x" * 5000 + "'", "9" * 30, "{a: {b: {c: []}}}", "2026-99-99", "\u202e", "\ufeff", "\x07", "💥",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("specs")
    (folder / "parts").mkdir()
    return folder


def findings(path: Path) -> tuple[Diagnostic, ...]:
    """What a spec is told; empty if it loads."""
    try:
        load_spec(path, Workspace(path.parent))
    except DeckgenError as error:
        return error.diagnostics or (Diagnostic("", "an error without a finding"),)
    return ()


def loads_or_tells(name: str, data: bytes, folder: Path) -> None:
    """The spec with one of its files changed."""
    for file, text in FILES.items():
        (folder / file).write_bytes(data if file == name else text.encode())
    lines = {file: text.count("\n") + 1 for file, text in FILES.items()}
    text = data.decode(errors="replace")
    lines[name] = text.count("\n") + text.count("\r") + 1
    for found in findings(folder / SPEC):
        assert re.fullmatch(r"DG[1258]\d\d", found.code), found
        assert found.position is not None, found
        assert 1 <= found.position.line <= lines[found.position.file], found
        assert found.position.column >= 1
        assert "\n" not in str(found)


def replaced(span: tuple[str, int, int], text: str) -> bytes:
    name, start, end = span
    return (FILES[name][:start] + text + FILES[name][end:]).encode()


@settings(max_examples=60, deadline=None)
@given(span=st.sampled_from(VALUES), value=st.sampled_from(NASTY))
def test_any_value_may_be_anything(folder: Path, span: tuple[str, int, int], value: str) -> None:
    loads_or_tells(span[0], replaced(span, value), folder)


@settings(max_examples=60, deadline=None)
@given(
    span=st.sampled_from(KEYS),
    key=st.one_of(st.sampled_from(NASTY), st.sampled_from(("key", "text", "zh", "holds", "chart", "include"))),
)
def test_any_key_may_be_anything(folder: Path, span: tuple[str, int, int], key: str) -> None:
    loads_or_tells(span[0], replaced(span, key), folder)


@settings(max_examples=60, deadline=None)
@given(
    name=NAMES, first=st.integers(0), second=st.integers(0), change=st.sampled_from(("drop", "move", "repeat", "cut"))
)
def test_lines_may_be_lost_and_moved(folder: Path, name: str, first: int, second: int, change: str) -> None:
    lines = FILES[name].splitlines(keepends=True)
    first, second = first % len(lines), second % len(lines)
    if change == "cut":
        lines = lines[:first]
    elif change == "repeat":
        lines.insert(second, lines[first])
    else:
        line = lines.pop(first)
        if change == "move":
            lines.insert(min(second, len(lines)), line)
    loads_or_tells(name, "".join(lines).encode(), folder)


@settings(max_examples=60, deadline=None)
@given(name=NAMES, place=st.integers(0), inserted=st.binary(max_size=4), removed=st.integers(0, 40))
def test_bytes_may_be_damaged(folder: Path, name: str, place: int, inserted: bytes, removed: int) -> None:
    data = FILES[name].encode()
    place %= len(data)
    loads_or_tells(name, data[:place] + inserted + data[place + removed :], folder)
