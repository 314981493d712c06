"""Lint of the words: titles that state a conclusion, and the typography of numbers and of mixed scripts. Warnings all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from deckgen.diagnostics import Diagnostic, Position
from deckgen.model.set_text import SetParagraph
from deckgen.verify.lint_limits import LONGEST_TITLE, SHORTEST_TITLE
from deckgen.verify.lint_surface import Surface, is_frame

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_FULL_STOPS = ("。", "．", ".")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_TOPIC_LAYOUTS = ("content", "content_takeaway", "closing")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A mistake of typography: what finds it, and the languages that have the rule. `gate` is quick to search and stands
    wherever the mistake does. `standards`: in the name of a standard (``GB/T 36333-2018``) it is no mistake."""

    code: str
    gate: re.Pattern[str]
    pattern: re.Pattern[str]
    what: str
    hint: str
    languages: tuple[str, ...] = ("zh", "ja", "en")
    standards: bool = False


_RULES = (
    _Rule(
        "DG793",
        re.compile(r"-\d"),
        re.compile(
            r"(?<![A-Za-z0-9.,/%-])(?<![表图図])(?<!table )(?<!Table )(?!\d{4}-\d\d(?:-\d\d)?(?![A-Za-z0-9-]))"
            r"(?:\d[\d,.]*%?-\d[\d,.]*%?(?![A-Za-z0-9-])|-\d[\d,.]*)"
        ),
        "a hyphen stands for a minus or a range",
        "write − (U+2212) before a negative number and – (U+2013) in a range",
        standards=True,
    ),
    _Rule(
        "DG794",
        re.compile(r"[,;:!?().]"),
        re.compile(rf"[,;:!?()](?:(?<=[{_CJK}].)(?!\d)|(?=[{_CJK}]))|\.(?<=[{_CJK}].)(?![A-Za-z0-9.])"),
        "half-width punctuation stands beside Chinese or Japanese",
        "write ，。；：？！（）",
        ("zh", "ja"),
    ),
    _Rule(
        "DG795",
        re.compile(r"\d{5}"),
        re.compile(r"(?<![A-Za-z.,/#\d])\d{5,}(?![A-Za-z/\d])"),
        "five or more digits stand together",
        "separate thousands with commas, or give the number a measure",
        standards=True,
    ),
    _Rule(
        "DG796",
        re.compile(" "),
        re.compile(rf" (?:(?<=[{_CJK}] )(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%] )(?=[{_CJK}]))"),
        "a space is typed between scripts",
        "leave it out: the space there is set, not typed",
        ("zh", "ja"),
    ),
)
_STANDARD = re.compile(r"[A-Z]{2,}[A-Z/]*[ -]?$")
"""What stands before the number of a standard."""


def check_titles(surfaces: Iterable[Surface], language: str) -> Iterator[Diagnostic]:
    """DG763: a title that is too short to state anything. DG764: one that ends in a full stop. DG765: one that two slides
    have. DG766: one that is too long to be read at a glance. Continued slides and repeated agendas (``key@section``) have
    the title of the slide that they repeat."""
    shown = [
        surface
        for surface in surfaces
        if surface.page.layout in _TOPIC_LAYOUTS and not {"#", "@"}.intersection(surface.page.key)
    ]
    counted = Counter(surface.page.title for surface in shown)
    for surface in shown:
        title, key = surface.page.title.strip(), surface.page.key
        at = surface.title.at if surface.title else None
        for code, message, hint in _title_mistakes(title, counted[surface.page.title], language):
            yield Diagnostic(code, f"the title of slide '{key}' {message}", at, hint, "warning")


def _title_mistakes(title: str, count: int, language: str) -> Iterator[tuple[str, str, str]]:
    if 0 < len(title) < SHORTEST_TITLE[language]:
        yield "DG763", f"has {len(title)} characters", "state the conclusion as a sentence"
    if title.endswith(_FULL_STOPS):
        yield "DG764", f"ends in '{title[-1]}'", "a title has no full stop"
    if count > 1:
        yield "DG765", "stands on another slide too", "say what is new on each"
    if len(title) > LONGEST_TITLE[language]:
        hint = f"at most {LONGEST_TITLE[language]} are read at a glance"
        yield "DG766", f"has {len(title)} characters", hint


def check_typography(surface: Surface, language: str) -> Iterator[Diagnostic]:
    """DG793-DG796, once for each rule and item."""
    texts = tuple(_texts(surface))
    whole = "\n".join(text for _, _, text in texts)
    for rule in _RULES:
        if language in rule.languages and rule.gate.search(whole) and rule.pattern.search(whole):
            for name, at, text in texts:
                if (found := _mistake(rule, text)) is not None:
                    yield Diagnostic(rule.code, f"'{name}': {rule.what}: '{found}'", at, rule.hint, "warning")


def _mistake(rule: _Rule, text: str) -> str | None:
    """The first mistake of a text as it is printed, or None. Addresses and names of standards are no mistakes."""
    text = _ADDRESS.sub("", text)
    for match in rule.pattern.finditer(text):
        if not (rule.standards and _STANDARD.search(text, 0, match.start())):
            return match[0]
    return None


def _texts(surface: Surface) -> Iterator[tuple[str, Position | None, str]]:
    """(name, position, text) of what the spec and the data say on a page."""
    for text in surface.texts:
        if not is_frame(text) or text.placeholder == "footer":
            yield text.name, text.at, _said(text.paragraphs)
    for table, _, _ in surface.tables:
        cells = (_said(cell.paragraphs) for row in table.rows for cell in row)
        yield table.name, table.at, "\n".join(cells)
    for chart, _, _ in surface.charts:
        names = (category.text for category in chart.chart.categories)
        yield chart.name, chart.at, "\n".join((*names, *(series.name for series in chart.chart.series)))


def _said(paragraphs: Iterable[SetParagraph]) -> str:
    """Paragraphs without the words that deckgen adds; a line feed stands for each."""
    return "\n".join(
        "".join("\n" if run.furniture else run.text for run in paragraph.paragraph.runs) for paragraph in paragraphs
    )
