"""Charts on their geometry: marks on bars and points, words at line ends, ink on segments, one scale for neighbours."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from deckgen.layout.boxes import measure_node
from deckgen.layout.chart import measure_chart
from deckgen.layout.chart_axis import AxisRange
from deckgen.layout.chart_geometry import place_bars, place_points
from deckgen.layout.chart_labels import label_box
from deckgen.layout.measured import TooNarrow
from deckgen.model.chart import Chart, ChartCategory
from deckgen.model.geometry import Box, emu
from deckgen.model.nodes import Columns
from deckgen.model.pages import Item, PlacedChart, PlacedGroup, PlacedLine, PlacedText
from deckgen.model.value import Measure, Origin, Value
from tests.unit.layout.charts import (
    AREA,
    bubbles,
    difference,
    doughnut,
    groups,
    growth,
    native,
    placed,
    reference,
    series_chart,
    typography,
)
from tests.unit.layout.document import runs

CITIES = ("Shanghai", "Beijing", "Shenzhen", "Hangzhou")


def bars_of(item: PlacedChart) -> dict[tuple[int, int], Box]:
    return place_bars(item.chart, item.plot, AxisRange(item.minimum, item.maximum))


def part(group: PlacedGroup, name: str) -> Box:
    (found,) = (item.box for item in group.items if item.name == f"{group.name}/{name}")
    return found


def texts(items: tuple[Item, ...], prefix: str) -> dict[str, PlacedText]:
    return {item.name: item for item in items if isinstance(item, PlacedText) and item.name.startswith(prefix)}


# Marks


def test_a_bracket_joins_the_ends_of_two_bars() -> None:
    items = placed(series_chart("bar", CITIES, [[36, 33, 25, 14]], marks=(difference(0, 2),)))
    (group,) = groups(items)
    bars = bars_of(native(items))
    first, second, span, pill = (part(group, name) for name in ("first", "second", "span", "text"))
    assert first.y == span.y == bars[0, 0].y + bars[0, 0].height // 2
    assert second.y == span.bottom == bars[0, 2].y + bars[0, 2].height // 2
    assert first.right == second.right == span.x
    values = [label_box(label, typography()) for label in native(items).labels if label.kind == "value"]
    assert first.x > values[0].right
    assert second.x > values[2].right
    assert pill.x < span.x < pill.right
    assert not any(pill.overlaps(box) for box in values)
    assert group.name == "s1/chart/mark/1"
    assert group.alt == "Shanghai / Shenzhen: 1.5×"


def test_growth_begins_over_the_first_column_and_ends_over_the_last() -> None:
    items = placed(
        series_chart("column", ("2015", "2016", "2017"), [[10, 12, 15]], marks=(growth(2), difference(0, 1)))
    )
    outer, inner = groups(items)
    bars = bars_of(native(items))
    assert part(outer, "first").x == bars[0, 0].x + bars[0, 0].width // 2
    assert part(outer, "span").right == part(outer, "head").right == bars[0, 2].x + bars[0, 2].width // 2
    assert part(outer, "span").y < part(inner, "span").y
    assert all(box.y > part(inner, "span").y for box in bars.values())
    assert outer.alt == "2015–2017: CAGR +8.1%"


def test_a_reference_line_stands_at_its_number_and_leaves_labels_out() -> None:
    items = placed(series_chart("bar", CITIES, [[36, 33, 25, 14]], marks=(reference(26),)))
    (group,) = groups(items)
    chart = native(items)
    lines = [item.box for item in group.items if isinstance(item, PlacedLine)]
    (x,) = {line.x for line in lines}
    assert x == chart.plot.x + AxisRange(chart.minimum, chart.maximum).place(Decimal(26), chart.plot.width)
    assert len(lines) == 2
    hidden = next(label_box(label, typography()) for label in chart.labels if label.lines == ("25",))
    assert lines[0].bottom == hidden.y
    assert lines[1].y == hidden.bottom


def test_a_reference_line_leaves_the_highlight_to_the_data() -> None:
    (group,) = groups(placed(series_chart("line", CITIES, [[36, 33, 25, 14]], marks=(reference(26, "Mean"),))))
    assert {item.color for item in group.items if isinstance(item, PlacedLine)} == {"muted"}
    (words,) = (item for item in group.items if isinstance(item, PlacedText))
    assert {run.color for run in words.paragraphs[0].paragraph.runs} == {"muted"}


def test_the_words_of_reference_lines_keep_apart() -> None:
    marks = (reference(50, "Mean 50"), reference(51, "Median 51"))
    items = placed(series_chart("column", CITIES, [[36, 33, 25, 64]], marks=marks))
    one, other = (part(group, "text") for group in groups(items))
    assert not one.overlaps(other)
    assert one.x == other.x >= native(items).plot.right


def test_a_reference_beyond_the_numbers_is_on_the_axis() -> None:
    items = placed(series_chart("column", CITIES, [[36, 33, 25, 14]], marks=(reference(80),)))
    assert native(items).maximum > 80


def test_marks_that_leave_no_room_for_bars_are_refused() -> None:
    chart = series_chart(
        "bar", CITIES, [[36, 33, 25, 14]], marks=tuple(difference(0, 1, "a long label") for _ in range(5))
    )
    with pytest.raises(TooNarrow, match="beside the bars"):
        measure_chart(chart, emu(400), typography(), "s1")


# Lines


def years(count: int) -> tuple[ChartCategory, ...]:
    origin = Origin(query="q", row_key=(), column="year", kind="cell")
    return tuple(
        ChartCategory(text=str(1990 + n), value=Value(raw=1990 + n, origin=origin, measure=Measure("year")))
        for n in range(count)
    )


def long_line(count: int = 31) -> Chart:
    names = [str(1990 + n) for n in range(count)]
    chart = series_chart("line", names, [list(range(count))], labelled=(0, count - 1))
    return replace(chart, categories=years(count))


def test_years_that_do_not_fit_are_left_out_evenly() -> None:
    item = native(placed(long_line()))
    shown = [label.lines[0] for label in item.labels if label.kind == "category"]
    assert item.category_step > 1
    assert shown[0] == "1990"
    assert shown[-1] == "2020"
    assert {int(second) - int(first) for first, second in pairwise(shown)} == {item.category_step}


def test_years_keep_apart_so_that_no_viewer_drops_them() -> None:
    for count in range(6, 24):
        item = native(placed(long_line(count)))
        pitch = item.plot.width / count * item.category_step
        style = typography().style("chart_label")
        widest = max(emu(typography().faces.measure(str(1990 + n), style.size, False)) for n in range(count))
        assert pitch >= widest + emu(0.5 * style.size)


def test_names_that_do_not_fit_are_refused_not_left_out() -> None:
    names = [f"Municipality{n}" for n in range(12)]
    with pytest.raises(TooNarrow, match="does not fit below"):
        measure_chart(series_chart("line", names, [list(range(12))]), emu(400), typography(), "s1")


def test_series_are_named_at_their_ends_in_their_colour() -> None:
    chart = series_chart("line", ("2016", "2017", "2018"), [[1, 5, 50], [2, 4, 49], [3, 2, 10]], labelled=(0, 2))
    items = placed(chart)
    ends = texts(items, "s1/chart/end/")
    points = place_points(chart, native(items).plot, AxisRange(native(items).minimum, native(items).maximum))
    assert len(ends) == 3
    assert all(text.box.x > points[0, 2][0] for text in ends.values())
    middles = [text.box.y + text.box.height // 2 for text in ends.values()]
    assert middles[0] < middles[1] < middles[2]
    # Sky is too light for words.
    assert [text.paragraphs[0].paragraph.runs[0].color for text in ends.values()] == ["primary", "text", "positive"]
    assert [text.paragraphs[0].paragraph.text for text in ends.values()][0] == "Series 1 50"
    printed = [(label.series, label.point) for label in native(items).labels if label.kind == "value"]
    assert all(point == 0 for _, point in printed)


def test_a_single_line_prints_its_last_number_beside_its_end() -> None:
    item = native(placed(series_chart("line", ("2016", "2017"), [[1, 5]])))
    last = next(label for label in item.labels if label.kind == "value" and label.point == 1)
    assert (last.align, last.anchor) == ("left", "middle")


def test_long_names_at_line_ends_are_refused() -> None:
    chart = series_chart("line", ("2016", "2017"), [[1, 5], [2, 6]], series=["A name " * 12, "B"])
    with pytest.raises(TooNarrow, match="at the lines' ends"):
        measure_chart(chart, emu(500), typography(), "s1")


# Stacks and round charts


def test_segments_print_light_on_dark_and_dark_on_light_where_there_is_room() -> None:
    chart = series_chart("stacked_bar", ("A",), [[50], [40], [1]], totals=runs("91"))
    items = placed(chart)
    inks = {label.series: label.style.color for label in native(items).labels if label.kind == "value"}
    assert inks == {0: "inverse", 1: "text"}
    (total,) = texts(items, "s1/chart/total/").values()
    assert total.box.x > max(bar.right for bar in bars_of(native(items)).values())


def test_stacked_bars_stand_on_each_other() -> None:
    bars = bars_of(native(placed(series_chart("stacked_column", ("A", "B"), [[5, 0], [7, 3]]))))
    assert bars[0, 0].y == bars[1, 0].bottom
    assert bars[0, 0].x == bars[1, 0].x


def test_a_doughnut_lists_its_parts_beside_it() -> None:
    items = placed(doughnut(CITIES, (4, 3, 2, 1)))
    parts = texts(items, "s1/chart/part/")
    assert [text.paragraphs[0].paragraph.text for text in parts.values()][0] == "■ Shanghai  4"
    assert all(text.box.x > native(items).box.right for text in parts.values())


def test_a_doughnut_whose_list_has_no_room_is_refused() -> None:
    with pytest.raises(TooNarrow, match="the list beside the doughnut"):
        measure_chart(doughnut(("A name " * 10, "B"), (1, 2)), emu(300), typography(), "s1")


def test_a_radar_begins_on_top_and_goes_round_clockwise() -> None:
    item = native(placed(series_chart("radar", CITIES, [[1, 2, 3, 4]])))
    top, right, bottom, left = item.labels
    assert (top.align, top.anchor) == ("center", "bottom")
    assert top.y < item.plot.y
    assert right.x > item.plot.right
    assert bottom.y > item.plot.bottom
    assert left.x < item.plot.x


def test_a_radar_with_long_names_all_around_is_refused() -> None:
    names = [f"An indicator with a long name {n}" for n in range(40)]
    with pytest.raises(TooNarrow, match="around the radar"):
        measure_chart(series_chart("radar", names, [list(range(40))]), emu(220), typography(), "s1")


def test_bubbles_at_one_place_are_named_on_different_sides() -> None:
    items = placed(bubbles([(name, 5, 5, 10) for name in CITIES]))
    sides = {(label.align, label.anchor) for label in native(items).labels}
    assert len(sides) == 4


def test_bubbles_whose_names_collide_are_refused() -> None:
    with pytest.raises(TooNarrow, match="the names of the bubbles collide"):
        measure_chart(bubbles([(f"City {n}", 5, 5, 10) for n in range(6)]), AREA.width, typography(), "s1")


# Neighbours


@pytest.mark.parametrize("kind", ["bar", "column"])
def test_neighbours_that_share_an_axis_draw_a_unit_at_one_length(kind: str) -> None:
    shared = (Decimal(0), Decimal(40))
    one = series_chart(kind, CITIES, [[36, 33, 25, 14]], marks=(difference(0, 1),), axis=shared)  # type: ignore[arg-type]
    other = series_chart(kind, ("A", "B"), [[8, 4]], axis=shared, title=())  # type: ignore[arg-type]
    columns = Columns(items=(one, replace(other, key="other")), widths=(1, 1))
    items = measure_node(columns, emu(880), typography(), "s1").place(0, 0, emu(300))
    first, second = (item for item in items if isinstance(item, PlacedChart))
    assert (first.minimum, first.maximum) == (second.minimum, second.maximum)
    side = "width" if kind == "bar" else "height"
    assert getattr(first.plot, side) == getattr(second.plot, side)
