"""Text boxes, cards, filled placeholders, plain shapes, rules and groups: placed items in, `p:sp`, `p:cxnSp` and `p:grpSp`
elements out."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.model.geometry import Box, Insets
from deckgen.model.pages import PlacedGroup, PlacedLine, PlacedShape, PlacedText
from deckgen.model.presets import text_room
from deckgen.theme.theme import InheritedText, PlaceholderSlot
from deckgen.write.pptx.drawing import (
    ANCHORS,
    EMPTY_PARAGRAPH,
    EMPTY_TEXT,
    NO_LINE,
    RECTANGLE,
    Palette,
    identity,
    transform,
)
from deckgen.write.pptx.package import Relationships
from deckgen.write.pptx.text import TextWriter, frame

OUTLINE_WIDTH = 9_525


def text_shape(
    item: PlacedText,
    shape_id: int,
    slot: PlaceholderSlot | None,
    inherited: InheritedText,
    writer: TextWriter,
    palette: Palette,
    links: Relationships,
    click: str,
) -> str:
    """A text box, card or filled placeholder. `slot` is the layout's placeholder that it fills, `inherited` what its
    text inherits there, `click` the link of the whole shape."""
    if item.field == "slide_number":
        content = "".join(writer.slide_number(placed, inherited) for placed in item.paragraphs)
    else:
        content = writer.body(item.paragraphs, inherited, links)
    if slot is None:
        kind = '<p:cNvSpPr txBox="1"/><p:nvPr/>' if item.fill is None else "<p:cNvSpPr/><p:nvPr/>"
        place = transform(item.box) + _geometry(item.preset, item.adjustments)
        paint = palette.fill(item.fill) + _outline(item, palette)
        body = frame(_frame_insets(item), item.anchor)
    else:
        kind = f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{_placeholder(slot)}</p:nvPr>'
        place = "" if item.box == slot.box else transform(item.box)
        paint = palette.solid(item.fill) if item.fill else ""
        paint += palette.line(item.outline, OUTLINE_WIDTH) if item.outline else ""
        body = _own_frame(item, slot)
    return (
        f"<p:sp><p:nvSpPr>{identity(shape_id, item.name, click=click)}{kind}</p:nvSpPr>"
        f"<p:spPr>{place}{paint}</p:spPr><p:txBody>{body}<a:lstStyle/>{content or EMPTY_PARAGRAPH}</p:txBody></p:sp>"
    )


def _outline(item: PlacedText, palette: Palette) -> str:
    """The outline of a text box or card. A text box without one does not say so: none is what it has by itself."""
    return "" if item.fill is None and item.outline is None else palette.line(item.outline, OUTLINE_WIDTH)


def bar(item: PlacedText, shape_id: int, palette: Palette) -> str:
    """The colour bar on a card's edge, inside its box."""
    assert item.bar is not None
    assert item.bar_box is not None
    return _drawn(shape_id, f"{item.name}/bar", item.bar_box, RECTANGLE, palette.solid(item.bar) + NO_LINE)


def plain_shape(item: PlacedShape, shape_id: int, palette: Palette) -> str:
    """A preset shape without text."""
    paint = palette.fill(item.fill) + palette.line(item.outline, item.outline_width)
    return _drawn(shape_id, item.name, item.box, _geometry(item.preset, item.adjustments), paint, item.alt)


def line(item: PlacedLine, shape_id: int, palette: Palette) -> str:
    """A straight rule."""
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{identity(shape_id, item.name, decorative=True)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
        f'<p:spPr>{transform(item.box)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f"{palette.line(item.color, item.width)}</p:spPr></p:cxnSp>"
    )


def group(item: PlacedGroup, shape_id: int, content: str) -> str:
    """A group about the elements in `content`, which stand in the slide's own coordinates."""
    box = item.box
    place = f'<a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.width}" cy="{box.height}"/>'
    inside = f'<a:chOff x="{box.x}" y="{box.y}"/><a:chExt cx="{box.width}" cy="{box.height}"/>'
    return (
        f"<p:grpSp><p:nvGrpSpPr>{identity(shape_id, item.name, item.alt, decorative=not item.alt)}<p:cNvGrpSpPr/>"
        f"<p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>{place}{inside}</a:xfrm></p:grpSpPr>{content}</p:grpSp>"
    )


def _geometry(preset: str, adjustments: Sequence[int]) -> str:
    """A preset with its adjustments: DrawingML names a preset's only one `adj`, several `adj1`, `adj2`, …"""
    if preset == "rect":
        return RECTANGLE
    names = ("adj",) if len(adjustments) == 1 else tuple(f"adj{index}" for index in range(1, len(adjustments) + 1))
    guides = "".join(
        f'<a:gd name="{name}" fmla="val {value}"/>' for name, value in zip(names, adjustments, strict=True)
    )
    return f'<a:prstGeom prst="{preset}"><a:avLst>{guides}</a:avLst></a:prstGeom>'


def _frame_insets(item: PlacedText) -> Insets:
    """The insets of a text box: what the preset's own text rectangle leaves to be stated."""
    room = text_room(item.preset, item.adjustments, item.box.width, item.box.height)
    insets = item.insets
    return Insets(
        left=max(insets.left - room.left, 0),
        top=max(insets.top - room.top, 0),
        right=max(insets.right - room.right, 0),
        bottom=max(insets.bottom - room.bottom, 0),
    )


def _drawn(shape_id: int, name: str, box: Box, geometry: str, paint: str, alt: str = "") -> str:
    return (
        f"<p:sp><p:nvSpPr>{identity(shape_id, name, alt, decorative=not alt)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr>{transform(box)}{geometry}{paint}</p:spPr>{EMPTY_TEXT}</p:sp>"
    )


def _placeholder(slot: PlaceholderSlot) -> str:
    kind = f' type="{slot.type}"' if slot.type else ""
    size = ' sz="quarter"' if slot.index >= 10 else ""
    index = f' idx="{slot.index}"' if slot.index else ""
    return f"<p:ph{kind}{size}{index}/>"


def _own_frame(item: PlacedText, slot: PlaceholderSlot) -> str:
    """`a:bodyPr` of a placeholder: what differs from the layout."""
    attributes = ""
    if item.insets != slot.insets:
        insets: Insets = item.insets
        attributes += f' lIns="{insets.left}" tIns="{insets.top}" rIns="{insets.right}" bIns="{insets.bottom}"'
    if item.anchor != slot.anchor:
        attributes += f' anchor="{ANCHORS[item.anchor]}"'
    return f"<a:bodyPr{attributes}><a:noAutofit/></a:bodyPr>"
