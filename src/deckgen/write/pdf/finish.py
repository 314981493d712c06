"""What a PDF carries beside ink: properties, language, outline, links, identity. Drawn bytes in, finished bytes out."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, cast

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.model.geometry import points
from deckgen.model.pages import Bookmark, Pages
from deckgen.write.pdf.canvas import Link

PRODUCER = "deckgen"
LINK_SCHEMES = ("http:", "https:", "mailto:")
_INTERNAL = ("#", "slide:")
"""How a link within the file begins; the key of a page or destination follows."""
_ABOVE_DESTINATION = 6.0
"""Points that a viewer shows above a destination."""


def finish(drawn: bytes, pages: Pages, language: str, links: Sequence[Link]) -> bytes:
    """The file with its navigation and properties; `language` is a BCP 47 tag. `DeckgenError` DG733 for a link that leads
    nowhere or has another scheme than http, https or mailto."""
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        _describe(pdf, pages, language)
        _add_links(pdf, pages, links)
        _add_outline(pdf, pages.bookmarks)
        del pdf.trailer.ID  # the new one is made from the file's content alone
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
        return out.getvalue()


def _describe(pdf: pikepdf.Pdf, pages: Pages, language: str) -> None:
    date = f"D:{pages.date.replace('-', '')}000000Z"
    information = {
        "/Title": pages.title,
        "/Author": pages.author,
        "/Creator": PRODUCER,
        "/Producer": PRODUCER,
        "/CreationDate": date,
        "/ModDate": date,
    }
    pdf.trailer.Info = pdf.make_indirect(Dictionary({k: String(text) for k, text in information.items() if text}))
    pdf.Root.Lang = String(language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.PageMode = Name.UseOutlines if pages.bookmarks else Name.UseNone


def _add_links(pdf: pikepdf.Pdf, pages: Pages, links: Sequence[Link]) -> None:
    places = {page.key: (index, points(pages.height)) for index, page in enumerate(pages.pages)}
    places |= {
        found.key: (found.page, points(pages.height - found.top) + _ABOVE_DESTINATION) for found in pages.destinations
    }
    wrong: list[Diagnostic] = []
    annotations: dict[int, list[pikepdf.Object]] = {}
    for link in links:
        target = _target(pdf, link.target, places)
        if target is None:
            message = f"link '{link.target}' leads nowhere"
            hint = "link to http, https, mailto or '#' and the key of a slide"
            wrong.append(Diagnostic("DG733", message, link.at, hint))
            continue
        left, top, right, bottom = link.area
        height = points(pages.height)
        rectangle = [round(n, 2) for n in (left, height - bottom, right, height - top)]
        annotation = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array(rectangle),
            Border=Array([0, 0, 0]),
            F=4,
            **cast("Mapping[str, Any]", target),
        )
        annotations.setdefault(link.page, []).append(pdf.make_indirect(annotation))
    if wrong:
        raise DeckgenError(dict.fromkeys(wrong), exit_code=1)
    for index, items in annotations.items():
        pdf.pages[index].Annots = Array(items)


def _target(
    pdf: pikepdf.Pdf, target: str, places: Mapping[str, tuple[int, float]]
) -> Mapping[str, pikepdf.Object] | None:
    """The entry of a link annotation that leads to `target`, or None if nothing does."""
    for mark in _INTERNAL:
        if target.startswith(mark):
            place = places.get(target.removeprefix(mark))
            return None if place is None else {"Dest": _destination(pdf, *place)}
    if target.lower().startswith(LINK_SCHEMES):
        return {"A": Dictionary(S=Name.URI, URI=String(target))}
    return None


def _destination(pdf: pikepdf.Pdf, index: int, height: float) -> pikepdf.Object:
    return Array([pdf.pages[index].obj, Name.XYZ, 0, round(height, 2), 0])


def _add_outline(pdf: pikepdf.Pdf, bookmarks: Sequence[Bookmark]) -> None:
    """Bookmarks as a tree: each below the last one before it of a lower level."""
    if not bookmarks:
        return
    with pdf.open_outline() as outline:
        open_items: list[tuple[int, list[pikepdf.OutlineItem]]] = [(0, outline.root)]
        for bookmark in bookmarks:
            item = pikepdf.OutlineItem(bookmark.text, bookmark.page, "Fit")
            while open_items[-1][0] >= bookmark.level:
                open_items.pop()
            open_items[-1][1].append(item)
            open_items.append((bookmark.level, item.children))
