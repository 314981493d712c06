"""`sources` and `unknowns`: lists that assemble themselves from the rest of the document."""

from __future__ import annotations

from typing import ClassVar

from deckgen.blocks.base import Block, Context
from deckgen.model.nodes import Node, Table, TableCell, TableColumn, TableRow, Text
from deckgen.model.text import Paragraph, Run


class Sources(Block):
    """Every source of every row that the document shows, numbered as it is cited, in full."""

    kind: ClassVar[str] = "sources"
    closing: ClassVar[bool] = True

    def lower(self, context: Context) -> Node | None:
        rows = tuple(
            TableRow(
                cells=(
                    TableCell(runs=(Run(text=f"[{source.number}]", furniture=True, anchor=f"source:{source.number}"),)),
                    TableCell(runs=(Run(text=source.citation, furniture=True),)),
                )
            )
            for source in context.sources()
        )
        if not rows:
            return None
        columns = (
            TableColumn(key="number", heading=(context.word("source_number"),), numeric=True),
            TableColumn(key="citation", heading=(context.word("source"),)),
        )
        return Table(
            key=context.key(self), columns=columns, rows=rows, alt=context.word("sources_title").text, at=self.at
        )


class Unknowns(Block):
    """What the dataset does not know about this target: the topics of the slides that `needs` left out."""

    kind: ClassVar[str] = "unknowns"
    closing: ClassVar[bool] = True

    def lower(self, context: Context) -> Node | None:
        topics = context.unknowns()
        if not topics:
            return None
        paragraphs = tuple(Paragraph(runs=runs, bullet=True) for runs in topics)
        return Text(key=context.key(self), paragraphs=paragraphs, at=self.at, splittable=len(paragraphs) > 1)
