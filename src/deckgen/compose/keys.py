"""Stable keys of a slide's blocks: the spec's `key`, else the block's kind (unique on its slide, as the spec check demands)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from deckgen.blocks.base import Block


def walk_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks and the blocks inside them, in the order of the spec."""
    for block in blocks:
        yield block
        yield from walk_blocks(block.children())


def block_keys(blocks: Iterable[Block]) -> Mapping[int, str]:
    """`id(block)` -> key."""
    return {id(block): str(block.key or block.kind) for block in walk_blocks(blocks)}
