"""Where placeholders stand: a slide's layout and master in, the box and name that a placeholder of a slide inherits out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from deckgen.model.geometry import Box
from deckgen.read.names import tag
from deckgen.read.package import Package
from deckgen.read.xml import Element, child

_SHAPE_TREE = f"{tag('p:cSld')}/{tag('p:spTree')}"
_PLACEHOLDER = tag("p:ph")
_OF_MASTER = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "chart": "body", "tbl": "body", "pic": "body"}


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder of a layout: its `name` there, and the box (None: it has none, nor has its master)."""

    name: str
    type: str
    box: Box | None


def read_box(transform: Element | None) -> Box | None:
    """The box of an a:xfrm or p:xfrm; None if it states none."""
    if transform is None:
        return None
    return _box(child(transform, tag("a:off")), child(transform, tag("a:ext")))


def read_inner_box(transform: Element) -> Box | None:
    """The box of a group in the coordinates of its own shapes; None if it states none."""
    return _box(child(transform, tag("a:chOff")), child(transform, tag("a:chExt")))


def _box(offset: Element | None, extent: Element | None) -> Box | None:
    if offset is None or extent is None:
        return None
    try:
        return Box(
            int(offset.get("x", "")), int(offset.get("y", "")), int(extent.get("cx", "")), int(extent.get("cy", ""))
        )
    except ValueError:
        return None


def layout_slots(package: Package, layout: str) -> Mapping[str, Slot]:
    """The placeholders of a layout part by index; boxes that it does not state come from its master, by type."""
    masters = package.related(layout, "slideMaster")
    inherited = {slot.type: slot for _, slot in _slots(package.xml(masters[0]))} if masters else {}
    found: dict[str, Slot] = {}
    for index, slot in _slots(package.xml(layout)):
        above = inherited.get(_OF_MASTER.get(slot.type, slot.type))
        found[index] = Slot(slot.name, slot.type, slot.box or (above.box if above else None))
    return found


@lru_cache(maxsize=64)
def _slots(part: Element) -> tuple[tuple[str, Slot], ...]:
    """The placeholders of a layout or master by index: read once, since every deck of a theme shares the parsed parts."""
    slots: list[tuple[str, Slot]] = []
    tree = part.find(_SHAPE_TREE)
    for shape in () if tree is None else tree:
        mark = next(shape.iter(_PLACEHOLDER), None)
        properties = next(shape.iter(tag("p:cNvPr")), None)
        if mark is not None and properties is not None:
            box = read_box(next(shape.iter(tag("a:xfrm"), tag("p:xfrm")), None))
            slots.append((mark.get("idx", "0"), Slot(properties.get("name", ""), mark.get("type", "obj"), box)))
    return tuple(slots)
