"""The linter: placed pages of a deck in, what a reader would object to out. Errors block, warnings report.

It looks at pages, not at files, so it costs little and each finding knows its place in the spec.
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.diagnostics import Diagnostic
from deckgen.model.pages import Pages
from deckgen.theme.theme import Theme
from deckgen.verify import lint_content, lint_geometry
from deckgen.verify.lint_language import check_titles, check_typography
from deckgen.verify.lint_surface import Surface
from deckgen.verify.lint_type import TypeRules


def lint_deck(pages: Pages, theme: Theme) -> Iterator[Diagnostic]:
    """Every finding, page by page: errors DG780-DG789, warnings DG763-DG769 and DG793-DG797."""
    surfaces = list(_surfaces(pages, theme))
    types = TypeRules(theme)
    for surface in surfaces:
        yield from types.check(surface)
        yield from lint_geometry.check_overflow(surface)
        yield from lint_geometry.check_places(surface, pages)
        yield from lint_geometry.check_overlap(surface)
        yield from lint_content.check_title(surface)
        yield from lint_content.check_placeholders(surface)
        yield from lint_content.check_sources(surface, pages.language)
        yield from lint_content.check_alternatives(surface)
        yield from lint_content.check_axes(surface)
        yield from lint_content.check_body(surface)
        yield from lint_content.check_amount(surface)
        yield from check_typography(surface, pages.language)
    yield from check_titles(surfaces, pages.language)


def _surfaces(pages: Pages, theme: Theme) -> Iterator[Surface]:
    """The pages taken apart. The frame is the same on all pages of a section and layout: the first of them stands for the
    others."""
    seen: set[tuple[str | None, str]] = set()
    for page in pages.pages:
        kind = page.section, page.layout
        yield Surface(page, theme, frame=kind not in seen)
        seen.add(kind)
