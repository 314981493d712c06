"""DrawingML pieces that every kind of object shares: identity, place, fill, outline."""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.model.geometry import Box
from deckgen.model.record import creation_id
from deckgen.model.text import Align, Anchor
from deckgen.theme.theme import Color
from deckgen.write.pptx.xml import attribute

MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
NAMESPACES = (
    f'xmlns:a="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
EXTENSION_NAMESPACES = (
    'xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"'
)
"""Declared once a slide; the pieces below use these prefixes."""

GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
COLOR_MAP_OVERRIDE = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
EMPTY_PARAGRAPH = "<a:p/>"
EMPTY_TEXT = f"<p:txBody><a:bodyPr/><a:lstStyle/>{EMPTY_PARAGRAPH}</p:txBody>"
"""Every shape has a text body: some viewers stumble over one without."""
NO_LINE = "<a:ln><a:noFill/></a:ln>"
ANCHORS: Mapping[Anchor, str] = {"top": "t", "middle": "ctr", "bottom": "b"}
ALIGNS: Mapping[Align, str] = {"left": "l", "center": "ctr", "right": "r"}

_CREATION = "{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"
_DECORATIVE = '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"/></a:ext>'


def identity(shape_id: int, name: str, alt: str = "", decorative: bool = False, click: str = "") -> str:
    """`p:cNvPr`: id, stable name and creation id, text alternative or the mark that none is needed; `click` is the
    hyperlink element of a shape that leads somewhere."""
    description = f' descr="{attribute(alt)}"' if alt else ""
    return (
        f'<p:cNvPr id="{shape_id}" name="{attribute(name)}"{description}>{click}<a:extLst>'
        f'<a:ext uri="{_CREATION}"><a16:creationId id="{creation_id(name)}"/></a:ext>'
        f"{_DECORATIVE if decorative else ''}</a:extLst></p:cNvPr>"
    )


def transform(box: Box, prefix: str = "a") -> str:
    """The object's place."""
    return f'<{prefix}:xfrm><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.width}" cy="{box.height}"/></{prefix}:xfrm>'


def scheme_color(color: Color) -> str:
    """A colour by its theme slot, so that it follows the theme."""
    changes = {"lumMod": color.lum_mod, "lumOff": color.lum_off}
    children = "".join(
        f'<a:{name} val="{percent * 1000}"/>' for name, percent in changes.items() if percent is not None
    )
    return (
        f'<a:schemeClr val="{color.slot}">{children}</a:schemeClr>'
        if children
        else f'<a:schemeClr val="{color.slot}"/>'
    )


class Palette:
    """The theme's colour roles as XML."""

    def __init__(self, colors: Mapping[str, Color]) -> None:
        self._colors = {role: scheme_color(color) for role, color in colors.items()}
        self._solid = {role: f"<a:solidFill>{color}</a:solidFill>" for role, color in self._colors.items()}

    def solid(self, role: str) -> str:
        """A solid fill."""
        return self._solid[role]

    def hatched(self, role: str, ground: str) -> str:
        """A fill of wide diagonal lines on another colour."""
        return (
            f'<a:pattFill prst="wdUpDiag"><a:fgClr>{self._colors[role]}</a:fgClr>'
            f"<a:bgClr>{self._colors[ground]}</a:bgClr></a:pattFill>"
        )

    def fill(self, role: str | None) -> str:
        """A solid fill, or none."""
        return "<a:noFill/>" if role is None else self._solid[role]

    def line(self, role: str | None, width: int) -> str:
        """An outline or rule `width` EMU thick, or none."""
        return NO_LINE if role is None else f'<a:ln w="{width}">{self._solid[role]}</a:ln>'
