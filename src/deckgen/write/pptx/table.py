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
from deckgen.write.table_rules import rule_below, rule_right


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

    def cell(placed: PlacedCell, row: int, column: int) -> str:
        paint = _rules(item, row, column, palette) + (palette.solid(placed.fill) if placed.fill else "")
        content = writer.body(placed.paragraphs, body if row else heading, links) or EMPTY_PARAGRAPH
        properties = f"<a:tcPr {margins}>{paint}</a:tcPr>" if paint else f"<a:tcPr {margins}/>"
        return f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{content}</a:txBody>{properties}</a:tc>"

    rows: list[str] = []
    for row, (cells, height) in enumerate(zip(item.rows, item.row_heights, strict=True)):
        content = "".join(cell(placed, row, column) for column, placed in enumerate(cells))
        rows.append(f'<a:tr h="{height}">{content}</a:tr>')
    grid = "".join(f'<a:gridCol w="{width}"/>' for width in item.column_widths)
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{identity(shape_id, item.name, item.table.alt)}<p:cNvGraphicFramePr>"
        f'<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'{transform(item.box, "p")}<a:graphic><a:graphicData uri="{MAIN.replace("/main", "/table")}"><a:tbl>'
        f'<a:tblPr firstRow="1"><a:tableStyleId>{TABLE_STYLE_ID}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{grid}</a:tblGrid>{''.join(rows)}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _rules(item: PlacedTable, row: int, column: int, palette: Palette) -> str:
    """The edges of a cell that the table's style does not give. Both cells at an edge state it."""
    edges = {
        "a:lnL": rule_right(item, row, column - 1) if column else None,
        "a:lnR": rule_right(item, row, column),
        "a:lnT": rule_below(item, row - 1, column) if row else None,
        "a:lnB": rule_below(item, row, column),
    }
    return "".join(
        f'<{edge} w="{rule.width}">{palette.solid(rule.color)}</{edge}>' for edge, rule in edges.items() if rule
    )
