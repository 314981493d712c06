"""What resolve reads of a spec, which stands a layer above: its queries, the rows that they repeat for, its conditions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from deckgen.diagnostics import Position
from deckgen.resolve.checks import MeasureLike
from deckgen.source import located
from deckgen.text import localized


class ForEachLike(Protocol):
    """The query that makes targets."""

    @property
    def variable(self) -> located.Located: ...
    @property
    def sql(self) -> located.Located: ...


class SpecQueries(Protocol):
    """What resolve reads of a spec."""

    @property
    def at(self) -> Position | None: ...
    @property
    def languages(self) -> Sequence[str]: ...
    @property
    def measures(self) -> Mapping[located.ColumnName, MeasureLike]: ...
    @property
    def queries(self) -> Mapping[located.QueryName, located.Sql]: ...
    @property
    def for_each(self) -> ForEachLike | None: ...
    @property
    def name(self) -> localized.LocalizedText | None: ...
    @property
    def repeats(self) -> Mapping[located.QueryName, located.QueryName]: ...
    def conditions(self) -> Iterable[located.Condition]: ...
