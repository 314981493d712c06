"""Small DrawingML pieces that the master and the layouts share."""

from __future__ import annotations

from dataclasses import dataclass, field

from deckgen.model.geometry import Box, Insets
from deckgen.write.pptx.drawing import ALIGNS, ANCHORS, EMPTY_TEXT, transform
from deckgen.write.pptx.xml import attribute, text

DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


@dataclass(frozen=True)
class Style:
    """Level-1 text: `size` and `line` (exact spacing) in points, `color` a theme slot."""

    size: float
    line: float
    color: str = "tx1"
    bold: bool = False
    align: str = "left"


def color(slot: str, opacity: int | None = None, luminance: int | None = None) -> str:
    changes = (f'<a:lumMod val="{luminance * 1000}"/>' if luminance else "") + (
        f'<a:alpha val="{opacity * 1000}"/>' if opacity else ""
    )
    return f'<a:solidFill><a:schemeClr val="{slot}">{changes}</a:schemeClr></a:solidFill>'


def level(number: int, style: Style, fonts: str = "mn") -> str:
    """One `lvlNpPr`: exact line spacing, no bullet, no indent, punctuation may hang."""
    return (
        f'<a:lvl{number}pPr marL="0" indent="0" algn="{ALIGNS[style.align]}" defTabSz="914400" rtl="0" eaLnBrk="1" '
        f'latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPts val="{round(style.line * 100)}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft><a:buNone/>'
        f'<a:defRPr sz="{round(style.size * 100)}" b="{int(style.bold)}" i="0" kern="1200">{color(style.color)}'
        f'<a:latin typeface="+{fonts}-lt"/><a:ea typeface="+{fonts}-ea"/><a:cs typeface="+{fonts}-cs"/></a:defRPr>'
        f"</a:lvl{number}pPr>"
    )


def levels(style: Style, fonts: str = "mn") -> str:
    """All nine levels alike: structure comes from blocks, not from nested levels."""
    return "".join(level(number, style, fonts) for number in range(1, 10))


def body_properties(anchor: str, insets: Insets) -> str:
    return (
        f'<a:bodyPr vert="horz" wrap="square" lIns="{insets.left}" tIns="{insets.top}" rIns="{insets.right}" '
        f'bIns="{insets.bottom}" rtlCol="0" anchor="{ANCHORS[anchor]}"><a:noAutofit/></a:bodyPr>'
    )


@dataclass(frozen=True)
class Placeholder:
    """A placeholder of the master or a layout. `prompt` is what an empty one shows while editing."""

    name: str
    kind: str | None
    index: int
    box: Box
    prompt: str
    style: Style | None = None
    anchor: str = "top"
    insets: Insets = field(default_factory=Insets)
    fonts: str = "mn"

    def xml(self, shape_id: int) -> str:
        kind = f' type="{self.kind}"' if self.kind else ""
        index = f' idx="{self.index}"' if self.index else ""
        size = ' sz="quarter"' if self.index >= 10 else ""
        prompt = ' hasCustomPrompt="1"' if self.index >= 13 else ""
        styles = f"<a:lstStyle>{level(1, self.style, self.fonts)}</a:lstStyle>" if self.style else "<a:lstStyle/>"
        run = (
            f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr lang="en-US"/>'
            f"<a:t>{text(self.prompt)}</a:t></a:fld>"
            if self.kind == "sldNum"
            else f'<a:r><a:rPr lang="en-US"/><a:t>{text(self.prompt)}</a:t></a:r>'
        )
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="{attribute(self.name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
            f"</p:cNvSpPr><p:nvPr><p:ph{kind}{size}{index}{prompt}/></p:nvPr></p:nvSpPr>"
            f'<p:spPr>{transform(self.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
            f"<p:txBody>{body_properties(self.anchor, self.insets)}{styles}<a:p>{run}</a:p></p:txBody></p:sp>"
        )


def rectangle(shape_id: int, name: str, box: Box, slot: str, opacity: int | None = None) -> str:
    """A filled decorative rectangle."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{shape_id}" name="{attribute(name)}">{DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{transform(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"{color(slot, opacity)}<a:ln><a:noFill/></a:ln></p:spPr>{EMPTY_TEXT}</p:sp>"
    )


def rule(shape_id: int, name: str, box: Box, slot: str, luminance: int | None = None) -> str:
    """A decorative straight line of 0.75 pt."""
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{shape_id}" name="{attribute(name)}">{DECORATIVE}</p:cNvPr><p:cNvCxnSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvCxnSpPr><p:spPr>{transform(box)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="9525">{color(slot, luminance=luminance)}</a:ln></p:spPr></p:cxnSp>'
    )
