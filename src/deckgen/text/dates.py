"""Dates written out: 2026年11月24日, 24 November 2026."""

from __future__ import annotations

import datetime
import re
from functools import cache

_LOCALES = {"zh": "zh_CN", "en": "en_GB", "ja": "ja_JP"}
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")


def parse_date(text: str) -> datetime.date:
    """The day of ``YYYY-MM-DD``, or the first day of ``YYYY-MM``. `ValueError` if there is no such day."""
    match = _ISO.fullmatch(text)
    try:
        if match:
            return datetime.date(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        pass
    raise ValueError(f"'{text[:40]}' is no date such as 2026-11-24")


@cache
def format_date(text: str, language: str) -> str:
    """An ISO date in a language, to the day or to the month as it is written. `ValueError` if it is none."""
    from babel.dates import format_date as babel_date
    from babel.dates import format_skeleton

    day = parse_date(text)
    locale = _LOCALES[language]
    return babel_date(day, "long", locale) if text.count("-") == 2 else format_skeleton("yMMMM", day, locale=locale)
