"""The linter: a clean deck has no findings, and each seeded defect is found by its rule and no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from deckgen.model.document import Section, Slide
from deckgen.model.geometry import Box
from deckgen.model.nodes import Columns, Node, Text
from deckgen.model.pages import Item, Pages, PlacedGroup, PlacedShape, PlacedText
from deckgen.model.text import Paragraph, Run
from deckgen.model.value import Measure, Origin, Value
from deckgen.verify.lint import lint_deck
from tests.unit.layout.document import (
    AT,
    bullets,
    chart,
    deck,
    document,
    item,
    numbered_rows,
    packaged_theme,
    paragraph,
    prose,
    runs,
    slide,
    table,
)

TITLES = {
    "en": "Retrofits open the city to a platform that serves four districts",
    "zh": "节能改造项目打开苏州市场，平台业务随后进入四个城区",
    "ja": "省エネ改修が蘇州市場への入口となり、プラットフォーム事業が続く",
}
OTHER_TITLES = {
    "en": "Four districts ask for the same three services within two years",
    "zh": "四个城区将在两年内采购同样的三类服务",
    "ja": "四つの地区が二年以内に同じ三種のサービスを調達する",
}
NUMBER = Value(
    Decimal(12), Origin(query="q", row_key=(), column="c", kind="cell", sources=("S1",)), Measure(format="number")
)


def linted(pages: Pages) -> list[tuple[str, str]]:
    """(code, severity) of every finding; each is located."""
    found = list(lint_deck(pages, packaged_theme()))
    assert all(finding.message and finding.hint for finding in found)
    return [(finding.code, finding.severity) for finding in found]


def codes(pages: Pages) -> set[str]:
    return {code for code, _ in linted(pages)}


def clean_slides(language: str) -> tuple[Slide, ...]:
    beside = Columns(
        items=(
            replace(chart(("A", "B", "C")), alt="A chart of three cities"),
            Text(key="card", paragraphs=(paragraph("A card"),), fill="panel", bar="primary", at=AT),
        ),
        widths=(2, 1),
    )
    listed = replace(table(numbered_rows(5), ("Key", "Name", "Value")), alt="A table of five rows")
    number = Text(key="value", paragraphs=(Paragraph(runs=(Run(text="12", value=NUMBER),), role="body"),), at=AT)
    return (
        slide(beside, key="one", title=TITLES[language], sources=(1,)),
        slide(number, listed, key="two", title=OTHER_TITLES[language], sources=(1, 2), takeaway=runs("So what")),
    )


@cache
def clean(language: str = "en") -> Pages:
    """A deck of every layout without a defect."""
    divider = Slide(key="section@a", title=runs("City"), subtitle=runs("What it is about"), layout="section", at=AT)
    closing = slide(
        Text(key="steps", paragraphs=(paragraph("Sign the agreement", "step_text"),), at=AT),
        key="end",
        title=TITLES[language] + ("ます" if language == "ja" else "吧" if language == "zh" else " by May"),
        layout="closing",
        subtitle=runs("Three steps"),
    )
    sections = (
        Section(key="a", title=runs("City"), number=1, slides=(divider, *clean_slides(language))),
        Section(key="b", title=runs("Steps"), number=2, slides=(closing,)),
    )
    return deck(document(sections=sections, status="draft", language=language))


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
def test_a_clean_deck_has_no_findings(language: str) -> None:
    assert linted(clean(language)) == []


def changed(key: str, change: Callable[[tuple[Item, ...]], tuple[Item, ...]], pages: Pages | None = None) -> Pages:
    """A deck with the items of one page changed."""
    pages = pages or clean()
    return replace(
        pages,
        pages=tuple(replace(page, items=change(page.items)) if page.key == key else page for page in pages.pages),
    )


def with_item(name: str, **parts: Any) -> Pages:
    """The clean deck with fields of one item changed."""
    key = name.split("/", maxsplit=1)[0]
    return changed(key, lambda items: tuple(replace(i, **parts) if i.name == name else i for i in items))


def without(name: str) -> Pages:
    key = name.split("/", maxsplit=1)[0]
    return changed(key, lambda items: tuple(i for i in items if i.name != name))


def the(name: str) -> Any:
    (page,) = (page for page in clean().pages if page.key == name.split("/", maxsplit=1)[0])
    return item(page, name)


def with_style(name: str, **parts: Any) -> Pages:
    (first, *others) = the(name).paragraphs
    return with_item(name, paragraphs=(replace(first, style=replace(first.style, **parts)), *others))


def moved_onto(name: str, other: str) -> Pages:
    """The clean deck with a text's lines moved onto those of another."""
    text, onto = the(name), the(other)
    return with_item(name, box=replace(onto.box, width=text.box.width), text_top=onto.text_top)


