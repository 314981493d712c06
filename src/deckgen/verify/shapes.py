"""Checks of the shapes of one part (slide, layout, master, notes): ids, geometry, texts, what refers to shapes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from deckgen.read.names import tag
from deckgen.read.xml import Element, child, whole_number
from deckgen.verify.presets import HANDLES
from deckgen.verify.survey import Elements, Finding, place

_FORMULA = re.compile(r"val -?\d+")
_LARGEST_ID = 2_147_483_647
_PROPERTIES = tag("p:cNvPr")
_CREATION_ID = tag("a16:creationId")
_TIMING_TARGETS = tuple(map(tag, ("p:spTgt", "p:bldP", "p:bldGraphic", "p:bldDgm", "p:bldOleChart")))
_CONNECTED = (tag("a:stCxn"), tag("a:endCxn"))
_PARAGRAPH = tag("a:p")
_GUIDE = tag("a:gd")


def check_shape_ids(elements: Elements) -> Iterator[Finding]:
    """DG740: ids of shapes that are used twice or are no positive integer; creation ids of shapes used twice."""
    shapes = elements.get(_PROPERTIES, ())
    for identity, count in Counter(properties.get("id", "") for properties in shapes).items():
        if not 1 <= (whole_number(identity) or 0) <= _LARGEST_ID:
            yield "DG740", f"shape id '{identity}' is no positive integer"
        elif count > 1:
            yield "DG740", f"shape id {identity} is used {count} times"
    # Rows and columns of tables carry creation ids too; theirs say nothing about shapes.
    marks = elements.get(_CREATION_ID, ())
    if len({mark.get("id") for mark in marks}) < len(marks):
        creations = Counter(mark.get("id") for properties in shapes for mark in properties.iter(_CREATION_ID))
        for identity, count in creations.items():
            if count > 1:
                yield "DG740", f"creation id {identity} is used {count} times"


def check_extents(elements: Elements) -> Iterator[Finding]:
    """DG742: a negative width or height."""
    for name in ("a:ext", "a:chExt"):
        for extent in elements.get(tag(name), ()):
            for length in ("cx", "cy"):
                if extent.get(length, "").startswith("-"):
                    yield "DG742", f"{place(extent)} has {length}={extent.get(length)}"


def check_geometry(elements: Elements) -> Iterator[Finding]:
    """DG745: a preset that does not exist, an adjust handle that the preset does not have."""
    guides = elements.get(_GUIDE, ())
    for geometry in elements.get(tag("a:prstGeom"), ()):
        preset = geometry.get("prst", "")
        handles = HANDLES.get(preset)
        if handles is None:
            yield "DG745", f"{place(geometry)}: there is no preset '{preset}'"
            continue
        for guide in geometry.iter(_GUIDE) if guides else ():
            if guide.get("name") not in handles:
                yield "DG745", f"{place(geometry)}: '{preset}' has no handle '{guide.get('name')}'"
            elif not _FORMULA.fullmatch(guide.get("fmla", "")):
                yield "DG745", f"{place(geometry)}: a handle of '{guide.get('fmla')}'"


def check_shape_references(elements: Elements) -> Iterator[Finding]:
    """DG746: an animation or a connector that names a shape that is not on the slide."""
    ids = {properties.get("id") for properties in elements.get(_PROPERTIES, ())}
    for name in _TIMING_TARGETS:
        for element in elements.get(name, ()):
            if element.get("spid") not in ids:
                yield "DG746", f"an animation names shape id {element.get('spid')}"
    for name in _CONNECTED:
        for element in elements.get(name, ()):
            if element.get("id") not in ids:
                yield "DG746", f"{place(element)} names shape id {element.get('id')}"


def check_backgrounds(elements: Elements) -> Iterator[Finding]:
    """DG748: a background whose properties lack the effect list that PowerPoint asks for."""
    for properties in elements.get(tag("p:bgPr"), ()):
        if child(properties, tag("a:effectLst")) is None and child(properties, tag("a:effectDag")) is None:
            yield "DG748", "p:bgPr has no a:effectLst"


def check_bodies(elements: Elements) -> Iterator[Finding]:
    """DG744: a text body without a paragraph, a shape or table cell without a text body."""
    for name in ("p:txBody", "a:txBody"):
        for body in elements.get(tag(name), ()):
            if len(body) < 2 or body[-1].tag != _PARAGRAPH:
                yield "DG744", f"{place(body)} has no paragraph"
    for shape in elements.get(tag("p:sp"), ()):
        if child(shape, tag("p:txBody")) is None and not _is_image_slot(shape):
            yield "DG744", f"{place(shape)} has no text body"
    for cell in elements.get(tag("a:tc"), ()):
        if child(cell, tag("a:txBody")) is None:
            yield "DG744", f"{place(cell)} has no text body"


def _is_image_slot(shape: Element) -> bool:
    """Whether the shape is the slide image of a notes page, which holds no text."""
    return any(entry.get("type") in ("sldImg", "pic") for entry in shape.iter(tag("p:ph")))
