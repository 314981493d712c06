"""Inline Markdown of the spec's own words: bold, links and backslash escapes; nothing else, and never in data.

markdown-it parses the literal text of a template once; `{{ }}` stand in it as private-use characters. Bold is a rule of our
own: CommonMark refuses ``**增长。**`` because of the full stop beside the closing stars.
"""

from __future__ import annotations

import re
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
_LINK = re.compile(r"(?:https?://[^\s/]\S*|mailto:\S+@\S+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """Literal text of one style; `text` may hold atoms and line breaks."""

    text: str
    bold: bool = False
    link: str | None = None


class MarkupError(Exception):
    """A mistake at character `index` of the text."""

    def __init__(self, index: int, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.index = index
        self.message = message
        self.hint = hint


def parse_markup(text: str) -> tuple[Span, ...]:
    """The spans of one paragraph. `MarkupError` for stars that are never closed, italics, and links that go elsewhere than
    to http, https or mailto."""
    if not _ACTIVE.search(text):
        return (Span(text),) if text else ()
    tokens = _parser().parseInline(text)[0].children or []
    return tuple(_spans(text, tokens))


def _spans(text: str, tokens: list[Token]) -> list[Span]:
    spans: list[Span] = []
    bold, link = False, None
    for token in tokens:
        match token.type:
            case "strong_open":
                bold = True
            case "strong_close":
                bold = False
            case "link_open":
                link = _address(text, str(token.attrs.get("href", "")))
                if "title" in token.attrs:
                    raise MarkupError(max(text.find(link), 0), "a link has no title", "write [words](address)")
            case "link_close":
                link = None
            case "hardbreak":
                spans.append(Span("\n", bold, link))
            case "stray_stars":
                raise MarkupError(token.meta["index"], *_STRAY[token.content])
            case _:
                if token.content:
                    spans.append(Span(token.content, bold, link))
    return spans


_STRAY = {
    "*": ("italics are not used", r"write **bold**, or \* for a star"),
    "**": ("'**' is never closed", r"write **bold**, or \*\* for two stars"),
}


def _address(text: str, address: str) -> str:
    if any(FIRST_ATOM <= ord(character) <= LAST_ATOM for character in address):
        raise MarkupError(max(text.find(address), 0), "a link's address cannot hold '{{ }}'")
    if not _LINK.fullmatch(address):
        hint = "links begin with https://, http:// or mailto:"
        raise MarkupError(max(text.find(address), 0), f"'{address[:60]}' is no address that a deck may link to", hint)
    return address


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero").enable(["link", "escape"])
    parser.inline.ruler.after("escape", "bold", _bold)
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
