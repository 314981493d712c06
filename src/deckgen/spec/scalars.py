"""Single values of a spec that have a syntax of their own."""

from __future__ import annotations

from typing import Any, Self

from pydantic_core import PydanticCustomError

from deckgen.source.located import Located
from deckgen.text.dates import parse_date


class SpecDate(Located):
    """The deck's date, a day: YYYY-MM-DD."""

    __slots__ = ()
    pattern = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    expected = "a day such as 2026-11-24"

    @classmethod
    def _validate(cls, value: Any) -> Self:
        day = super()._validate(value)
        try:
            parse_date(day)
        except ValueError as error:
            raise PydanticCustomError("malformed_name", "{message}", {"message": str(error)}) from None
        return day


class Name(Located):
    """A name of the outside world: a theme, a path, a person."""

    __slots__ = ()
    pattern = r".*\S.*"
    expected = "text on one line"
