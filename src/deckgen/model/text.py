"""Text without measures: runs of one style, and the paragraphs that they make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from deckgen.model.value import Value

LANGUAGES = ("zh", "en", "ja")
"""The languages that a deck can be made in."""

SLIDE_LINK = "slide:"
"""How the link of a run to a slide begins: a slide's key follows, in placed pages the key of a page."""

Align = Literal["left", "center", "right"]
Anchor = Literal["top", "middle", "bottom"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Text of one style. A run shows either one `value`, a literal of the spec, or furniture (words that deckgen adds).
    Layout breaks a title by hand with a run of its own whose text is one line feed.

    `link` is an address or ``slide:<key>``. Two kinds of run get their text from layout: `page_of`, the key of a slide or
    ``section:<key>``, prints its page or pages; `footnote`, the key of a footnote of the slide, prints its number.
    `anchor` names the place of the run for links within the document (``source:<number>``, ``note:<number>``)."""

    text: str
    value: Value | None = None
    bold: bool = False
    color: str | None = None
    link: str | None = None
    superscript: bool = False
    furniture: bool = False
    page_of: str | None = None
    footnote: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Runs set in one type role. `bullet` hangs the paragraph on a bullet mark."""

    runs: tuple[Run, ...]
    role: str = "body"
    bullet: bool = False
    align: Align = "left"

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)
