"""Loading a theme: the packaged one, a project's overrides, a project's own template, and every way to get it wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from deckgen.diagnostics import DeckgenError
from deckgen.model.geometry import Box
from deckgen.theme.contrast import LEAST_CONTRAST, contrast
from deckgen.theme.load import load_theme
from deckgen.theme.theme import Theme
from deckgen.workspace import Workspace
from tests.unit.theme.projects import PACKAGED, project, replaced

LANGUAGES = ("zh", "ja", "en")


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
            assert contrast(packaged.colors[role].hex, packaged.colors[ground].hex) >= LEAST_CONTRAST, (role, ground)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_numbers_can_be_read_on_every_step_of_the_heat_ramp(number: int, packaged: Theme) -> None:
    ink = packaged.colors["text" if number <= 3 else "inverse"]
    assert contrast(packaged.colors[f"heat_{number}"].hex, ink.hex) >= LEAST_CONTRAST


def test_the_heat_ramp_is_made_of_theme_slots(packaged: Theme) -> None:
    ramp = [packaged.colors[f"heat_{number}"] for number in range(1, 6)]
    assert [color.hex for color in ramp] == ["EDF3F9", "C6DBEE", "8DB8DD", "3373AA", "12436D"]
    assert {color.slot for color in ramp} == {"accent5", "tx2"}


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


def test_a_client_s_layout_without_a_frame_shows_none(tmp_path: Path) -> None:
    part = "ppt/slideLayouts/slideLayout5.xml"
    template = replaced(part, 'type="sldNum" sz="quarter" idx="12"', 'type="body" sz="quarter" idx="22"')
    theme = load_theme("client", project(tmp_path / "a", "template: client.pptx\n", template))
    assert set(theme.layouts["closing"].placeholders) == {"title", "subtitle", "footer"}
    stated = "template: client.pptx\nlayouts: {closing: {placeholders: {slide_number: {index: 12, style: footer}}}}\n"
    with pytest.raises(DeckgenError) as caught:
        load_theme("client", project(tmp_path / "b", stated, template))
    assert [found.code for found in caught.value.diagnostics] == ["DG283"]


def test_building_with_the_packaged_template_imports_no_reader_of_templates() -> None:
    code = (
        "import sys, pathlib; from deckgen.theme.load import load_theme; from deckgen.workspace import Workspace; "
        "load_theme('default', Workspace(pathlib.Path('.'))); print('pptx' in sys.modules, 'lxml' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.split() == ["False", "False"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_theme_has_faces_and_styles_for_each_language(language: str, packaged: Theme) -> None:
    assert packaged.faces[language].measure("Hitachi 日立", 10) > 0
    assert packaged.style("deck", language, "body", 9).size == 12.0
    assert packaged.style("deck", language, "body").line_height == (16.8 if language == "en" else 18.2)
