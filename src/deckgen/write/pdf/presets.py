"""The contours of DrawingML presets: a preset, a size in points and adjustments in, steps of a path out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import atan2, ceil, cos, pi, radians, sin, tan

from deckgen.model.geometry import Box, points
from deckgen.model.presets import FULL, adjusted
from deckgen.write.pdf.canvas import Contour, PathStep

_CURVE = 0.5522847498
"""How far the control points of a quarter circle lie from its ends, in radii."""
_DEGREE = 60_000
"""An angle of a preset in degrees, clockwise from the right."""


def contour(preset: str, box: Box, adjustments: Sequence[int]) -> Contour:
    """The contour of a preset of `PRESETS` in its place on the page."""
    steps, closed = PRESETS[preset](points(box.width), points(box.height), adjustments)
    offset = points(box.x), points(box.y)
    return tuple(tuple(number + offset[index % 2] for index, number in enumerate(step)) for step in steps), closed


def ellipse(x: float, y: float, across: float, down: float) -> Contour:
    """An ellipse about (x, y) with these radii in points, as four curves."""
    k = _CURVE
    return (
        (
            (x + across, y),
            (x + across, y + k * down, x + k * across, y + down, x, y + down),
            (x - k * across, y + down, x - across, y + k * down, x - across, y),
            (x - across, y - k * down, x - k * across, y - down, x, y - down),
            (x + k * across, y - down, x + across, y - k * down, x + across, y),
        ),
        True,
    )


def _polygon(*corners: PathStep) -> Contour:
    return corners, True


def _rectangle(width: float, height: float, adjustments: Sequence[int]) -> Contour:
    return _polygon((0, 0), (width, 0), (width, height), (0, height))


def _rounded(width: float, height: float, adjustments: Sequence[int]) -> Contour:
    r = min(adjusted("roundRect", adjustments, min(width, height)), min(width, height) / 2)
    k = r * (1 - _CURVE)
    return (
        (
            (r, 0),
            (width - r, 0),
            (width - k, 0, width, k, width, r),
            (width, height - r),
            (width, height - k, width - k, height, width - r, height),
            (r, height),
            (k, height, 0, height - k, 0, height - r),
            (0, r),
            (0, k, k, 0, r, 0),
        ),
        True,
    )


def _ellipse(width: float, height: float, adjustments: Sequence[int]) -> Contour:
    return ellipse(width / 2, height / 2, width / 2, height / 2)


def _pie(width: float, height: float, adjustments: Sequence[int]) -> Contour:
    """A sector of the ellipse from the first angle clockwise to the second."""
    first, second = adjustments if len(adjustments) == 2 else (0, 270 * _DEGREE)
    start = radians(first / _DEGREE)
    sweep = radians(((second - first) / _DEGREE) % 360 or 360)
    across, down = width / 2, height / 2

    def parameter(angle: float) -> float:
        """Of the point that is seen from the centre under `angle`."""
        return angle + (atan2(across * sin(angle), down * cos(angle)) - angle + pi) % (2 * pi) - pi

    begin, end = parameter(start), parameter(start + sweep)
    count = max(ceil((end - begin) / (pi / 2) - 1e-9), 1)
    step = (end - begin) / count
    reach = 4 / 3 * tan(step / 4)

    def place(angle: float, along: float = 0.0) -> tuple[float, float]:
        """A point of the ellipse, moved along its tangent."""
        return across * (1 + cos(angle) - along * sin(angle)), down * (1 + sin(angle) + along * cos(angle))

    steps: list[PathStep] = [(across, down), place(begin)]
    for index in range(count):
        left, right = begin + index * step, begin + (index + 1) * step
        steps.append((*place(left, reach), *place(right, -reach), *place(right)))
    return tuple(steps), True


def _triangle(width: float, height: float, adjustments: Sequence[int]) -> Contour:
    apex = width * (adjustments[0] if adjustments else 50_000) / FULL
    return _polygon((apex, 0), (width, height), (0, height))


def _right_triangle(width: float, height: float, adjustments: Sequence[int]) -> Contour:
    return _polygon((0, 0), (width, height), (0, height))


def _home_plate(width: float, height: float, adjustments: Sequence[int]) -> Contour:
    shoulder = width - adjusted("homePlate", adjustments, min(width, height))
    return _polygon((0, 0), (shoulder, 0), (width, height / 2), (shoulder, height), (0, height))


def _chevron(width: float, height: float, adjustments: Sequence[int]) -> Contour:
    depth = adjusted("chevron", adjustments, min(width, height))
    shoulder = width - depth
    return _polygon((0, 0), (shoulder, 0), (width, height / 2), (shoulder, height), (0, height), (depth, height / 2))


PRESETS: Mapping[str, Callable[[float, float, Sequence[int]], Contour]] = {
    "rect": _rectangle,
    "roundRect": _rounded,
    "ellipse": _ellipse,
    "pie": _pie,
    "triangle": _triangle,
    "rtTriangle": _right_triangle,
    "homePlate": _home_plate,
    "chevron": _chevron,
}
"""DrawingML preset -> contour of a shape of this width and height (points) with these adjustments."""
