"""Charts in a PDF: vectors at exactly the placed geometry, and no text but the placed labels."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, replace
from decimal import Decimal

import pikepdf
import pytest

from deckgen.model.chart import ChartKind
from deckgen.model.geometry import Box, points
from deckgen.model.pages import PlacedChart
from deckgen.read.pdf import read_pdf
from deckgen.write.pdf import write_pdf
from tests.unit.write import charts
from tests.unit.write.pptx import builder

CLOSE = 0.02
"""Points."""


@dataclass(frozen=True)
class Ink:
    """A drawn path: the points that it goes through, in points from the page's top left corner; its fill, and its dashes if
    it is stroked."""

    places: tuple[tuple[float, float], ...]
    fill: str | None
    dashes: str | None

    @property
    def left(self) -> float:
        return min(x for x, _ in self.places)

    @property
    def right(self) -> float:
        return max(x for x, _ in self.places)

    @property
    def top(self) -> float:
        return min(y for _, y in self.places)

    @property
    def bottom(self) -> float:
        return max(y for _, y in self.places)

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def drawn(item: PlacedChart) -> list[Ink]:
    """The paths of the chart, in drawing order."""
    with pikepdf.open(io.BytesIO(write_pdf(builder.one_page(item), builder.theme()))) as pdf:
        page = pdf.pages[0]
        height = float(page.mediabox[3])
        instructions = [(str(operator), operands) for operands, operator in pikepdf.parse_content_stream(page)]
    start = next(
        index for index, (operator, operands) in enumerate(instructions)
        if operator == "BDC" and item.name in str(operands[1].get("/Name", ""))
    )  # fmt: skip
    found: list[Ink] = []
    places: list[tuple[float, float]] = []
    fill, dashes = "", ""
    for operator, operands in instructions[start + 1 :]:
        match operator:
            case "EMC":
                break
            case "rg":
                fill = "".join(f"{round(float(part) * 255):02X}" for part in operands)
            case "d":
                dashes = " ".join(f"{float(part):.1f}" for part in operands[0])
            case "m" | "l" | "c":
                places.append((float(operands[-2]), height - float(operands[-1])))
            case "f" | "S" | "B":
                found.append(Ink(tuple(places), None if operator == "S" else fill, None if operator == "f" else dashes))
                places = []
            case "n":
                places = []
            case _:
                pass
    return found


def filled(item: PlacedChart, *roles: str) -> list[Ink]:
    """The paths filled in one of these colours."""
    colors = {builder.theme().colors[role].hex.upper() for role in roles}
    return [each for each in drawn(item) if each.fill in colors]


def edges(box: Box) -> tuple[float, float, float, float]:
    return points(box.x), points(box.y), points(box.right), points(box.bottom)


@pytest.mark.parametrize("kind", charts.KINDS)
def test_only_the_placed_labels_are_text(kind: ChartKind) -> None:
    item = charts.placed(kind)
    (page,) = read_pdf(write_pdf(builder.one_page(item), builder.theme())).pages
    (chart,) = [each for each in page.objects if each.key == item.name]
    lines = ["".join(run.text for run in paragraph) for paragraph in chart.paragraphs]
    placed = "".join(line for label in item.labels for line in label.lines)
    assert sorted("".join("".join(lines).split())) == sorted("".join(placed.split()))


@pytest.mark.parametrize("kind", charts.KINDS)
def test_the_same_chart_gives_the_same_bytes_and_a_chart_without_labels_is_drawn(kind: ChartKind) -> None:
    pages = builder.one_page(charts.placed(kind))
    assert write_pdf(pages, builder.theme()) == write_pdf(pages, builder.theme())
    assert len(drawn(replace(charts.placed(kind), labels=()))) > 3


def test_bars_have_their_lengths_and_thickness() -> None:
    item = charts.placed("bar")
    left, top, _, bottom = edges(item.plot)
    context = filled(item, "context")
    thickness = (bottom - top) / 4 / 2.5
    assert [each.width for each in context] == pytest.approx(
        [points(item.plot.width) * part for part in (0.7, 0.4)], abs=CLOSE
    )
    assert all(each.left == pytest.approx(left, abs=CLOSE) for each in context)
    assert all(each.height == pytest.approx(thickness, abs=CLOSE) for each in context)
    # The second category's first bar: a quarter of the space between bars below its band's edge.
    assert context[0].top == pytest.approx(top + (bottom - top) / 4 + thickness / 4, abs=CLOSE)


def test_parts_stand_on_each_other() -> None:
    item = charts.placed("stacked_column")
    context, primary = filled(item, "context"), filled(item, "primary")
    assert [each.top for each in context[:2]] == pytest.approx([each.bottom for each in primary[1:3]], abs=CLOSE)
    unit = points(item.plot.height) / 7
    assert [each.height for each in primary[:3]] == pytest.approx([unit, 2.5 * unit, 3 * unit], abs=CLOSE)
    assert {round(each.width, 2) for each in context[:2]} == {round(points(item.plot.width) / 4 / 1.5, 2)}


def test_negative_parts_hang_below_zero() -> None:
    item = charts.placed("stacked_column")
    first, second = item.chart.series
    negative = tuple(replace(point, number=-(point.number or 0), forecast=False) for point in second.points)
    chart = replace(item.chart, series=(first, replace(second, points=negative)))
    item = replace(item, chart=chart, minimum=Decimal(-4), maximum=Decimal(5))
    zero = points(item.plot.y) + points(item.plot.height) * 5 / 9
    assert all(each.top == pytest.approx(zero, abs=CLOSE) for each in filled(item, "primary"))
    assert all(each.bottom == pytest.approx(zero, abs=CLOSE) for each in filled(item, "context")[:2])


def test_forecast_bars_are_lines_on_white() -> None:
    item = charts.placed("column")
    white = filled(item, "background")
    assert [each.height for each in white] == pytest.approx(
        [points(item.plot.height) * part for part in (0.3, 0.24)], abs=CLOSE
    )
    hatches = [each for each in drawn(item) if len(each.places) > 10]
    assert len(hatches) == 2
    for hatch, bar in zip(hatches, white, strict=True):
        ends = list(zip(hatch.places[::2], hatch.places[1::2], strict=True))
        assert all(second[0] - first[0] == pytest.approx(first[1] - second[1], abs=CLOSE) for first, second in ends)
        assert (hatch.left, hatch.right) == pytest.approx((bar.left, bar.right), abs=CLOSE)


def test_a_line_runs_over_the_middles_of_its_bands_and_is_dashed_to_the_forecast() -> None:
    item = charts.placed("line")
    left, _, right, bottom = edges(item.plot)
    band, unit = (right - left) / 4, points(item.plot.height) / 5
    places = [
        [(left + band * (index + 0.5), bottom - unit * number) for index, number in enumerate(numbers)]
        for numbers in ((4, 3.5, 2, 1.5), (1, 2.5, 3, 1.2))
    ]
    lines = [each for each in drawn(item) if each.fill is None and each.height > 1]
    expected = [
        ends for first, second, third, last in places for ends in ((first, second, second, third), (third, last))
    ]
    for line, ends in zip(lines, expected, strict=True):
        assert line.places == tuple(pytest.approx(place, abs=CLOSE) for place in ends)
    assert [line.dashes for line in lines] == ["", "6.8 2.2"] * 2
    markers = [each for each in drawn(item) if each.fill]
    assert [each.middle for each in markers] == [
        pytest.approx(place, abs=CLOSE) for series in places for place in series
    ]
    assert [round(each.width) for each in markers] == [7, 5, 5, 5, 5, 5, 5, 5]


def test_a_line_stops_at_a_gap() -> None:
    item = charts.placed("line")
    first, second = item.chart.series
    gap = replace(first.points[1], number=None, label="")
    series = replace(first, points=(first.points[0], gap, *first.points[2:]))
    chart = replace(item.chart, series=(series, second))
    lines = [each for each in drawn(replace(item, chart=chart, labels=())) if each.fill is None and each.height > 1]
    assert [len(line.places) for line in lines] == [2, 4, 2]


def test_bubbles_have_areas_by_size_at_their_places() -> None:
    item = charts.placed("bubble")
    left, _, right, bottom = edges(item.plot)
    bubbles = [each for each in drawn(item) if each.fill]
    for bubble, series in zip(bubbles, item.chart.series, strict=True):
        (point,) = series.points
        assert point.x
        assert point.number
        diameter = points(item.bubble_diameter) * math.sqrt(float(point.size or 0) / 8)
        assert (bubble.width, bubble.height) == pytest.approx((diameter, diameter), abs=CLOSE)
        place = (
            left + (right - left) * float(point.x - 1) / 4,
            bottom - points(item.plot.height) * float(point.number) / 5,
        )
        assert bubble.middle == pytest.approx(place, abs=CLOSE)


def test_a_bubble_without_place_or_size_is_not_drawn() -> None:
    item = charts.placed("bubble")
    first, second, third, last = item.chart.series
    lacking = (
        replace(first, points=(replace(first.points[0], x=None),)),
        replace(second, points=(replace(second.points[0], size=None),)),
        replace(third, points=(replace(third.points[0], size=Decimal(0)),)),
    )
    chart = replace(item.chart, series=(*lacking, last))
    (bubble,) = [each for each in drawn(replace(item, chart=chart, labels=())) if each.fill]
    assert bubble.width == pytest.approx(points(item.bubble_diameter), abs=CLOSE)


@pytest.mark.parametrize("crossed", [True, False])
def test_the_lines_of_bubbles_meet_at_the_cross_or_at_the_corner(*, crossed: bool) -> None:
    item = charts.placed("bubble")
    left, top, right, bottom = edges(item.plot)
    chart = item.chart if crossed else replace(item.chart, cross=None)
    upright, level = [each for each in drawn(replace(item, chart=chart)) if each.fill is None]
    x, y = ((left + right) / 2, (top + bottom) / 2) if crossed else (left, bottom)
    assert (upright.left, upright.right) == pytest.approx((x, x), abs=CLOSE)
    assert (upright.top, upright.bottom) == pytest.approx((top, bottom), abs=CLOSE)
    assert (level.top, level.bottom) == pytest.approx((y, y), abs=CLOSE)
    assert (level.left, level.right) == pytest.approx((left, right), abs=CLOSE)


def test_a_doughnut_is_the_ring_between_circle_and_hole() -> None:
    item = charts.placed("doughnut")
    left, top, right, bottom = edges(item.plot)
    middle, radius = ((left + right) / 2, (top + bottom) / 2), (right - left) / 2
    parts = [each for each in drawn(item) if each.fill]
    assert len(parts) == 4
    for part in parts:
        for place in part.places:
            assert math.dist(place, middle) == pytest.approx(radius, abs=0.1) or (
                math.dist(place, middle) == pytest.approx(0.6 * radius, abs=0.1)
            )
    # The first part begins on top and goes clockwise by its share.
    share = 2 * math.pi * 4 / 11
    end = middle[0] + radius * math.sin(share), middle[1] - radius * math.cos(share)
    assert min(math.dist(place, end) for place in parts[0].places) < CLOSE
    assert min(math.dist(place, (middle[0], top)) for place in parts[0].places) < CLOSE
    assert parts[0].left == pytest.approx(middle[0], abs=CLOSE)


def test_a_radar_reaches_from_its_centre_to_its_edge() -> None:
    item = charts.placed("radar")
    left, top, right, bottom = edges(item.plot)
    net = drawn(item)[0]
    assert (net.left, net.top, net.right, net.bottom) == pytest.approx((left, top, right, bottom), abs=CLOSE)
    assert len(net.places) == 2 * (4 + 4 * 5)  # spokes and five rings of four sides
    first = filled(item, "highlight")[0]
    place = (left + right) / 2, (top + bottom) / 2 - (bottom - top) / 2 * 0.8
    assert first.middle == pytest.approx(place, abs=CLOSE)
