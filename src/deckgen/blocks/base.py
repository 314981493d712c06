"""What a block is: a pydantic model of its keys that lowers to nodes.

A block sees the target only through `Context`. It never sees a page, a font or a file, so it works in every writer.
A third-party package registers a subclass of `Block` under the entry point group `deckgen.blocks`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, ClassVar, Protocol, TypeVar

from pydantic import Field, PlainValidator, WithJsonSchema

from deckgen.diagnostics import Diagnostic, Position
from deckgen.model.document import Medium, Section, SlideLayout, SourceEntry
from deckgen.model.nodes import Node
from deckgen.model.text import Run
from deckgen.model.value import Value
from deckgen.source.located import ColumnName, Condition, Key, Path, QueryName
from deckgen.text.localized import LocalizedText
from deckgen.text.validation import LocatedModel

BlockKind = TypeVar("BlockKind", bound="Block")


class Context(Protocol):
    """A target in one language, as a block sees it."""

    language: str
    layout: SlideLayout
    """That of the slide on which the block stands."""

    def key(self, block: Block) -> str:
        """The block's stable key within its slide, e.g. ``chart`` or the spec's `key`."""
        ...

    def text(self, text: LocalizedText) -> tuple[Run, ...]:
        """The text in this language, its `{{ }}` filled, as runs (inline Markdown becomes bold and links)."""
        ...

    def paragraphs(self, text: LocalizedText) -> tuple[tuple[Run, ...], ...]:
        """As `text`, one tuple of runs a paragraph (a blank line separates paragraphs)."""
        ...

    def word(self, name: str) -> Run:
        """A furniture word (`text.words`) in this language."""
        ...

    def label(self, column: ColumnName) -> tuple[Run, ...]:
        """What a column is called: the `label` of its measure. A column without one is an error of the spec."""
        ...

    def find_label(self, column: ColumnName) -> tuple[Run, ...]:
        """As `label`; empty for a column without one."""
        ...

    def unit(self, label: str) -> tuple[Run, ...]:
        """A display unit as it follows a chart's title, in the language's brackets; empty for no unit."""
        ...

    def siblings(self, kind: type[BlockKind]) -> Sequence[BlockKind]:
        """The blocks of a kind on the slide that is being made, in order, without those that a condition leaves out: charts
        of one unit share a scale."""
        ...

    def sections(self) -> Sequence[Section]:
        """The sections that the document has, in order, as the agenda shows them (their slides empty). Only a `closing`
        block may ask."""
        ...

    def sources(self) -> Sequence[SourceEntry]:
        """Every source that the document cites, in order of number. Only a `closing` block may ask."""
        ...

    def unknowns(self) -> Sequence[tuple[Run, ...]]:
        """The topics of the slides that `needs` left out. Only a `closing` block may ask."""
        ...

    def rows(self, query: QueryName) -> Sequence[Mapping[str, Value]]:
        """The query's result: rows of column -> value; a localized column gives its text in this language."""
        ...

    def value(self, path: Path) -> Value:
        """The one value that `query.column` selects."""
        ...

    def show(self, value: Value, at: Position | None) -> Run:
        """The value printed by its measure in this language; `at` is where the spec asks for it. A number without a source
        is an error of the target there."""
        ...

    def count(self, value: Value, at: Position | None) -> None:
        """Note that the value is shown, as `show` does, for one that a block draws instead of printing it."""
        ...

    def lower(self, block: Block) -> Node | None:
        """A child block lowered; None if a condition leaves it out."""
        ...

    def fail(self, diagnostic: Diagnostic) -> None:
        """Record an error of this target."""
        ...


class Block(LocatedModel):
    """Base of all blocks. `kind` is the key that names the block in a spec, and `at` where that key stands. Every block may
    carry `key` and `when`."""

    kind: ClassVar[str]
    closing: ClassVar[bool] = False
    """Whether the block lists what the rest of the document shows, so that it is lowered last."""
    shorthand: ClassVar[str | None] = None
    """The field that a bare list or text fills: `- bullets: [..]` is `- bullets: {items: [..]}`."""

    key: Key | None = Field(
        None, description="A stable name within the slide; needed where two blocks are of one kind."
    )
    when: Condition | None = Field(None, description="Leave the block out, silently, unless this holds.")
    only: Medium | None = Field(None, description="Show the block in the deck or in the brief only.")

    def lower(self, context: Context) -> Node | None:
        """The block's meaning in this target and language; None if it has nothing to show."""
        raise NotImplementedError

    def children(self) -> Iterator[Block]:
        """The blocks inside it."""
        return iter(())

    def columns_used(self) -> Iterator[tuple[QueryName, ColumnName]]:
        """Every (query, column) that the block reads besides the paths in its texts, for checking before any target is made."""
        return iter(())


def walk_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks and the blocks inside them, in the order of the spec."""
    for block in blocks:
        yield block
        yield from walk_blocks(block.children())


def _to_block(raw: Any) -> Block:
    from deckgen.blocks.registry import parse_block

    return parse_block(raw)


AnyBlock = Annotated[Block, PlainValidator(_to_block), WithJsonSchema({"x-deckgen": "block"})]
"""The type of a field that takes one block written as a one-key map."""
