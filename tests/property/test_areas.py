"""Whatever stands in them: areas are kept, rows do not overlap, and height and width are used up and not more."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from deckgen.layout.areas import MeasuredAreas, grown, row_heights
from deckgen.layout.boxes import measure_node
from deckgen.layout.measured import TooNarrow
from deckgen.layout.natural import natural_width
from deckgen.layout.typography import Typography
from deckgen.model.geometry import Box, emu
from deckgen.model.nodes import Area, Areas, Line, Node, Shape, Text
from deckgen.model.pages import Item, PlacedText
from deckgen.model.text import Paragraph, Run
from tests.unit.layout.document import AT, packaged_theme

MIXED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = (
    "苏州",
    "工业体量与能耗",
    "（试点）",
    "energy ",
    "Retrofit-first ",
    "2024年",
    "1,234 MW ",
    "デジタル基盤",
    "，",
    "GDP",
)
HEIGHTS = st.integers(0, 3_000_000)
ROOM = 1 << 40


@st.composite
def _texts(draw: st.DrawFn, key: str) -> Text:
    paragraphs = draw(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), min_size=1, max_size=3))
    shape = draw(st.sampled_from(["rect", "homePlate", "chevron", "roundRect"]))
    return Text(
        key=key,
        paragraphs=tuple(
            Paragraph(
                runs=(Run(text="".join(words)),),
                role=draw(st.sampled_from(["body", "part_head"])),
                bullet=shape == "rect" and draw(st.booleans()),
                align=draw(st.sampled_from(["left", "center"])),
            )
            for words in paragraphs
        ),
        fill=draw(st.sampled_from([None, "panel"])) if shape == "rect" else "primary",
        shape=shape,
        anchor=draw(st.sampled_from(["top", "middle", "bottom"])),
        at=AT,
    )


@st.composite
def _areas(draw: st.DrawFn) -> Areas:
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    # Columns that interlock have shares of the width.
    gap = draw(st.sampled_from([1.0, 0.5, 0.0, -0.5]))
    shares = [1, 2, 3] if gap < 0 else [None, 1, 2, 3]
    found: list[Area] = []
    for number in range(draw(st.integers(1, 6))):
        row, column = draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))
        key = f"n{number}"
        node: Node = draw(
            st.one_of(
                _texts(key),
                st.just(Line(key=key, direction=draw(st.sampled_from(["horizontal", "vertical"])), length=1.0, at=AT)),
                st.just(Shape(key=key, preset="ellipse", width=1.0, height=draw(st.sampled_from([0.0, 1.5])), at=AT)),
            )
        )
        found.append(
            Area(
                node=node,
                row=row,
                column=column,
                rows=draw(st.integers(1, rows - row)),
                columns=draw(st.integers(1, columns - column)),
                align=draw(st.sampled_from(["fill", "top", "middle", "bottom"])),
            )
        )
    return Areas(
        areas=tuple(found),
        widths=tuple(draw(st.sampled_from(shares)) for _ in range(columns)),
        column_gap=gap,
        row_gap=draw(st.sampled_from([1.0, 0.0])),
        grow=draw(st.sampled_from([(), (0,)])),
        elastic=draw(st.booleans()),
    )


def _boxes(measured: MeasuredAreas, x: int, y: int, height: int) -> list[tuple[Area, list[Item]]]:
    """The items of each area, found by name."""
    placed = measured.place(x, y, height)
    names = [item.name for item in placed]
    assert len(set(names)) == len(names)
    assert names == [f"s/n{number}" for number in range(len(names))]
    return [(area, [item]) for area, item in zip(measured.areas, placed, strict=True)]


@MIXED
@given(_areas(), st.sampled_from(["zh", "en", "ja"]), st.integers(0, 2_000_000))
def test_children_stay_in_their_areas(node: Areas, language: str, spare: int) -> None:
    typography = Typography(packaged_theme(), "deck", language)
    width, x, y = 8_000_000, 457_200, 1_600_200
    try:
        measured = measure_node(node, width, typography, "s")
    except TooNarrow as narrow:
        assert narrow.at
        assert narrow.hint
        return
    assert isinstance(measured, MeasuredAreas)
    height = measured.minimum + spare
    place = Box(x, y, width, height)
    heights = grown(
        measured.least, measured.wanted, measured.growing, height - measured.row_gap * (len(measured.least) - 1)
    )
    assert sum(heights) + measured.row_gap * (len(heights) - 1) == height
    tops = [y + sum(heights[:row]) + measured.row_gap * row for row in range(len(heights))]
    assert all(top + below <= after for top, below, after in zip(tops, heights, tops[1:], strict=False))
    for area, items in _boxes(measured, x, y, height):
        last = area.row + area.rows - 1
        own = Box(x, tops[area.row], width, tops[last] + heights[last] - tops[area.row])
        for item in items:
            assert own.contains(item.box), (area, item.box)
            assert place.contains(item.box), (area, item.box)
            if isinstance(item, PlacedText):
                assert item.box.inner(item.insets).width > 0
                assert item.text_top >= item.box.y


@MIXED
@given(_texts("t"), st.sampled_from(["zh", "en", "ja"]), st.sampled_from(["deck", "brief"]))
def test_a_text_in_its_natural_width_breaks_no_line(node: Text, language: str, medium: str) -> None:
    typography = Typography(
        packaged_theme(), "deck" if medium == "deck" else "brief", language, embedded=medium == "brief"
    )
    width = natural_width(node, typography)
    assume(width < emu(20_000))
    (placed,) = measure_node(node, width, typography, "s").place(0, 0, ROOM)
    assert isinstance(placed, PlacedText)
    assert all(len(each.lines) == 1 for each in placed.paragraphs)


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(1, 5), HEIGHTS), max_size=8),
    st.integers(0, 200_000),
    st.sets(st.integers(0, 4)),
    HEIGHTS,
)
def test_rows_hold_what_spans_them(needs: list[tuple[int, int, int]], gap: int, growing: set[int], spare: int) -> None:
    needs = [(row, min(rows, 5 - row), height) for row, rows, height in needs]
    grow = tuple(sorted(growing)) or tuple(range(5))
    least = row_heights(needs, 5, gap, grow)
    for row, rows, height in needs:
        assert sum(least[row : row + rows]) + gap * (rows - 1) >= height
    heights = grown(least, least, grow, sum(least) + spare)
    assert sum(heights) == sum(least) + spare
    assert all(after >= before for before, after in zip(least, heights, strict=True))
    assert all(heights[row] == least[row] for row in range(5) if row not in grow)
    # What grows becomes equal, but for rows that need more.
    raised = sorted(heights[row] for row in grow if heights[row] > least[row])
    assert all(after - before <= 1 for before, after in pairwise(raised))
