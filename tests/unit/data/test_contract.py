"""A breach of the contract is told at its record's first line and its field's column, with the value and the rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deckgen.data import Dataset, contract, open_dataset
from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.workspace import Workspace

SOURCES = "source_id,citation,short,quality\na,A,A,A\nb,B,B,C\n"
TEXT = {"name": "text", "type": "string"}


def field(name: str, kind: str = "string", **constraints: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "constraints": constraints}


def table(fields: list[dict[str, Any]], **schema: Any) -> dict[str, Any]:
    return {"fields": fields, "primaryKey": "id", **schema}


def package(schema: dict[str, Any], role: str | None = "reference") -> dict[str, Any]:
    sources = [field(name) for name in ("source_id", "citation", "short", "quality")]
    facts: dict[str, Any] = {"name": "facts", "path": "facts.csv", "schema": schema}
    if role:
        facts["deckgen:role"] = role
    listed = {"name": "sources", "path": "sources.csv", "schema": {"fields": sources, "primaryKey": "source_id"}}
    return {"resources": [listed, facts]}


def load(folder: Path, descriptor: dict[str, Any], facts: str | bytes, sources: str = SOURCES) -> Dataset:
    (folder / "facts.csv").write_bytes(facts if isinstance(facts, bytes) else facts.encode())
    (folder / "sources.csv").write_text(sources, encoding="utf-8")
    return open_dataset(descriptor, folder / "datapackage.yaml", Workspace(folder))


def breaches(folder: Path, descriptor: dict[str, Any], facts: str | bytes) -> list[Diagnostic]:
    with pytest.raises(DeckgenError) as caught:
        load(folder, descriptor, facts)
    assert caught.value.exit_code == 2
    return list(caught.value.diagnostics)


def place(diagnostic: Diagnostic) -> tuple[str, str]:
    return diagnostic.code, str(diagnostic.position)


CASES = [
    (field("x", "integer"), "1.5", "DG310", "'facts.x' is '1.5', which is not of type integer"),
    (field("x", "integer"), "99999999999999999999", "DG310", "not of type integer"),
    (field("x", "integer"), "1e5", "DG310", "not of type integer"),
    (field("x", "number"), "1,5", "DG310", "'facts.x' is '1,5', which is not a finite number"),
    (field("x", "number"), "NaN", "DG310", "not a finite number"),
    (field("x", "number"), "1e999", "DG310", "not a finite number"),
    (field("x", "number"), "12 ", "DG310", "'12 '"),
    (field("x", "boolean"), "yes", "DG310", "not of type boolean"),
    (field("x", "date"), "2026-02-30", "DG310", "not of type date"),
    (field("x", "date"), "24.11.2026", "DG310", "not of type date"),
    (field("x", "year"), "18", "DG310", "not of type year"),
    (field("x", required=True), "", "DG311", "'facts.x' is required, but the cell is empty"),
    (field("x", enum=["a", "b"]), "c", "DG313", "'facts.x' is 'c', which is not one of: a, b"),
    (field("x", "integer", enum=[1, 2]), "3", "DG313", "not one of: 1, 2"),
    (field("x", "integer", minimum=10), "9", "DG314", "'facts.x' is '9', below the minimum 10"),
    (field("x", "number", maximum=1.5), "1.6", "DG314", "above the maximum 1.5"),
    (field("x", "date", minimum="2026-01-01"), "2025-12-31", "DG314", "below the minimum 2026-01-01"),
    (field("x", minLength=2), "a", "DG314", "shorter than 2 characters"),
    (field("x", maxLength=2), "日本語", "DG314", "longer than 2 characters"),
    (field("x", pattern="[a-z]+"), "aB", "DG315", "'facts.x' is 'aB', which has not the form [a-z]+"),
]


@pytest.mark.parametrize(("column", "cell", "code", "message"), CASES)
def test_each_rule(tmp_path: Path, column: dict[str, Any], cell: str, code: str, message: str) -> None:
    descriptor = package(table([field("id"), TEXT, column]))
    shown = f'"{cell}"' if "," in cell else cell
    (found,) = breaches(tmp_path, descriptor, f"id,text,x\n2,日本,{shown}\n")
    assert place(found) == (code, "facts.csv:2:6")
    assert message in found.message


def test_a_good_table_passes(tmp_path: Path) -> None:
    fields = [
        field("id"), field("n", "integer", minimum=0), field("v", "number"), field("d", "date"), field("b", "boolean"),
        field("y", "year"), field("s", pattern="[a-z]*"),
    ]  # fmt: skip
    facts = "\ufeffid,n,v,d,b,y,s\n1,+5,-1.5e3,2026-11-24,true,2018,abc\n2,,,,,,\n"
    dataset = load(tmp_path, package(table(fields)), facts)
    rows = dataset.connection.execute("SELECT * EXCLUDE (d), d::VARCHAR FROM facts").fetchall()
    assert rows == [("1", 5, -1500.0, True, 2018, "abc", "2026-11-24"), ("2", None, None, None, None, None, None)]


def test_missing_values_are_null(tmp_path: Path) -> None:
    descriptor = package(table([field("id"), field("x", "integer")], missingValues=["-", "n/a"]))
    dataset = load(tmp_path, descriptor, "id,x\n1,-\n2,n/a\n3,4\n")
    assert dataset.connection.execute("SELECT x FROM facts").fetchall() == [(None,), (None,), (4,)]


def test_a_text_without_any_language_is_null(tmp_path: Path) -> None:
    fields = [field("id"), field("note_zh"), field("note_en"), field("note_ja")]
    dataset = load(tmp_path, package(table(fields)), "id,note_zh,note_en,note_ja\n1,注,note,注\n2,,,\n")
    rows = dataset.connection.execute("SELECT id, note IS NULL FROM facts").fetchall()
    assert rows == [("1", False), ("2", True)]


MULTILINE = 'id,text,x\n1,"two\nlines, ""quoted""",1\n2,"three\r\n\nlines",bad\n3,plain,worse\n'


