"""Documents for tests of layout: short builders of every part, and the packaged theme."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path

from deckgen.diagnostics import Position
from deckgen.layout.brief import arrange_brief
from deckgen.layout.slides import arrange_deck
from deckgen.model.chart import Chart, ChartCategory, ChartPoint, ChartSeries
from deckgen.model.document import Cover, Document, Fact, Section, Slide, SourceEntry
from deckgen.model.nodes import Grid, Node, Table, TableCell, TableColumn, TableRow, Text
from deckgen.model.pages import Item, Page, Pages, PlacedTable, PlacedText
from deckgen.model.text import Paragraph, Run
from deckgen.theme.load import load_theme
from deckgen.theme.theme import Theme
from deckgen.workspace import Workspace

AT = Position("specs/test.yaml", 7, 3)
"""Where every slide and block of these documents stands, unless a test says otherwise."""

SENTENCES = {
    "zh": "苏州工业体量与能耗压力并存，日立应先以节能改造项目进入，再逐步扩展到数字化平台（2024 年试点 12 个项目）。",
    "en": "Suzhou pairs industrial scale with pressure on energy use, so entry begins with retrofits (12 pilots in 2024).",
    "ja": "蘇州は産業規模とエネルギー負荷を併せ持つため、省エネ改修から参入し、デジタル基盤へ広げる（2024年に12件）。",
}


@cache
def packaged_theme() -> Theme:
    """The theme that every project has."""
    return load_theme("default", Workspace(Path(__file__).parent))


def runs(text: str) -> tuple[Run, ...]:
    return (Run(text=text),)


def paragraph(text: str, role: str = "body", *, bullet: bool = False) -> Paragraph:
    return Paragraph(runs=runs(text), role=role, bullet=bullet)


def bullets(texts: Iterable[str], key: str = "list", at: Position = AT) -> Text:
    """A list that may continue on a next slide."""
    return Text(key=key, paragraphs=tuple(paragraph(text, bullet=True) for text in texts), at=at, splittable=True)


def prose(text: str, key: str = "text", at: Position = AT) -> Text:
    """A text that may not continue."""
    return Text(key=key, paragraphs=(paragraph(text),), at=at)


def card(key: str, value: str = "12.5", label: str = "Label") -> Text:
    texts = (paragraph(label, "kpi_label"), paragraph(value, "kpi_value"))
    return Text(key=key, paragraphs=texts, at=AT, fill="panel", bar="primary")


def cards(count: int, columns: int) -> Grid:
    return Grid(items=tuple(card(f"kpi{n}", str(n), "Label" * n) for n in range(1, count + 1)), columns=columns)


def table(rows: Iterable[tuple[str, ...]], heading: tuple[str, ...], key: str = "table", title: str = "") -> Table:
    """A table whose columns are text but the last."""
    last = len(heading) - 1
    return Table(
        key=key,
        columns=tuple(
            TableColumn(
                key=f"c{n}", heading=runs(text), align="right" if n == last else "left", numeric=bool(n) and n == last
            )
            for n, text in enumerate(heading)
        ),
        rows=tuple(TableRow(cells=tuple(TableCell(runs=runs(text)) for text in row)) for row in rows),
        title=runs(title) if title else (),
        at=AT,
    )


def numbered_rows(count: int) -> list[tuple[str, ...]]:
    return [(f"Row {n}", f"Name of row {n}", f"{n}.5") for n in range(1, count + 1)]


def chart(names: Iterable[str], kind: str = "bar", key: str = "chart", numbers: Iterable[int] | None = None) -> Chart:
    names = tuple(names)
    values = tuple(numbers) if numbers is not None else tuple(range(10, 10 * len(names) + 1, 10))
    points = tuple(ChartPoint(number=Decimal(value), value=None, label=str(value)) for value in values)
    return Chart(
        key=key,
        kind="bar" if kind == "bar" else "column",
        categories=tuple(ChartCategory(text=name) for name in names),
        series=(ChartSeries(name="Series", points=points),),
        number_format="0",
        title=runs("Chart title"),
        at=AT,
    )


def slide(*body: Node, key: str = "s1", title: str = "A title", **parts: object) -> Slide:
    """A slide at `AT`; `parts` are further fields."""
    return Slide(key=key, title=runs(title), body=body, **({"at": AT} | parts))  # type: ignore[arg-type]


def document(
    *slides: Slide, language: str = "en", sections: tuple[Section, ...] | None = None, **parts: object
) -> Document:
    """A document of one section (or the given ones) with a cover, two sources and a footer."""
    entries = (
        SourceEntry(number=1, source_id="S1", citation="First Office, Yearbook", short="First Office"),
        SourceEntry(number=2, source_id="S2", citation="Second Office, Report", short="Second Office"),
    )
    stated: dict[str, object] = {
        "target": "test/x",
        "language": language,
        "title": "Deck",
        "author": "Author",
        "date": "2025-01-31",
        "cover": Cover(title=runs("Deck"), subtitle=runs("Subtitle"), date_line=runs("2025-01-31"), at=AT),
        "sections": sections or (Section(key="main", title=runs("Section"), slides=slides),),
        "sources": entries,
        "footer": runs("Footer"),
    }
    return Document(**(stated | parts))  # type: ignore[arg-type]


def fact(value: str, label: str) -> Fact:
    return Fact(value=runs(value), label=runs(label))


def deck(source: Document) -> Pages:
    return arrange_deck(source, packaged_theme())


def brief(source: Document) -> Pages:
    return arrange_brief(source, packaged_theme())


def item(page: Page, name: str) -> Item:
    """The page's one item of that name."""
    (found,) = (each for each in page.items if each.name == name)
    return found


def text_item(page: Page, name: str) -> PlacedText:
    found = item(page, name)
    assert isinstance(found, PlacedText)
    return found


def table_item(page: Page, name: str) -> PlacedTable:
    found = item(page, name)
    assert isinstance(found, PlacedTable)
    return found


def shown(placed: PlacedText) -> str:
    """The text as it is read, paragraphs apart by a line feed."""
    return "\n".join(each.paragraph.text for each in placed.paragraphs)


def shown_rows(placed: PlacedTable) -> list[tuple[str, ...]]:
    """The rows below the heading."""
    return [tuple("".join(run.text for run in cell.runs) for cell in row.cells) for row in placed.table.rows]


def sizes(page: Page, block: str) -> set[float]:
    """The type sizes of the body's items whose block key begins with `block`."""
    found: set[float] = set()
    for each in page.items:
        if not each.name.split("/", 1)[1].startswith(block):
            continue
        if isinstance(each, PlacedText):
            found |= {set_paragraph.style.size for set_paragraph in each.paragraphs}
        elif isinstance(each, PlacedTable):
            found |= {p.style.size for row in each.rows for cell in row for p in cell.paragraphs}
    return found
