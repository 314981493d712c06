from __future__ import annotations

from decimal import ROUND_DOWN, Decimal, localcontext
from typing import Any

import pytest

from deckgen.diagnostics import DeckgenError
from deckgen.model.value import Measure
from deckgen.text.formats import FORMATS, chart_scale, format_value
from deckgen.text.units import find_unit, unit_names
from tests.unit.text.making import value

LANGUAGES = ("zh", "en", "ja")
GDP = Measure("money", "100M CNY")


def printed(raw: Any, measure: Measure | None, override: Measure | None = None) -> list[str]:
    return [format_value(value(raw, measure), language, override) for language in LANGUAGES]


@pytest.mark.parametrize(
    ("raw", "measure", "expected"),
    [
        ("#35371.3", GDP, ["3.54万亿元", "RMB 3.54 tn", "3.54兆元"]),
        ("#8600", GDP, ["8,600亿元", "RMB 860 bn", "8,600億元"]),
        ("#86", GDP, ["86亿元", "RMB 8.6 bn", "86億元"]),
        ("#-86", GDP, ["−86亿元", "−RMB 8.6 bn", "−86億元"]),
        ("#9999.96", GDP, ["1万亿元", "RMB 1 tn", "1兆元"]),
        ("#0", GDP, ["0元", "RMB 0", "0元"]),
        ("#164220", Measure("money", "CNY"), ["16.4万元", "RMB 164k", "16.4万元"]),
        ("#26.6", Measure("money", "billion USD"), ["266亿美元", "USD 26.6 bn", "266億ドル"]),
        ("#503653", Measure("money", "million GBP"), ["5,037亿英镑", "GBP 504 bn", "5,037億ポンド"]),
        ("#435.9", Measure("money", "trillion KRW"), ["436万亿韩元", "KRW 436 tn", "436兆ウォン"]),
        ("#19024.7", Measure("money", "100M CNY", 2), ["1.90万亿元", "RMB 1.90 tn", "1.90兆元"]),
        ("#2171.1", Measure("number", "10k persons"), ["2,171万人", "21.7 million", "2,171万人"]),
        ("#18421.198", Measure("number", "thousand persons"), ["1,842万人", "18.4 million", "1,842万人"]),
        ("#1392730000", Measure("number", "persons"), ["13.9亿人", "1.39 billion", "13.9億人"]),
        (138111, Measure("number", "items"), ["13.8万件", "138,111", "13.8万件"]),
        (92305, Measure("number", "items"), ["92,305件", "92,305", "92,305件"]),
        (1, Measure("number", "cities"), ["1个城市", "1 city", "1都市"]),
        (34, Measure("number", "cities"), ["34个城市", "34 cities", "34都市"]),
        ("#588.0", Measure("number", "km"), ["588公里", "588 km", "588km"]),
        ("#16410", Measure("number", "km2"), ["16,410平方公里", "16,410 km²", "16,410km²"]),
        ("#46.34", Measure("number", "ug/m3"), ["46.3微克/立方米", "46.3 µg/m³", "46.3µg/m³"]),
        ("#18.9", Measure("number", "per 100 people"), ["每百人18.9", "18.9 per 100 people", "100人当たり18.9"]),
        ("#5.95", Measure("number", "%"), ["5.95%", "5.95%", "5.95%"]),
        ("#5.95", Measure("percent", "%"), ["6.0%", "6.0%", "6.0%"]),
        ("#0.525", Measure("percent", digits=0), ["53%", "53%", "53%"]),
        ("#-0.0004", Measure("percent"), ["0.0%", "0.0%", "0.0%"]),
        ("#0.021", Measure("pp"), ["2.1个百分点", "2.1 pp", "2.1ポイント"]),
        ("#-2.05", Measure("pp", "%"), ["−2.1个百分点", "−2.1 pp", "−2.1ポイント"]),
        ("#1.5", Measure("multiple"), ["1.5倍", "1.5×", "1.5倍"]),
        (3, Measure("scale", of=4), ["3/4", "3 of 4", "3/4"]),
        (2018, Measure("year"), ["2018", "2018", "2018"]),
        ("#2018", Measure("year"), ["2018", "2018", "2018"]),
        (12345, Measure("number"), ["12,345", "12,345", "12,345"]),
        ("#0.01234", Measure("number"), ["0.0123", "0.0123", "0.0123"]),
        ("2026-11-24", Measure("date"), ["2026年11月24日", "24 November 2026", "2026年11月24日"]),
        ("2018-10", Measure("date"), ["2018年10月", "October 2018", "2018年10月"]),
        ("北京", None, ["北京"] * 3),
        ("北京", Measure("text"), ["北京"] * 3),
        (7, None, ["7"] * 3),
        (-7, None, ["−7"] * 3),
    ],
)
def test_values_in_three_languages(raw: Any, measure: Measure | None, expected: list[str]) -> None:
    assert printed(raw, measure) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (112, "112th"),
    ],
)
def test_ordinals(number: int, expected: str) -> None:
    assert printed(number, Measure("ordinal")) == [f"第{number}", expected, f"第{number}"]


def test_an_override_keeps_the_unit_and_its_own_digits() -> None:
    assert printed("#0.523", Measure("percent", digits=0), Measure("percent"))[1] == "52%"
    assert printed("#0.523", Measure("percent", digits=0), Measure("percent", digits=2))[1] == "52.30%"
    assert printed("#0.523", Measure("percent", digits=0), Measure("multiple"))[1] == "0.5×"
    assert printed("#86", GDP, Measure("number", digits=2))[0] == "86.00亿元"


