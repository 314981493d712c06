"""Labels along an axis that must not cover each other: where they would like to be in, where they are out."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[int], sizes: Sequence[int], low: int, high: int) -> list[int]:
    """The middle of each label: as near to `wanted` as goes without overlap, between `low` and `high`, in the order of
    `wanted` (of equal ones the first first). Labels that are longer together than the room run on past `high`."""
    groups: list[_Group] = []
    for index in sorted(range(len(wanted)), key=lambda index: wanted[index]):
        groups.append(_Group([index], wanted[index] - sizes[index] // 2, sizes[index]))
        _settle(groups[-1], low, high)
        while len(groups) > 1 and groups[-2].end > groups[-1].start:
            last = groups.pop()
            groups[-1].join(last)
            _settle(groups[-1], low, high)
    middles = [0] * len(wanted)
    for group in groups:
        place = group.start
        for index in group.members:
            middles[index] = place + sizes[index] // 2
            place += sizes[index]
    return middles


class _Group:
    """Labels that touch: `start` is where the first begins."""

    def __init__(self, members: list[int], start: int, size: int) -> None:
        self.members = members
        self.start = start
        self.size = size

    @property
    def end(self) -> int:
        return self.start + self.size

    def join(self, other: _Group) -> None:
        """Take in the group after this one; the middle of both is weighed by their numbers of labels."""
        own, more = len(self.members), len(other.members)
        # Where this group would begin if only the other decided.
        by_other = other.start - self.size
        self.start = (self.start * own + by_other * more) // (own + more)
        self.members += other.members
        self.size += other.size


def _settle(group: _Group, low: int, high: int) -> None:
    group.start = max(min(group.start, high - group.size), low)
