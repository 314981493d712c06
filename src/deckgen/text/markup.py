"""Inline Markdown of the spec's own words: bold, links, footnote marks and backslash escapes; nothing else, never in data.

markdown-it parses the literal text of a template once; `{{ }}` stand in it as private-use characters. Bold is a rule of our
own: CommonMark refuses ``**增长。**`` because of the full stop beside the closing stars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

FIRST_ATOM = 0xE000
LAST_ATOM = 0xF8FF

_ACTIVE = re.compile(r"[\\*\[]")
_ITALICS = re.compile(r"\*[^\s*](?:[^*]*[^\s*])?\*(?!\*)")
_LINK = re.compile(r"(?:https?://[^\s/]\S*|mailto:\S+@\S+|slide:[a-z0-9][a-z0-9_-]*)", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")


@dataclass(frozen=True, slots=True)
class Span:
    """Literal text of one style; `text` may hold atoms and line breaks. A footnote mark has the key of its `footnote` and no
    text; `index` is where the mark, or the address of a link, stands."""

    text: str
    bold: bool = False
    link: str | None = None
    footnote: str | None = None
    index: int = 0


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong at character `index` of a text."""

    index: int
    message: str
    hint: str | None = None


def parse_markup(text: str) -> tuple[tuple[Span, ...], tuple[Mistake, ...]]:
    """The spans of one paragraph, and its mistakes: stars that are never closed, italics, links with a title, and links to
    anything but http, https and mailto."""
    if not _ACTIVE.search(text):
        return ((Span(text),) if text else ()), ()
    mistakes: list[Mistake] = []
    spans = _spans(text, _parser().parseInline(text)[0].children or [], mistakes)
    return tuple(spans), tuple(mistakes)


def _spans(text: str, tokens: list[Token], mistakes: list[Mistake]) -> list[Span]:
    spans: list[Span] = []
    bold, link, address = False, None, 0
    for token in tokens:
        match token.type:
            case "strong_open":
                bold = True
            case "strong_close":
                bold = False
            case "link_open":
                link = str(token.attrs.get("href", ""))
                address = max(text.find(f"]({link}", address) + 2, 0)
                mistakes.extend(_link_mistakes(text, link, "title" in token.attrs))
            case "link_close":
                if not spans or spans[-1].link is None or spans[-1].index != address:
                    mistakes.append(Mistake(address, "a link has no words", "write [words](address)"))
                link = None
            case "footnote":
                spans.append(Span("", bold, None, token.content, token.meta["index"]))
            case "hardbreak":
                spans.append(Span("\n", bold, link, None, address))
            case "stray_stars":
                mistakes.append(Mistake(token.meta["index"], *_STRAY[token.content]))
            case _:
                if token.content:
                    spans.append(Span(token.content, bold, link, None, address))
    return spans


_STRAY = {
    "*": ("italics are not used", r"write **bold**, or \* for a star"),
    "**": ("'**' is never closed", r"write **bold**, or \*\* for two stars"),
}


def _link_mistakes(text: str, address: str, has_title: bool) -> Iterator[Mistake]:
    index = max(text.find(f"]({address}") + 2, 0)
    if any(FIRST_ATOM <= ord(character) <= LAST_ATOM for character in address):
        yield Mistake(index, "a link's address cannot hold '{{ }}'")
    elif not _LINK.fullmatch(address):
        hint = "links begin with https://, http:// or mailto:, or are slide:<key>"
        yield Mistake(index, f"'{address[:60]}' is no address that a deck may link to", hint)
    if has_title:
        yield Mistake(index, "a link has no title", "write [words](address)")


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero").enable(["link", "escape"])
    parser.inline.ruler.after("escape", "bold", _bold)
    parser.inline.ruler.after("escape", "footnote", _footnote)
    # Addresses are checked by `_address`, which can say where and why; here every one is let through as written.
    parser.validateLink = _any_link
    parser.normalizeLink = _as_written
    return parser


def _any_link(url: str) -> bool:
    return True


def _as_written(url: str) -> str:
    return url


def _bold(state: StateInline, silent: bool) -> bool:
    """``**…**`` whatever stands beside the stars. A single star is a star, unless a second one makes it look like italics."""
    start = state.pos
    if silent or state.src[start] != "*":
        return False
    if not state.src.startswith("**", start):
        return bool(_ITALICS.match(state.src, start, state.posMax)) and _stray(state, "*")
    close = _closing(state, start + 2)
    if close < 0:
        return _stray(state, "**")
    end = state.posMax
    state.pos, state.posMax = start + 2, close
    state.push("strong_open", "strong", 1)
    state.md.inline.tokenize(state)
    state.push("strong_close", "strong", -1)
    state.pos, state.posMax = close + 2, end
    return True


def _footnote(state: StateInline, silent: bool) -> bool:
    """``[^key]``, the mark of a footnote."""
    match = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("footnote", "", 0)
        token.content = match[1]
        token.meta = {"index": state.pos}
    state.pos = match.end()
    return True


def _stray(state: StateInline, stars: str) -> bool:
    """Stands in for stars that are a mistake; `_spans` reports it with its place."""
    token = state.push("stray_stars", "", 0)
    token.content = stars
    token.meta = {"index": state.pos}
    state.pos += len(stars)
    return True


def _closing(state: StateInline, index: int) -> int:
    """Where the stars that close bold stand, or -1. Escaped characters and links' addresses are skipped."""
    begin = index
    while index < state.posMax - 1:
        if state.src[index] == "\\":
            index += 2
        elif state.src.startswith("**", index) and index > begin:
            return index
        else:
            index += 1
    return -1
