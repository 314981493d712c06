"""The brief's running text: a document in, pieces in reading order out.

A section is a heading; a slide is a subsection: its conclusion, its prose with the takeaway beside it, its blocks with
numbered figures and tables, then note and sources.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from deckgen.diagnostics import Position
from deckgen.layout.boxes import MeasuredColumns, measure_node
from deckgen.layout.brief_headings import set_heading
from deckgen.layout.brief_numbers import Numbering, source_line
from deckgen.layout.brief_pieces import BoxPiece, Column, Piece, TablePiece, TextPiece
from deckgen.layout.measured import Measured, TooNarrow
from deckgen.layout.table import measure_table
from deckgen.layout.typography import Typography
from deckgen.model.document import Document, Section, Slide
from deckgen.model.geometry import emu
from deckgen.model.nodes import Chart, Columns, Grid, Node, Paragraph, Run, Stack, Table, Text

_BLOCK_SPACE = 9.0
"""Points between running text and a block, and between blocks."""
_NOTE_SPACE = 4.0
"""Points between a block and its note."""
_TALLER_SIDE = 30.0
"""Points by which a takeaway may be higher than the prose that it stands beside."""
_WIDE = 1.5
"""A column at least so many times as wide as the one beside it takes the main column."""
_FIGURE = 0.7, 0.35
_CARD = 0.1, 0.0
"""How much of the way from its least to its preferred height on a slide a block wants and accepts here."""


def document_pieces(document: Document, typography: Typography, comfort: float) -> Iterator[Piece]:
    """Everything after the first page; blocks get `comfort` (0 to 1) of the height that they want beyond what they accept."""
    flow = BriefFlow(document, typography, comfort)
    for section in brief_sections(document):
        yield from flow.section(section)


def brief_sections(document: Document) -> tuple[Section, ...]:
    """The sections without the slides that only the deck shows, and without sections that these leave empty."""
    sections = (
        replace(section, slides=tuple(slide for slide in section.slides if slide.only != "deck"))
        for section in document.sections
    )
    return tuple(section for section in sections if section.slides)


def section_mark(section: Section) -> str:
    """The mark of a section's heading."""
    return f"section:{section.key}"


def slide_mark(slide: Slide) -> str:
    """The mark of a subsection's heading."""
    return f"slide:{slide.key}"


