"""Text of a written deck: languages, only what differs stated, links, fields, breaks."""

from __future__ import annotations

import json
import re

import pytest
from lxml import etree

from deckgen.diagnostics import DeckgenError
from deckgen.model.geometry import Box
from deckgen.model.text import Run
from deckgen.write.pptx import write_deck
from tests.unit.write.pptx import builder
from tests.unit.write.pptx.reading import find, named, opened, parts, slide, written


@pytest.mark.parametrize(
    ("language", "cjk", "east_asian", "script"),
    [
        ("zh", "zh-CN", "Microsoft YaHei", "Hans"),
        ("ja", "ja-JP", "Yu Gothic", "Jpan"),
        ("en", "zh-CN", "Microsoft YaHei", "Hans"),
    ],
)
def test_every_run_has_its_languages_and_the_theme_has_the_pair(
    language: str, cjk: str, east_asian: str, script: str
) -> None:
    data = written(language)
    ideograph = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
    seen: set[str] = set()
    for name, content in parts(data).items():
        if not name.startswith(("ppt/slides/slide", "ppt/notesSlides/notes")):
            continue
        root = etree.fromstring(content)
        for run in find(root, "//a:r | //a:fld"):
            (properties,) = find(run, "a:rPr")
            text = "".join(find(run, "a:t/text()"))
            expected = (cjk, "en-US") if ideograph.search(text) else ("en-US", cjk)
            assert (properties.get("lang"), properties.get("altLang")) == expected, text
            seen.add(properties.get("lang") or "")
    assert "en-US" in seen
    for name in ("ppt/theme/theme1.xml", "ppt/theme/theme2.xml"):
        root = etree.fromstring(parts(data)[name])
        for collection in find(root, "//a:majorFont | //a:minorFont"):
            assert find(collection, "a:latin/@typeface") == ["Arial"]
            assert find(collection, "a:ea/@typeface") == [east_asian]
            assert find(collection, f"a:font[@script='{script}']/@typeface") == [east_asian]
            assert [etree.QName(child).localname for child in collection][:3] == ["latin", "ea", "cs"]


def test_a_run_states_only_what_differs_from_what_it_inherits() -> None:
    data = written("zh")
    root = slide(data, 3)
    (title,) = find(root, "//p:sp[p:nvSpPr/p:cNvPr/@name='chart/title']")
    assert dict(find(title, ".//a:rPr")[0].attrib) == {"lang": "zh-CN", "altLang": "en-US"}
    assert find(title, ".//a:pPr | .//a:xfrm | .//a:rPr/*") == []
    head, plain, small = find(root, "//p:sp[p:nvSpPr/p:cNvPr/@name='chart/text']//a:p")
    assert find(head, "a:r/a:rPr/@sz | a:r/a:rPr/@b") == ["1600", "1"]
    assert find(head, "a:pPr/a:lnSpc/a:spcPts/@val") == ["2080"]
    assert find(plain, "a:r/a:rPr/@sz") == []
    assert find(plain, "a:r/a:rPr/@b") == ["1"]
    assert find(plain, "a:pPr/a:lnSpc") == []
    assert find(plain, "a:pPr/a:buChar/@char") == ["•"]
    assert (find(plain, "a:pPr/@marL"), find(plain, "a:pPr/@indent")) == (["165100"], ["-165100"])
    assert find(small, "a:r/a:rPr/@sz") == ["1300", "1300"]
    assert find(small, "a:pPr/a:lnSpc/a:spcPts/@val") == ["1690"]
    assert find(small, "a:r/a:rPr/@baseline") == ["30000"]


def test_text_is_never_shrunk_and_colours_follow_the_theme() -> None:
    for name, content in parts(written("zh")).items():
        if not name.endswith(".xml") or name.startswith(("ppt/theme", "customXml", "docProps")):
            continue
        root = etree.fromstring(content)
        assert find(root, "//a:normAutofit | //a:spAutoFit") == []
        assert find(root, "//a:srgbClr") == [], name
        for shape in find(root, "//p:sld//p:sp[.//a:t]"):
            assert len(find(shape, "p:txBody/a:bodyPr/a:noAutofit")) == 1


def test_links_lead_out_and_within() -> None:
    deck = opened(written("en"))
    _, cards, chart, _ = deck.slides
    (run,) = [
        run
        for paragraph in named(chart, "chart/text").text_frame.paragraphs
        for run in paragraph.runs
        if run.hyperlink.address
    ]
    assert run.hyperlink.address == "https://example.org/a?b=1&c=2"
    assert named(cards, "cards/nav/city").click_action.target_slide.slide_id == chart.slide_id


def test_words_lead_to_a_slide() -> None:
    shown = (Run(text="See "), Run(text="there", link="slide:only"))
    page = builder.one_page(builder.text_box("only/text", Box(0, 0, 9, 9), (builder.paragraph(shown, "body"),)))
    data = write_deck(page, builder.theme())
    (click,) = find(slide(data, 1), "//a:r/a:rPr/a:hlinkClick")
    assert click.get("action") == "ppaction://hlinksldjump"
    relationships = etree.fromstring(parts(data)["ppt/slides/_rels/slide1.xml.rels"])
    (target,) = [each for each in relationships if each.get("Id") in click.attrib.values()]
    assert (target.get("Target"), target.get("TargetMode")) == ("slide1.xml", None)
    assert (target.get("Type") or "").endswith("/slide")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "//host/share", "note", "http://[x", ""])
def test_a_link_that_no_reader_may_be_sent_to_is_refused(link: str) -> None:
    page = builder.one_page(
        builder.text_box("only/text", Box(0, 0, 9, 9), (builder.paragraph((Run(text="x", link=link or "x"),), "body"),))
    )
    with pytest.raises(DeckgenError) as caught:
        write_deck(page, builder.theme())
    assert [found.code for found in caught.value.diagnostics] == ["DG790"]
    assert caught.value.exit_code == 1


def test_the_slide_number_is_a_field_and_marks_are_decorative() -> None:
    root = slide(written("en"), 2)
    (field,) = find(root, "//a:fld")
    assert (field.get("type"), find(field, "a:t/text()")) == ("slidenum", ["2"])
    decorative = {item.get("name") for item in find(root, "//p:cNvPr") if find(item, ".//adec:decorative")}
    assert decorative == {"cards/kpis/1/bar", "cards/rule", "cards/dot"}
    assert find(root, "//p:cNvPr[@name='cards/arrow']/@descr") == ["Then"]
    assert find(root, "//p:sp[p:nvSpPr/p:cNvPr/@name='cards/arrow']//a:gd/@fmla") == ["val 25000"]


def test_line_feeds_are_breaks_and_lineage_counts_written_runs() -> None:
    shown = (Run(text="one\ntwo"), Run(text=""), Run(text="42", value=builder.value("42", "x")))
    page = builder.one_page(builder.text_box("only/text", Box(0, 0, 9, 9), (builder.paragraph(shown, "body"),)))
    data = write_deck(page, builder.theme())
    (paragraph,) = find(slide(data, 1), "//p:sp//a:p")
    assert [etree.QName(child).localname for child in paragraph] == ["r", "br", "r", "r"]
    lineage = json.loads(etree.fromstring(parts(data)["customXml/item1.xml"]).text or "")
    assert lineage["pages"]["only"]["only/text"] == {"runs": [[0, 2, "tenders[city=x].amount"]]}
