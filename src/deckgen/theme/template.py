"""A .pptx template in, its slots as plain data out: sizes, palette, layouts with placeholders and drawings.

Position, insets, anchor and text style of a placeholder are resolved through layout, master and presentation, as
PowerPoint does. Only this module opens a template with python-pptx; `compiled` keeps the result.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from io import BytesIO
from typing import TypeAlias, cast

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.slide import SlideLayout, SlideMaster

from deckgen.model.geometry import Box, Insets
from deckgen.model.text import Align, Anchor
from deckgen.theme.colors import blend, modulate
from deckgen.theme.compiled import CompiledTemplate, TemplateLayout, TemplatePlaceholder
from deckgen.theme.theme import Decoration, InheritedText

_NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}
_ALIGNS: dict[str, Align] = {"l": "left", "just": "left", "dist": "left", "ctr": "center", "r": "right"}
_ANCHORS: dict[str, Anchor] = {"t": "top", "ctr": "middle", "b": "bottom"}
_TITLES = ("title", "ctrTitle")
_FURNITURE = ("dt", "ftr", "sldNum")
_DEFAULT_INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}

Element: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage]  lxml's stubs name its element type so


@lru_cache(maxsize=8)
def compile_template(data: bytes) -> CompiledTemplate:
    """Compile a template. It must have passed `guard.refuse_unsafe`; every layout of every master is kept, in order."""
    presentation = Presentation(BytesIO(data))
    root = cast("Element", presentation.element)
    default = _first(root, "p:defaultTextStyle/a:lvl1pPr")
    layouts: list[TemplateLayout] = []
    palette: dict[str, str] = {}
    for master in presentation.slide_masters:
        colors = _palette(master)
        palette = palette or colors
        layouts += [_layout(layout, master, colors, default) for layout in master.slide_layouts]
    return CompiledTemplate(
        digest=hashlib.sha256(data).hexdigest(),
        slide_width=int(presentation.slide_width or 0),
        slide_height=int(presentation.slide_height or 0),
        palette=palette,
        text_box=_inherited([default]),
        notes=any(
            relationship.reltype == RELATIONSHIP_TYPE.NOTES_MASTER for relationship in presentation.part.rels.values()
        ),
        layouts=tuple(layouts),
    )


def _palette(master: SlideMaster) -> dict[str, str]:
    """Slot -> RGB of a master: the theme's own slots and the names that the master's colour map gives them."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    scheme = _first(theme, "a:themeElements/a:clrScheme")
    colors = {
        etree.QName(slot).localname: slot[0].get("lastClr") or slot[0].get("val") or "000000"
        for slot in (scheme if scheme is not None else ())
    }
    mapping = _first(cast("Element", master.element), "p:clrMap")
    named = {
        name: colors[slot] for name, slot in (mapping.attrib.items() if mapping is not None else ()) if slot in colors
    }
    return {str(name): str(rgb).upper() for name, rgb in {**colors, **named}.items()}


def _layout(
    layout: SlideLayout, master: SlideMaster, palette: Mapping[str, str], default: Element | None
) -> TemplateLayout:
    own, above = cast("Element", layout.element), cast("Element", master.element)
    background = _background((own, above), palette)
    drawings = list(_decorations(own, palette, background))
    if own.get("showMasterSp", "1") not in ("0", "false"):
        drawings = [*_decorations(above, palette, background), *drawings]
    return TemplateLayout(
        name=layout.name,
        part=str(layout.part.partname),
        background=background,
        decorations=tuple(drawings),
        placeholders=tuple(_placeholders(own, above, default)),
    )


def _background(elements: Iterable[Element], palette: Mapping[str, str]) -> str:
    for element in elements:
        fill = _first(element, "p:cSld/p:bg/p:bgPr/a:solidFill")
        if fill is None:
            fill = _first(element, "p:cSld/p:bg/p:bgRef")
        if fill is not None:
            return _color(fill, palette, "FFFFFF") or "FFFFFF"
    return "FFFFFF"


def _decorations(element: Element, palette: Mapping[str, str], background: str) -> Iterator[Decoration]:
    """The plain shapes and rules outside placeholders; pictures, groups and gradients are left to PowerPoint."""
    for shape in _all(element, "p:cSld/p:spTree/*[self::p:sp or self::p:cxnSp]"):
        properties, geometry = _first(shape, "p:spPr"), _first(shape, "p:spPr/a:prstGeom")
        box = _box(shape)
        if _first(shape, "*/p:nvPr/p:ph") is not None or properties is None or geometry is None or box is None:
            continue
        fill, line = _first(properties, "a:solidFill"), _first(properties, "a:ln")
        stroke = _first(line, "a:solidFill") if line is not None else None
        decoration = Decoration(
            preset=geometry.get("prst", "rect"),
            box=box,
            fill=_color(fill, palette, background) if fill is not None else None,
            outline=_color(stroke, palette, background) if stroke is not None else None,
            width=int(line.get("w", "9525")) if line is not None else 9_525,
        )
        if decoration.fill or decoration.outline:
            yield decoration


