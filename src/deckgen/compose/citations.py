"""Sources numbered in the order in which the document first shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from deckgen.model.document import SourceEntry
from deckgen.model.inputs import SourceRow


class Citations:
    """Gives each source its number at its first use; the numbers of a slide are those of the rows that it shows."""

    def __init__(self, sources: Mapping[str, SourceRow], language: str) -> None:
        self._sources = sources
        self._language = language
        self._numbers: dict[str, int] = {}

    def cite(self, source_ids: Iterable[str]) -> tuple[int, ...]:
        """The numbers of these sources, ascending."""
        for source_id in source_ids:
            self._numbers.setdefault(source_id, len(self._numbers) + 1)
        return tuple(sorted({self._numbers[source_id] for source_id in source_ids}))

    @property
    def entries(self) -> tuple[SourceEntry, ...]:
        """Every cited source in order of number."""
        return tuple(
            SourceEntry(
                number=number,
                source_id=source_id,
                citation=self._sources[source_id].citation[self._language],
                short=self._sources[source_id].short[self._language],
            )
            for source_id, number in self._numbers.items()
        )