def test_a_quoted_field_may_hold_lines(tmp_path: Path) -> None:
    found = breaches(tmp_path, package(table([field("id"), TEXT, field("x", "integer")])), MULTILINE)
    assert [place(one) for one in found] == [("DG310", "facts.csv:4:8"), ("DG310", "facts.csv:7:9")]


def test_a_field_before_the_line_break_is_at_its_column(tmp_path: Path) -> None:
    descriptor = package(table([field("id"), field("x", "integer"), TEXT]))
    found = breaches(tmp_path, descriptor, 'id,x,text\n1,1,"a\nb"\n2,bad,"c\nd"\n3,"1",e\n4,worse,f\n')
    assert [place(one) for one in found] == [("DG310", "facts.csv:4:3"), ("DG310", "facts.csv:7:3")]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_line_ending(tmp_path: Path, ending: str) -> None:
    facts = ending.join(["id,x", "1,1", '2,"b', 'ad"', "3,3", "4,bad"]) + ending
    found = breaches(tmp_path, package(table([field("id"), field("x", "integer")])), facts)
    assert [place(one) for one in found] == [("DG310", "facts.csv:3:3"), ("DG310", "facts.csv:6:3")]


def test_keys(tmp_path: Path) -> None:
    descriptor = package(
        table(
            [field("id"), field("n", "integer"), field("u", unique=True), field("source_id", required=True)],
            primaryKey=["id", "n"],
            foreignKeys=[{"fields": "source_id", "reference": {"resource": "sources", "fields": "source_id"}}],
        )
    )
    facts = "id,n,u,source_id\na,1,x,a\na,01,y,b\n,2,,c\nb,3,x,\n"
    found = breaches(tmp_path, descriptor, facts)
    assert [place(one) for one in found] == [
        ("DG312", "facts.csv:5:5"),
        ("DG311", "facts.csv:5:7"),
        ("DG311", "facts.csv:4:1"),
        ("DG312", "facts.csv:3:1"),
        ("DG316", "facts.csv:4:5"),
    ]
    assert found[3].message == "the primary key (id, n) of 'facts' must be unique; 'a' repeats an earlier record"
    assert found[4].message == "'facts.source_id' names 'c', which 'sources.source_id' does not have"


