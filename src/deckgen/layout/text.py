"""A text leaf measured and placed: plain text, a panel, a card, a callout, an arrow or a disc."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from deckgen.diagnostics import DeckgenError, Diagnostic, Position, did_you_mean
from deckgen.layout.breaks import analyse
from deckgen.layout.measure import text_height
from deckgen.layout.measured import TooNarrow
from deckgen.layout.typography import Typography
from deckgen.model.geometry import Box, Insets, emu, points
from deckgen.model.nodes import Text
from deckgen.model.pages import BAR_THICKNESS, Item, PlacedText
from deckgen.model.presets import FULL, TEXT_PRESETS, adjusted, text_room
from deckgen.model.set_text import SetParagraph
from deckgen.model.text import Anchor, Paragraph, Run

FIGURE_ROLES = ("kpi_value", "item_value")
"""Type roles of key figures, which stay on one line."""
HEAD_ROLES = ("part_head", "lane_head", "item_head", "event_head", "event_time")
"""Type roles of a diagram's heads, whose words stay whole."""
_NARROWEST = 3
"""Ems of body text that a text box has inside at least, unless its text is shorter."""
_REFERENCE_LINES = 2
"""A point or corner is as deep as on a box of this many lines, however high the box gets: neighbours interlock."""
_ROUNDING = 50
"""EMU added so that a text that fits exactly is not broken by rounding."""
_WIDEST = 10_000_000_000
"""EMU: a width in which every paragraph is one line."""
_DISC = 2**0.5
"""The diameter of a circle about a square, in sides of the square."""


@dataclass(frozen=True, slots=True)
class MeasuredText:
    """See `Measured`. A filled or outlined box is elastic: it lines up with its neighbours; plain text and discs keep their
    height. `depth` (EMU) is that of the box's point or corner; `left` is where the box begins in the place it is given."""

    node: Text
    name: str
    width: int
    insets: Insets
    paragraphs: tuple[SetParagraph, ...]
    minimum: int
    depth: int = 0
    left: int = 0
    reserve: int = 0

    @property
    def preferred(self) -> int:
        return self.minimum

    @property
    def elastic(self) -> bool:
        return _is_box(self.node) and self.node.shape != "ellipse"

    @property
    def at(self) -> Position | None:
        return self.node.at

    def place(self, x: int, y: int, height: int) -> tuple[Item, ...]:
        node = self.node
        box = Box(x + self.left, y, self.width, height if self.elastic else self.minimum)
        shorter = min(box.width, box.height)
        return (
            PlacedText(
                name=self.name,
                box=box,
                paragraphs=self.paragraphs,
                text_top=anchored_top(box, self.insets, node.anchor, self.paragraphs),
                insets=self.insets,
                anchor=node.anchor,
                fill=node.fill,
                outline=node.outline,
                bar=node.bar,
                bar_edge=node.bar_edge,
                preset=node.shape,
                adjustments=(round(self.depth * FULL / shorter),) if self.depth and shorter else (),
                link_to=node.link,
                at=node.at,
            ),
        )


def measure_text(node: Text, width: int, typography: Typography, prefix: str) -> MeasuredText:
    """A text in a width in EMU. `TooNarrow` if it has no room for a few characters, or breaks a key figure. `DeckgenError`
    DG605, DG606 for a type role or a shape that there is not."""
    typography.check_roles(node.paragraphs, node.at)
    _check_shape(node)
    name = f"{prefix}/{node.key}"
    if node.shape == "ellipse":
        return _disc(node, width, typography, name)
    depth = _depth(node, width, typography)
    insets = _insets(node, typography, depth)
    inner = width - insets.left - insets.right
    narrowest = emu(_NARROWEST * typography.style("body").size)
    if inner < narrowest and inner < (needed := min(narrowest, _one_line(node.paragraphs, typography))):
        hint = "give it a larger share of the width"
        raise TooNarrow("a column is too narrow for its text", points(needed), points(max(inner, 0)), node.at, hint)
    paragraphs = typography.set(node.paragraphs, inner)
    _refuse_broken_figure(node, paragraphs, inner, typography)
    _refuse_broken_head(node, paragraphs, inner, typography)
    height = emu(text_height(paragraphs)) + insets.top + insets.bottom
    return MeasuredText(node, name, width, insets, paragraphs, height, depth)


def natural_text_width(node: Text, typography: Typography) -> int:
    """The width in EMU in which each paragraph of the text takes one line. `DeckgenError` as `measure_text`."""
    typography.check_roles(node.paragraphs, node.at)
    _check_shape(node)
    if node.shape == "ellipse":
        return _diameter(node, typography)
    insets = _insets(node, typography, _depth(node, _WIDEST, typography))
    return _one_line(node.paragraphs, typography) + insets.left + insets.right


