"""The PPTX writer: placed pages in, a native PowerPoint file out."""

from deckgen.write.pptx.deck import write_deck

__all__ = ["write_deck"]
