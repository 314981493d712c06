"""A template as plain data: what `template.compile_template` reads out of a .pptx, and its JSON form.

The packaged template's JSON is committed beside it, so that building with it opens no .pptx at all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter

from deckgen.model.geometry import Box, Insets
from deckgen.model.text import Anchor
from deckgen.theme.theme import Decoration, InheritedText


@dataclass(frozen=True, slots=True)
class TemplatePlaceholder:
    """A placeholder of a layout with everything that it inherits resolved."""

    index: int
    type: str | None
    box: Box
    insets: Insets
    anchor: Anchor
    inherited: InheritedText


@dataclass(frozen=True, slots=True)
class TemplateLayout:
    """A layout by its name; `background` is RGB hex."""

    name: str
    part: str
    background: str
    decorations: tuple[Decoration, ...]
    placeholders: tuple[TemplatePlaceholder, ...]


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """`digest` is the SHA-256 of the .pptx, `palette` maps theme slots to RGB hex, `text_box` is what free text
    inherits."""

    digest: str
    slide_width: int
    slide_height: int
    palette: Mapping[str, str]
    text_box: InheritedText
    notes: bool
    layouts: tuple[TemplateLayout, ...]


@cache
def _adapter() -> TypeAdapter[CompiledTemplate]:
    return TypeAdapter(CompiledTemplate)


def dump_template(template: CompiledTemplate) -> str:
    """The template as JSON text, one stable layout of lines."""
    return json.dumps(_adapter().dump_python(template, mode="json"), indent=1, ensure_ascii=False) + "\n"


def parse_template(data: bytes) -> CompiledTemplate:
    """The template from its JSON text."""
    return _adapter().validate_json(data)
