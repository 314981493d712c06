"""A written deck against its pages: the package check, then what it shows against what was placed."""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.model.pages import Pages
from deckgen.read.package import Package
from deckgen.read.pptx import read_deck
from deckgen.verify.agreement import check_agreement
from deckgen.verify.package import check_package
from deckgen.write.records import record_pages


def verify_deck(data: bytes, pages: Pages) -> Iterator[Diagnostic]:
    """Every finding of `check_package` and `check_agreement`; none for a deck that may be published."""
    try:
        package = Package(data)
        yield from check_package(package)
        yield from check_agreement(record_pages(pages), read_deck(package))
    except DeckgenError as error:
        yield from error.diagnostics
