"""Line-break opportunities in Chinese, Japanese, English and mixed text."""

from __future__ import annotations

import pytest

from deckgen.layout.breaks import analyse, breaks_after_marks, breaks_between_phrases, may_break_inside
from deckgen.theme.faces import Faces

ZH, EN, JA = Faces.load("zh"), Faces.load("en"), Faces.load("ja")


def units(text: str, faces: Faces = ZH) -> str:
    ends = (0, *analyse(text, faces).breaks)
    return "|".join(text[start:end] for start, end in zip(ends, ends[1:], strict=False))


@pytest.mark.parametrize(
    "expected",
    [
        "苏|州|（2024年）|GDP|达|2.47万亿元，|同|比|增|长|6.0%；",
        "“工|业”|占|27%|的……",
        "（a）|【foo】|「Hitachi’s」|(规|模)|foo|(规|模)|bar。",
        "第3位|是：|“——”——|见|《报|告》",
        "17年|间|增|长|43%、|约|12个百分点",
        "约|$12.5bn[1][2]，|占|“《规|划》”|第１|位",
        "温|度|25℃，|面|积|30㎡|以|上",
    ],
)
def test_chinese(expected: str) -> None:
    assert units(expected.replace("|", "")) == expected


@pytest.mark.parametrize(
    "expected",
    [
        "エ|ネ|ル|ギー|消|費|規|制|は|「長|江|デ|ル|タ」|最|大。",
        "36カ月|で|約|12億元|の|受|注",
        "ちょっ|と|待っ|て、|人々|は……",
        "か\u3099|ａ|漢",
    ],
)
def test_japanese(expected: str) -> None:
    assert units(expected.replace("|", ""), JA) == expected


@pytest.mark.parametrize(
    "expected",
    [
        "Led |by |Suzhou’s |“smart” |tenders, |it |grew |6.0% |(see |below).",
        "smart-|city |e-commerce |2025–2027 |Beijing–|Tianjin |km/h |−5 |24/7",
        "https://|example.org/|a/|b?|x=1&|y=2",
        "word—|word |a … |b",
        "RMB\u00a01.2\u00a0bn |of |orders",
        "COVID-19 |f(x) |'90s |it’s |‘single’",
    ],
)
def test_english(expected: str) -> None:
    assert units(expected.replace("|", ""), EN) == expected


def test_trailing_spaces_belong_to_the_line_before() -> None:
    analysis = analyse("ab  cd ", EN)
    assert analysis.breaks == (4, 7)
    assert analysis.visible_ends == (2, 6)


def test_gaps_stand_between_letters_of_two_scripts_only() -> None:
    text = "约86亿元（27%）在GDP中，AI"
    assert [text[:gap] for gap in analyse(text, ZH).gaps] == ["约", "约86", "约86亿元（27%）在", "约86亿元（27%）在GDP"]


def test_faces_begin_where_the_script_changes() -> None:
    assert analyse("AB 苏州 x", ZH).faces == ((0, "latin"), (3, "cjk"), (6, "latin"))


def test_a_token_is_not_broken_before_a_closing_or_combining_mark() -> None:
    assert not may_break_inside("ab)", 2)
    assert not may_break_inside("(ab", 1)
    assert not may_break_inside("か\u3099", 1)
    assert may_break_inside("abc", 1)


def test_titles_break_after_marks() -> None:
    text = "苏州能耗压力并存，为方案提供了“需求池”：最大"
    assert [text[:end] for end in breaks_after_marks(text, ZH)] == [
        "苏州能耗压力并存，",
        "苏州能耗压力并存，为方案提供了“需求池”：",
    ]


@pytest.mark.parametrize(
    ("text", "faces", "words"),
    [
        ("苏州是长三角优先级最高的切入城市", ZH, ("苏州", "城市")),
        ("蘇州は長江デルタで最優先の参入都市である", JA, ("蘇州", "長江", "都市")),
    ],
)
def test_phrases_do_not_cut_words(text: str, faces: Faces, words: tuple[str, ...]) -> None:
    ends = breaks_between_phrases(text, faces)
    assert ends
    for word in words:
        start = text.index(word)
        assert not any(start < end < start + len(word) for end in ends)


def test_an_address_is_not_broken_before_a_mark_that_may_not_begin_a_line() -> None:
    assert units("https://example.org/a/, b") == "https://|example.org/|a/, |b"
