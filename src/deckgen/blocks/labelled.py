"""A column that a block shows under a label: its name alone, or a map."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from deckgen.blocks.base import Context
from deckgen.model.text import Run
from deckgen.source.located import ColumnName, Located, LocatedMap
from deckgen.text.localized import LocalizedText


class LabelledColumn(BaseModel):
    """A column of the query; `label` is its heading (else the label of its measure)."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    column: ColumnName
    label: LocalizedText | None = None

    def heading(self, context: Context) -> tuple[Run, ...]:
        """The label's runs; a column without one is an error of the spec."""
        return context.text(self.label) if self.label else context.label(self.column)


def named_column(raw: Any) -> Any:
    """A bare name as the map that it stands for, for pydantic validators."""
    if not isinstance(raw, str):
        return raw
    at = raw.at if isinstance(raw, Located) else None
    column = LocatedMap(at)
    column.add("column", raw, at, at)
    return column
