"""The role map of a theme: what its template's layouts, slots and sizes are for deckgen. The types of `theme.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from deckgen.diagnostics import DeckgenError, Diagnostics, did_you_mean
from deckgen.model.document import Medium
from deckgen.source.located import LocatedMap
from deckgen.source.places import nearest_key

Path = tuple[str | int, ...]
Slot = Literal[
    "tx1", "tx2", "bg1", "bg2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"
]
LayoutRole = Literal["cover", "content", "content_takeaway", "section", "closing"]
PlaceholderRole = Literal[
    "title", "subtitle", "date_line", "kicker", "takeaway", "source", "footer", "slide_number", "section_number"
]
Millimetres = Annotated[float, Field(ge=0, le=2000)]
Points = Annotated[float, Field(ge=0, le=400)]
FontSize = Annotated[float, Field(ge=5, le=400)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ColorMap(_Part):
    """A colour role's slot, its luminance times `lum_mod` plus `lum_off`, in percent; a bare slot name is the slot
    unchanged."""

    slot: Slot
    lum_mod: Annotated[int, Field(ge=1, le=400)] | None = None
    lum_off: Annotated[int, Field(ge=-100, le=100)] | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"slot": value} if isinstance(value, str) else value


class FontMap(_Part):
    latin: str
    east_asian: str
    script: Literal["Hans", "Hant", "Jpan", "Hang"]
    language: str
    alternative: str


class PlaceholderMap(_Part):
    index: Annotated[int, Field(ge=0)]
    style: str


class LayoutMap(_Part):
    """`name` is the layout's name in the template, `body` the index of the placeholder that marks the zone for
    blocks."""

    name: str
    body: int | None = None
    placeholders: dict[PlaceholderRole, PlaceholderMap]


class TypeMap(_Part):
    sizes: Annotated[tuple[FontSize, ...], Field(min_length=1, max_length=3)]
    cjk: Annotated[float, Field(ge=1.15, le=3)] = 1.3
    latin: Annotated[float, Field(ge=1.15, le=3)] = 1.2
    bold: bool = False
    color: str = "text"
    space_before: Points = 0.0
    indent: Points = 0.0


class BriefMap(_Part):
    width: Millimetres
    height: Millimetres
    margin: Millimetres
    top: Millimetres
    bottom: Millimetres
    main: Millimetres
    gap: Millimetres
    side: Millimetres
    band: Millimetres


class RoleMap(_Part):
    template: str
    gutter: Points
    colors: dict[str, ColorMap]
    fonts: dict[Literal["zh", "ja", "en"], FontMap]
    layouts: dict[LayoutRole, LayoutMap]
    types: dict[Medium, dict[str, TypeMap]]
    brief: BriefMap


def role_map(base: LocatedMap, own: LocatedMap) -> RoleMap:
    """The packaged role map with a project's statements laid over it. `DeckgenError` DG281 for keys that no theme has,
    DG282 for values that do not fit."""
    try:
        roles = RoleMap.model_validate(_overlay(base, own))
    except ValidationError as error:
        raise _located(error, own) from None
    found = Diagnostics()
    for medium, types in roles.types.items():
        for name in types.keys() - base["types"][medium].keys():
            path = ("types", medium, name)
            hint = did_you_mean(name, base["types"][medium])
            found.error("DG281", f"no type role '{name}'", nearest_key(own, path), hint)
        for name, style in types.items():
            if style.color not in roles.colors:
                place = nearest_key(own, ("types", medium, name, "color"))
                found.error("DG282", f"no colour role '{style.color}'", place, did_you_mean(style.color, roles.colors))
    for name in sorted(roles.colors.keys() - base["colors"].keys()):
        hint = did_you_mean(name, base["colors"])
        found.error("DG281", f"no colour role '{name}'", nearest_key(own, ("colors", name)), hint)
    found.raise_errors()
    return roles


def _overlay(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Maps merge key by key, everything else is replaced."""
    merged = dict(base)
    for key, value in own.items():
        below = merged.get(key)
        merged[key] = _overlay(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _located(error: ValidationError, own: LocatedMap) -> DeckgenError:
    found = Diagnostics()
    items = error.errors(include_url=False)
    for item in items:
        # A list with a wrong item is also called too short; what is inside says it better.
        if any(
            len(inner["loc"]) > len(item["loc"]) and inner["loc"][: len(item["loc"])] == item["loc"] for inner in items
        ):
            continue
        path: Path = tuple(part for part in item["loc"] if part != "[key]")
        shown = ".".join(str(part) for part in path)
        if item["type"] == "extra_forbidden" or "[key]" in item["loc"]:
            hint = did_you_mean(str(path[-1]), _known(path))
            found.error("DG281", f"a theme has no key '{shown}'", nearest_key(own, path), hint)
        else:
            found.error("DG282", f"'{shown}': {item['msg'][0].lower()}{item['msg'][1:]}", nearest_key(own, path))
    return DeckgenError(found.items)


def _known(path: Path) -> list[str]:
    """The keys that may stand where the last part of `path` stands."""
    parts: dict[str, dict[int, type[BaseModel]]] = {
        "colors": {3: ColorMap},
        "fonts": {3: FontMap},
        "layouts": {3: LayoutMap, 5: PlaceholderMap},
        "types": {4: TypeMap},
        "brief": {2: BriefMap},
    }
    model = RoleMap if len(path) == 1 else parts.get(str(path[0]), {}).get(len(path))
    return list(model.model_fields) if model else []
