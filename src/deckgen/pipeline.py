"""The pipeline on one screen: resolve -> compose -> arrange -> write -> verify.

`resolve` runs once for a spec (every query, claim and condition over all targets at once); the other four run for each
target and language. Each output format is one row of `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.model.document import Document
from deckgen.model.inputs import Inputs
from deckgen.model.pages import Pages
from deckgen.theme.theme import Theme

if TYPE_CHECKING:
    from deckgen.spec.model import Spec


@dataclass(frozen=True, slots=True)
class Format:
    """How one output is made: `suffix` ends its file name, `verify` gives findings about the written bytes, `lint` about the
    placed pages; formats that show the same pages share it."""

    suffix: str
    arrange: Callable[[Document, Theme], Pages]
    write: Callable[[Pages, Theme], bytes]
    verify: Callable[[bytes, Pages], Iterable[Diagnostic]]
    lint: Callable[[Pages, Theme], Iterable[Diagnostic]] | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """One written and verified file of a target: its bytes, and the pages that they show."""

    format: str
    language: str
    suffix: str
    data: bytes
    pages: Pages


@dataclass(frozen=True, slots=True)
class Product:
    """A target in one language: its document, its files, and what its reader should be told."""

    document: Document
    outputs: tuple[Output, ...]
    warnings: tuple[Diagnostic, ...]


def produce(spec: Spec, inputs: Inputs, language: str, theme: Theme, formats: Iterable[str]) -> Product:
    """Everything for one target in one language. Raises `DeckgenError` (exit code 1) if a step finds an error."""
    from deckgen.compose import compose

    composition = compose(spec, inputs, language)
    document = composition.document
    arranged: dict[Callable[[Document, Theme], Pages], Pages] = {}
    linted: list[Diagnostic] = []
    outputs: list[Output] = []
    for name in formats:
        form = FORMATS[name]
        if form.arrange not in arranged:
            pages = arranged[form.arrange] = form.arrange(document, theme)
            linted += form.lint(pages, theme) if form.lint else ()
        pages = arranged[form.arrange]
        data = form.write(pages, theme)
        errors = [finding for finding in linted if finding.severity == "error"]
        if findings := (*errors, *form.verify(data, pages)):
            raise DeckgenError(findings, exit_code=1)
        outputs.append(Output(name, language, form.suffix, data, pages))
    return Product(document, tuple(outputs), (*composition.warnings, *linted))


def _arrange_deck(document: Document, theme: Theme) -> Pages:
    from deckgen.layout.slides import arrange_deck

    return arrange_deck(document, theme)


def _arrange_brief(document: Document, theme: Theme) -> Pages:
    from deckgen.layout.brief import arrange_brief

    return arrange_brief(document, theme)


def _write_pptx(pages: Pages, theme: Theme) -> bytes:
    from deckgen.write.pptx import write_deck

    return write_deck(pages, theme)


def _write_pdf(pages: Pages, theme: Theme) -> bytes:
    from deckgen.write.pdf import write_pdf

    return write_pdf(pages, theme)


def _write_outline(pages: Pages, _theme: Theme) -> bytes:
    from deckgen.write.outline import write_outline
    from deckgen.write.records import record_pages

    return write_outline(record_pages(pages)).encode()


def _verify_pptx(data: bytes, pages: Pages) -> Iterable[Diagnostic]:
    from deckgen.verify.deck import verify_deck

    return verify_deck(data, pages)


def _verify_pdf(data: bytes, pages: Pages) -> Iterable[Diagnostic]:
    from deckgen.verify.brief import verify_brief

    return verify_brief(data, pages)


def _lint_deck(pages: Pages, theme: Theme) -> Iterable[Diagnostic]:
    from deckgen.verify.lint import lint_deck

    return lint_deck(pages, theme)


def _verify_text(_data: bytes, _pages: Pages) -> Iterable[Diagnostic]:
    return ()


FORMATS: Mapping[str, Format] = {
    "pptx": Format(".pptx", _arrange_deck, _write_pptx, _verify_pptx, _lint_deck),
    "pdf": Format(".pdf", _arrange_brief, _write_pdf, _verify_pdf),
    "slides": Format(".slides.pdf", _arrange_deck, _write_pdf, _verify_pdf, _lint_deck),
    "outline": Format(".outline.txt", _arrange_deck, _write_outline, _verify_text, _lint_deck),
}
