"""Pydantic's findings as located diagnostics: every model of a spec is read from maps that know where they stand.

A validator that has its own diagnostics raises `faults(…)`; they pass through any number of enclosing models and come out
of `read_model` together with all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Self, TypeVar, Union, cast, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, PrivateAttr, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from deckgen.diagnostics import DeckgenError, Diagnostic, Position, closest, did_you_mean
from deckgen.source.located import LocatedList, LocatedMap

_CARRIER = "deckgen"
_NOTHING: Any = object()
_WRONG_KIND = {
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a map",
    "model_type": "a map",
    "model_attributes_type": "a map",
}

Model = TypeVar("Model", bound=BaseModel)


class LocatedModel(BaseModel):
    """A model of a spec's map: unknown keys are errors, objects are frozen, `at` is where the map stands."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    _map: LocatedMap | None = PrivateAttr(default=None)

    @property
    def at(self) -> Position | None:
        """Where the object stands; None for one that came from no file."""
        return self._map.at if self._map is not None else None

    def at_key(self, key: str) -> Position | None:
        """Where one of its keys stands (the object's own place if the key was not written)."""
        return self._map.key_at(key) if self._map is not None else None

    @model_validator(mode="wrap")
    @classmethod
    def _keep_place(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            model = handler(data)
        except ValidationError as error:
            raise faults(diagnose(error, cls, data)) from None
        if isinstance(data, LocatedMap):
            model._map = data
        return model


def read_model(model: type[Model], raw: Any) -> Model:
    """`raw` as a `model`; `DeckgenError` with every finding."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise DeckgenError(diagnose(error, model, raw)) from None


def faults(diagnostics: Iterable[Diagnostic]) -> PydanticCustomError:
    """An error for a pydantic validator to raise, carrying diagnostics. One without a position gets that of its value."""
    carried = tuple(diagnostics)
    return PydanticCustomError(_CARRIER, "invalid", {"diagnostics": carried})


def fault(code: str, message: str, position: Position | None = None, hint: str | None = None) -> PydanticCustomError:
    """As `faults`, for one error."""
    return faults([Diagnostic(code, message, position, hint)])


def diagnose(error: ValidationError, model: type[BaseModel], raw: Any) -> list[Diagnostic]:
    """Every finding of a validation of `raw` against `model`, in order, located."""
    found: list[Diagnostic] = []
    unions: dict[tuple[int | str, ...], list[ErrorDetails]] = {}
    for item in _first_causes(error.errors(include_url=False), model):
        known = _known_part(raw, item["loc"])
        is_branch = len(known) < len(item["loc"]) and item["type"] not in ("missing", "extra_forbidden")
        if item["type"] == _CARRIER:
            at = _place(raw, item["loc"])
            carried: tuple[Diagnostic, ...] = item["ctx"]["diagnostics"] if "ctx" in item else ()
            found.extend(Diagnostic(d.code, d.message, d.position or at, d.hint, d.severity) for d in carried)
        elif is_branch and item["loc"][-1] != "[key]":
            unions.setdefault(known, []).append(item)
        else:
            found.append(_diagnostic(item, model, raw))
    found.extend(_union(items, model, raw) for items in unions.values())
    return found


def _first_causes(items: list[ErrorDetails], model: type[BaseModel]) -> Iterator[ErrorDetails]:
    """The findings without those that only follow from another: a list that is short of its wrong items, a key that is
    missing because it is misspelt."""
    misspelt = [item["loc"] for item in items if item["type"] == "extra_forbidden"]
    meant = {(*loc[:-1], closest(str(loc[-1]), _keys_at(model, loc[:-1]))) for loc in misspelt}
    for item in items:
        loc = item["loc"]
        is_emptied = item["type"] == "too_short" and any(
            other["loc"][: len(loc)] == loc and len(other["loc"]) > len(loc) for other in items
        )
        if not is_emptied and not (item["type"] == "missing" and loc in meant):
            yield item


def _union(items: list[ErrorDetails], model: type[BaseModel], raw: Any) -> Diagnostic:
    """One message for a value that fits no branch of a union: what the branches want that it comes closest to."""
    depths = [sum(1 for _ in _steps(raw, item["loc"])) for item in items]
    nearest = [item for item, depth in zip(items, depths, strict=True) if depth == max(depths)]
    diagnostics = [_diagnostic(item, model, raw) for item in nearest]
    wanted = dict.fromkeys(d.message.removeprefix("must be ") for d in diagnostics)
    first = diagnostics[0]
    return Diagnostic(first.code, f"must be {' or '.join(wanted)}", first.position, first.hint)


def _diagnostic(item: ErrorDetails, model: type[BaseModel], raw: Any) -> Diagnostic:
    kind, loc = item["type"], item["loc"]
    at = _place(raw, loc)
    if kind == "extra_forbidden":
        key = str(loc[-1])
        known = list(_keys_at(model, loc[:-1]))
        owner = _walk(raw, loc[:-1])
        at = owner.key_at(key) if isinstance(owner, LocatedMap) else at
        hint = did_you_mean(key, known) or (f"known keys: {', '.join(known)}" if known else None)
        return Diagnostic("DG201", f"unknown key '{_short(key)}'", at, hint)
    if kind == "missing":
        return Diagnostic("DG202", f"key '{loc[-1]}' is missing", _place(raw, loc[:-1]))
    if kind == "literal_error":
        return _choice(item, at)
    if kind == "not_text":
        return Diagnostic("DG203", "must be text", at, None if item["input"] is None else "quote it")
    if kind == "too_short":
        return Diagnostic("DG206", "must have at least one item", at)
    if kind in _WRONG_KIND:
        return Diagnostic("DG203", f"must be {_WRONG_KIND[kind]}", at)
    message = item["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    code = "DG205" if kind == "malformed_name" else "DG206"
    return Diagnostic(code, message if kind in ("malformed_name", "value_error") else f"must be {message}", at)


def _choice(item: ErrorDetails, at: Position | None) -> Diagnostic:
    expected = str(item["ctx"]["expected"]) if "ctx" in item else ""
    choices = [choice.strip("'") for choice in expected.replace(" or ", ", ").split(", ")]
    given = item["input"]
    return Diagnostic(
        "DG204", f"must be {expected}", at, did_you_mean(given, choices) if isinstance(given, str) else None
    )


def _steps(raw: Any, loc: tuple[int | str, ...]) -> Iterator[tuple[Any, int | str]]:
    """The containers that a pydantic location walks through and the step taken in each; parts that name a branch of a union
    or a validator are no steps."""
    for part in loc:
        is_key = isinstance(raw, Mapping) and part in raw
        is_index = isinstance(raw, list) and isinstance(part, int) and part < len(raw)
        if is_key or is_index:
            yield raw, part
            raw = cast("Any", raw)[part]


def _walk(raw: Any, loc: tuple[int | str, ...]) -> Any:
    for container, step in _steps(raw, loc):
        raw = container[step]
    return raw


def _place(raw: Any, loc: tuple[int | str, ...]) -> Position | None:
    at = raw.at if isinstance(raw, (LocatedMap, LocatedList)) else None
    for container, step in _steps(raw, loc):
        if isinstance(container, LocatedMap):
            is_key = loc[-1] == "[key]" and step == loc[-2]
            at = container.key_at(str(step)) if is_key else container.value_at(str(step))
        elif isinstance(container, LocatedList) and isinstance(step, int):
            at = container.value_at(step)
    return at


def _known_part(raw: Any, loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """The location up to the first part that is no step (the name of a union's branch)."""
    steps = [step for _, step in _steps(raw, loc)]
    length = 0
    while length < len(loc) and length < len(steps) and steps[length] == loc[length]:
        length += 1
    return loc[:length]


def _keys_at(annotation: Any, loc: tuple[int | str, ...]) -> Iterator[str]:
    """The keys of the model that a type has at a location."""
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, UnionType):
        for branch in get_args(annotation):
            yield from _keys_at(branch, loc)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = {field.alias or name: field for name, field in annotation.model_fields.items()}
        if not loc:
            yield from fields
        elif str(loc[0]) in fields:
            yield from _keys_at(fields[str(loc[0])].annotation, loc[1:])
    elif get_args(annotation):
        yield from _keys_at(get_args(annotation)[-1 if get_origin(annotation) is dict else 0], loc[1:])


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
