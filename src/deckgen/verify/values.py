"""Checks of attribute values: integers, numbers, colours, words of an enumeration, identifiers.

A float, `NaN`, `True` or a colour name in such a place is what a number or a colour that slipped past a gate looks like.
The table of `verify.rules` is applied to the different values of a part, of which there are far fewer than elements.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from deckgen.read.names import tag
from deckgen.verify.rules import RULES, VALUED
from deckgen.verify.survey import Elements, Finding, place

_RULES = {tag(name): rules for name, rules in RULES.items()}
_VALUED = frozenset(map(tag, VALUED))


def check_values(elements: Elements) -> Iterator[Finding]:
    """DG741 (no whole number, number, truth value or identifier; out of range), DG743 (no colour), DG751 (no word of
    the enumeration)."""
    for qualified, found in elements.items():
        rules = _RULES.get(qualified)
        if rules is None:
            continue
        stated = cast("set[tuple[str, str]]", {item for element in found for item in element.items()})
        for name, value in sorted(stated):
            rule = rules.get(name)
            if rule is not None and not rule.accepts(value):
                places = [place(element) for element in found if element.get(name) == value]
                yield from ((rule.code, f'{where}: {name}="{value}" is not {rule.wanted}') for where in places)
        if qualified in _VALUED:
            yield from (("DG741", f"{place(element)} has no value") for element in found if not element.keys())