def _one_line(paragraphs: Sequence[Paragraph], typography: Typography) -> int:
    """The width of the widest paragraph on one line, in EMU."""
    widths = (
        (placed.style.indent if placed.paragraph.bullet else 0.0)
        + max(line.width for line in placed.lines) * typography.slack
        for placed in typography.set((replace(each, align="left") for each in paragraphs), _WIDEST)
    )
    return emu(max(widths, default=0.0)) + _ROUNDING


def _disc(node: Text, width: int, typography: Typography, name: str) -> MeasuredText:
    """A circle in the middle of its width, as large as its text on one line needs."""
    diameter = _diameter(node, typography)
    if diameter > width:
        hint = "shorten its text or give it a larger share of the width"
        raise TooNarrow("a disc is wider than its place", points(diameter), points(width), node.at, hint)
    room = text_room("ellipse", (), diameter, diameter)
    paragraphs = typography.set(node.paragraphs, diameter - room.left - room.right)
    return MeasuredText(
        replace(node, anchor="middle"), name, diameter, room, paragraphs, diameter, left=(width - diameter) // 2
    )


def _diameter(node: Text, typography: Typography) -> int:
    height = text_height(typography.set(node.paragraphs, _WIDEST))
    return round(_DISC * max(_one_line(node.paragraphs, typography), emu(height))) + _ROUNDING


def _is_box(node: Text) -> bool:
    return node.fill is not None or node.outline is not None


def _check_shape(node: Text) -> None:
    """DG606 at the block for a shape that no text can have."""
    if node.shape not in TEXT_PRESETS:
        hint = did_you_mean(node.shape, TEXT_PRESETS) or f"use one of {', '.join(TEXT_PRESETS)}"
        message = f"a text cannot have the shape '{node.shape}'"
        raise DeckgenError([Diagnostic("DG606", message, node.at, hint)], exit_code=1)


def _depth(node: Text, width: int, typography: Typography) -> int:
    """The depth of the box's point or corner in EMU: that of a box of a few lines in its first type role."""
    if node.shape == "rect" or not _is_box(node):
        return 0
    style = typography.style(node.paragraphs[0].role if node.paragraphs else "body")
    _, end = _padding(typography)
    reference = emu(_REFERENCE_LINES * style.line_height) + 2 * end
    return round(adjusted(node.shape, node.adjustments, min(width, reference)))


def _refuse_broken_figure(node: Text, paragraphs: tuple[SetParagraph, ...], inner: int, typography: Typography) -> None:
    """A key figure stays on one line as long as there is a smaller size for it; a number or word is never broken."""
    for paragraph in paragraphs:
        role = paragraph.paragraph.role
        if role not in FIGURE_ROLES or len(paragraph.lines) < 2:
            continue
        text = paragraph.paragraph.text
        line_ends = accumulate(len(line.text) for line in paragraph.lines)
        if typography.has_smaller(role) or not set(line_ends).issubset(analyse(text, typography.faces).breaks):
            needed = typography.faces.measure(text, paragraph.style.size, True) * typography.slack
            what = f"the key figure '{text}' does not fit on a line"
            raise TooNarrow(what, needed, points(inner), node.at, "show fewer cards side by side")


def _refuse_broken_head(node: Text, paragraphs: tuple[SetParagraph, ...], inner: int, typography: Typography) -> None:
    """A word of a diagram's head is never broken."""
    for paragraph in paragraphs:
        if paragraph.paragraph.role not in HEAD_ROLES or len(paragraph.lines) < 2:
            continue
        text = paragraph.paragraph.text
        breaks = analyse(text, typography.faces).breaks
        starts = [0, *sorted(breaks), len(text)]
        line_ends = list(accumulate(len(line.text) for line in paragraph.lines))[:-1]
        for end in line_ends:
            if end not in breaks:
                first, last = (max(s for s in starts if s < end), min(s for s in starts if s > end))
                word = text[first:last].strip()
                needed = typography.faces.measure(word, paragraph.style.size, True) * typography.slack
                what = f"the word '{word}' does not fit on a line"
                raise TooNarrow(what, needed, points(inner), node.at, "shorten it, or show fewer parts side by side")


def _insets(node: Text, typography: Typography, depth: int) -> Insets:
    """Padding of a filled, outlined or barred box, in proportion to the body's size, clear of points `depth` EMU deep; plain
    text has none."""
    if node.bar is None and not _is_box(node):
        return Insets()
    side, end = _padding(typography)
    top_bar = BAR_THICKNESS if node.bar and node.bar_edge == "top" else 0
    left_bar = BAR_THICKNESS if node.bar and node.bar_edge == "left" else 0
    left = depth + side // 2 if node.shape == "chevron" else side
    right = depth + side // 2 if node.shape in ("chevron", "homePlate") else side
    return Insets(left=left + left_bar, top=end + top_bar, right=right, bottom=end)


def _padding(typography: Typography) -> tuple[int, int]:
    """Of a box, at its sides and at its top and bottom, in EMU."""
    size = typography.style("body").size
    return emu(0.85 * size), emu(0.65 * size)


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
