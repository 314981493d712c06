"""XML parts parsed safely: no entities, no network; errors name the part and, if it is one, the control character."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import TypeAlias, TypeVar, cast

from lxml import etree

from deckgen.diagnostics import DeckgenError, Diagnostic

Element: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage]  lxml's stubs name its element type so

_CONTROL = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));", re.IGNORECASE
)
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
)
_WHOLE = re.compile(r"[0-9]{1,10}")
_LARGEST_EXPONENT = 308
_Result = TypeVar("_Result")


def unreadable(code: str, message: str) -> DeckgenError:
    """The error of a written file that cannot be read."""
    return DeckgenError([Diagnostic(code, message)], exit_code=1)


def parse_xml(data: bytes) -> Element:
    """The root of a well-formed document, comments and instructions left out. `etree.XMLSyntaxError` if it is not well formed,
    `ValueError` if it has a document type declaration (the place where entities come from)."""
    root = etree.fromstring(data, _PARSER)
    if cast("object", root.getroottree().docinfo.internalDTD) is not None:
        raise ValueError("a document type declaration is not allowed")
    return root


def child(element: Element, name: str) -> Element | None:
    """The first child of this qualified name. (`lxml`'s own `find` reads a path first, which takes ten times as long.)"""
    for item in element:
        if item.tag == name:
            return item
    return None


def child_text(element: Element, name: str) -> str:
    """The text of the first child of this qualified name; '' if there is none."""
    found = child(element, name)
    return "" if found is None else found.text or ""


def whole_number(text: str) -> int | None:
    """An unsigned whole number of at most ten digits; None for anything else."""
    return int(text) if _WHOLE.fullmatch(text) else None


def finite_number(text: str) -> Decimal | None:
    """A number that a spreadsheet can hold; None for anything else, NaN and infinities too."""
    try:
        number = Decimal(text) if text == text.strip() and "_" not in text else Decimal("NaN")
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= _LARGEST_EXPONENT else None


def parsed(name: str, data: bytes, parse: Callable[[], _Result]) -> _Result:
    """The result of `parse`, its errors named by the part."""
    try:
        return parse()
    except (etree.XMLSyntaxError, ValueError) as error:
        found = _CONTROL.search(data)
        if found:
            line = data.count(b"\n", 0, found.start()) + 1
            shown = found.group().decode("latin-1")
            raise unreadable("DG704", f"{name}: the control character {shown!r} in line {line} is illegal") from error
        raise unreadable("DG703", f"{name}: not well formed: {error}") from error
