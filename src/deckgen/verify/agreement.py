"""Whether a written file shows what was placed: two records in, their first differences out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest
from posixpath import commonprefix

from deckgen.diagnostics import Diagnostic
from deckgen.model.record import FileRecord, ObjectRecord, PageRecord, ParagraphRecord, RunRecord, SeriesRecord

MOST_FINDINGS = 10
_SHOWN = 60
_POINTS = ("point", "x", "size")


def check_agreement(expected: FileRecord, found: FileRecord) -> tuple[Diagnostic, ...]:
    """DG760 (the file: title, language, pages), DG761 (an object is missing, extra or out of order), DG762 (an object shows
    something else). At most ten, in page order."""
    return () if expected == found else tuple(islice(_differences(expected, found), MOST_FINDINGS))


def check_drawn(expected: FileRecord, found: FileRecord) -> tuple[Diagnostic, ...]:
    """`check_agreement` for a PDF: for each page the same objects in the same order, each with the same characters. Spaces
    are not compared: a PDF draws them as distances."""
    return tuple(islice(_drawn_differences(expected, found), MOST_FINDINGS))


def _drawn_differences(expected: FileRecord, found: FileRecord) -> Iterator[Diagnostic]:
    if len(expected.pages) != len(found.pages):
        yield Diagnostic("DG760", f"the file has {len(found.pages)} pages instead of {len(expected.pages)}")
    for page, found_page in zip(expected.pages, found.pages, strict=False):
        yield from _key_differences(page, found_page)
        others = {record.key: record for record in found_page.objects}
        for record in page.objects:
            if record.key in others:
                wanted, shown = _characters(record), _characters(others[record.key])
                if wanted != shown:
                    start = max(len(commonprefix((wanted, shown))) - _SHOWN // 4, 0)
                    yield _differs(f"page {page.key}, {record.key}", "text", wanted[start:], shown[start:])


def _characters(record: ObjectRecord) -> str:
    return "".join("".join(_text(paragraph).split()) for paragraph in record.paragraphs)


def _differences(expected: FileRecord, found: FileRecord) -> Iterator[Diagnostic]:
    for name, wanted, shown in (
        ("title", expected.title, found.title),
        ("language", expected.language, found.language),
    ):
        if wanted != shown:
            yield Diagnostic("DG760", f"the file's {name} is {_quoted(shown)} instead of {_quoted(wanted)}")
    keys, found_keys = [page.key for page in expected.pages], [page.key for page in found.pages]
    if keys != found_keys:
        yield Diagnostic("DG760", f"the pages are {', '.join(found_keys)} instead of {', '.join(keys)}")
        return
    for page, found_page in zip(expected.pages, found.pages, strict=True):
        yield from _page_differences(page, found_page)


def _page_differences(expected: PageRecord, found: PageRecord) -> Iterator[Diagnostic]:
    place = f"page {expected.key}"
    if expected.section != found.section:
        yield _differs(place, "section", expected.section or "", found.section or "")
    for number, (wanted, shown) in enumerate(zip_longest(expected.notes, found.notes, fillvalue=""), start=1):
        if wanted != shown:
            yield _differs(place, f"note {number}", wanted, shown)
    yield from _key_differences(expected, found)
    others = {record.key: record for record in found.objects}
    for record in expected.objects:
        if record.key in others:
            yield from _object_differences(f"{place}, {record.key}", record, others[record.key])


def _key_differences(expected: PageRecord, found: PageRecord) -> Iterator[Diagnostic]:
    keys, found_keys = [record.key for record in expected.objects], [record.key for record in found.objects]
    if keys != found_keys:
        missing = [key for key in keys if key not in found_keys]
        extra = [key for key in found_keys if key not in keys]
        detail = [f"missing {', '.join(missing)}"] if missing else []
        detail += [f"extra {', '.join(extra)}"] if extra else []
        yield Diagnostic("DG761", f"page {expected.key}: objects {'; '.join(detail) or 'in another order'}")


def _object_differences(place: str, expected: ObjectRecord, found: ObjectRecord) -> Iterator[Diagnostic]:
    for name in ("kind", "box", "creation_id", "alt", "placeholder", "number_format", "value", "furniture"):
        wanted, shown = getattr(expected, name), getattr(found, name)
        if wanted != shown:
            yield _differs(place, name.replace("_", " "), str(wanted), str(shown))
    yield from _paragraph_differences(place, expected.paragraphs, found.paragraphs)
    if [len(row) for row in expected.cells] != [len(row) for row in found.cells]:
        yield _differs(
            place, "rows of cells", str([len(row) for row in expected.cells]), str([len(row) for row in found.cells])
        )
    else:
        for row, (cells, found_cells) in enumerate(zip(expected.cells, found.cells, strict=True), start=1):
            for column, (cell, found_cell) in enumerate(zip(cells, found_cells, strict=True), start=1):
                yield from _paragraph_differences(f"{place}, cell {row}.{column}", cell, found_cell)
    for number, (wanted, shown) in enumerate(zip_longest(expected.categories, found.categories), start=1):
        yield from _run_differences(f"{place}, category {number}", wanted, shown)
    for number, (series, other) in enumerate(zip_longest(expected.series, found.series), start=1):
        here = f"{place}, series {number}"
        if series is None or other is None:
            yield _differs(here, "series", series.name if series else "", other.name if other else "")
            continue
        yield from _run_differences(here, RunRecord(series.name, series.value), RunRecord(other.name, other.value))
        for what, points, other_points in zip(_POINTS, _points(series), _points(other), strict=True):
            for index, pair in enumerate(zip_longest(points, other_points), start=1):
                yield from _run_differences(f"{here}, {what} {index}", *pair)


def _points(series: SeriesRecord) -> Sequence[Sequence[RunRecord]]:
    """What points are, in the order of `_POINTS`."""
    return [
        list(map(RunRecord, texts, values))
        for texts, values in (
            (series.numbers, series.values),
            (series.x, series.x_values),
            (series.sizes, series.size_values),
        )
    ]


def _paragraph_differences(
    place: str, expected: Sequence[ParagraphRecord], found: Sequence[ParagraphRecord]
) -> Iterator[Diagnostic]:
    for number, (paragraph, other) in enumerate(zip_longest(expected, found, fillvalue=()), start=1):
        if paragraph != other:
            wanted, shown = _text(paragraph), _text(other)
            if wanted != shown:
                yield _differs(f"{place}, paragraph {number}", "text", wanted, shown)
            else:
                for run, other_run in zip_longest(paragraph, other):
                    yield from _run_differences(f"{place}, paragraph {number}", run, other_run)


def _run_differences(place: str, expected: RunRecord | None, found: RunRecord | None) -> Iterator[Diagnostic]:
    wanted, shown = (expected.text if expected else ""), (found.text if found else "")
    if wanted != shown:
        yield _differs(place, "text", wanted, shown)
    elif (expected.value if expected else None) != (found.value if found else None):
        yield _differs(f"{place}, '{wanted}'", "value", str(expected and expected.value), str(found and found.value))


def _differs(place: str, what: str, expected: str, found: str) -> Diagnostic:
    return Diagnostic("DG762", f"{place}: {what} is {_quoted(found)} instead of {_quoted(expected)}")


def _quoted(text: str) -> str:
    return f"'{text}'" if len(text) <= _SHOWN else f"'{text[:_SHOWN]}…'"


def _text(paragraph: ParagraphRecord) -> str:
    return "".join(run.text for run in paragraph)
