"""Checks of attribute values: integers, numbers, colours, words of an enumeration, identifiers.

A float, `NaN`, `True` or a colour name in such a place is what a number or a colour that slipped past a gate looks like.
The table of `verify.rules` is applied to the different values of a part, of which there are far fewer than elements.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from deckgen.read.names import tag
from deckgen.read.xml import Element
from deckgen.verify.rules import RULES, VALUED, Rule
from deckgen.verify.survey import Elements, Finding, place

_RULES = {tag(name): rules for name, rules in RULES.items()}
_VALUED = frozenset(map(tag, VALUED))
_FEW = 2  # attributes; no element of `VALUED` has rules for more


def check_values(elements: Elements) -> Iterator[Finding]:
    """DG741 (no whole number, number, truth value or identifier; out of range), DG743 (no colour), DG751 (no word of
    the enumeration)."""
    for qualified, found in elements.items():
        rules = _RULES.get(qualified)
        if rules is None:
            continue
        needed = qualified in _VALUED
        refused = [
            (name, value)
            for name, value in _stated(found, rules)
            if not (rules[name].accepts(value) if value is not None else not needed)
        ]
        for name, value in sorted(refused, key=lambda each: (each[0], each[1] or "")):
            rule = rules[name]
            said = f"has no {name}; it is" if value is None else f'has {name}="{value}", which is not'
            places = [place(element) for element in found if element.get(name) == value]
            yield from ((rule.code, f"{where} {said} {rule.wanted}") for where in places)


def _stated(found: Sequence[Element], rules: Mapping[str, Rule]) -> Iterator[tuple[str, str | None]]:
    """The different values of attributes that have a rule; of one or two attributes, for which asking is faster than taking
    all, also None if an element does not have it."""
    if len(rules) > _FEW:
        taken = cast("set[tuple[str, str]]", {item for element in found for item in element.items()})
        yield from (item for item in taken if item[0] in rules)
    else:
        for name in rules:
            yield from ((name, value) for value in {element.get(name) for element in found})
