"""Typographic quotation marks: text as it is typed in, the same text with the marks that its language prints out.

Only English changes: a keyboard has one straight mark for what print sets as two. Chinese and Japanese texts are typed with
their own.
"""

from __future__ import annotations

import re

_OPENING = re.compile(r"(?<!\w)(['\"])(?=[\w$£€])")
_CURLY = {"'": ("‘", "’"), '"': ("“", "”")}


def typographic(text: str, language: str) -> str:
    """``Hitachi's "smart" city`` -> ``Hitachi’s “smart” city``. A mark before a word opens; any other closes, or is an
    apostrophe."""
    if language != "en" or ("'" not in text and '"' not in text):
        return text
    text = _OPENING.sub(lambda match: _CURLY[match.group()][0], text)
    return text.replace("'", _CURLY["'"][1]).replace('"', _CURLY['"'][1])
