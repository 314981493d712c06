"""Titles: at most two lines, Chinese and Japanese ones broken by hand at punctuation or between phrases.

In: a title's runs and its placeholder. Out: the set paragraph at the first size that takes two lines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from deckgen.layout.breaks import breaks_after_marks, breaks_between_phrases
from deckgen.layout.measure import line_count
from deckgen.layout.typography import Typography
from deckgen.model.geometry import points
from deckgen.model.set_text import SetParagraph
from deckgen.model.text import Paragraph, Run
from deckgen.theme.theme import PlaceholderSlot

MOST_LINES = 2
_LEAST_BALANCE = 0.45
"""A break after punctuation is taken if the shorter line is at least this part of the longer one."""


@dataclass(frozen=True, slots=True)
class SetTitle:
    """`lines` is what the last size tried needs; the title fits if that is at most `MOST_LINES`."""

    paragraphs: tuple[SetParagraph, ...]
    lines: int

    @property
    def fits(self) -> bool:
        return self.lines <= MOST_LINES


def set_title(runs: tuple[Run, ...], slot: PlaceholderSlot, typography: Typography) -> SetTitle:
    """A title in its placeholder, at its role's first size at which it takes two lines, else at its last."""
    role, width = slot.style, slot.box.inner(slot.insets).width
    paragraph = Paragraph(runs=runs, role=role, align=slot.inherited.align)
    found = SetTitle((), 0)
    for step in range(len(typography.theme.types[typography.medium][role].sizes)):
        sized = typography.at_step(step)
        paragraphs = sized.set((paragraph,), width)
        found = SetTitle(paragraphs, line_count(paragraphs))
        if found.fits:
            if found.lines == MOST_LINES:
                found = SetTitle(_broken_by_hand(paragraph, width, sized) or paragraphs, MOST_LINES)
            break
    return found


def takes_no_more_room(
    runs: tuple[Run, ...], mark: tuple[Run, ...], slot: PlaceholderSlot, typography: Typography
) -> bool:
    """Whether a title followed by a mark takes no more lines and no smaller size than the title alone."""
    if not mark:
        return True
    alone, marked = set_title(runs, slot, typography), set_title(runs + mark, slot, typography)
    return marked.lines <= alone.lines and marked.paragraphs[0].style.size == alone.paragraphs[0].style.size


def _broken_by_hand(paragraph: Paragraph, width: int, typography: Typography) -> tuple[SetParagraph, ...] | None:
    """The title broken into two balanced lines at the best place, or None if it has none (Latin text, a long phrase)."""
    if typography.language not in ("zh", "ja"):
        return None
    style = typography.style(paragraph.role)
    room = points(width) / typography.slack
    text = paragraph.text
    inside_values = _positions_inside_values(paragraph.runs)

    def length(start: int, end: int) -> float:
        return typography.faces.measure(text[start:end], style.size, True)

    def best(positions: tuple[int, ...], least_balance: float) -> int | None:
        balances: list[tuple[float, int]] = []
        for position in positions:
            first, second = length(0, position), length(position, len(text))
            balance = min(first, second) / max(first, second)
            if max(first, second) <= room and balance >= least_balance and position not in inside_values:
                balances.append((balance, position))
        return max(balances)[1] if balances else None

    position = best(breaks_after_marks(text, typography.faces), _LEAST_BALANCE)
    if position is None:
        position = best(breaks_between_phrases(text, typography.faces), 0.0)
    if position is None:
        return None
    return typography.set((replace(paragraph, runs=_break_at(paragraph.runs, position)),), width)


def _positions_inside_values(runs: tuple[Run, ...]) -> set[int]:
    """Character positions at which a break would cut a shown value in two."""
    found: set[int] = set()
    start = 0
    for run in runs:
        end = start + len(run.text)
        if run.value is not None:
            found.update(range(start + 1, end))
        start = end
    return found


def _break_at(runs: tuple[Run, ...], position: int) -> tuple[Run, ...]:
    """The runs with a line feed before character `position`."""
    result: list[Run] = []
    start = 0
    for run in runs:
        end = start + len(run.text)
        if start <= position < end:
            cut = position - start
            parts = (replace(run, text=run.text[:cut]), _LINE_FEED, replace(run, text=run.text[cut:]))
            result.extend(part for part in parts if part.text)
        else:
            result.append(run)
        start = end
    return tuple(result)


_LINE_FEED = Run(text="\n", furniture=True)
