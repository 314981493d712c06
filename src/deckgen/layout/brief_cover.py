"""The brief's first page: title band, lead, the first of the text and the contents in the main column, key facts on a
panel beside them.

The band's field and motif are the theme's (writers draw the cover layout's decorations in it).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.layout.brief_contents import Contents
from deckgen.layout.brief_headings import set_heading
from deckgen.layout.brief_pages import Columns
from deckgen.layout.measure import text_height
from deckgen.layout.typography import Typography
from deckgen.model.document import Document, Fact
from deckgen.model.geometry import Box, emu, points
from deckgen.model.pages import Item, PlacedLine, PlacedShape, PlacedText
from deckgen.model.text import Paragraph, Run
from deckgen.text.words import word

_BELOW_BAND = 20.0
"""Points between the band and the text below it."""
_TITLE_LINES = 3
_TITLE_GAP = 7.0
"""Points above and below the title in the band."""
_BELOW_LEAD = 14.0
_CONTENTS_SPACE = 18.0
_PANEL_PADDING = 12.0
_FACT_SPACE = 7.0


class CoverPage:
    """Places the first page of a brief."""

    def __init__(self, document: Document, typography: Typography) -> None:
        """`DeckgenError` DG642 (title), DG643 (facts), DG644 (lead and contents) for what has no room."""
        self._document = document
        self._ragged = typography.ragged()
        self._brief = typography.theme.brief
        self._facts = tuple(fact for section in document.sections for slide in section.slides for fact in slide.facts)
        main = self._brief.main if self._facts else self._brief.content
        self._contents = Contents(document, self._ragged, main) if document.sections else None
        self._items: list[Item] = [*self._panel(), *self._band()]
        y = self._brief.band_height + emu(_BELOW_BAND)
        for number, paragraph in enumerate(document.cover.lead, start=1):
            y = self._add(self._items, f"cover/lead/{number}", paragraph, y, main, typography, first=number == 1)
        self._top = y + emu(_BELOW_LEAD) if document.cover.lead else y
        self._refuse_high()

    @property
    def columns(self) -> Columns:
        """Where text may begin: below the lead, above the contents at their shortest."""
        least = self._contents.least + emu(_CONTENTS_SPACE) if self._contents else 0
        height = max(self._brief.content.bottom - least - self._top, 0)
        main, side, full = (
            replace(box, y=self._top, height=height)
            for box in (self._brief.main, self._brief.side, self._brief.content)
        )
        return Columns(main, None, None) if self._facts else Columns(main, side, full)

    def items(self, text_bottom: int, foot: int, pages: Mapping[str, int]) -> tuple[Item, ...]:
        """The page's items beside the text that begins on it, which ends at `text_bottom`; the contents end above `foot`.
        `pages` is the number of the page that each mark stands on."""
        if self._contents is None:
            return tuple(self._items)
        y = text_bottom + emu(_CONTENTS_SPACE) if text_bottom > self._top else self._top
        contents, _ = self._contents.place(y, foot, pages)
        return (*self._items, *contents)

    def _refuse_high(self) -> None:
        least = self._contents.least if self._contents else 0
        excess = self._top + least - self._brief.content.bottom
        if excess > 0:
            message = f"lead and contents need {points(excess):.0f} pt more height than the brief's first page has"
            hint = "shorten the cover's `lead`, or have fewer sections: the contents list them"
            raise DeckgenError([Diagnostic("DG644", message, self._document.cover.at, hint)], exit_code=1)

    @staticmethod
    def _add(
        placed: list[Item],
        name: str,
        paragraph: Paragraph,
        y: int,
        column: Box,
        typography: Typography,
        *,
        first: bool = False,
    ) -> int:
        """Place a paragraph at `y` after its space and return where it ends."""
        style = typography.style(paragraph.role)
        (set_paragraph,) = typography.set((paragraph,), column.width)
        top = y if first else y + emu(style.space_before)
        height = emu(text_height((set_paragraph,)))
        box = Box(column.x, top, column.width, height)
        placed.append(PlacedText(name=name, box=box, paragraphs=(set_paragraph,), text_top=top))
        return top + height

    def _band(self) -> list[Item]:
        """Subtitle, title and date, one below the other in the middle of the band."""
        cover = self._document.cover
        texts = [
            (role, runs)
            for role, runs in (
                ("cover_subtitle", cover.subtitle),
                ("cover_title", cover.title),
                ("cover_date", cover.date_line),
            )
            if runs
        ]
        column = self._brief.main
        sets = [(role, set_heading(runs, role, column.width, self._ragged)) for role, runs in texts]
        title_lines = sum(len(paragraph.lines) for role, paragraph in sets if role == "cover_title")
        if title_lines > _TITLE_LINES:
            message = f"the cover's title takes {title_lines} lines in the brief, where {_TITLE_LINES} have room"
            raise DeckgenError([Diagnostic("DG642", message, cover.at, "shorten it")], exit_code=1)
        heights = [emu(text_height((paragraph,))) for _, paragraph in sets]
        gap = emu(_TITLE_GAP)
        y = (self._brief.band_height - sum(heights) - gap * (len(sets) - 1)) // 2
        items: list[Item] = []
        for (role, paragraph), height in zip(sets, heights, strict=True):
            box = Box(column.x, y, column.width, height)
            name = f"cover/{role.removeprefix('cover_')}"
            items.append(PlacedText(name=name, box=box, paragraphs=(paragraph,), text_top=y, at=cover.at))
            y += height + gap
        return items

    def _panel(self) -> list[Item]:
        """The panel of key facts, from the band to the end of the content and out to the page's edge."""
        if not self._facts:
            return []
        brief = self._brief
        left = brief.side.x - (brief.side.x - brief.main.right) // 2
        panel = Box(left, brief.band_height, brief.width - left, brief.content.bottom - brief.band_height)
        column = Box(brief.side.x, 0, brief.side.width, 0)
        placed: list[Item] = [PlacedShape(name="cover/panel", box=panel, fill="panel")]
        heading = Paragraph(runs=(self._word("key_facts"),), role="panel_head")
        y = self._add(
            placed, "cover/facts/heading", heading, panel.y + emu(_BELOW_BAND), column, self._ragged, first=True
        )
        for number, fact in enumerate(self._facts, start=1):
            if number > 1:
                y += emu(_FACT_SPACE)
                placed.append(PlacedLine(name=f"cover/facts/{number}/rule", box=Box(column.x, y, column.width, 0)))
            y = self._fact(placed, number, fact, y, column)
        if y > panel.bottom - emu(_PANEL_PADDING):
            taken, free = points(y - panel.y), points(panel.height)
            message = (
                f"{len(self._facts)} key facts take {taken:.0f} pt; the brief's first page has {free:.0f} pt for them"
            )
            raise DeckgenError(
                [Diagnostic("DG643", message, self._document.cover.at, "give fewer `facts`")], exit_code=1
            )
        return placed

    def _fact(self, placed: list[Item], number: int, fact: Fact, y: int, column: Box) -> int:
        for part, runs in (("value", fact.value), ("label", fact.label)):
            paragraph = Paragraph(runs=runs, role=f"fact_{part}")
            y = self._add(placed, f"cover/facts/{number}/{part}", paragraph, y, column, self._ragged)
        return y

    def _word(self, name: str) -> Run:
        return Run(text=word(name, self._document.language), furniture=True)
