"""A small deck and brief with one of everything, made from nodes: no spec, no dataset."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

from deckgen.layout.brief import arrange_brief
from deckgen.layout.slides import arrange_deck
from deckgen.model.chart import Chart, ChartCategory, ChartPoint, ChartSeries
from deckgen.model.document import Cover, Document, Section, Slide, SourceEntry
from deckgen.model.nodes import Columns, Table, TableCell, TableColumn, TableRow, Text
from deckgen.model.pages import Pages
from deckgen.model.text import Paragraph, Run
from deckgen.model.value import Origin, Value
from deckgen.theme.load import load_theme
from deckgen.theme.theme import Theme
from deckgen.workspace import Workspace
from deckgen.write.pdf import write_pdf
from deckgen.write.pptx import write_deck

WORDS = {
    "zh": (
        "广州市场概览",
        "广州的人均产出高于深圳",
        "经济",
        "人均产出稳步增长",
        "来源",
        "单位：万元",
        "广州",
        "深圳",
        "城市",
        "产出",
    ),
    "en": (
        "Guangzhou at a glance",
        "Guangzhou leads Shenzhen in output per head",
        "Economy",
        "Output per head grows",
        "Yearbook",
        "Unit: RMB",
        "Guangzhou",
        "Shenzhen",
        "City",
        "Output",
    ),
    "ja": (
        "広州市場の概要",
        "広州の一人当たり生産は深圳を上回る",
        "経済",
        "一人当たり生産は伸びている",
        "年鑑",
        "単位：万元",
        "広州",
        "深圳",
        "都市",
        "生産",
    ),
}


def value(raw: str, column: str, row: str = "gz") -> Value:
    return Value(
        Decimal(raw),
        Origin("kpis", (("city", row),), column, "cell", (f"statistics:{row}|{column}",), 1, "d" * 64, ("nbs",)),
    )


def runs(text: str) -> tuple[Run, ...]:
    return (Run(text=text),)


def document(language: str = "en") -> Document:
    words = WORDS[language]
    chart = Chart(
        key="chart",
        kind="bar",
        categories=(ChartCategory(text=words[6]), ChartCategory(text=words[7]), ChartCategory(text=words[2])),
        series=(
            ChartSeries(
                name=words[9],
                points=(
                    ChartPoint(number=Decimal("12.5"), value=value("125000", "gdp"), label="12.5", highlight=True),
                    ChartPoint(number=Decimal("11.0"), value=value("110000", "gdp", "sz"), label="11.0"),
                    ChartPoint(number=None, value=None),
                ),
            ),
        ),
        number_format="0.0",
        title=runs(words[5]),
        alt=words[1],
    )
    table = Table(
        key="table",
        columns=(
            TableColumn(key="city", heading=runs(words[8])),
            TableColumn(key="gdp", heading=runs(words[9]), align="right", numeric=True),
        ),
        rows=(
            TableRow(
                cells=(
                    TableCell(runs=runs(words[6])),
                    TableCell(runs=(Run(text="12.5", value=value("125000", "gdp")),)),
                )
            ),
            TableRow(
                cells=(
                    TableCell(runs=runs(words[7])),
                    TableCell(runs=(Run(text="11.0", value=value("110000", "gdp", "sz")),)),
                ),
                highlight=True,
            ),
        ),
        alt=words[3],
    )
    card = Text(
        key="card",
        paragraphs=(
            Paragraph(runs=(Run(text="12.5", value=value("125000", "gdp")),), role="kpi_value"),
            Paragraph(runs=runs(words[9]), role="kpi_label"),
        ),
        fill="panel",
        bar="highlight",
    )
    bullets = Text(
        key="bullets",
        paragraphs=(
            Paragraph(runs=(*runs(words[3]), Run(text=" 12.5", value=value("125000", "gdp"), bold=True)), bullet=True),
            Paragraph(runs=(Run(text=words[1], link="https://example.org/"),), bullet=True),
        ),
        splittable=True,
    )
    return Document(
        target="sample/guangzhou",
        language=language,
        title=words[0],
        author="R&D <team>",
        date="2026-01-31",
        cover=Cover(
            title=runs(words[0]),
            subtitle=runs(words[3]),
            date_line=runs("2026"),
            notes=(Paragraph(runs=runs(words[1])),),
        ),
        sections=(
            Section(
                key="economy",
                title=runs(words[2]),
                number=1,
                slides=(
                    Slide(
                        key="output",
                        title=runs(words[1]),
                        body=(Columns(items=(bullets, card), widths=(2, 1)),),
                        takeaway=runs(words[3]),
                        note=runs(words[5]),
                        sources=(1,),
                        notes=(Paragraph(runs=runs(words[3])), Paragraph(runs=runs(words[1]))),
                    ),
                    Slide(key="chart", title=runs(words[3]), body=(chart,), sources=(1,)),
                ),
            ),
            Section(
                key="detail",
                title=runs(words[9]),
                number=2,
                slides=(Slide(key="table", title=runs(words[1] + words[2]), body=(table,), sources=(1,)),),
            ),
        ),
        sources=(SourceEntry(number=1, source_id="nbs", citation=words[4] + ", 2025", short=words[4]),),
        footer=runs(words[0]),
        status="draft",
    )


@cache
def theme() -> Theme:
    return load_theme("default", Workspace(Path(__file__).parent))


@cache
def deck_pages(language: str = "en") -> Pages:
    return arrange_deck(document(language), theme())


@cache
def deck(language: str = "en") -> bytes:
    return write_deck(deck_pages(language), theme())


@cache
def brief_pages(language: str = "en") -> Pages:
    return arrange_brief(document(language), theme())


@cache
def brief(language: str = "en") -> bytes:
    return write_pdf(brief_pages(language), theme())


@cache
def slides(language: str = "en") -> bytes:
    return write_pdf(deck_pages(language), theme())
