"""`timeline`: events in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from deckgen.blocks.base import Block, Context
from deckgen.blocks.highlight import Highlight, highlight_columns, highlighted
from deckgen.blocks.parts import has_suitable_count
from deckgen.blocks.timeline_nodes import Event, across, down
from deckgen.model.nodes import Node, Only, Stack
from deckgen.source.located import ColumnName, QueryName

FEWEST_AND_MOST = 3, 8


class Timeline(Block):
    """A row of the query is an event: on a horizontal axis in the deck, on a vertical one in the brief."""

    kind: ClassVar[str] = "timeline"

    data: QueryName
    time: ColumnName
    head: ColumnName
    text: ColumnName | None = None
    highlight: Highlight | None = None

    def columns_used(self) -> Iterator[tuple[QueryName, ColumnName]]:
        for column in (self.time, self.head, self.text):
            if column is not None:
                yield self.data, column
        yield from highlight_columns(self.highlight, self.data)

    def lower(self, context: Context) -> Node | None:
        rows = context.rows(self.data)
        if not rows or not has_suitable_count(context, "events", len(rows), FEWEST_AND_MOST, self.data.at):
            return None
        key = context.key(self)
        marks = highlighted(self.highlight, rows, context)
        events = tuple(
            Event(
                key=f"{key}/{index}",
                time=context.show(row[self.time], self.time.at),
                head=context.show(row[self.head], self.head.at),
                text=context.show(row[self.text], self.text.at)
                if self.text is not None and row[self.text].raw is not None
                else None,
                is_highlighted=mark,
                at=self.at,
            )
            for index, (row, mark) in enumerate(zip(rows, marks, strict=True), start=1)
        )
        return Stack(
            items=(
                Only(medium="deck", node=across(key, events)),
                Only(medium="brief", node=down(key, events)),
            )
        )
