"""A chart as PowerPoint shows it: the part's cached categories, series and numbers, with where its workbook holds each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from deckgen.model.record import number_text
from deckgen.read.names import tag
from deckgen.read.xml import Element, child, child_text, finite_number, whole_number

_SERIES = tag("c:ser")
_FORMULA = tag("c:f")
_POINT = tag("c:pt")
_VALUE = tag("c:v")
_COUNT = tag("c:ptCount")
_CACHES = tuple(map(tag, ("c:strCache", "c:numCache", "c:strLit", "c:numLit")))
_TEXT_CACHES = (tag("c:strCache"), tag("c:strLit"))
_NUMBERS = (tag("c:val"), tag("c:yVal"))
_MOST_POINTS = 100_000


@dataclass(frozen=True, slots=True)
class CachedData:
    """One cached range: `texts` by position ('' is a gap; numbers in the form of `number_text`), the workbook's `reference`
    ('' if it has none), `numeric` if it holds numbers, `format_code` of its numbers."""

    texts: tuple[str, ...]
    reference: str
    numeric: bool
    format_code: str


@dataclass(frozen=True, slots=True)
class ChartSeriesData:
    """A series: its `name`, `categories` and `numbers`, of points in a plane their places across (`x`) and `sizes`, each as
    cached; None where the part has none."""

    name: CachedData | None
    categories: CachedData | None
    numbers: CachedData | None
    x: CachedData | None
    sizes: CachedData | None
    label_format: str

    @property
    def ranges(self) -> Iterator[tuple[str, CachedData]]:
        """What the part has, with the name of each."""
        for name in ("name", "categories", "numbers", "x", "sizes"):
            cached: CachedData | None = getattr(self, name)
            if cached is not None:
                yield name, cached


def read_series(chart: Element) -> Iterator[ChartSeriesData]:
    """The series of a chart part in document order."""
    for series in chart.iter(_SERIES):
        labels = child(series, tag("c:dLbls"))
        yield ChartSeriesData(
            name=_cached(child(series, tag("c:tx"))),
            categories=_cached(child(series, tag("c:cat"))),
            numbers=_cached(next((item for item in series if item.tag in _NUMBERS), None)),
            x=_cached(child(series, tag("c:xVal"))),
            sizes=_cached(child(series, tag("c:bubbleSize"))),
            label_format=_format(None if labels is None else child(labels, tag("c:numFmt"))),
        )


def series_format(series: ChartSeriesData) -> str:
    """The format code of the numbers shown: that of the labels, else that of the cells."""
    return series.label_format or (series.numbers.format_code if series.numbers else "")


def _format(mark: Element | None) -> str:
    linked = mark is None or mark.get("sourceLinked") in ("1", "true")
    return "" if mark is None or linked else mark.get("formatCode", "")


def _cached(holder: Element | None) -> CachedData | None:
    if holder is None:
        return None
    cache = next(holder.iter(*_CACHES), None)
    reference = next((found.text or "" for found in holder.iter(_FORMULA)), "")
    if cache is None:
        literal = child(holder, _VALUE)
        return None if literal is None else CachedData((literal.text or "",), reference, False, "")
    numeric = cache.tag not in _TEXT_CACHES
    texts: dict[int, str] = {}
    for point in cache.iterchildren(_POINT):
        index = whole_number(point.get("idx", ""))
        text = child_text(point, _VALUE)
        if index is not None and index < _MOST_POINTS:
            texts[index] = _number(text) if numeric else text
    count = child(cache, _COUNT)
    # A count without points is a run of gaps. What a damaged count or place says is for the package check to tell.
    stated = (whole_number(count.get("val", "")) if count is not None else None) or 0
    length = max(max(texts, default=-1) + 1, min(stated, _MOST_POINTS))
    format_code = child_text(cache, tag("c:formatCode"))
    return CachedData(tuple(texts.get(index, "") for index in range(length)), reference, numeric, format_code)


def _number(text: str) -> str:
    number = finite_number(text)
    return text if number is None else number_text(number)
