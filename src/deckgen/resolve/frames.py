"""What statements run over: nothing, the targets of `for_each`, or the rows that a slide is repeated for.

A frame is a table of rows with a number each; a statement that reads its variable, or a query that does, runs once for all
of its rows. The rows of a slide's `for_each` are those of a query, for every target: its frame knows the target of each.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from deckgen.data.sql import quoted
from deckgen.resolve.binding import Skipped
from deckgen.resolve.lineage import Source
from deckgen.resolve.scope import Output
from deckgen.resolve.statement import Statement, Tree, parts_of
from deckgen.resolve.target import TARGET, TARGET_ALIAS, target_column

BASE = "__base"
"""The column of a slide's frame that holds the number of each row's target."""


@dataclass(frozen=True, slots=True)
class Frame:
    """`variable` names its row in SQL (None: there is no row and everything runs once), `columns` and `output` are those of
    the row, `sql` gives the numbered rows. `places[target]` are the numbers of a target's rows in their order (None: the
    frame is the targets)."""

    variable: str | None = None
    columns: tuple[str, ...] = ()
    output: Output | None = None
    sql: str = ""
    places: Mapping[int, Sequence[int]] | None = None

    @property
    def is_slide(self) -> bool:
        return self.places is not None


@dataclass(frozen=True, slots=True)
class Offer:
    """The rows of a statement that others may read: `table` holds them, `listed` are its visible columns, `traced` also the
    hidden ones. `variable` is that of the frame that they differ by (None: they are the same everywhere)."""

    table: str
    listed: str
    traced: str
    output: Output
    variable: str | None

    def source(self, frame: Frame) -> Source | None:
        """The rows as a statement of `frame` reads them; None if it cannot."""
        if self.variable is None:
            own = ""
        elif self.variable == frame.variable:
            own = f" WHERE {TARGET} = {TARGET_ALIAS}.{TARGET}"
        elif frame.is_slide:
            own = f" WHERE {TARGET} = {TARGET_ALIAS}.{BASE}"
        else:
            return None
        return Source(
            sql=f"SELECT {self.traced} FROM {self.table}{own}",
            visible_sql=f"SELECT {self.listed} FROM {self.table}{own}",
            output=self.output,
            depends_on_target=self.variable is not None,
        )


class Frames:
    """The frames of one spec and what statements offer to those below. `repeats` are the queries of slides' `for_each` by
    variable; `targets` is the frame of the targets, or the one without rows."""

    def __init__(self, repeats: Mapping[str, str]) -> None:
        self._repeats = repeats
        self._offers: dict[str, Offer] = {}
        self._slides: dict[str, Frame] = {}
        self.targets = Frame()

    def offer(self, name: str, offer: Offer) -> None:
        """Let statements below read the rows."""
        self._offers[name] = offer

    def add(self, frame: Frame) -> None:
        """Let statements run over the rows of a slide's `for_each`."""
        self._slides[str(frame.variable)] = frame

    def sources(self, frame: Frame) -> dict[str, Source]:
        """The queries above as statements of a frame read them."""
        found = ((name, offer.source(frame)) for name, offer in self._offers.items())
        return {name: source for name, source in found if source is not None}

    def variables_of(self, query: str) -> list[str]:
        """The variables of slides that are repeated for the rows of a query."""
        return [variable for variable, name in self._repeats.items() if name == query]

    def places(self, variable: str, target: int) -> Sequence[int]:
        """The numbers of a target's rows in a slide's frame."""
        return (self._slides[variable].places or {}).get(target, ())

    def frame_of(self, statement: Statement, tree: Tree, failed: Collection[str]) -> Frame:
        """The frame that a statement runs over. DG408 if it reads the rows of two slides, or of one whose query stands
        below; `Skipped` if that query is among the `failed`."""
        wanted: dict[str, None] = {}
        for part in parts_of(tree):
            name = _name_of(part)
            if name in self._repeats:
                wanted[name] = None
            elif name in self._offers and self._offers[name].variable in self._repeats:
                wanted[str(self._offers[name].variable)] = None
        if not wanted:
            return self.targets
        if len(wanted) > 1:
            message = f"it reads the rows of several slides: {', '.join(f'${name}' for name in wanted)}"
            raise statement.failure("DG408", message, None, "divide it into queries of one each")
        (variable,) = wanted
        if variable not in self._slides and self._repeats[variable] in failed:
            raise Skipped
        if variable not in self._slides:
            raise statement.failure("DG408", f"'${variable}' is read above its query '{self._repeats[variable]}'")
        return self._slides[variable]


def _name_of(part: Tree) -> str:
    """The query or variable that a node may name: a table, a parameter, the first part of `name.column`."""
    if part.get("type") == "BASE_TABLE":
        return str(part["table_name"])
    if part.get("class") == "PARAMETER":
        return str(part["identifier"])
    if part.get("class") == "COLUMN_REF" and len(part["column_names"]) > 1:
        return str(part["column_names"][0])
    return ""


def frame_sql(table: str, columns: Sequence[str], hidden: Sequence[str], *, is_slide: bool) -> str:
    """SQL of a frame's rows with their columns under names that no bare name finds."""
    numbers = [TARGET, BASE] if is_slide else [TARGET]
    named = [f"{quoted(column)} AS {quoted(target_column(column))}" for column in columns]
    return f"SELECT {', '.join([*numbers, *named, *(quoted(name) for name in hidden)])} FROM {table}"
