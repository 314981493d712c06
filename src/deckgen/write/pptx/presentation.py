"""The presentation part and the document properties: slide list, sections, title, author and date of the deck."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from deckgen.model.pages import Page, Pages
from deckgen.model.record import NAMESPACE
from deckgen.write.pptx.skeleton import SECTIONS_EXTENSION, Skeleton
from deckgen.write.pptx.xml import XML_HEADER, attribute, text

FIRST_SLIDE_ID = 256
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"


def presentation_part(skeleton: Skeleton, pages: Pages, relationships: Sequence[str]) -> str:
    """The presentation with its slides; `relationships` are the ids of the relationships to them, in order."""
    before, between, after = skeleton.presentation
    slides = "".join(
        f'<p:sldId id="{FIRST_SLIDE_ID + index}" r:id="{relationship}"/>'
        for index, relationship in enumerate(relationships)
    )
    slide_list = f"<p:sldIdLst>{slides}</p:sldIdLst>" if slides else ""
    return f"{before}{slide_list}{between}{_sections(pages)}{after}"


def _sections(pages: Pages) -> str:
    """PowerPoint's sections, as an extension; nothing for a deck without."""
    if not pages.sections:
        return ""
    ids = {page.key: FIRST_SLIDE_ID + index for index, page in enumerate(pages.pages)}
    items = "".join(
        f'<p14:section name="{attribute(section.title)}" id="{_section_id(section.key)}"><p14:sldIdLst>'
        + "".join(f'<p14:sldId id="{ids[key]}"/>' for key in section.pages)
        + "</p14:sldIdLst></p14:section>"
        for section in pages.sections
    )
    return f'<p:ext uri="{SECTIONS_EXTENSION}"><p14:sectionLst xmlns:p14="{_P14}">{items}</p14:sectionLst></p:ext>'


def _section_id(key: str) -> str:
    return "{" + str(uuid.uuid5(NAMESPACE, f"section:{key}")).upper() + "}"


def core_properties(pages: Pages) -> str:
    """Title, author and date as the spec states them."""
    date = f'xsi:type="dcterms:W3CDTF">{text(pages.date)}T00:00:00Z<'
    status = f"<cp:contentStatus>{pages.status}</cp:contentStatus>" if pages.status else ""
    return (
        f'{XML_HEADER}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{text(pages.title)}</dc:title><dc:creator>{text(pages.author)}</dc:creator>"
        f"<cp:lastModifiedBy>{text(pages.author)}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f"<dcterms:created {date}/dcterms:created><dcterms:modified {date}/dcterms:modified>"
        f"<dc:language>{text(pages.language)}</dc:language>{status}</cp:coreProperties>"
    )


def application_properties(pages: Sequence[Page]) -> str:
    return (
        f'{XML_HEADER}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>deckgen</Application><Slides>{len(pages)}</Slides>"
        f"<Notes>{sum(1 for page in pages if page.notes)}</Notes><HiddenSlides>0</HiddenSlides></Properties>"
    )
