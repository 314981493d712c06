"""The Frictionless descriptor `datapackage.yaml` as a typed model: mapping in, `DataPackage` out, every fault located.

The mapping comes already loaded. If its containers know their places (`key_at`, `value_at`, `at`), messages carry them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, ValidationError, model_validator

from deckgen.data.place import place_of
from deckgen.diagnostics import DeckgenError, Diagnostic, Diagnostics, Position, did_you_mean

FieldType = Literal["string", "integer", "number", "boolean", "date", "year"]
NUMERIC_TYPES = frozenset({"integer", "number", "year"})
LANGUAGES = ("zh", "en", "ja")
SOURCE_COLUMN = "source_id"
SOURCES_TABLE = "sources"


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
    constraints: Constraints = Constraints()


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


class DataPackage(_Part):
    resources: tuple[Resource, ...] = Field(min_length=1)
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

    Raises `DeckgenError` DG301 (a property is unknown, missing or of the wrong kind) or DG302 (parts do not fit)."""
    try:
        package = DataPackage.model_validate(descriptor)
    except ValidationError as error:
        raise DeckgenError([_located(descriptor, file, fault) for fault in error.errors()]) from None
    found = Diagnostics()
    for index, resource in enumerate(package.resources):
        for path, message in _misfits(package, resource):
            found.error("DG302", message, place_of(descriptor, ("resources", index, *path), file))
    for index in _repeated([resource.name for resource in package.resources]):
        place = place_of(descriptor, ("resources", index, "name"), file)
        found.error("DG302", f"table '{package.resources[index].name}' is declared twice", place)
    found.raise_errors()
    return package


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
        "foreignKeys": ForeignKey, "reference": Reference, "licenses": License, "sources": SourceNote,
    }  # fmt: skip
    for step in path[:-1]:
        part = steps.get(str(step), part)
    return [field.alias or name for name, field in part.model_fields.items()]


_TABLE_NAME = re.compile(r"[a-z][a-z0-9_]*")
_COLUMN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def _repeated(names: Sequence[str]) -> list[int]:
    return [index for index, name in enumerate(names) if name in names[:index]]


def _misfits(package: DataPackage, resource: Resource) -> Iterable[tuple[tuple[str | int, ...], str]]:
    """(path below the resource, message) of every rule that spans several properties."""
    names = [field.name for field in resource.table.fields]
    if not _TABLE_NAME.fullmatch(resource.name):
        yield ("name",), f"table name '{resource.name}' must be lower-case letters, digits and '_'"
    for index in _repeated([name.lower() for name in names]):
        yield ("schema", "fields", index, "name"), f"column '{names[index]}' is declared twice"
    for index, name in enumerate(names):
        if not _COLUMN_NAME.fullmatch(name) or name.lower() == "rowid":
            yield ("schema", "fields", index, "name"), f"'{name}' cannot be a column name: letters, digits and '_'"
    for base in localized_bases(resource):
        if base in names:
            yield ("schema", "fields", names.index(base), "name"), f"'{base}' is also the name of '{base}_zh', …"
    if not resource.table.primary_key:
        yield ("schema",), f"table '{resource.name}' has no primaryKey: its rows cannot be named as origins"
    for name in resource.table.primary_key:
        if name not in names:
            yield ("schema", "primaryKey"), f"primaryKey names '{name}', which is no column of '{resource.name}'"
    for index, key in enumerate(resource.table.foreign_keys):
        yield from (
            (("schema", "foreignKeys", index), message) for message in _foreign_key_misfits(package, resource, key)
        )
    yield from _source_misfits(package, resource)


def _foreign_key_misfits(package: DataPackage, resource: Resource, key: ForeignKey) -> Iterable[str]:
    target = resource if not key.reference.resource else package.resource(key.reference.resource)
    for name in key.fields:
        if resource.field(name) is None:
            yield f"the foreign key names '{name}', which is no column of '{resource.name}'"
    if target is None:
        yield f"the foreign key names table '{key.reference.resource}', which is not declared"
        return
    for name in key.reference.fields:
        if target.field(name) is None:
            yield f"the foreign key names '{name}', which is no column of '{target.name}'"
    if len(key.fields) != len(key.reference.fields):
        yield "a foreign key has as many fields as its reference"


def _source_misfits(package: DataPackage, resource: Resource) -> Iterable[tuple[tuple[str | int, ...], str]]:
    """A table that states facts names the source of each row."""
    if resource.name == SOURCES_TABLE:
        yield from _sources_table_misfits(resource)
        return
    keys = {*resource.table.primary_key, *(name for key in resource.table.foreign_keys for name in key.fields)}
    facts = [field.name for field in resource.table.fields if field.type in NUMERIC_TYPES and field.name not in keys]
    source = resource.field(SOURCE_COLUMN)
    if source is None:
        if facts and not resource.is_reference:
            yield ("schema", "fields"), (
                f"table '{resource.name}' states numbers ('{facts[0]}') but has no column 'source_id'; "
                "a table whose numbers are no facts says `deckgen:role: reference`"
            )
        return
    if not source.constraints.required:
        index = resource.table.fields.index(source)
        yield ("schema", "fields", index), f"'source_id' of table '{resource.name}' must be required"
    if not any(
        key.fields == (SOURCE_COLUMN,) and key.reference.resource == SOURCES_TABLE
        for key in resource.table.foreign_keys
    ):
        yield ("schema",), f"'source_id' of table '{resource.name}' must be a foreign key to table 'sources'"


def _sources_table_misfits(resource: Resource) -> Iterable[tuple[tuple[str | int, ...], str]]:
    if resource.table.primary_key != (SOURCE_COLUMN,):
        yield ("schema",), "the primaryKey of table 'sources' is 'source_id'"
    bases = localized_bases(resource)
    for name in ("citation", "short", "quality"):
        if resource.field(name) is None and name not in bases:
            yield ("schema", "fields"), f"table 'sources' has no column '{name}'"


def localized_bases(resource: Resource) -> tuple[str, ...]:
    """Names `x` of which `x_zh`, `x_en` and `x_ja` are all text columns: they load as one localized column."""
    texts = [field.name for field in resource.table.fields if field.type == "string"]
    bases = dict.fromkeys(name.removesuffix("_zh") for name in texts if name.endswith("_zh"))
    return tuple(base for base in bases if base and all(f"{base}_{language}" in texts for language in LANGUAGES))
