"""What lies behind a page's items: the drawings of a slide's layout, or the band of the brief's first page.

Both come from the theme's template, so a client's deck and brief look like the client's slides.
"""

from __future__ import annotations

from dataclasses import replace

from deckgen.model.geometry import Box
from deckgen.model.pages import Page, Pages
from deckgen.theme.theme import Theme
from deckgen.write.pdf.canvas import PdfCanvas
from deckgen.write.pdf.shapes import draw_decorations


def draw_backdrop(canvas: PdfCanvas, page: Page, pages: Pages, theme: Theme) -> None:
    """The backdrop of a page, an artifact."""
    if pages.medium == "deck":
        layout = theme.layouts[page.layout]
        draw_decorations(canvas, Box(0, 0, pages.width, pages.height), layout.background, layout.decorations)
    elif page.layout == "cover":
        cover = theme.layouts["cover"]
        band = Box(0, 0, pages.width, theme.brief.band_height)
        scaled = (replace(drawing, box=_scaled(drawing.box, theme, band)) for drawing in cover.decorations)
        draw_decorations(canvas, band, cover.background, scaled)


def _scaled(box: Box, theme: Theme, band: Box) -> Box:
    """A box on the cover slide, as large in the band."""
    across, down = band.width / theme.slide_width, band.height / theme.slide_height
    return Box(round(box.x * across), round(box.y * down), round(box.width * across), round(box.height * down))
