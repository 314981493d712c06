"""`measures:` how the values of a column are printed everywhere in a spec."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from deckgen.diagnostics import did_you_mean
from deckgen.model.value import Measure
from deckgen.source.located import Located
from deckgen.text.formats import FORMATS
from deckgen.text.localized import LocalizedText
from deckgen.text.units import PERCENT, find_unit, unit_names
from deckgen.text.validation import LocatedModel, fault


def _known_format(name: Located) -> Located:
    if name not in FORMATS:
        hint = did_you_mean(name, FORMATS) or f"formats: {', '.join(FORMATS)}"
        raise fault("DG212", f"unknown format '{name[:60]}'", name.at, hint)
    return name


def _known_unit(name: Located) -> Located:
    if find_unit(name) is None:
        hint = (
            did_you_mean(name, unit_names())
            or "units: a scale (10k, million, 100M, billion, …) and a base (CNY, persons, …)"
        )
        raise fault("DG212", f"unknown unit '{name[:60]}'", name.at, hint)
    return name


class MeasureSpec(LocatedModel):
    """One unit and one format for a column name."""

    format: Annotated[Located, AfterValidator(_known_format)] = Field(
        Located("number"), description="How it is printed.", json_schema_extra={"enum": list(FORMATS)}
    )
    unit: Annotated[Located, AfterValidator(_known_unit)] | None = Field(
        None, description="The unit of the stored values, which every row used must have, e.g. 100M CNY."
    )
    digits: Annotated[int, Field(strict=True, ge=0, le=6)] | None = Field(
        None, description="Decimals (default: the format's own choice)."
    )
    of: Annotated[int, Field(strict=True, ge=1, le=100)] | None = Field(None, description="The top of a scale.")
    derived: Annotated[bool, Field(strict=True)] = Field(
        False, description="The unit is the result of a computation over rows of other units."
    )
    label: LocalizedText | None = Field(None, description="What the column is called in tables and charts.")

    @field_validator("unit")
    @classmethod
    def _unit_suits(cls, unit: Located | None, info: ValidationInfo) -> Located | None:
        name = info.data.get("format")
        found = find_unit(unit) if unit else None
        if found is None or unit is None:
            return unit
        if name == "money" and not found.base.is_money:
            raise fault("DG212", f"'{unit}' is not an amount of money", unit.at, "use `format: number`")
        if name in ("percent", "pp") and unit != PERCENT:
            raise fault("DG212", f"format '{name}' takes fractions, or the unit '{PERCENT}'", unit.at)
        if name not in ("number", "money", "percent", "pp"):
            raise fault("DG212", f"format '{name}' has no unit", unit.at)
        return unit

    @field_validator("digits", "of")
    @classmethod
    def _constant_suits(cls, constant: int | None, info: ValidationInfo) -> int | None:
        name = info.data.get("format")
        known = FORMATS.get(name) if isinstance(name, str) else None
        if constant is not None and known is not None and info.field_name not in known.arguments:
            raise fault("DG212", f"format '{name}' has no '{info.field_name}'")
        return constant

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if self.format == "money" and self.unit is None:
            raise fault("DG212", "format 'money' needs `unit:`, e.g. 100M CNY")
        if self.format == "scale" and self.of is None:
            raise fault("DG212", "format 'scale' needs `of:`, the top of the scale")
        return self

    @property
    def only_labels(self) -> bool:
        """Whether it says nothing about how values print (a text column may have a label)."""
        return self.model_fields_set <= {"label"}

    @property
    def measure(self) -> Measure:
        """The measure that values carry."""
        return Measure(str(self.format), str(self.unit) if self.unit else None, self.digits, self.of, self.derived)
