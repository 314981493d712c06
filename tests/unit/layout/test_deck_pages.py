"""Layouts beside the content one, the section tracker, page references, links, footnotes and continued titles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.diagnostics import DeckgenError, Position
from deckgen.layout.footnotes import number_footnotes
from deckgen.model.document import Document, Footnote, Section, Slide
from deckgen.model.nodes import Columns, Stack, Text
from deckgen.model.pages import Page, Pages, PlacedText
from deckgen.model.text import Paragraph, Run
from tests.unit.layout.document import (
    AT,
    brief,
    bullets,
    deck,
    document,
    numbered_rows,
    packaged_theme,
    paragraph,
    prose,
    runs,
    shown,
    slide,
    table,
    text_item,
)

ELSEWHERE = Position("specs/test.yaml", 20, 5)


def page_of(pages: Pages, key: str) -> Page:
    (page,) = (page for page in pages.pages if page.key == key)
    return page


def names(page: Page) -> list[str]:
    return [item.name.split("/", 1)[1] for item in page.items]


def section(key: str, *slides: Slide, number: int | None = None, title: str = "", short: str = "") -> Section:
    return Section(
        key=key,
        title=runs(title or key.title()),
        slides=slides or (slide(key=f"{key}-1"),),
        number=number,
        short=runs(short) if short else (),
    )


# Layouts


def test_a_section_page_shows_title_number_subtitle_and_the_frame() -> None:
    divider = Slide(key="d", title=runs("City"), subtitle=runs("About"), layout="section", sources=(1,), at=AT)
    pages = deck(document(sections=(section("a", divider, number=1), section("b", number=2)), status="draft"))
    page = page_of(pages, "d")
    assert page.layout == "section"
    assert names(page) == ["title", "section_number", "subtitle", "footer", "status", "slide_number"]
    assert shown(text_item(page, "d/section_number")) == "01"
    assert shown(text_item(page, "d/slide_number")) == "2"


def test_the_page_of_a_section_that_is_not_counted_has_no_number() -> None:
    divider = Slide(key="d", title=runs("Appendix"), layout="section", at=AT)
    assert names(page_of(deck(document(sections=(section("a", divider),))), "d")) == ["title", "footer", "slide_number"]


def test_a_closing_page_holds_a_body_on_its_dark_field() -> None:
    steps = Text(key="steps", paragraphs=(paragraph("Sign", "step_text"),), at=AT)
    closing = slide(steps, key="end", layout="closing", subtitle=runs("Three steps"))
    pages = deck(document(sections=(section("a", closing, number=1), section("b", number=2)), status="draft"))
    page = page_of(pages, "end")
    assert names(page) == ["title", "subtitle", "steps", "footer", "status", "slide_number"]
    body = packaged_theme().layouts["closing"].body
    assert body is not None
    assert body.contains(text_item(page, "end/steps").box)
    (stamped,) = text_item(page, "end/status").paragraphs
    assert stamped.paragraph.runs[0].color == "inverse"


def test_the_closing_zone_holds_four_steps_of_two_lines() -> None:
    theme = packaged_theme()
    body = theme.layouts["closing"].body
    assert body is not None
    line = theme.style("deck", "zh", "step_text").line_height * 12_700
    assert body.height > 4 * 2 * line + 3 * 2 * theme.gutter


# Tracker


def tabs(page: Page) -> list[tuple[str, bool]]:
    """(words, marked) of the tracker's entries."""
    found = [item for item in page.items if isinstance(item, PlacedText) and "/nav/" in item.name]
    assert all(len(item.paragraphs[0].lines) == 1 for item in found)
    return [(shown(item), item.paragraphs[0].paragraph.runs[0].color == "highlight") for item in found]


def test_the_tracker_names_counted_sections_and_marks_the_current_one() -> None:
    sections = (
        section("opening"),
        section("city", number=1, title="The city in numbers", short="City"),
        section("ways", number=2),
        section("appendix"),
    )
    pages = deck(document(sections=sections))
    assert tabs(page_of(pages, "opening-1")) == [("City", False), ("Ways", False)]
    assert tabs(page_of(pages, "ways-1")) == [("City", False), ("Ways", True)]
    assert tabs(page_of(pages, "appendix-1")) == [("City", False), ("Ways", False)]
    assert text_item(page_of(pages, "ways-1"), "ways-1/nav/city").link_to == "city-1"


