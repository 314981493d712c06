"""Every way to get a theme wrong is told by its code, where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from deckgen.diagnostics import DeckgenError, Position
from deckgen.theme.load import load_theme
from deckgen.workspace import Workspace
from tests.unit.theme.projects import PACKAGED, changed, project, replaced

PLACE = Position("deck.yaml", 4, 8)
WRONG: Mapping[str, tuple[str, str, int, int, str]] = {
    "no YAML": ("colors: {\n", "DG101", 2, 1, ""),
    "not UTF-8": ("\udcff", "DG102", 1, 1, "UTF-8"),
    "a list": ("- a\n", "DG112", 1, 1, "map of keys"),
    "key twice": ("colors: {}\ncolors: {}\n", "DG107", 2, 1, "given twice"),
    "anchor": ("colors: &a {}\n", "DG106", 1, 9, "anchor"),
    "tag": ("template: !!python/name:os.system x\n", "DG106", 1, 11, "tag"),
    "two documents": ("colors: {}\n---\nbrief: {}\n", "DG109", 2, 1, "second document"),
    "deep": ("a: " + "[" * 70 + "]" * 70, "DG104", 1, 67, "deep"),
    "map as key": ("? {a: b}\n: c\n", "DG108", 1, 3, "must be text"),
    "unknown key": ("colours: {}\n", "DG281", 1, 1, "did you mean 'colors'?"),
    "unknown colour role": ("colors:\n  hilight: accent1\n", "DG281", 2, 3, "did you mean 'highlight'?"),
    "unknown type role": ("types:\n  deck:\n    bodi: {sizes: [9]}\n", "DG281", 3, 5, "did you mean 'body'?"),
    "unknown part of a type role": ("types: {deck: {body: {size: [14]}}}\n", "DG281", 1, 23, "did you mean 'sizes'?"),
    "unknown layout role": ("layouts:\n  cove: {name: Cover, placeholders: {}}\n", "DG281", 2, 3, ""),
    "no slot": ("colors: {text: red}\n", "DG282", 1, 10, "tx1"),
    "no number": ("types: {deck: {body: {sizes: [big]}}}\n", "DG282", 1, 31, "number"),
    "too small": ("types: {brief: {body: {sizes: [2]}}}\n", "DG282", 1, 32, "greater"),
    "no colour role": ("types: {deck: {body: {color: red}}}\n", "DG282", 1, 23, "no colour role 'red'"),
    "no type role": (
        "layouts: {content: {placeholders: {title: {style: titel}}}}\n", "DG282", 1, 36, "did you mean 'title'?",
    ),
    "no layout": ("layouts: {cover: {name: Covr}}\n", "DG283", 1, 19, "did you mean 'Cover'?"),
    "no placeholder": ("layouts: {cover: {placeholders: {title: {index: 77}}}}\n", "DG283", 1, 34, "no placeholder 77"),
    "no body": ("layouts: {content: {body: 66}}\n", "DG283", 1, 21, "for its body"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_where_it_stands(case: str, tmp_path: Path) -> None:
    stated, code, line, column, words = WRONG[case]
    workspace = project(tmp_path, "")
    (tmp_path / "assets/themes/client/theme.yaml").write_bytes(stated.encode("utf-8", "surrogateescape"))
    with pytest.raises(DeckgenError) as caught:
        load_theme("client", workspace)
    (found,) = caught.value.diagnostics
    assert (found.code, found.position) == (code, Position("assets/themes/client/theme.yaml", line, column)), found
    assert words in str(found)
    assert caught.value.exit_code == 2


def test_several_errors_are_told_at_once(tmp_path: Path) -> None:
    workspace = project(tmp_path, "gutter: wide\nbrief: {widht: 3}\ncolors: {text: red}\n")
    with pytest.raises(DeckgenError) as caught:
        load_theme("client", workspace)
    assert sorted(found.code for found in caught.value.diagnostics) == ["DG281", "DG282", "DG282"]


def _without_notes(parts: dict[str, bytes]) -> None:
    relationships = parts["ppt/_rels/presentation.xml.rels"].decode()
    start = relationships.index("<Relationship Id", relationships.index('Id="rId1"'))
    end = relationships.index("/>", start) + 2
    assert "notesMaster" in relationships[start:end]
    parts["ppt/_rels/presentation.xml.rels"] = (relationships[:start] + relationships[end:]).encode()
    presentation = parts["ppt/presentation.xml"].decode()
    start, end = presentation.index("<p:notesMasterIdLst"), presentation.index("<p:sldSz")
    parts["ppt/presentation.xml"] = (presentation[:start] + presentation[end:]).encode()


def _external(parts: dict[str, bytes]) -> None:
    name = "ppt/slideLayouts/_rels/slideLayout1.xml.rels"
    link = (
        '<Relationship Id="rId9" Type="http://x/image" Target="http://x/a.png" TargetMode="External"/></Relationships>'
    )
    parts[name] = parts[name].replace(b"</Relationships>", link.encode())


REFUSED: Mapping[str, tuple[bytes, str, str]] = {
    "no zip": (b"hello", "DG284", "no .pptx"),
    "pointer": (b"version https://git-lfs.github.com/spec/v1\n", "DG284", "fetch the file"),
    "encrypted": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DG284", "encrypted"),
    "cut short": (PACKAGED[:4000], "DG284", "no .pptx"),
    "macros": (changed(lambda parts: parts.update({"ppt/vbaProject.bin": b"x"})), "DG284", "macros"),
    "another kind": (
        replaced("[Content_Types].xml", "presentation.main+xml", "template.main+xml"), "DG284", "no presentation",
    ),
    "document type": (
        replaced("ppt/presProps.xml", "<p:presentationPr", '<!DOCTYPE x [<!ENTITY e "e">]><p:presentationPr'),
        "DG284", "document type",
    ),
    "outside link": (changed(_external), "DG284", "links to a file outside"),
    "climbing part": (changed(lambda parts: parts.update({"../../evil.xml": b"<a/>"})), "DG284", "outside the package"),
    "broken part": (replaced("ppt/slideLayouts/slideLayout1.xml", "</p:sldLayout>", ""), "DG284", "cannot be read"),
    "missing colour": (replaced("ppt/theme/theme1.xml", "a:accent4", "a:accent9"), "DG284", "no colour accent4"),
    "no notes master": (changed(_without_notes), "DG285", "no notes master"),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_is_no_template_is_refused_by_name(case: str, tmp_path: Path) -> None:
    template, code, words = REFUSED[case]
    workspace = project(tmp_path, "# our look\ntemplate: client.pptx\n", template)
    with pytest.raises(DeckgenError) as caught:
        load_theme("client", workspace)
    (found,) = caught.value.diagnostics
    assert (found.code, found.position) == (code, Position("assets/themes/client/theme.yaml", 2, 1)), found
    assert words in str(found)


def test_a_missing_template_is_told_at_its_key(tmp_path: Path) -> None:
    with pytest.raises(DeckgenError) as caught:
        load_theme("client", project(tmp_path, "template: other.pptx\n"))
    (found,) = caught.value.diagnostics
    assert (found.code, found.position) == ("DG801", Position("assets/themes/client/theme.yaml", 1, 1))


@pytest.mark.parametrize("name", ["../client", "a/b", "", "thème", "x" * 65])
def test_a_name_is_a_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(DeckgenError) as caught:
        load_theme(name, Workspace(tmp_path), PLACE)
    (found,) = caught.value.diagnostics
    assert (found.code, found.position) == ("DG286", PLACE)


def test_a_mistyped_theme_is_no_silent_fallback(tmp_path: Path) -> None:
    workspace = project(tmp_path, "", name="hitachi")
    with pytest.raises(DeckgenError) as caught:
        load_theme("hitatchi", workspace, PLACE)
    (found,) = caught.value.diagnostics
    assert (found.code, found.position, found.hint) == ("DG286", PLACE, "did you mean 'hitachi'?")
    assert load_theme("default", workspace).name == "default"
