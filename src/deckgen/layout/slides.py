"""A document arranged as slides: document and theme in, `Pages` out, or one `DeckgenError` with every slide's findings."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.diagnostics import DeckgenError
from deckgen.layout.cover import cover_page
from deckgen.layout.medium import for_medium
from deckgen.layout.references import fill_references, places
from deckgen.layout.runs import plain_text
from deckgen.layout.slide_pages import SlideArranger
from deckgen.layout.typography import Typography
from deckgen.model.document import Document, Section
from deckgen.model.pages import Bookmark, Page, Pages, SectionMark
from deckgen.theme.theme import Theme


def arrange_deck(document: Document, theme: Theme) -> Pages:
    """Measure, fit and place every slide that is not for the brief alone.

    A `DeckgenError` (exit code 1) holds a DG6xx for each thing that does not fit, where it stands in the spec."""
    shown = for_medium(document, "deck")
    typography = Typography(theme, "deck", document.language)
    arranger = SlideArranger(shown, typography)
    pages = [cover_page(shown, theme, typography, arranger.findings)]
    for section in shown.sections:
        for slide in section.slides:
            pages.extend(arranger.pages(section, slide, len(pages) + 1))
    if arranger.findings:
        raise DeckgenError(arranger.findings, exit_code=1)
    known = places(pages)
    filled = tuple(fill_references(page, known, typography.faces) for page in pages)
    return Pages(
        medium="deck",
        target=document.target,
        language=document.language,
        title=document.title,
        author=document.author,
        date=document.date,
        width=theme.slide_width,
        height=theme.slide_height,
        pages=filled,
        sections=tuple(_section_marks(document.title, filled, shown.sections)),
        bookmarks=tuple(_bookmarks(filled, shown.sections)),
        status=document.status,
    )


def _section_marks(title: str, pages: tuple[Page, ...], sections: tuple[Section, ...]) -> Iterator[SectionMark]:
    """The cover as a section of its own, then each section with its pages."""
    yield SectionMark(key=pages[0].key, title=title, pages=(pages[0].key,))
    for section in sections:
        keys = tuple(page.key for page in pages if page.section == section.key)
        yield SectionMark(key=section.key, title=plain_text(section.title), pages=keys)


def _bookmarks(pages: tuple[Page, ...], sections: tuple[Section, ...]) -> Iterator[Bookmark]:
    """The cover, then each section with its slides."""
    titles = {section.key: plain_text(section.title) for section in sections}
    last: str | None = None
    for number, page in enumerate(pages):
        if page.section is None:
            yield Bookmark(level=1, text=page.title, page=number)
            continue
        if page.section != last:
            yield Bookmark(level=1, text=titles[page.section], page=number)
            last = page.section
        yield Bookmark(level=2, text=page.title, page=number)
