"""A theme's name in, a `Theme` out: the project's own under assets/themes, else the packaged one.

A project's `theme.yaml` states only what differs from the packaged role map. If it names a `template`, that .pptx
beside it is read the same way as the packaged one.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import get_args

from deckgen.diagnostics import DeckgenError, Diagnostic, Diagnostics, Position, did_you_mean
from deckgen.model.geometry import EMU_PER_MILLIMETRE, Box, emu
from deckgen.source.located import LocatedMap
from deckgen.source.places import nearest_key
from deckgen.source.yaml import load_yaml
from deckgen.theme.colors import modulate
from deckgen.theme.compiled import CompiledTemplate, TemplateLayout, parse_template
from deckgen.theme.faces import Faces
from deckgen.theme.guard import refuse_unsafe
from deckgen.theme.role_map import BriefMap, ColorMap, LayoutMap, RoleMap, Slot, role_map
from deckgen.theme.theme import BriefPage, Color, FontPair, LayoutSlot, PlaceholderSlot, Theme, TypeRole
from deckgen.workspace import Workspace

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def load_theme(name: str, workspace: Workspace, at: Position | None = None) -> Theme:
    """Load a theme; `at` is where its name was written.

    `DeckgenError` DG1xx for a file that is no plain YAML, DG281-DG285 for what is wrong in it, DG286 for a name that is none
    or that no folder has though the project has themes."""
    if not _NAME.fullmatch(name):
        raise DeckgenError([Diagnostic("DG286", f"'{name}' is no theme name", at, "use letters, digits, '_' and '-'")])
    folder = workspace.root / "assets" / "themes" / name
    stated = folder / "theme.yaml"
    base = _packaged_roles()
    if not stated.is_file():
        others = sorted(path.parent.name for path in folder.parent.glob("*/theme.yaml"))
        if others and name != "default":
            hint = did_you_mean(name, others) or f"the project has {', '.join(others)}; 'default' is the packaged one"
            raise DeckgenError([Diagnostic("DG286", f"no theme '{name}' in assets/themes", at, hint)])
        own = LocatedMap(None)
    else:
        own = load_yaml(workspace.read(stated, at), workspace.name(stated), may_be_empty=True)
    roles = role_map(base, own)
    template = _packaged("template.pptx")
    if "template" in own:
        place = nearest_key(own, ("template",))
        template = workspace.read(folder / roles.template, place)
        refuse_unsafe(template, roles.template, place)
    return _theme(name, roles, own, template)


@cache
def _packaged(name: str) -> bytes:
    return files("deckgen.theme").joinpath("default", name).read_bytes()


_FRAME = ("footer", "slide_number")
"""Placeholders that a client's layout may lack unless the client's theme names them: its slides then show none."""


@cache
def _packaged_roles() -> LocatedMap:
    return load_yaml(_packaged("theme.yaml"), "theme.yaml")


@cache
def _packaged_template() -> CompiledTemplate:
    return parse_template(_packaged("template.json"))


def _compiled(template: bytes, own: LocatedMap) -> CompiledTemplate:
    """The packaged template's committed form where the digest matches, else compiled now."""
    if hashlib.sha256(template).hexdigest() == _packaged_template().digest:
        return _packaged_template()
    from deckgen.theme.template import compile_template

    place = nearest_key(own, ("template",))
    try:
        compiled = compile_template(template)
    except Exception as error:  # python-pptx raises whatever a broken package makes it stumble over
        message = f"the template cannot be read: {type(error).__name__}"
        raise DeckgenError([Diagnostic("DG284", message, place)]) from error
    if missing := sorted(set(get_args(Slot)) - compiled.palette.keys()):
        message = f"the template's theme has no colour {', '.join(missing)}"
        raise DeckgenError([Diagnostic("DG284", message, place)])
    if not compiled.notes:
        hint = "open View > Notes Master once in PowerPoint and save the template"
        raise DeckgenError([Diagnostic("DG285", "the template has no notes master", place, hint)])
    return compiled


