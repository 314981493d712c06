"""Loading a theme: the packaged one, a project's overrides, a project's own template, and every way to get it wrong."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path

import pytest

from deckgen.diagnostics import DeckgenError, Position
from deckgen.model.geometry import Box
from deckgen.theme.load import load_theme
from deckgen.theme.theme import Theme
from deckgen.workspace import Workspace

PACKAGED = files("deckgen.theme").joinpath("default", "template.pptx").read_bytes()
LANGUAGES = ("zh", "ja", "en")
PLACE = Position("deck.yaml", 4, 8)


def project(folder: Path, stated: str, template: bytes | None = None, name: str = "client") -> Workspace:
    theme = folder / "assets" / "themes" / name
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text(stated, encoding="utf-8")
    if template is not None:
        (theme / "client.pptx").write_bytes(template)
    return Workspace(folder)


def changed(change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The packaged template with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(PACKAGED)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def replaced(part: str, old: str, new: str) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        assert old.encode() in parts[part]
        parts[part] = parts[part].replace(old.encode(), new.encode())

    return changed(change)


@pytest.fixture(scope="module")
def packaged(tmp_path_factory: pytest.TempPathFactory) -> Theme:
    return load_theme("hitachi", Workspace(tmp_path_factory.mktemp("empty")))


def test_an_empty_folder_has_the_packaged_theme(packaged: Theme) -> None:
    assert packaged.template == PACKAGED
    assert packaged.layouts["content"].body == Box(457_200, 1_600_200, 11_277_600, 4_495_800)
    assert packaged.colors["context"].hex == "9FB5CC"
    assert (packaged.colors["highlight"].slot, packaged.colors["highlight"].hex) == ("accent2", "C2410C")
    assert packaged.fonts["ja"].east_asian == "Yu Gothic"
    assert packaged.brief.main.width == 118 * 36_000


def test_every_placeholder_has_the_size_of_its_type_role(packaged: Theme) -> None:
    for layout in packaged.layouts.values():
        for role, slot in layout.placeholders.items():
            style = packaged.style("deck", "zh", slot.style)
            told = (style.size, style.bold, style.line_height, packaged.colors[style.color].slot)
            assert slot.inherited.color is not None
            inherited = slot.inherited
            assert told == (inherited.size, inherited.bold, inherited.line_height, slot.inherited.color[0]), role


def test_no_type_is_below_the_floor_and_line_heights_are_wide_enough(packaged: Theme) -> None:
    for medium, floor in (("deck", 9.0), ("brief", 7.5)):
        for kind in packaged.types[medium].values():
            assert min(kind.sizes) >= floor
            assert min(kind.line_height_cjk, kind.line_height_latin) >= 1.15
            assert list(kind.sizes) == sorted(kind.sizes, reverse=True)


def test_both_media_know_the_roles_that_blocks_use(packaged: Theme) -> None:
    shared = {"body", "panel_head", "takeaway", "kpi_value", "kpi_label", "kpi_remark", "table_head", "table_cell"}
    shared |= {"chart_title", "chart_label", "lead", "note", "source", "footer"}
    assert all(shared <= packaged.types[medium].keys() for medium in ("deck", "brief"))


def test_text_stands_out_from_white_and_panel(packaged: Theme) -> None:
    for role in ("text", "primary", "highlight", "positive", "muted"):
        for ground in ("background", "panel"):
            assert contrast(packaged.colors[role].hex, packaged.colors[ground].hex) >= 4.5, (role, ground)


def contrast(one: str, other: str) -> float:
    def luminance(rgb: str) -> float:
        channels = [int(rgb[index : index + 2], 16) / 255 for index in (0, 2, 4)]
        linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_a_project_states_only_what_differs(tmp_path: Path, packaged: Theme) -> None:
    stated = "colors: {highlight: accent3, context: {lum_mod: 60}}\ntypes: {deck: {body: {sizes: [16, 15]}}}\n"
    workspace = project(tmp_path, stated)
    theme = load_theme("client", workspace)
    assert theme.colors["highlight"].hex == "17766B"
    assert (theme.colors["context"].slot, theme.colors["context"].lum_mod) == ("bg2", 60)
    assert theme.types["deck"]["body"].sizes == (16.0, 15.0)
    assert theme.types["deck"]["body"].indent == packaged.types["deck"]["body"].indent
    assert theme.layouts == packaged.layouts
    assert theme.digest != packaged.digest
    assert list(workspace.inputs) == ["assets/themes/client/theme.yaml"]


def test_an_empty_file_is_the_packaged_theme(tmp_path: Path, packaged: Theme) -> None:
    assert load_theme("client", project(tmp_path, "# nothing\n")).digest == packaged.digest


def test_a_client_s_template_is_read_the_same_way(tmp_path: Path) -> None:
    template = replaced("ppt/theme/theme1.xml", 'val="C2410C"', 'val="7A1FA2"')
    workspace = project(tmp_path, "template: client.pptx\n", template)
    theme = load_theme("client", workspace)
    assert theme.colors["highlight"].hex == "7A1FA2"
    assert theme.template == template
    assert "assets/themes/client/client.pptx" in workspace.inputs


def test_building_with_the_packaged_template_imports_no_reader_of_templates() -> None:
    code = (
        "import sys, pathlib; from deckgen.theme.load import load_theme; from deckgen.workspace import Workspace; "
        "load_theme('default', Workspace(pathlib.Path('.'))); print('pptx' in sys.modules, 'lxml' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.split() == ["False", "False"]


WRONG: Mapping[str, tuple[str, str, int, int, str]] = {
    "no YAML": ("colors: {\n", "DG280", 2, 1, ""),
    "not UTF-8": ("\udcff", "DG280", 1, 1, "UTF-8"),
    "a list": ("- a\n", "DG280", 1, 1, "map of keys"),
    "key twice": ("colors: {}\ncolors: {}\n", "DG280", 2, 1, "stands twice"),
    "alias": ("colors: &a {}\nbrief: *a\n", "DG280", 1, 9, "anchors"),
    "tag": ("template: !!python/name:os.system x\n", "DG280", 1, 11, "tags"),
    "two documents": ("colors: {}\n---\nbrief: {}\n", "DG280", 2, 1, "second document"),
    "deep": ("a: " + "[" * 40 + "]" * 40, "DG280", 1, 19, "deep"),
    "map as key": ("? {a: b}\n: c\n", "DG280", 1, 3, "plain text"),
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_theme_has_faces_and_styles_for_each_language(language: str, packaged: Theme) -> None:
    assert packaged.faces[language].measure("Hitachi 日立", 10) > 0
    assert packaged.style("deck", language, "body", 9).size == 12.0
    assert packaged.style("deck", language, "body").line_height == (16.8 if language == "en" else 18.2)
