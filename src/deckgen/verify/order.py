"""Checks of the order of child elements, which Office files fix for every element.

`_ORDER` names, for each element whose children a writer assembles from pieces, the children in their order; a group in
braces may be mixed. A child of another vocabulary (an extension) is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from deckgen.read.names import prefixed, tag
from deckgen.verify.survey import Elements, Finding, place

_FILLS = "noFill|solidFill|gradFill|blipFill|pattFill|grpFill"
_EFFECTS = "effectLst|effectDag"
_LINE = "noFill|solidFill|gradFill|pattFill prstDash|custDash round|bevel|miter headEnd tailEnd extLst"
_RUN = f"ln {_FILLS} {_EFFECTS} highlight uLnTx|uLn uFillTx|uFill latin ea cs sym hlinkClick hlinkMouseOver rtl extLst"
_PARAGRAPH = (
    "lnSpc spcBef spcAft buClrTx|buClr buSzTx|buSzPct|buSzPts buFontTx|buFont buNone|buAutoNum|buChar|buBlip tabLst "
    "defRPr extLst"
)
_SHAPE = f"xfrm custGeom|prstGeom {_FILLS} ln {_EFFECTS} scene3d sp3d extLst"
_AXIS = (
    "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr "
    "crossAx crosses|crossesAt"
)
_SERIES = "idx order tx spPr"
_LABELS = "numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator"

_ORDER: Mapping[str, str] = {
    "p:presentation": "sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz smartTags embeddedFontLst "
    "custShowLst photoAlbum custDataLst kinsoku defaultTextStyle modifyVerifier extLst",
    "p:sld": "cSld clrMapOvr transition timing extLst",
    "p:sldLayout": "cSld clrMapOvr transition timing hf extLst",
    "p:sldMaster": "cSld clrMap sldLayoutIdLst transition timing hf txStyles extLst",
    "p:notes": "cSld clrMapOvr extLst",
    "p:notesMaster": "cSld clrMap hf notesStyle extLst",
    "p:cSld": "bg spTree custDataLst controls extLst",
    "p:spTree": "nvGrpSpPr grpSpPr {sp|grpSp|graphicFrame|cxnSp|pic|contentPart} extLst",
    "p:grpSp": "nvGrpSpPr grpSpPr {sp|grpSp|graphicFrame|cxnSp|pic|contentPart} extLst",
    "p:nvGrpSpPr": "cNvPr cNvGrpSpPr nvPr",
    "p:grpSpPr": f"xfrm {_FILLS} {_EFFECTS} scene3d extLst",
    "p:sp": "nvSpPr spPr style txBody extLst",
    "p:cxnSp": "nvCxnSpPr spPr style extLst",
    "p:pic": "nvPicPr blipFill spPr style extLst",
    "p:graphicFrame": "nvGraphicFramePr xfrm a:graphic extLst",
    "p:nvPr": "ph audioCd|wavAudioFile|audioFile|videoFile|quickTimeFile custDataLst extLst",
    "p:cNvPr": "hlinkClick hlinkHover extLst",
    "p:spPr": _SHAPE,
    "c:spPr": _SHAPE,
    "a:xfrm": "off ext chOff chExt",
    "p:xfrm": "off ext",
    "p:txBody": "bodyPr lstStyle p*",
    "a:txBody": "bodyPr lstStyle p*",
    "c:txPr": "bodyPr lstStyle p*",
    "c:rich": "bodyPr lstStyle p*",
    "a:p": "pPr {r|br|fld|m} endParaRPr",
    "a:r": "rPr t",
    "a:fld": "rPr pPr t",
    **dict.fromkeys(("a:rPr", "a:endParaRPr", "a:defRPr"), _RUN),
    **dict.fromkeys(("a:pPr", "a:defPPr", *(f"a:lvl{level}pPr" for level in range(1, 10))), _PARAGRAPH),
    "a:bodyPr": "prstTxWarp noAutofit|normAutofit|spAutoFit scene3d sp3d|flatTx extLst",
    **dict.fromkeys(("a:ln", "a:lnL", "a:lnR", "a:lnT", "a:lnB"), _LINE),
    "a:tbl": "tblPr tblGrid tr*",
    "a:tblGrid": "gridCol*",
    "a:tr": "tc* extLst",
    "a:tc": "txBody tcPr extLst",
    "a:tcPr": f"lnL lnR lnT lnB lnTlToBr lnBlToTr cell3D {_FILLS} headers extLst",
    "a:prstGeom": "avLst",
    "c:chartSpace": "date1904 lang roundedCorners style clrMapOvr pivotFmts protection chart spPr txPr externalData "
    "printSettings userShapes extLst",
    "c:chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs "
    "showDLblsOverMax extLst",
    "c:title": "tx layout overlay spPr txPr extLst",
    "c:barChart": "barDir grouping varyColors ser* dLbls gapWidth overlap serLines* axId* extLst",
    "c:lineChart": "grouping varyColors ser* dLbls dropLines hiLowLines upDownBars marker smooth axId* extLst",
    "c:bubbleChart": "varyColors ser* dLbls bubble3D bubbleScale showNegBubbles sizeRepresents axId* extLst",
    "c:radarChart": "radarStyle varyColors ser* dLbls axId* extLst",
    "c:doughnutChart": "varyColors ser* dLbls firstSliceAng holeSize extLst",
    "c:marker": "symbol size spPr extLst",
    "a:pattFill": "fgClr bgClr",
    "c:catAx": f"{_AXIS} auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl extLst",
    "c:valAx": f"{_AXIS} crossBetween majorUnit minorUnit dispUnits extLst",
    "c:scaling": "logBase orientation max min extLst",
    "c:dPt": "idx invertIfNegative marker bubble3D explosion spPr pictureOptions extLst",
    "c:dLbls": f"dLbl* delete {_LABELS} showLeaderLines leaderLines extLst",
    "c:dLbl": f"idx delete layout tx {_LABELS} extLst",
    "c:legend": "legendPos legendEntry* layout overlay spPr txPr extLst",
    "c:manualLayout": "layoutTarget xMode yMode wMode hMode x y w h extLst",
    "c:strCache": "ptCount pt* extLst",
    "c:numCache": "formatCode ptCount pt* extLst",
    "c:strRef": "f strCache extLst",
    "c:numRef": "f numCache extLst",
}  # fmt: skip
_SERIES_ORDER = (
    f"{_SERIES} invertIfNegative pictureOptions marker explosion dPt* dLbls trendline* errBars* cat val xVal yVal bubbleSize "
    "bubble3D smooth shape extLst"
)


def _places(order: str, prefix: str) -> Mapping[str, tuple[int, bool]]:
    """Child tag -> (place in the order, whether it may come again)."""
    places: dict[str, tuple[int, bool]] = {}
    for place_number, group in enumerate(order.split()):
        again = group.startswith("{") or group.endswith("*")
        for name in group.strip("{}*").split("|"):
            places[tag(name if ":" in name else f"{prefix}:{name}")] = place_number, again
    return places


def _prefix(parent: str) -> str:
    """The vocabulary of an element's children: that of the element, but text and shape properties are DrawingML."""
    if parent in ("p:spPr", "p:grpSpPr", "c:spPr", "p:txBody", "c:txPr", "c:rich", "p:xfrm", "p:cNvPr"):
        return "a"
    return parent.partition(":")[0]


