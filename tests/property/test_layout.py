"""Whatever the texts: everything placed lies inside, nothing covers anything, nothing is lost, repeated or reordered."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deckgen.diagnostics import DeckgenError
from deckgen.layout.breaks import NO_START
from deckgen.model.document import Document, Footnote, Section
from deckgen.model.geometry import Box
from deckgen.model.nodes import Columns, Node, Stack
from deckgen.model.pages import Item, Page, PlacedChart, PlacedTable, PlacedText
from deckgen.model.set_text import SetParagraph
from deckgen.model.text import Paragraph, Run
from tests.unit.layout.document import (
    brief,
    bullets,
    cards,
    chart,
    deck,
    document,
    fact,
    packaged_theme,
    runs,
    shown_rows,
    slide,
    table,
)

MIXED = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LANGUAGES = st.sampled_from(["zh", "en", "ja"])
PIECES = (
    "苏州工业体量", "能耗压力并存，", "日立", "（试点）", "、", "。", "「省エネ改修」", "から参入し", "デジタル基盤", "ー",
    "ちょっと", "energy use ", "pilot projects ", "Retrofit-first ", "2024", "2024年", "12.5%", "1,234 MW ",
    "“quoted” ", "；", "GDP", "100万元",
)  # fmt: skip


@st.composite
def texts(draw: st.DrawFn, longest: int = 24) -> str:
    count = draw(st.integers(1, longest))
    return "".join(draw(st.sampled_from(PIECES)) for _ in range(count)).strip() or "x"


_FEW = st.lists(texts(14), min_size=1, max_size=8)
_MANY = st.lists(texts(10), min_size=20, max_size=45)


@st.composite
def bodies(draw: st.DrawFn) -> tuple[Node, ...]:
    """Blocks of which at most one may continue; its items are numbered, so that they can be told apart."""
    items = [f"{number}) {text}" for number, text in enumerate(draw(st.one_of(_FEW, _MANY)), 1)]
    if draw(st.booleans()):
        main: Node = bullets(items)
    else:
        main = table([(item, draw(texts(3)), str(number)) for number, item in enumerate(items)], ("Text", "更多", "数"))
    beside = draw(st.sampled_from([None, chart(("苏州", "Wuxi", "南京市江宁区")), cards(2, 2)]))
    if beside is None:
        return (main,)
    return draw(
        st.sampled_from(
            [(main, beside), (Columns(items=(main, beside), widths=(3, 2)),), (Stack(items=(beside, main)),)]
        )
    )


@st.composite
def prose_paragraphs(draw: st.DrawFn, number: int) -> Paragraph:
    """A paragraph with the mark of a footnote somewhere, or none."""
    found = runs(f"P{number}. {draw(texts(40))}")
    key = draw(st.sampled_from([None, "a", "b"]))
    if key:
        found = (*found, Run(text="", footnote=key, superscript=True, furniture=True), *runs(draw(texts(20))))
    return Paragraph(runs=found, role="prose")


@st.composite
def documents(draw: st.DrawFn) -> Document:
    slides = [
        slide(
            *draw(bodies()),
            key=f"s{number}",
            title=draw(texts(6)),
            topic=runs(draw(texts(2))),
            takeaway=runs(draw(texts(6))) if draw(st.booleans()) else (),
            note=runs(draw(texts(6))) if draw(st.booleans()) else (),
            sources=draw(st.sampled_from([(), (1,), (1, 2)])),
            prose=tuple(draw(prose_paragraphs(n)) for n in range(draw(st.integers(0, 4)))),
            footnotes=(Footnote(key="a", text=runs(draw(texts(12)))), Footnote(key="b", text=runs(draw(texts(40))))),
            facts=(fact("12.5", "Label"),) if draw(st.booleans()) else (),
        )
        for number in range(draw(st.integers(1, 3)))
    ]
    middle = len(slides) // 2
    parts = [("a", slides[:middle]), ("b", slides[middle:])]
    sections = tuple(Section(key=key, title=runs(draw(texts(2))), slides=tuple(held)) for key, held in parts if held)
    return document(language=draw(LANGUAGES), sections=sections)


def _content(page: Page) -> list[Item]:
    return [each for each in page.items if isinstance(each, (PlacedText, PlacedTable, PlacedChart))]


def _paragraphs(item: Item) -> Iterator[SetParagraph]:
    if isinstance(item, PlacedText):
        yield from item.paragraphs
    elif isinstance(item, PlacedTable):
        for row in item.rows:
            for cell in row:
                yield from cell.paragraphs


def _assert_apart(page: Page) -> None:
    for one, other in combinations(_content(page), 2):
        assert not one.box.overlaps(other.box), (one.name, other.name)


def _assert_kinsoku(page: Page) -> None:
    """No line begins with a mark that may not, unless its paragraph does or the mark ran from a hard break."""
    for item in _content(page):
        for each in _paragraphs(item):
            for line in each.lines[1:]:
                first = line.text.lstrip()[:1]
                assert not first or first not in NO_START, (item.name, line.text)


def _assert_text_kept(item: Item) -> None:
    for each in _paragraphs(item):
        text = "".join(line.text for line in each.lines)
        assert text == each.paragraph.text.replace("\n", "")


def _items_of(pages: list[Page]) -> list[str]:
    """The numbered items of a slide's list or table over its pages."""
    found: list[str] = []
    for page in pages:
        for each in page.items:
            key = each.name.split("/")[1].partition("#")[0]
            if isinstance(each, PlacedText) and key == "list":
                found += [set_paragraph.paragraph.text for set_paragraph in each.paragraphs]
            elif isinstance(each, PlacedTable):
                found += [row[0] for row in shown_rows(each)]
    return found


