"""What a UNION gives, and how the row ids of equal rows are gathered."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.data.sql import quoted
from deckgen.model.value import OriginKind
from deckgen.resolve.scope import Output, OutputColumn, weakest
from deckgen.resolve.terms import distinct


def gathered(name: str) -> str:
    """SQL of the ids of a hidden column over all rows of a group."""
    return distinct(quoted(name))


def united(
    outputs: Sequence[Output], row: str, direct: str, *, least: OriginKind = "cell", by_name: bool = False
) -> Output:
    """What a UNION gives: columns by place or by name, each from any of its parts' rows."""
    columns: dict[str, OutputColumn] = {}
    names = dict.fromkeys(name for output in outputs for name in output.columns) if by_name else outputs[0].columns
    by_place = [list(output.columns.values()) for output in outputs]
    for index, name in enumerate(names):
        if by_name:
            parts = [output.columns[name] for output in outputs if name in output.columns]
        else:
            parts = [columns[index] for columns in by_place if index < len(columns)]
        kind = weakest([part.kind for part in parts], least)
        columns[name] = OutputColumn(row, kind, any(part.localized for part in parts))
    return Output(columns, row, direct, (row, direct), all(output.complete for output in outputs))
