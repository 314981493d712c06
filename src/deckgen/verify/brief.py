"""A written PDF (a brief, or a deck's pages) against its pages: the PDF check, then what it shows."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.model.geometry import points
from deckgen.model.pages import Pages
from deckgen.read.pdf import read_pdf
from deckgen.verify.agreement import check_drawn
from deckgen.verify.pdf import Expectation, check_pdf
from deckgen.write.records import record_drawn


def verify_brief(data: bytes, pages: Pages) -> Iterator[Diagnostic]:
    """Every finding of `check_pdf` and `check_drawn`; none for a file that may be published."""
    expected = Expectation(
        title=pages.title,
        author=pages.author,
        language=pages.language,
        width=points(pages.width),
        height=points(pages.height),
        pages=len(pages.pages),
    )
    try:
        yield from check_pdf(data, expected)
        yield from check_drawn(record_drawn(pages), read_pdf(data))
    except DeckgenError as error:
        yield from error.diagnostics
