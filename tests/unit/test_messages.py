"""The catalogue of messages lists every code that deckgen can give, once, and no other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = (ROOT / "docs" / "messages.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (DG\d{3}) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def test_every_code_is_in_the_catalogue() -> None:
    sources = (ROOT / "src" / "deckgen").rglob("*.py")
    used = {code for path in sources for code in re.findall(r"DG[0-9]{3}", path.read_text(encoding="utf-8"))}
    assert {row[0] for row in ROW.findall(CATALOGUE)} == used


def test_codes_stand_in_order_once() -> None:
    codes = [row[0] for row in ROW.findall(CATALOGUE)]
    assert codes == sorted(set(codes))
    assert len(codes) == len(re.findall(r"^\| DG", CATALOGUE, re.MULTILINE))
