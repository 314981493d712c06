"""Lines filled from runs of text: spans and a setting in, measured lines with their fragments out.

A line takes what fits up to the last allowed break. Lines depend only on characters, weight, style and width, so they
are memoised (keys are named tuples, which hash fast): a paragraph measured again, in another part of a split or as a
repeated heading, costs one look-up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from deckgen.layout.breaks import NO_START, TextAnalysis, analyse, may_break_inside
from deckgen.model.nodes import Align
from deckgen.model.pages import SUPERSCRIPT_SCALE, Face, Fragment, TextLine
from deckgen.theme.faces import Faces

GAP = 0.2
"""The space at a CJK-Latin boundary, in em: geometry, never a character."""
WIDEST_JUSTIFICATION = 0.09
"""Space after each character that justification may add, in em; a line that needs more stays ragged."""
_ASCENT = 0.88
_TOLERANCE = 1e-6


class Span(NamedTuple):
    """A run's text as far as measuring cares."""

    run: int
    text: str
    bold: bool
    superscript: bool


class Setting(NamedTuple):
    """How lines are filled. `width` excludes the indent. `embedded`: the measured fonts are the drawn ones (our own
    PDF), so the width needs no slack and counts the gaps."""

    faces: Faces
    size: float
    line_height: float
    indent: float
    width: float
    align: Align
    embedded: bool
    justify: bool


@lru_cache(maxsize=8192)
def set_lines(spans: tuple[Span, ...], setting: Setting) -> tuple[TextLine, ...]:
    lines: list[TextLine] = []
    for segment in _hard_lines(spans):
        lines.extend(_Segment(segment, setting).lines(len(lines)))
    return tuple(lines)


def _hard_lines(spans: tuple[Span, ...]) -> list[tuple[Span, ...]]:
    """Spans cut at line feeds."""
    if not any("\n" in span.text for span in spans):
        return [spans]
    segments: list[list[Span]] = [[]]
    for span in spans:
        first, *others = span.text.split("\n")
        segments[-1].append(span._replace(text=first))
        segments.extend([span._replace(text=other)] for other in others)
    return [tuple(segment) for segment in segments]


