"""A placed table in, a native table (`p:graphicFrame` with `a:tbl`) out: columns and rows exactly as measured.

Rules and the heading's look come from the deck's table style, so that a reader who restyles the table gets all of it.
"""

from __future__ import annotations

from deckgen.model.pages import PlacedCell, PlacedTable
from deckgen.theme.theme import InheritedText
from deckgen.write.pptx.drawing import EMPTY_PARAGRAPH, MAIN, Palette, identity, transform
from deckgen.write.pptx.package import Relationships
from deckgen.write.pptx.table_style import BODY_COLOR, HEADING_COLOR, TABLE_STYLE_ID
from deckgen.write.pptx.text import TextWriter

HIGHLIGHT_FILL = "panel"


def table_frame(
    item: PlacedTable,
    shape_id: int,
    text_box: InheritedText,
    writer: TextWriter,
    palette: Palette,
    links: Relationships,
) -> str:
    """The table. `text_box` is what text outside placeholders inherits."""
    heading = InheritedText(text_box.size, True, HEADING_COLOR, text_box.line_height, text_box.align)
    body = InheritedText(text_box.size, False, BODY_COLOR, text_box.line_height, text_box.align)
    insets = item.cell_insets
    margins = f'marL="{insets.left}" marR="{insets.right}" marT="{insets.top}" marB="{insets.bottom}" anchor="ctr"'

    def cell(placed: PlacedCell, inherited: InheritedText, highlight: bool) -> str:
        role = placed.fill or (HIGHLIGHT_FILL if highlight else None)
        fill = palette.solid(role) if role else ""
        content = writer.body(placed.paragraphs, inherited, links) or EMPTY_PARAGRAPH
        properties = f"<a:tcPr {margins}>{fill}</a:tcPr>" if fill else f"<a:tcPr {margins}/>"
        return f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{content}</a:txBody>{properties}</a:tc>"

    rows: list[str] = []
    for index, (cells, height, highlight) in enumerate(zip(item.rows, item.row_heights, item.highlights, strict=True)):
        inherited = body if index else heading
        rows.append(f'<a:tr h="{height}">{"".join(cell(placed, inherited, highlight) for placed in cells)}</a:tr>')
    grid = "".join(f'<a:gridCol w="{width}"/>' for width in item.column_widths)
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{identity(shape_id, item.name, item.table.alt)}<p:cNvGraphicFramePr>"
        f'<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'{transform(item.box, "p")}<a:graphic><a:graphicData uri="{MAIN.replace("/main", "/table")}"><a:tbl>'
        f'<a:tblPr firstRow="1"><a:tableStyleId>{TABLE_STYLE_ID}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{grid}</a:tblGrid>{''.join(rows)}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )
