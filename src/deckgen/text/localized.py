"""`LocalizedText`: a text of a spec in every language, with the claim that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from deckgen.diagnostics import DeckgenError, Diagnostics, Position, did_you_mean
from deckgen.model.text import LANGUAGES
from deckgen.source.located import Condition, Located, LocatedMap, collected
from deckgen.text.template import Template, compile_template

CLAIM_KEYS = ("text", "holds", "otherwise")
TEXT_SCHEMA: dict[str, Any] = {"x-deckgen": "text"}
"""Stands for the JSON Schema of a text, which `spec.schema` defines once."""


class LocalizedText:
    """A text for all languages, or one a language; optionally what it claims and what to print when that does not hold.

    As a pydantic field type it takes a string, `{zh:, en:, ja:}`, or `{text:, holds:, otherwise:}`."""

    __slots__ = ("_by_language", "_every", "at", "holds", "otherwise")

    def __init__(
        self,
        templates: Template | Mapping[str, Template],
        at: Position | None = None,
        holds: Condition | None = None,
        otherwise: LocalizedText | None = None,
    ) -> None:
        self._every = templates if isinstance(templates, Template) else None
        self._by_language: Mapping[str, Template] = {} if isinstance(templates, Template) else templates
        self.at = at
        self.holds = holds
        self.otherwise = otherwise

    @property
    def languages(self) -> tuple[str, ...] | None:
        """The languages it was written in; None if it is one text for all."""
        return None if self._every is not None else tuple(self._by_language)

    def template(self, language: str) -> Template:
        """The text in a language. `spec.check` makes sure that it has every language of the spec."""
        return self._every if self._every is not None else self._by_language[language]

    def templates(self) -> Iterator[Template]:
        """The texts of all languages (without those of `otherwise`)."""
        if self._every is not None:
            yield self._every
        yield from self._by_language.values()

    def claiming(self, holds: Condition | None, otherwise: LocalizedText | None, at: Position | None) -> LocalizedText:
        """The same text under a claim."""
        return LocalizedText(self._every or self._by_language, at, holds, otherwise)

    @classmethod
    def read(cls, raw: Any, at: Position | None = None) -> LocalizedText:
        """The text that a YAML value writes; `DeckgenError` with every finding. `at` is where the value stands."""
        found = Diagnostics()
        text = _read_claimed(raw, found, at)
        if text is None or found.errors:
            raise DeckgenError(found.items)
        return text

    @classmethod
    def _validate(cls, raw: Any) -> LocalizedText:
        from deckgen.text.validation import faults

        if isinstance(raw, LocalizedText):
            return raw
        try:
            return collected(cls.read(raw))
        except DeckgenError as error:
            raise faults(error.diagnostics) from None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls._validate)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(TEXT_SCHEMA)


_QUOTE_COMMA = "quote a text that holds a comma"
"""For what is left of `{en: one, two}`: YAML reads the words after the comma as a key without a value."""


def is_languages(raw: Any) -> bool:
    """Whether a YAML value is a map of languages (and so a text, where a block or map could also stand). One is enough: what
    else stands there is then a mistake in the text."""
    return isinstance(raw, Mapping) and any(key in LANGUAGES for key in raw)


def _read_claimed(raw: Any, found: Diagnostics, at: Position | None) -> LocalizedText | None:
    if not (isinstance(raw, Mapping) and any(key in CLAIM_KEYS for key in raw)):
        return _read_plain(raw, found, at)
    claimed = _located(raw, at)
    for key in claimed:
        if key not in CLAIM_KEYS:
            hint = did_you_mean(key, CLAIM_KEYS) or f"known keys: {', '.join(CLAIM_KEYS)}"
            found.error("DG201", f"unknown key '{key[:60]}'", claimed.key_at(key), hint)
    if "text" not in claimed:
        found.error("DG202", "key 'text' is missing", claimed.at)
    if "holds" not in claimed:
        message = "'otherwise' needs 'holds'" if "otherwise" in claimed else "'text' in a map needs 'holds'"
        found.error("DG547", message, claimed.key_at("otherwise" if "otherwise" in claimed else "text"))
    text = _read_plain(claimed["text"], found, claimed.value_at("text")) if "text" in claimed else None
    other = _read_plain(claimed["otherwise"], found, claimed.value_at("otherwise")) if "otherwise" in claimed else None
    holds = _read_condition(claimed, found)
    if text is None:
        return None
    return text.claiming(holds, other, claimed.at)


def _read_condition(claimed: LocatedMap, found: Diagnostics) -> Condition | None:
    if "holds" not in claimed:
        return None
    condition = Condition.checked(claimed["holds"])
    if condition is None:
        found.error("DG203", f"must be {Condition.expected}", claimed.value_at("holds"))
    return condition


def _read_plain(raw: Any, found: Diagnostics, at: Position | None) -> LocalizedText | None:
    if not isinstance(raw, Mapping):
        template = _compile(raw, found, at)
        return LocalizedText(template, (raw.at if isinstance(raw, Located) else None) or at) if template else None
    by_language = _located(raw, at)
    templates: dict[str, Template] = {}
    for language, text in by_language.items():
        if language not in LANGUAGES:
            hint = _QUOTE_COMMA if text is None else f"languages: {', '.join(LANGUAGES)}"
            found.error("DG201", f"unknown language '{language[:60]}'", by_language.key_at(language), hint)
        elif (template := _compile(text, found, by_language.value_at(language))) is not None:
            templates[language] = template
    if not by_language:
        found.error("DG203", "must be text, or a text for each language", by_language.at)
    return LocalizedText(templates, by_language.at) if templates else None


def _compile(raw: Any, found: Diagnostics, at: Position | None) -> Template | None:
    if not isinstance(raw, str):
        hint = None if raw is None or isinstance(raw, list) else "quote it"
        found.error("DG203", "must be text", at, hint)
        return None
    if not raw.strip():
        found.error("DG203", "the text is empty", at, "leave the key out")
        return None
    try:
        return collected(compile_template(raw if isinstance(raw, Located) else Located(raw)))
    except DeckgenError as error:
        found.extend(error.diagnostics)
        return None


def _located(raw: Mapping[str, Any], at: Position | None) -> LocatedMap:
    if isinstance(raw, LocatedMap):
        return raw
    located = LocatedMap(at)
    for key, value in raw.items():
        located.add(key, value, None, None)
    return located
