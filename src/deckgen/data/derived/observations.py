"""The statistics that a derived table is computed from: a declaration and the loaded tables in, a full matrix out.

An entity that lacks one of the values is left out and told in `missing`; nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from deckgen.data.package import DERIVED_PROPERTY, ENTITIES_TABLE, INDICATORS_TABLE, DataPackage, IndicatorUse
from deckgen.data.sql import quoted
from deckgen.data.table import BREAK_COLUMNS, BREAKS_TABLE
from deckgen.diagnostics import Diagnostics, did_you_mean
from deckgen.source.places import place_of

FEWEST_ENTITIES = 3
_SHOWN = 5
_Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Variable:
    """An indicator of a year, with its group and whether `higher`, `lower` or neither (`neutral`) is better."""

    indicator: str
    year: int
    group: str
    direction: str | None

    @property
    def cells(self) -> tuple[str, int, str]:
        """(indicator_id, year, group_id)."""
        return self.indicator, self.year, self.group


@dataclass(frozen=True, slots=True)
class Observations:
    """`values[i][j]` is what entity i has of variable j, `rows[i][j]` the number of the base row that states it; `missing`
    are the values that other declared entities lack."""

    entities: tuple[str, ...]
    variables: tuple[Variable, ...]
    values: tuple[tuple[float, ...], ...]
    rows: tuple[tuple[int, ...], ...]
    missing: tuple[tuple[str, Variable], ...]


@dataclass(frozen=True, slots=True)
class _Statistic:
    row: int
    value: float
    unit: str | None


def read_observations(
    connection: duckdb.DuckDBPyConnection,
    package: DataPackage,
    index: int,
    descriptor: Mapping[str, Any],
    file: str,
    found: Diagnostics,
) -> Observations | None:
    """The observations of the package's derived table number `index`; None if DG330 to DG335 were told."""
    return _Reading(connection, package, index, descriptor, file, found).observations()


