"""Checks of the presentation: its slides, sections, masters and layouts, notes, properties."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from deckgen.diagnostics import Diagnostic
from deckgen.read.names import R_NAMESPACE, tag
from deckgen.read.xml import Element, whole_number
from deckgen.verify.survey import Survey, finding

_RELATIONSHIP_ID = f"{{{R_NAMESPACE}}}id"
_FIRST_SLIDE_ID, _LAST_SLIDE_ID = 256, 2_147_483_647
_FIRST_MASTER_ID, _LAST_MASTER_ID = 2_147_483_648, 4_294_967_295
_GUID = re.compile(r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?")
_CORE_ELEMENTS = frozenset(
    (
        "category", "contentStatus", "created", "creator", "description", "identifier", "keywords", "language",
        "lastModifiedBy", "lastPrinted", "modified", "revision", "subject", "title", "version",
    )
)  # fmt: skip


def check_slide_list(survey: Survey) -> Iterator[Diagnostic]:
    """DG720: slides listed twice, ids used twice or out of range, entries that lead to no slide."""
    part = survey.presentation
    slides = set(survey.of_kind("slide"))
    seen_ids: set[str] = set()
    seen_parts: set[str] = set()
    for entry in survey.find(part, "p:sldId"):
        identity = entry.get("id", "")
        if not _FIRST_SLIDE_ID <= (whole_number(identity) or 0) <= _LAST_SLIDE_ID:
            yield finding("DG720", part, f"slide id '{identity}' is no number from {_FIRST_SLIDE_ID}")
        if identity in seen_ids:
            yield finding("DG720", part, f"slide id {identity} is used twice")
        seen_ids.add(identity)
        target = survey.package.target(part, entry.get(_RELATIONSHIP_ID, ""))
        if target in seen_parts:
            yield finding("DG720", part, f"{target} is listed twice")
        elif target not in slides:
            yield finding("DG720", part, f"slide id {identity} leads to no slide")
        seen_parts.add(target or "")
    for slide in slides - seen_parts:
        yield finding("DG720", slide, "the slide is not listed")


def check_sections(survey: Survey) -> Iterator[Diagnostic]:
    """DG721: sections that name a missing slide, slides in two sections or in none, ids that are no GUID."""
    part = survey.presentation
    slides = {entry.get("id", "") for entry in survey.find(part, "p:sldId")}
    counted: Counter[str] = Counter()
    guids: Counter[str] = Counter()
    sections = list(survey.find(part, "p14:section"))
    for section in sections:
        guids[section.get("id", "")] += 1
        for entry in section.iter(tag("p14:sldId")):
            counted[entry.get("id", "")] += 1
            if entry.get("id", "") not in slides:
                name = section.get("name", "")
                yield finding("DG721", part, f"section '{name}' names slide id {entry.get('id')}, which is not listed")
    for guid, count in guids.items():
        if count > 1 or not _GUID.fullmatch(guid):
            yield finding("DG721", part, f"section id '{guid}' is used twice or no GUID")
    for identity in sorted(slides) if sections else ():
        if counted[identity] != 1:
            yield finding("DG721", part, f"slide id {identity} is in {counted[identity]} sections")


def check_masters(survey: Survey) -> Iterator[Diagnostic]:
    """DG722: ids of masters and layouts that collide or are out of range. DG723: a slide, layout or master whose chain of
    layout, master and theme is broken."""
    ids: Counter[str] = Counter()
    listed: set[str] = set()
    for part, name in [
        (survey.presentation, "p:sldMasterId"),
        *((part, "p:sldLayoutId") for part in survey.of_kind("slideMaster")),
    ]:
        for entry in survey.find(part, name):
            identity = entry.get("id", "")
            ids[identity] += 1
            if not _FIRST_MASTER_ID <= (whole_number(identity) or 0) <= _LAST_MASTER_ID:
                yield finding("DG722", part, f"{name} {identity} is no number from {_FIRST_MASTER_ID}")
            target = survey.package.target(part, entry.get(_RELATIONSHIP_ID, ""))
            if target in listed or target is None:
                yield finding("DG723", part, f"{name} {identity} leads to {target or 'nothing'}, twice or in vain")
            listed.add(target or "")
    for identity, count in ids.items():
        if count > 1:
            yield finding(
                "DG722", survey.presentation, f"the id {identity} of a master or layout is used {count} times"
            )
    for part in survey.of_kind("slideMaster", "slideLayout"):
        if part not in listed:
            yield finding("DG723", part, "no master or presentation lists this part")
    chain = {"slide": "slideLayout", "slideLayout": "slideMaster", "slideMaster": "theme", "notesMaster": "theme"}
    for kind, needed in chain.items():
        for part in survey.of_kind(kind):
            count = len(survey.package.related(part, needed))
            if count != 1:
                yield finding("DG723", part, f"leads to {count} parts of kind {needed} instead of 1")


def check_notes(survey: Survey) -> Iterator[Diagnostic]:
    """DG724: notes without a listed notes master. DG725: a notes slide that does not fit its slide or master."""
    part = survey.presentation
    notes = survey.of_kind("notesSlide")
    masters = survey.of_kind("notesMaster")
    listed = [
        survey.package.target(part, entry.get(_RELATIONSHIP_ID, "")) for entry in survey.find(part, "p:notesMasterId")
    ]
    if (notes or masters) and listed != list(masters):
        yield finding("DG724", part, f"notes exist, and notesMasterIdLst lists {listed or 'no master'}")
    for slide_part in notes:
        related = survey.package.related(slide_part, "notesMaster")
        slides = survey.package.related(slide_part, "slide")
        if len(related) != 1 or len(slides) != 1:
            yield finding("DG725", slide_part, f"leads to {len(related)} notes masters and {len(slides)} slides")
            continue
        if slide_part not in survey.package.related(slides[0], "notesSlide"):
            yield finding("DG725", slide_part, f"its slide {slides[0]} does not lead back to it")
        known = {entry.get("type", "obj") for entry in survey.find(related[0], "p:ph")}
        for entry in survey.find(slide_part, "p:ph"):
            if entry.get("type", "obj") not in known:
                yield finding("DG725", slide_part, f"placeholder {entry.get('type')}: the notes master has none")


def check_properties(survey: Survey) -> Iterator[Diagnostic]:
    """DG727: document properties that are stated twice, unknown or of the wrong form."""
    for part in survey.package.related("", "core-properties"):
        if part not in survey.parts:
            continue
        counted: Counter[str] = Counter()
        for element in survey.package.xml(part):
            name = element.tag.rpartition("}")[2]
            counted[name] += 1
            if name not in _CORE_ELEMENTS:
                yield finding("DG727", part, f"there is no property '{name}'")
            if name in ("created", "modified") and not _is_date(element):
                yield finding("DG727", part, f"'{element.text}' is no date of the form YYYY-MM-DDThh:mm:ssZ")
        for name, count in counted.items():
            if count > 1:
                yield finding("DG727", part, f"the property '{name}' is stated {count} times")


def _is_date(element: Element) -> bool:
    kind = element.get("{http://www.w3.org/2001/XMLSchema-instance}type", "")
    return kind.endswith("W3CDTF") and bool(_DATE.fullmatch(element.text or ""))
