"""The presentation part and the small parts beside it: notes master, table style, properties."""

from __future__ import annotations

from deckgen.model.geometry import Box
from deckgen.write.pptx.drawing import GROUP, NAMESPACES
from deckgen.write.pptx.table_style import TABLE_STYLE_ID, table_style
from template_pieces import grid
from template_pieces.drawing import Placeholder, Style, color, levels
from template_pieces.master import BODY, COLOR_MAP, WHITE

NOTES_WIDTH, NOTES_HEIGHT = 6_858_000, 9_144_000
NOTES = Style(12, 15.6)


def presentation(master_relation: str, notes_relation: str) -> str:
    return (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" '
        f'r:id="{master_relation}"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="{notes_relation}"/>'
        f'</p:notesMasterIdLst><p:sldSz cx="{grid.SLIDE_WIDTH}" cy="{grid.SLIDE_HEIGHT}"/>'
        f'<p:notesSz cx="{NOTES_WIDTH}" cy="{NOTES_HEIGHT}"/><p:defaultTextStyle>{levels(BODY)}</p:defaultTextStyle>'
        "</p:presentation>"
    )


def notes_master() -> str:
    image = Box(685_800, 1_143_000, 5_486_400, 3_086_100)
    image_shape = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
        'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{image.x}" y="{image.y}"/><a:ext cx="{image.width}" cy="{image.height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="9525">{color("accent6")}</a:ln></p:spPr>'
        "</p:sp>"
    )
    notes = Placeholder("Notes", "body", 3, Box(685_800, 4_400_550, 5_486_400, 3_600_450), "Notes").xml(3)
    return (
        f"<p:notesMaster {NAMESPACES}><p:cSld>{WHITE}<p:spTree>{GROUP}{image_shape}{notes}</p:spTree></p:cSld>"
        f'{COLOR_MAP}<p:hf hdr="0" ftr="0" dt="0"/><p:notesStyle>{levels(NOTES)}</p:notesStyle></p:notesMaster>'
    )


def table_styles() -> str:
    """The decks' one table style, as the default for tables that a reader adds."""
    return (
        f'<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{TABLE_STYLE_ID}">'
        f"{table_style()}</a:tblStyleLst>"
    )


PRESENTATION_PROPERTIES = f"<p:presentationPr {NAMESPACES}/>"
VIEW_PROPERTIES = (
    f'<p:viewPr {NAMESPACES}><p:normalViewPr><p:restoredLeft sz="15620"/><p:restoredTop sz="80000"/></p:normalViewPr>'
    '<p:gridSpacing cx="76200" cy="76200"/></p:viewPr>'
)
