"""The zone under the body: footnotes, note and sources on one paragraph that never grows. A slide in, its text out."""

from __future__ import annotations

from deckgen.diagnostics import Diagnostic
from deckgen.layout.placeholders import fill
from deckgen.layout.runs import Runs, furniture_run
from deckgen.layout.typography import Typography
from deckgen.model.document import Slide, SourceEntry
from deckgen.model.pages import PlacedText
from deckgen.model.text import Run
from deckgen.text.words import word
from deckgen.theme.theme import LayoutSlot


def source_zone(
    slide: Slide, sources: tuple[SourceEntry, ...], page_key: str, layout: LayoutSlot, typography: Typography
) -> PlacedText | Diagnostic | None:
    """Footnotes, note and sources in their zone: sources in short form, else their numbers alone. None without any of
    them; a DG604 that says what to shorten if even that has no room. Footnotes are numbered from 1."""
    language = typography.language
    parts = [_footnote(number, footnote.text) for number, footnote in enumerate(slide.footnotes, 1)]
    if slide.note:
        parts.append((furniture_run(word("note_label", language)), *slide.note))
    found: PlacedText | Diagnostic | None = None
    for listed in _source_lists(slide, sources, language):
        runs = _joined([*parts, *listed], furniture_run(word("sentence_separator", language)))
        if not runs:
            return None
        found = fill(layout.placeholders["source"], runs, page_key, typography, slide.at, _what_to_shorten(slide))
        if isinstance(found, PlacedText):
            break
    return found


def _source_lists(slide: Slide, sources: tuple[SourceEntry, ...], language: str) -> list[list[Runs]]:
    """The sources in each form that may be tried; one empty form without sources."""
    cited = [source for source in sources if source.number in slide.sources]
    if not cited:
        return [[]]
    label = furniture_run(word("source_label", language))
    long = word("list_separator", language).join(f"[{source.number}] {source.short}" for source in cited)
    numbers = "".join(f"[{source.number}]" for source in cited)
    return [[(label, furniture_run(listed))] for listed in (long, numbers)]


def _footnote(number: int, text: Runs) -> Runs:
    return (furniture_run(f"{number}. "), *text)


def _joined(parts: list[Runs], separator: Run) -> Runs:
    runs: list[Run] = []
    for part in parts:
        runs += [separator, *part] if runs else part
    return tuple(runs)


def _what_to_shorten(slide: Slide) -> str:
    what = [name for name, stated in (("footnotes", slide.footnotes), ("note", slide.note)) if stated]
    return f"the {' or the '.join(what)}" if what else "the list of sources"
