"""The cover: title, subtitle and date line (which names the status) in their placeholders."""

from __future__ import annotations

from deckgen.diagnostics import Diagnostic
from deckgen.layout.placeholders import fill, fill_title
from deckgen.layout.typography import Typography
from deckgen.model.document import Document
from deckgen.model.pages import Item, Page
from deckgen.theme.theme import Theme

COVER_KEY = "cover"


def cover_page(document: Document, theme: Theme, typography: Typography, findings: list[Diagnostic]) -> Page:
    """The cover's page; what does not fit goes to `findings`."""
    cover, layout = document.cover, theme.layouts["cover"]
    slots = layout.placeholders
    items: list[Item] = []
    found = [fill_title(slots["title"], cover.title, COVER_KEY, typography, cover.at)]
    for role, runs in (("subtitle", cover.subtitle), ("date_line", cover.date_line)):
        if runs:
            found.append(fill(slots[role], runs, COVER_KEY, typography, cover.at))
    for item in found:
        if isinstance(item, Diagnostic):
            findings.append(item)
        else:
            items.append(item)
    title = "".join(run.text for run in cover.title)
    return Page(key=COVER_KEY, layout=layout.role, items=tuple(items), title=title, notes=cover.notes)
