"""How events stand along an axis: events in, nodes out, across a slide or down a page.

Across, an axis is divided into units: every event has `_SLOT` of them, its dot in their middle. Cards stand alternately
above and below the axis, so that each may be wider than its slot; the more events, the wider in proportion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from deckgen.diagnostics import Position
from deckgen.model.nodes import Area, Areas, Line, Shape, Text
from deckgen.model.text import Align, Paragraph, Run

_SLOT = 12
_WIDEST_CARD = 22
"""Units; two less than two slots, for the gap to the next card on the same side."""
_ABOVE, _TIME_ABOVE, _AXIS, _TIME_BELOW, _BELOW = range(5)
"""Rows of the grid. The time of an event stands on the side of the axis on which its card does not."""
_DOT = 0.8
_CONNECTOR = 1.6
"""Ems of body text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`time` and `head` are short, `text` says more."""

    key: str
    time: Run
    head: Run
    text: Run | None
    is_highlighted: bool
    at: Position | None

    @property
    def color(self) -> str:
        return "highlight" if self.is_highlighted else "primary"


def across(key: str, events: Sequence[Event]) -> Areas:
    """Events on a horizontal axis."""
    card = min(_SLOT + 4 * max(len(events) - 3, 0), _WIDEST_CARD)
    margin = (card - _SLOT) // 2
    units = _SLOT * len(events) + 2 * margin
    axis = Line(key=f"{key}/axis", color="primary", thickness=1.5)
    areas = [Area(node=axis, row=_AXIS, column=0, columns=units)]
    for index, event in enumerate(events):
        center = margin + index * _SLOT + _SLOT // 2
        is_above = index % 2 == 0
        connector = Line(
            key=f"{event.key}/connector", direction="vertical", color=event.color, thickness=1.0, length=_CONNECTOR
        )
        areas += [
            Area(node=connector, row=_TIME_ABOVE if is_above else _TIME_BELOW, column=center - 1, columns=2),
            Area(node=_dot(event), row=_AXIS, column=center - 1, columns=2, align="middle"),
            Area(
                node=_time(event, "center"),
                row=_TIME_BELOW if is_above else _TIME_ABOVE,
                column=center - _SLOT // 2,
                columns=_SLOT,
                align="middle",
            ),
            Area(
                node=_card(event),
                row=_ABOVE if is_above else _BELOW,
                column=center - card // 2,
                columns=card,
            ),
        ]
    return Areas(
        areas=tuple(areas), widths=(1,) * units, column_gap=0.0, row_gap=0.0, grow=(_ABOVE, _BELOW), elastic=True
    )


def down(key: str, events: Sequence[Event]) -> Areas:
    """Events on a vertical axis: the time at its left, what happened at its right."""
    axis = Line(key=f"{key}/axis", direction="vertical", color="primary", thickness=1.0)
    areas = [Area(node=axis, row=0, column=1, rows=len(events))]
    for row, event in enumerate(events):
        text = Text(key=event.key, paragraphs=_words(event), at=event.at)
        areas += [
            Area(node=_time(event, "right"), row=row, column=0, align="middle"),
            Area(node=_dot(event), row=row, column=1, align="middle"),
            Area(node=text, row=row, column=2, align="middle"),
        ]
    return Areas(areas=tuple(areas), widths=(None, None, 1), row_gap=0.6)


def _dot(event: Event) -> Shape:
    return Shape(
        key=f"{event.key}/dot", preset="ellipse", fill=event.color, outline="background", width=_DOT, height=_DOT
    )


def _time(event: Event, align: Align) -> Text:
    runs = (replace(event.time, color=event.color),)
    paragraph = Paragraph(runs=runs, role="event_time", align=align)
    return Text(key=f"{event.key}/time", paragraphs=(paragraph,), at=event.at)


def _card(event: Event) -> Text:
    return Text(key=event.key, paragraphs=_words(event), at=event.at, fill="panel", bar=event.color)


def _words(event: Event) -> tuple[Paragraph, ...]:
    head = Paragraph(runs=(event.head,), role="event_head")
    return (head,) if event.text is None else (head, Paragraph(runs=(event.text,), role="event_text"))
