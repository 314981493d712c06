"""Paragraphs set to lines: filling, alignment, bullets, hard breaks, superscripts, gaps and justification."""

from __future__ import annotations

import pytest

from deckgen.layout.measure import line_count, set_paragraphs, text_height, widest_line
from deckgen.model.set_text import SUPERSCRIPT_SCALE, SetParagraph, TextStyle
from deckgen.model.text import Paragraph, Run
from deckgen.theme.faces import Faces

ZH = Faces.load("zh")
STYLE = TextStyle(size=10, line_height=13, space_before=4, indent=12)


def styles(role: str) -> TextStyle:
    return STYLE


def paragraph(*texts: str, **settings: object) -> Paragraph:
    return Paragraph(runs=tuple(Run(text=text) for text in texts), **settings)  # type: ignore[arg-type]


def lines(paragraphs: tuple[SetParagraph, ...]) -> list[str]:
    return [line.text for item in paragraphs for line in item.lines]


def test_lines_are_filled_to_the_width_divided_by_the_slack() -> None:
    text = paragraph("苏州工业体量与能耗压力并存")
    assert lines(set_paragraphs([text], styles, 54, ZH)) == ["苏州工业体", "量与能耗压", "力并存"]
    assert lines(set_paragraphs([text], styles, 53.9, ZH)) == ["苏州工业", "体量与能", "耗压力并", "存"]
    assert lines(set_paragraphs([text], styles, 50, ZH, embedded=True)) == ["苏州工业体", "量与能耗压", "力并存"]


def test_tops_and_baselines() -> None:
    first, second = set_paragraphs([paragraph("一"), paragraph("二三四五六")], styles, 30, ZH)
    assert (first.top, first.style.space_before) == (0, 0)
    assert (second.top, second.style.space_before) == (17, 4)
    assert [round(line.baseline - second.lines[0].baseline) for line in second.lines] == [0, 13, 26]
    assert 8 < first.lines[0].baseline < 13
    assert text_height((first, second)) == 17 + 3 * 13
    assert line_count((first, second)) == 4


def test_fragments_are_cut_at_runs_and_faces() -> None:
    (item,) = set_paragraphs([paragraph("占", "27%的", "AB")], styles, 200, ZH)
    assert [(f.text, f.run, f.face) for f in item.lines[0].fragments] == [
        ("占", 0, "cjk"),
        ("27%", 1, "latin"),
        ("的", 1, "cjk"),
        ("AB", 2, "latin"),
    ]


def test_gaps_are_geometry_where_there_is_room() -> None:
    (roomy,) = set_paragraphs([paragraph("占27%的")], styles, 200, ZH)
    cjk, latin, rest = roomy.lines[0].fragments
    assert latin.x == pytest.approx(cjk.x + cjk.width + 2)
    assert rest.x == pytest.approx(latin.x + latin.width + 2)
    assert roomy.lines[0].width == pytest.approx(cjk.width + latin.width + rest.width + 4)
    exact = cjk.width + latin.width + rest.width
    (tight,) = set_paragraphs([paragraph("占27%的")], styles, exact * 1.08 + 0.01, ZH)
    assert len(tight.lines) == 1
    assert tight.lines[0].width <= exact * 1.08 + 0.011


def test_alignment() -> None:
    for align, x in (("left", 0), ("center", 40), ("right", 80)):
        (item,) = set_paragraphs([paragraph("二字", align=align)], styles, 100, ZH)
        assert item.lines[0].fragments[0].x == pytest.approx(x)


def test_bullets_hang() -> None:
    (item,) = set_paragraphs([paragraph("苏州工业体量", bullet=True)], styles, 54, ZH)
    assert lines((item,)) == ["苏州工", "业体量"]
    assert {line.fragments[0].x for line in item.lines} == {12}


def test_a_line_feed_ends_a_line() -> None:
    (item,) = set_paragraphs([paragraph("苏州", "\n", "工业\n体量")], styles, 100, ZH)
    assert lines((item,)) == ["苏州", "工业", "体量"]
    assert [line.fragments[0].run for line in item.lines] == [0, 2, 2]


def test_superscripts_are_small_and_stay_with_the_word_before() -> None:
    runs = (Run(text="能耗压力"), Run(text="12", superscript=True), Run(text="高"))
    (item,) = set_paragraphs([Paragraph(runs=runs)], styles, 300, ZH)
    assert item.lines[0].fragments[1].width == pytest.approx(ZH.measure("12", 10 * SUPERSCRIPT_SCALE), abs=1e-3)
    (narrow,) = set_paragraphs([Paragraph(runs=runs)], styles, 40 * 1.08, ZH)
    assert lines((narrow,)) == ["能耗压", "力12高"]


def test_bold_runs_are_wider() -> None:
    plain = set_paragraphs([Paragraph(runs=(Run(text="Hitachi"),))], styles, 300, ZH)
    bold = set_paragraphs([Paragraph(runs=(Run(text="Hitachi", bold=True),))], styles, 300, ZH)
    assert widest_line(bold) > widest_line(plain)


def test_a_word_wider_than_the_line_is_broken_by_character() -> None:
    (item,) = set_paragraphs([paragraph("ab Donaudampfschiff cd")], styles, 40, ZH)
    assert [line.text for line in item.lines][0] == "ab "
    assert "".join(line.text for line in item.lines) == "ab Donaudampfschiff cd"
    assert all(line.width <= 40 for line in item.lines)


def test_an_empty_paragraph_is_a_line() -> None:
    (item,) = set_paragraphs([Paragraph(runs=())], styles, 40, ZH)
    assert [line.text for line in item.lines] == [""]
    assert text_height((item,)) == 13


def test_embedded_text_counts_gaps_and_has_no_single_character_last_line() -> None:
    text = paragraph("苏州工业体量与能耗压力并存")
    assert lines(set_paragraphs([text], styles, 60, ZH, embedded=True)) == ["苏州工业体量", "与能耗压力", "并存"]
    mixed = paragraph("约8个")
    natural = ZH.measure("约8个", 10)
    assert len(set_paragraphs([mixed], styles, natural, ZH)[0].lines) >= 1
    assert len(set_paragraphs([mixed], styles, natural + 3.9, ZH, embedded=True)[0].lines) == 2
    assert len(set_paragraphs([mixed], styles, natural + 4.1, ZH, embedded=True)[0].lines) == 1


def test_justified_lines_end_at_the_margin() -> None:
    text = paragraph("苏州工业体量与能耗压力并存，为能效类解决方案提供了长三角最大的单城需求池，" * 2)
    (item,) = set_paragraphs([text], styles, 105, ZH, embedded=True, justify=True)
    *full, last = item.lines
    justified = [line for line in full if line.fragments[0].spacing]
    assert justified
    for line in justified:
        assert line.width == pytest.approx(105, abs=0.01)
        assert line.fragments[-1].x + line.fragments[-1].width == pytest.approx(105, abs=0.01)
        assert line.fragments[0].spacing <= 0.9 + 1e-9
    assert last.fragments[0].spacing == 0


def test_a_footnote_mark_does_not_keep_a_character_from_being_alone() -> None:
    """The last line has one character and a raised mark: one more joins it."""
    runs = (Run(text="苏州工业体量与能耗压力并存"), Run(text="3", superscript=True))
    for width in range(30, 130):
        (placed,) = set_paragraphs([Paragraph(runs=runs)], styles, width, Faces.load("zh"), embedded=True)
        last = placed.lines[-1].text.removesuffix("3")
        assert len(last) > 1 or len(placed.lines) == 1
