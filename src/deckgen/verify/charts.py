"""Checks of charts: axes, cached numbers, the embedded workbook and its agreement with the cache."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.read.names import R_NAMESPACE, prefixed, tag
from deckgen.read.package import Package
from deckgen.read.pptx_chart import CachedData, read_series
from deckgen.read.workbook import Workbook, places, read_workbook
from deckgen.read.xml import Element, child, child_text, finite_number, whole_number
from deckgen.verify.opc import check_content_types_of, check_relationships_of
from deckgen.verify.survey import Elements, Finding, Survey, finding

_AXES = tuple(map(tag, ("c:catAx", "c:valAx", "c:dateAx", "c:serAx")))
_PLOTS_WITHOUT_AXES = frozenset(map(tag, ("c:pieChart", "c:doughnutChart", "c:ofPieChart")))
_LARGEST = 4_294_967_295
_DEPTH = tag("c:view3D")
_VALUE_AXIS = tag("c:valAx")


def check_axes(elements: Elements) -> Iterator[Finding]:
    """DG750: axis ids that are negative, used twice or lead to no axis; an axis that nothing uses."""
    axes = [axis for name in _AXES for axis in elements.get(name, ())]
    ids = [_id(child(axis, tag("c:axId"))) for axis in axes]
    crossing = [_id(child(axis, tag("c:crossAx"))) for axis in axes]
    used = [_id(mark) for mark in elements.get(tag("c:axId"), ()) if mark.getparent() not in axes]
    for identity in sorted({*ids, *crossing, *used}):
        number = whole_number(identity)
        if number is None or number > _LARGEST:
            yield "DG750", f"axis id '{identity}' is no unsigned integer"
        elif identity not in ids:
            yield "DG750", f"axis id {identity} leads to no axis"
        elif ids.count(identity) > 1:
            yield "DG750", f"axis id {identity} is used {ids.count(identity)} times"
        elif identity not in used:
            yield "DG750", f"no plot uses the axis {identity}"
    for plot in [plot for area in elements.get(tag("c:plotArea"), ()) for plot in area]:
        count = len(plot.findall(tag("c:axId")))
        wanted = 0 if plot.tag in _PLOTS_WITHOUT_AXES else 2
        if plot.tag.endswith("Chart") and not plot.tag.endswith("3DChart") and count != wanted:
            yield "DG750", f"a plot names {count} axes instead of {wanted}"


def _id(mark: Element | None) -> str:
    return "" if mark is None else mark.get("val", "")


def check_shape_of_data(elements: Elements) -> Iterator[Finding]:
    """DG757: a drawing that misleads: in three dimensions, or of bars that do not start at a 0 within a fixed range."""
    for name in elements:
        if name == _DEPTH or name.endswith("3DChart"):
            yield "DG757", f"{prefixed(name)}: a chart in three dimensions"
    if any(mark.get("val") in ("1", "true") for mark in elements.get(tag("c:bubble3D"), ())):
        yield "DG757", "c:bubble3D: a chart in three dimensions"
    axes = {_id(child(axis, tag("c:axId"))): axis for name in _AXES for axis in elements.get(name, ())}
    for plot in elements.get(tag("c:barChart"), ()):
        for axis in (axes.get(_id(mark)) for mark in plot.iterchildren(tag("c:axId"))):
            if axis is not None and axis.tag == _VALUE_AXIS and not _starts_at_zero(axis, axes):
                yield "DG757", "the bars do not start at 0"


def _starts_at_zero(axis: Element, axes: Mapping[str, Element]) -> bool:
    """Whether the range is fixed with 0 in it, and the axis that bars stand on crosses there."""
    scaling, crossing = child(axis, tag("c:scaling")), axes.get(_id(child(axis, tag("c:crossAx"))))
    limits = [finite_number(_id(None if scaling is None else child(scaling, tag(name)))) for name in ("c:min", "c:max")]
    crosses = None if crossing is None else child(crossing, tag("c:crosses"))
    low, high = limits
    return low is not None and high is not None and low <= 0 <= high and _id(crosses) == "autoZero"


def check_cached_points(elements: Elements) -> Iterator[Finding]:
    """DG754: cached numbers that are none, points out of order, a count that is not that of the points; no series."""
    if not elements.get(tag("c:ser")):
        yield "DG754", "the chart has no series"
    for name in ("c:numCache", "c:strCache", "c:numLit", "c:strLit"):
        for cache in elements.get(tag(name), ()):
            for message in _cache_findings(cache, numeric=name.startswith("c:num")):
                yield "DG754", message


def _cache_findings(cache: Element, numeric: bool) -> Iterator[str]:
    count = child(cache, tag("c:ptCount"))
    stated = None if count is None else whole_number(count.get("val", ""))
    last = -1
    for point in cache.iter(tag("c:pt")):
        index, text = whole_number(point.get("idx", "")), child_text(point, tag("c:v"))
        if index is None or index <= last:
            yield f"point idx='{point.get('idx')}' after {last}"
            continue
        last = index
        if numeric and finite_number(text) is None:
            yield f"point {last} holds '{text}', which is no number"
    if stated is None or last >= stated:
        yield f"c:ptCount is {stated}, and there is a point {last}"


def check_workbooks(survey: Survey) -> Iterator[Diagnostic]:
    """DG753 (no workbook, or a damaged one), DG755 (formulas in it), DG756 (its cells differ from what the chart shows);
    and what the checks of any package find inside it."""
    for part in survey.of_kind("chart"):
        marks = list(survey.find(part, "c:externalData"))
        if len(marks) != 1:
            yield finding("DG753", part, "the chart has no embedded workbook")
            continue
        target = survey.package.target(part, marks[0].get(f"{{{R_NAMESPACE}}}id", ""))
        if target is None or target not in survey.package:
            yield finding("DG753", part, f"its workbook {target or ''} is missing")
            continue
        try:
            package = Package(survey.package.data(target))
            yield from check_content_types_of(package, f"{target}!")
            yield from check_relationships_of(package, f"{target}!")
            workbook = read_workbook(package)
        except DeckgenError as error:
            yield from (finding("DG753", target, diagnostic.message) for diagnostic in error.diagnostics)
            continue
        for place in workbook.formulas:
            yield finding("DG755", target, f"{place}: a formula or link in the data of a chart")
        yield from (finding("DG756", part, message) for message in _differences(survey.package.xml(part), workbook))


def _differences(chart: Element, workbook: Workbook) -> Iterator[str]:
    for number, series in enumerate(read_series(chart), start=1):
        for what, cached in series.ranges:
            for message in _range_differences(cached, workbook):
                yield f"{what} of series {number}: {message}"


def _range_differences(cached: CachedData, workbook: Workbook) -> Iterator[str]:
    cells = places(cached.reference)
    if not cells:
        yield f"the reference '{cached.reference}' names no cells"
    elif len(cells) != len(cached.texts):
        yield f"{len(cached.texts)} points, and {cached.reference} has {len(cells)} cells"
    else:
        for index, (cell, shown) in enumerate(zip(cells, cached.texts, strict=True), start=1):
            if workbook.text(cell) != shown:
                yield f"point {index} shows '{shown}', its cell holds '{workbook.text(cell)}'"
