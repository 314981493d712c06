"""Colour arithmetic of DrawingML on RGB hex strings (``12436D``)."""

from __future__ import annotations

import colorsys


def modulate(rgb: str, factor: float = 1.0, offset: float = 0.0) -> str:
    """The colour with its HSL luminance times `factor` plus `offset` (`lumMod`, `lumOff` as fractions), kept in
    range."""
    hue, luminance, saturation = colorsys.rgb_to_hls(*_channels(rgb))
    return _hex(colorsys.hls_to_rgb(hue, min(max(luminance * factor + offset, 0.0), 1.0), saturation))


def blend(rgb: str, background: str, opacity: float) -> str:
    """What `rgb` at `opacity` (a fraction) looks like on an opaque background."""
    pairs = zip(_channels(rgb), _channels(background), strict=True)
    return _hex(tuple(below + (above - below) * opacity for above, below in pairs))


def _channels(rgb: str) -> tuple[float, float, float]:
    red, green, blue = (int(rgb[index : index + 2], 16) / 255 for index in (0, 2, 4))
    return red, green, blue


def _hex(channels: tuple[float, ...]) -> str:
    return "".join(f"{int(channel * 255 + 0.5):02X}" for channel in channels)
