"""Where DrawingML presets have room for text: a preset and a size in, the distances from its box to that room out.

ECMA-376 part 1, presetShapeDefinitions: each preset states a text rectangle, to which the insets of a text body are added.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from deckgen.model.geometry import Insets

FULL = 100_000
"""The denominator of a preset's adjustments."""
_CORNER = 0.29289
"""What a rounded corner takes of its radius on both sides: 1 - cos 45°."""
_ROUND = 0.146447
"""What an ellipse takes of its width and height on each side: half of 1 - cos 45°."""

DEFAULT_ADJUSTMENTS: Mapping[str, int] = {"roundRect": 16_667, "homePlate": 50_000, "chevron": 50_000}
"""The first adjustment of a preset that has one, where none is stated: a length as a part of the shorter side."""


def adjusted(preset: str, adjustments: Sequence[int], shorter: float) -> float:
    """The first adjustment as a length: the depth of a point, the radius of a corner; 0 for a preset without one."""
    return shorter * (adjustments[0] if adjustments else DEFAULT_ADJUSTMENTS.get(preset, 0)) / FULL


def _rectangle(width: int, height: int, length: float) -> Insets:
    return Insets()


def _rounded(width: int, height: int, length: float) -> Insets:
    corner = round(length * _CORNER)
    return Insets(corner, corner, corner, corner)


def _ellipse(width: int, height: int, length: float) -> Insets:
    side, end = round(width * _ROUND), round(height * _ROUND)
    return Insets(side, end, side, end)


def _home_plate(width: int, height: int, length: float) -> Insets:
    return Insets(right=round(length / 2))


def _chevron(width: int, height: int, length: float) -> Insets:
    depth = round(length)
    return Insets(left=depth, right=depth)


_TEXT_ROOMS: Mapping[str, Callable[[int, int, float], Insets]] = {
    "rect": _rectangle,
    "roundRect": _rounded,
    "ellipse": _ellipse,
    "homePlate": _home_plate,
    "chevron": _chevron,
}
TEXT_PRESETS = tuple(_TEXT_ROOMS)
"""The presets that a text can have for its box."""


def text_room(preset: str, adjustments: Sequence[int], width: int, height: int) -> Insets:
    """The distances from the box of a preset of `TEXT_PRESETS` (width and height in EMU) to its text rectangle."""
    return _TEXT_ROOMS[preset](width, height, adjusted(preset, adjustments, min(width, height)))
