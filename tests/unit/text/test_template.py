from __future__ import annotations

import time
from contextlib import suppress
from typing import Any

import pytest

from deckgen.diagnostics import DeckgenError
from deckgen.model.value import Measure
from deckgen.source.located import Located
from deckgen.text.template import compile_template
from tests.unit.text.making import text, value

SCOPE: Any = {
    "growth": {
        "rate": value("#0.523", Measure("percent")),
        "name": value("R&D *not* {{ Markdown }}", column="name"),
        "nothing": value(None, column="nothing"),
        "plain": value("#1.5", column="plain"),
        "flag": value(True, column="flag"),
    },
    "city": {"name": value({"zh": "北京", "en": "Beijing"}, column="name")},
}


def render(source: str, language: str = "en") -> list[list[str]]:
    paragraphs = compile_template(Located(source)).render(SCOPE, language)
    return [[run.text for run in runs] for runs in paragraphs]


def errors(source: str, language: str = "en") -> list[str]:
    with pytest.raises(DeckgenError) as caught:
        compile_template(text(f"a: {source}")).render(SCOPE, language)
    return [f"{d.code} {d.position.column if d.position else 0}" for d in caught.value.diagnostics]


def test_values_are_runs_of_their_own_and_never_parsed() -> None:
    template = compile_template(
        Located("**{{ growth.name }}** grew {{ growth.rate | percent(0) }} [here](https://a.b/c_d)")
    )
    (runs,) = template.render(SCOPE, "en")
    assert [(run.text, run.bold, run.link) for run in runs] == [
        ("R&D *not* {{ Markdown }}", True, None),
        (" grew ", False, None),
        ("52%", False, None),
        (" ", False, None),
        ("here", False, "https://a.b/c_d"),
    ]
    assert [run.value.origin.column if run.value else None for run in runs] == ["name", None, "rate", None, None]
    assert [(reference.name, reference.column) for reference in template.references] == [
        ("growth", "name"),
        ("growth", "rate"),
    ]


def test_an_apostrophe_after_a_value_is_one() -> None:
    assert render("{{ city.name }}'s 'old' town") == [["Beijing", "\u2019s \u2018old\u2019 town"]]


def test_a_localized_cell_gives_its_text_in_the_language() -> None:
    assert render("{{ city.name }}", "zh") == [["北京"]]
    assert errors('"{{ city.name }}"', "ja") == ["DG511 8"]


@pytest.mark.parametrize(
    ("source", "bold"),
    [
        ("增长**86亿元。**随后", "86亿元。"),
        ("**「重要」**な点", "「重要」"),
        ("a **b** c", "b"),
        ("**（续）**", "（续）"),
        ("x**y**z", "y"),
        (r"**a\*\*b**", "a**b"),
    ],
)
def test_bold_whatever_stands_beside_the_stars(source: str, bold: str) -> None:
    (runs,) = compile_template(Located(source)).render({}, "zh")
    assert [run.text for run in runs if run.bold] == [bold]


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        (r"\*\*a\*\* \[b\](c) \{{ x \}} \\", r"**a** [b](c) {{ x }} \\"[:-1]),
        ("5 * 3, GDP*, _under_score_ `code` <b>&amp; # no heading", None),
        ("- no list", None),
        ("1. no list", None),
        ("C:\\new [1] (see) !", None),
        ("“引号”，％＋｛全角｝", None),
    ],
)
def test_everything_else_is_literal(source: str, printed: str | None) -> None:
    assert render(source) == [[printed or source]]


