"""The project's own dataset: a valid data package, whole in three languages, true to the study's inventory of facts."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).resolve().parents[2] / "data"
LANGUAGES = ("zh", "en", "ja")


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TABLES = sorted(path.stem for path in DATA.glob("*.csv"))


def test_the_dataset_is_a_valid_data_package() -> None:
    frictionless: Any = pytest.importorskip("frictionless")
    report = frictionless.Package(str(DATA / "datapackage.yaml")).validate()
    assert report.valid, report.flatten(["type", "message"])


@pytest.mark.parametrize("table", TABLES)
def test_a_text_stands_in_every_language_or_in_none(table: str) -> None:
    for number, row in enumerate(rows(table), 2):
        for base in (column.removesuffix("_zh") for column in row if column.endswith("_zh")):
            present = {language for language in LANGUAGES if row[f"{base}_{language}"]}
            assert present in (set(), set(LANGUAGES)), f"{table}.csv:{number}: {base} is only in {present}"


# Ids of the inventory of facts: prefix, first and last number, and the tables whose `id` or `fact_id` may hold them.
INVENTORY = (
    ("m", 1, 12, ("study_profile",)),
    ("d", 1, 8, ("definitions",)),
    ("e", 1, 23, ("events",)),
    ("p", 1, 12, ("driving_forces",)),
    ("o", 1, 2, ("development_modes",)),
    ("gd", 1, 7, ("world_domains",)),
    ("cd", 1, 7, ("china_domains",)),
    ("s", 1, 4, ("domain_ratings",)),
    ("k", 1, 6, ("driver_types",)),
    ("c", 1, 6, ("cities",)),
    ("f", 1, 7, ("city_facts",)),
    ("r", 1, 5, ("roles", "findings")),
    ("v", 1, 11, ("chain_parts",)),
    ("b", 1, 3, ("operating_modes",)),
    ("l", 1, 4, ("service_levels",)),
    ("a", 1, 12, ("outcomes",)),
    ("q", 1, 4, ("outcomes",)),
    ("n", 1, 3, ("trends",)),
    ("z", 1, 4, ("combinations",)),
    ("n", 2, 12, ("citations",)),
    ("t24-", 1, 34, ("inconsistencies",)),
)


@pytest.mark.parametrize(("prefix", "first", "last", "tables"), INVENTORY)
def test_every_fact_has_a_row(prefix: str, first: int, last: int, tables: tuple[str, ...]) -> None:
    held = {
        fact for table in tables for row in rows(table) for fact in (row.get("fact_id") or row.get("id", "")).split(";")
    }
    assert {f"{prefix}{number}" for number in range(first, last + 1)} <= held


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_of_the_study_reads_as_it_is_stored(language: str) -> None:
    """Where the text writes the number in digits, it is the stored one; words ("eight") are for the reader alone."""
    for row in rows("study_numbers"):
        digits = re.findall(r"\d[\d,.]*", row[f"stated_{language}"])
        values = [float(text.rstrip(".,").replace(",", "")) for text in digits]
        stored = float(row["value"])
        scaled = {stored, stored * 10} if row["unit"] == "billion USD" else {stored}  # 亿 and 億 are a tenth of it
        assert not values or scaled & set(values), f"{row['id']}: {row[f'stated_{language}']} is not {stored}"


def test_an_unverified_number_is_no_statistic() -> None:
    """What nobody confirms stays out of the table that charts read."""
    statistics = {(row["entity_id"], float(row["value"])) for row in rows("statistics")}
    for row in rows("study_numbers"):
        if row["status"] in ("unverified", "undated"):
            assert (row["entity_id"], float(row["value"])) not in statistics, row["id"]
