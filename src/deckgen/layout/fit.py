"""The fit contract: a slide's blocks and the zone for them in, the parts that fit out.

All blocks of a slide share one size step: 0, 1, 2, the first that fits wins. Else the slide's one splittable block
continues on further slides at step 0. Else a located error says how much room is needed and how much there is.
"""

from __future__ import annotations

from dataclasses import dataclass

from deckgen.diagnostics import Diagnostic
from deckgen.layout.boxes import measure_node
from deckgen.layout.measured import Measured, TooNarrow
from deckgen.layout.split import split_body, splittable_leaves
from deckgen.layout.typography import Typography
from deckgen.model.document import Slide
from deckgen.model.geometry import Box, points
from deckgen.model.nodes import Node, Stack
from deckgen.model.pages import Item

STEPS = 3


@dataclass(frozen=True, slots=True)
class FittedBody:
    """One part for each slide that the body takes, in order; all at one size `step`."""

    parts: tuple[Measured, ...]
    step: int

    def place(self, part: int, zone: Box) -> tuple[Item, ...]:
        """The items of a part, at the top of the zone; what is left of its height stays free."""
        measured = self.parts[part]
        height = min(max(measured.preferred, measured.minimum), zone.height - measured.reserve)
        return measured.place(zone.x, zone.y, max(height, measured.minimum))


def fit_body(slide: Slide, zone: Box, typography: Typography) -> FittedBody | Diagnostic:
    """The slide's blocks fitted into `zone`, or why they do not fit. `typography` is at step 0."""
    if not slide.body:
        return FittedBody((MeasuredNothing(),), 0)
    body: Node = slide.body[0] if len(slide.body) == 1 else Stack(items=slide.body)
    problem: Measured | TooNarrow | None = None
    first: Measured | None = None
    for step in range(STEPS):
        try:
            measured = measure_node(body, zone.width, typography.at_step(step), slide.key)
        except TooNarrow as narrow:
            problem = narrow
            continue
        if measured.minimum + measured.reserve <= zone.height:
            return FittedBody((measured,), step)
        problem = measured
        first = measured if step == 0 else first
    leaves = splittable_leaves(first) if first else []
    if first and len(leaves) == 1:
        parts = split_body(first, leaves[0], zone.height, typography, slide.key)
        if parts:
            return FittedBody(tuple(parts), 0)
    assert problem is not None
    return _does_not_fit(problem, slide, zone, len(leaves))


@dataclass(frozen=True, slots=True)
class MeasuredNothing:
    """See `Measured`: the body of a slide without blocks."""

    minimum: int = 0
    preferred: int = 0
    reserve: int = 0
    elastic: bool = False
    at: None = None

    def place(self, x: int, y: int, height: int) -> tuple[Item, ...]:
        return ()


def _does_not_fit(problem: Measured | TooNarrow, slide: Slide, zone: Box, splittable: int) -> Diagnostic:
    at = problem.at or slide.at
    if isinstance(problem, TooNarrow):
        return Diagnostic("DG602", f"slide '{slide.key}': {problem.what}{problem.room}", at, problem.hint)
    needed = points(problem.minimum + problem.reserve)
    message = (
        f"slide '{slide.key}' does not fit: needs {needed:.0f} pt of height, {points(zone.height):.0f} pt are free"
    )
    if splittable > 1:
        hint = "shorten it, or move a block to a slide of its own: of several that could continue, none does"
    elif splittable == 1:
        hint = "shorten it: what stands beside its table or list leaves no room for even one row or item"
    else:
        hint = "shorten the text or move a block to a slide of its own"
    return Diagnostic("DG601", message, at, hint)
