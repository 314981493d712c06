"""Where things stand in the brief: poured pages in, the numbers that references print and the places that links lead to out.

A place is named by the mark of a heading (a slide's key, ``section:<key>``) or by the anchor of a run (``note:<number>``,
``source:<number>``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from deckgen.layout.brief_flow import section_mark, slide_mark
from deckgen.layout.brief_pages import PouredPage
from deckgen.model.document import Document
from deckgen.model.geometry import emu
from deckgen.model.pages import Destination, Item, PlacedTable, PlacedText
from deckgen.model.set_text import SetParagraph


def page_numbers(document: Document, poured: Sequence[PouredPage]) -> Mapping[str, tuple[int, int]]:
    """The numbers of the first and last page of each subsection and section, by its mark."""
    first = {mark: number for number, page in enumerate(poured, start=1) for mark, _ in page.marks}
    names = [tuple(item.name for item in page.items) for page in poured]
    found: dict[str, tuple[int, int]] = {}
    for section in document.sections:
        for slide in section.slides:
            # The key of a repeated slide holds a slash itself, so that names are not cut at one.
            own = f"{slide.key}/"
            last = max(number for number, page in enumerate(names, 1) if any(name.startswith(own) for name in page))
            found[slide_mark(slide)] = first[slide_mark(slide)], last
        found[section_mark(section)] = first[section_mark(section)], found[slide_mark(section.slides[-1])][1]
    return found


def destinations(poured: Sequence[PouredPage], pages: Sequence[Sequence[Item]]) -> Iterator[Destination]:
    """The places of headings, then those of anchors in the items of each page; each name once, where it stands first. The
    first of the slides of a repeated one (``key/row``) is also the place of its own key."""
    known: set[str] = set()
    for index, page in enumerate(poured):
        for mark, top in page.marks:
            for name in (mark, mark.partition("/")[0]):
                if name not in known:
                    known.add(name)
                    yield Destination(name, index, top)
    for index, items in enumerate(pages):
        for anchor, top in (found for item in items for found in _anchors(item)):
            if anchor not in known:
                known.add(anchor)
                yield Destination(anchor, index, top)


def _anchors(item: Item) -> Iterator[tuple[str, int]]:
    """The anchors in an item with the height at which the line of each begins."""
    if isinstance(item, PlacedText):
        yield from _lines(item.paragraphs, item.text_top)
    elif isinstance(item, PlacedTable):
        for row in item.rows:
            for cell in row:
                yield from _lines(cell.paragraphs, cell.text_top)


def _lines(paragraphs: Sequence[SetParagraph], text_top: int) -> Iterator[tuple[str, int]]:
    for paragraph in paragraphs:
        runs = paragraph.paragraph.runs
        if not any(run.anchor for run in runs):
            continue
        for number, line in enumerate(paragraph.lines):
            for fragment in line.fragments:
                anchor = runs[fragment.run].anchor
                if anchor:
                    yield anchor, text_top + emu(paragraph.top + number * paragraph.style.line_height)
