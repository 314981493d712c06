"""What the tables of a derived result hold: observations in, rows with the base rows behind each out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from deckgen.data.derived.methods import Matrix, Undetermined, entropy_weights, principal_components
from deckgen.data.derived.observations import Observations, Variable
from deckgen.data.package import Derived

TEXT, NUMBER, COUNT = "VARCHAR", "DOUBLE", "BIGINT"
Cell = str | int | float
_VARIABLE = (("indicator_id", TEXT), ("year", COUNT), ("group_id", TEXT))


@dataclass(frozen=True, slots=True)
class Result:
    """A table: (name, SQL type) of its columns, its rows, and the numbers of the base rows behind each."""

    name: str
    columns: tuple[tuple[str, str], ...]
    primary_key: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    made_from: tuple[tuple[int, ...], ...]


def computed_tables(declared: Derived, observed: Observations) -> list[Result]:
    """The tables of a declaration: its own name holds the scores, others add a suffix. Raises `Undetermined`."""
    if declared.method == "entropy_weights":
        own, normalised = _entropy(declared, observed)
        column = "normalised"
    else:
        own, normalised = _components(declared, observed)
        column = "standardised"
    return [*own, _inputs(f"{declared.name}_inputs", column, observed, normalised), _missing(declared, observed)]


def _entropy(declared: Derived, observed: Observations) -> tuple[list[Result], Matrix]:
    lower = [variable.direction == "lower" for variable in observed.variables]
    result = entropy_weights(observed.values, lower, declared.digits)
    scores = _from_all(
        declared.name,
        (("entity_id", TEXT), ("score", NUMBER), ("rank", COUNT)),
        ("entity_id",),
        zip(observed.entities, result.score.tolist(), result.rank, strict=True),
        observed,
    )
    weights = _from_all(
        f"{declared.name}_weights",
        (*_VARIABLE, ("entropy", NUMBER), ("weight", NUMBER)),
        ("indicator_id", "year"),
        (
            (*variable.cells, entropy, weight)
            for variable, entropy, weight in zip(
                observed.variables, result.entropy.tolist(), result.weight.tolist(), strict=True
            )
        ),
        observed,
    )
    return [scores, weights], result.normalised


def _components(declared: Derived, observed: Observations) -> tuple[list[Result], Matrix]:
    result = principal_components(observed.values, declared.digits)
    scores = _from_all(
        declared.name,
        (("entity_id", TEXT), ("component", COUNT), ("score", NUMBER)),
        ("entity_id", "component"),
        (
            (entity, component, score)
            for entity, row in zip(observed.entities, result.score.tolist(), strict=True)
            for component, score in enumerate(row, 1)
        ),
        observed,
    )
    loadings = _from_all(
        f"{declared.name}_loadings",
        (("component", COUNT), *_VARIABLE, ("loading", NUMBER)),
        ("component", "indicator_id", "year"),
        (
            (component, *variable.cells, loading)
            for component, row in enumerate(result.loading.tolist(), 1)
            for variable, loading in zip(observed.variables, row, strict=True)
        ),
        observed,
    )
    variance = zip(result.eigenvalue.tolist(), result.share.tolist(), result.cumulative.tolist(), strict=True)
    variances = _from_all(
        f"{declared.name}_variance",
        (("component", COUNT), ("eigenvalue", NUMBER), ("share", NUMBER), ("cumulative", NUMBER)),
        ("component",),
        ((component, *numbers) for component, numbers in enumerate(variance, 1)),
        observed,
    )
    return [scores, loadings, variances], result.standardised


def _from_all(
    name: str,
    columns: tuple[tuple[str, str], ...],
    primary_key: tuple[str, ...],
    rows: Iterable[tuple[Cell, ...]],
    observed: Observations,
) -> Result:
    """A table each of whose rows depends on every observation."""
    everything = tuple(number for row in observed.rows for number in row)
    held = tuple(rows)
    return Result(name, columns, primary_key, held, (everything,) * len(held))


def _inputs(name: str, column: str, observed: Observations, normalised: Matrix) -> Result:
    """Every observation as it entered the method: it depends on all values of its indicator."""
    behind = _by_variable(observed)
    return Result(
        name,
        (("entity_id", TEXT), *_VARIABLE, (column, NUMBER)),
        ("entity_id", "indicator_id", "year"),
        tuple(
            (entity, *variable.cells, value)
            for entity, row in zip(observed.entities, normalised.tolist(), strict=True)
            for variable, value in zip(observed.variables, row, strict=True)
        ),
        tuple(behind[variable] for _ in observed.entities for variable in observed.variables),
    )


def _missing(declared: Derived, observed: Observations) -> Result:
    """What keeps entities out of the result: no row states it, it was found by reading the values that others have."""
    behind = _by_variable(observed)
    return Result(
        f"{declared.name}_missing",
        (("entity_id", TEXT), *_VARIABLE),
        ("entity_id", "indicator_id", "year"),
        tuple((entity, *variable.cells) for entity, variable in observed.missing),
        tuple(behind[variable] for _, variable in observed.missing),
    )


def _by_variable(observed: Observations) -> Mapping[Variable, tuple[int, ...]]:
    """The base rows of each variable."""
    return dict(zip(observed.variables, zip(*observed.rows, strict=True), strict=True))


__all__ = ["Result", "Undetermined", "computed_tables"]
