"""The labels that a native chart draws at its points: `c:dLbls` of a series, as layout placed them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from deckgen.model.chart import ChartKind
from deckgen.model.pages import ChartLabel, PlacedChart
from deckgen.model.set_text import TextStyle
from deckgen.model.text import Align, Anchor
from deckgen.write.chart_style import label_ground, point_labels
from deckgen.write.pptx.drawing import NO_LINE, Palette
from deckgen.write.pptx.text import TextWriter
from deckgen.write.pptx.xml import attribute

_SIDES: Mapping[tuple[Align, Anchor], str] = {
    ("center", "bottom"): "t", ("center", "top"): "b", ("left", "middle"): "r", ("right", "middle"): "l",
}  # fmt: skip
"""How a text hangs on its anchor point -> the side of the point on which it stands (others: on the point)."""
_FIXED_SIDES: Mapping[ChartKind, str] = {
    "bar": "outEnd", "column": "outEnd", "stacked_bar": "ctr", "stacked_column": "ctr", "doughnut": "", "radar": "",
}  # fmt: skip
"""Where labels stand in charts that leave no choice; '' where a side may not even be stated."""
_NONE = '<c:dLbls><c:delete val="1"/></c:dLbls>'


_DELETED = '<c:delete val="1"/>'

_Look = tuple[TextStyle, str, str | None]
"""How a label is set, on which side of its point and on what ground."""


def text_properties(writer: TextWriter, style: TextStyle, *, breaks: bool = True) -> str:
    """The text of a part of a chart, upright. At a rotation of exactly 0 a viewer may break it anywhere to print every name;
    without `breaks` it is turned by a 60,000th of a degree, which no eye sees."""
    run = writer.character_properties("a:defRPr", style, style.color, style.bold)
    body = f'<a:bodyPr rot="{0 if breaks else 1}" vert="horz"/>'
    return f"<c:txPr>{body}<a:lstStyle/><a:p><a:pPr>{run}</a:pPr><a:endParaRPr/></a:p></c:txPr>"


class LabelWriter:
    """Writes the labels of one chart's series: numbers, or the names of bubbles. What has no label prints none."""

    def __init__(self, item: PlacedChart, writer: TextWriter, palette: Palette) -> None:
        self._item = item
        self._palette = palette
        self._writer = writer
        self._placed = point_labels(item)
        self._format = f'<c:numFmt formatCode="{attribute(item.chart.number_format)}" sourceLinked="0"/>'
        named = item.chart.kind == "bubble"
        self._shown = (
            f'<c:showLegendKey val="0"/><c:showVal val="{int(not named)}"/><c:showCatName val="0"/>'
            f'<c:showSerName val="{int(named)}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
        )

    def series(self, number: int) -> str:
        """`c:dLbls` of a series: the look that most labels share, and the labels that differ from it."""
        labels = {
            index: self._placed.get((number, index))
            for index, point in enumerate(self._item.chart.series[number].points)
            if point.number is not None
        }
        looks = {index: self._look(label) if label else None for index, label in labels.items()}
        found = [look for look in looks.values() if look]
        if not found:
            return _NONE
        plain = [self._look(label) for label in labels.values() if label and not label.highlight]
        # Of equally common looks the first, so that the same chart gives the same bytes.
        common = Counter(plain or found).most_common(1)[0][0]
        own = "".join(
            f'<c:dLbl><c:idx val="{index}"/>{self._label(look) if look else _DELETED}</c:dLbl>'
            for index, look in looks.items()
            if look != common
        )
        leader = '<c:showLeaderLines val="0"/>' if self._item.chart.kind == "doughnut" else ""
        return f"<c:dLbls>{own}{self._label(common)}{leader}</c:dLbls>"

    def _label(self, look: _Look) -> str:
        style, side, ground = look
        paint = f"<c:spPr>{self._palette.fill(ground)}{NO_LINE}</c:spPr>"
        position = f'<c:dLblPos val="{side}"/>' if side else ""
        return f"{self._format}{paint}{text_properties(self._writer, style)}{position}{self._shown}"

    def _look(self, label: ChartLabel) -> _Look:
        side = _FIXED_SIDES.get(self._item.chart.kind)
        if side is None:
            side = _SIDES.get((label.align, label.anchor), "ctr")
        return label.style, side, label_ground(self._item.chart, label)