@pytest.mark.parametrize("length", [10, 14, 18, 24, 40, 90])
def test_a_tracker_without_room_stands_closer_then_names_the_current_section_alone(length: int) -> None:
    sections = tuple(section(f"s{n}", number=n, short=("word " * 20)[:length] + str(n)) for n in range(1, 6))
    pages = deck(document(sections=(section("opening"), *sections)))
    page = page_of(pages, "s2-1")
    left = packaged_theme().layouts["content"].placeholders["kicker"].box.right
    assert all(item.box.x >= left for item in page.items if "/nav/" in item.name)
    found = tabs(page)
    if len(found) == 5:
        assert length <= 18
    else:
        label = ("word " * 20)[:length]
        assert found in ([(f"2 / 5  {label}2", True)], [("2 / 5", True)])
        assert tabs(page_of(pages, "opening-1")) == []


def test_one_section_needs_no_tracker() -> None:
    assert tabs(page_of(deck(document(sections=(section("a", number=1), section("b")))), "a-1")) == []


# Kicker and continued slides


@pytest.mark.parametrize(
    ("title", "topic", "expected"),
    [("A title", "", "Main"), ("A title", "Topic", "Main › Topic"), ("Main", "", None), ("Main", "Topic", "Topic"),
     ("Topic", "Topic", "Main"), ("A title", "Main", "Main")],
)  # fmt: skip
def test_a_kicker_says_nothing_twice(title: str, topic: str, expected: str | None) -> None:
    shown_slide = slide(title=title, topic=runs(topic) if topic else ())
    page = page_of(deck(document(sections=(section("main", shown_slide),))), "s1")
    kicker = next((item for item in page.items if item.name == "s1/kicker"), None)
    assert (shown(kicker) if isinstance(kicker, PlacedText) else None) == expected


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
def test_the_mark_of_a_continued_slide_never_costs_the_title_a_line(language: str) -> None:
    unit = {"zh": "节能改造先行", "en": "retrofits first ", "ja": "省エネ改修から"}[language]
    heading = ("Key", "Name", "Value")
    seen: set[str] = set()
    for count in range(1, 12):
        source = document(slide(table(numbered_rows(30), heading), title=unit * count), language=language)
        try:
            pages = deck(source)
        except DeckgenError:
            break
        first, *others = pages.pages[1:]
        (alone,) = text_item(first, "s1/title").paragraphs
        for page in others:
            (placed,) = text_item(page, f"{page.key}/title").paragraphs
            assert len(placed.lines) == len(alone.lines)
            assert placed.style == alone.style
            places = [part for part in ("title", "kicker") if "/" in shown(text_item(page, f"{page.key}/{part}"))]
            assert len(places) == 1
            seen.update(places)
            assert "/" in page.title
    assert seen == {"title", "kicker"}


# References and links


def reference(key: str, align: str = "right", tail: str = "") -> Text:
    found = (Run(text="p. "), Run(text="", page_of=key, furniture=True), *(runs(tail) if tail else ()))
    return Text(
        key=f"ref-{key.replace(':', '-')}", paragraphs=(Paragraph(runs=found, role="body", align=align),), at=AT
    )  # type: ignore[arg-type]


def linked(target: str, key: str = "link") -> Text:
    return Text(key=key, paragraphs=(Paragraph(runs=(Run(text="there", link=target),), role="body"),), at=AT)


def test_page_references_are_filled_after_pagination() -> None:
    first = slide(reference("section:b"), reference("two"), reference("gone"), key="one")
    sections = (
        section("a", first),
        section("b", slide(bullets(f"Item {n}" for n in range(34)), key="two"), slide(key="three")),
    )
    page = page_of(deck(document(sections=sections)), "one")
    assert shown(text_item(page, "one/ref-section-b")) == "p. 3–5"
    assert shown(text_item(page, "one/ref-two")) == "p. 3–4"
    assert shown(text_item(page, "one/ref-gone")) == "p. "


def test_the_key_of_a_repeated_slide_stands_for_all_of_its_slides() -> None:
    body = Stack(items=(reference("two"), linked("slide:two")))
    slides = (slide(body, key="one"), slide(key="two/a"), slide(key="two/b"))
    page = page_of(deck(document(*slides)), "one")
    assert shown(text_item(page, "one/ref-two")) == "p. 3–4"
    assert text_item(page, "one/link").paragraphs[0].paragraph.runs[0].link == "slide:two/a"


@given(st.sampled_from(["left", "center", "right"]), st.integers(0, 12))
def test_a_filled_reference_keeps_its_line_whole_and_aligned(align: str, words: int) -> None:
    first = slide(reference("section:b", align, " and more" * words), key="one")
    page = page_of(deck(document(sections=(section("a", first), section("b")))), "one")
    placed = text_item(page, "one/ref-section-b")
    inner = placed.box.width / 12_700
    for paragraph_set in placed.paragraphs:
        assert "".join(line.text for line in paragraph_set.lines) == paragraph_set.paragraph.text
        for line in paragraph_set.lines:
            start, end = line.fragments[0].x, line.fragments[-1].x + line.fragments[-1].width
            assert line.width == pytest.approx(end - start, abs=4.0)  # a trailing space is no ink
            free = inner - line.width
            assert start == pytest.approx({"left": 0, "center": free / 2, "right": free}[align], abs=0.01)
            for before, after in zip(line.fragments, line.fragments[1:], strict=False):
                assert after.x == pytest.approx(before.x + before.width, abs=0.01)


