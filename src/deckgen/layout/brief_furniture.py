"""What every page of the brief carries: running header with the status stamp, footer and "n / N"."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.layout.measure import text_height
from deckgen.layout.typography import Typography
from deckgen.model.document import Document
from deckgen.model.geometry import Box, emu, points
from deckgen.model.pages import Item, PlacedLine, PlacedText
from deckgen.model.text import Align, Paragraph, Run
from deckgen.text.words import word

_HEADER_RULE = 14.0
"""Points from the header's rule down to the content."""
_HEADER_GAP = 4.0
_FOOTER_RULE = 9.0
"""Points from the content down to the footer's rule."""
_FOOTER_GAP = 5.0
_EDGE = 12.0
"""Points that stay free at the page's lower edge."""
_ACCENT_LENGTH = 36.0
_ACCENT_WIDTH = 19_050


class Furniture:
    """Places header and footer outside the content box."""

    def __init__(self, document: Document, typography: Typography) -> None:
        self._document = document
        self._typography = typography
        self._content = typography.theme.brief.content

    def header(self) -> Iterator[Item]:
        """The document's title, the status stamp, a rule and its accent. The first page has none: its band names it."""
        content = self._content
        rule = content.y - emu(_HEADER_RULE)
        bottom = rule - emu(_HEADER_GAP)
        status = self._document.status
        stamp = None
        if status:
            run = Run(text=word(f"status_{status}", self._document.language), furniture=True)
            stamp = self._right("page/status", run, "stamp", bottom=bottom)
        yield self._left("page/header", self._document.cover.title, "header", stamp, bottom=bottom)
        if stamp:
            yield stamp
        yield PlacedLine(name="page/header-rule", box=Box(content.x, rule, content.width, 0))
        accent = Box(content.x, rule, emu(_ACCENT_LENGTH), 0)
        yield PlacedLine(name="page/header-accent", box=accent, color="highlight", width=_ACCENT_WIDTH)

    def footer(self, page: int, pages: int) -> Iterator[Item]:
        """The footer's text and the number of the page, counted from 1. `DeckgenError` DG646 for a text that has no room."""
        content = self._content
        rule = content.bottom + emu(_FOOTER_RULE)
        top = rule + emu(_FOOTER_GAP)
        yield PlacedLine(name="page/footer-rule", box=Box(content.x, rule, content.width, 0))
        number = self._right("page/number", Run(text=f"{page} / {pages}", furniture=True), "footer", top=top)
        if self._document.footer:
            text = self._left("page/footer", self._document.footer, "footer", number, top=top)
            self._refuse_high(text)
            yield text
        yield number

    def _refuse_high(self, footer: PlacedText) -> None:
        """A footer that would run off the page is an error."""
        free = self._typography.theme.brief.height - emu(_EDGE) - footer.box.y
        if footer.box.height > free:
            needed = points(footer.box.height)
            message = (
                f"the brief's footer does not fit: needs {needed:.0f} pt of height, {points(free):.0f} pt are free"
            )
            at = self._document.footer_at or self._document.cover.at
            raise DeckgenError([Diagnostic("DG646", message, at, "shorten the `footer`")], exit_code=1)

    def _right(
        self, name: str, run: Run, role: str, *, top: int | None = None, bottom: int | None = None
    ) -> PlacedText:
        """A few words on one line at the right margin, as wide as they are."""
        style = self._typography.style(role)
        width = emu(self._typography.faces.measure(run.text, style.size, True) + style.size)
        return self._text(name, (run,), role, "right", width, top, bottom)

    def _left(
        self,
        name: str,
        runs: tuple[Run, ...],
        role: str,
        beside: PlacedText | None,
        *,
        top: int | None = None,
        bottom: int | None = None,
    ) -> PlacedText:
        """A text from the left margin to what stands at the right one."""
        right = beside.box.x if beside else self._content.right
        return self._text(name, runs, role, "left", right - self._content.x, top, bottom)

    def _text(
        self,
        name: str,
        runs: tuple[Run, ...],
        role: str,
        align: Align,
        width: int,
        top: int | None,
        bottom: int | None,
    ) -> PlacedText:
        paragraphs = self._typography.set((Paragraph(runs=runs, role=role, align=align),), width)
        height = emu(text_height(paragraphs))
        y = top if top is not None else (bottom or 0) - height
        x = self._content.right - width if align == "right" else self._content.x
        return PlacedText(name=name, box=Box(x, y, width, height), paragraphs=paragraphs, text_top=y, furniture=True)
