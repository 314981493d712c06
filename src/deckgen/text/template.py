r"""Texts with `{{ path }}` and `{{ path | format(constants) }}`: compiled once, filled for every target and language.

A text only selects and formats; SQL computes. Literal words may use inline Markdown (`text.markup`); values are atoms that
are never parsed. ``\{{`` prints two braces. A blank line separates paragraphs; a single line break, and one that YAML
folded into a space, joins its lines: with a space between Latin words, with nothing beside Chinese or Japanese.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from deckgen.diagnostics import DeckgenError, Diagnostic, Diagnostics, Position, did_you_mean
from deckgen.model.text import SLIDE_LINK, Run
from deckgen.model.value import Measure, Value
from deckgen.source.file import FORBIDDEN, describe_forbidden
from deckgen.source.located import Located
from deckgen.text.expressions import ExpressionError, Selector, parse_expression
from deckgen.text.folding import split_paragraphs, unfold
from deckgen.text.formats import format_value
from deckgen.text.markup import FIRST_ATOM, parse_markup
from deckgen.text.pieces import Piece, pieces_of, runs_of

MAXIMUM_EXPRESSIONS = 1_000

_BRACES = re.compile(r"\\.|\{\{|\}\}", re.DOTALL)

Scope = Mapping[str, Mapping[str, Value]]
"""What a text may select from: query or variable -> column -> value."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A `{{ }}` of a text: `name` is a query or the `for_each` variable, `format` replaces the measure's format, `position`
    is where the path stands, `column_position` where its column does."""

    name: str
    column: str
    format: Measure | None
    position: Position | None
    column_position: Position | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A key that a text points to: a footnote of its slide, or a slide. `position` is where the mark or address stands."""

    key: str
    position: Position | None


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled text. `references` stand in the order in which they are printed; `footnotes` and `slides` are the keys that
    its marks and its links to slides name."""

    source: Located
    references: tuple[Reference, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    footnotes: tuple[Mark, ...] = ()
    slides: tuple[Mark, ...] = ()

    def render(self, scope: Scope, language: str) -> tuple[tuple[Run, ...], ...]:
        """One tuple of runs a paragraph: each value a run of its own, each literal stretch a run without a value.

        `DeckgenError` with exit code 1 and every finding: DG210 and DG211 for a name or column that is not in `scope`,
        DG511 for a missing value, DG546 for one that its format cannot print."""
        found = Diagnostics()
        shown = [self._show(reference, scope, language, found) for reference in self.references]
        found.raise_errors(exit_code=1)
        return tuple(runs_of(pieces, shown, language) for pieces in self.paragraphs)

    def _show(self, reference: Reference, scope: Scope, language: str, found: Diagnostics) -> tuple[str, Value] | None:
        name, column = reference.name, reference.column
        if name not in scope:
            found.error("DG210", f"unknown name '{name}'", reference.position, did_you_mean(name, scope))
            return None
        if column not in scope[name]:
            message = f"'{name}' has no column '{column}'; it has {', '.join(scope[name])}"
            found.error("DG211", message, reference.column_position, did_you_mean(column, scope[name]))
            return None
        value = _in_language(scope[name][column], language)
        if value.raw is None:
            hint = "leave the slide out with `needs:` where the data is missing"
            found.error("DG511", f"'{name}.{column}' has no value here", reference.position, hint)
            return None
        try:
            return format_value(value, language, reference.format), value
        except DeckgenError as error:
            found.extend(replace(d, position=reference.position) for d in error.diagnostics)
            return None


def compile_template(source: Located) -> Template:
    """The template of a text. `DeckgenError` with every finding, each at its character: DG103 (forbidden character), DG541
    (braces), DG542 (not a selector), DG543 (unknown format or wrong constants), DG545 (markup)."""
    found = [
        (match.start(), Diagnostic("DG103", describe_forbidden(match.group()))) for match in FORBIDDEN.finditer(source)
    ]
    parts = _split(source, found)
    selectors: list[tuple[Selector, int]] = []
    characters: list[str] = []
    origins: list[int] = []
    for start, end, is_expression in parts:
        if not is_expression:
            characters.extend(source[start:end])
            origins.extend(range(start, end))
            continue
        try:
            selectors.append((parse_expression(source[start + 2 : end - 2]), start + 2))
        except ExpressionError as error:
            found.append((start + 2 + error.index, Diagnostic(error.code, error.message, None, error.hint)))
            continue
        characters.append(chr(FIRST_ATOM + len(selectors) - 1))
        origins.append(start)
    unfold(source, characters, origins)
    paragraphs: list[tuple[Piece, ...]] = []
    footnotes: list[Mark] = []
    slides: dict[tuple[str, int], Mark] = {}
    for text, text_origins in split_paragraphs("".join(characters), origins):
        spans, mistakes = parse_markup(text)
        paragraphs.append(tuple(pieces_of(spans)))
        for span in spans:
            position = source.position_at(text_origins[span.index]) if text_origins else None
            if span.footnote is not None:
                footnotes.append(Mark(span.footnote, position))
            elif span.link is not None and span.link.startswith(SLIDE_LINK):
                key = span.link.removeprefix(SLIDE_LINK)
                slides.setdefault((key, text_origins[span.index]), Mark(key, position))
        found.extend((text_origins[m.index], Diagnostic("DG545", m.message, None, m.hint)) for m in mistakes)
    if found:
        raise DeckgenError(replace(d, position=source.position_at(index)) for index, d in sorted(found, key=_first))
    references = tuple(_reference(selector, start, source) for selector, start in selectors)
    return Template(source, references, tuple(paragraphs), tuple(footnotes), tuple(slides.values()))


def _first(finding: tuple[int, Diagnostic]) -> int:
    return finding[0]


def _split(source: str, found: list[tuple[int, Diagnostic]]) -> list[tuple[int, int, bool]]:
    """(start, end, is it `{{ … }}`) of every part of the text."""
    parts: list[tuple[int, int, bool]] = []
    index = 0
    scan = 0
    while match := _BRACES.search(source, scan):
        scan = match.end()
        if match.group() == "}}":
            found.append((match.start(), Diagnostic("DG541", "'}}' closes nothing", None, r"write \}} for two braces")))
        elif match.group() == "{{":
            end = source.find("}}", match.end())
            if end < 0 or "{{" in source[match.end() : end]:
                hint = r"close it with '}}', or write \{{ for two braces"
                found.append((match.start(), Diagnostic("DG541", "'{{' is never closed", None, hint)))
                if end < 0:
                    break
                continue
            parts.append((index, match.start(), False))
            parts.append((match.start(), end + 2, True))
            index = scan = end + 2
            if len(parts) > 2 * MAXIMUM_EXPRESSIONS:
                found.append((index, Diagnostic("DG542", f"a text holds at most {MAXIMUM_EXPRESSIONS:,} expressions")))
                break
    parts.append((index, len(source), False))
    return parts


def _reference(selector: Selector, start: int, source: Located) -> Reference:
    return Reference(
        selector.name,
        selector.column,
        selector.format,
        source.position_at(start + selector.index),
        source.position_at(start + selector.column_index),
    )


def _in_language(value: Value, language: str) -> Value:
    """The value with a localized cell's text in `language`."""
    raw: object = value.raw
    if not isinstance(raw, Mapping):
        return value
    text: object = raw.get(language)
    return replace(value, raw=text if isinstance(text, str) else None)
