"""Whatever the text: lines never begin or end with a forbidden mark, never exceed their width and lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckgen.layout.breaks import NO_END, NO_START, analyse
from deckgen.layout.measure import set_paragraphs
from deckgen.layout.segment import BLANK
from deckgen.model.set_text import TextStyle
from deckgen.model.text import Paragraph, Run
from deckgen.theme.faces import Faces

STYLE = TextStyle(size=10, line_height=13, indent=12)
MARKS = "，。：；！？、」』）》】〉…—ー々ぁっゃュ%％℃“”’‘「『（《【〈(["
CHARACTERS = st.sampled_from("苏州发展工业体量とのカタＡ１国éñAbcXyz0123456789,.-–/ \u00a0" + MARKS)
WORDS = st.sampled_from(
    [
        "智慧城市",
        "エネルギー",
        "ちょっと",
        "2.47万亿元",
        "12.5%",
        "smart-city ",
        "Hitachi ",
        "https://example.org/a/b",
        "——",
        "……",
    ]
)
TEXTS = st.lists(st.one_of(CHARACTERS, WORDS), min_size=1, max_size=40).map("".join)
LANGUAGES = st.sampled_from(["zh", "en", "ja"])
RUNS = st.lists(st.tuples(TEXTS, st.booleans(), st.booleans()), min_size=1, max_size=4)


def styles(role: str) -> TextStyle:
    return STYLE


@settings(max_examples=300, deadline=None)
@given(RUNS, st.floats(40, 400), LANGUAGES, st.booleans(), st.booleans())
def test_lines(parts: list[tuple[str, bool, bool]], width: float, language: str, embedded: bool, bullet: bool) -> None:
    faces = Faces.load(language)
    runs = tuple(Run(text=text, bold=bold, superscript=raised) for text, bold, raised in parts)
    paragraph = Paragraph(runs=runs, bullet=bullet)
    (placed,) = set_paragraphs([paragraph], styles, width, faces, embedded=embedded, justify=embedded)
    text = paragraph.text
    assert "".join(line.text for line in placed.lines) == text
    raised_starts = {sum(len(run.text) for run in runs[:index]) for index, run in enumerate(runs) if run.superscript}
    allowed = set(analyse(text, faces).breaks) - raised_starts
    position = 0
    inner = width - (12 if bullet else 0)
    for line in placed.lines:
        assert line.width <= inner + 1e-3 or len(line.text.strip()) == 1
        if line.text.strip():
            end = max(fragment.x + fragment.width for fragment in line.fragments)
            assert end - (12 if bullet else 0) == pytest.approx(line.width, abs=1e-2)
        for fragment in line.fragments:
            assert fragment.text in runs[fragment.run].text
        x = [fragment.x for fragment in line.fragments]
        assert x == sorted(x)
        position += len(line.text)
        if position in allowed and position < len(text):
            # A break of the rules, not the last resort inside a token wider than the line. A quote after a space opens.
            assert text[position] not in NO_START or (text[position] in "”’»›" and text[position - 1] == " ")
            assert text[position - 1] not in NO_END


@settings(max_examples=200, deadline=None)
@given(TEXTS, LANGUAGES)
def test_breaks_respect_marks_numbers_and_pairs(text: str, language: str) -> None:
    analysis = analyse(text, Faces.load(language))
    assert list(analysis.breaks) == sorted(set(analysis.breaks))
    assert analysis.breaks[-1] == len(text)
    for position in analysis.breaks[:-1]:
        before, after = text[position - 1], text[position]
        assert after not in NO_START - set("”’»›")
        assert before not in NO_END
        assert not (before in "0123456789" and after in "0123456789%％‰℃")
        assert before + after not in ("——", "……")
        assert before != "\u00a0"
        assert after != "\u00a0" or before == " "


@settings(max_examples=100, deadline=None)
@given(TEXTS, LANGUAGES)
def test_a_wider_line_never_needs_more_lines(text: str, language: str) -> None:
    faces = Faces.load(language)
    paragraph = Paragraph(runs=(Run(text=text),))
    counts = [len(set_paragraphs([paragraph], styles, width, faces)[0].lines) for width in (120, 160, 220, 320, 500)]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("mark", sorted(NO_START))
def test_every_mark_that_may_not_begin_a_line_stays_with_the_text_before(mark: str) -> None:
    faces = Faces.load("zh")
    text = "汉字汉字" + mark + "汉字"
    assert 4 not in analyse(text, faces).breaks


@pytest.mark.parametrize("mark", sorted(NO_END))
def test_every_mark_that_may_not_end_a_line_stays_with_the_text_after(mark: str) -> None:
    faces = Faces.load("zh")
    text = "汉字汉字" + mark + "汉字"
    assert 5 not in analyse(text, faces).breaks


OPENING, CLOSING = "「『（《【〈“", "」』）》】〉”。，、"
HALVES = st.lists(st.sampled_from(OPENING + CLOSING + "苏州国エ2a"), min_size=1, max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(HALVES, st.floats(60, 400), LANGUAGES)
def test_marks_close_up_by_half_an_em_and_lines_begin_and_end_with_ink(text: str, width: float, language: str) -> None:
    """In our own PDF every fragment stands where the full advances before it, less what marks close up by, put it."""
    faces = Faces.load(language)
    opening, closing = faces.half_marks
    (placed,) = set_paragraphs([Paragraph(runs=(Run(text=text),))], styles, width, faces, embedded=True)
    for line in placed.lines:
        for fragment, following in zip(line.fragments, line.fragments[1:], strict=False):
            moved = following.x - fragment.x - faces.width(fragment.text, fragment.face, 10, bold=False)
            before, after = fragment.text[-1], following.text[0]
            if (after in opening | closing and before in closing) or (after in opening and before in opening):
                assert moved == pytest.approx(-10 * BLANK, abs=1e-2)
            else:
                assert -1e-2 <= moved <= 2 + 1e-2
        first, last = line.fragments[0], line.fragments[-1]
        assert first.x == (pytest.approx(-10 * BLANK) if first.text[0] in opening else 0)
        drawn = faces.width(last.text, last.face, 10, bold=False)
        assert last.width == pytest.approx(drawn - (10 * BLANK if last.text[-1] in closing else 0), abs=1e-2)


@settings(max_examples=200, deadline=None)
@given(HALVES, st.floats(60, 400), LANGUAGES)
def test_other_programs_never_need_more_width_than_measured(text: str, width: float, language: str) -> None:
    faces = Faces.load(language)
    (placed,) = set_paragraphs([Paragraph(runs=(Run(text=text),))], styles, width, faces)
    for line in placed.lines:
        assert line.width >= faces.measure(line.text, 10) - 1e-2


@settings(max_examples=200, deadline=None)
@given(st.text("苏州工业体量国，。」（", min_size=8, max_size=80), st.floats(60, 300))
def test_a_last_line_is_no_single_character(text: str, width: float) -> None:
    (placed,) = set_paragraphs([Paragraph(runs=(Run(text=text),))], styles, width, Faces.load("zh"), embedded=True)
    shown = [character for character in placed.lines[-1].text if character not in NO_START]
    assert len(shown) != 1 or shown[0] in NO_END or len(placed.lines) == 1 or _is_one_unit(placed.lines[-2].text)


def _is_one_unit(text: str) -> bool:
    return len(analyse(text, Faces.load("zh")).breaks) == 1