class _Reading:
    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        package: DataPackage,
        index: int,
        descriptor: Mapping[str, Any],
        file: str,
        found: Diagnostics,
    ) -> None:
        self._connection = connection
        self._package = package
        self._index = index
        self._declared = package.derived[index]
        self._descriptor = descriptor
        self._file = file
        self._found = found

    def observations(self) -> Observations | None:
        told = len(self._found.errors)
        directions = self._directions()
        self._check_entities()
        self._check_indicators(directions)
        if len(self._found.errors) > told:
            return None
        variables = tuple(
            Variable(use.indicator, use.year, str(path[1]), directions[use.indicator]) for path, use in self._uses()
        )
        self._check_directions(variables)
        statistics = [self._statistics(variable) for variable in variables]
        complete = [entity for entity in self._declared.entities if all(entity in column for column in statistics)]
        missing = tuple(
            (entity, variable)
            for entity in self._declared.entities
            for variable, column in zip(variables, statistics, strict=True)
            if entity not in column
        )
        if len(complete) < FEWEST_ENTITIES:
            self._tell_too_few(len(complete), missing)
            return None
        for (path, _), variable, column in zip(self._uses(), variables, statistics, strict=True):
            self._check_column(path, variable, [column[entity] for entity in complete])
        self._check_breaks(complete)
        if len(self._found.errors) > told:
            return None
        return Observations(
            entities=tuple(complete),
            variables=variables,
            values=tuple(tuple(column[entity].value for column in statistics) for entity in complete),
            rows=tuple(tuple(column[entity].row for column in statistics) for entity in complete),
            missing=missing,
        )

    def _directions(self) -> Mapping[str, str | None]:
        """The direction of every indicator of the dataset."""
        select = f"SELECT indicator_id, direction FROM {INDICATORS_TABLE}"
        return dict(self._connection.execute(select).fetchall())

    def _statistics(self, variable: Variable) -> Mapping[str, _Statistic]:
        """What the entities of the declaration have of a variable."""
        select = (
            f"SELECT entity_id, rowid, value, unit FROM {quoted(self._declared.base)} WHERE indicator_id = ? "
            "AND year = ? AND value IS NOT NULL AND list_contains(?, entity_id)"
        )
        rows = self._connection.execute(select, [variable.indicator, variable.year, list(self._declared.entities)])
        return {entity: _Statistic(row, value, unit) for entity, row, value, unit in rows.fetchall()}

    def _check_entities(self) -> None:
        known = {entity for (entity,) in self._connection.execute(f"SELECT entity_id FROM {ENTITIES_TABLE}").fetchall()}
        for number, entity in enumerate(self._declared.entities):
            if entity not in known:
                self._tell("DG330", f"there is no entity '{entity}'", ("entities", number), did_you_mean(entity, known))

    def _check_indicators(self, known: Collection[str]) -> None:
        for path, use in self._uses():
            if use.indicator not in known:
                message = f"there is no indicator '{use.indicator}'"
                self._tell("DG330", message, (*path, "indicator"), did_you_mean(use.indicator, known))

    def _check_directions(self, variables: Sequence[Variable]) -> None:
        if self._declared.method != "entropy_weights":
            return
        for (path, _), variable in zip(self._uses(), variables, strict=True):
            if variable.direction not in ("higher", "lower"):
                message = f"'{variable.indicator}' has no better end: its direction is '{variable.direction}'"
                hint = f"say higher or lower in table '{INDICATORS_TABLE}', or leave the indicator out"
                self._tell("DG331", message, path, hint)

    def _tell_too_few(self, complete: int, missing: Sequence[tuple[str, Variable]]) -> None:
        message = (
            f"'{self._declared.name}': {complete} of {len(self._declared.entities)} entities have every value, "
            f"at least {FEWEST_ENTITIES} are needed"
        )
        lacking = [f"{entity} {variable.indicator} {variable.year}" for entity, variable in missing[:_SHOWN]]
        more = ", …" if len(missing) > _SHOWN else ""
        self._tell("DG332", message, ("entities",), f"missing: {', '.join(lacking)}{more}" if lacking else None)

    def _check_column(self, path: _Path, variable: Variable, column: Sequence[_Statistic]) -> None:
        name = f"'{variable.indicator}' of {variable.year}"
        units = sorted({str(statistic.unit) for statistic in column})
        if len(units) > 1:
            hint = "values in different units cannot be compared"
            self._tell("DG334", f"{name} is in {', '.join(units)}", path, hint)
        elif len({statistic.value for statistic in column}) == 1:
            message = f"{name} is {column[0].value:g} everywhere: it tells no entities apart"
            self._tell("DG333", message, path, "leave the indicator out")

    def _check_breaks(self, entities: Collection[str]) -> None:
        """An indicator that is used with several years must have one basis over them."""
        if not self._has_breaks():
            return
        years: dict[str, list[int]] = {}
        breaks = self._connection.execute(
            f"SELECT {', '.join(BREAK_COLUMNS)} FROM {BREAKS_TABLE} ORDER BY ALL"
        ).fetchall()
        for path, use in self._uses():
            others = years.setdefault(use.indicator, [])
            others.append(use.year)
            for entity, indicator, before, after in breaks:
                if indicator == use.indicator and entity in entities and min(others) <= before and max(others) >= after:
                    message = f"the years of '{indicator}' cross the break of '{entity}' between {before} and {after}"
                    self._tell("DG335", message, (*path, "year"), "use years of one basis")

    def _has_breaks(self) -> bool:
        table = self._package.resource(BREAKS_TABLE)
        return table is not None and all(table.field(column) is not None for column in BREAK_COLUMNS)

    def _uses(self) -> Iterator[tuple[_Path, IndicatorUse]]:
        """Every indicator of the declaration with its path below it."""
        for group, uses in self._declared.indicators.items():
            for number, use in enumerate(uses):
                yield ("indicators", group, number), use

    def _tell(self, code: str, message: str, path: _Path, hint: str | None = None) -> None:
        at = place_of(self._descriptor, (DERIVED_PROPERTY, self._index, *path), self._file)
        self._found.error(code, message, at, hint)
