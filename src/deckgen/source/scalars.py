"""Plain YAML scalars by the core rules of YAML 1.2: `NO`, `1:30` and dates stay text, `012` is twelve."""

from __future__ import annotations

import re
from math import isfinite

MAXIMUM_DIGITS = 18

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_BOOLEANS = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def resolve_plain(text: str) -> str | int | float | bool | None:
    """What a plain scalar means. `ValueError` for a number that is not finite or longer than `MAXIMUM_DIGITS`."""
    if text in _NULL:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _INTEGER.fullmatch(text):
        if len(text) > MAXIMUM_DIGITS:
            raise ValueError(f"the number is longer than {MAXIMUM_DIGITS} characters")
        digits = text.lstrip("+-")
        return int(text, {"0o": 8, "0x": 16}.get(digits[:2], 10))
    if _FLOAT.fullmatch(text):
        number = float(text)
        if isfinite(number):
            return number
    elif not _NOT_FINITE.fullmatch(text):
        return text
    raise ValueError("the number is not finite")
