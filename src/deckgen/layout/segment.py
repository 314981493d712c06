"""One stretch of text filled into lines: spans without a line feed and a setting in, lines with their fragments out.

A line takes what fits up to the last allowed break. In our own PDF, gaps between scripts and closed-up marks are geometry:
a fragment begins wherever one moves the text, and the blank half of a mark at a line's edge lies outside the line. Other
programs set such marks no wider than they are, so text for them counts every mark as its full em.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple

from deckgen.layout.breaks import NO_START, TextAnalysis, analyse, may_break_inside
from deckgen.model.set_text import SUPERSCRIPT_SCALE, Face, Fragment, TextLine
from deckgen.model.text import Align
from deckgen.theme.faces import Faces

GAP = 0.2
"""The space at a CJK-Latin boundary, in em: geometry, never a character."""
BLANK = 0.499
"""The blank half of a full-width mark that marks beside each other close up by, and that a line's edge leaves out, in em.
A hair less than a half: readers that see a step back of half an em take what follows for another line."""
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
    PDF), so the width needs no slack, counts the gaps and closes up marks."""

    faces: Faces
    size: float
    line_height: float
    indent: float
    width: float
    align: Align
    embedded: bool
    justify: bool


class Segment:
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
        self.closed_up: tuple[int, ...] = ()
        self.blank_starts: frozenset[int] = frozenset()
        self.blank_ends: frozenset[int] = frozenset()
        if setting.embedded and (self.analysis.openers or self.analysis.closers):
            self._close_up(advances)
        self.ends = [end * size for end in accumulate(advances, initial=0.0)]
        self.gap = GAP * size

    def _close_up(self, advances: list[float]) -> None:
        """Take the blank half from the first of two marks that meet (`closed_up` are the positions of the second); find where
        a line would begin with a blank half, or end with one that is still there. Superscripts keep theirs."""
        analysis, raised = self.analysis, self._raised()
        self.closed_up = tuple(p for p in analysis.closed_up if p not in raised and p - 1 not in raised)
        for position in self.closed_up:
            advances[position - 1] -= BLANK
        self.blank_starts = analysis.openers - raised
        self.blank_ends = frozenset(p + 1 for p in analysis.closers - raised).difference(self.closed_up)

    def _raised(self) -> set[int]:
        """The positions of superscripts."""
        return {
            position
            for start, span in zip(self.starts, self.spans, strict=False)
            if span.superscript
            for position in range(start, start + len(span.text))
        }

    def _outside(self, start: int, end: int) -> tuple[float, float]:
        """What lies outside a line of these characters, left and right: the blank half of the mark at its edge."""
        if start >= end:
            return 0.0, 0.0
        blank = BLANK * self.setting.size
        return (start in self.blank_starts) * blank, (end in self.blank_ends) * blank

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
        if self.blank_ends:
            blank, cut = BLANK * setting.size, self.blank_ends
            reach = [x - blank if end in cut else x for x, end in zip(reach, visible_ends, strict=True)]
        if counted:
            reach = [x + self.gap * bisect_left(counted, end) for x, end in zip(reach, visible_ends, strict=True)]
        ranges: list[tuple[int, int, int]] = []
        start = unit = 0
        while start < length:
            left = self._outside(start, length)[0]
            limit = ends[start] + left + self.gap * bisect_right(counted, start) + width + _TOLERANCE
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
        shown = set(range(start, visible_end)) - self._raised()
        rest = [self.text[position] for position in shown if self.text[position] not in NO_START]
        gaps = self.analysis.gaps
        gap_count = bisect_left(gaps, visible_end) - bisect_right(gaps, breaks[before])
        width = self.ends[visible_end] - self.ends[breaks[before]] + self.gap * gap_count
        width -= sum(self._outside(breaks[before], visible_end))
        fits = width <= self.setting.width + _TOLERANCE
        if fits and len(rest) == 1 and self.setting.faces.face_of(rest[0]) != "latin":
            ranges[-2] = (previous_start, breaks[before], visible_ends[before])
            ranges[-1] = (breaks[before], end, visible_end)

    def _pieces(self) -> list[tuple[int, int]]:
        """(position, run) where a fragment begins: at each run, face and gap."""
        positions = {position for position, _ in self.analysis.faces}
        positions.update(self.analysis.gaps, self.closed_up, self.starts[:-1])
        return [(p, self.spans[bisect_right(self.starts, p, 0, len(self.spans)) - 1].run) for p in sorted(positions)]

    def _line(
        self, start: int, end: int, visible_end: int, pieces: list[tuple[int, int]], index: int, last: bool
    ) -> TextLine:
        setting, ends = self.setting, self.ends
        gaps = self.analysis.gaps
        gaps = gaps[bisect_right(gaps, start) : bisect_left(gaps, visible_end)]
        outside_left, outside_right = self._outside(start, visible_end)
        natural = ends[visible_end] - ends[start] - outside_left - outside_right
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
            x = (
                ends[left]
                - ends[start]
                - outside_left
                + gap * bisect_right(gaps, position)
                + spacing * (position - start)
            )
            drawn = max(ends[min(stop, visible_end)] - ends[left], 0.0)
            drawn += spacing * max(min(stop, visible_end) - left - (stop >= visible_end), 0)
            drawn -= outside_right if stop >= visible_end > left else 0.0
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
