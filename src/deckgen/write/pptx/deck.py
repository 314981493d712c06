"""Placed pages and a theme in, the bytes of a .pptx out."""

from __future__ import annotations

from deckgen.model.pages import Page, Pages, PlacedChart
from deckgen.theme.theme import Theme
from deckgen.write.pptx import lineage, presentation
from deckgen.write.pptx.chart import chart_part
from deckgen.write.pptx.drawing import Palette
from deckgen.write.pptx.notes import notes_slide
from deckgen.write.pptx.package import Package, Relationships, stored
from deckgen.write.pptx.skeleton import PRESENTATION, Skeleton, skeleton, target
from deckgen.write.pptx.slide import SlideWriter, tags_part
from deckgen.write.pptx.text import TextWriter

_OFFICE = "application/vnd.openxmlformats-officedocument."
_SLIDE = _OFFICE + "presentationml.slide+xml"
_NOTES = _OFFICE + "presentationml.notesSlide+xml"
_TAGS = _OFFICE + "presentationml.tags+xml"
_CHART = _OFFICE + "drawingml.chart+xml"
_MAIN = _OFFICE + "presentationml.presentation.main+xml"
_WORKBOOK = _OFFICE + "spreadsheetml.sheet"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def write_deck(pages: Pages, theme: Theme) -> bytes:
    """The deck. The same pages and theme give the same bytes. `DeckgenError` DG790 for a link that no reader may be
    sent to; `ValueError` for a number that is not finite, which compose does not let through."""
    return _Deck(pages, theme).to_bytes()


class _Deck:
    """A package that fills up slide by slide."""

    def __init__(self, pages: Pages, theme: Theme) -> None:
        self._pages = pages
        self._theme = theme
        self._palette = Palette(theme.colors)
        self._slides = {page.key: f"slide{number}.xml" for number, page in enumerate(pages.pages, 1)}
        self._text = TextWriter(theme, pages.language, self._palette, self._slides)
        fonts = theme.fonts[pages.language]
        scripts = {fonts.script: fonts.east_asian}
        for pair in theme.fonts.values():
            scripts.setdefault(pair.script, pair.east_asian)
        self._skeleton: Skeleton = skeleton(theme.template, fonts, tuple(scripts.items()))
        self._package = Package(dict(self._skeleton.defaults) | {"xlsx": _WORKBOOK})
        self._charts = 0

    def to_bytes(self) -> bytes:
        pages, package = self._pages, self._package
        root = Relationships()
        root.add("officeDocument", PRESENTATION)
        root.add(_CORE_RELATIONSHIP, "docProps/core.xml")
        root.add("extended-properties", "docProps/app.xml")
        package.add_relationships("", root)
        package.add_xml("docProps/core.xml", presentation.core_properties(pages), _CORE)
        package.add_xml(
            "docProps/app.xml", presentation.application_properties(pages.pages), _OFFICE + "extended-properties+xml"
        )

        of_presentation = Relationships(self._skeleton.relationships)
        links = [of_presentation.add("slide", f"slides/{file}") for file in self._slides.values()]
        self._add_lineage(of_presentation)
        package.add_xml(PRESENTATION, presentation.presentation_part(self._skeleton, pages, links), _MAIN)
        package.add_relationships(PRESENTATION, of_presentation)
        for part in self._skeleton.parts:
            package.add(part.name, part.entry, part.content_type)
        for number, page in enumerate(pages.pages, 1):
            self._add_slide(number, page)
        return package.to_bytes()

    def _add_slide(self, number: int, page: Page) -> None:
        name = f"ppt/slides/slide{number}.xml"
        relationships = Relationships()
        relationships.add("slideLayout", target(name, self._theme.layouts[page.layout].part.lstrip("/")))
        slide = SlideWriter(
            page, self._theme, self._text, self._palette, relationships, self._slides, self._add_chart
        ).xml(f"../tags/tag{number}.xml")
        self._package.add_xml(f"ppt/tags/tag{number}.xml", tags_part(page), _TAGS)
        if page.notes:
            relationships.add("notesSlide", f"../notesSlides/notesSlide{number}.xml")
            self._add_notes(number, page)
        self._package.add_xml(name, slide, _SLIDE)
        self._package.add_relationships(name, relationships)

    def _add_notes(self, number: int, page: Page) -> None:
        name = f"ppt/notesSlides/notesSlide{number}.xml"
        relationships = Relationships()
        relationships.add("notesMaster", target(name, self._skeleton.notes_master))
        relationships.add("slide", f"../slides/slide{number}.xml")
        self._package.add_xml(name, notes_slide(page.notes, self._skeleton.notes_index, self._text), _NOTES)
        self._package.add_relationships(name, relationships)

    def _add_chart(self, item: PlacedChart) -> str:
        """Add the chart and its workbook; the target is as seen from a slide."""
        self._charts += 1
        name, book = f"ppt/charts/chart{self._charts}.xml", f"chart{self._charts}.xlsx"
        relationships = Relationships()
        relationship = relationships.add("package", f"../embeddings/{book}")
        language = self._theme.fonts[self._pages.language].language
        xml, workbook = chart_part(item, language, self._text, self._palette, relationship)
        self._package.add_xml(name, xml, _CHART)
        self._package.add_relationships(name, relationships)
        self._package.add(f"ppt/embeddings/{book}", stored(workbook))
        return f"../charts/chart{self._charts}.xml"

    def _add_lineage(self, of_presentation: Relationships) -> None:
        of_presentation.add("customXml", "../customXml/item1.xml")
        relationships = Relationships()
        relationships.add("customXmlProps", "itemProps1.xml")
        self._package.add_xml("customXml/item1.xml", lineage.lineage_part(self._pages.pages))
        self._package.add_relationships("customXml/item1.xml", relationships)
        self._package.add_xml("customXml/itemProps1.xml", lineage.PROPERTIES, _OFFICE + "customXmlProperties+xml")