class _Segment:
    """Text up to a hard break, filled into lines. Positions are character indexes, `ends[i]` is where character i - 1
    ends in points when all is set on one line without gaps."""

    def __init__(self, spans: tuple[Span, ...], setting: Setting) -> None:
        self.setting = setting
        self.text = "".join(span.text for span in spans)
        self.analysis = analyse(self.text, setting.faces)
        self.starts = [0, *accumulate(len(span.text) for span in spans)]
        self.spans = spans
        advances: list[float] = []
        for span in spans:
            look_up = setting.faces.advances(span.bold).__getitem__
            if span.superscript:
                advances.extend(look_up(character) * SUPERSCRIPT_SCALE for character in span.text)
            else:
                advances.extend(map(look_up, span.text))
        size = setting.size
        self.ends = [end * size for end in accumulate(advances, initial=0.0)]
        self.gap = GAP * size

    def lines(self, first_line: int) -> list[TextLine]:
        ranges = self._ranges()
        pieces = self._pieces()
        return [
            self._line(start, end, visible_end, pieces, first_line + index, index == len(ranges) - 1)
            for index, (start, end, visible_end) in enumerate(ranges)
        ]

    def _breaks(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Where lines may end; a superscript stays with the text before it."""
        analysis = self.analysis
        glued = {self.starts[index] for index, span in enumerate(self.spans) if span.superscript}
        if not glued.intersection(analysis.breaks):
            return analysis.breaks, analysis.visible_ends
        pairs = zip(analysis.breaks, analysis.visible_ends, strict=True)
        kept = [(end, visible) for end, visible in pairs if end not in glued or end == len(self.text)]
        return tuple(end for end, _ in kept), tuple(visible for _, visible in kept)

    def _ranges(self) -> list[tuple[int, int, int]]:
        """(start, end, end without trailing spaces) of each line."""
        length = len(self.text)
        if not length:
            return [(0, 0, 0)]
        setting, ends = self.setting, self.ends
        breaks, visible_ends = self._breaks()
        counted = self.analysis.gaps if setting.embedded else ()
        width = setting.width if setting.embedded else setting.width / setting.faces.slack
        reach = [ends[end] for end in visible_ends]
        if counted:
            reach = [x + self.gap * bisect_left(counted, end) for x, end in zip(reach, visible_ends, strict=True)]
        ranges: list[tuple[int, int, int]] = []
        start = unit = 0
        while start < length:
            limit = ends[start] + self.gap * bisect_right(counted, start) + width + _TOLERANCE
            after = bisect_right(reach, limit, unit)
            if after > unit:
                end, visible_end = breaks[after - 1], visible_ends[after - 1]
                unit = after
            else:
                end = visible_end = self._break_inside(start, visible_ends[unit], ends[start] + width)
                if end == visible_ends[unit]:
                    end = breaks[unit]
                    unit += 1
            ranges.append((start, end, visible_end))
            start = end
        if setting.embedded and len(ranges) > 1:
            self._fill_last_line(ranges, breaks, visible_ends)
        return ranges

    def _break_inside(self, start: int, unit_end: int, limit: float) -> int:
        """Where to break a token that is wider than the line: the last resort."""
        furthest = bisect_right(self.ends, limit + _TOLERANCE, start + 1, unit_end + 1) - 1
        furthest = max(furthest, start + 1)
        if furthest >= unit_end:
            return unit_end
        for end in range(furthest, start, -1):
            if may_break_inside(self.text, end):
                return end
        return furthest

    def _fill_last_line(
        self, ranges: list[tuple[int, int, int]], breaks: tuple[int, ...], visible_ends: tuple[int, ...]
    ) -> None:
        """A last line of a single CJK character gets one more from the line before."""
        start, end, visible_end = ranges[-1]
        previous_start = ranges[-2][0]
        before = bisect_left(breaks, start) - 1
        if before < 0 or breaks[before] <= previous_start:
            return
        rest = [character for character in self.text[start:visible_end] if character not in NO_START]
        gaps = self.analysis.gaps
        gap_count = bisect_left(gaps, visible_end) - bisect_right(gaps, breaks[before])
        width = self.ends[visible_end] - self.ends[breaks[before]] + self.gap * gap_count
        if len(rest) == 1 and self.setting.faces.face_of(rest[0]) == "cjk" and width <= self.setting.width:
            ranges[-2] = (previous_start, breaks[before], visible_ends[before])
            ranges[-1] = (breaks[before], end, visible_end)

    def _pieces(self) -> list[tuple[int, int]]:
        """(position, run) where a fragment begins: at each run, face and gap."""
        positions = {position for position, _ in self.analysis.faces}
        positions.update(self.analysis.gaps)
        positions.update(self.starts[:-1])
        return [(p, self.spans[bisect_right(self.starts, p, 0, len(self.spans)) - 1].run) for p in sorted(positions)]

    def _line(
        self, start: int, end: int, visible_end: int, pieces: list[tuple[int, int]], index: int, last: bool
    ) -> TextLine:
        setting, ends = self.setting, self.ends
        gaps = self.analysis.gaps
        gaps = gaps[bisect_right(gaps, start) : bisect_left(gaps, visible_end)]
        natural = ends[visible_end] - ends[start]
        gap = min(self.gap, max(setting.width - natural, 0.0) / len(gaps)) if gaps else 0.0
        width = natural + gap * len(gaps)
        spacing = self._spacing(width, visible_end - start) if setting.justify and not last else 0.0
        width += spacing * max(visible_end - start - 1, 0)
        free = max(setting.width - width, 0.0)
        offset = setting.indent + {"left": 0.0, "center": free / 2, "right": free}[setting.align]
        cuts = _inside(pieces, start, end)
        fragments: list[Fragment] = []
        for number, (position, run) in enumerate(cuts):
            stop = cuts[number + 1][0] if number + 1 < len(cuts) else end
            left = min(position, visible_end)
            x = ends[left] - ends[start] + gap * bisect_right(gaps, position) + spacing * (position - start)
            drawn = max(ends[min(stop, visible_end)] - ends[left], 0.0)
            drawn += spacing * max(min(stop, visible_end) - left - (stop >= visible_end), 0)
            face = _face_at(self.analysis, position)
            fragments.append(
                Fragment(self.text[position:stop], run, face, round(offset + x, 4), round(drawn, 4), round(spacing, 4))
            )
        baseline = index * setting.line_height + (setting.line_height - setting.size) / 2 + _ASCENT * setting.size
        return TextLine(tuple(fragments), round(width, 4), round(baseline, 4))

    def _spacing(self, width: float, characters: int) -> float:
        """Extra space after each character that fills a line of CJK text, or 0 if it would be too much."""
        setting = self.setting
        if characters < 2 or setting.align != "left" or setting.faces.language == "en":
            return 0.0
        spacing = (setting.width - width) / (characters - 1)
        return spacing if 0 < spacing <= WIDEST_JUSTIFICATION * setting.size else 0.0


def _inside(pieces: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The pieces of a line; the first begins at its start."""
    if start == end:
        return []
    first = bisect_right(pieces, start, key=lambda piece: piece[0]) - 1
    after = bisect_left(pieces, end, key=lambda piece: piece[0])
    return [(start, pieces[first][1]), *pieces[first + 1 : after]]


def _face_at(analysis: TextAnalysis, position: int) -> Face:
    return analysis.faces[bisect_right(analysis.faces, position, key=lambda item: item[0]) - 1][1]
