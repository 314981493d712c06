"""The contents on the brief's first page: sections, and the conclusion and takeaway of every slide, with page numbers.

It stands below the text that begins on the page and says as much as has room: conclusions with takeaways, else
conclusions, else the sections alone; and spreads a little to use the room that is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from deckgen.layout.brief_flow import section_mark, slide_mark
from deckgen.layout.brief_headings import set_heading
from deckgen.layout.brief_notes import without_marks
from deckgen.layout.measure import text_height
from deckgen.layout.typography import Typography
from deckgen.model.document import Document, Slide
from deckgen.model.geometry import Box, emu
from deckgen.model.pages import Item, PlacedLine, PlacedText
from deckgen.model.set_text import SetParagraph
from deckgen.model.text import Paragraph, Run
from deckgen.text.words import word

_NUMBER_WIDTH = 30.0
"""Points that a page number has, at its widest."""
_LEAST_GAP, _MOST_GAP = 2.0, 7.0
"""Points above and below an entry."""
_HEADING_GAP = 3.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: its paragraphs, the mark that it leads to, and its name."""

    paragraphs: tuple[SetParagraph, ...]
    mark: str
    name: str

    @property
    def height(self) -> int:
        return emu(text_height(self.paragraphs))


class Contents:
    """The contents of a document in a column."""

    def __init__(self, document: Document, typography: Typography, column: Box) -> None:
        self._document = document
        self._typography = typography
        self._column = column
        heading = Run(text=word("contents", document.language), furniture=True)
        (self._title,) = typography.set((Paragraph(runs=(heading,), role="panel_head"),), column.width)
        self._head = emu(text_height((self._title,))) + emu(_HEADING_GAP)

    @property
    def least(self) -> int:
        """The height that the sections alone take, in EMU."""
        entries = list(self._entries(1))
        return self._head + sum(entry.height for entry in entries) + 2 * emu(_LEAST_GAP) * len(entries)

    def place(self, y: int, bottom: int, pages: Mapping[str, int]) -> tuple[tuple[Item, ...], int]:
        """The items from `y`, and where they end: below `bottom` if not even the sections have room. `pages` is the number
        of the page on which each mark stands."""
        top = y + self._head
        entries, gap = self._fitting(bottom - top)
        items: list[Item] = [
            PlacedText(
                name="cover/contents/heading",
                box=Box(self._column.x, y, self._column.width, emu(text_height((self._title,)))),
                paragraphs=(self._title,),
                text_top=y,
                furniture=True,
            )
        ]
        for entry in entries:
            items.extend(self._entry(entry, top + gap, pages[entry.mark]))
            top += entry.height + 2 * gap
            rule = Box(self._column.x, top, self._column.width, 0)
            items.append(PlacedLine(name=f"cover/contents/{entry.name}/rule", box=rule))
        return tuple(items), top

    def _fitting(self, room: int) -> tuple[list[Entry], int]:
        """The fullest entries that have room, and the gap around each."""
        entries: list[Entry] = []
        for depth in (3, 2, 1):
            entries = list(self._entries(depth))
            free = room - sum(entry.height for entry in entries)
            if free >= 2 * emu(_LEAST_GAP) * len(entries):
                return entries, min(free // (2 * len(entries)), emu(_MOST_GAP)) if entries else 0
        return entries, emu(_LEAST_GAP)

    def _entries(self, depth: int) -> Iterator[Entry]:
        """Sections (1), with conclusions (2), with takeaways (3)."""
        for section in self._document.sections:
            runs = tuple(replace(run, bold=True, color="primary") for run in without_marks(section.title))
            yield Entry(self._set(Paragraph(runs=runs, role="toc")), section_mark(section), section_mark(section))
            if depth > 1:
                for slide in section.slides:
                    yield Entry(self._set(*self._slide(slide, depth)), slide_mark(slide), slide.key)

    def _slide(self, slide: Slide, depth: int) -> Iterator[Paragraph]:
        yield Paragraph(runs=without_marks(slide.title), role="toc")
        if depth > 2 and slide.takeaway:
            yield Paragraph(runs=without_marks(slide.takeaway), role="fact_label")

    def _set(self, *paragraphs: Paragraph) -> tuple[SetParagraph, ...]:
        """Paragraphs one below the other, each broken like a heading."""
        placed: list[SetParagraph] = []
        for paragraph in paragraphs:
            width = self._column.width - emu(_NUMBER_WIDTH)
            found = set_heading(paragraph.runs, paragraph.role, width, self._typography)
            space = self._typography.style(paragraph.role).space_before if placed else 0.0
            placed.append(replace(found, top=text_height(placed) + space))
        return tuple(placed)

    def _entry(self, entry: Entry, top: int, page: int) -> Iterator[Item]:
        """The text and the page number; a click on either leads to the place."""
        column = self._column
        shown = Run(text=str(page), furniture=True)
        width = emu(_NUMBER_WIDTH)
        number = self._typography.set((Paragraph(runs=(shown,), role="toc", align="right"),), width)
        for part, box, paragraphs in (
            ("text", Box(column.x, top, column.width - width, entry.height), entry.paragraphs),
            ("page", Box(column.right - width, top, width, entry.height), number),
        ):
            yield PlacedText(
                name=f"cover/contents/{entry.name}/{part}",
                box=box,
                paragraphs=paragraphs,
                text_top=top,
                link_to=entry.mark,
                furniture=part == "page",
            )
