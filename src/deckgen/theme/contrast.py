"""The contrast of two colours as WCAG 2 defines it: RGB hex in, a ratio from 1 to 21 out."""

from __future__ import annotations

from functools import lru_cache

LEAST_CONTRAST = 4.5
"""What text of any size needs."""


@lru_cache(maxsize=1024)
def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, each written as six hexadecimal digits."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(int(color[start : start + 2], 16) / 255) for start in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
