"""Every character of a decoded YAML scalar knows its own place, in all five styles and at any indentation."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from deckgen.source.located import Located
from deckgen.source.yaml import load_yaml

WORDS = st.text("abz019.,()+/=城市、。データ𠮷🏙é", min_size=1, max_size=6)
LINE_ENDS = st.sampled_from(("\n", "\r\n", "\r"))
ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\", "é": "\\xe9", "城": "\\u57ce", "𠮷": "\\U00020bb7"}


def lines_of(words: st.SearchStrategy[str] = WORDS) -> st.SearchStrategy[list[str]]:
    """Lines of words; a line may be empty, the first and the last are not."""
    line = st.lists(words, min_size=1, max_size=4).map(" ".join)
    inner = st.lists(st.one_of(st.just(""), line), max_size=4)
    return st.tuples(line, inner, line).map(lambda parts: [parts[0], *parts[1], parts[2]])


def check(yaml: str, expected: str | None = None) -> None:
    """Load ``a: {b: <scalar>}`` and compare each character with the one at its place; a character that folding or escaping
    made stands at the line break or backslash that it was made of."""
    scalar = load_yaml(yaml.encode(), "a.yaml")["a"][0]
    assert isinstance(scalar, Located)
    if expected is not None:
        assert scalar == expected
    source = yaml.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places: list[tuple[int, int]] = []
    for index, character in enumerate(scalar):
        at = scalar.position_at(index)
        assert at is not None
        line = source[at.line - 1]
        here = line[at.column - 1] if at.column <= len(line) else "\n"
        assert here in (character, "\\") or (character in " \n" and here == "\n"), (scalar, index, at)
        places.append((at.line, at.column))
    assert places == sorted(set(places)), (scalar, places)


@settings(max_examples=100, deadline=None)
@given(lines_of(WORDS.filter(lambda word: word[0] not in ",.=+")), LINE_ENDS, st.integers(3, 8))
def test_plain(lines: list[str], end: str, indent: int) -> None:
    # "城" before the first word keeps numbers text.
    lines = [f"城{lines[0]}", *lines[1:]]
    check(
        f"a:{end}  - " + end.join(line and f"{' ' * indent * (number > 0)}{line}" for number, line in enumerate(lines))
    )


@settings(max_examples=100, deadline=None)
@given(lines_of(st.one_of(WORDS, st.just("''"))), LINE_ENDS, st.integers(3, 8), st.sampled_from(("", "  ", "\t")))
def test_single_quoted(lines: list[str], end: str, indent: int, blanks: str) -> None:
    body = f"{blanks}{end}".join(line and f"{' ' * indent * (number > 0)}{line}" for number, line in enumerate(lines))
    check(f"a:{end}  - '{body}'{end}")


@settings(max_examples=100, deadline=None)
@given(lines_of(st.one_of(WORDS, st.sampled_from(sorted(ESCAPES.values())))), LINE_ENDS, st.integers(3, 8))
def test_double_quoted(lines: list[str], end: str, indent: int) -> None:
    body = end.join(line and f"{' ' * indent * (number > 0)}{line}" for number, line in enumerate(lines))
    check(f'a:{end}  - "{body}"{end}')


@settings(max_examples=100, deadline=None)
@given(st.text('abé城𠮷\n\t"\\ ', max_size=20))
def test_double_quoted_on_one_line(text: str) -> None:
    check('a:\n  - "' + "".join(ESCAPES.get(character, character) for character in text) + '"\n', text)


@settings(max_examples=150, deadline=None)
@given(lines_of(), LINE_ENDS, st.integers(3, 8), st.sampled_from("|>"), st.sampled_from(("", "-", "+")), st.booleans())
def test_block(lines: list[str], end: str, indent: int, style: str, chomping: str, deeper: bool) -> None:
    if deeper:  # a line that is indented further keeps its blanks and its line break
        lines = [lines[0], f"  {lines[0]}", *lines[1:]]
    body = "".join(f"{' ' * indent}{line}{end}" if line else end for line in lines)
    check(f"a:{end}  - {style}{chomping} # note{end}{body}{end}")


@settings(max_examples=60, deadline=None)
@given(lines_of(), st.integers(1, 6), st.sampled_from("|>"))
def test_block_with_a_stated_indentation(lines: list[str], indent: int, style: str) -> None:
    body = "".join(f"{' ' * (2 + indent)}{line}\n" if line else "\n" for line in ["  " + lines[0], *lines])
    check(f"a:\n  - {style}{indent}\n{body}")