@pytest.mark.parametrize(
    ("raw", "measure"),
    [
        (None, GDP),
        (True, None),
        ("#1.5", None),
        ("#NaN", Measure("number")),
        ("#Infinity", Measure("number")),
        ("text", Measure("number")),
        ("24.11.2026", Measure("date")),
        (5, Measure("date")),
        ("#2018.5", Measure("year")),
        ("#1.5", Measure("ordinal")),
        (3, Measure("scale")),
        (3, Measure("number", "parsecs")),
        (3, Measure("no such format")),
    ],
)
def test_what_no_format_prints_is_told(raw: Any, measure: Measure | None) -> None:
    with pytest.raises(DeckgenError) as caught:
        format_value(value(raw, measure), "en")
    (found,) = caught.value.diagnostics
    assert (found.code, caught.value.exit_code) == ("DG546", 1)
    assert found.message.startswith("'growth.rate' ")


@pytest.mark.parametrize(
    ("number", "digits", "expected"),
    [
        ("0.125", 2, "0.13"),
        ("2.675", 2, "2.68"),
        ("1.005", 2, "1.01"),
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "−3"),
    ],
)
def test_rounding_is_half_up_and_does_not_depend_on_the_context(number: str, digits: int, expected: str) -> None:
    with localcontext(prec=3, rounding=ROUND_DOWN):
        assert format_value(value(f"#{number}", Measure("number", digits=digits)), "en") == expected
        assert format_value(value("#123456.789", Measure("number", digits=2)), "en") == "123,456.79"


def test_the_unit_table_covers_the_units_of_the_dataset() -> None:
    for unit in [
        "%",
        "100M CNY",
        "10k persons",
        "CNY",
        "USD",
        "billion GBP",
        "billion USD",
        "cities",
        "items",
        "kg oil equivalent",
        "km",
        "km2",
        "million EUR",
        "million GBP",
        "per 100 people",
        "persons",
        "persons/km2",
        "pilots",
        "rank",
        "thousand persons",
        "trillion KRW",
        "ug/m3",
    ]:
        assert find_unit(unit) is not None, unit
    assert find_unit("million km") is None
    assert find_unit("lakh CNY") is None
    assert len(list(unit_names())) == len(set(unit_names()))


def test_every_unit_prints_in_every_language_and_only_japanese_says_cho() -> None:
    for name in unit_names():
        for number in ("#1", "#12345678.9", "#9876543210987"):
            for language in LANGUAGES:
                text = format_value(value(number, Measure("number", name)), language)
                assert "{" not in text
                assert language == "ja" or "兆" not in text


def test_every_format_is_described() -> None:
    assert all(entry.description for entry in FORMATS.values())


@pytest.mark.parametrize(
    ("numbers", "measure", "units", "labels"),
    [
        (["#36011", "#13509", "#32680"], GDP, ["万亿元", "RMB tn", "兆元"], ["3.60", "1.35", "3.27"]),
        (["#0.52", "#0.125", "#-0.3"], Measure("percent", digits=0), ["", "", ""], ["52%", "13%", "−30%"]),
        (["#588", "#353"], Measure("number", "km"), ["公里", "km", "km"], ["588", "353"]),
        (["#588.5", "#353"], Measure("number", "km", 1), ["公里", "km", "km"], ["588.5", "353.0"]),
        (["#0.021", "#0.1"], Measure("pp"), ["个百分点", "pp", "ポイント"], ["2.1", "10.0"]),
        ([3, 4], Measure("scale", of=4), ["", "", ""], ["3", "4"]),
        ([2018, 2019], Measure("year"), ["", "", ""], ["2018", "2019"]),
        ([1200, 7], None, ["", "", ""], ["1,200", "7"]),
        (["#5.9", "#6"], Measure("number", "%"), ["", "", ""], ["5.9%", "6.0%"]),
    ],
)
def test_one_display_unit_for_a_chart(
    numbers: list[Any], measure: Measure | None, units: list[str], labels: list[str]
) -> None:
    values = [value(number, measure) for number in numbers]
    for language, unit in zip(LANGUAGES, units, strict=True):
        scale = chart_scale(values, language)
        assert scale.unit_label == unit
        assert [scale.label(item) for item in values] == labels


def test_chart_units_by_language_may_differ_in_size() -> None:
    values = [value("#35371.3", GDP), value("#353.7", GDP)]
    scales = [chart_scale(values, language) for language in LANGUAGES]
    assert [scale.unit_label for scale in scales] == ["亿元", "RMB bn", "億元"]
    assert [[scale.label(item) for item in values] for scale in scales] == [
        ["35,371", "354"],
        ["3,537", "35"],
        ["35,371", "354"],
    ]
    assert [scale.number(values[0]) for scale in scales] == [Decimal("35371.3"), Decimal("3537.13"), Decimal("35371.3")]


def test_format_codes_print_what_the_labels_print() -> None:
    multiple = chart_scale([value("#1.5", Measure("multiple"))], "zh")
    assert multiple.format_code == '#,##0.0"倍";"−"#,##0.0"倍"'
    year = chart_scale([value(2018, Measure("year"))], "en")
    assert year.format_code == '0;"−"0'


def test_chart_scale_refuses_mixed_measures_and_unmeasured_decimals() -> None:
    for values in ([value("#1", GDP), value("#1", Measure("percent"))], [value("#1.5")], [value("text", GDP)]):
        with pytest.raises(DeckgenError):
            chart_scale(values, "en")
    assert chart_scale([value(None, GDP)], "en").digits == 0
