"""Pages of a PDF as images, without an office suite."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import cast

import pypdfium2

from deckgen.read.xml import unreadable


def render_pages(pdf: bytes, scale: float) -> Iterator[bytes]:
    """PNG files of the pages in order; `scale` is pixels a point. The same bytes give the same images. `DeckgenError` DG770
    if the file is no PDF that can be opened."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise unreadable("DG770", f"the file is no readable PDF: {error}") from error
    try:
        for page in document:
            bitmap = page.render(
                scale=cast("int", scale), rev_byteorder=True
            )  # its annotation says int, it takes any number
            stream = io.BytesIO()
            bitmap.to_pil().convert("RGB").save(stream, "PNG")
            bitmap.close()
            page.close()
            yield stream.getvalue()
    finally:
        document.close()
