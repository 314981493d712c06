"""Font metrics: which face sets a character, and how wide it is.

In: a language. Out: `Faces`, whose advances come from tables prepared from the packaged fonts by
`scripts/make_metrics.py` and whose look-ups are dictionary reads: a table of 5,000 runs loads in a tenth of a
millisecond, and a character is looked up in it once per process.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import groupby

from deckgen.model.set_text import Face

SLACK = 1.08
"""A line is filled to its width divided by this: measured so that viewers never need more lines than predicted."""

_LATIN = ("Arimo_400Regular", "Arimo_700Bold")
_CHINESE = ("NotoSansSC_400Regular", "NotoSansSC_700Bold")
_JAPANESE = ("NotoSansJP_400Regular", "NotoSansJP_700Bold")
_FONTS: Mapping[str, Mapping[Face, tuple[str, str]]] = {
    "zh": {"latin": _LATIN, "cjk": _CHINESE, "other_cjk": _JAPANESE},
    "en": {"latin": _LATIN, "cjk": _CHINESE, "other_cjk": _JAPANESE},
    "ja": {"latin": _LATIN, "cjk": _JAPANESE, "other_cjk": _CHINESE},
}
_OTHER_LANGUAGES = {"zh": "ja", "en": "ja", "ja": "zh"}
"""The language of the other CJK face."""

# Marks that Latin fonts have too but that Chinese and Japanese text sets full width: quotes, dashes, ellipses, arrows,
# enclosed numbers, geometric shapes.
_CJK_MARKS = frozenset("“”‘’…‥—―·※℃№" + "".join(map(chr, (*range(0x2190, 0x2200), *range(0x2460, 0x2700)))))
# Marks of an em whose ink lies in one half of it. The Japanese face sets quotes narrow and centres ：；！？.
_OPENING_MARKS = "（［｛〔〈《「『【〘〖〝｟"
_CLOSING_MARKS = "）］｝〕〉》」』】〙〗〟｠、。，．"
_HALF_MARKS = {
    "zh": (frozenset(_OPENING_MARKS + "“‘"), frozenset(_CLOSING_MARKS + "”’：；！？")),
    "en": (frozenset(_OPENING_MARKS), frozenset(_CLOSING_MARKS + "：；！？")),
    "ja": (frozenset(_OPENING_MARKS), frozenset(_CLOSING_MARKS)),
}
_ALWAYS_CJK = (
    (0x2E80, 0xA4CF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
    (0x20000, 0x3FFFF),
)
_IDEOGRAPHS = ((0x3005, 0x3007), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
_MISSING_ADVANCE = 1.0
"""The width in em of a character without a glyph: a viewer's fallback is rarely wider."""


@dataclass(frozen=True, slots=True)
class _Advances:
    """One font's table: runs of consecutive characters with one advance, in font units."""

    units_per_em: int
    ascent: int
    descent: int
    starts: tuple[int, ...]
    lengths: tuple[int, ...]
    widths: tuple[int, ...]

    def find(self, character: str) -> float | None:
        """The advance in em, or None if the font has no glyph."""
        code = ord(character)
        run = bisect_right(self.starts, code) - 1
        if run < 0 or code >= self.starts[run] + self.lengths[run]:
            return None
        return self.widths[run] / self.units_per_em


@cache
def _advances(font: str) -> _Advances:
    data = files("deckgen.theme").joinpath("default", "metrics", f"{font}.advances").read_bytes()
    units_per_em, ascent, descent, count = struct.unpack_from("<HhhI", data)
    numbers = struct.unpack_from(f"<{count}I{count}H{count}H", data, struct.calcsize("<HhhI"))
    return _Advances(units_per_em, ascent, descent, numbers[:count], numbers[count : 2 * count], numbers[2 * count :])


