"""`roadmap`: what happens in each phase, by lane."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, model_validator

from deckgen.blocks.base import Block, Context
from deckgen.blocks.parts import POINT
from deckgen.model.nodes import Area, Areas, Node, Text
from deckgen.model.text import Paragraph, Run
from deckgen.text.localized import LocalizedText
from deckgen.text.validation import LocatedModel, fault

MOST_PHASES = 6
MOST_LANES = 6


class Phase(LocatedModel):
    """A stretch of time: its name and when it is."""

    head: LocalizedText
    time: LocalizedText | None = None
    highlight: bool = False


def _as_list(raw: Any) -> Any:
    return raw if isinstance(raw, list) else [raw]


Cell = Annotated[
    tuple[LocalizedText, ...],
    BeforeValidator(_as_list, json_schema_input_type=LocalizedText | list[LocalizedText]),
]


class Lane(LocatedModel):
    """A row of the roadmap; each cell is a text, or a list of texts that become bullets."""

    head: LocalizedText
    cells: tuple[Cell, ...]
    highlight: bool = False


class Roadmap(Block):
    """Phases as arrows above, lanes below."""

    kind: ClassVar[str] = "roadmap"

    phases: tuple[Phase, ...]
    lanes: tuple[Lane, ...]

    @model_validator(mode="after")
    def _cells_match_phases(self) -> Self:
        phases = len(self.phases)
        for what, count, most in (("phases", phases, MOST_PHASES), ("lanes", len(self.lanes), MOST_LANES)):
            if not 1 <= count <= most:
                raise fault("DG206", f"{count} {what}: a roadmap has 1 to {most}", self.at_key(what))
        for lane in self.lanes:
            if len(lane.cells) != phases:
                hint = "give each lane one cell for each phase"
                raise fault("DG206", f"{len(lane.cells)} cells for {phases} phases", lane.at_key("cells"), hint)
        return self

    def lower(self, context: Context) -> Node | None:
        key = context.key(self)
        phases = len(self.phases)
        areas = [
            Area(node=self._phase(context, phase, f"{key}/phase/{column}"), row=0, column=column)
            for column, phase in enumerate(self.phases, start=1)
        ]
        for row, lane in enumerate(self.lanes, start=1):
            areas.extend(
                Area(node=node, row=row, column=column)
                for column, node in enumerate(self._lane(context, lane, f"{key}/lane/{row}"))
            )
        return Areas(
            areas=tuple(areas),
            widths=(None, *((1,) * phases)),
            column_gap=0.5,
            row_gap=0.5,
            grow=tuple(range(1, len(self.lanes) + 1)),
            elastic=True,
        )

    def _phase(self, context: Context, phase: Phase, key: str) -> Text:
        paragraphs = [Paragraph(runs=context.text(phase.head), role="part_head")]
        if phase.time is not None:
            time = tuple(replace(run, color="inverse") for run in context.text(phase.time))
            paragraphs.append(Paragraph(runs=time, role="part_text"))
        fill = "highlight" if phase.highlight else "primary"
        return Text(
            key=key,
            paragraphs=tuple(paragraphs),
            at=self.at,
            fill=fill,
            shape="homePlate",
            adjustments=(POINT,),
            anchor="middle",
        )

    def _lane(self, context: Context, lane: Lane, key: str) -> Iterator[Text]:
        """The lane's head and its cells. All of a lane's cells have bullets if one of them has several texts."""
        head = Paragraph(runs=context.text(lane.head), role="lane_head", align="center")
        yield Text(key=key, paragraphs=(head,), at=self.at, fill="heat_2", anchor="middle")
        has_bullets = any(len(cell) > 1 for cell in lane.cells)
        for number, cell in enumerate(lane.cells, start=1):
            paragraphs = tuple(
                Paragraph(runs=_emphasized(context.text(text), lane.highlight), role="part_text", bullet=has_bullets)
                for text in cell
            )
            yield Text(
                key=f"{key}/{number}",
                paragraphs=paragraphs,
                at=self.at,
                fill="background" if lane.highlight else "panel",
                outline="highlight" if lane.highlight else None,
                anchor="middle",
            )


def _emphasized(runs: tuple[Run, ...], is_highlighted: bool) -> tuple[Run, ...]:
    return tuple(replace(run, bold=True) for run in runs) if is_highlighted else runs
