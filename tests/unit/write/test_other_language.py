"""A Chinese title in a Japanese document: drawn with the Chinese face in the PDF, tagged as Chinese in the deck."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest

from deckgen.model.nodes import Text
from deckgen.model.pages import Pages, PlacedText
from deckgen.model.text import Paragraph, Run
from deckgen.read.pdf import page_texts
from deckgen.verify.brief import verify_brief
from deckgen.write.pdf import write_pdf
from deckgen.write.pptx import write_deck
from tests.unit.layout.document import AT, brief, chart, deck, document, packaged_theme, prose, slide, table

TITLE = "『苏州统计年鉴：城市发展』（中国語）"


def font_names(data: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {
            str(item.BaseFont) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
        }


def faces_of(pages: Pages, name: str) -> dict[str, str]:
    (item,) = (item for page in pages.pages for item in page.items if item.name == name)
    assert isinstance(item, PlacedText)
    fragments = [fragment for each in item.paragraphs for line in each.lines for fragment in line.fragments]
    return {character: fragment.face for fragment in fragments for character in fragment.text}


def test_the_pdf_draws_it_with_the_chinese_face() -> None:
    pages = brief(document(slide(prose(TITLE + "は統計局の発表による。")), language="ja"))
    faces = faces_of(pages, "s1/text")
    assert {faces[character] for character in "苏州统计年鉴城市发展"} == {"other_cjk"}
    assert {faces[character] for character in "『』（国語は局の発表"} == {"cjk"}
    data = write_pdf(pages, packaged_theme())
    assert tuple(verify_brief(data, pages)) == ()
    assert TITLE in page_texts(data)[0]
    assert any("NotoSansSC" in name for name in font_names(data))
    assert any("NotoSansJP" in name for name in font_names(data))


def test_charts_and_tables_do_too() -> None:
    nodes = (chart(("苏州", "広州")), table([("发展", "b", "1")], ("A", "B", "C")))
    pages = brief(document(slide(*nodes), language="ja"))
    data = write_pdf(pages, packaged_theme())
    assert tuple(verify_brief(data, pages)) == ()


def test_a_japanese_text_has_no_chinese_face() -> None:
    data = write_pdf(brief(document(slide(prose("蘇州の統計、直角の刃。")), language="ja")), packaged_theme())
    assert not any("NotoSansSC" in name for name in font_names(data))


def test_a_chinese_text_has_no_japanese_face() -> None:
    data = write_pdf(brief(document(slide(prose("苏州统计，直角之刃。")), language="zh")), packaged_theme())
    assert not any("NotoSansJP" in name for name in font_names(data))


@pytest.mark.parametrize(
    ("language", "text", "tag"),
    [("ja", TITLE, "zh-CN"), ("ja", "蘇州の統計", "ja-JP"), ("zh", "苏州统计", "zh-CN"), ("en", "苏州", "zh-CN")],
)
def test_the_deck_tags_a_run_with_the_language_whose_forms_it_needs(language: str, text: str, tag: str) -> None:
    node = Text(key="text", paragraphs=(Paragraph(runs=(Run(text=text),)),), at=AT)
    data = write_deck(deck(document(slide(node), language=language)), packaged_theme())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        shown = package.read("ppt/slides/slide2.xml").decode()
    assert f'lang="{tag}" altLang="en-US"' in shown.partition(f"<a:t>{text}</a:t>")[0].rpartition("<a:r>")[2]
