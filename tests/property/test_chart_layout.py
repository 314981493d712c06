"""Whatever the numbers and names: every word of a chart lies inside, none covers another, bars start at 0, marks stay inside."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from deckgen.layout.chart import measure_chart
from deckgen.layout.chart_axis import AxisRange
from deckgen.layout.chart_geometry import place_bars
from deckgen.layout.chart_spread import spread
from deckgen.layout.measured import TooNarrow
from deckgen.model.chart import Chart, ChartKind, ChartMark
from deckgen.model.document import Medium
from deckgen.model.geometry import Box, emu
from deckgen.model.pages import Item, PlacedChart
from deckgen.text.rounding import rounded, rounded_parts
from tests.unit.layout.charts import (
    AREA,
    bubbles,
    difference,
    doughnut,
    groups,
    growth,
    native,
    reference,
    series_chart,
    typography,
    words,
)

MIXED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
LANGUAGES = st.sampled_from(["zh", "en", "ja"])
MEDIA: st.SearchStrategy[Medium] = st.sampled_from(["deck", "brief"])
HEIGHTS = st.sampled_from([0, emu(300)])
NAMES = ("苏州", "南京市江宁区", "Wuxi", "New York", "さいたま市", "2018", "2019", "横浜", "Guangdong", "上海")
NUMBERS = st.one_of(st.integers(0, 99), st.integers(0, 99_999))
SIGNED = st.one_of(NUMBERS, st.integers(-9_999, 0))
ROUNDING = emu(0.5)


@st.composite
def charts(draw: st.DrawFn, kinds: Sequence[ChartKind]) -> Chart:
    kind = draw(st.sampled_from(kinds))
    is_stacked = kind.startswith("stacked")
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8, unique=True))
    count = draw(st.integers(1, 4))
    cell = st.one_of(st.none(), NUMBERS if is_stacked else SIGNED)
    numbers = [draw(st.lists(cell, min_size=len(names), max_size=len(names))) for _ in range(count)]
    if kind == "line":
        for row in numbers:
            row[0], row[-1] = draw(SIGNED), draw(SIGNED)
    elif not is_stacked:
        numbers[0] = list(draw(st.lists(SIGNED, min_size=len(names), max_size=len(names))))
    highlights = draw(st.sets(st.integers(0, len(names) - 1), max_size=1))
    marks = () if is_stacked else draw(st.lists(_marks(kind, len(names)), max_size=3))
    return series_chart(
        kind,
        names,
        numbers,
        series=draw(st.permutations(["北京", "Shanghai", "広州", "Shenzhen"]))[:count],
        labelled=(0, len(names) - 1) if kind == "line" else None,
        highlights=highlights,
        marks=tuple(marks),
    )


def _marks(kind: ChartKind, count: int) -> st.SearchStrategy[ChartMark]:
    found: list[st.SearchStrategy[ChartMark]] = [st.builds(reference, st.integers(-5_000, 50_000))]
    if count > 1:
        found.append(st.just(growth(count - 1)))
        if kind != "line":
            found.append(st.just(difference(0, count - 1)))
    return st.one_of(found)


def set_or_skip(chart: Chart, language: str, medium: Medium, height: int) -> tuple[tuple[Item, ...], Box]:
    """The chart's items in their area; charts that are refused are none of these properties' business."""
    try:
        measured = measure_chart(chart, AREA.width, typography(language, medium), "s1")
    except TooNarrow:
        assume(False)
        raise
    area = Box(AREA.x, AREA.y, AREA.width, max(measured.minimum, height))
    return measured.place(area.x, area.y, area.height), area


def assert_words_apart(items: tuple[Item, ...], area: Box, language: str, medium: Medium) -> None:
    found = list(words(items, language, medium))
    for name, box in found:
        assert area.contains(box, ROUNDING), (name, box, area)
    for (one, first), (other, second) in combinations(found, 2):
        shrunk = Box(first.x + ROUNDING, first.y + ROUNDING, first.width - 2 * ROUNDING, first.height - 2 * ROUNDING)
        assert not shrunk.overlaps(second), (one, other)


@MIXED
@given(charts(("bar", "column")), LANGUAGES, MEDIA, HEIGHTS)
def test_words_about_bars(chart: Chart, language: str, medium: Medium, height: int) -> None:
    items, area = set_or_skip(chart, language, medium, height)
    assert_words_apart(items, area, language, medium)
    assert_axis_from_zero(native(items))
    assert_marks_inside(items, area)


@MIXED
@given(charts(("stacked_bar", "stacked_column")), LANGUAGES, MEDIA, HEIGHTS)
def test_words_about_stacks(chart: Chart, language: str, medium: Medium, height: int) -> None:
    items, area = set_or_skip(chart, language, medium, height)
    assert_words_apart(items, area, language, medium)
    assert_axis_from_zero(native(items))
    bars = place_bars(chart, native(items).plot, AxisRange(native(items).minimum, native(items).maximum))
    for label in native(items).labels:
        if label.kind == "value":
            bar = bars[label.series, label.point]
            assert bar.x <= label.x <= bar.right
            assert bar.y <= label.y <= bar.bottom


@MIXED
@given(charts(("line",)), LANGUAGES, MEDIA, HEIGHTS)
def test_words_about_lines(chart: Chart, language: str, medium: Medium, height: int) -> None:
    items, area = set_or_skip(chart, language, medium, height)
    assert_words_apart(items, area, language, medium)
    assert_axis_from_zero(native(items))
    assert_marks_inside(items, area)


@MIXED
@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True), LANGUAGES, MEDIA, HEIGHTS)
def test_words_about_doughnuts(names: list[str], language: str, medium: Medium, height: int) -> None:
    items, area = set_or_skip(doughnut(names, range(1, len(names) + 1)), language, medium, height)
    assert_words_apart(items, area, language, medium)
    ring = native(items)
    assert ring.plot.width == ring.plot.height
    assert area.contains(ring.box)
    (center,) = (item for item in items if item.name == "s1/chart/center")
    middle = ring.plot.x + ring.plot.width // 2
    assert abs(center.box.x + center.box.width // 2 - middle) <= 1
    assert center.box.width**2 + center.box.height**2 <= (ring.plot.width * ring.hole / 100) ** 2 + ROUNDING**2


@MIXED
@given(st.lists(st.sampled_from(NAMES), min_size=3, max_size=8, unique=True), LANGUAGES, MEDIA, HEIGHTS)
def test_words_about_radars(names: list[str], language: str, medium: Medium, height: int) -> None:
    chart = series_chart("radar", names, [range(1, len(names) + 1)])
    items, area = set_or_skip(chart, language, medium, height)
    assert_words_apart(items, area, language, medium)
    assert native(items).plot.width == native(items).plot.height


@st.composite
def bubble_charts(draw: st.DrawFn) -> Chart:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8, unique=True))
    items = [(name, draw(st.integers(0, 10)), draw(st.integers(0, 10)), draw(st.integers(1, 100))) for name in names]
    return bubbles(items, draw(st.sampled_from([(), ("人才", "Both", "どちらもない", "Size alone")])))


@MIXED
@given(bubble_charts(), LANGUAGES, MEDIA, HEIGHTS)
def test_words_about_bubbles(chart: Chart, language: str, medium: Medium, height: int) -> None:
    items, area = set_or_skip(chart, language, medium, height)
    assert_words_apart(items, area, language, medium)
    assert_bubbles_inside(native(items))
    assert len([label for label in native(items).labels if label.kind == "series"]) == len(chart.series)


def assert_bubbles_inside(item: PlacedChart) -> None:
    assert item.x_minimum is not None
    assert item.x_maximum is not None
    radius = item.bubble_diameter / 2
    for series in item.chart.series:
        (point,) = series.points
        assert point.x is not None
        assert point.number is not None
        across = float((point.x - item.x_minimum) / (item.x_maximum - item.x_minimum)) * item.plot.width
        upwards = float((point.number - item.minimum) / (item.maximum - item.minimum)) * item.plot.height
        assert radius - ROUNDING <= across <= item.plot.width - radius + ROUNDING
        assert radius - ROUNDING <= upwards <= item.plot.height - radius + ROUNDING


def assert_axis_from_zero(item: PlacedChart) -> None:
    assert item.minimum <= 0 <= item.maximum
    assert item.minimum < item.maximum
    numbers = [point.number for series in item.chart.series for point in series.points if point.number is not None]
    if all(number >= 0 for number in numbers) and not item.chart.marks:
        assert item.minimum == 0


def assert_marks_inside(items: tuple[Item, ...], area: Box) -> None:
    found = groups(items)
    for group in found:
        assert area.contains(group.box, ROUNDING), group.name
        assert group.alt
        assert all(group.box.contains(part.box) for part in group.items)
        assert all(part.name.startswith(f"{group.name}/") for part in group.items)
    assert len({group.name for group in found}) == len(found) == len(native(items).chart.marks)


@given(st.lists(st.tuples(st.integers(-500, 1_500), st.integers(1, 200)), max_size=8), st.integers(0, 500))
def test_spread_labels_keep_apart_inside_and_in_order(wanted: list[tuple[int, int]], low: int) -> None:
    places, sizes = [place for place, _ in wanted], [size for _, size in wanted]
    high = low + max(1_000, sum(sizes))
    middles = spread(places, sizes, low, high)
    spans = [(middle - size // 2, middle - size // 2 + size) for middle, size in zip(middles, sizes, strict=True)]
    assert all(low <= start and end <= high for start, end in spans)
    for (one, first), (other, second) in combinations(enumerate(spans), 2):
        assert first[1] <= second[0] or second[1] <= first[0]
        if places[one] < places[other]:
            assert first[0] <= second[0]


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 50)), max_size=6))
def test_labels_that_do_not_touch_stay_where_they_are(wanted: list[tuple[int, int]]) -> None:
    places = [1_000 * index + place for index, (place, _) in enumerate(wanted)]
    assert all(second - first > 50 for first, second in pairwise(places))
    assert spread(places, [size for _, size in wanted], -1_000, 10_000) == places


@given(st.lists(st.decimals(0, 10**6, places=4), max_size=8), st.integers(0, 3))
def test_rounded_parts_add_up_to_their_rounded_total(numbers: list[Decimal], digits: int) -> None:
    parts = rounded_parts(numbers, digits)
    assert sum(parts, Decimal(0)) == rounded(sum(numbers, Decimal(0)), digits)
    assert all(abs(part - number) < Decimal(1).scaleb(-digits) for part, number in zip(parts, numbers, strict=True))
