"""The attribute values that are checked: element -> attribute -> rule. Data, in the vocabulary of ECMA-376 part 1."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

_LARGEST_LENGTH = 27_273_042_316_900
_INTEGER = re.compile(r"-?[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Rule:
    """`accepts` judges a value; `code` is the finding of one that it refuses, `wanted` says what it takes."""

    accepts: Callable[[str], bool]
    code: str
    wanted: str


def whole(low: int = -_LARGEST_LENGTH, high: int = _LARGEST_LENGTH) -> Rule:
    """A whole number from `low` to `high`. Places and sizes come again on every slide, so judged texts are remembered."""

    @lru_cache(maxsize=4096)
    def accepts(text: str) -> bool:
        return _INTEGER.fullmatch(text) is not None and low <= int(text) <= high

    return Rule(accepts, "DG741", f"a whole number from {low} to {high}")


def words(text: str) -> Rule:
    """One of the words of `text`."""
    return Rule(frozenset(text.split()).__contains__, "DG751", f"one of {text}")


def pattern(expression: str, code: str, wanted: str) -> Rule:
    """A value that the regular expression matches whole."""
    compiled = re.compile(expression)
    return Rule(lambda text: compiled.fullmatch(text) is not None, code, wanted)


_TRUTH = Rule(frozenset(("0", "1", "true", "false")).__contains__, "DG741", "0 or 1")
_ANCHORS = words("t ctr b just dist")
_POSITIVE = whole(0)
_PERCENT = whole(0, 100_000)
_ANGLE = _MARGIN = whole(-2_147_483_648, 2_147_483_647)
_COUNT = whole(0, 4_294_967_295)
_DOUBLE = pattern(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", "DG741", "a number")
_HEX = pattern(r"[0-9A-Fa-f]{6}", "DG743", "six hexadecimal digits")
_SLOTS = "bg1 tx1 bg2 tx2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink phClr dk1 lt1 dk2 lt2"
_SLOT = Rule(frozenset(_SLOTS.split()).__contains__, "DG743", f"one of {_SLOTS}")
_GUID = pattern(r"\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}", "DG741", "a GUID in braces")
_LANGUAGE = pattern(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "DG741", "a language tag")

_RUN: Mapping[str, Rule] = {
    "sz": whole(100, 400_000),
    "b": _TRUTH,
    "i": _TRUTH,
    "u": words(
        "none words sng dbl heavy dotted dottedHeavy dash dashHeavy dashLong dashLongHeavy dotDash dotDashHeavy "
        "dotDotDash dotDotDashHeavy wavy wavyHeavy wavyDbl"
    ),
    "strike": words("noStrike sngStrike dblStrike"),
    "cap": words("none small all"),
    "baseline": whole(-100_000, 100_000),
    "spc": whole(-400_000, 400_000),
    "kern": whole(0, 400_000),
    "lang": _LANGUAGE,
    "altLang": _LANGUAGE,
    "dirty": _TRUTH,
}
_PARAGRAPH: Mapping[str, Rule] = {
    "marL": whole(0, 51_206_400),
    "marR": whole(0, 51_206_400),
    "indent": whole(-51_206_400, 51_206_400),
    "lvl": whole(0, 8),
    "defTabSz": _MARGIN,
    "algn": words("l ctr r just justLow dist thaiDist"),
    "fontAlgn": words("auto t ctr base b"),
    "rtl": _TRUTH,
    "eaLnBrk": _TRUTH,
    "latinLnBrk": _TRUTH,
    "hangingPunct": _TRUTH,
}
_LINE: Mapping[str, Rule] = {
    "w": whole(0, 20_116_800),
    "cap": words("rnd sq flat"),
    "cmpd": words("sng dbl thickThin thinThick tri"),
    "algn": words("ctr in"),
}
_TRUTH_VALUE: Mapping[str, Rule] = {"val": _TRUTH}
_COUNT_VALUE: Mapping[str, Rule] = {"val": _COUNT}
_DOUBLE_VALUE: Mapping[str, Rule] = {"val": _DOUBLE}
_PERCENT_VALUE: Mapping[str, Rule] = {"val": _PERCENT}
_PLAIN_VALUE: Mapping[str, Rule] = {"val": _MARGIN}
_TICK_VALUE: Mapping[str, Rule] = {"val": words("cross in none out")}
_MODE_VALUE: Mapping[str, Rule] = {"val": words("edge factor")}
_TRANSFORM: Mapping[str, Rule] = {"rot": _ANGLE, "flipH": _TRUTH, "flipV": _TRUTH}
_POINT: Mapping[str, Rule] = {"x": whole(), "y": whole()}
_SIZE: Mapping[str, Rule] = {"cx": whole(), "cy": whole()}

RULES: Mapping[str, Mapping[str, Rule]] = {
    **dict.fromkeys(("a:rPr", "a:endParaRPr", "a:defRPr"), _RUN),
    **dict.fromkeys(("a:pPr", "a:defPPr", *(f"a:lvl{level}pPr" for level in range(1, 10))), _PARAGRAPH),
    **dict.fromkeys(("a:ln", "a:lnL", "a:lnR", "a:lnT", "a:lnB", "a:lnTlToBr", "a:lnBlToTr"), _LINE),
    **dict.fromkeys(("a:off", "a:chOff"), _POINT),
    **dict.fromkeys(("a:ext", "a:chExt", "p:notesSz"), _SIZE),
    **dict.fromkeys(("a:xfrm", "p:xfrm"), _TRANSFORM),
    "a:bodyPr": {
        **dict.fromkeys(("lIns", "tIns", "rIns", "bIns", "rot"), _MARGIN),
        **dict.fromkeys(("anchorCtr", "rtlCol", "fromWordArt", "forceAA", "upright", "compatLnSpc"), _TRUTH),
        "anchor": _ANCHORS,
        "wrap": words("none square"),
        "numCol": whole(1, 16),
        "vert": words("horz vert vert270 wordArtVert eaVert mongolianVert wordArtVertRtl"),
        "vertOverflow": words("overflow ellipsis clip"),
        "horzOverflow": words("overflow clip"),
    },
    "a:tcPr": {
        **dict.fromkeys(("marL", "marR", "marT", "marB"), _MARGIN),
        "anchor": _ANCHORS,
        "anchorCtr": _TRUTH,
        "vert": words("horz vert vert270 wordArtVert eaVert mongolianVert wordArtVertRtl"),
        "horzOverflow": words("overflow clip"),
    },
    "a:tblPr": dict.fromkeys(("rtl", "firstRow", "firstCol", "lastRow", "lastCol", "bandRow", "bandCol"), _TRUTH),
    "a:tc": {"hMerge": _TRUTH, "vMerge": _TRUTH},
    "a:gridCol": {"w": _POSITIVE},
    "a:tr": {"h": _POSITIVE},
    "a:spcPts": {"val": whole(0, 158_400)},
    "a:spcPct": {"val": whole(0, 13_200_000)},
    "a:buSzPct": {"val": whole(25_000, 400_000)},
    "a:srgbClr": {"val": _HEX},
    "a:sysClr": {"lastClr": _HEX},
    "a:schemeClr": {"val": _SLOT},
    **dict.fromkeys(("a:alpha", "a:shade", "a:tint"), _PERCENT_VALUE),
    **dict.fromkeys(("a:lumMod", "a:lumOff", "a:satMod", "a:satOff", "a:hueMod", "a:hueOff"), _PLAIN_VALUE),
    "a:gs": {"pos": _PERCENT},
    "a:lin": {"ang": whole(0, 21_599_999), "scaled": _TRUTH},
    "a:outerShdw": {"blurRad": _POSITIVE, "dist": _POSITIVE, "dir": whole(0, 21_599_999)},
    "a:fld": {"id": _GUID},
    "p:cNvPr": {"hidden": _TRUTH},
    "p:ph": {
        "type": words(
            "title body ctrTitle subTitle dt sldNum ftr hdr obj chart tbl clipArt dgm media sldImg pic"
        ),
        "idx": _COUNT,
        "sz": words("full half quarter"),
        "orient": words("horz vert"),
    },
    "p:sldSz": {"cx": whole(914_400, 51_206_400), "cy": whole(914_400, 51_206_400)},
    "a16:creationId": {"id": _GUID, "val": _COUNT},
    "p14:creationId": _COUNT_VALUE,
    **dict.fromkeys(("c:idx", "c:order", "c:ptCount"), _COUNT_VALUE),
    **dict.fromkeys(
        ("c:delete", "c:varyColors", "c:overlay", "c:autoTitleDeleted", "c:plotVisOnly", "c:smooth", "c:invertIfNegative",
         "c:showVal", "c:showSerName", "c:showCatName", "c:showLegendKey", "c:showPercent", "c:showBubbleSize",
         "c:showLeaderLines", "c:roundedCorners", "c:date1904", "c:auto", "c:noMultiLvlLbl", "c:bubble3D",
         "c:showNegBubbles"), _TRUTH_VALUE,
    ),
    **dict.fromkeys(("c:x", "c:y", "c:w", "c:h", "c:min", "c:max", "c:majorUnit", "c:minorUnit", "c:crossesAt"), _DOUBLE_VALUE),
    "c:gapWidth": {"val": whole(0, 500)},
    "c:overlap": {"val": whole(-100, 100)},
    "c:lblOffset": {"val": whole(0, 1000)},
    "c:tickLblSkip": {"val": whole(1, 2_147_483_647)},
    "c:bubbleScale": {"val": whole(0, 300)},
    "c:holeSize": {"val": whole(1, 90)},
    "c:firstSliceAng": {"val": whole(0, 360)},
    "c:size": {"val": whole(2, 72)},
    "c:symbol": {"val": words("circle dash diamond dot none picture plus square star triangle x auto")},
    "c:radarStyle": {"val": words("standard marker filled")},
    "c:sizeRepresents": {"val": words("area w")},
    "a:prstDash": {"val": words("solid dot dash lgDash dashDot lgDashDot lgDashDotDot sysDash sysDot sysDashDot sysDashDotDot")},
    "c:barDir": {"val": words("bar col")},
    "c:grouping": {"val": words("percentStacked standard stacked clustered")},
    "c:orientation": {"val": words("minMax maxMin")},
    "c:dLblPos": {"val": words("bestFit b ctr inBase inEnd l outEnd r t")},
    "c:tickLblPos": {"val": words("high low nextTo none")},
    **dict.fromkeys(("c:majorTickMark", "c:minorTickMark"), _TICK_VALUE),
    "c:axPos": {"val": words("b l r t")},
    "c:legendPos": {"val": words("b tr l r t")},
    "c:crosses": {"val": words("autoZero max min")},
    "c:crossBetween": {"val": words("between midCat")},
    "c:lblAlgn": {"val": words("ctr l r")},
    "c:layoutTarget": {"val": words("inner outer")},
    **dict.fromkeys(("c:xMode", "c:yMode", "c:wMode", "c:hMode"), _MODE_VALUE),
    "c:dispBlanksAs": {"val": words("span gap zero")},
}  # fmt: skip
"""The rules; an attribute without one may hold anything."""

VALUED = ("a:off", "a:gridCol", "a:tr", "a:srgbClr", "a:schemeClr", "a:spcPts", "a:spcPct")
"""Elements that say nothing without their attribute."""
