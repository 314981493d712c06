"""What went wrong, where, and how to mend it: positions, diagnostics and the codes they carry.

Errors are values. A step collects diagnostics and raises one `DeckgenError` with all of them; the command line prints
each as ``file:line:column: severity CODE: message; hint``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in an input file. `line` and `column` count characters from 1; `file` is relative to the project's root."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `code` is a key of `CODES`."""

    code: str
    message: str
    position: Position | None = None
    hint: str | None = None
    severity: Severity = "error"

    def __str__(self) -> str:
        place = f"{self.position}: " if self.position else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{place}{self.severity} {self.code}: {self.message}{hint}"


class DeckgenError(Exception):
    """Raised with every diagnostic of the step that failed. `exit_code` is 2 before any target is composed, 1 for a target."""

    def __init__(self, diagnostics: Iterable[Diagnostic], exit_code: int = 2) -> None:
        self.diagnostics = tuple(diagnostics)
        self.exit_code = exit_code
        super().__init__("\n".join(str(d) for d in self.diagnostics))


class Diagnostics:
    """Collects findings; `raise_errors` stops the step when one of them is an error."""

    def __init__(self) -> None:
        self.items: list[Diagnostic] = []

    def error(self, code: str, message: str, position: Position | None = None, hint: str | None = None) -> None:
        self.items.append(Diagnostic(code, message, position, hint))

    def warning(self, code: str, message: str, position: Position | None = None, hint: str | None = None) -> None:
        self.items.append(Diagnostic(code, message, position, hint, "warning"))

    def extend(self, items: Iterable[Diagnostic]) -> None:
        self.items.extend(items)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(d for d in self.items if d.severity == "error")

    def raise_errors(self, exit_code: int = 2) -> None:
        """Raise `DeckgenError` with everything collected (warnings too) if there is an error."""
        if self.errors:
            raise DeckgenError(self.items, exit_code)


def closest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` most likely means, or None if nothing is near."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return near[0] if near else None


def did_you_mean(name: str, known: Iterable[str]) -> str | None:
    """A hint naming the closest known name, or None if nothing is near."""
    near = closest(name, known)
    return f"did you mean '{near}'?" if near is not None else None
