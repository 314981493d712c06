"""Footnotes at the foot of a page: the footnotes of a document in, their heights and items by printed number out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from deckgen.layout.footnotes import number_footnotes
from deckgen.layout.measure import text_height
from deckgen.layout.runs import Runs, change_node, change_nodes, change_paragraphs
from deckgen.layout.typography import Typography
from deckgen.model.document import Document, Section, Slide
from deckgen.model.geometry import Box, emu
from deckgen.model.nodes import Node
from deckgen.model.pages import Item, PlacedLine, PlacedText
from deckgen.model.set_text import SetParagraph
from deckgen.model.text import SLIDE_LINK, Paragraph, Run

_ABOVE_RULE, _BELOW_RULE = 8.0, 4.0
"""Points between the text and the rule, and between the rule and the first footnote."""
_BETWEEN = 1.5
_RULE_LENGTH = 60.0
_NUMBER_GAP = "  "


class Footnotes:
    """The footnotes of a numbered document, set in the main column. Numbers are as printed (``3``)."""

    def __init__(self, document: Document, typography: Typography) -> None:
        self._column = typography.theme.brief.main
        self._notes: dict[str, tuple[str, SetParagraph]] = {}
        for section in document.sections:
            for slide in section.slides:
                for note in slide.footnotes:
                    number = str(len(self._notes) + 1)
                    lead = Run(text=number + _NUMBER_GAP, furniture=True, anchor=f"note:{number}")
                    (placed,) = typography.set(
                        (Paragraph(runs=(lead, *note.text), role="footnote"),), self._column.width
                    )
                    self._notes[number] = f"{slide.key}/footnote/{note.key}", placed

    def height(self, numbers: Sequence[str]) -> int:
        """The height that these take at the foot of a page, with the rule and the space above it; 0 for none."""
        if not numbers:
            return 0
        heights = sum(emu(text_height((self._notes[number][1],))) for number in numbers)
        return heights + emu(_BETWEEN) * (len(numbers) - 1) + emu(_ABOVE_RULE) + emu(_BELOW_RULE)

    def place(self, numbers: Sequence[str], bottom: int) -> tuple[Item, ...]:
        """The rule and the footnotes, the last one ending at `bottom`."""
        if not numbers:
            return ()
        y = bottom - self.height(numbers) + emu(_ABOVE_RULE)
        items: list[Item] = [PlacedLine(name="page/footnotes/rule", box=Box(self._column.x, y, emu(_RULE_LENGTH), 0))]
        y += emu(_BELOW_RULE)
        for number in numbers:
            name, paragraph = self._notes[number]
            height = emu(text_height((paragraph,)))
            box = Box(self._column.x, y, self._column.width, height)
            items.append(PlacedText(name=name, box=box, paragraphs=(paragraph,), text_top=y))
            y += height + emu(_BETWEEN)
        return tuple(items)


def number_document(document: Document) -> Document:
    """The document with its footnotes numbered from 1 to the last, each mark leading to its footnote."""
    sections: list[Section] = []
    following = 1
    for section in document.sections:
        slides: list[Slide] = []
        for slide in section.slides:
            numbered, following = number_footnotes(slide, following)
            slides.append(_linked(numbered) if numbered.footnotes else numbered)
        sections.append(replace(section, slides=tuple(slides)))
    return replace(document, sections=tuple(sections))


def _linked(slide: Slide) -> Slide:
    return replace(
        slide,
        title=_link(slide.title),
        subtitle=_link(slide.subtitle),
        prose=change_paragraphs(slide.prose, _link),
        body=change_nodes(slide.body, _link),
        takeaway=_link(slide.takeaway),
        note=_link(slide.note),
    )


def _link(runs: Runs) -> Runs:
    return tuple(replace(run, link=f"{SLIDE_LINK}note:{run.text}") if run.footnote else run for run in runs)


def without_marks(runs: Runs) -> Runs:
    """The runs without the marks of footnotes, as contents and outline repeat a heading."""
    return tuple(run for run in runs if run.footnote is None)


def marks_of(runs: Iterable[Run]) -> tuple[str, ...]:
    """The numbers of the footnotes that the runs refer to, in order."""
    return tuple(run.text for run in runs if run.footnote and run.text)


def marks_in(node: Node) -> tuple[str, ...]:
    """The numbers of the footnotes that a node refers to, in order."""
    found: list[str] = []

    def collect(runs: Runs) -> Runs:
        found.extend(marks_of(runs))
        return runs

    change_node(node, collect)
    return tuple(found)