def test_links_lead_to_first_pages_or_nowhere() -> None:
    boxes = Stack(items=tuple(Text(key=f"box{n}", paragraphs=(paragraph("Box"),), link=target, fill="panel", at=AT)
                              for n, target in enumerate(("section:b", "two", "gone", "brief"))))  # fmt: skip
    body = Columns(items=(boxes, linked("slide:two", "near"), linked("slide:gone", "far")), widths=(1, 1, 1))
    sections = (
        section("a", slide(body, key="one")),
        section("b", slide(key="two"), slide(key="brief", only="brief")),
    )
    page = page_of(deck(document(sections=sections)), "one")
    assert [text_item(page, f"one/box{n}").link_to for n in range(4)] == ["two", "two", None, None]
    assert text_item(page, "one/near").paragraphs[0].paragraph.runs[0].link == "slide:two"
    assert text_item(page, "one/far").paragraphs[0].paragraph.runs[0].link is None


# Footnotes


def mark(key: str) -> Run:
    return Run(text="", superscript=True, furniture=True, footnote=key)


def noted(key: str = "s1") -> Slide:
    """A slide whose footnotes are met in the order c, a, b."""
    body = Text(key="text", paragraphs=(Paragraph(runs=(*runs("Body"), mark("a")), role="body"),), at=AT)
    return replace(
        slide(body, key=key),
        title=(*runs("A title"), mark("c")),
        takeaway=(*runs("So what"), mark("b"), mark("c")),
        notes=(Paragraph(runs=(*runs("Said"), mark("b"), mark("d")), role="notes"),),
        footnotes=tuple(Footnote(key=key, text=runs(f"Text {key}")) for key in "abcd"),
        note=runs("Careful"),
        sources=(1,),
    )


def test_footnotes_are_numbered_as_they_are_met() -> None:
    numbered, after = number_footnotes(noted(), 4)
    assert [run.text for run in numbered.title] == ["A title", "4"]
    assert [run.text for run in numbered.takeaway] == ["So what", "6", "4"]
    assert [run.text for run in numbered.notes[0].runs] == ["Said", "6", ""]
    assert [footnote.key for footnote in numbered.footnotes] == ["c", "a", "b"]
    assert after == 7


def test_a_slide_without_footnotes_is_left_as_it_is() -> None:
    plain = slide(prose("x"))
    assert number_footnotes(plain, 3) == (plain, 3)


def test_footnotes_stand_before_note_and_sources_and_each_slide_counts_anew() -> None:
    pages = deck(document(noted("s1"), noted("s2")))
    for key in ("s1", "s2"):
        page = page_of(pages, key)
        assert page.title == "A title"
        assert shown(text_item(page, f"{key}/title")) == "A title1"
        zone = text_item(page, f"{key}/source")
        assert shown(zone) == "1. Text c  2. Text a  3. Text b  Note: Careful  Source: [1] First Office"
        assert [run.text for run in zone.paragraphs[0].paragraph.runs if not run.furniture] == [
            "Text c", "Text a", "Text b", "Careful",
        ]  # fmt: skip


def test_footnotes_without_room_say_what_to_shorten() -> None:
    long = replace(noted(), footnotes=tuple(Footnote(key=key, text=runs("noted " * 30)) for key in "abc"))
    with pytest.raises(DeckgenError) as caught:
        deck(document(long))
    (finding,) = caught.value.diagnostics
    assert finding.code == "DG604"
    assert finding.hint
    assert "the footnotes or the note" in finding.hint


def test_a_footer_without_room_is_reported_once_where_it_is_stated() -> None:
    long = document(slide(key="a"), slide(key="b"), footer=runs("word " * 60), footer_at=AT)
    with pytest.raises(DeckgenError) as caught:
        deck(long)
    assert [(finding.code, finding.position) for finding in caught.value.diagnostics] == [("DG604", AT)]


def test_a_footer_without_room_in_the_brief_is_reported_where_it_is_stated() -> None:
    with pytest.raises(DeckgenError) as caught:
        brief(document(slide(), footer=runs("word " * 200), footer_at=ELSEWHERE))
    assert [(finding.code, finding.position) for finding in caught.value.diagnostics] == [("DG646", ELSEWHERE)]


def test_prose_is_spoken_where_a_slide_has_no_notes() -> None:
    spoken = slide(prose("x"), prose=(paragraph("Told."),))
    source: Document = document(spoken)
    assert [each.text for each in page_of(deck(source), "s1").notes] == ["Told."]
