"""The unit table: what each unit of a dataset is called and scaled to in zh, en and ja.

A unit is written `[scale] base`, e.g. ``100M CNY``, ``10k persons``, ``km2``. Values stay as published; the base says which
ladder of magnitudes they climb when they are printed. 兆 is used in Japanese only: in Chinese it means another magnitude.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

SCALES: Mapping[str, Decimal] = {
    "thousand": Decimal(1_000),
    "10k": Decimal(10_000),
    "million": Decimal(1_000_000),
    "100M": Decimal(100_000_000),
    "billion": Decimal(1_000_000_000),
    "trillion": Decimal(1_000_000_000_000),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A magnitude: used from `start` on, `size` is what one of it is worth, `word` what it is called after a number."""

    start: Decimal
    size: Decimal
    word: str


Ladder = tuple[Step, ...]
"""Magnitudes, largest first. Below the last, numbers print whole."""


@dataclass(frozen=True, slots=True)
class Base:
    """A base unit: `patterns` place the number by language (`{}`), `one` is the English pattern for exactly one,
    `ladders` the magnitudes by language (none: never scaled)."""

    patterns: Mapping[str, str]
    ladders: Mapping[str, Ladder]
    is_money: bool = False
    one: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A base and how many of it one of this unit is."""

    name: str
    base: Base
    factor: Decimal


def _steps(*steps: tuple[int, int, str]) -> Ladder:
    """(start, size, word) with start and size as powers of ten."""
    return tuple(Step(Decimal(10) ** start, Decimal(10) ** size, word) for start, size, word in steps)


MONEY: Mapping[str, Ladder] = {
    "zh": _steps((12, 12, "万亿"), (8, 8, "亿"), (4, 4, "万")),
    "en": _steps((12, 12, " tn"), (9, 9, " bn"), (6, 6, " m"), (4, 3, "k")),
    "ja": _steps((12, 12, "兆"), (8, 8, "億"), (4, 4, "万")),
}
PEOPLE: Mapping[str, Ladder] = {
    "zh": _steps((8, 8, "亿"), (4, 4, "万")),
    "en": _steps((9, 9, " billion"), (6, 6, " million")),
    "ja": _steps((8, 8, "億"), (4, 4, "万")),
}
COUNT: Mapping[str, Ladder] = {
    "zh": _steps((8, 8, "亿"), (5, 4, "万")),
    "en": _steps((9, 9, " billion"), (6, 6, " million")),
    "ja": _steps((8, 8, "億"), (5, 4, "万")),
}


def _money(zh: str, en: str, ja: str) -> Base:
    return Base({"zh": f"{{}}{zh}", "en": f"{en} {{}}", "ja": f"{{}}{ja}"}, MONEY, is_money=True)


def _count(zh: str, en: str, ja: str, one: str | None = None, ladders: Mapping[str, Ladder] = COUNT) -> Base:
    return Base({"zh": zh, "en": en, "ja": ja}, ladders, one=one)


def _plain(zh: str, en: str, ja: str, one: str | None = None) -> Base:
    return Base({"zh": zh, "en": en, "ja": ja}, {}, one=one)


PERCENT = "%"

BASES: Mapping[str, Base] = {
    "CNY": _money("元", "RMB", "元"),
    "USD": _money("美元", "USD", "ドル"),
    "EUR": _money("欧元", "EUR", "ユーロ"),
    "GBP": _money("英镑", "GBP", "ポンド"),
    "JPY": _money("日元", "JPY", "円"),
    "KRW": _money("韩元", "KRW", "ウォン"),
    "HKD": _money("港元", "HKD", "香港ドル"),
    "SGD": _money("新加坡元", "SGD", "シンガポールドル"),
    "persons": _count("{}人", "{}", "{}人", ladders=PEOPLE),
    "items": _count("{}件", "{}", "{}件"),
    "cities": _count("{}个城市", "{} cities", "{}都市", "{} city"),
    "pilots": _count("{}个试点", "{} pilots", "{}か所", "{} pilot"),
    "projects": _count("{}个项目", "{} projects", "{}件", "{} project"),
    "companies": _count("{}家企业", "{} companies", "{}社", "{} company"),
    "households": _count("{}户", "{} households", "{}世帯", "{} household"),
    "km": _plain("{}公里", "{} km", "{}km"),
    "km2": _plain("{}平方公里", "{} km²", "{}km²"),
    "m2": _plain("{}平方米", "{} m²", "{}m²"),
    "ug/m3": _plain("{}微克/立方米", "{} µg/m³", "{}µg/m³"),
    "persons/km2": _plain("{}人/平方公里", "{} people per km²", "{}人/km²"),
    "per 100 people": _plain("每百人{}", "{} per 100 people", "100人当たり{}"),
    "kg oil equivalent": _plain("{}千克油当量", "{} kg of oil equivalent", "石油換算{}kg"),
    "tonnes": _count("{}吨", "{} t", "{}トン"),
    "kWh": _count("{}千瓦时", "{} kWh", "{}kWh"),
    "years": _plain("{}年", "{} years", "{}年", "{} year"),
    "months": _plain("{}个月", "{} months", "{}か月", "{} month"),
    "days": _plain("{}天", "{} days", "{}日", "{} day"),
    "points": _plain("{}分", "{} points", "{}点", "{} point"),
    "rank": _plain("{}", "{}", "{}"),
    PERCENT: _plain("{}%", "{}%", "{}%"),
}


def find_unit(name: str) -> Unit | None:
    """The unit of a name, or None if the table has none."""
    if name in BASES:
        return Unit(name, BASES[name], Decimal(1))
    scale, _, base = name.partition(" ")
    if scale in SCALES and base in BASES and BASES[base].ladders:
        return Unit(name, BASES[base], SCALES[scale])
    return None


def unit_names() -> Iterator[str]:
    """Every name in the table."""
    yield from BASES
    yield from (f"{scale} {name}" for scale in SCALES for name, base in BASES.items() if base.ladders)
