"""Lines filled from runs of text: spans and a setting in, measured lines with their fragments out.

Lines depend only on characters, weight, style and width, so they are memoised (keys are named tuples, which hash fast): a
paragraph measured again, in another part of a split or as a repeated heading, costs one look-up.
"""

from __future__ import annotations

from functools import lru_cache

from deckgen.layout.segment import Segment, Setting, Span
from deckgen.model.set_text import TextLine


@lru_cache(maxsize=8192)
def set_lines(spans: tuple[Span, ...], setting: Setting) -> tuple[TextLine, ...]:
    """The lines of a paragraph's spans."""
    lines: list[TextLine] = []
    for segment in _hard_lines(spans):
        lines.extend(Segment(segment, setting).lines(len(lines)))
    return tuple(lines)


def _hard_lines(spans: tuple[Span, ...]) -> list[tuple[Span, ...]]:
    """Spans cut at line feeds."""
    if not any("\n" in span.text for span in spans):
        return [spans]
    segments: list[list[Span]] = [[]]
    for span in spans:
        first, *others = span.text.split("\n")
        segments[-1].append(span._replace(text=first))
        segments.extend([span._replace(text=other)] for other in others)
    return [tuple(segment) for segment in segments]