_PLACES = {tag(parent): _places(order, _prefix(parent)) for parent, order in _ORDER.items()} | {
    tag("c:ser"): _places(_SERIES_ORDER, "c")
}
_NAMESPACES = tuple(tag(f"{prefix}:") for prefix in ("a", "p", "c"))


def check_order(elements: Elements) -> Iterator[Finding]:
    """DG752: children in the wrong order, twice where one is allowed, or of a kind that the element does not take."""
    for parent, found in elements.items():
        places = _PLACES.get(parent)
        if places is None:
            continue
        # A part has few different sequences of children.
        wrong = {
            children: child
            for children in {tuple([child.tag for child in element]) for element in found if len(element)}
            if (child := _first_wrong(children, places)) is not None
        }
        for element in found if wrong else ():
            child = wrong.get(tuple([child.tag for child in element]))
            if child is not None:
                yield "DG752", f"{prefixed(child)} does not belong at this place of {place(element)}"


def _first_wrong(children: tuple[str, ...], places: Mapping[str, tuple[int, bool]]) -> str | None:
    last = -1
    for child in children:
        found = places.get(child)
        if found is None:
            if child.startswith(_NAMESPACES):
                return child
            continue
        number, again = found
        if number < last or (number == last and not again):
            return child
        last = number
    return None