def _expected(node: Node) -> list[str]:
    match node:
        case Stack() | Columns():
            return [text for item in node.items for text in _expected(item)]
        case _:
            if hasattr(node, "rows"):
                return ["".join(run.text for run in row.cells[0].runs) for row in node.rows]
            if getattr(node, "splittable", False):
                return [each.text for each in node.paragraphs]
            return []


def _assert_located(error: DeckgenError, family: str) -> None:
    assert error.exit_code == 1
    assert all(each.code.startswith(family) and each.position and each.hint for each in error.diagnostics)


@MIXED
@given(documents())
def test_slides(source: Document) -> None:
    try:
        pages = deck(source)
    except DeckgenError as error:
        _assert_located(error, "DG60")
        return
    whole = Box(0, 0, pages.width, pages.height)
    for page in pages.pages:
        for each in page.items:
            assert whole.contains(each.box), each.name
            _assert_text_kept(each)
        _assert_apart(page)
        _assert_kinsoku(page)
        body = packaged_theme().layouts[page.layout].body
        for each in page.items:
            if each.name.split("/")[1].startswith(("list", "table", "chart", "kpi")):
                assert body
                assert body.contains(each.box, tolerance=1), each.name
    for section in source.sections:
        for each_slide in section.slides:
            own = [page for page in pages.pages if page.key.partition("#")[0] == each_slide.key]
            assert _items_of(own) == [text for node in each_slide.body for text in _expected(node)]
    assert deck(source) == pages


@MIXED
@given(documents())
def test_the_brief(source: Document) -> None:
    try:
        pages = brief(source)
    except DeckgenError as error:
        _assert_located(error, "DG64")
        return
    layout = packaged_theme().brief
    whole = Box(0, 0, pages.width, pages.height)
    for page in pages.pages:
        _assert_apart(page)
        _assert_kinsoku(page)
        for each in page.items:
            assert whole.contains(each.box), each.name
            if not each.name.startswith(("page/", "cover/")):
                assert layout.content.contains(each.box, tolerance=1), each.name
    for section in source.sections:
        for each_slide in section.slides:
            own = [
                Page(key=page.key, layout="", items=tuple(i for i in page.items if i.name.startswith(f"{each_slide.key}/")))
                for page in pages.pages
            ]  # fmt: skip
            expected = [text for node in each_slide.body for text in _expected(node)]
            assert _joined(own, "list") == "".join(expected) or _items_of(own) == expected
            assert _joined(own, "prose") == "".join(each.text for each in each_slide.prose)
    _assert_headings_stay(pages.pages)
    _assert_notes_stand_with_their_marks(pages.pages)
    assert brief(source) == pages


def _joined(pages: list[Page], key: str) -> str:
    """The text of a block, whose paragraphs may continue on a next page."""
    return "".join(
        each.text
        for page in pages
        for item in page.items
        if isinstance(item, PlacedText) and item.name.split("/")[1].partition("#")[0] == key
        for each in _unmarked(item)
    )


def _unmarked(item: PlacedText) -> Iterator[Paragraph]:
    """The paragraphs without the numbers of footnotes."""
    for each in item.paragraphs:
        yield Paragraph(runs=tuple(run for run in each.paragraph.runs if run.footnote is None))


def _assert_notes_stand_with_their_marks(pages: tuple[Page, ...]) -> None:
    """A footnote stands once, on the page of its first mark."""
    seen: list[str] = []
    for page in pages:
        marks = [
            run.text
            for item in page.items
            for each in _paragraphs(item)
            for run in each.paragraph.runs
            if run.footnote and run.text
        ]
        notes = [
            each.paragraph.runs[0].text.strip()
            for item in page.items
            if "/footnote/" in item.name
            for each in _paragraphs(item)
        ]
        assert notes == [number for number in dict.fromkeys(marks) if number not in seen]
        seen += notes


def _assert_headings_stay(pages: tuple[Page, ...]) -> None:
    """Below a heading something follows on its page, unless the subsection has nothing else."""
    for number, page in enumerate(pages[1:], start=1):
        flow = [each for each in page.items if not each.name.startswith("page/") and "/footnote/" not in each.name]
        if flow and flow[-1].name.endswith(("/heading", "/title")) and number + 1 < len(pages):
            pytest.fail(f"{flow[-1].name} stands at the bottom of {page.key}")
