"""A block of another package, found through its entry point, reaches deck, brief and outline."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from deckgen.blocks import registry
from deckgen.read.pdf import page_texts
from deckgen.read.pptx import read_deck
from tests.conftest import build_project

MODULE = '''
from typing import ClassVar

from deckgen.blocks.base import Block, Context
from deckgen.model.nodes import Node, Text
from deckgen.model.text import Paragraph
from deckgen.text.localized import LocalizedText


class Motto(Block):
    """One sentence on a panel."""

    kind: ClassVar[str] = "motto"
    shorthand: ClassVar[str | None] = "words"

    words: LocalizedText

    def lower(self, context: Context) -> Node | None:
        paragraph = Paragraph(runs=context.text(self.words))
        return Text(key=context.key(self), paragraphs=(paragraph,), fill="panel", at=self.at)
'''


def forget_plugins() -> None:
    """What is installed is read once a process."""
    registry.find_block.cache_clear()
    registry._installed.cache_clear()


@pytest.fixture
def motto_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installed distribution that declares the entry point `deckgen.blocks: motto`."""
    site = tmp_path / "site"
    info = site / "deck_motto-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: deck-motto\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[deckgen.blocks]\nmotto = deck_motto:Motto\n")
    (site / "deck_motto.py").write_text(textwrap.dedent(MODULE))
    monkeypatch.syspath_prepend(str(site))
    forget_plugins()
    yield
    forget_plugins()
    sys.modules.pop("deck_motto", None)


SLIDE = """
      - key: motto
        title: {zh: 座右铭, en: A motto for the team, ja: 座右の銘}
        body:
          - motto: {zh: 由外部包提供的内容块, en: A block from another package, ja: 外部パッケージのブロック}
"""


@pytest.mark.usefixtures("motto_package")
def test_a_third_party_block_reaches_every_output(project: Path) -> None:
    spec = project / "specs" / "parts" / "market.yaml"
    first, rest = spec.read_text(encoding="utf-8").split("\n    slides:\n", 1)
    spec.write_text(f"{first}\n    slides:{SLIDE}{rest}", encoding="utf-8")
    (result,) = build_project(project, formats=("pptx", "pdf", "slides", "outline"))
    assert result.status == "built", result.findings
    folder = project / "output" / "hitachi_entry"
    for language, words in {
        "zh": "由外部包提供的内容块",
        "en": "A block from another package",
        "ja": "外部パッケージのブロック",
    }.items():
        deck = read_deck((folder / f"hitachi_entry.{language}.pptx").read_bytes())
        shown = [
            "".join(run.text for run in paragraph)
            for page in deck.pages
            for item in page.objects
            for paragraph in item.paragraphs
        ]
        assert words in shown
        assert words in (folder / f"hitachi_entry.{language}.outline.txt").read_text(encoding="utf-8")
        for suffix in ("pdf", "slides.pdf"):
            texts = page_texts((folder / f"hitachi_entry.{language}.{suffix}").read_bytes())
            assert words.replace(" ", "") in "".join(texts).replace(" ", "").replace("\n", "")
