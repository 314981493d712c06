"""Page numbers in texts and links between pages: held open at their widest before layout, filled once pages are known.

A text is measured with the widest numbers that a document of its length can need, so filling them in moves what stands
beside them on the line and never breaks a line anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from deckgen.layout.runs import Runs, change_nodes
from deckgen.model.document import Document, Slide
from deckgen.model.pages import (
    Item,
    Page,
    PlacedCell,
    PlacedGroup,
    PlacedTable,
    PlacedText,
)
from deckgen.model.set_text import Fragment, SetParagraph, TextLine
from deckgen.model.text import SLIDE_LINK, Run
from deckgen.theme.faces import Faces

SECTION = "section:"
"""How a reference to a whole section begins."""
_ALIGNMENT_SHIFT = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True, slots=True)
class Places:
    """Where things stand: the numbers of the first and last page, and the key of the first, of each slide (by its key) and
    each section (``section:<key>``)."""

    numbers: Mapping[str, tuple[int, int]]
    pages: Mapping[str, str]

    def printed(self, key: str) -> str:
        """The page or pages of a slide or section, ``5`` or ``5–8``; nothing for one that is not there."""
        if key not in self.numbers:
            return ""
        first, last = self.numbers[key]
        return str(first) if first == last else f"{first}–{last}"


def places(pages: Iterable[Page]) -> Places:
    """The places of a deck's slides and sections. A slide's further pages are ``key#2``, …, the slides of a repeated one
    ``key/row``: its own key stands for all of them."""
    numbers: dict[str, tuple[int, int]] = {}
    keys: dict[str, str] = {}
    for number, page in enumerate(pages, 1):
        key = page.key.partition("#")[0]
        names = {key: None, key.partition("/")[0]: None}
        if page.section is not None:
            names[f"{SECTION}{page.section}"] = None
        for name in names:
            numbers[name] = (numbers.get(name, (number, number))[0], number)
            keys.setdefault(name, page.key)
    return Places(numbers, keys)


def widest_reference(document: Document) -> str:
    """Digits as wide as any page range of the document (an en dash is as wide as a digit). They stand without a dash, at
    which a line could break."""
    slides = sum(len(section.slides) for section in document.sections)
    return "8" * (2 * max(len(str(2 * slides)), 2) + 1)


def hold_references(slide: Slide, widest: str) -> Slide:
    """The slide with `widest` in place of the page numbers in its body."""

    def held(runs: Runs) -> Runs:
        if not any(run.page_of for run in runs):
            return runs
        return tuple(replace(run, text=widest) if run.page_of else run for run in runs)

    body = change_nodes(slide.body, held)
    return slide if body is slide.body else replace(slide, body=body)


def fill_references(page: Page, known: Places, faces: Faces) -> Page:
    """The page with its page numbers printed and its links leading to pages. A link to what is not there is plain text."""
    filler = _Filler(known, faces)
    return replace(page, items=tuple(map(filler.item, page.items)))


@dataclass(frozen=True, slots=True)
class _Filler:
    known: Places
    faces: Faces

    def item(self, item: Item) -> Item:
        match item:
            case PlacedText():
                return self.text(item)
            case PlacedTable():
                rows = tuple(tuple(map(self._cell, row)) for row in item.rows)
                return replace(item, rows=rows)
            case PlacedGroup():
                parts = tuple(self.text(part) if isinstance(part, PlacedText) else part for part in item.items)
                return replace(item, items=parts)
            case _:
                return item

    def text(self, item: PlacedText) -> PlacedText:
        paragraphs = tuple(map(self._paragraph, item.paragraphs))
        link_to = self.known.pages.get(item.link_to) if item.link_to is not None else None
        changed = any(new is not old for new, old in zip(paragraphs, item.paragraphs, strict=True))
        return replace(item, paragraphs=paragraphs, link_to=link_to) if changed or link_to != item.link_to else item

    def _cell(self, cell: PlacedCell) -> PlacedCell:
        return replace(cell, paragraphs=tuple(map(self._paragraph, cell.paragraphs)))

    def _paragraph(self, placed: SetParagraph) -> SetParagraph:
        runs = placed.paragraph.runs
        if not any(run.page_of or run.link for run in runs):
            return placed
        paragraph = replace(placed.paragraph, runs=tuple(map(self._run, runs)))
        filled = replace(placed, paragraph=paragraph)
        if any(run.page_of for run in runs):
            return replace(filled, lines=tuple(self._line(line, filled) for line in placed.lines))
        return filled

    def _run(self, run: Run) -> Run:
        link = run.link
        if link is not None and link.startswith(SLIDE_LINK):
            page = self.known.pages.get(link.removeprefix(SLIDE_LINK))
            link = None if page is None else SLIDE_LINK + page
        return replace(run, text=self.known.printed(run.page_of) if run.page_of else run.text, link=link)

    def _line(self, line: TextLine, placed: SetParagraph) -> TextLine:
        """The line with the numbers that it was measured for, what follows them moved up to them."""
        fragments: list[Fragment] = []
        saved = 0.0
        for fragment in line.fragments:
            run = placed.paragraph.runs[fragment.run]
            text, width = fragment.text, fragment.width
            if run.page_of:
                text = run.text
                width = self.faces.measure(text, placed.style.size, run.bold or placed.style.bold)
            fragments.append(replace(fragment, text=text, x=fragment.x - saved, width=width))
            saved += fragment.width - width
        shift = saved * _ALIGNMENT_SHIFT[placed.paragraph.align]
        return replace(
            line,
            fragments=tuple(replace(fragment, x=round(fragment.x + shift, 4)) for fragment in fragments),
            width=round(line.width - saved, 4),
        )