class _FaceMap(dict[str, Face]):
    """Character -> face, filled on first use. The other CJK face sets what the language's own faces lack."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, character: str) -> Face:
        latin, cjk, other = (_has(self._language, face, character) for face in ("latin", "cjk", "other_cjk"))
        if _within(_ALWAYS_CJK, character):
            face: Face = "cjk" if cjk or not other else "other_cjk"
        elif not latin and not cjk and other:
            face = "other_cjk"
        else:
            prefers_cjk = self._language != "en" and character in _CJK_MARKS
            face = "cjk" if cjk and (prefers_cjk or not latin) else "latin"
        self[character] = face
        return face


class _AdvanceMap(dict[str, float]):
    """Character -> advance in em in the face that sets it, filled on first use."""

    def __init__(self, language: str, bold: bool) -> None:
        super().__init__()
        self._faces = _face_map(language)
        self._fonts = {face: _font(language, face, bold) for face in _FONTS[language]}

    def __missing__(self, character: str) -> float:
        found = _advances(self._fonts[self._faces[character]]).find(character)
        advance = _MISSING_ADVANCE if found is None else found
        self[character] = advance
        return advance


def _font(language: str, face: Face, bold: bool) -> str:
    return _FONTS[language][face][bold]


def _has(language: str, face: Face, character: str) -> bool:
    return _advances(_font(language, face, False)).find(character) is not None


def _within(ranges: Iterable[tuple[int, int]], character: str) -> bool:
    code = ord(character)
    return any(first <= code <= last for first, last in ranges)


@cache
def _face_map(language: str) -> _FaceMap:
    return _FaceMap(language)


@cache
def _advance_map(language: str, bold: bool) -> _AdvanceMap:
    return _AdvanceMap(language, bold)


@dataclass(frozen=True, slots=True)
class Faces:
    """The Latin and CJK faces of one language: Arimo (Arial's advances) with Noto Sans SC (zh, en) or JP (ja), and the other
    of these two for what they lack (a Chinese title in a Japanese text)."""

    language: str
    slack: float = SLACK

    @staticmethod
    def load(language: str) -> Faces:
        """The faces of `language` (zh, en or ja); the tables are read on first use."""
        if language not in _FONTS:
            raise ValueError(f"no faces for language {language!r}")
        return Faces(language)

    def face_of(self, character: str) -> Face:
        """The face that sets a character in this language."""
        return _face_map(self.language)[character]

    def face_map(self) -> Mapping[str, Face]:
        """`face_of` as a mapping that knows every character (index it, do not iterate)."""
        return _face_map(self.language)

    def face_runs(self, text: str) -> tuple[tuple[int, Face], ...]:
        """(position, face) where a face begins, the first at 0; none for no text. A space takes the face before it, and a
        row of ideographs is set in the other CJK face as a whole if one of them needs it."""
        known = _face_map(self.language)
        faces: list[Face] = [known[character] for character in text]
        if "other_cjk" in faces:
            self._join_ideographs(text, faces)
        runs: list[tuple[int, Face]] = []
        last: Face | None = None
        for position, face in enumerate(faces):
            if face != last and not (last and text[position] in " \u00a0"):
                runs.append((position, face))
                last = face
        return tuple(runs)

    def _join_ideographs(self, text: str, faces: list[Face]) -> None:
        for is_ideographs, group in groupby(range(len(text)), key=lambda at: _within(_IDEOGRAPHS, text[at])):
            row = tuple(group)
            if is_ideographs and any(faces[at] == "other_cjk" for at in row):
                for at in row:
                    if _has(self.language, "other_cjk", text[at]):
                        faces[at] = "other_cjk"

    @property
    def other_language(self) -> str:
        """The language (zh or ja) whose forms the other CJK face has."""
        return _OTHER_LANGUAGES[self.language]

    @property
    def half_marks(self) -> tuple[frozenset[str], frozenset[str]]:
        """Full-width marks whose left half is blank, and those whose right half is (see line setting)."""
        return _HALF_MARKS[self.language]

    def advances(self, bold: bool) -> Mapping[str, float]:
        """Advance in em of every character in the face that sets it (index it, do not iterate)."""
        return _advance_map(self.language, bold)

    def width(self, text: str, face: Face, size: float, bold: bool) -> float:
        """The advance width of `text`, set in one face, in points (without slack)."""
        table = _advances(_font(self.language, face, bold))
        total = 0.0
        for character in text:
            found = table.find(character)
            total += _MISSING_ADVANCE if found is None else found
        return total * size

    def measure(self, text: str, size: float, bold: bool = False) -> float:
        """The advance width of `text`, each character in its own face, in points (without slack)."""
        return sum(map(_advance_map(self.language, bold).__getitem__, text)) * size

    def covers(self, character: str, bold: bool) -> bool:
        """Whether a face of this language has a glyph for the character."""
        return any(_advances(fonts[bold]).find(character) is not None for fonts in _FONTS[self.language].values())

    def font_file(self, face: Face, bold: bool) -> Traversable:
        """The packaged TrueType file of a face."""
        return files("deckgen.theme").joinpath("default", "fonts", f"{_font(self.language, face, bold)}.ttf")
