"""Checks of slides against their layouts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from deckgen.diagnostics import DeckgenError
from deckgen.read.names import tag
from deckgen.read.package import Package
from deckgen.read.xml import Element
from deckgen.verify.survey import Elements, Finding

_PLACEHOLDER = tag("p:ph")


def check_placeholders(package: Package, slide: str, elements: Elements) -> Iterator[Finding]:
    """DG747: a placeholder of a slide used twice or unknown to its layout."""
    known = {slot for layout in package.related(slide, "slideLayout") for slot in _layout_slots(package, layout)}
    indices = {index for _, index in known}
    counted = Counter(map(_slot, elements.get(_PLACEHOLDER, ())))
    for (kind, index), count in counted.items():
        if count > 1:
            yield "DG747", f"placeholder {kind} {index} is filled {count} times"
        if (kind, index) not in known and index not in indices:
            yield "DG747", f"placeholder {kind} {index}: the layout has none"


def _layout_slots(package: Package, layout: str) -> set[tuple[str, str]]:
    try:
        return set(map(_slot, package.xml(layout).iter(_PLACEHOLDER)))
    except DeckgenError:  # told of the layout itself
        return set()


def _slot(entry: Element) -> tuple[str, str]:
    return entry.get("type", "obj"), entry.get("idx", "0")
