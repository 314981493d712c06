"""LibreOffice breaks our texts into no more lines than layout predicted: nothing that fits here overflows there."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from deckgen.layout.boxes import measure_node
from deckgen.layout.typography import Typography
from deckgen.model.geometry import Box, emu, points
from deckgen.model.nodes import Text
from deckgen.model.pages import Item, Page, Pages, PlacedTable, PlacedText
from deckgen.write.pptx import write_deck
from tests.unit.layout.document import packaged_theme, paragraph, table

OFFICE = shutil.which("soffice")
LANGUAGES = ("zh", "en", "ja")
ROLES = ("body", "lead", "panel_head", "takeaway", "kpi_remark", "chart_title")
PIECES = {
    "zh": "苏州工业体量与能耗压力并存，|日立应先以节能改造进入；|2024年GDP为2.4万亿元，|“十四五”规划（征求意见稿）|试点项目|"
    "、|。|Energy efficiency 改造|碳排放强度下降18%，",
    "en": "Suzhou pairs industrial scale with pressure on energy use, |so entry begins with retrofits. |In 2024, |well-known |"
    "GDP reached CNY 2.4 trillion; |(see the 14th five-year plan) |carbon intensity fell 18%, |“pilot” projects ",
    "ja": "蘇州は産業規模と|エネルギー負荷を併せ持つため、|省エネ改修から参入し、|デジタル基盤へ広げる。|2024年に12件の|"
    "ちょっとした|「パイロット」事業（試行）|CO2排放原単位は18%減、|ー",
}
GRIDS = ((4, 2), (2, 4))
"""(columns, rows) of boxes on the slides of each language: narrow and high, wide and low."""
MARGIN = 24.0


@dataclass(frozen=True)
class Region:
    """Where on a page the text of a box or table cell is, and how many lines it was given."""

    name: str
    page: int
    area: Box
    lines: int


def _sentence(chance: random.Random, language: str, longest: int) -> str:
    return "".join(chance.choice(PIECES[language].split("|")) for _ in range(chance.randint(1, longest))).strip()


def _text_boxes(
    chance: random.Random, language: str, columns: int, rows: int, page: int
) -> Iterator[tuple[Item, Region]]:
    """One text box in each cell of a grid over the slide."""
    theme = packaged_theme()
    width, height = (theme.slide_width - emu(MARGIN)) // columns, (theme.slide_height - emu(MARGIN)) // rows
    for cell in range(columns * rows):
        typography = Typography(theme, "deck", language, chance.randint(0, 2))
        x, y = emu(MARGIN) + width * (cell % columns), emu(MARGIN) + height * (cell // columns)
        name = f"{language}{page}/box{cell}"
        box_width = round(chance.uniform(0.5, 0.95) * (width - emu(6)))
        role = chance.choice(ROLES)
        longest = 12
        while True:
            node = Text(key=f"box{cell}", paragraphs=(paragraph(_sentence(chance, language, longest), role),))
            measured = measure_node(node, box_width, typography, f"{language}{page}")
            if measured.minimum <= height * 0.8:
                break
            longest -= 1
        (item,) = measured.place(x, y, measured.minimum)
        assert isinstance(item, PlacedText)
        lines = sum(len(each.lines) for each in item.paragraphs)
        yield item, Region(name, page, Box(x, y - emu(3), width, height), lines)


def _table(chance: random.Random, language: str, page: int) -> Iterator[tuple[Item, Region]]:
    """A table; a region for each cell, as high as its row."""
    theme = packaged_theme()
    rows = [(_sentence(chance, language, 1), _sentence(chance, language, 7), f"{n}.5") for n in range(6)]
    node = table(rows, ("A", "B", "C"))
    typography = Typography(theme, "deck", language, 1)
    measured = measure_node(node, emu(620), typography, f"{language}{page}")
    (item,) = measured.place(emu(MARGIN), emu(MARGIN), measured.minimum)
    assert isinstance(item, PlacedTable)
    y = item.box.y
    for number, (cells, height) in enumerate(zip(item.rows, item.row_heights, strict=True)):
        x = item.box.x
        for column, (cell, width) in enumerate(zip(cells, item.column_widths, strict=True)):
            lines = sum(len(each.lines) for each in cell.paragraphs)
            yield item, Region(f"{item.name}/{number}/{column}", page, Box(x, y, width, height), lines)
            x += width
        y += height


def _pages(language: str) -> tuple[Pages, list[Region]]:
    theme = packaged_theme()
    chance = random.Random(f"lines {language}")
    pages: list[Page] = []
    regions: list[Region] = []
    contents = [list(_text_boxes(chance, language, *grid, number)) for number, grid in enumerate(GRIDS)]
    if language != "ja":
        contents.append(list(_table(chance, language, len(GRIDS))))
    for number, content in enumerate(contents):
        items = tuple({item.name: item for item, _ in content}.values())
        regions += [region for _, region in content]
        pages.append(Page(key=f"{language}{number}", layout="closing", items=items, title="Lines"))
    found = Pages(
        medium="deck",
        target="test/lines",
        language=language,
        title="Lines",
        author="",
        date="2025-01-31",
        width=theme.slide_width,
        height=theme.slide_height,
        pages=tuple(pages),
    )
    return found, regions


def _convert(folder: Path, files: list[Path]) -> None:
    assert OFFICE
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def _has_arial_metrics(data: bytes) -> bool:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = {
            str(font.BaseFont)
            for page in pdf.pages
            for font in page.resources.get("/Font", pikepdf.Dictionary()).values()
        }
    return any("Liberation" in name or "Arial" in name or "Arimo" in name for name in names)


def _drawn(data: bytes) -> list[list[tuple[float, float, float]]]:
    """For each page, (left, baseline from the top, size) of every drawn text, in points."""
    pages: list[list[tuple[float, float, float]]] = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            height = page.get_height()
            found: list[tuple[float, float, float]] = []
            for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                left, bottom, right, top = item.get_bounds()
                if right > left:  # not a lone space
                    found.append((left, height - item.get_matrix().f, top - bottom))
            pages.append(found)
            page.close()
    return pages


def _lines(texts: list[tuple[float, float, float]], area: Box) -> int:
    """How many baselines the texts in an area have."""
    left, top, right, bottom = points(area.x) - 1, points(area.y), points(area.right) - 1, points(area.bottom)
    baselines = sorted(y for x, y, _ in texts if left <= x < right and top < y < bottom)
    return sum(1 for index, y in enumerate(baselines) if index == 0 or y - baselines[index - 1] > 5)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_no_text_takes_more_lines_than_predicted(tmp_path: Path) -> None:
    arranged = {language: _pages(language) for language in LANGUAGES}
    files: list[Path] = []
    for language, (pages, _) in arranged.items():
        files.append(tmp_path / f"{language}.pptx")
        files[-1].write_bytes(write_deck(pages, packaged_theme()))
    _convert(tmp_path, files)
    counted: list[tuple[str, int, int]] = []
    for language, (_, regions) in arranged.items():
        data = (tmp_path / f"{language}.pdf").read_bytes()
        if not _has_arial_metrics(data):
            pytest.skip("LibreOffice has no font with Arial's metrics (Liberation Sans)")
        drawn = _drawn(data)
        counted += [(each.name, each.lines, _lines(drawn[each.page], each.area)) for each in regions]
    boxes = [each for each in counted if "/box" in each[0]]
    assert len(boxes) == 48
    assert all(shown >= 1 for _, _, shown in counted), [each for each in counted if not each[2]]
    assert [each for each in counted if each[2] > each[1]] == []
    assert sum(shown == predicted for _, predicted, shown in boxes) >= len(boxes) / 2
