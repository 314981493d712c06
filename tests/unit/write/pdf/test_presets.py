"""Contours of preset shapes: inside their box, and where DrawingML says they are."""

from __future__ import annotations

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.model.geometry import EMU_PER_POINT, Box, points
from deckgen.model.presets import TEXT_PRESETS, text_room
from deckgen.write.pdf.presets import PRESETS, contour

TOP, QUARTER = 16_200_000, 5_400_000
LENGTHS = st.integers(10 * EMU_PER_POINT, 400 * EMU_PER_POINT)


@given(st.sampled_from(sorted(PRESETS)), LENGTHS, LENGTHS, st.integers(0, 50_000))
def test_contours_stay_in_their_box(preset: str, width: int, height: int, adjustment: int) -> None:
    adjustments = (TOP, adjustment * 400) if preset == "pie" else (adjustment,)
    steps, closed = contour(preset, Box(1_000_000, 2_000_000, width, height), adjustments)
    assert closed
    left, top = points(1_000_000), points(2_000_000)
    for step in steps:
        # The control points of a curve may lie outside; its ends do not.
        x, y = step[-2:]
        assert left - 0.01 <= x <= left + points(width) + 0.01
        assert top - 0.01 <= y <= top + points(height) + 0.01


@given(st.sampled_from(TEXT_PRESETS), LENGTHS, LENGTHS, st.integers(0, 50_000))
def test_every_preset_of_texts_leaves_room_for_one(preset: str, width: int, height: int, adjustment: int) -> None:
    assert preset in PRESETS
    room = text_room(preset, (adjustment,), width, height)
    assert min(room.left, room.top, room.right, room.bottom) >= 0
    assert room.left + room.right <= width + 2
    assert room.top + room.bottom < height


@pytest.mark.parametrize(("quarters", "x", "y"), [(1, 20.0, 10.0), (2, 10.0, 20.0), (3, 0.0, 10.0)])
def test_a_sector_runs_clockwise_from_the_top(quarters: int, x: float, y: float) -> None:
    size = 20 * EMU_PER_POINT
    end = (TOP + quarters * QUARTER) % (4 * QUARTER)
    (centre, start, *curves), _ = contour("pie", Box(0, 0, size, size), (TOP, end))
    assert centre == pytest.approx((10, 10))
    assert start == pytest.approx((10, 0), abs=1e-6)
    assert len(curves) == quarters
    assert curves[-1][-2:] == pytest.approx((x, y), abs=1e-6)
    middle = start
    for x1, y1, x2, y2, x3, y3 in curves:
        # Half-way along a curve, it is still on the circle.
        at = tuple((a + 3 * b + 3 * c + d) / 8 for a, b, c, d in zip(middle, (x1, y1), (x2, y2), (x3, y3), strict=True))
        assert hypot(at[0] - 10, at[1] - 10) == pytest.approx(10, abs=0.01)
        middle = (x3, y3)


def test_a_sector_of_an_ellipse_is_seen_under_its_angles() -> None:
    (_, start, *curves), _ = contour("pie", Box(0, 0, 40 * EMU_PER_POINT, 20 * EMU_PER_POINT), (QUARTER // 2, QUARTER))
    assert start[0] - 20 == pytest.approx(start[1] - 10)
    assert curves[-1][-2:] == pytest.approx((20, 20), abs=1e-6)
