"""The Frictionless descriptor `datapackage.yaml` as a typed model: mapping in, `DataPackage` out, every fault located.

The mapping comes already loaded. If its containers know their places (`key_at`, `value_at`, `at`), messages carry them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal, cast

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    ValidationError,
    model_validator,
)

from deckgen.diagnostics import DeckgenError, Diagnostic, Position, did_you_mean
from deckgen.model.text import LANGUAGES
from deckgen.source.places import place_of

FieldType = Literal["string", "integer", "number", "boolean", "date", "year"]
SOURCE_COLUMN = "source_id"
SOURCES_TABLE = "sources"
ENTITIES_TABLE = "entities"
INDICATORS_TABLE = "indicators"
DERIVED_PROPERTY = "deckgen:derived"


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_as_list)]
Limit = StrictBool | int | float | str


class _Part(BaseModel):
    """A part of the descriptor. Properties with a colon in their name are other programs' own and are passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _without_foreign_properties(cls, value: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        ours = {field.alias for field in cls.model_fields.values()}
        items = cast("Mapping[str, Any]", value).items()
        return {key: item for key, item in items if ":" not in str(key) or key in ours}


class Constraints(_Part):
    required: StrictBool = False
    unique: StrictBool = False
    enum: tuple[Limit, ...] | None = None
    minimum: Limit | None = None
    maximum: Limit | None = None
    min_length: int | None = Field(None, alias="minLength")
    max_length: int | None = Field(None, alias="maxLength")
    pattern: str | None = None


class FieldSpec(_Part):
    """A column of a CSV file."""

    name: str
    type: FieldType = "string"
    title: str | None = None
    description: str | None = None
    format: Literal["default"] = "default"
    constraints: Constraints = Field(default_factory=lambda: Constraints.model_validate({}))


class Reference(_Part):
    resource: str
    fields: Names


class ForeignKey(_Part):
    """`fields` of this table name a row of `reference.resource` (this table itself if empty)."""

    fields: Names
    reference: Reference


class TableSchema(_Part):
    fields: tuple[FieldSpec, ...]
    primary_key: Names = Field((), alias="primaryKey")
    foreign_keys: tuple[ForeignKey, ...] = Field((), alias="foreignKeys")
    missing_values: tuple[str, ...] = Field(("",), alias="missingValues")


class License(_Part):
    name: str | None = None
    path: str | None = None
    title: str | None = None


class SourceNote(_Part):
    title: str | None = None
    path: str | None = None
    email: str | None = None


class Resource(_Part):
    """A table: a UTF-8, comma-separated file with one header line, relative to the descriptor's folder.

    `role: reference` says that its numbers state no facts (an order, a weight), so that it needs no `source_id`."""

    name: str
    path: str
    table: TableSchema = Field(alias="schema")
    role: Literal["reference"] | None = Field(None, alias="deckgen:role")
    profile: str | None = None
    title: str | None = None
    description: str | None = None
    type: Literal["table"] | None = None
    scheme: Literal["file"] | None = None
    format: Literal["csv"] | None = None
    mediatype: Literal["text/csv"] | None = None
    encoding: Literal["utf-8", "utf8", "UTF-8"] | None = None
    licenses: tuple[License, ...] = ()
    sources: tuple[SourceNote, ...] = ()

    @property
    def is_reference(self) -> bool:
        return self.role == "reference"

    def field(self, name: str) -> FieldSpec | None:
        """The column of that name."""
        return next((field for field in self.table.fields if field.name == name), None)

    @property
    def localized(self) -> tuple[str, ...]:
        """Names `x` of which `x_zh`, `x_en` and `x_ja` are all text columns: they load as one localized column."""
        texts = [field.name for field in self.table.fields if field.type == "string"]
        bases = dict.fromkeys(name.removesuffix("_zh") for name in texts if name.endswith("_zh"))
        return tuple(base for base in bases if base and all(f"{base}_{language}" in texts for language in LANGUAGES))


class IndicatorUse(_Part):
    """An indicator of one year."""

    indicator: str
    year: StrictInt


Method = Literal["entropy_weights", "principal_components"]
_SUFFIXES: Mapping[Method, tuple[str, ...]] = {
    "entropy_weights": ("", "_weights", "_inputs", "_missing"),
    "principal_components": ("", "_loadings", "_variance", "_inputs", "_missing"),
}


class Derived(_Part):
    """Tables that are computed from the statistics of the table `from`: of these entities, by these indicators in groups.

    Numbers are rounded to `digits` decimals."""

    name: str
    method: Method
    base: str = Field(alias="from")
    entities: tuple[str, ...]
    indicators: Mapping[str, tuple[IndicatorUse, ...]]
    digits: Annotated[StrictInt, Field(ge=1, le=9)] = 6
    title: str | None = None
    description: str | None = None

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of its tables."""
        return tuple(f"{self.name}{suffix}" for suffix in _SUFFIXES[self.method])


class DataPackage(_Part):
    resources: tuple[Resource, ...] = Field(min_length=1)
    derived: tuple[Derived, ...] = Field((), alias=DERIVED_PROPERTY)
    name: str | None = None
    id: str | None = None
    profile: str | None = None
    title: str | None = None
    description: str | None = None
    homepage: str | None = None
    version: str | None = None
    created: str | None = None
    keywords: tuple[str, ...] = ()
    contributors: tuple[Any, ...] = ()
    licenses: tuple[License, ...] = ()
    sources: tuple[SourceNote, ...] = ()

    def resource(self, name: str) -> Resource | None:
        """The table of that name."""
        return next((resource for resource in self.resources if resource.name == name), None)


def read_package(descriptor: Mapping[str, Any], file: str) -> DataPackage:
    """The typed descriptor. `file` names it where a part has no place of its own.

    Raises `DeckgenError` DG301: a property is unknown, missing or of the wrong kind."""
    try:
        return DataPackage.model_validate(descriptor)
    except ValidationError as error:
        raise DeckgenError([_located(descriptor, file, fault) for fault in error.errors()]) from None


_TAGS = frozenset({"str", "int", "float", "bool", "tuple[str, ...]"})


def _located(descriptor: Mapping[str, Any], file: str, fault: Any) -> Diagnostic:
    path = [part for part in fault["loc"] if part not in _TAGS]
    name = path[-1] if path else "datapackage"
    position: Position | None
    hint = None
    if fault["type"] == "extra_forbidden":
        position = place_of(descriptor, path, file, key=True)
        message = f"unknown property '{name}'"
        hint = did_you_mean(str(name), _properties(path))
    elif fault["type"] == "missing":
        position = place_of(descriptor, path[:-1], file)
        message = f"property '{name}' is missing"
    else:
        position = place_of(descriptor, path, file)
        message = f"'{name}': {str(fault['msg']).removeprefix('Input ').removeprefix('Value error, ')}"
    return Diagnostic("DG301", message, position, hint)


def _properties(path: Sequence[str | int]) -> Iterable[str]:
    """The properties of the part that `path` leads into."""
    part: type[BaseModel] = DataPackage
    steps: Mapping[str, type[BaseModel]] = {
        "resources": Resource, "schema": TableSchema, "fields": FieldSpec, "constraints": Constraints,
        "foreignKeys": ForeignKey, "reference": Reference, "licenses": License, "sources": SourceNote, DERIVED_PROPERTY: Derived,
        "indicators": IndicatorUse,
    }  # fmt: skip
    for step in path[:-1]:
        part = steps.get(str(step), part)
    return [field.alias or name for name, field in part.model_fields.items()]
