"""Which characters are Chinese or Japanese writing, beside which no space is typed."""

from __future__ import annotations

_WIDE = (
    (0x2E80, 0x303F),  # radicals, CJK punctuation
    (0x3040, 0x30FF),  # kana
    (0x3100, 0x31EF),  # bopomofo, strokes
    (0x31F0, 0x4DBF),  # kana extensions, enclosed, extension A
    (0x4E00, 0x9FFF),  # unified ideographs
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0xFE30, 0xFE4F),  # vertical forms
    (0xFF00, 0xFFEF),  # full-width and half-width forms
    (0x20000, 0x3FFFF),  # further ideographs
)


def is_wide(character: str) -> bool:
    """Whether a character belongs to Chinese or Japanese text: ideographs, kana and full-width punctuation."""
    return bool(character) and any(first <= ord(character) <= last for first, last in _WIDE)