def test_a_table_may_name_its_own_rows(tmp_path: Path) -> None:
    key = {"fields": "parent", "reference": {"resource": "", "fields": "id"}}
    descriptor = package(table([field("id"), field("parent")], foreignKeys=[key]))
    load(tmp_path, descriptor, "id,parent\na,\nb,a\n")
    (found,) = breaches(tmp_path, descriptor, "id,parent\na,\nb,c\n")
    assert place(found) == ("DG316", "facts.csv:3:3")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("id,text\n1,a\n", [("DG304", "facts.csv:1:1")]),
        ("id,text,x,y\n1,a,1,2\n", [("DG304", "facts.csv:1:11")]),
        ("id,text,text\n1,a,1\n", [("DG304", "facts.csv:1:9"), ("DG304", "facts.csv:1:1")]),
        ("id,x,text\n1,1,a\n", [("DG304", "facts.csv:1:4")]),
        ("id,text,x\n1,a\n2,b,1,2\n3,c,1\n", [("DG304", "facts.csv:2:4"), ("DG304", "facts.csv:3:7")]),
        ("id,text,x\n1,a,1\n\n", [("DG304", "facts.csv:3:1")]),
        ("", [("DG303", "facts.csv:1:1")]),
        ('id,text,x\n1,"a,1\n', [("DG303", "facts.csv:2:1")]),
        ('id,text,x\n1,"a"b,1\n', [("DG303", "facts.csv:2:1")]),
        (b"id,text,x\n1,\xff,1\n", [("DG303", "facts.csv:2:3")]),
        ("id,text,x\n1,日".encode() + b"\x81,1\n", [("DG303", "facts.csv:2:4")]),
    ],
)
def test_files_that_are_no_table(tmp_path: Path, facts: str | bytes, expected: list[tuple[str, str]]) -> None:
    found = breaches(tmp_path, package(table([field("id"), TEXT, field("x", "integer")])), facts)
    assert [place(one) for one in found] == expected


def test_everything_is_told_at_once_up_to_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = "id,x\n" + "".join(f"{number},bad\n" for number in range(300))
    descriptor = package(table([field("id"), field("x", "integer")]))
    assert len(breaches(tmp_path, descriptor, facts)) == contract.MAXIMUM_BREACHES
    monkeypatch.setattr(contract, "MAXIMUM_BREACHES", 3)
    assert [str(one.position) for one in breaches(tmp_path, descriptor, facts)] == [
        "facts.csv:2:3", "facts.csv:3:3", "facts.csv:4:3"
    ]  # fmt: skip


def test_a_missing_file(tmp_path: Path) -> None:
    descriptor = package(table([field("id")]))
    (tmp_path / "sources.csv").write_text(SOURCES, encoding="utf-8")
    with pytest.raises(DeckgenError) as caught:
        open_dataset(descriptor, tmp_path / "datapackage.yaml", Workspace(tmp_path))
    assert [one.code for one in caught.value.diagnostics] == ["DG801"]


def test_a_file_outside_the_project(tmp_path: Path) -> None:
    descriptor = package(table([field("id")]))
    descriptor["resources"][1]["path"] = "../outside.csv"
    (tmp_path / "outside.csv").write_text("id\n1\n", encoding="utf-8")
    inner = tmp_path / "project"
    inner.mkdir()
    assert [one.code for one in breaches(inner, descriptor, "id\n1\n")] == ["DG802"]


def test_text_that_looks_like_something_stays_text(tmp_path: Path) -> None:
    cells = ["=1+1", "NO", "012", "<b>&", "{{ x }}", "null", "a\u2028b", "日本語", "'; DROP TABLE facts; --"]
    facts = "id,text\n" + "".join(f"{number},{cell}\n" for number, cell in enumerate(cells))
    dataset = load(tmp_path, package(table([field("id"), TEXT])), facts)
    assert dataset.connection.execute("SELECT text FROM facts ORDER BY rowid").fetchall() == [(cell,) for cell in cells]
