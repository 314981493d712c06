"""The objects of one slide as PowerPoint shows them: a slide part in, records without value ids out.

Boxes of placeholders come from the layout where the slide states none; hidden shapes are passed over; shapes of a group
stand after it, at their place on the slide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from deckgen.model.geometry import Box
from deckgen.model.record import ObjectKind
from deckgen.read.names import R_NAMESPACE, tag
from deckgen.read.package import Package
from deckgen.read.pptx_chart import ChartSeriesData, read_series
from deckgen.read.pptx_layout import Slot, read_box, read_inner_box
from deckgen.read.pptx_text import read_runs
from deckgen.read.xml import Element, child

Runs = tuple[tuple[str, ...], ...]
"""Paragraphs of run texts, as `pptx_text.read_runs` gives them."""

_GROUP = tag("p:grpSp")
_FRAME = tag("p:graphicFrame")
_KINDS: Mapping[str, ObjectKind] = {
    tag("p:sp"): "text", tag("p:cxnSp"): "line", tag("p:pic"): "picture", _FRAME: "shape", _GROUP: "group",
}  # fmt: skip
_ALTERNATIVES = tag("mc:AlternateContent")
_PROPERTIES = tag("p:cNvPr")
_SHAPE_PROPERTIES = (tag("p:spPr"), tag("p:grpSpPr"))
_TRANSFORM, _FRAME_TRANSFORM = tag("a:xfrm"), tag("p:xfrm")
_CREATION_ID, _PLACEHOLDER = tag("a16:creationId"), tag("p:ph")
_MARKS = (_CREATION_ID, _PLACEHOLDER, tag("adec:decorative"))
_FURNITURE_TYPES = ("ftr", "sldNum", "dt", "hdr")
_BODY, _CELL_BODY = tag("p:txBody"), tag("a:txBody")
_NO_BOX = Box(0, 0, 0, 0)


class FoundObject(NamedTuple):
    """An object of a slide. `placeholder` is the type of the placeholder that it fills; `furniture` says that it is marked
    as decorative or fills a footer, number or date."""

    name: str
    kind: ObjectKind
    box: Box
    creation_id: str
    alt: str
    placeholder: str | None
    furniture: bool
    paragraphs: Runs = ()
    cells: tuple[tuple[Runs, ...], ...] = ()
    series: tuple[ChartSeriesData, ...] = ()


def read_objects(package: Package, slide: str, slots: Mapping[str, Slot]) -> Iterator[FoundObject]:
    """The visible objects in drawing order; `slots` are the placeholders of the slide's layout."""
    tree = package.xml(slide).find(f"{tag('p:cSld')}/{tag('p:spTree')}")
    if tree is not None:
        yield from _objects(package, slide, slots, tree)


def _objects(package: Package, slide: str, slots: Mapping[str, Slot], tree: Element) -> Iterator[FoundObject]:
    for shape in tree:
        if shape.tag == _ALTERNATIVES:
            # The first choice is what a current PowerPoint shows.
            choice = next(iter(shape), None)
            if choice is not None:
                yield from _objects(package, slide, slots, choice)
            continue
        properties = _properties(shape) if shape.tag in _KINDS else None
        if properties is None or properties.get("hidden") in ("1", "true"):
            continue
        yield _object(package, slide, slots, shape, properties)
        if shape.tag == _GROUP:
            for found in _objects(package, slide, slots, shape):
                yield _grouped(found, shape)


def _properties(shape: Element) -> Element | None:
    """The name and marks of a shape: the first child of its non-visual properties, which are its first child."""
    return child(shape[0], _PROPERTIES) if len(shape) else None


def _object(
    package: Package, slide: str, slots: Mapping[str, Slot], shape: Element, properties: Element
) -> FoundObject:
    creation_id, decorative, placeholder = "", False, None
    for mark in shape[0].iter(*_MARKS):
        if mark.tag == _CREATION_ID:
            creation_id = mark.get("id", "")
        elif mark.tag == _PLACEHOLDER:
            placeholder = mark
        else:
            decorative = mark.get("val") in ("1", "true")
    slot = slots.get(placeholder.get("idx", "0")) if placeholder is not None else None
    kind = _KINDS[shape.tag]
    paragraphs: Runs = ()
    cells: tuple[tuple[Runs, ...], ...] = ()
    series: tuple[ChartSeriesData, ...] = ()
    if kind == "text":
        paragraphs = read_runs(child(shape, _BODY))
        kind = "text" if any(map(any, paragraphs)) else "shape"
    elif shape.tag == _FRAME:
        table = next(shape.iter(tag("a:tbl")), None)
        chart = next(shape.iter(tag("c:chart")), None)
        if table is not None:
            kind = "table"
            cells = tuple(
                tuple(read_runs(child(cell, _CELL_BODY)) for cell in row.iterchildren(tag("a:tc")))
                for row in table.iterchildren(tag("a:tr"))
            )
        elif chart is not None:
            kind = "chart"
            part = package.target(slide, chart.get(f"{{{R_NAMESPACE}}}id", ""))
            if part is not None and part in package:
                root = package.xml(part)
                paragraphs = read_runs(root.find(f"{tag('c:chart')}/{tag('c:title')}/{tag('c:tx')}/{tag('c:rich')}"))
                series = tuple(read_series(root))
    return FoundObject(
        name=properties.get("name", ""),
        kind=kind,
        box=read_box(_transform(shape)) or (slot.box if slot else None) or _NO_BOX,
        creation_id=creation_id,
        alt=properties.get("descr", ""),
        placeholder=placeholder.get("type", "obj") if placeholder is not None else None,
        furniture=decorative or (placeholder is not None and placeholder.get("type") in _FURNITURE_TYPES),
        paragraphs=paragraphs,
        cells=cells,
        series=series,
    )


def _transform(shape: Element) -> Element | None:
    """Where a shape or group says its place."""
    for item in shape:
        if item.tag in _SHAPE_PROPERTIES:
            return child(item, _TRANSFORM)
        if item.tag == _FRAME_TRANSFORM:
            return item
    return None


def _grouped(found: FoundObject, group: Element) -> FoundObject:
    """The object at its place on the slide: a group scales its own coordinates to its box."""
    transform = _transform(group)
    outer = read_box(transform)
    inner = read_inner_box(transform) if transform is not None else None
    if outer is None or inner is None:
        return found
    across = outer.width / inner.width if inner.width else 1
    down = outer.height / inner.height if inner.height else 1
    box = Box(
        outer.x + round((found.box.x - inner.x) * across),
        outer.y + round((found.box.y - inner.y) * down),
        round(found.box.width * across),
        round(found.box.height * down),
    )
    return found._replace(box=box)
