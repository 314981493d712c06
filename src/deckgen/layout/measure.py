"""Text set to lines: paragraphs, styles and a width in; `SetParagraph` with every line and fragment in its place out.

Widths and heights are points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from deckgen.layout.lines import set_lines
from deckgen.layout.segment import Setting, Span
from deckgen.model.set_text import SetParagraph, TextStyle
from deckgen.model.text import Paragraph
from deckgen.theme.faces import Faces

Styles = Callable[[str], TextStyle]
"""Type role -> style, in one medium, language and fit step."""


def set_paragraphs(
    paragraphs: Iterable[Paragraph],
    styles: Styles,
    width: float,
    faces: Faces,
    *,
    embedded: bool = False,
    justify: bool = False,
) -> tuple[SetParagraph, ...]:
    """Set paragraphs one below the other in `width` points.

    The first paragraph's space before is dropped (its style says so too). Without `embedded`, lines are filled to
    `width / faces.slack`, so that a viewer with other fonts needs no more lines. A line feed in a run ends a line."""
    result: list[SetParagraph] = []
    top = 0.0
    for paragraph in paragraphs:
        style = styles(paragraph.role)
        if not result and style.space_before:
            style = replace(style, space_before=0.0)
        spans = tuple(
            Span(index, run.text, run.bold or style.bold, run.superscript) for index, run in enumerate(paragraph.runs)
        )
        indent = style.indent if paragraph.bullet else 0.0
        setting = Setting(
            faces, style.size, style.line_height, indent, max(width - indent, 1.0), paragraph.align, embedded, justify
        )
        lines = set_lines(spans, setting)
        top += style.space_before
        result.append(SetParagraph(paragraph, style, lines, round(top, 4)))
        top += len(lines) * style.line_height
    return tuple(result)


def text_height(paragraphs: Sequence[SetParagraph]) -> float:
    """The height of set paragraphs in points."""
    if not paragraphs:
        return 0.0
    last = paragraphs[-1]
    return last.top + len(last.lines) * last.style.line_height


def widest_line(paragraphs: Iterable[SetParagraph]) -> float:
    """The width of the widest line in points."""
    return max((line.width for paragraph in paragraphs for line in paragraph.lines), default=0.0)


def line_count(paragraphs: Iterable[SetParagraph]) -> int:
    """How many lines the paragraphs take."""
    return sum(len(paragraph.lines) for paragraph in paragraphs)
