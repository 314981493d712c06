"""Hand-made pages with every kind of item, in three languages: no spec, no layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from deckgen.model.chart import Chart, ChartCategory, ChartPoint, ChartSeries
from deckgen.model.geometry import Box, Insets
from deckgen.model.nodes import Table, TableColumn, TableRow
from deckgen.model.pages import (
    ChartLabel,
    Item,
    Page,
    Pages,
    PlacedCell,
    PlacedChart,
    PlacedLine,
    PlacedShape,
    PlacedTable,
    PlacedText,
    SectionMark,
)
from deckgen.model.set_text import SetParagraph
from deckgen.model.text import Paragraph, Run
from deckgen.model.value import Origin, Value
from deckgen.theme.load import load_theme
from deckgen.theme.theme import Theme
from deckgen.workspace import Workspace
from tests.unit.write.pptx.words import WORDS

ROOT = Path(__file__).resolve().parents[4]
LANGUAGES = tuple(WORDS)


@cache
def theme() -> Theme:
    return load_theme("default", Workspace(ROOT))


def value(raw: str, row: str, column: str = "amount") -> Value:
    origin = Origin("tenders", (("city", row),), column, "cell", (f"stats:{row}",), 1, "ab" * 32, ("bureau",))
    return Value(Decimal(raw), origin)


def runs(text: str) -> tuple[Run, ...]:
    return (Run(text=text),)


def paragraph(
    content: str | tuple[Run, ...], role: str, language: str = "zh", step: int = 0, **more: object
) -> SetParagraph:
    made = replace(Paragraph(runs=runs(content) if isinstance(content, str) else content, role=role), **more)
    return SetParagraph(made, theme().style("deck", language, role, step), (), 0.0)


def text_box(name: str, box: Box, paragraphs: Sequence[SetParagraph], **more: object) -> PlacedText:
    return replace(PlacedText(name=name, box=box, paragraphs=tuple(paragraphs), text_top=box.y), **more)


def filled(
    page_key: str, layout: str, role: str, content: str | tuple[Run, ...], language: str = "zh", **more: object
) -> PlacedText:
    """A placeholder of the layout, filled."""
    slot = theme().layouts[layout].placeholders[role]
    placed = paragraph(content, slot.style, language, align=slot.inherited.align)
    return text_box(
        f"{page_key}/{role}", slot.box, (placed,), placeholder=role, insets=slot.insets, anchor=slot.anchor, **more
    )


def chart(
    key: str,
    categories: Sequence[str],
    numbers: Sequence[Sequence[str | None]],
    kind: str = "bar",
    number_format: str = "0.0",
    names: Sequence[str] = ("amount", "other", "third"),
) -> PlacedChart:
    """A chart whose first point of the first series is highlighted."""
    series = tuple(
        ChartSeries(
            name=names[index],
            points=tuple(
                ChartPoint(
                    number=None if raw is None else Decimal(raw),
                    value=None if raw is None else value(raw, f"{index}.{position}"),
                    label=raw or "",
                    highlight=index == 0 and position == 0,
                )
                for position, raw in enumerate(column)
            ),
            color="context" if index == 0 else "primary",
        )
        for index, column in enumerate(numbers)
    )
    node = Chart(
        key="chart",
        kind="bar" if kind == "bar" else "column",
        categories=tuple(ChartCategory(text=text) for text in categories),
        series=series,
        number_format=number_format,
        alt="Tenders by city",
    )
    box = Box(457_200, 1_600_200, 7_000_000, 4_000_000)
    style = theme().style("deck", "zh", "chart_label")
    return PlacedChart(
        name=f"{key}/chart",
        box=box,
        chart=node,
        plot=Box(box.x + 700_000, box.y + 100_000, 6_000_000, 3_500_000),
        minimum=Decimal(0),
        maximum=Decimal("43.5"),
        gap_width=50,
        label_style=style,
        labels=tuple(
            ChartLabel(
                "value",
                (point.label,),
                box.x,
                box.y,
                "left",
                "middle",
                replace(style, bold=True, color="highlight") if point.highlight else style,
                point.highlight,
                number,
                index,
            )
            for number, each in enumerate(series)
            for index, point in enumerate(each.points)
            if point.label
        ),
    )


def table(key: str, rows: Sequence[Sequence[str | Run]], language: str = "zh") -> PlacedTable:
    """A table whose second body row, if any, is highlighted."""
    texts = [[cell if isinstance(cell, Run) else Run(text=cell) for cell in row] for row in rows]
    columns = tuple(
        TableColumn(key=f"c{index}", heading=(run,), align="right" if index else "left")
        for index, run in enumerate(texts[0])
    )
    node = Table(key="table", columns=columns, rows=tuple(TableRow(cells=()) for _ in texts[1:]), alt="Tenders")
    placed = tuple(
        tuple(
            PlacedCell(
                (paragraph((run,), "table_cell" if index else "table_head", language, align=column.align),),
                fill="panel" if index == 2 else None,
            )
            for run, column in zip(row, columns, strict=True)
        )
        for index, row in enumerate(texts)
    )
    height, width = 381_000, 5_638_800
    return PlacedTable(
        name=f"{key}/table",
        box=Box(457_200, 1_600_200, width * len(columns), height * len(rows)),
        table=node,
        column_widths=(width,) * len(columns),
        row_heights=(height,) * len(rows),
        rows=placed,
        cell_insets=Insets(71_120, 44_450, 71_120, 44_450),
    )


def content_page(key: str, items: Sequence[Item], language: str, number: int, takeaway: bool = False) -> Page:
    words, layout = WORDS[language], "content_takeaway" if takeaway else "content"
    framed: list[Item] = [
        filled(key, layout, "title", words["title"], language),
        filled(key, layout, "kicker", words["kicker"], language),
        *items,
    ]
    if takeaway:
        framed.append(filled(key, layout, "takeaway", words["takeaway"], language))
    framed += [
        filled(key, layout, "source", words["source"], language),
        filled(key, layout, "footer", words["footer"], language),
        filled(key, layout, "slide_number", str(number), language, field="slide_number", furniture=True),
    ]
    notes = (
        Paragraph(runs=runs(words["notes"])),
        Paragraph(runs=(Run(text="27%", value=value("0.27", "sz"), bold=True),)),
    )
    return Page(
        key=key, layout=layout, items=tuple(framed), title=words["title"], section="city", notes=notes
    )  # fmt: skip


def card(key: str, language: str) -> PlacedText:
    number = (Run(text="2.47", value=value("2.47", "sz")), Run(text=" tn"))
    placed = (paragraph(WORDS[language]["amount"], "kpi_label", language), paragraph(number, "kpi_value", language))
    return text_box(
        f"{key}/kpis/1", Box(457_200, 1_600_200, 2_705_100, 1_219_200), placed,
        fill="panel", bar="highlight", anchor="middle", insets=Insets(152_400, 76_200, 152_400, 76_200),
    )  # fmt: skip


def bullets(key: str, language: str) -> PlacedText:
    words = WORDS[language]
    share = Run(text="27%", value=value("0.27", "sz", "share"), bold=True)
    linked = Run(text="example.org", link="https://example.org/a?b=1&c=2")
    placed = (
        paragraph(words["panel"], "panel_head", language),
        paragraph((Run(text=words["bullet"]), share), "body", language, bullet=True),
        paragraph((linked, Run(text="[1]", superscript=True, color="muted")), "body", language, step=1, bullet=True),
    )
    box = Box(8_077_200, 1_600_200, 3_657_600, 3_000_000)
    return text_box(f"{key}/text", box, placed, fill="panel", bar="primary", bar_edge="left", outline="rule")


def deck(language: str) -> Pages:
    """Four slides: cover, cards and marks, chart and bullets, table with takeaway."""
    words = WORDS[language]
    cover = Page(
        key="cover",
        layout="cover",
        items=(
            filled("cover", "cover", "title", words["title"], language),
            filled("cover", "cover", "subtitle", words["section"], language),
            filled("cover", "cover", "date_line", "2026-11-24", language),
        ),
        title=words["title"],
    )
    tab = text_box(
        "cards/nav/city",
        Box(10_000_000, 228_600, 1_000_000, 228_600),
        (paragraph(words["section"], "nav", language),),
        link_to="chart",
    )
    dot, arrow = Box(457_200, 3_200_000, 300_000, 300_000), Box(900_000, 3_200_000, 900_000, 300_000)
    marks = (
        PlacedLine(name="cards/rule", box=Box(457_200, 3_000_000, 11_277_600, 0)),
        PlacedShape(name="cards/dot", box=dot, preset="ellipse", fill="sky", outline="rule"),
        PlacedShape(name="cards/arrow", box=arrow, preset="homePlate", fill="gold", adjustments=(25_000,), alt="Then"),
    )
    rows = (
        (words["head"], words["amount"]),
        (words["city"], Run(text="42.6", value=value("42.6", "sz"))),
        (words["second"], Run(text="28.1", value=value("28.1", "nb"))),
    )
    pages = (
        cover,
        content_page("cards", (tab, card("cards", language), *marks), language, 2),
        content_page(
            "chart",
            (
                chart("chart", (words["city"], words["second"], "—"), (("42.6", "28.1", None),)),
                bullets("chart", language),
            ),
            language,
            3,
        ),
        content_page("table", (table("table", rows, language),), language, 4, takeaway=True),
    )
    return Pages(
        medium="deck",
        target="demo/demo",
        language=language,
        title=words["title"],
        author="Hitachi & Co. <China>",
        date="2026-11-24",
        width=theme().slide_width,
        height=theme().slide_height,
        pages=pages,
        sections=(
            SectionMark(key="cover", title=words["title"], pages=("cover",)),
            SectionMark(key="city", title=words["section"], pages=("cards", "chart", "table")),
        ),
        status="draft",
    )


def one_page(*items: Item, language: str = "zh") -> Pages:
    """A deck of one slide with these items."""
    return replace(deck(language), pages=(Page(key="only", layout="content", items=items),), sections=())
