"""A target in one language, as meaning: what compose makes and both arrangements (slides, brief) read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from deckgen.diagnostics import Position
from deckgen.model.nodes import Node
from deckgen.model.text import Paragraph, Run

Medium = Literal["deck", "brief"]
SlideLayout = Literal["content", "section", "closing"]
Status = Literal["draft", "preliminary", "final"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    title: tuple[Run, ...]
    subtitle: tuple[Run, ...] = ()
    date_line: tuple[Run, ...] = ()
    lead: tuple[Paragraph, ...] = ()
    notes: tuple[Paragraph, ...] = ()
    at: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A key figure of the brief's side column."""

    value: tuple[Run, ...]
    label: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """What a run with this `footnote` key refers to. Layout numbers footnotes in the order in which they are met."""

    key: str
    text: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One message: a slide in the deck, a subsection in the brief. `sources` are numbers into `Document.sources`, ascending.

    `topic` follows the section's title in the kicker. `note` is the text before the source line; `prose` runs in the
    brief, `notes` are the speaker notes. `layout` is the role of the deck's layout: `section` takes the title, the
    section's number and `subtitle`, `closing` the body and `subtitle` on a dark field."""

    key: str
    title: tuple[Run, ...]
    topic: tuple[Run, ...] = ()
    body: tuple[Node, ...] = ()
    takeaway: tuple[Run, ...] = ()
    note: tuple[Run, ...] = ()
    sources: tuple[int, ...] = ()
    prose: tuple[Paragraph, ...] = ()
    notes: tuple[Paragraph, ...] = ()
    facts: tuple[Fact, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    layout: SlideLayout = "content"
    subtitle: tuple[Run, ...] = ()
    only: Medium | None = None
    at: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Slides under one heading. `number` counts the sections that the agenda and the tracker show (None: an opening or an
    appendix, which they pass over); `short` names it in the tracker, `summary` says in the agenda what it is about."""

    key: str
    title: tuple[Run, ...]
    slides: tuple[Slide, ...]
    number: int | None = None
    short: tuple[Run, ...] = ()
    summary: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """A source in the list: `number` as printed, `citation` the original publisher and work, `short` its short form."""

    number: int
    source_id: str
    citation: str
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """`target` is ``spec/name``; `date` the deck's ISO date (a spec value, never the clock)."""

    target: str
    language: str
    title: str
    author: str
    date: str
    cover: Cover
    sections: tuple[Section, ...]
    sources: tuple[SourceEntry, ...]
    footer: tuple[Run, ...] = ()
    footer_at: Position | None = None
    status: Status | None = None
