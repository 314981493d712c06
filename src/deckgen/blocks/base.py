"""What a block is: a pydantic model of its keys that lowers to nodes.

A block sees the target only through `Context`. It never sees a page, a font or a file, so it works in every writer.
A third-party package registers a subclass of `Block` under the entry point group `deckgen.blocks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, ClassVar, Protocol

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from deckgen.diagnostics import Diagnostic, Position
from deckgen.model.document import SourceEntry
from deckgen.model.nodes import Node, Run
from deckgen.model.value import Value
from deckgen.text.located import ColumnName, Condition, Key, Path, QueryName
from deckgen.text.localized import LocalizedText


class Context(Protocol):
    """A target in one language, as a block sees it."""

    language: str

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

    def unit(self, label: str) -> tuple[Run, ...]:
        """A display unit as it follows a chart's title, in the language's brackets; empty for no unit."""
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

    def lower(self, block: Block) -> Node | None:
        """A child block lowered; None if a condition leaves it out."""
        ...

    def fail(self, diagnostic: Diagnostic) -> None:
        """Record an error of this target."""
        ...


class Block(BaseModel):
    """Base of all blocks. `kind` is the key that names the block in a spec. Every block may carry `key` and `when`."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    kind: ClassVar[str]
    closing: ClassVar[bool] = False
    """Whether the block lists what the rest of the document shows, so that it is lowered last."""
    shorthand: ClassVar[str | None] = None
    """The field that a bare list or text fills: `- bullets: [..]` is `- bullets: {items: [..]}`."""

    key: Key | None = None
    when: Condition | None = None

    def lower(self, context: Context) -> Node | None:
        """The block's meaning in this target and language; None if it has nothing to show."""
        raise NotImplementedError

    def columns_used(self) -> Iterator[tuple[QueryName, ColumnName]]:
        """Every (query, column) that the block reads besides the paths in its texts, for checking before any target is made."""
        return iter(())

    @property
    def at(self) -> Position | None:
        """Where the block stands; set by the loader."""
        return getattr(self, "_at", None)


def _to_block(raw: Any) -> Block:
    from deckgen.blocks.registry import parse_block

    return parse_block(raw)


AnyBlock = Annotated[Any, BeforeValidator(_to_block), Field(json_schema_extra={"$ref": "#/$defs/Block"})]
"""The type of a field that takes one block written as a one-key map."""
