"""The brief's running text: a document in, pieces in reading order out.

A section is a heading; a slide is a subsection: its conclusion, its prose with the takeaway beside it, its blocks with
numbered figures and tables, then note and sources.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import cast

from deckgen.diagnostics import Position
from deckgen.layout.brief_blocks import BlockPieces
from deckgen.layout.brief_headings import set_heading
from deckgen.layout.brief_numbers import Numbering, source_line
from deckgen.layout.brief_pieces import BoxPiece, Column, Piece, TextPiece
from deckgen.layout.brief_table import TablePiece
from deckgen.layout.typography import Typography
from deckgen.model.document import Document, Section, Slide
from deckgen.model.geometry import emu
from deckgen.model.nodes import Text
from deckgen.model.text import Paragraph, Run

_NOTE_SPACE = 4.0
"""Points between a block and its note."""
_TALLER_SIDE = 30.0
"""Points by which a takeaway may be higher than the prose that it stands beside."""


def document_pieces(document: Document, typography: Typography) -> Iterator[Piece]:
    """All running text. `TooNarrow` for a block that cannot be set."""
    flow = BriefFlow(document, typography)
    for section in document.sections:
        yield from flow.section(section)


def section_mark(section: Section) -> str:
    """The mark of a section's heading."""
    return f"section:{section.key}"


def slide_mark(slide: Slide) -> str:
    """The mark of a subsection's heading, by which texts refer to the slide."""
    return slide.key


class BriefFlow:
    """Turns sections and slides into pieces; figures and tables are numbered as they come. Running text is justified, what
    stands in boxes and headings is not."""

    def __init__(self, document: Document, typography: Typography) -> None:
        self._document = document
        self._typography = typography
        self._ragged = typography.ragged()
        self._blocks = BlockPieces(typography)
        self._numbering = Numbering(document.language)

    def section(self, section: Section) -> Iterator[Piece]:
        """The section's heading and its slides."""
        yield self._heading(f"{section_mark(section)}/heading", section.title, "h1", section_mark(section), None)
        for slide in section.slides:
            yield from self._slide(slide)

    def _slide(self, slide: Slide) -> Iterator[Piece]:
        yield self._heading(f"{slide.key}/title", slide.title, "h2", slide_mark(slide), slide.at)
        subtitle = (Paragraph(runs=slide.subtitle, role="body"),) if slide.subtitle else ()
        paragraphs = tuple(replace(paragraph, role="body") for paragraph in slide.prose)
        prose = (
            *self._blocks.texts(f"{slide.key}/subtitle", subtitle, "main", slide.at),
            *self._blocks.texts(f"{slide.key}/prose", paragraphs, "main", slide.at),
        )
        blocks = [
            piece
            for node in slide.body
            for piece in self._blocks.pieces(self._numbering.number(node, slide.topic), slide.key)
        ]
        if slide.takeaway:
            beside = self._takeaway(slide, "side")
            if beside.height <= sum(piece.space_before + piece.height for piece in prose) + emu(_TALLER_SIDE) and prose:
                yield beside
            else:
                blocks.append(self._takeaway(slide, "full"))
        yield from prose
        yield from self._with_note(blocks, slide)

    def _with_note(self, blocks: list[Piece], slide: Slide) -> Iterator[Piece]:
        """Blocks with the note and sources below the last figure or table (below the prose if there is none)."""
        runs = source_line(slide, self._document)
        lines = (Paragraph(runs=runs, role="source"),) if runs else ()
        note = [
            replace(piece, space_before=emu(_NOTE_SPACE))
            for piece in self._blocks.texts(f"{slide.key}/source", lines, "full", slide.at)
        ]
        last = max((i for i, piece in enumerate(blocks) if isinstance(piece, (BoxPiece, TablePiece))), default=-1)
        for index, piece in enumerate(blocks):
            if index == last and note:
                yield replace(cast("BoxPiece | TablePiece", piece), keeps_next=True)
                yield from note
            else:
                yield piece
        if last < 0:
            yield from note

    def _takeaway(self, slide: Slide, column: Column) -> BoxPiece:
        """The takeaway in a box; in the main column it stands before its prose and is not parted from it."""
        node = Text(
            key="takeaway",
            paragraphs=(Paragraph(runs=slide.takeaway, role="takeaway"),),
            at=slide.at,
            fill="panel",
            bar="highlight",
            bar_edge="left",
        )
        box = self._blocks.card(node, slide.key, column)
        if column == "side":
            return replace(box, narrow=lambda: replace(self._blocks.card(node, slide.key, "main"), keeps_next=True))
        return replace(box, narrow=lambda: self._blocks.card(node, slide.key, "main"))

    def _heading(self, name: str, runs: tuple[Run, ...], role: str, mark: str, at: Position | None) -> TextPiece:
        def heading(column: Column, narrow: bool) -> TextPiece:
            width = self._blocks.width(column)
            return TextPiece(
                name=name,
                paragraph=set_heading(runs, role, width, self._ragged),
                width=width,
                column=column,
                space_before=emu(self._typography.style(role).space_before),
                keeps_next=True,
                mark=mark,
                narrow=cache(lambda: heading("main", narrow=False)) if narrow else None,
                at=at,
            )

        return heading("full", narrow=True)
