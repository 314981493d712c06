"""One slide arranged as its page, or as several where a block continues: a section and its slide in, pages out.

Each layout of the theme says by its placeholders what a page of it shows: a kicker brings the section tracker with it, a
source zone the footnotes, a body zone the blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from deckgen.diagnostics import Diagnostic
from deckgen.layout import furniture
from deckgen.layout.fit import FittedBody, fit_body
from deckgen.layout.footnotes import number_footnotes
from deckgen.layout.placeholders import fill, fill_title
from deckgen.layout.references import hold_references, widest_reference
from deckgen.layout.runs import Runs, furniture_run, plain_text
from deckgen.layout.source_zone import source_zone
from deckgen.layout.titles import takes_no_more_room
from deckgen.layout.tracker import tabs_of, tracker
from deckgen.layout.typography import Typography
from deckgen.model.document import Document, Section, Slide
from deckgen.model.geometry import Box
from deckgen.model.pages import Item, Page, PlacedGroup
from deckgen.text.words import word
from deckgen.theme.theme import LayoutSlot

_NO_ZONE = Box(0, 0, 0, 0)


class SlideArranger:
    """Arranges the slides of one document; `findings` collects what does not fit."""

    def __init__(self, document: Document, typography: Typography) -> None:
        self.findings: list[Diagnostic] = []
        self._document = document
        self._typography = typography
        self._tabs = tabs_of(document.sections)
        self._widest = widest_reference(document)

    def pages(self, section: Section, slide: Slide, number: int) -> Iterator[Page]:
        """The slide's pages, the first with this number. Page references are still open (`references`)."""
        layout = self._typography.theme.layouts[_layout_role(slide)]
        # Prose is read in the brief; a deck's speaker notes repeat it where there are no others.
        spoken = replace(slide, notes=slide.notes or slide.prose, prose=())
        shown, _ = number_footnotes(hold_references(spoken, self._widest), 1)
        zone = layout.body or _NO_ZONE
        fitted = fit_body(shown, zone, self._typography)
        if isinstance(fitted, Diagnostic):
            self.findings.append(fitted)
            return
        for index in range(len(fitted.parts)):
            key = slide.key if index == 0 else f"{slide.key}#{index + 1}"
            yield self._page(section, shown, fitted, index, key, number + index, layout, zone)

    def _page(
        self,
        section: Section,
        slide: Slide,
        fitted: FittedBody,
        index: int,
        key: str,
        number: int,
        layout: LayoutSlot,
        zone: Box,
    ) -> Page:
        body = [_renamed(item, slide.key, key) for item in fitted.place(index, zone)]
        mark = self._continuation(index, len(fitted.parts))
        in_title = takes_no_more_room(slide.title, mark, layout.placeholders["title"], self._typography)
        title = slide.title + mark if in_title else slide.title
        found = [
            fill_title(layout.placeholders["title"], title, key, self._typography, slide.at),
            *self._head(section, slide, () if in_title else mark, key, layout),
            *body,
            *self._foot(slide, key, number, layout),
        ]
        return Page(
            key=key,
            layout=layout.role,
            items=tuple(self._kept(found, repeated=index > 0)),
            title=plain_text(slide.title + mark),
            section=section.key,
            notes=slide.notes if index == 0 else (),
        )

    def _head(
        self, section: Section, slide: Slide, mark: Runs, key: str, layout: LayoutSlot
    ) -> Iterator[Item | Diagnostic | None]:
        """What stands above or beside the title."""
        slots, typography = layout.placeholders, self._typography
        if "section_number" in slots and section.number is not None:
            number = (furniture_run(f"{section.number:02}"),)
            yield fill(slots["section_number"], number, key, typography, slide.at)
        if "subtitle" in slots and slide.subtitle:
            yield fill(slots["subtitle"], slide.subtitle, key, typography, slide.at)
        if "kicker" in slots:
            yield furniture.kicker(section, slide, mark, key, layout, typography)
            yield from tracker(self._tabs, section, key, layout, typography)

    def _foot(self, slide: Slide, key: str, number: int, layout: LayoutSlot) -> Iterator[Item | Diagnostic | None]:
        """What stands below the body."""
        slots, typography, document = layout.placeholders, self._typography, self._document
        if "takeaway" in slots:
            yield fill(slots["takeaway"], slide.takeaway, key, typography, slide.at)
        if "source" in slots:
            yield source_zone(slide, document.sources, key, layout, typography)
        if "footer" in slots:
            yield furniture.footer(document.footer, document.footer_at or slide.at, key, layout, typography)
        if "slide_number" in slots:
            if document.status:
                yield furniture.stamp(document.status, key, layout, typography)
            yield furniture.slide_number(number, key, layout, typography)

    def _continuation(self, index: int, count: int) -> Runs:
        """The mark of a continued slide's later parts."""
        if index == 0:
            return ()
        return (furniture_run(word("continued", self._document.language).format(part=index + 1, parts=count)),)

    def _kept(self, found: list[Item | Diagnostic | None], repeated: bool) -> Iterator[Item]:
        """The items; findings are collected, once for a slide that continues and for the footer of all."""
        for item in found:
            if not isinstance(item, Diagnostic):
                if item is not None:
                    yield item
            elif item not in self.findings and not (repeated and self._is_known(item)):
                self.findings.append(item)

    def _is_known(self, finding: Diagnostic) -> bool:
        return any(known.code == finding.code and known.position == finding.position for known in self.findings)


def _layout_role(slide: Slide) -> str:
    if slide.layout == "content":
        return "content_takeaway" if slide.takeaway else "content"
    return slide.layout


def _renamed(item: Item, slide_key: str, page_key: str) -> Item:
    """A body's item as part of a page: names begin with the page's key."""
    if slide_key == page_key:
        return item
    name = page_key + item.name[len(slide_key) :]
    if isinstance(item, PlacedGroup):
        parts = (replace(part, name=page_key + part.name[len(slide_key) :]) for part in item.items)
        return replace(item, name=name, items=tuple(parts))
    return replace(item, name=name)
