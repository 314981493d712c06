"""Who may read the row of a slide's `for_each`: that slide, and no other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from deckgen.diagnostics import Diagnostics, Position
from deckgen.source.located import Condition, Located, QueryName
from deckgen.spec.model import Spec
from deckgen.spec.walk import references_of, walk_leaves
from deckgen.text.localized import LocalizedText


def check_repeats(spec: Spec, repeated: Mapping[str, str]) -> None:
    """Raises `DeckgenError` (DG224) for a text, key or condition that reads a row of another slide's `for_each`, or a query
    that does. `repeated` are such queries and conditions with their variable."""
    found = Diagnostics()
    owners = {**repeated, **{str(variable): str(variable) for variable in spec.repeats}}
    for leaf, own in _leaves(spec):
        for name, position in _names(leaf):
            variable = owners.get(name)
            if variable is not None and variable != own:
                message = (
                    f"'{name[:60]}' differs by the row of `for_each: {{{variable}: …}}`, and stands outside its slide"
                )
                found.error("DG224", message, position, "read a query that does not use the row")
    found.raise_errors()


def _leaves(spec: Spec) -> Iterator[tuple[Located | LocalizedText, str | None]]:
    """Every name and text with the variable of the slide that it belongs to."""
    for name in type(spec).model_fields:
        if name not in ("sections", "queries"):
            yield from _owned(getattr(spec, name), None)
    for section in spec.sections:
        for name in type(section).model_fields:
            if name != "slides":
                yield from _owned(getattr(section, name), None)
        for slide in section.slides:
            yield from _owned(slide, str(next(iter(slide.for_each))) if slide.for_each else None)


def _owned(value: Any, own: str | None) -> Iterator[tuple[Located | LocalizedText, str | None]]:
    for leaf, _ in walk_leaves(value):
        yield leaf, own


def _names(leaf: Located | LocalizedText) -> Iterator[tuple[str, Position | None]]:
    if isinstance(leaf, Condition):
        yield leaf.strip(), leaf.at
    elif isinstance(leaf, QueryName):
        yield str(leaf), leaf.at
    else:
        for reference in references_of(leaf):
            yield reference.name, reference.position
