"""The packaged template: rebuilt from its pieces it is the same; its geometry, styles and compiled form are what they say."""

from __future__ import annotations

import importlib.util
import sys
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pytest
from lxml import etree
from pptx import Presentation

from deckgen.model.geometry import Box
from deckgen.theme.compiled import CompiledTemplate, dump_template, parse_template
from deckgen.theme.template import compile_template
from tests.unit.write.pptx.validator import assert_valid

ROOT = Path(__file__).resolve().parents[3]
DEFAULT = files("deckgen.theme").joinpath("default")
TEMPLATE = DEFAULT.joinpath("template.pptx").read_bytes()
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_template", ROOT / "scripts" / "make_template.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    path = list(sys.path)
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path[:] = path
    return module


@pytest.fixture(scope="module")
def compiled() -> CompiledTemplate:
    return parse_template(DEFAULT.joinpath("template.json").read_bytes())


def parts(suffix: str = ".xml") -> dict[str, etree._Element]:
    with ZipFile(BytesIO(TEMPLATE)) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(suffix)}


def test_the_script_makes_the_committed_template(script: ModuleType) -> None:
    assert script.build() == TEMPLATE


def test_the_committed_compiled_form_is_the_template_s(compiled: CompiledTemplate) -> None:
    assert compile_template(TEMPLATE) == compiled
    assert dump_template(compiled) == DEFAULT.joinpath("template.json").read_text(encoding="utf-8")


def test_columns_sum_exactly(script: ModuleType) -> None:
    from template_pieces import grid  # pyright: ignore[reportMissingImports]

    x, width = grid.columns(1, 12)
    assert (x, width) == (457_200, 12_192_000 - 2 * 457_200)
    assert grid.columns(7, 12)[0] == sum(grid.columns(1, 6)) + grid.GUTTER


def test_zones_are_the_standard_s(compiled: CompiledTemplate) -> None:
    (content,) = [layout for layout in compiled.layouts if layout.name == "Content"]
    boxes = {placeholder.index: placeholder.box for placeholder in content.placeholders}
    assert boxes == {
        0: Box(457_200, 533_400, 11_277_600, 838_200),
        1: Box(457_200, 1_600_200, 11_277_600, 4_495_800),
        11: Box(457_200, 6_515_100, 7_467_600, 228_600),
        12: Box(10_934_700, 6_515_100, 800_100, 228_600),
        13: Box(457_200, 228_600, 5_562_600, 228_600),
        14: Box(457_200, 6_134_100, 11_277_600, 342_900),
    }
    sizes = {placeholder.index: placeholder.inherited.size for placeholder in content.placeholders}
    assert sizes == {0: 24.0, 1: 14.0, 11: 9.0, 12: 9.0, 13: 10.5, 14: 9.0}


def test_placeholders_of_one_slide_do_not_overlap(compiled: CompiledTemplate) -> None:
    page = Box(0, 0, compiled.slide_width, compiled.slide_height)
    for layout in compiled.layouts:
        boxes = [placeholder.box for placeholder in layout.placeholders]
        assert all(page.contains(box) for box in boxes)
        clashes = [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :] if a.overlaps(b)]
        assert clashes == [], layout.name


def test_the_master_draws_the_footer_rule_alone() -> None:
    master = parts()["ppt/slideMasters/slideMaster1.xml"]
    tree = master.find(f"{P}cSld/{P}spTree")
    assert tree is not None
    drawn = [shape for shape in tree if shape.find(f"*/{P}nvPr") is not None and shape.find(f"*/{P}nvPr/{P}ph") is None]
    assert [shape.tag for shape in drawn] == [f"{P}cxnSp"]


def test_no_shadow_no_shrinking_no_fixed_colour_and_exact_spacing() -> None:
    for name, root in parts().items():
        assert all(len(style[0]) == 0 for style in root.iter(f"{A}effectStyle")), name
        assert list(root.iter(f"{A}normAutofit")) == [], name
        placeholders = [shape for shape in root.iter(f"{P}sp") if shape.find(f"*/{P}nvPr/{P}ph") is not None]
        for shape in placeholders:
            body = shape.find(f"{P}txBody/{A}bodyPr")
            assert body is None or body.find(f"{A}noAutofit") is not None, name
        assert list(root.iter(f"{A}spcPct")) == [], name
        if not name.startswith("ppt/theme/"):
            assert list(root.iter(f"{A}srgbClr")) == [], name


def test_it_opens_and_has_no_slides_and_no_author() -> None:
    presentation = Presentation(BytesIO(TEMPLATE))
    assert [layout.name for layout in presentation.slide_layouts] == [
        "Cover", "Content", "Content with takeaway", "Section", "Closing",
    ]  # fmt: skip
    assert len(presentation.slides) == 0
    assert not any(name.startswith("docProps") for name in ZipFile(BytesIO(TEMPLATE)).namelist())


def test_transparency_is_blended_with_the_background(compiled: CompiledTemplate) -> None:
    cover = compiled.layouts[0]
    assert cover.background == "12436D"
    assert cover.decorations[0].fill == "1B4B75"
    assert [decoration.fill for decoration in cover.decorations if decoration.box.x == 0] == ["C2410C"]


def test_the_sdk_finds_nothing(tmp_path: Path) -> None:
    assert_valid(TEMPLATE, tmp_path)
