"""Stable keys of a slide's blocks: the spec's `key`, else the block's kind (unique on its slide, as the spec check demands)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from deckgen.blocks.base import Block, walk_blocks


def block_keys(blocks: Iterable[Block]) -> Mapping[int, str]:
    """`id(block)` -> key."""
    return {id(block): str(block.key or block.kind) for block in walk_blocks(blocks)}
