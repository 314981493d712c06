"""A page in, a slide's XML out, with the parts that it leads to asked of the deck as they come up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import assert_never

from deckgen.model.pages import (
    Item,
    Page,
    PlacedChart,
    PlacedGroup,
    PlacedLine,
    PlacedShape,
    PlacedTable,
    PlacedText,
)
from deckgen.model.record import slide_creation_id
from deckgen.theme.theme import LayoutSlot, Theme
from deckgen.write.pptx.chart import chart_frame
from deckgen.write.pptx.drawing import COLOR_MAP_OVERRIDE, EXTENSION_NAMESPACES, GROUP, NAMESPACES, Palette
from deckgen.write.pptx.package import Relationships
from deckgen.write.pptx.shape import bar, group, line, plain_shape, text_shape
from deckgen.write.pptx.table import table_frame
from deckgen.write.pptx.text import JUMP, TextWriter
from deckgen.write.pptx.xml import XML_HEADER, attribute

KEY_TAG = "DECKGEN_KEY"
_SLIDE_CREATION = "{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}"

AddChart = Callable[[PlacedChart], str]
"""Adds the chart's parts and returns the target of the slide's relationship to it."""


class SlideWriter:
    """Writes one slide. `slides` maps page keys to slide file names, for links between slides."""

    def __init__(
        self,
        page: Page,
        theme: Theme,
        writer: TextWriter,
        palette: Palette,
        relationships: Relationships,
        slides: Mapping[str, str],
        add_chart: AddChart,
    ) -> None:
        self._page = page
        self._theme = theme
        self._layout: LayoutSlot = theme.layouts[page.layout]
        self._writer = writer
        self._palette = palette
        self._relationships = relationships
        self._slides = slides
        self._add_chart = add_chart
        self._last_id = 1

    def xml(self, tags_target: str) -> str:
        """The slide part. `tags_target` is where its tags part stands."""
        shapes = "".join(map(self._item, self._page.items))
        tags = self._relationships.add("tags", tags_target)
        return (
            f"{XML_HEADER}<p:sld {NAMESPACES} {EXTENSION_NAMESPACES}><p:cSld><p:spTree>{GROUP}{shapes}</p:spTree>"
            f'<p:custDataLst><p:tags r:id="{tags}"/></p:custDataLst><p:extLst><p:ext uri="{_SLIDE_CREATION}">'
            f'<p14:creationId val="{slide_creation_id(self._page.key)}"/></p:ext></p:extLst></p:cSld>'
            f"{COLOR_MAP_OVERRIDE}</p:sld>"
        )

    def _item(self, item: Item) -> str:
        match item:
            case PlacedText():
                return self._text(item)
            case PlacedTable():
                return table_frame(
                    item, self._next_id(), self._theme.text_box, self._writer, self._palette, self._relationships
                )
            case PlacedChart():
                relationship = self._relationships.add("chart", self._add_chart(item))
                return chart_frame(item, self._next_id(), relationship)
            case PlacedShape():
                return plain_shape(item, self._next_id(), self._palette)
            case PlacedLine():
                return line(item, self._next_id(), self._palette)
            case PlacedGroup():
                identity = self._next_id()
                return group(item, identity, "".join(map(self._item, item.items)))
            case _:
                assert_never(item)

    def _text(self, item: PlacedText) -> str:
        slot = self._layout.placeholders[item.placeholder] if item.placeholder else None
        inherited = slot.inherited if slot else self._theme.text_box
        click = ""
        if item.link_to is not None:
            relationship = self._relationships.add("slide", self._slides[item.link_to])
            click = f'<a:hlinkClick r:id="{relationship}" action="{JUMP}"/>'
        shape = text_shape(
            item, self._next_id(), slot, inherited, self._writer, self._palette, self._relationships, click
        )
        return shape + bar(item, self._next_id(), self._palette) if item.bar else shape

    def _next_id(self) -> int:
        self._last_id += 1
        return self._last_id


def tags_part(page: Page) -> str:
    """The slide's key, so that a reader knows it whatever the slide's place."""
    return f'{XML_HEADER}<p:tagLst {NAMESPACES}><p:tag name="{KEY_TAG}" val="{attribute(page.key)}"/></p:tagLst>'
