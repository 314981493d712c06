"""Cards that are too narrow, type roles that do not exist, and table columns that share a width."""

from __future__ import annotations

import pytest

from deckgen.diagnostics import DeckgenError
from deckgen.layout.table_widths import content_widths
from deckgen.layout.typography import Typography
from deckgen.model.geometry import emu
from deckgen.model.nodes import Columns, Grid, Text
from tests.unit.layout.document import (
    AT,
    card,
    deck,
    document,
    packaged_theme,
    paragraph,
    prose,
    slide,
    table,
    text_item,
)

FIGURE = "389億ドル"
SENTENCE = "数据本地化部署，由合资方作为数据处理者，日立仅提供算法与设备，并持续提供运维服务"


def test_a_grid_takes_fewer_columns_rather_than_break_a_figure() -> None:
    grid = Grid(items=tuple(card(f"kpi{n}", FIGURE) for n in range(1, 7)), columns=6)
    body = Columns(items=(grid, prose("Text.")), widths=(1, 1))
    (page,) = deck(document(slide(body), language="ja")).pages[1:]
    placed = [text_item(page, f"s1/kpi{n}") for n in range(1, 7)]
    columns = len({each.box.x for each in placed})
    assert 1 < columns < 6
    assert all(len(figure.lines) == 1 for each in placed for figure in each.paragraphs[1:])
    assert {figure.style.size for each in placed for figure in each.paragraphs[1:]} == {28}


def test_a_figure_wider_than_any_card_is_an_error_at_the_card() -> None:
    body = Columns(items=(card("kpi", "1" * 30), prose("Text.")), widths=(1, 5))
    with pytest.raises(DeckgenError) as caught:
        deck(document(slide(body)))
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.position) == ("DG602", AT)
    assert "does not fit on a line: needs " in finding.message


def test_an_unknown_type_role_is_an_error_at_the_block() -> None:
    node = Text(key="x", paragraphs=(paragraph("Text", "kpi_values"),), at=AT)
    with pytest.raises(DeckgenError) as caught:
        deck(document(slide(node)))
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.position) == ("DG605", AT)
    assert finding.hint == "did you mean 'kpi_value'?"


def test_short_columns_keep_their_line_and_long_ones_share_the_rest() -> None:
    typography = Typography(packaged_theme(), "deck", "zh")
    node = table([("渠道与客户", SENTENCE * 3, SENTENCE, "12.5")], ("渠道", "任务", "判断", "容易度"))
    width, padding = emu(800), emu(10)
    short, long, medium, number = content_widths(node, width, padding, typography)
    assert short + long + medium + number == width
    style = typography.style("table_cell")
    assert short >= emu(typography.faces.measure("渠道与客户", style.size) * typography.slack) + padding
    assert number >= emu(typography.faces.measure("容易度", style.size, True) * typography.slack) + padding
    assert long == pytest.approx(3 * medium, rel=0.05)


def test_a_word_in_katakana_is_broken_only_where_its_column_does_not_fit_otherwise() -> None:
    typography = Typography(packaged_theme(), "deck", "ja")
    node = table([("コンサルティング・人材育成", "調査対象都市の中央値以上である" * 2, "1")], ("産業", "基準", "数"))
    style = typography.style("table_cell")
    word = emu(typography.faces.measure("コンサルティング・", style.size, True) * typography.slack)
    assert content_widths(node, 2 * word, 0, typography)[0] >= word
    assert content_widths(node, round(1.5 * word), 0, typography)[0] < word


def test_room_left_over_goes_to_columns_by_what_they_hold() -> None:
    typography = Typography(packaged_theme(), "deck", "zh")
    node = table([("渠道", "任务与要求任务与要求", "1")], ("甲", "乙", "丙"))
    widths = content_widths(node, emu(800), emu(10), typography)
    assert sum(widths) == emu(800)
    assert widths[1] > widths[0] > widths[2]
