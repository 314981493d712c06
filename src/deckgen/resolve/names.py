"""Names of targets: made from the spec's `name`, distinct, and safe as the names of files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from deckgen.diagnostics import Diagnostics, Position
from deckgen.model.inputs import QueryResult
from deckgen.model.value import Measure, Origin, Value
from deckgen.text.localized import LocalizedText

MAXIMUM_NAME_BYTES = 150
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def target_name(name: LocalizedText, language: str, row: Mapping[str, QueryResult]) -> str:
    """The name of a target in NFC: `name` filled from the `for_each` row. Raises `DeckgenError` for what cannot be filled."""
    scope = {variable: _values(variable, result) for variable, result in row.items()}
    paragraphs = name.template(language).render(scope, language)
    text = " ".join("".join(run.text for run in runs) for runs in paragraphs)
    return unicodedata.normalize("NFC", text.strip())


def _values(variable: str, result: QueryResult) -> Mapping[str, Value]:
    return {
        column: Value(
            raw=cell if not isinstance(cell, Mapping) else cell.get("en"),
            origin=Origin(query=variable, row_key=result.origins[0].row_key, column=column, kind=kind),
            measure=Measure(format="year") if column == "year" else None,
        )
        for column, kind, cell in zip(result.columns, result.kinds, result.rows[0], strict=True)
    }


def check_names(names: Sequence[str], at: Position | None, found: Diagnostics) -> None:
    """Names must be safe in every file system (DG815) and distinct whatever the case (DG816)."""
    seen: dict[str, str] = {}
    for name in names:
        reason = _unsafe(name)
        if reason:
            found.error("DG815", f"'{name[:60]}' cannot be the name of a file: {reason}", at, "use an id")
        folded = unicodedata.normalize("NFKC", name).casefold()
        if folded in seen:
            message = f"two targets would have the same file name: '{seen[folded]}' and '{name}'"
            found.error("DG816", message, at, "use an id in `name`")
        seen.setdefault(folded, name)


def _unsafe(name: str) -> str | None:
    if not name:
        return "it is empty"
    if len(name.encode()) > MAXIMUM_NAME_BYTES:
        return f"it is longer than {MAXIMUM_NAME_BYTES} bytes"
    forbidden = _FORBIDDEN.search(name)
    if forbidden:
        return f"it has {forbidden.group()!r}"
    if _RESERVED.fullmatch(name):
        return "Windows keeps that name for a device"
    if name[0] in ". " or name[-1] in ". ":
        return "it begins or ends with a dot or a space"
    return None
