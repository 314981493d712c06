"""The structure of a delivered file as text: any .pptx or .pdf in, its outline out."""

from __future__ import annotations

from deckgen.model.outline import outline_text
from deckgen.read.xml import unreadable


def inspect_file(data: bytes, name: str) -> str:
    """The outline of the file. `DeckgenError` DG792 if it is neither a .pptx nor a .pdf, or what their readers raise.
    `name` is for messages; what the file is, its bytes decide."""
    if data.startswith(b"PK"):
        from deckgen.read.pptx import read_deck

        return outline_text(read_deck(data))
    if data[:1024].find(b"%PDF-") >= 0:
        from deckgen.read.pdf import read_pdf

        return outline_text(read_pdf(data))
    raise unreadable("DG792", f"{name} is neither a .pptx nor a .pdf")
