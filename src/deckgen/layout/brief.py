"""The brief: a document arranged on A4 pages.

The first page carries the title band, the lead, the contents and the key facts; the sections follow. The text is poured
first, then the contents, bookmarks and page numbers are filled: none of them changes how much room it takes.
"""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.layout.brief_cover import CoverPage
from deckgen.layout.brief_flow import brief_sections, document_pieces, section_mark, slide_mark
from deckgen.layout.brief_furniture import Furniture
from deckgen.layout.brief_pages import Columns, PouredPage, pour
from deckgen.layout.measured import TooNarrow
from deckgen.layout.typography import Typography
from deckgen.model.document import Document
from deckgen.model.nodes import Run
from deckgen.model.pages import Bookmark, Item, Page, Pages
from deckgen.theme.theme import Theme

_COMFORTS = (1.0, 0.5, 0.0)
_SPARSE = 0.3
"""A last page with less than this part of its height filled is saved if closer blocks can do it."""


def arrange_brief(document: Document, theme: Theme) -> Pages:
    """The brief's pages. `DeckgenError` DG641-DG646 (exit code 1) for what has no room, at its place in the spec."""
    typography = Typography(theme, "brief", document.language, embedded=True, justify=True)
    brief = theme.brief
    poured = _pour(document, typography)
    marks = {mark: number for number, page in enumerate(poured, start=1) for mark in page.marks}
    keys = [f"page-{number}" for number in range(1, len(poured) + 2)]
    furniture = Furniture(document, typography)
    cover = CoverPage(document, typography).items(marks, keys)
    pages = [_page(keys[0], "cover", (*cover, *furniture.footer(1, len(keys))), document.title)]
    for number, page in enumerate(poured, start=2):
        items = (*furniture.header(), *page.items, *furniture.footer(number, len(keys)))
        pages.append(_page(keys[number - 1], "page", items, document.title))
    return Pages(
        medium="brief",
        target=document.target,
        language=document.language,
        title=document.title,
        author=document.author,
        date=document.date,
        width=brief.width,
        height=brief.height,
        pages=tuple(pages),
        bookmarks=_bookmarks(document, marks),
        status=document.status,
    )


def _pour(document: Document, typography: Typography) -> list[PouredPage]:
    """The pages after the first; blocks give way where that saves a last page that would be nearly empty."""
    brief = typography.theme.brief
    columns = Columns(brief.main, brief.side, brief.content)
    try:
        pages = pour(document_pieces(document, typography, _COMFORTS[0]), columns)
        for comfort in _COMFORTS[1:]:
            if not pages or pages[-1].filled >= _SPARSE * columns.full.height:
                break
            closer = pour(document_pieces(document, typography, comfort), columns)
            if len(closer) < len(pages):
                return closer
    except TooNarrow as error:
        raise _too_narrow(error) from None
    return pages


def _page(key: str, layout: str, items: tuple[Item, ...], title: str) -> Page:
    return Page(key=key, layout=layout, items=items, title=title)


def _bookmarks(document: Document, marks: Mapping[str, int]) -> tuple[Bookmark, ...]:
    """The outline: sections, and below each the conclusions of its slides."""
    bookmarks: list[Bookmark] = []
    for section in brief_sections(document):
        bookmarks.append(Bookmark(level=1, text=_plain(section.title), page=marks[section_mark(section)]))
        bookmarks.extend(
            Bookmark(level=2, text=_plain(slide.title), page=marks[slide_mark(slide)]) for slide in section.slides
        )
    return tuple(bookmarks)


def _plain(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs).replace("\n", " ")


def _too_narrow(error: TooNarrow) -> DeckgenError:
    message = f"{error.what}: needs {error.needed:.0f} pt in the brief, has {error.free:.0f} pt"
    return DeckgenError([Diagnostic("DG645", message, error.at, error.hint)], exit_code=1)
