"""Pages and theme in, a PDF file out: every placed item is drawn where layout put it.

Each object is one marked-content sequence whose property list names it (``/Name``, see `canvas.PdfCanvas.object`), so a
reader finds the text of `slide/block/part` on its page; fills, rules and bars are artifacts. Same pages, same bytes.
"""

from __future__ import annotations

from typing import assert_never

from deckgen.model.geometry import points
from deckgen.model.pages import (
    Item,
    Pages,
    PlacedChart,
    PlacedGroup,
    PlacedLine,
    PlacedShape,
    PlacedTable,
    PlacedText,
)
from deckgen.theme.theme import Theme
from deckgen.write.pdf.backdrop import draw_backdrop
from deckgen.write.pdf.canvas import PdfCanvas
from deckgen.write.pdf.finish import finish
from deckgen.write.pdf.fonts import FileFonts
from deckgen.write.pdf.shapes import draw_group, draw_line, draw_shape
from deckgen.write.pdf.table import draw_table
from deckgen.write.pdf.text import draw_text


def write_pdf(pages: Pages, theme: Theme) -> bytes:
    """The file. `DeckgenError` DG731 (a character without a glyph), DG732 (a shape no PDF can show), DG733 (a dead link)."""
    with FileFonts(pages, theme.faces[pages.language]) as fonts:
        canvas = PdfCanvas(fonts, theme.colors)
        for page in pages.pages:
            canvas.new_page(points(pages.width), points(pages.height))
            draw_backdrop(canvas, page, pages, theme)
            for item in page.items:
                _draw(canvas, item)
        drawn = canvas.save()
    return finish(drawn, pages, theme.fonts[pages.language].language, canvas.links)


def _draw(canvas: PdfCanvas, item: Item) -> None:
    match item:
        case PlacedText():
            draw_text(canvas, item)
        case PlacedTable():
            draw_table(canvas, item)
        case PlacedChart():
            # matplotlib takes half a second to import: only a file with a chart pays for it.
            from deckgen.write.figure import draw_chart

            draw_chart(canvas, item)
        case PlacedShape():
            draw_shape(canvas, item)
        case PlacedLine():
            draw_line(canvas, item)
        case PlacedGroup():
            draw_group(canvas, item)
        case _:
            assert_never(item)
