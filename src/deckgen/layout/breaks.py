"""Where a line may end: Chinese and Japanese line breaking (kinsoku), Latin words, numbers with their units, URLs.

In: a text. Out: `TextAnalysis`, the character positions where a line may end, where a CJK-Latin gap belongs, where marks
close up and where the face changes. The rules are a small table of our own after GB/T 15834, JIS X 4051 and UAX #14; they
depend on the text alone, so an analysis is computed once however often its paragraph is measured.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from deckgen.model.set_text import Face
from deckgen.theme.faces import Faces

_SMALL_KANA = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ"
_CLOSING_QUOTES = "”’»›"
NO_START = frozenset(
    "、。，．・：；？！‼⁇⁈⁉·‧،"
    "）］｝〕〉》」』】〙〗〟｠｣｡､･)]}"
    ",.:;?!"
    "…‥—―ー〜～゛゜ヽヾゝゞ々〻"
    "%％‰℃℉°′″㎡％゠" + _CLOSING_QUOTES + _SMALL_KANA
)
"""Marks that never begin a line."""
NO_END = frozenset("（［｛〔〈《「『【〘〖〝｟｢([{“‘«‹￥＄￡＃№§")
"""Marks that never end a line."""
_GLUE = "\u00a0\u2007\u202f\u2060\ufeff"
_SPACE = " \t\u200b\u2002\u2003\u2009\u200a"
_CJK = "\u2e80-\u2fff\u3000-\u9fff\ua000-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"

_COUNTERS = (
    "个百分点|百分点|平方公里|平方米|公里|美元|欧元|日元|港元|人民币|ポイント|ドル|年度|年間|年代|年末|か所|カ所|か国|カ国|カ月|か月|ヶ月|个月"
    "|[元円年月日时時分秒个個人名户戸家社件项項倍次回位级級层台座处届期季度吨天周週岁歳点章条條]"
)


def _set(characters: frozenset[str] | str) -> str:
    return "".join(re.escape(character) for character in sorted(characters))


_OPEN = rf"(?:[{_set(NO_END)}][{_SPACE}]*|第(?=[0-9０-９]))"
_COMBINING = "\u0300-\u036f\u3099\u309a\ufe00-\ufe0f"
_CLOSE = rf"(?:[{_SPACE}]*[{_set(NO_START - frozenset(_CLOSING_QUOTES))}]|[{_CLOSING_QUOTES}{_COMBINING}])"
# A Latin token: no space, no CJK, no mark that opens, closes or glues, unless such a mark stands inside the token.
_LATIN_CHARACTER = rf"[^\s{_CJK}{_set(NO_END)}{_GLUE}{_SPACE}—―…‥“”‘’]"
_LATIN = (
    rf"(?:{_LATIN_CHARACTER}|[(\[{{](?={_LATIN_CHARACTER})|(?<=[^\s{_CJK}])[’”](?=[^\W_{_CJK}]))+"
    rf"(?:(?<=[0-9])(?:[百千万萬亿億兆]{{1,2}})?(?:{_COUNTERS})?)?"
)
_CORE = rf"(?:{_LATIN}|[０-９．]+|(?![{_set(NO_END)}])[{_CJK}])"
_ATOM = rf"(?:{_OPEN}*{_CORE}{_CLOSE}*|{_OPEN}+{_CLOSE}*|{_CLOSE}+)"
_UNIT = re.compile(
    rf"[{_GLUE}]*{_ATOM}(?:[{_GLUE}]+{_ATOM}?)*[{_SPACE}]*|[{_GLUE}]+[{_SPACE}]*|[{_SPACE}]+|.",
    re.DOTALL,
)
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2}[-‐–])(?=[^\W\d_]{2})")
_URL = re.compile(r"(?:https?://|www\.)[!-~]+")
_URL_BREAK = re.compile(rf"(?<=[/?&])(?=[^/?&{_set(NO_START)}])")

_CJK_LETTER = (
    "\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_GAP = re.compile(rf"(?<=[{_CJK_LETTER}])(?=[A-Za-z0-9À-ɏ$€£¥+−±#@])|(?<=[A-Za-z0-9À-ɏ%‰°²³+])(?=[{_CJK_LETTER}])")


@dataclass(frozen=True, slots=True)
class TextAnalysis:
    """`breaks`: positions i so that a line may end before character i, ascending, the text's length last; spaces belong
    to the line before, and `visible_ends` are the same positions without them. `gaps`: positions of characters after a
    CJK-Latin boundary. `closed_up`: positions of marks that move half an em towards the mark before them. `openers` and
    `closers`: positions of marks whose left or right half is blank. `faces`: (position, face) where a face begins, the
    first at 0."""

    breaks: tuple[int, ...]
    visible_ends: tuple[int, ...]
    gaps: tuple[int, ...]
    closed_up: tuple[int, ...]
    openers: frozenset[int]
    closers: frozenset[int]
    faces: tuple[tuple[int, Face], ...]


@lru_cache(maxsize=4096)
def analyse(text: str, faces: Faces) -> TextAnalysis:
    """The analysis of a text without line breaks (empty texts have none of each)."""
    breaks = [match.end() for match in _UNIT.finditer(text)]
    if "-" in text or "–" in text or "‐" in text or "://" in text or "www." in text:
        breaks = sorted({*breaks, *_inside_tokens(text)})
    visible_ends = [_visible_end(text, end) if text[end - 1] in _SPACE else end for end in breaks]
    gaps = tuple(match.start() for match in _GAP.finditer(text))
    opening, closing = faces.half_marks
    marks = () if text.isascii() else opening | closing
    found = [(position, character) for position, character in enumerate(text) if character in marks]
    openers = [position for position, character in found if character in opening]
    closers = [position for position, character in found if character in closing]
    return TextAnalysis(
        tuple(breaks),
        tuple(visible_ends),
        gaps,
        _closed_up(openers, closers),
        frozenset(openers),
        frozenset(closers),
        faces.face_runs(text),
    )


def _closed_up(openers: Collection[int], closers: Collection[int]) -> tuple[int, ...]:
    """Where two marks meet whose blank halves do: 」「, 。」, （（. One half em goes, the other stays."""
    marks = {*openers, *closers}
    after_closer = (position + 1 for position in closers if position + 1 in marks)
    return tuple(sorted((*after_closer, *(position for position in openers if position - 1 in openers))))


def _visible_end(text: str, end: int) -> int:
    return len(text[:end].rstrip(_SPACE))


def _inside_tokens(text: str) -> set[int]:
    """Breaks after a hyphen between words and after the slashes of a URL."""
    urls = [match.span() for match in _URL.finditer(text)]
    found = {
        match.start() for match in _HYPHEN.finditer(text) if not any(start < match.start() < end for start, end in urls)
    }
    for start, end in urls:
        found.update(start + match.start() for match in _URL_BREAK.finditer(text[start:end]))
    return found


def may_break_inside(text: str, position: int) -> bool:
    """Whether a token that is wider than its line may be broken before `position`: never before a mark that may not
    begin a line, after one that may not end it, or inside a cluster of combining marks."""
    following, preceding = text[position], text[position - 1]
    return not (
        following in NO_START
        or preceding in NO_END
        or unicodedata.category(following)[0] == "M"
        or "\u200d" in (following, preceding)
    )


_AFTER_MARK = re.compile(r"(?<=[，。；：！？、」』）》】”])(?=[^，。；：！？、」』）》】”…—])")


def breaks_after_marks(text: str, faces: Faces) -> tuple[int, ...]:
    """Where a CJK title may be broken by hand after punctuation."""
    allowed = set(analyse(text, faces).breaks)
    return tuple(match.start() for match in _AFTER_MARK.finditer(text) if match.start() in allowed)


@lru_cache(maxsize=1024)
def breaks_between_phrases(text: str, faces: Faces) -> tuple[int, ...]:
    """Where a Chinese or Japanese title may be broken by hand between phrases (never inside a word)."""
    allowed = set(analyse(text, faces).breaks)
    ends = accumulate(map(len, _phrases(text, faces.language)))
    return tuple(end for end in ends if end in allowed and end < len(text))


def _phrases(text: str, language: str) -> list[str]:
    import budoux

    if language == "ja":
        return budoux.load_default_japanese_parser().parse(text)
    return budoux.load_default_simplified_chinese_parser().parse(text)
