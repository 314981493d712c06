"""Random charts of every kind: what is written reads back as placed, passes the package check and is drawn."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from deckgen.model.chart import ChartCategory, ChartPoint, ChartSeries
from deckgen.model.pages import PlacedChart
from deckgen.verify.deck import verify_deck
from deckgen.write.pdf import write_pdf
from deckgen.write.pptx import write_deck
from tests.unit.write import charts
from tests.unit.write.pptx import builder

NUMBERS = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=3)
TEXTS = st.text("ab <&>'\"=苏州ー—_x0041", max_size=8)
COLORS = st.sampled_from(["context", "primary", "sky", "positive", "gold"])


@st.composite
def points(draw: st.DrawFn) -> ChartPoint:
    number, x, size = (draw(st.none() | NUMBERS) for _ in range(3))
    return ChartPoint(
        number=number,
        value=None if number is None else builder.value(str(number), "row"),
        label="" if number is None else draw(TEXTS),
        highlight=draw(st.booleans()),
        forecast=draw(st.booleans()),
        x=x,
        x_value=None if x is None else builder.value(str(x), "row", "x"),
        size=size,
        size_value=None if size is None else builder.value(str(size), "row", "size"),
    )


@st.composite
def placed(draw: st.DrawFn) -> PlacedChart:
    """A chart whose labels are those of a plain one, as far as there are points for them."""
    kind = draw(st.sampled_from(charts.KINDS))
    bubbles = kind == "bubble"
    categories = 1 if bubbles else draw(st.integers(1, 5))
    series = tuple(
        ChartSeries(name=draw(TEXTS), points=tuple(draw(points()) for _ in range(categories)), color=draw(COLORS))
        for _ in range(1 if kind == "doughnut" else draw(st.integers(1, 4)))
    )
    plain = charts.placed(kind)
    colors = tuple(draw(COLORS) for _ in range(categories)) if kind == "doughnut" else ()
    names = () if bubbles else tuple(ChartCategory(text=draw(TEXTS)) for _ in range(categories))
    low, high = draw(st.sampled_from([(0, 10**9), (-(10**9), 10**9), (-(10**9), 0)]))
    return replace(
        plain,
        chart=replace(plain.chart, series=series, categories=names, colors=colors, number_format=draw(TEXTS) or "0"),
        labels=tuple(label for label in plain.labels if label.series < len(series) and label.point < categories),
        minimum=Decimal(low),
        maximum=Decimal(high),
        category_step=draw(st.integers(1, 3)),
        rings=draw(st.integers(1, 6)),
    )


@settings(max_examples=40, deadline=None)
@given(placed())
def test_whatever_is_placed_is_written_and_drawn(item: PlacedChart) -> None:
    page = builder.content_page("only", (item,), "zh", 1)
    pages = replace(builder.deck("zh"), pages=(page,), sections=())
    assert tuple(verify_deck(write_deck(pages, builder.theme()), pages)) == ()
    drawn = replace(pages, pages=(replace(page, items=(item,), layout="closing"),))
    assert write_pdf(drawn, builder.theme()).startswith(b"%PDF")
