"""Which row of which table is shown where: a dataset and the written files of a whole build in, places out.

Values come from each file's lineage, with the rows behind them; where they stand comes from the .pptx or .pdf as read back.
A value shows a row if it says something of this row alone: one of its texts, or what was made from no other row. Growth
over years or a count of rows shows none of them. Speaker notes do not count.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from deckgen.model.record import FileRecord, ObjectRecord
from deckgen.read.pdf import read_pdf
from deckgen.read.pptx import read_deck

LANGUAGES = ("zh", "en", "ja")
READERS = {".pptx": read_deck, ".pdf": read_pdf}
LABELS = ("_name", "note")
"""Endings of columns that name a row's kind or comment on it: alone they do not show the row."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: `key` joins its primary key, `texts` are by language and column."""

    table: str
    key: str
    texts: Mapping[str, Mapping[str, str]]

    @property
    def id(self) -> str:
        """As lineage names it."""
        return f"{self.table}:{self.key}"

    def content(self, language: str) -> list[str]:
        """The texts that say what the row is about; none if all that it says is what belongs together."""
        return [text for column, text in self.texts[language].items() if not column.endswith(LABELS)]


@dataclass(frozen=True, slots=True)
class Place:
    """A slide's number in the deck (`.pptx`) or page in the brief (`.pdf`) of a target; `slide` is its key, without the row
    or part that a repeated or continued one ends with."""

    target: str
    slide: str
    kind: str
    page: int


@dataclass(slots=True)
class Coverage:
    """The `rows` of every table that states facts, and by row and language the `places` that show it and the `columns` whose
    text some place shows. `targets` are those measured; `lost` are texts that a deck should show by its lineage and does not."""

    rows: list[Row]
    targets: list[str] = field(default_factory=list[str])
    places: dict[tuple[str, str], set[Place]] = field(default_factory=lambda: defaultdict(set))
    columns: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    lost: list[str] = field(default_factory=list[str])

    def rows_not_shown(self) -> list[str]:
        """`language table:key` of each row that no place shows."""
        return [
            f"{language} {row.id}" for row in self.rows for language in LANGUAGES if not self.places[row.id, language]
        ]

    def texts_not_shown(self) -> list[str]:
        """`language table:key column` of each text that no place shows."""
        return [
            f"{language} {row.id} {column}"
            for row in self.rows
            for language in LANGUAGES
            for column in row.texts[language]
            if column not in self.columns[row.id, language]
        ]


def fact_rows(package: Path) -> list[Row]:
    """The rows of every table of the package whose rows name their source and that is no reference table."""
    found: list[Row] = []
    for resource in yaml.safe_load(package.read_text(encoding="utf-8"))["resources"]:
        names = [column["name"] for column in resource["schema"]["fields"]]
        if resource.get("deckgen:role") == "reference" or "source_id" not in names:
            continue
        bases = [name.removesuffix("_zh") for name in names if name.endswith("_zh")]
        with (package.parent / resource["path"]).open(encoding="utf-8", newline="") as file:
            for record in csv.DictReader(file):
                key = "|".join(record[name] for name in resource["schema"]["primaryKey"])
                texts = {
                    language: {base: text for base in bases if (text := record[f"{base}_{language}"])}
                    for language in LANGUAGES
                }
                found.append(Row(resource["name"], key, texts))
    return found


def measure(output: Path, package: Path) -> Coverage:
    """The coverage of `package` by every target whose files stand below `output`, as its manifests list them."""
    coverage = Coverage(fact_rows(package))
    rows = {row.id: row for row in coverage.rows}
    for manifest in sorted(output.glob("*/manifest.json")):
        for target, entry in json.loads(manifest.read_bytes())["targets"].items():
            coverage.targets.append(target)
            for name in entry["files"]:
                path = manifest.parent / name
                if path.suffix in READERS and not name.endswith(".slides.pdf"):
                    _add_file(coverage, rows, target, path)
    return coverage


def _add_file(coverage: Coverage, rows: Mapping[str, Row], target: str, path: Path) -> None:
    language = path.stem.rpartition(".")[2]
    lineage = json.loads(path.with_name(f"{path.stem}.lineage.json").read_bytes())["files"][path.name]
    pages = _texts_by_object(READERS[path.suffix](path.read_bytes()))
    for value in lineage["values"].values():
        shown = [rows[name] for name in value["rows"] if name in rows and _shows(value, rows[name], language)]
        if not shown:
            continue
        for entry in value["shown"]:
            name, text = entry["place"], _squeezed(entry["text"])
            if name.endswith("/notes"):
                continue
            numbers = [number for number, there in pages.get(name, ()) if text in there]
            if not numbers:
                # A brief draws balls and points without text, so only a deck can have lost something.
                coverage.lost += [f"{path.name} {name}: {entry['text']}"] if path.suffix == ".pptx" else []
                continue
            slide = name.partition("/")[0].partition("#")[0]
            places = {Place(target, slide, path.suffix, number) for number in numbers}
            for row in shown:
                coverage.places[row.id, language] |= places
                coverage.columns[row.id, language].update(
                    column for column, text in row.texts[language].items() if _contains(value["raw"], text)
                )


def _shows(value: Mapping[str, Any], row: Row, language: str) -> bool:
    """Whether a value says something of this row alone."""
    if value["raw"] in (None, "", False):
        return False
    if value["row_count"] == 1:
        return True
    content = row.content(language)
    if not content:
        return [name.partition(":")[0] for name in value["rows"]].count(row.table) == 1
    return any(_contains(value["raw"], text) for text in content)


def _contains(raw: Any, text: str) -> bool:
    return isinstance(raw, str) and text.casefold() in raw.casefold()


def _texts_by_object(record: FileRecord) -> Mapping[str, list[tuple[int, str]]]:
    """For each object the numbers of the pages that it is on, with what it shows there."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, page in enumerate(record.pages, start=1):
        for item in page.objects:
            found[item.key].append((number, _squeezed("".join(_texts(item)))))
    return found


def _texts(item: ObjectRecord) -> Iterator[str]:
    yield item.alt
    for paragraph in (*item.paragraphs, *(part for cells in item.cells for cell in cells for part in cell)):
        yield from (run.text for run in paragraph)
    yield from (run.text for run in item.categories)
    for series in item.series:
        yield from (series.name, *series.numbers, *series.x, *series.sizes)


def _squeezed(text: str) -> str:
    """Without spaces: lines and cells may break a text anywhere."""
    return "".join(character for character in text if not character.isspace())