def _theme(name: str, roles: RoleMap, own: LocatedMap, template: bytes) -> Theme:
    compiled = _compiled(template, own)
    found = Diagnostics()
    layouts = {layout.name: layout for layout in reversed(compiled.layouts)}
    slots: dict[str, LayoutSlot] = {}
    for role, stated in roles.layouts.items():
        layout = layouts.get(stated.name)
        if layout is None:
            hint = did_you_mean(stated.name, layouts) or f"its layouts are {', '.join(sorted(layouts))}"
            place = nearest_key(own, ("layouts", role, "name"))
            found.error("DG283", f"the template has no layout '{stated.name}' for {role}", place, hint)
        else:
            slots[role] = _layout_slot(role, stated, layout, roles, own, found)
    found.raise_errors()
    return Theme(
        name=name,
        slide_width=compiled.slide_width,
        slide_height=compiled.slide_height,
        gutter=emu(roles.gutter),
        brief=_brief(roles.brief),
        colors={
            role: Color(color.slot, _rgb(compiled, color), color.lum_mod, color.lum_off)
            for role, color in roles.colors.items()
        },
        fonts={language: FontPair(**font.model_dump()) for language, font in roles.fonts.items()},
        layouts=slots,
        types={
            medium: {
                role: TypeRole(
                    style.sizes, style.cjk, style.latin, style.bold, style.color, style.space_before, style.indent
                )
                for role, style in types.items()
            }
            for medium, types in roles.types.items()
        },
        faces={language: Faces.load(language) for language in roles.fonts},
        template=template,
        digest=hashlib.sha256(compiled.digest.encode() + roles.model_dump_json().encode()).hexdigest(),
        text_box=compiled.text_box,
    )


def _layout_slot(
    role: str, stated: LayoutMap, layout: TemplateLayout, roles: RoleMap, own: LocatedMap, found: Diagnostics
) -> LayoutSlot:
    placeholders = {placeholder.index: placeholder for placeholder in layout.placeholders}
    slots: dict[str, PlaceholderSlot] = {}
    for name, mapping in stated.placeholders.items():
        place = nearest_key(own, ("layouts", role, "placeholders", name))
        placeholder = placeholders.get(mapping.index)
        if mapping.style not in roles.types["deck"]:
            hint = did_you_mean(mapping.style, roles.types["deck"])
            found.error("DG282", f"no type role '{mapping.style}'", place, hint)
        elif placeholder is None and (name not in _FRAME or _states(own, role, name)):
            found.error("DG283", f"layout '{layout.name}' has no placeholder {mapping.index} for {name}", place)
        elif placeholder is not None:
            slots[name] = PlaceholderSlot(
                role=name,
                index=placeholder.index,
                type=placeholder.type,
                box=placeholder.box,
                insets=placeholder.insets,
                anchor=placeholder.anchor,
                style=mapping.style,
                inherited=placeholder.inherited,
            )
    body = None if stated.body is None else placeholders.get(stated.body)
    if stated.body is not None and body is None:
        place = nearest_key(own, ("layouts", role, "body"))
        found.error("DG283", f"layout '{layout.name}' has no placeholder {stated.body} for its body", place)
    return LayoutSlot(
        role, layout.part, slots, body.box if body else None, layout.background, layout.decorations
    )  # fmt: skip


def _states(own: LocatedMap, role: str, placeholder: str) -> bool:
    """Whether a project's own theme names a placeholder of a layout."""
    return placeholder in own.get("layouts", {}).get(role, {}).get("placeholders", {})


def _rgb(compiled: CompiledTemplate, color: ColorMap) -> str:
    rgb = compiled.palette[color.slot]
    if color.lum_mod is None and color.lum_off is None:
        return rgb
    return modulate(rgb, (color.lum_mod or 100) / 100, (color.lum_off or 0) / 100)


def _brief(page: BriefMap) -> BriefPage:
    def length(millimetres: float) -> int:
        return round(millimetres * EMU_PER_MILLIMETRE)

    top, height = length(page.top), length(page.height - page.top - page.bottom)
    return BriefPage(
        width=length(page.width),
        height=length(page.height),
        content=Box(length(page.margin), top, length(page.width - 2 * page.margin), height),
        main=Box(length(page.margin), top, length(page.main), height),
        side=Box(length(page.margin + page.main + page.gap), top, length(page.side), height),
        band_height=length(page.band),
    )