class BriefFlow:
    """Turns sections and slides into pieces; figures and tables are numbered as they come. Running text is justified, what
    stands in boxes and headings is not."""

    def __init__(self, document: Document, typography: Typography, comfort: float) -> None:
        self._document = document
        self._comfort = comfort
        self._typography = typography
        self._ragged = Typography(typography.theme, "brief", document.language, embedded=True)
        self._numbering = Numbering(document.language)
        brief = typography.theme.brief
        self._gutter = brief.side.x - brief.main.right
        self._widths: dict[Column, int] = {
            "main": brief.main.width,
            "side": brief.side.width,
            "full": brief.content.width,
        }

    def section(self, section: Section) -> Iterator[Piece]:
        """The section's heading and its slides."""
        yield self._heading(f"{section_mark(section)}/heading", section.title, "h1", section_mark(section), None)
        for slide in section.slides:
            yield from self._slide(slide)

    def _slide(self, slide: Slide) -> Iterator[Piece]:
        yield self._heading(f"{slide.key}/title", slide.title, "h2", slide_mark(slide), slide.at)
        paragraphs = tuple(replace(paragraph, role="body") for paragraph in slide.prose)
        prose = tuple(self._texts(f"{slide.key}/prose", paragraphs, "main", slide.at))
        blocks = [
            piece for node in slide.body for piece in self._pieces(self._numbering.number(node, slide.topic), slide)
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
            for piece in self._texts(f"{slide.key}/source", lines, "full", slide.at)
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

    def _pieces(self, node: Node, slide: Slide) -> Iterator[Piece]:
        match node:
            case Text(fill=None):
                yield from self._texts(f"{slide.key}/{node.key}", node.paragraphs, "main", node.at)
            case Text():
                yield self._box(node, slide, "main", _CARD)
            case Table():
                width = self._widths["full"]
                measured = measure_table(node, width, self._ragged, slide.key)
                yield TablePiece(measured=measured, space_before=emu(_BLOCK_SPACE))
            case Stack():
                for item in node.items:
                    yield from self._pieces(item, slide)
            case Columns():
                yield from self._side_by_side(node, slide)
            case Chart():
                yield self._box(node, slide, "full", _FIGURE)
            case Grid():
                yield self._box(node, slide, "full", _CARD)

    def _side_by_side(self, node: Columns, slide: Slide) -> Iterator[Piece]:
        """Columns as a row of the page; one below the other if one cannot be set so narrow or is far higher than the rest."""
        try:
            row = self._piece(self._columns(node, slide), "full", _FIGURE)
        except TooNarrow:
            row = None
        if row is None or row.minimum > self._typography.theme.brief.content.height // 2:
            for item in node.items:
                yield from self._pieces(item, slide)
        else:
            yield row

    def _columns(self, node: Columns, slide: Slide) -> Measured:
        """The columns measured; a wide one with a narrow one beside it line up with the page's own columns."""
        if len(node.items) != 2 or node.widths[0] < _WIDE * node.widths[1]:
            return measure_node(node, self._widths["full"], self._ragged, slide.key)
        widths = self._widths["main"], self._widths["side"]
        items = (
            measure_node(item, width, self._ragged, slide.key) for item, width in zip(node.items, widths, strict=True)
        )
        return MeasuredColumns(tuple(items), widths, self._gutter)

    def _box(self, node: Node, slide: Slide, column: Column, elasticity: tuple[float, float]) -> BoxPiece:
        return self._piece(measure_node(node, self._widths[column], self._ragged, slide.key), column, elasticity)

    def _piece(self, measured: Measured, column: Column, elasticity: tuple[float, float]) -> BoxPiece:
        wanted, accepted = elasticity
        wanted = accepted + (wanted - accepted) * self._comfort
        return BoxPiece(
            measured=measured, wanted=wanted, accepted=accepted, column=column, space_before=emu(_BLOCK_SPACE)
        )

    def _takeaway(self, slide: Slide, column: Column) -> BoxPiece:
        node = Text(
            key="takeaway",
            paragraphs=(Paragraph(runs=slide.takeaway, role="takeaway"),),
            at=slide.at,
            fill="panel",
            bar="highlight",
            bar_edge="left",
        )
        return self._box(node, slide, column, _CARD)

    def _heading(self, name: str, runs: tuple[Run, ...], role: str, mark: str, at: Position | None) -> TextPiece:
        width = self._widths["full"]
        return TextPiece(
            name=name,
            paragraph=set_heading(runs, role, width, self._ragged),
            width=width,
            column="full",
            space_before=emu(self._typography.style(role).space_before),
            keeps_next=True,
            mark=mark,
            at=at,
        )

    def _texts(
        self, name: str, paragraphs: tuple[Paragraph, ...], column: Column, at: Position | None
    ) -> Iterator[TextPiece]:
        """A piece a paragraph, named ``name`` or, if there are several, ``name/1``, ``name/2``, …; a heading of the text
        stays with what follows."""
        width = self._widths[column]
        for number, paragraph in enumerate(paragraphs, start=1):
            (set_paragraph,) = self._typography.set((paragraph,), width)
            yield TextPiece(
                name=name if len(paragraphs) == 1 else f"{name}/{number}",
                paragraph=set_paragraph,
                width=width,
                column=column,
                space_before=emu(self._typography.style(paragraph.role).space_before),
                keeps_next=paragraph.role == "panel_head" and number < len(paragraphs),
                at=at,
            )
