"""The brief: a document arranged on A4 pages.

The first page carries the title band, the lead, the key facts, the first of the text and the contents; the text goes on
from there. The text is poured first, then contents, bookmarks, page numbers, references and links are filled: none of
them changes how much room it takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.layout.brief_cover import CoverPage
from deckgen.layout.brief_flow import document_pieces, section_mark, slide_mark
from deckgen.layout.brief_furniture import Furniture
from deckgen.layout.brief_links import destinations, page_numbers
from deckgen.layout.brief_notes import Footnotes, number_document, without_marks
from deckgen.layout.brief_pages import Columns, PouredPage, pour
from deckgen.layout.brief_pieces import Ease
from deckgen.layout.measured import TooNarrow
from deckgen.layout.medium import for_medium
from deckgen.layout.references import Places, fill_references, hold_references, widest_reference
from deckgen.layout.typography import Typography
from deckgen.model.document import Document
from deckgen.model.pages import Bookmark, Item, Page, Pages
from deckgen.model.text import Run
from deckgen.theme.theme import Theme

_EASES = tuple(Ease(comfort, rows) for rows in (9, 5) for comfort in (1.0, 0.75, 0.5, 0.25, 0.0))
"""How the pages may be filled, the best first: with figures and tables of their best height, short tables whole."""
_SPARSE = 0.3
"""A last page of which less than this part is filled is worth saving."""


def arrange_brief(document: Document, theme: Theme) -> Pages:
    """The brief's pages. `DeckgenError` DG641-DG646 (exit code 1) for what has no room, at its place in the spec."""
    typography = Typography(theme, "brief", document.language, embedded=True, justify=True)
    brief = theme.brief
    shown = _shown(document)
    cover = CoverPage(shown, typography)
    notes = Footnotes(shown, typography)
    poured = _pour(shown, typography, cover.columns, notes)
    numbers = page_numbers(shown, poured)
    drawn = list(_drawn(shown, typography, cover, notes, poured, numbers))
    places = tuple(destinations(poured, drawn))
    known = Places(numbers, {place.key: place.key for place in places})
    pages = [
        Page(key=f"page-{number}", layout="cover" if number == 1 else "page", items=tuple(items), title=document.title)
        for number, items in enumerate(drawn, start=1)
    ]
    return Pages(
        medium="brief",
        target=document.target,
        language=document.language,
        title=document.title,
        author=document.author,
        date=document.date,
        width=brief.width,
        height=brief.height,
        pages=tuple(fill_references(page, known, typography.faces) for page in pages),
        bookmarks=tuple(_bookmarks(shown, poured)),
        destinations=places,
        status=document.status,
    )


def _drawn(
    document: Document,
    typography: Typography,
    cover: CoverPage,
    notes: Footnotes,
    poured: Sequence[PouredPage],
    numbers: Mapping[str, tuple[int, int]],
) -> Iterator[tuple[Item, ...]]:
    """The items of each page: what frames it, the text, the footnotes."""
    bottom = typography.theme.brief.content.bottom
    furniture = Furniture(document, typography)
    first_pages = {mark: first for mark, (first, _) in numbers.items()}
    for number, page in enumerate(poured, start=1):
        foot = bottom - notes.height(page.notes)
        head = cover.items(page.bottom, foot, first_pages) if number == 1 else furniture.header()
        yield (*head, *page.items, *notes.place(page.notes, bottom), *furniture.footer(number, len(poured)))


def _shown(document: Document) -> Document:
    """What the brief shows: no slides of the deck alone, no pages that only divide; footnotes numbered through."""
    found = for_medium(document, "brief")
    sections = (
        replace(section, slides=tuple(slide for slide in section.slides if slide.layout != "section"))
        for section in found.sections
    )
    found = number_document(replace(found, sections=tuple(section for section in sections if section.slides)))
    widest = widest_reference(found)
    return replace(
        found,
        sections=tuple(
            replace(section, slides=tuple(hold_references(slide, widest) for slide in section.slides))
            for section in found.sections
        ),
    )


def _pour(document: Document, typography: Typography, first: Columns, notes: Footnotes) -> list[PouredPage]:
    """The pages, filled in the way that leaves the fewest gaps."""
    brief = typography.theme.brief
    columns = Columns(brief.main, brief.side, brief.content)
    try:
        pieces = tuple(document_pieces(document, typography))
        ways = [pour(pieces, first, columns, notes, ease) for ease in _EASES]
    except TooNarrow as error:
        raise _too_narrow(error) from None
    faults = [_faults(pages, columns.main.height) + 0.01 * number for number, pages in enumerate(ways)]
    return ways[faults.index(min(faults))]


def _faults(pages: Sequence[PouredPage], height: int) -> float:
    """How far pages are from even: the squares of the parts left free in the middle, a sparse last page, a page more."""
    gaps = sum((page.free / height) ** 2 for page in pages[1:-1])
    is_sparse = len(pages) > 1 and pages[-1].free > (1 - _SPARSE) * height
    return gaps + 0.1 * is_sparse + 0.1 * len(pages)


def _bookmarks(document: Document, poured: Sequence[PouredPage]) -> Iterator[Bookmark]:
    """The outline: sections, and below each the conclusions of its slides."""
    index = {mark: number for number, page in enumerate(poured) for mark, _ in page.marks}
    for section in document.sections:
        yield Bookmark(level=1, text=_plain(section.title), page=index[section_mark(section)])
        for slide in section.slides:
            yield Bookmark(level=2, text=_plain(slide.title), page=index[slide_mark(slide)])


def _plain(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in without_marks(runs)).replace("\n", " ")


def _too_narrow(error: TooNarrow) -> DeckgenError:
    return DeckgenError(
        [Diagnostic("DG645", f"in the brief, {error.what}{error.room}", error.at, error.hint)], exit_code=1
    )
