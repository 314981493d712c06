"""The JSON Schema of the spec language, for editors: made from the models that read a spec, so the two cannot differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deckgen.blocks.base import Block
from deckgen.blocks.registry import block_names, find_block
from deckgen.model.text import LANGUAGES
from deckgen.source.located import Condition
from deckgen.spec.model import Spec

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_NAMED = ("properties", "patternProperties", "$defs")
"""Keywords whose maps have names of the spec as keys, not keywords."""

_PLAIN_TEXT: Mapping[str, Any] = {
    "description": "A text for all languages, or one for each. {{ query.column }} shows a value.",
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {language: {"type": "string"} for language in LANGUAGES},
            "additionalProperties": False,
            "minProperties": 1,
        },
    ],
}
_TEXT: Mapping[str, Any] = {
    "description": "A text, or a text with the claim that it makes.",
    "anyOf": [
        {"$ref": "#/$defs/PlainText"},
        {
            "type": "object",
            "properties": {
                "text": {"$ref": "#/$defs/PlainText"},
                "holds": {"type": "string", "description": f"The claim: {Condition.expected}."},
                "otherwise": {"$ref": "#/$defs/PlainText", "description": "What to print when it does not hold."},
            },
            "required": ["text", "holds"],
            "additionalProperties": False,
        },
    ],
}


_INCLUDE: Mapping[str, Any] = {
    "description": "The sections or slides of another file, with its measures and queries.",
    "type": "object",
    "properties": {"include": {"type": "string", "description": "The part, relative to this file."}},
    "required": ["include"],
    "additionalProperties": False,
}


def json_schema(plugins: bool = False) -> dict[str, Any]:
    """The schema (draft 2020-12) with every built-in block, and with `plugins` those of installed packages."""
    definitions: dict[str, Any] = {"PlainText": dict(_PLAIN_TEXT), "Text": dict(_TEXT)}
    root = _with_includes(_schema_of(Spec, definitions), definitions)
    blocks: dict[str, Any] = {}
    for name in block_names(installed=plugins):
        block = find_block(name)
        if block is not None:
            blocks[name] = _block_value(block, _schema_of(block, definitions))
    bare = [name for name, value in blocks.items() if {"type": "null"} in value.get("anyOf", ())]
    definitions["Block"] = {
        "description": "A block: a map of one key, the block's name; or just the name of one that needs no keys.",
        "anyOf": [
            {
                "type": "object",
                "properties": blocks,
                "additionalProperties": False,
                "minProperties": 1,
                "maxProperties": 1,
            },
            {"enum": bare},
        ],
    }
    return {
        "$schema": DIALECT,
        "title": "deckgen spec",
        **{key: value for key, value in root.items() if key != "title"},
        "$defs": dict(sorted(definitions.items())),
    }


def _with_includes(root: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """`include:`, which is expanded before the models see a spec: in the header, among sections and among slides."""
    definitions["Include"] = _INCLUDE
    for owner, listed in ((root, "sections"), (definitions["SectionSpec"], "slides")):
        items = owner["properties"][listed]
        items["items"] = {"anyOf": [items["items"], {"$ref": "#/$defs/Include"}]}
    root["properties"]["include"] = {
        "description": "Parts, relative to this file: their measures, queries and sections come before the spec's own.",
        "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
    }
    return root


def _schema_of(model: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """The model's schema; the definitions that it needs are added to `definitions`."""
    schema = _mend(model.model_json_schema(mode="validation"))
    definitions.update(schema.pop("$defs", {}))
    return schema


def _block_value(block: type[Block], keys: dict[str, Any]) -> dict[str, Any]:
    """What stands after a block's name: its keys, or what its shorthand takes; nothing if no key is required."""
    options: list[dict[str, Any]] = [keys]
    if block.shorthand is not None:
        options.append(keys["properties"][block.shorthand])
    if not keys.get("required"):
        options.append({"type": "null"})
    if len(options) == 1:
        return keys
    return {"description": keys.get("description", ""), "anyOf": options}


def _mend(node: Any) -> Any:
    """References in the place of texts and blocks; no titles that only repeat a key, no nulls that YAML need not write."""
    if isinstance(node, list):
        return [_mend(item) for item in node]
    if not isinstance(node, dict):
        return node
    marker = node.get("x-deckgen")
    if marker is not None:
        described = {"description": node["description"]} if "description" in node else {}
        return {"$ref": f"#/$defs/{str(marker).capitalize()}", **described}
    mended = {
        key: {name: _mend(item) for name, item in value.items()} if key in _NAMED else _mend(value)
        for key, value in node.items()
        if key not in ("title", "default")
    }
    options = mended.get("anyOf")
    if isinstance(options, list) and {"type": "null"} in options:
        options = [option for option in options if option != {"type": "null"}]
        rest = {key: value for key, value in mended.items() if key != "anyOf"}
        return {**options[0], **rest} if len(options) == 1 else {**rest, "anyOf": options}
    return mended
