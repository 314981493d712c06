"""A walk over the names and texts of any spec object. It follows values, not types, so blocks of other packages are covered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from deckgen.source.located import Located, Path
from deckgen.text.localized import LocalizedText
from deckgen.text.template import Reference, Template


def walk_leaves(value: Any, *, is_claimed: bool = False) -> Iterator[tuple[Located | LocalizedText, bool]]:
    """Every `Located` and `LocalizedText` in the order of the fields, and whether a claim (`holds`) governs it."""
    if isinstance(value, BaseModel):
        is_claimed = is_claimed or getattr(value, "holds", None) is not None
        for name in type(value).model_fields:
            yield from walk_leaves(getattr(value, name), is_claimed=is_claimed)
    elif isinstance(value, LocalizedText):
        yield value, is_claimed or value.holds is not None
        yield from walk_leaves(value.holds, is_claimed=True)
        yield from walk_leaves(value.otherwise, is_claimed=True)
    elif isinstance(value, Located):
        yield value, is_claimed
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from walk_leaves(key, is_claimed=is_claimed)
            yield from walk_leaves(item, is_claimed=is_claimed)
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from walk_leaves(item, is_claimed=is_claimed)


def references_of(leaf: Located | LocalizedText | Template) -> Iterator[Reference]:
    """What a leaf selects: the `{{ }}` of a text in every language, or the path itself."""
    if isinstance(leaf, Template):
        yield from leaf.references
    elif isinstance(leaf, LocalizedText):
        for template in leaf.templates():
            yield from template.references
    elif isinstance(leaf, Path):
        name, _, column = leaf.partition(".")
        yield Reference(name, column, None, leaf.at, leaf.position_at(len(name) + 1))
