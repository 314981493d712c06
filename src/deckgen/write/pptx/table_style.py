"""The one table style of all decks: rules in theme colours above, below and under the heading, thin rules between rows.

It is made of theme slots, so it takes a client's colours; a template that lacks it gets it added.
"""

from __future__ import annotations

TABLE_STYLE_ID = "{6B1F7C52-3D0A-4E7B-9C55-0D5A2F7E1B01}"
HEADING_COLOR = ("tx2", None)
BODY_COLOR = ("tx1", None)

_STRONG, _THIN = 15_875, 9_525


def _line(slot: str, width: int, luminance: int | None = None) -> str:
    change = f'<a:lumMod val="{luminance * 1000}"/>' if luminance else ""
    fill = f'<a:solidFill><a:schemeClr val="{slot}">{change}</a:schemeClr></a:solidFill>'
    return f'<a:ln w="{width}" cmpd="sng">{fill}</a:ln>'


def _text(slot: str, bold: bool) -> str:
    weight = ' b="on"' if bold else ""
    color = f'<a:schemeClr val="{slot}"/>'
    return f'<a:tcTxStyle{weight}><a:fontRef idx="minor">{color}</a:fontRef>{color}</a:tcTxStyle>'


def table_style() -> str:
    """The `a:tblStyle` element. The schema's order of conditional formats is not the alphabet's."""
    none = "<a:ln><a:noFill/></a:ln>"
    strong, thin = _line("accent1", _STRONG), _line("bg2", _THIN, 85)
    edges = {"left": none, "right": none, "top": strong, "bottom": strong, "insideH": thin, "insideV": none}
    borders = "".join(f"<a:{edge}>{drawn}</a:{edge}>" for edge, drawn in edges.items())
    under_heading = f"<a:bottom>{_line('accent1', _THIN)}</a:bottom>"
    return (
        f'<a:tblStyle styleId="{TABLE_STYLE_ID}" styleName="Ruled">'
        f"<a:wholeTbl>{_text(BODY_COLOR[0], False)}<a:tcStyle><a:tcBdr>{borders}</a:tcBdr>"
        "<a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
        f"<a:firstRow>{_text(HEADING_COLOR[0], True)}<a:tcStyle><a:tcBdr>{under_heading}</a:tcBdr></a:tcStyle>"
        "</a:firstRow></a:tblStyle>"
    )
