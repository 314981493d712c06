"""A text leaf measured and placed: plain text, a panel, a card or a callout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from deckgen.diagnostics import Position
from deckgen.layout.breaks import analyse
from deckgen.layout.measure import text_height
from deckgen.layout.measured import TooNarrow
from deckgen.layout.typography import Typography
from deckgen.model.geometry import Box, Insets, emu, points
from deckgen.model.nodes import Anchor, Paragraph, Run, Text
from deckgen.model.pages import Item, PlacedText, SetParagraph

BAR = 45_720
"""Thickness of the colour bar on a card's or callout's edge, inside its box."""
_NARROWEST = 3
"""Ems of body text that a text box has inside at least."""


@dataclass(frozen=True, slots=True)
class MeasuredText:
    """See `Measured`. A filled box is elastic: it lines up with its neighbours; plain text keeps its height."""

    node: Text
    name: str
    width: int
    insets: Insets
    paragraphs: tuple[SetParagraph, ...]
    minimum: int
    reserve: int = 0

    @property
    def preferred(self) -> int:
        return self.minimum

    @property
    def elastic(self) -> bool:
        return self.node.fill is not None

    @property
    def at(self) -> Position | None:
        return self.node.at

    def place(self, x: int, y: int, height: int) -> tuple[Item, ...]:
        node = self.node
        box = Box(x, y, self.width, height if self.elastic else self.minimum)
        return (
            PlacedText(
                name=self.name,
                box=box,
                paragraphs=self.paragraphs,
                text_top=anchored_top(box, self.insets, node.anchor, self.paragraphs),
                insets=self.insets,
                anchor=node.anchor,
                fill=node.fill,
                bar=node.bar,
                bar_edge=node.bar_edge,
                at=node.at,
            ),
        )


def measure_text(node: Text, width: int, typography: Typography, prefix: str) -> MeasuredText:
    """A text in a width in EMU. `TooNarrow` if it has no room for a few characters, or breaks a key figure."""
    typography.check_roles(node.paragraphs, node.at)
    insets = _insets(node, typography)
    inner = width - insets.left - insets.right
    narrowest = emu(_NARROWEST * typography.style("body").size)
    if inner < narrowest:
        hint = "give it a larger share of the width"
        raise TooNarrow("a column is too narrow for its text", points(narrowest), points(max(inner, 0)), node.at, hint)
    paragraphs = typography.set(node.paragraphs, inner)
    _refuse_broken_figure(node, paragraphs, inner, typography)
    height = emu(text_height(paragraphs)) + insets.top + insets.bottom
    return MeasuredText(node, f"{prefix}/{node.key}", width, insets, paragraphs, height)


def _refuse_broken_figure(node: Text, paragraphs: tuple[SetParagraph, ...], inner: int, typography: Typography) -> None:
    """A key figure stays on one line as long as there is a smaller size for it; a number or word is never broken."""
    for paragraph in paragraphs:
        role = paragraph.paragraph.role
        if role != "kpi_value" or len(paragraph.lines) < 2:
            continue
        text = paragraph.paragraph.text
        line_ends = accumulate(len(line.text) for line in paragraph.lines)
        if typography.has_smaller(role) or not set(line_ends).issubset(analyse(text, typography.faces).breaks):
            needed = typography.faces.measure(text, paragraph.style.size, True) * typography.slack
            what = f"the key figure '{text}' does not fit on a line"
            raise TooNarrow(what, needed, points(inner), node.at, "show fewer cards side by side")


def _insets(node: Text, typography: Typography) -> Insets:
    """Padding of a filled or barred box, in proportion to the body's size; plain text has none."""
    if node.fill is None and node.bar is None:
        return Insets()
    size = typography.style("body").size
    side, end = emu(0.85 * size), emu(0.65 * size)
    top_bar = BAR if node.bar and node.bar_edge == "top" else 0
    left_bar = BAR if node.bar and node.bar_edge == "left" else 0
    return Insets(left=side + left_bar, top=end + top_bar, right=side, bottom=end)


def anchored_top(box: Box, insets: Insets, anchor: Anchor, paragraphs: Sequence[SetParagraph]) -> int:
    """The absolute y of the first paragraph's top."""
    inner = box.inner(insets)
    free = inner.height - emu(text_height(paragraphs))
    return inner.y + {"top": 0, "middle": free // 2, "bottom": free}[anchor]


def measure_title(
    runs: tuple[Run, ...], name: str, width: int, typography: Typography, at: Position | None
) -> MeasuredText | None:
    """The title of a table or chart, or None if it has none."""
    if not runs:
        return None
    node = Text(key="title", paragraphs=(Paragraph(runs=runs, role="chart_title"),), at=at)
    paragraphs = typography.set(node.paragraphs, width)
    return MeasuredText(node, f"{name}/title", width, Insets(), paragraphs, emu(text_height(paragraphs)))
