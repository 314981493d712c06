"""The PDF writer: the A4 brief and deck pages, by the same drawing of placed items."""

from deckgen.write.pdf.document import write_pdf

__all__ = ["write_pdf"]
