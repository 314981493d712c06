"""What a chart's keys may be: its marks as the spec writes them, and which keys suit which kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, PlainValidator, ValidationError

from deckgen.diagnostics import Diagnostic, Position, did_you_mean
from deckgen.model.chart import ChartKind
from deckgen.source.located import Located, LocatedMap, Path
from deckgen.text.localized import LocalizedText
from deckgen.text.validation import LocatedModel, diagnose, fault, faults

BARS: frozenset[ChartKind] = frozenset({"bar", "column"})
STACKED: frozenset[ChartKind] = frozenset({"stacked_bar", "stacked_column"})
HORIZONTAL: frozenset[ChartKind] = frozenset({"bar", "stacked_bar"})

_SUITABLE: Mapping[str, frozenset[str]] = {
    "values": BARS | STACKED | {"line", "doughnut", "radar"},
    "series": BARS | STACKED | {"line", "radar"},
    "forecast": BARS | STACKED | {"line"},
    "marks": BARS | {"line"},
    "center": frozenset({"doughnut"}),
    "x": frozenset({"bubble"}),
    "y": frozenset({"bubble"}),
    "size": frozenset({"bubble"}),
    "quadrants": frozenset({"bubble"}),
    "cross": frozenset({"bubble"}),
}
"""Keys that not every kind has, and the kinds that have them."""
_REQUIRED: Mapping[str, tuple[str, ...]] = {"bubble": ("x", "y", "size")}

Bar = Literal["first", "second", "last"] | Path
"""A bar of a chart: by its place, or the one whose category equals the value of a path."""


def exactly(count: int) -> AfterValidator:
    """Validates that a list has this many items."""

    def check(items: tuple[Any, ...]) -> tuple[Any, ...]:
        if len(items) != count:
            raise ValueError(f"must have {count} items")
        return items

    return AfterValidator(check)


@dataclass(frozen=True, slots=True)
class GrowthMark:
    """`growth` or `cagr`: how much a series grows from its first point to its last, in all or a year."""

    rate: Literal["growth", "cagr"]
    at: Position | None = None


class ReferenceMark(LocatedModel):
    """A line across the plot at a value, with its words."""

    reference: Path = Field(description="Where the line stands, as query.column.")
    label: LocalizedText = Field(description="What it is; its value is printed after it.")


class DifferenceMark(LocatedModel):
    """A bracket between two bars with the ratio of the first to the second."""

    difference: Annotated[tuple[Bar, ...], exactly(2)] = Field(
        description="Two of first, second, last or paths that equal a category; the ratio is the first's to the second's."
    )


Mark = GrowthMark | ReferenceMark | DifferenceMark
_FORMS = "write `growth`, `cagr`, `{reference: query.column, label: …}` or `{difference: [first, second]}`"
_MAPS: Mapping[str, type[ReferenceMark] | type[DifferenceMark]] = {
    "reference": ReferenceMark,
    "difference": DifferenceMark,
}


def _read_mark(raw: Any) -> Mark:
    if isinstance(raw, (GrowthMark, ReferenceMark, DifferenceMark)):
        return raw
    if isinstance(raw, Mapping):
        for name, model in _MAPS.items():
            if name in raw:
                try:
                    return model.model_validate(raw)
                except ValidationError as error:
                    raise faults(diagnose(error, model, raw)) from None
        at = raw.at if isinstance(raw, LocatedMap) else None
        raise fault("DG231", "a chart has no such mark", at, _FORMS)
    at = raw.at if isinstance(raw, Located) else None
    if raw == "growth":
        return GrowthMark("growth", at)
    if raw == "cagr":
        return GrowthMark("cagr", at)
    raise fault(
        "DG231", f"a chart has no mark '{str(raw)[:60]}'", at, did_you_mean(str(raw), ("growth", "cagr")) or _FORMS
    )


AnyMark = Annotated[
    Mark,
    PlainValidator(_read_mark, json_schema_input_type=Literal["growth", "cagr"] | ReferenceMark | DifferenceMark),
]


def one_or_several(raw: Any) -> Any:
    """A bare name as a list of one."""
    return [raw] if isinstance(raw, str) else raw


def unsuitable_keys(kind: str, given: Sequence[tuple[str, Position | None]]) -> Iterator[Diagnostic]:
    """DG230 for each key of `given` (with its place) that a chart of this kind has not, DG202 for each that it lacks."""
    names = [name for name, _ in given]
    for name, at in given:
        if name in _SUITABLE and kind not in _SUITABLE[name]:
            hint = f"charts of kind {', '.join(sorted(_SUITABLE[name]))} have it"
            yield Diagnostic("DG230", f"a chart of kind '{kind}' has no key '{name}'", at, hint)
    for name in _REQUIRED.get(kind, ("values",)):
        if name not in names:
            yield Diagnostic("DG202", f"key '{name}' is missing")
