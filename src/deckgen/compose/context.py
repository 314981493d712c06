"""A target in one language, as blocks and slides see it: texts filled, values checked and counted as shown."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy

from deckgen.blocks.base import Block, BlockKind
from deckgen.compose.citations import Citations
from deckgen.compose.claims import Claims
from deckgen.compose.values import Values
from deckgen.diagnostics import DeckgenError, Diagnostic, Diagnostics, Position
from deckgen.model.document import Section, SlideLayout, SourceEntry
from deckgen.model.nodes import Node, Only
from deckgen.model.text import Run
from deckgen.model.value import Value
from deckgen.source.located import ColumnName, Path, QueryName
from deckgen.spec.model import Spec
from deckgen.text.formats import format_value
from deckgen.text.localized import LocalizedText
from deckgen.text.words import word

UNIT_BRACKETS = {"zh": ("（", "）"), "ja": ("（", "）"), "en": (" (", ")")}


class TargetContext:
    """Implements `blocks.base.Context`. `collect_shown` tells which sources stand behind what is rendered inside it."""

    def __init__(
        self, spec: Spec, values: Values, claims: Claims, citations: Citations, language: str, found: Diagnostics
    ) -> None:
        self.language = language
        self.layout: SlideLayout = "content"
        self._spec = spec
        self._values = values
        self._claims = claims
        self._citations = citations
        self._found = found
        self._keys: Mapping[int, str] = {}
        self._blocks: Sequence[Block] = ()
        self._shown: dict[str, None] = {}
        self.unknown_topics: list[tuple[Run, ...]] = []
        self.agenda_sections: list[Section] = []

    def at_row(self, values: Values, claims: Claims) -> TargetContext:
        """The same target as a slide sees it that is repeated for a row."""
        context = copy(self)
        context._values, context._claims = values, claims
        return context

    @contextmanager
    def collect_shown(self, keys: Mapping[int, str], blocks: Sequence[Block] = ()) -> Generator[dict[str, None]]:
        """The ids of the sources shown inside the block, in order (an ordered set); `keys` names a slide's `blocks`."""
        self._keys, self._blocks, self._shown = keys, blocks, {}
        yield self._shown

    def key(self, block: Block) -> str:
        return self._keys[id(block)]

    def text(self, text: LocalizedText) -> tuple[Run, ...]:
        return tuple(run for paragraph in self.paragraphs(text) for run in paragraph)

    def paragraphs(self, text: LocalizedText) -> tuple[tuple[Run, ...], ...]:
        chosen = self._claims.choose(text)
        if chosen is None:
            return ()
        template = chosen.template(self.language)
        try:
            paragraphs = template.render(self._values.scope, self.language)
        except DeckgenError as error:
            self._found.extend(error.diagnostics)
            return ()
        shown = [run.value for paragraph in paragraphs for run in paragraph if run.value is not None]
        for value, reference in zip(shown, template.references, strict=True):
            self.count(value, reference.position)
        return paragraphs

    def word(self, name: str) -> Run:
        return Run(text=word(name, self.language), furniture=True)

    def label(self, column: ColumnName) -> tuple[Run, ...]:
        measure = self._spec.measures.get(column)
        if measure is None or measure.label is None:
            hint = f"add `label:` to it here, or to the measure '{column}'"
            self.fail(Diagnostic("DG521", f"column '{column}' has no label to print", column.at, hint))
            return ()
        return self.text(measure.label)

    def find_label(self, column: ColumnName) -> tuple[Run, ...]:
        measure = self._spec.measures.get(column)
        return self.text(measure.label) if measure is not None and measure.label is not None else ()

    def unit(self, label: str) -> tuple[Run, ...]:
        if not label:
            return ()
        before, after = UNIT_BRACKETS[self.language]
        return (Run(text=f"{before}{label}{after}", furniture=True),)

    def rows(self, query: QueryName) -> Sequence[Mapping[str, Value]]:
        return self._values.rows(query)

    def value(self, path: Path) -> Value:
        name, _, column = path.partition(".")
        return self._values.scope[name][column]

    def show(self, value: Value, at: Position | None) -> Run:
        if value.raw is None:
            self.fail(Diagnostic("DG511", f"'{value.origin.query}.{value.origin.column}' has no value here", at))
            return Run(text="")
        try:
            text = format_value(value, self.language)
        except DeckgenError as error:
            self._found.extend(Diagnostic(d.code, d.message, d.position or at, d.hint) for d in error.diagnostics)
            return Run(text="")
        self.count(value, at)
        return Run(text=text, value=value)

    def count(self, value: Value, at: Position | None) -> None:
        name = f"{value.origin.query}.{value.origin.column}"
        if value.is_number and not value.origin.sources:
            hint = "compute it from rows that have one: a number typed in SQL has none"
            self.fail(Diagnostic("DG512", f"the number '{name}' has no source", at, hint))
        if value.origin.withheld:
            rows = ", ".join(value.origin.withheld[:3])
            hint = "a source of quality C is shown only if a second source agrees (`verified_by`)"
            self.fail(Diagnostic("DG513", f"'{name}' shows rows that may not be shown: {rows}", at, hint))
        self._shown.update(dict.fromkeys(value.origin.sources))

    def lower(self, block: Block) -> Node | None:
        if not self._claims.applies(block.when):
            return None
        node = block.lower(self)
        return Only(medium=block.only, node=node) if node is not None and block.only is not None else node

    def siblings(self, kind: type[BlockKind]) -> Sequence[BlockKind]:
        return tuple(self._shown_blocks(self._blocks, kind))

    def _shown_blocks(self, blocks: Iterable[Block], kind: type[BlockKind]) -> Iterator[BlockKind]:
        """The blocks of a kind that no condition leaves out, in the order of the spec."""
        for block in blocks:
            if self._claims.applies(block.when):
                if isinstance(block, kind):
                    yield block
                yield from self._shown_blocks(block.children(), kind)

    def sections(self) -> Sequence[Section]:
        return self.agenda_sections

    def sources(self) -> Sequence[SourceEntry]:
        return self._citations.entries

    def unknowns(self) -> Sequence[tuple[Run, ...]]:
        return self.unknown_topics

    def fail(self, diagnostic: Diagnostic) -> None:
        self._found.extend([diagnostic])
