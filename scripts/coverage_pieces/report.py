"""A coverage as a Markdown page: for each table how many of its rows are shown, and for each row where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from coverage_pieces.measure import LANGUAGES, Coverage, Row

INTRODUCTION = """\
# Coverage

Which row of the dataset a reader finds where. `scripts/make_coverage.py` writes this page from the decks and briefs of a
whole build: the rows behind each value come from its lineage, the slide or page on which it stands from the written file. A
test does the same and fails if a row, or a text of one, is shown nowhere in some language.

A row is shown where something stands that is made from it alone or says one of its texts; a count or a growth rate shows
none of the rows that it is computed from. Places are `target: slides`, by the keys of the slides, which are those of the
brief's subsections too; ᵈ marks what stands in the deck only, ᵇ in the brief only, and `*` is every target of a spec. Rows
that are shown in the same places share a line.
"""


def report(coverage: Coverage) -> str:
    """The page."""
    tables = {table: list(rows) for table, rows in groupby(coverage.rows, key=lambda row: row.table)}
    lines = [INTRODUCTION, "| table | rows | shown | texts | shown |", "|---|--:|--:|--:|--:|"]
    for table, rows in tables.items():
        texts = [(row, language, column) for row in rows for language in LANGUAGES for column in row.texts[language]]
        shown = sum(all(coverage.places[row.id, language] for language in LANGUAGES) for row in rows)
        said = sum(column in coverage.columns[row.id, language] for row, language, column in texts)
        lines.append(f"| [{table}](#{table}) | {len(rows):,} | {shown:,} | {len(texts):,} | {said:,} |")
    families = _families(coverage.targets)
    for table, rows in tables.items():
        lines += ["", f"## {table}", "", "| row | shown in |", "|---|---|"]
        shared: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            shared[_where(coverage, row, families)].append(row)
        lines += [f"| {_names(group)} | {where or '**nowhere**'} |" for where, group in shared.items()]
    return "\n".join(lines) + "\n"


def _families(targets: Iterable[str]) -> Mapping[str, list[str]]:
    """The names of the targets of each spec."""
    found: dict[str, list[str]] = defaultdict(list)
    for target in targets:
        spec, _, name = target.partition("/")
        found[spec].append(name)
    return found


def _where(coverage: Coverage, row: Row, families: Mapping[str, list[str]]) -> str:
    """The places of a row in all languages, targets that show it on the same slides together."""
    kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
    for language in LANGUAGES:
        for place in coverage.places[row.id, language]:
            kinds[place.target, place.slide].add(place.kind)
    slides: dict[str, list[str]] = defaultdict(list)
    for (target, slide), shown in sorted(kinds.items()):
        slides[target].append(slide + _MARKS.get(frozenset(shown), ""))
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for target, keys in slides.items():
        spec, _, name = target.partition("/")
        alike[spec, ", ".join(keys)].append(name)
    return "; ".join(f"{_family(spec, names, families)}: {keys}" for (spec, keys), names in alike.items())


_MARKS = {frozenset({".pptx"}): "ᵈ", frozenset({".pdf"}): "ᵇ"}


def _family(spec: str, names: list[str], families: Mapping[str, list[str]]) -> str:
    if families[spec] == [spec]:
        return spec
    if sorted(names) == sorted(families[spec]):
        return f"{spec}/*"
    return f"{spec}/{names[0]}" if len(names) == 1 else f"{spec}/{{{','.join(names)}}}"


def _names(rows: Iterable[Row]) -> str:
    """The keys of rows; of keys that end with a year, the years together."""
    years: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        head, _, last = row.key.rpartition("|")
        if head and last.isdigit() and len(last) == 4:
            years[head].append(int(last))
        else:
            years[row.key] = []
    return ", ".join(" ".join(["`" + head.replace("|", "·") + "`", *_spans(found)]) for head, found in years.items())


def _spans(years: list[int]) -> Iterator[str]:
    """Years that follow each other as one span."""
    for _, found in groupby(enumerate(sorted(years)), key=lambda pair: pair[1] - pair[0]):
        span = [year for _, year in found]
        yield str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}"
