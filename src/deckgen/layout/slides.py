"""A document arranged as slides: document and theme in, `Pages` out, or one `DeckgenError` with every slide's findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.layout import furniture
from deckgen.layout.cover import cover_page
from deckgen.layout.fit import fit_body
from deckgen.layout.furniture import Tab
from deckgen.layout.placeholders import fill, fill_title
from deckgen.layout.typography import Typography
from deckgen.model.document import Document, Section, Slide
from deckgen.model.nodes import Run
from deckgen.model.pages import Bookmark, Item, Page, Pages, PlacedText, SectionMark
from deckgen.text.words import word
from deckgen.theme.theme import LayoutSlot, Theme


def arrange_deck(document: Document, theme: Theme) -> Pages:
    """Measure, fit and place every slide that is not for the brief alone.

    A `DeckgenError` (exit code 1) holds a DG6xx for each thing that does not fit, where it stands in the spec."""
    arrangement = _Arrangement(document, theme)
    pages = arrangement.pages()
    if arrangement.findings:
        raise DeckgenError(arrangement.findings, exit_code=1)
    keys = {
        section.key: tuple(page.key for page in pages if page.section == section.key)
        for section in arrangement.sections
    }
    marks = [SectionMark(key=s.key, title=_plain(s.title), pages=keys[s.key]) for s in arrangement.sections]
    cover = SectionMark(key=pages[0].key, title=document.title, pages=(pages[0].key,))
    return Pages(
        medium="deck",
        target=document.target,
        language=document.language,
        title=document.title,
        author=document.author,
        date=document.date,
        width=theme.slide_width,
        height=theme.slide_height,
        pages=tuple(pages),
        sections=(cover, *marks),
        bookmarks=tuple(_bookmarks(pages, arrangement.sections)),
        status=document.status,
    )


@dataclass(slots=True)
class _Arrangement:
    """The work on one document: its sections as the deck shows them, and what does not fit."""

    document: Document
    theme: Theme
    sections: tuple[Section, ...]
    findings: list[Diagnostic]

    def __init__(self, document: Document, theme: Theme) -> None:
        self.document = document
        self.theme = theme
        self.findings = []
        shown = (
            replace(section, slides=tuple(slide for slide in section.slides if slide.only != "brief"))
            for section in document.sections
        )
        self.sections = tuple(section for section in shown if section.slides)

    def pages(self) -> list[Page]:
        typography = Typography(self.theme, "deck", self.document.language)
        tabs = tuple(Tab(section, section.slides[0].key) for section in self.sections)
        pages = [cover_page(self.document, self.theme, typography, self.findings)]
        for section in self.sections:
            for slide in section.slides:
                pages.extend(self._slide(section, slide, tabs, len(pages) + 1, typography))
        return pages

    def _slide(
        self, section: Section, slide: Slide, tabs: tuple[Tab, ...], number: int, typography: Typography
    ) -> Iterator[Page]:
        """The slide's page, or its pages if a block continues."""
        layout = self.theme.layouts["content_takeaway" if slide.takeaway else "content"]
        assert layout.body is not None
        fitted = fit_body(slide, layout.body, typography)
        if isinstance(fitted, Diagnostic):
            self.findings.append(fitted)
            return
        count, status = len(fitted.parts), self.document.status
        for index in range(count):
            key = slide.key if index == 0 else f"{slide.key}#{index + 1}"
            body = tuple(_renamed(item, slide.key, key) for item in fitted.place(index, layout.body))
            continuation = _continuation(index, count, self.document.language)
            found = [
                fill_title(layout.placeholders["title"], slide.title + continuation, key, typography, slide.at),
                furniture.kicker(section, slide, key, layout, typography),
                *furniture.navigation(tabs, section, key, layout, typography),
                *body,
                self._takeaway(slide, key, layout, typography),
                furniture.source_line(slide, self.document.sources, key, layout, typography),
                furniture.footer(self.document.footer, slide, key, layout, typography),
                furniture.stamp(status, key, layout, typography) if status else None,
                furniture.slide_number(number + index, key, layout, typography),
            ]
            yield Page(
                key=key,
                layout=layout.role,
                items=tuple(self._kept(found, repeated=index > 0)),
                title=_plain(slide.title + continuation),
                section=section.key,
                notes=(slide.notes or slide.prose) if index == 0 else (),
            )

    def _takeaway(
        self, slide: Slide, key: str, layout: LayoutSlot, typography: Typography
    ) -> PlacedText | Diagnostic | None:
        return (
            fill(layout.placeholders["takeaway"], slide.takeaway, key, typography, slide.at) if slide.takeaway else None
        )

    def _kept(self, found: list[Item | Diagnostic | None], repeated: bool) -> Iterator[Item]:
        """The items; findings are collected, once for a slide that continues."""
        for item in found:
            if isinstance(item, Diagnostic):
                if not (
                    repeated
                    and any(known.code == item.code and known.position == item.position for known in self.findings)
                ):
                    self.findings.append(item)
            elif item is not None:
                yield item


def _renamed(item: Item, slide_key: str, page_key: str) -> Item:
    """A body's item as part of a page: names begin with the page's key."""
    return item if slide_key == page_key else replace(item, name=page_key + item.name[len(slide_key) :])


def _continuation(index: int, count: int, language: str) -> tuple[Run, ...]:
    """The mark after the title of a continued slide's later parts."""
    if index == 0:
        return ()
    return (Run(text=word("continued", language).format(part=index + 1, parts=count), furniture=True),)


def _plain(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def _bookmarks(pages: list[Page], sections: tuple[Section, ...]) -> Iterator[Bookmark]:
    """The cover, then each section with its slides."""
    titles = {section.key: _plain(section.title) for section in sections}
    last: str | None = None
    for number, page in enumerate(pages):
        if page.section is None:
            yield Bookmark(level=1, text=page.title, page=number)
            continue
        if page.section != last:
            yield Bookmark(level=1, text=titles[page.section], page=number)
            last = page.section
        yield Bookmark(level=2, text=page.title, page=number)
