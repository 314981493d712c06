"""One scale for charts beside or below each other that share an axis: a unit is as long in all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from deckgen.layout.chart import MeasuredChart
from deckgen.layout.chart_bars import MeasuredBars, has_room
from deckgen.layout.chart_geometry import is_across, shared_rooms
from deckgen.layout.chart_lines import MeasuredLines
from deckgen.layout.measured import Measured

_Key = tuple[tuple[Decimal, Decimal], int | None]


def share_scale(items: Sequence[Measured]) -> tuple[Measured, ...]:
    """Neighbours, of which charts with one `axis` get titles of one height and one room for names, labels and marks (horizontal
    bars only where they are equally wide)."""
    groups: dict[_Key, list[int]] = {}
    for index, item in enumerate(items):
        if isinstance(item, MeasuredChart) and isinstance(item.body, (MeasuredBars, MeasuredLines)) and item.chart.axis:
            key = item.chart.axis, item.width if is_across(item.chart) else None
            groups.setdefault(key, []).append(index)
    found = list(items)
    for indexes in groups.values():
        for index, chart in zip(indexes, _shared([items[index] for index in indexes]), strict=True):
            found[index] = chart
    return tuple(found)


def _shared(items: Sequence[Measured]) -> Sequence[Measured]:
    charts = [item for item in items if isinstance(item, MeasuredChart)]
    bodies = [chart.body for chart in charts if isinstance(chart.body, (MeasuredBars, MeasuredLines))]
    rooms = shared_rooms([body.rooms for body in bodies])
    if len(charts) < 2 or (is_across(charts[0].chart) and not has_room(charts[0].width, rooms)):
        return items
    title_height = max(chart.title_height for chart in charts)
    return [
        replace(chart, title_height=title_height, body=body.shared(rooms))
        for chart, body in zip(charts, bodies, strict=True)
    ]