def _empty_group() -> Pages:
    disc = PlacedShape(name="one/ball/disc", box=Box(600_000, 5_900_000, 100_000, 100_000), fill="panel")
    group = PlacedGroup(name="one/ball", box=disc.box, items=(disc,))
    return changed("one", lambda items: (*items, group))


def _taller(pages: Pages) -> Pages:
    return changed("two", lambda items: tuple(_low_rows(i) if i.name == "two/table" else i for i in items), pages)


def _low_rows(placed: Any) -> Any:
    return replace(placed, row_heights=(100_000, *placed.row_heights[1:]))


def _raised_axis() -> Pages:
    return with_item("one/chart", minimum=Decimal(5))


def _label_inside(color: str) -> Pages:
    """The clean deck with stacked bars whose first number stands in its bar."""
    placed = the("one/chart")
    (label,) = [label for label in placed.labels if label.kind == "value" and label.point == 0]
    style = replace(label.style, color=color)
    inside = replace(label, align="center", anchor="middle", style=style)
    return with_item("one/chart", chart=replace(placed.chart, kind="stacked_bar"), labels=(inside,))


def _three_lines() -> Pages:
    title = the("one/title").paragraphs[0]
    small = replace(title.style, size=14, line_height=16.8)
    return with_item("one/title", paragraphs=(replace(title, lines=title.lines[:1] * 3, style=small),))


def _covered() -> Pages:
    text = the("two/value")
    cover = PlacedShape(name="two/cover", box=text.box, fill="background")
    return changed("two", lambda items: (*items, cover))


def _without_alternative(name: str, field: str) -> Pages:
    return with_item(name, **{field: replace(getattr(the(name), field), alt="")})


ERRORS: dict[str, tuple[str, Callable[[], Pages]]] = {
    "small type": ("DG780", lambda: with_style("one/footer", size=8.5)),
    "text higher than its box": (
        "DG781",
        lambda: with_item("two/value", box=replace(the("two/value").box, height=90_000)),
    ),
    "text wider than its box": (
        "DG781",
        lambda: with_item("two/value", box=replace(the("two/value").box, width=9_000)),
    ),
    "text higher than its row": ("DG781", lambda: _taller(clean())),
    "pale text": ("DG782", lambda: with_style("two/value", color="gold")),
    "accent on a panel": ("DG782", lambda: with_style("one/card", color="sky")),
    "dark text on a dark field": ("DG782", lambda: with_style("end/steps", color="text")),
    "pale label in a bar": ("DG782", lambda: _label_inside("rule")),
    "off the slide": ("DG783", lambda: with_item("one/card", box=replace(the("one/card").box, x=11_000_000))),
    "no title": ("DG784", lambda: without("one/title")),
    "three lines": ("DG784", _three_lines),
    "empty placeholder": ("DG785", lambda: with_item("one/kicker", paragraphs=())),
    "no sources": ("DG786", lambda: without("two/source")),
    "chart without alternative": ("DG787", lambda: _without_alternative("one/chart", "chart")),
    "table without alternative": ("DG787", lambda: _without_alternative("two/table", "table")),
    "group without alternative": ("DG787", _empty_group),
    "raised axis": ("DG788", _raised_axis),
    "text on text": ("DG789", lambda: moved_onto("two/value", "two/title")),
    "text on a table": ("DG789", lambda: _on_table()),
    "text under a shape": ("DG789", _covered),
}


def _on_table() -> Pages:
    placed = the("two/table")
    return with_item("two/value", box=replace(the("two/value").box, y=placed.box.y), text_top=placed.box.y + 200_000)


@pytest.mark.parametrize("name", ERRORS)
def test_a_seeded_defect_is_an_error(name: str) -> None:
    code, make = ERRORS[name]
    found = linted(make())
    assert (code, "error") in found
    assert {found_code for found_code, severity in found if severity == "error"} == {code}


def warned(body: tuple[Node, ...] = (), language: str = "en", **parts: Any) -> set[str]:
    """The codes of a deck of one slide, all of them warnings."""
    stated = {"title": TITLES[language]} | parts
    found = linted(deck(document(slide(*body, **stated), language=language)))
    assert all(severity == "warning" for _, severity in found)
    return {code for code, _ in found}


