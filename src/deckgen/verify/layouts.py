"""Checks of slides against their layouts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from deckgen.diagnostics import Diagnostic
from deckgen.read.xml import Element
from deckgen.verify.survey import Survey, finding


def check_placeholders(survey: Survey) -> Iterator[Diagnostic]:
    """DG747: a placeholder of a slide used twice or unknown to its layout."""
    slots = {
        layout: {_slot(entry) for entry in survey.find(layout, "p:ph")} for layout in survey.of_kind("slideLayout")
    }
    for part in survey.of_kind("slide"):
        layouts = survey.package.related(part, "slideLayout")
        known = {slot for layout in layouts for slot in slots.get(layout, ())}
        indices = {index for _, index in known}
        counted = Counter(_slot(entry) for entry in survey.find(part, "p:ph"))
        for (kind, index), count in counted.items():
            if count > 1:
                yield finding("DG747", part, f"placeholder {kind} {index} is filled {count} times")
            if (kind, index) not in known and index not in indices:
                yield finding("DG747", part, f"placeholder {kind} {index}: the layout has none")


def _slot(entry: Element) -> tuple[str, str]:
    return entry.get("type", "obj"), entry.get("idx", "0")
