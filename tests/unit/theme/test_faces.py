"""Faces: which face sets a character, advances as in the packaged fonts, and tables that are rebuilt from them."""

from __future__ import annotations

import hashlib
import importlib.util
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import pytest
from fontTools.ttLib import TTFont

from deckgen.model.set_text import Face
from deckgen.theme.faces import Faces

ROOT = Path(__file__).resolve().parents[3]
FONTS = {
    "Arimo_400Regular.ttf": "88cc899855d30f9c779b73c3319d0e077b098f927187aafce11ca029add707a6",
    "Arimo_700Bold.ttf": "ec96ac9fdd94766f66f6140c1375bf011577558f88d43f76b3b59307d2a6bca3",
    "NotoSansJP_400Regular.ttf": "d930d5d52d15231c283089760f84584272ad5e37e14607ba0d19c798e7a9caec",
    "NotoSansJP_700Bold.ttf": "c5b7b9d6a6eb682b0d4e6bbb38509575fd2759a28f147daa74714d1359a7909e",
    "NotoSansSC_400Regular.ttf": "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
    "NotoSansSC_700Bold.ttf": "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
}


@pytest.fixture(scope="module")
def script() -> ModuleType:
    location = ROOT / "scripts" / "make_metrics.py"
    spec = importlib.util.spec_from_file_location("make_metrics", location)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("name", "digest"), FONTS.items())
def test_fonts_are_the_published_ones_unchanged(name: str, digest: str) -> None:
    data = files("deckgen.theme").joinpath("default", "fonts", name).read_bytes()
    assert hashlib.sha256(data).hexdigest() == digest


@pytest.mark.parametrize("name", FONTS)
def test_advance_tables_are_what_the_script_makes(name: str, script: ModuleType) -> None:
    folder = Path(str(files("deckgen.theme").joinpath("default")))
    table = script.advance_table(folder / "fonts" / name)
    assert (folder / "metrics" / f"{Path(name).stem}.advances").read_bytes() == table


@pytest.mark.parametrize("language", ["zh", "en", "ja"])
@pytest.mark.parametrize("bold", [False, True])
def test_advances_equal_those_of_the_fonts(language: str, bold: bool) -> None:
    from fontTools.ttLib import TTFont

    faces = Faces.load(language)
    characters: dict[Face, str] = {"latin": "", "cjk": ""}
    for character in "Hitachi 86億元 “都市計画”、カタカナ—…①→²½":
        characters[faces.face_of(character)] += character
    for face, text in characters.items():
        with TTFont(str(faces.font_file(face, bold)), lazy=True) as font:
            glyphs, advances = font.getBestCmap(), font["hmtx"].metrics
            expected = {c: advances[glyphs[ord(c)]][0] / font["head"].unitsPerEm * 10 for c in text}
        for character, advance in expected.items():
            assert faces.width(character, face, 10, bold) == pytest.approx(advance)
            assert faces.measure(character, 10, bold) == pytest.approx(advance)


@pytest.mark.parametrize("language", ["zh", "ja"])
def test_punctuation_takes_the_cjk_face_in_chinese_and_japanese(language: str) -> None:
    faces = Faces.load(language)
    assert {faces.face_of(character) for character in "“”‘’…—，。「」％　①→漢あア"} == {"cjk"}
    assert {faces.face_of(character) for character in "Az09 .,%−–×$€é"} == {"latin"}


def test_punctuation_takes_the_latin_face_in_english() -> None:
    faces = Faces.load("en")
    assert {faces.face_of(character) for character in "“”‘’…—A9→"} == {"latin"}
    assert {faces.face_of(character) for character in "苏漢、①"} == {"cjk"}


def test_a_character_of_one_face_alone_takes_that_face() -> None:
    assert Faces.load("zh").face_of("₂") == "latin"
    assert Faces.load("zh").covers("₂", bold=False)


def test_a_missing_glyph_is_told_and_counts_an_em() -> None:
    faces = Faces.load("zh")
    assert not faces.covers("\U0001f600", bold=False)
    assert faces.measure("\U0001f600", 12) == 12


@pytest.mark.parametrize(("language", "own"), [("zh", "NotoSansSC"), ("ja", "NotoSansJP"), ("en", "NotoSansSC")])
def test_each_language_has_the_glyph_forms_of_its_own_face(language: str, own: str) -> None:
    faces = Faces.load(language)
    assert {faces.face_of(character) for character in "直骨角刃令"} == {"cjk"}
    assert faces.font_file("cjk", bold=False).name.startswith(own)


def test_forms_that_differ_between_chinese_and_japanese_are_drawn_differently() -> None:
    def outline(language: str, character: str) -> object:
        with TTFont(str(Faces.load(language).font_file("cjk", bold=False)), lazy=True) as font:
            return font["glyf"][font.getBestCmap()[ord(character)]].getCoordinates(font["glyf"])[0]

    for character in "直骨角刃":
        assert outline("zh", character) != outline("ja", character)


def test_the_other_cjk_face_sets_what_the_language_s_own_lacks() -> None:
    japanese = Faces.load("ja")
    assert japanese.face_of("发") == "other_cjk"
    assert japanese.covers("发", bold=False)
    assert japanese.font_file("other_cjk", bold=True).name == "NotoSansSC_700Bold.ttf"
    assert japanese.other_language == "zh"
    assert Faces.load("zh").other_language == "ja"
    assert Faces.load("zh").face_of("\U0001f600") != "other_cjk"


def test_a_row_of_ideographs_is_set_in_one_face() -> None:
    """A Chinese name in a Japanese text is Chinese as a whole; kana and marks beside it are not."""
    runs = Faces.load("ja").face_runs("苏州统计局の『城市发展』 2024")
    assert runs == ((0, "other_cjk"), (5, "cjk"), (7, "other_cjk"), (11, "cjk"), (13, "latin"))
    assert Faces.load("ja").face_runs("蘇州の統計 2024") == ((0, "cjk"), (6, "latin"))
    assert Faces.load("ja").face_runs("") == ()


@pytest.mark.parametrize("language", ["zh", "ja"])
def test_half_of_each_half_mark_is_blank(language: str) -> None:
    faces = Faces.load(language)
    opening, closing = faces.half_marks
    with TTFont(str(faces.font_file("cjk", bold=True)), lazy=True) as font:
        middle = font["head"].unitsPerEm / 2
        for character in opening | closing:
            name = font.getBestCmap().get(ord(character))
            if name is None:
                continue
            glyph = font["glyf"][name]
            assert faces.advances(True)[character] == 1.0
            assert glyph.xMin >= middle if character in opening else glyph.xMax <= middle


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no faces for language 'fr'"):
        Faces.load("fr")
