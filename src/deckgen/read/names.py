"""Qualified names of the XML vocabularies of Office files, and their tags as `lxml` spells them."""

from __future__ import annotations

from functools import cache

A_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
P_NAMESPACE = "http://schemas.openxmlformats.org/presentationml/2006/main"
C_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"
R_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
S_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
A16_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2014/main"
P14_NAMESPACE = "http://schemas.microsoft.com/office/powerpoint/2010/main"
DECORATIVE_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
COMPATIBILITY_NAMESPACE = "http://schemas.openxmlformats.org/markup-compatibility/2006"

_PREFIXES = {
    "a": A_NAMESPACE,
    "p": P_NAMESPACE,
    "c": C_NAMESPACE,
    "r": R_NAMESPACE,
    "s": S_NAMESPACE,
    "a16": A16_NAMESPACE,
    "p14": P14_NAMESPACE,
    "adec": DECORATIVE_NAMESPACE,
    "mc": COMPATIBILITY_NAMESPACE,
}


@cache
def tag(name: str) -> str:
    """``a:off`` as the qualified name that `lxml` uses."""
    prefix, _, local = name.partition(":")
    return f"{{{_PREFIXES[prefix]}}}{local}"


def prefixed(qualified: str) -> str:
    """The reverse of `tag`, for messages; names of other vocabularies keep their local part."""
    namespace, _, local = qualified.removeprefix("{").rpartition("}")
    for prefix, known in _PREFIXES.items():
        if known == namespace:
            return f"{prefix}:{local}"
    return local
