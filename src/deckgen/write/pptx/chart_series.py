"""The series of a native chart: `c:ser` with its paint, its differing points, its labels and its cached data."""

from __future__ import annotations

from deckgen.model.chart import ChartPoint, ChartSeries
from deckgen.model.pages import PlacedChart
from deckgen.write.chart_style import (
    AXIS_WIDTH,
    EDGE_COLOR,
    LINE_WIDTH,
    MARKER_SIZE,
    PART_GAP,
    marker_size,
    point_color,
)
from deckgen.write.pptx.chart_labels import LabelWriter
from deckgen.write.pptx.chart_sheet import Sheet
from deckgen.write.pptx.drawing import NO_LINE, Palette
from deckgen.write.pptx.text import TextWriter

_AS_IT_IS = '<c:invertIfNegative val="0"/>'
_FLAT = '<c:bubble3D val="0"/>'


class SeriesWriter:
    """Writes the series of one chart."""

    def __init__(self, item: PlacedChart, sheet: Sheet, writer: TextWriter, palette: Palette) -> None:
        self._chart = item.chart
        self._sheet = sheet
        self._palette = palette
        self._labels = LabelWriter(item, writer, palette)

    def xml(self) -> str:
        """All series in their order."""
        match self._chart.kind:
            case "bubble":
                write = self._bubble
            case "line" | "radar":
                write = self._line
            case "doughnut":
                write = self._parts
            case "bar" | "column" | "stacked_bar" | "stacked_column":
                write = self._bars
        return "".join(
            f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{write(number, series)}</c:ser>'
            for number, series in enumerate(self._chart.series)
        )

    def _bars(self, number: int, series: ChartSeries) -> str:
        points = "".join(
            f'<c:dPt><c:idx val="{index}"/>{_AS_IT_IS}{_FLAT}'
            f"<c:spPr>{self._bar_paint(point_color(self._chart, series, index), point.forecast)}</c:spPr></c:dPt>"
            for index, point in enumerate(series.points)
            if point.number is not None and (point.highlight or point.forecast)
        )
        return (
            f"<c:tx>{self._sheet.name_cache(number)}</c:tx><c:spPr>{self._bar_paint(series.color, False)}</c:spPr>"
            f"{_AS_IT_IS}{points}{self._labels.series(number)}{self._data(number)}"
        )

    def _bar_paint(self, color: str, forecast: bool) -> str:
        if not forecast:
            return self._palette.solid(color) + NO_LINE
        return self._palette.hatched(color, EDGE_COLOR) + self._palette.line(color, AXIS_WIDTH)

    def _line(self, number: int, series: ChartSeries) -> str:
        points = "".join(
            f'<c:dPt><c:idx val="{index}"/>{self._marker(point_color(self._chart, series, index), point)}{_FLAT}'
            f"{self._stroke(series.color, dashed=True) if point.forecast else ''}</c:dPt>"
            for index, point in enumerate(series.points)
            if point.number is not None and (point.highlight or point.forecast)
        )
        # A radar chart's series may not even say that it is not smooth.
        smooth = '<c:smooth val="0"/>' if self._chart.kind == "line" else ""
        return (
            f"<c:tx>{self._sheet.name_cache(number)}</c:tx>{self._stroke(series.color, dashed=False)}"
            f"{self._marker(series.color)}{points}{self._labels.series(number)}{self._data(number)}{smooth}"
        )

    def _stroke(self, color: str, *, dashed: bool) -> str:
        dash = '<a:prstDash val="sysDash"/>' if dashed else ""
        return (
            f'<c:spPr><a:ln w="{LINE_WIDTH}" cap="{"flat" if dashed else "rnd"}">{self._palette.solid(color)}{dash}'
            "<a:round/></a:ln></c:spPr>"
        )

    def _marker(self, color: str, point: ChartPoint | None = None) -> str:
        """The marker of a point that differs, or of all others."""
        inside = self._palette.solid(EDGE_COLOR if point and point.forecast else color)
        rim = self._palette.line(color, LINE_WIDTH // 2)
        size = marker_size(point) if point else MARKER_SIZE
        return f'<c:marker><c:symbol val="circle"/><c:size val="{size}"/><c:spPr>{inside}{rim}</c:spPr></c:marker>'

    def _parts(self, number: int, series: ChartSeries) -> str:
        gap = self._palette.line(EDGE_COLOR, PART_GAP)
        points = "".join(
            f'<c:dPt><c:idx val="{index}"/>{_FLAT}'
            f"<c:spPr>{self._palette.solid(point_color(self._chart, series, index))}{gap}</c:spPr></c:dPt>"
            for index, point in enumerate(series.points)
            if point.number is not None
        )
        return (
            f"<c:tx>{self._sheet.name_cache(number)}</c:tx><c:spPr>{gap}</c:spPr>{points}"
            f"{self._labels.series(number)}{self._data(number)}"
        )

    def _bubble(self, number: int, series: ChartSeries) -> str:
        paint = self._palette.solid(point_color(self._chart, series, 0)) + self._palette.line(EDGE_COLOR, AXIS_WIDTH)
        x, y, size = (self._sheet.cell_cache(column, number) for column in range(3))
        return (
            f"<c:tx>{self._sheet.label_cell_cache(number)}</c:tx><c:spPr>{paint}</c:spPr>{_AS_IT_IS}"
            f"{self._labels.series(number)}<c:xVal>{x}</c:xVal><c:yVal>{y}</c:yVal>"
            f"<c:bubbleSize>{size}</c:bubbleSize>{_FLAT}"
        )

    def _data(self, number: int) -> str:
        return f"<c:cat>{self._sheet.label_cache()}</c:cat><c:val>{self._sheet.column_cache(number)}</c:val>"