@pytest.mark.parametrize(
    ("language", "title", "code"),
    [
        ("en", "Energy in the city", "DG763"),
        ("zh", "城市画像", "DG763"),
        ("ja", "都市の概況", "DG763"),
        ("en", TITLES["en"] + ".", "DG764"),
        ("zh", TITLES["zh"] + "。", "DG764"),
        ("en", TITLES["en"] + " and keep it there for at least the ten years that come", "DG766"),
        ("zh", TITLES["zh"] + "并在未来十年持续扩大服务范围与客户基础规模达到领先", "DG766"),
    ],
)
def test_titles(language: str, title: str, code: str) -> None:
    assert warned((prose("文" if language != "en" else "Text"),), language, title=title) == {code}


def test_two_slides_with_one_title() -> None:
    slides = (slide(prose("x"), key="a", title=TITLES["en"]), slide(prose("y"), key="b", title=TITLES["en"]))
    assert linted(deck(document(*slides))) == [("DG765", "warning")] * 2


def test_a_continued_slide_repeats_its_title_by_right() -> None:
    continued = slide(bullets(f"Item {n}" for n in range(30)), title=TITLES["en"])
    pages = deck(document(continued))
    assert len(pages.pages) == 3
    assert codes(pages) == {"DG768"}


def test_amounts() -> None:
    assert warned((prose("word " * 261),)) == {"DG767"}
    assert warned((prose("word " * 250),)) == set()
    assert warned((bullets(f"Item {n}" for n in range(7)),)) == {"DG768"}
    rows = replace(table(numbered_rows(10), ("Key", "Name", "Value")), alt="Rows")
    assert warned((rows,)) == {"DG769"}
    listed = replace(table([(f"[{n}]", "A work") for n in range(12)], ("No.", "Source")), alt="Sources")
    assert warned((listed,)) == set()


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "From 2020-2024 it grew", "DG793"),
        ("en", "It fell by -5% a year", "DG793"),
        ("zh", "占比为3-5%", "DG793"),
        ("zh", "苏州,无锡", "DG794"),
        ("zh", "产值(亿元)", "DG794"),
        ("ja", "蘇州市:概要", "DG794"),
        ("en", "It has 12345 sites", "DG795"),
        ("zh", "共有12345家企业", "DG795"),
        ("zh", "共有 12 家企业", "DG796"),
        ("ja", "IoT の導入", "DG796"),
    ],
)
def test_typography(language: str, text: str, code: str) -> None:
    assert warned((prose(text),), language) == {code}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "From 2020–2024 it grew by −5% on 2024-05-31 (12,345 sites, a well-known 5G-based grid, version 1.2-3a)",
        ),
        ("en", "See https://example.org/a-1-2/t20230615_194062 and GB/T 36333-2018 or ISO 37120-1"),
        ("en", "As in note to table 16-5 of the yearbook"),
        ("zh", "见《统计年鉴》表16-5的注"),
        ("zh", "苏州，无锡（2024年）达到3–5%，GB/T 36333-2018规定“IoT平台”"),
        ("ja", "蘇州市：概要（2024年）、IoTの導入は12,345件"),
        ("en", "Spaces in English are right; so are (brackets), and 10:30"),
    ],
)
def test_right_typography(language: str, text: str) -> None:
    assert warned((prose(text),), language) == set()


def test_the_swatch_of_a_legend_has_the_colour_of_its_series() -> None:
    swatch = Paragraph(runs=(Run(text="■ ", color="sky"), Run(text="Plans")), role="body")
    assert warned((Text(key="legend", paragraphs=(swatch,), at=AT),)) == set()


def test_a_label_in_a_bar_is_judged_by_the_colour_of_the_bar() -> None:
    assert codes(_label_inside("text")) == set()


def test_findings_know_their_place() -> None:
    for make in (lambda: with_style("two/value", color="gold"), lambda: without("two/source"), _raised_axis):
        (finding,) = [finding for finding in lint_deck(make(), packaged_theme()) if finding.severity == "error"]
        assert finding.position == AT


def test_text_in_a_group_is_read() -> None:
    text = the("two/value")
    assert isinstance(text, PlacedText)
    inner = replace(text, name="two/mark/text", paragraphs=tuple(
        replace(p, style=replace(p.style, color="gold")) for p in text.paragraphs
    ))  # fmt: skip
    group = PlacedGroup(name="two/mark", box=text.box, items=(inner,), alt="A mark")
    assert "DG782" in codes(changed("two", lambda items: (*(i for i in items if i is not text), group)))


def test_a_slide_of_prose_alone_shows_nothing_in_the_deck() -> None:
    bare = changed(
        "one", lambda items: tuple(item for item in items if isinstance(item, PlacedText) and item.placeholder)
    )
    assert [finding.code for finding in lint_deck(bare, packaged_theme()) if finding.code == "DG797"] == ["DG797"]
