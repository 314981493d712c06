"""The slide master: text styles, the footer rule, guides."""

from __future__ import annotations

from deckgen.write.pptx.drawing import GROUP, NAMESPACES
from template_pieces import grid
from template_pieces.drawing import Placeholder, Style, levels, rule

TITLE = Style(24, 28.8, "tx2", bold=True)
BODY = Style(14, 18.2)
SMALL = Style(9, 11.7, "accent6")
SMALL_RIGHT = Style(9, 11.7, "accent6", align="right")

PLACEHOLDERS = (
    Placeholder("Title", "title", 0, grid.TITLE, "Conclusion as a full sentence"),
    Placeholder("Body", "body", 1, grid.BODY, "Text"),
    Placeholder("Footer", "ftr", 11, grid.FOOTER, "Footer", SMALL, anchor="middle"),
    Placeholder("Slide number", "sldNum", 12, grid.SLIDE_NUMBER, "‹#›", SMALL_RIGHT, anchor="middle"),
)
COLOR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
WHITE = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'


def guides() -> str:
    """The p15 guides of the grid."""
    shown = '<p15:clr><a:schemeClr val="accent5"/></p15:clr>'
    rows = [("", position) for position in grid.VERTICAL_GUIDES]
    rows += [(' orient="horz"', position) for position in grid.HORIZONTAL_GUIDES]
    items = "".join(
        f'<p15:guide id="{number}"{direction} pos="{position}">{shown}</p15:guide>'
        for number, (direction, position) in enumerate(rows, 1)
    )
    return (
        '<p:extLst><p:ext uri="{27BBF7A9-308A-43DC-89C8-2F10F3537804}"><p15:sldGuideLst '
        f'xmlns:p15="http://schemas.microsoft.com/office/powerpoint/2012/main">{items}</p15:sldGuideLst></p:ext></p:extLst>'
    )


def master(layout_ids: dict[str, int]) -> str:
    """The master. `layout_ids` maps relationship ids to layout ids."""
    shapes = "".join(placeholder.xml(number) for number, placeholder in enumerate(PLACEHOLDERS, 2))
    layouts = "".join(f'<p:sldLayoutId id="{number}" r:id="{relation}"/>' for relation, number in layout_ids.items())
    return (
        f"<p:sldMaster {NAMESPACES}><p:cSld>{WHITE}<p:spTree>{GROUP}"
        f"{rule(len(PLACEHOLDERS) + 2, 'Footer rule', grid.RULE, 'bg2', 90)}{shapes}</p:spTree></p:cSld>{COLOR_MAP}"
        f'<p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst><p:hf hdr="0" dt="0"/>'
        f"<p:txStyles><p:titleStyle>{levels(TITLE, 'mj')}</p:titleStyle><p:bodyStyle>{levels(BODY)}</p:bodyStyle>"
        f"<p:otherStyle>{levels(BODY)}</p:otherStyle></p:txStyles>{guides()}</p:sldMaster>"
    )