def _placeholders(own: Element, above: Element, default: Element | None) -> Iterator[TemplatePlaceholder]:
    masters = {_kind(shape): shape for shape in _shapes_with_placeholder(above)}
    for shape in _shapes_with_placeholder(own):
        kind = _kind(shape)
        family = "title" if kind in _TITLES else kind if kind in _FURNITURE else "body"
        parent = masters.get(family)
        chain = [shape] if parent is None else [shape, parent]
        box = next((found for found in map(_box, chain) if found is not None), None)
        if box is None:
            continue
        style = "titleStyle" if family == "title" else "otherStyle" if family in _FURNITURE else "bodyStyle"
        levels = [_first(item, "p:txBody/a:lstStyle/a:lvl1pPr") for item in chain]
        levels += [_first(above, f"p:txStyles/p:{style}/a:lvl1pPr"), default]
        frames = [frame for item in chain if (frame := _first(item, "p:txBody/a:bodyPr")) is not None]
        insets = [
            int(next((value for frame in frames if (value := frame.get(name))), fallback))
            for name, fallback in _DEFAULT_INSETS.items()
        ]
        anchor = next((value for frame in frames if (value := frame.get("anchor"))), "t")
        holder = _first(shape, "*/p:nvPr/p:ph")
        yield TemplatePlaceholder(
            index=int(holder.get("idx", "0")) if holder is not None else 0,
            type=holder.get("type") if holder is not None else None,
            box=box,
            insets=Insets(*insets),
            anchor=_ANCHORS.get(anchor, "top"),
            inherited=_inherited(levels),
        )


def _inherited(levels: Iterable[Element | None]) -> InheritedText:
    """The first statement of each property along the chain, nearest first."""
    found = [level for level in levels if level is not None]

    def nearest(path: str) -> Element | None:
        return next((hit for level in found if (hit := _first(level, path)) is not None), None)

    size = nearest("a:defRPr[@sz]")
    bold = nearest("a:defRPr[@b]")
    spacing = nearest("a:lnSpc")
    exact = _first(spacing, "a:spcPts") if spacing is not None else None
    scheme = nearest("a:defRPr/a:solidFill")
    slot = _first(scheme, "a:schemeClr") if scheme is not None else None
    luminance = _first(slot, "a:lumMod") if slot is not None else None
    align = next((value for level in found if (value := level.get("algn"))), "l")
    return InheritedText(
        size=int(size.get("sz", "1800")) / 100 if size is not None else 18.0,
        bold=bold is not None and bold.get("b") in ("1", "true"),
        color=None
        if slot is None
        else (slot.get("val", ""), round(int(luminance.get("val", "0")) / 1000) if luminance is not None else None),
        line_height=int(exact.get("val", "0")) / 100 if exact is not None else None,
        align=_ALIGNS.get(align, "left"),
    )


def _color(holder: Element, palette: Mapping[str, str], background: str) -> str | None:
    """The RGB of the colour inside a fill, its luminance changes applied and its transparency blended."""
    color = next((child for child in holder if etree.QName(child).localname.endswith("Clr")), None)
    if color is None:
        return None
    value = color.get("val", "")
    rgb = color.get("lastClr") or (value if etree.QName(color).localname == "srgbClr" else palette.get(value))
    if rgb is None:
        return None
    parts = {etree.QName(child).localname: int(child.get("val", "0")) / 100_000 for child in color}
    if "lumMod" in parts or "lumOff" in parts:
        rgb = modulate(rgb, parts.get("lumMod", 1.0), parts.get("lumOff", 0.0))
    return blend(rgb, background, parts["alpha"]) if "alpha" in parts else rgb.upper()


def _box(shape: Element) -> Box | None:
    offset, extent = _first(shape, "p:spPr/a:xfrm/a:off"), _first(shape, "p:spPr/a:xfrm/a:ext")
    if offset is None or extent is None:
        return None
    return Box(
        *(int(item.get(name, "0")) for item, names in ((offset, "xy"), (extent, ("cx", "cy"))) for name in names)
    )


def _kind(shape: Element) -> str:
    holder = _first(shape, "*/p:nvPr/p:ph")
    return (holder.get("type") if holder is not None else None) or "body"


def _shapes_with_placeholder(element: Element) -> list[Element]:
    return _all(element, "p:cSld/p:spTree/*[*/p:nvPr/p:ph]")


@cache
def _xpath(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces=_NAMESPACES)


def _all(element: Element, path: str) -> list[Element]:
    return cast("list[Element]", _xpath(path)(element))


def _first(element: Element, path: str) -> Element | None:
    hits = _all(element, path)
    return hits[0] if hits else None
