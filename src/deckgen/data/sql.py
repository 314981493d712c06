"""Names and text as SQL."""

from __future__ import annotations


def quoted(name: str) -> str:
    """An identifier in double quotes."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A string constant in single quotes."""
    return "'" + text.replace("'", "''") + "'"
