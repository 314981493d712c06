"""Which blocks there are: the built-in ones by name, then those of installed packages. A block's module is imported when a
spec first uses it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from pydantic import ValidationError

from deckgen.blocks.base import Block
from deckgen.diagnostics import DeckgenError, Diagnostic, did_you_mean
from deckgen.source.located import Located, LocatedList, LocatedMap
from deckgen.text.localized import is_languages
from deckgen.text.validation import diagnose, fault, faults

ENTRY_POINT_GROUP = "deckgen.blocks"

BUILT_IN: Mapping[str, str] = {
    "text": "deckgen.blocks.text:TextBlock",
    "bullets": "deckgen.blocks.text:Bullets",
    "kpis": "deckgen.blocks.kpis:Kpis",
    "table": "deckgen.blocks.table:TableBlock",
    "chart": "deckgen.blocks.chart:ChartBlock",
    "columns": "deckgen.blocks.columns:ColumnsBlock",
    "stack": "deckgen.blocks.columns:StackBlock",
    "grid": "deckgen.blocks.columns:GridBlock",
    "callout": "deckgen.blocks.callout:Callout",
    "summary": "deckgen.blocks.summary:Summary",
    "steps": "deckgen.blocks.steps:Steps",
    "agenda": "deckgen.blocks.agenda:Agenda",
    "timeline": "deckgen.blocks.timeline:Timeline",
    "chain": "deckgen.blocks.chain:Chain",
    "roadmap": "deckgen.blocks.roadmap:Roadmap",
    "matrix": "deckgen.blocks.matrix:Matrix",
    "sources": "deckgen.blocks.lists:Sources",
    "unknowns": "deckgen.blocks.lists:Unknowns",
}


def block_names(*, installed: bool = True) -> Iterator[str]:
    """The names of all blocks: the built-in ones, then those of installed packages."""
    yield from BUILT_IN
    if installed:
        yield from (name for name in _installed() if name not in BUILT_IN)


@cache
def find_block(name: str) -> type[Block] | None:
    """The block of a name, or None. `DeckgenError` DG216 if its package does not load."""
    if name in BUILT_IN:
        module, _, attribute = BUILT_IN[name].partition(":")
        return getattr(import_module(module), attribute)
    entry = _installed().get(name)
    return _load(entry) if entry else None


def parse_block(raw: Any) -> Block:
    """The block that a one-key map writes. For pydantic validators: raises its errors with every finding located."""
    where = _located(raw)
    if len(where) != 1:
        hint = "write `- chart: {…}`: a dash, the block's name, its keys"
        raise fault("DG207", "a block is a map of one key, the block's name", where.at, hint)
    ((name, value),) = where.items()
    at = where.key_at(name)
    try:
        block = find_block(name)
    except DeckgenError as error:
        raise faults(Diagnostic(d.code, d.message, at, d.hint) for d in error.diagnostics) from None
    if block is None:
        hint = did_you_mean(name, block_names()) or f"blocks: {', '.join(block_names())}"
        raise fault("DG208", f"unknown block '{name[:60]}'", at, hint)
    keys = _keys(block, value, where, name)
    try:
        return block.model_validate(keys)
    except ValidationError as error:
        raise faults(diagnose(error, block, keys)) from None


def _keys(block: type[Block], value: Any, where: LocatedMap, name: str) -> LocatedMap:
    """The block's keys as a map that stands at its name. A bare list or text fills the block's `shorthand`."""
    at = where.key_at(name)
    is_bare = not isinstance(value, Mapping) or is_languages(value)
    if value is None:
        return LocatedMap(at)
    if is_bare and block.shorthand is not None:
        keys = LocatedMap(at)
        keys.add(block.shorthand, value, at, where.value_at(name))
        return keys
    if not isinstance(value, Mapping):
        raise fault("DG203", f"block '{name}' takes a map of keys", where.value_at(name))
    return (value if isinstance(value, LocatedMap) else _located(value)).moved(at)


def _located(raw: Any) -> LocatedMap:
    if isinstance(raw, LocatedMap):
        return raw
    if isinstance(raw, Located):
        bare = LocatedMap(raw.at)  # `- sources` is `- sources: {}`
        bare.add(str(raw), None, raw.at, raw.at)
        return bare
    if isinstance(raw, Mapping):
        plain = LocatedMap(None)
        for key, value in raw.items():
            plain.add(str(key), value, None, None)
        return plain
    return LocatedMap(raw.at if isinstance(raw, LocatedList) else None)


@cache
def _installed() -> Mapping[str, EntryPoint]:
    """Entry points by block name, in order of name so that every machine finds the same."""
    return {entry.name: entry for entry in sorted(entry_points(group=ENTRY_POINT_GROUP), key=_order)}


def _order(entry: EntryPoint) -> tuple[str, str]:
    return entry.name, entry.value


def _load(entry: EntryPoint) -> type[Block]:
    try:
        block = entry.load()
    # A package of someone else may fail in any way while it is imported; the spec's author needs its name, not its traceback.
    except Exception as error:
        message = f"block '{entry.name}' of {entry.value} does not load: {type(error).__name__}: {error}"[:300]
        raise DeckgenError([Diagnostic("DG216", message)]) from None
    if not (isinstance(block, type) and issubclass(block, Block)):
        raise DeckgenError([Diagnostic("DG216", f"block '{entry.name}': {entry.value} is no subclass of Block")])
    return block