@pytest.mark.parametrize(
    ("yaml", "paragraphs"),
    [
        ("a: |\n  one\n  two\n\n  three\n", ["one two", "three"]),
        ("a: >\n  one\n  two\n\n  three\n", ["one two", "three"]),
        ("a: one\n  two\n\n  three", ["one two", "three"]),
        ('a: "one\n  two\n\n  three"', ["one two", "three"]),
        ('a: "one\\ntwo\\n\\nthree"', ["one two", "three"]),
        ("a: |\n  你好\n  世界\n\n\n  第二段\n", ["你好世界", "第二段"]),
        ("a: >-\n  你好，\n  世界 GDP\n  增长\n  a\n  b", ["你好，世界 GDP增长a b"]),
        ("a: 你好\n  世界", ["你好世界"]),
        (
            "a: |\n  grew\n  {{ growth.rate }}\n  in {{ city.name }}\n  {{ growth.rate }}",
            ["grew 52.3% in Beijing 52.3%"],
        ),
        ("a: |\n  增长\n  {{ growth.rate }}\n  。", ["增长52.3%。"]),
        ("a: |\n  **bold\n  words** and\n  more", ["bold words and more"]),
    ],
)
def test_lines_join_and_blank_lines_separate_in_every_style(yaml: str, paragraphs: list[str]) -> None:
    rendered = compile_template(text(yaml)).render(SCOPE, "en")
    assert ["".join(run.text for run in runs) for runs in rendered] == paragraphs
    runs = [run for paragraph in rendered for run in paragraph]
    assert all(run.text == run.text.strip() for run in runs if run.value is not None)


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ('"x {{ growth.rate"', ["DG541 7"]),
        ('"x }}"', ["DG541 7"]),
        ('"{{ growth.rate {{ growth.rate }}"', ["DG541 5"]),
        ('"{{ growth.rate * 100 }}"', ["DG542 8"]),
        ("\"{{ growth.__class__.x }}{{ open('x') }}{{ growth[0] }}\"", ["DG542 8", "DG542 32", "DG542 47"]),
        ('"{{ growth }}"', ["DG542 8"]),
        ('"{{ }}"', ["DG542 7"]),
        ('"{{ growth.rate | percnt }}"', ["DG543 22"]),
        ('"中文{{ growth.rate | percent(-1) }}"', ["DG543 32"]),
        ("\"{{ growth.rate | percent('a', 1) }}\"", ["DG543 22"]),
        ('"{{ growth.rate | number | percent }}"', ["DG543 22"]),
        ('"{{ growth.rat }} {{ grow.rate }} {{ growth.nothing }}"', ["DG211 15", "DG210 25", "DG511 41"]),
        ('"{{ growth.plain }} {{ growth.flag }} {{ growth.name | percent }}"', ["DG546 8", "DG546 27", "DG546 45"]),
        ('"\\u4e2d{{ growth.rat }}"', ["DG211 21"]),
    ],
)
def test_mistakes_are_told_at_their_character(yaml: str, expected: list[str]) -> None:
    assert errors(yaml) == expected


def test_mistakes_in_folded_text_are_told_at_their_line() -> None:
    with pytest.raises(DeckgenError) as caught:
        compile_template(text("a: >\n  one\n  two {{ growth.rate + 1 }}\n\n  **three\n"))
    assert [f"{d.code} {d.position.line}:{d.position.column}" for d in caught.value.diagnostics if d.position] == [
        "DG542 3:10",
        "DG545 5:3",
    ]


def test_errors_of_a_target_have_its_exit_code() -> None:
    template = compile_template(Located("{{ growth.nothing }}"))
    with pytest.raises(DeckgenError) as caught:
        template.render(SCOPE, "en")
    assert caught.value.exit_code == 1


@pytest.mark.parametrize(
    "inner", ["(" * 300, "-" * 390, "a" * 500, "x." * 150 + "y", "lambda: 0", "'\\d'.x", "\x0c", "f'{a}'"]
)
def test_hostile_expressions_are_told_not_run(inner: str) -> None:
    with pytest.raises(DeckgenError):
        compile_template(Located("{{" + inner + "}}"))


def test_many_stars_and_brackets_do_not_hang() -> None:
    for hostile in ("**" * 5_000, "*a " * 5_000, "[" * 5_000, "**[" * 2_000, "{{" * 5_000, "\\" * 9_999):
        begin = time.process_time()
        with suppress(DeckgenError):
            compile_template(Located(hostile))
        assert time.process_time() - begin < 2
