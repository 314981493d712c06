"""The objects of a spec: what `spec.load` makes of its YAML. Frozen; every object knows where it stands (`at`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator

from deckgen.blocks.base import AnyBlock
from deckgen.diagnostics import Position
from deckgen.model.document import Medium, Status
from deckgen.source.located import ColumnName, Condition, Key, Located, LocatedMap, Path, QueryName, Sql
from deckgen.spec.measures import MeasureSpec
from deckgen.spec.scalars import Name, SpecDate
from deckgen.spec.walk import references_of, walk_leaves
from deckgen.text.localized import LocalizedText, is_languages
from deckgen.text.template import Reference
from deckgen.text.validation import LocatedModel, fault

VERSION = 1

Language = Literal["zh", "en", "ja"]


@dataclass(frozen=True, slots=True)
class ForEach:
    """One target a row of `sql`; the row is `$variable` in queries and `variable.column` in texts."""

    variable: QueryName
    sql: Sql
    at: Position | None


class CoverSpec(LocatedModel):
    """The first slide and the head of the brief."""

    title: LocalizedText = Field(description="The title of the deck and the brief.")
    subtitle: LocalizedText | None = Field(None, description="A line below the title.")
    lead: LocalizedText | None = Field(None, description="The brief's opening paragraph.")
    notes: LocalizedText | None = Field(None, description="Speaker notes of the cover (else the lead).")


class FactSpec(LocatedModel):
    """A key figure of the brief's side column."""

    value: Path = Field(description="What to show, as query.column.")
    label: LocalizedText = Field(description="What the figure is.")


class Otherwise(LocatedModel):
    """What to print when the slide's claim does not hold. A bare text is the title."""

    title: LocalizedText = Field(description="The title when the claim does not hold.")
    takeaway: LocalizedText | None = Field(None, description="The takeaway when the claim does not hold.")
    prose: LocalizedText | None = Field(None, description="The prose when the claim does not hold.")
    notes: LocalizedText | None = Field(None, description="The notes when the claim does not hold.")


def _title_only(raw: Any) -> Any:
    """A bare text as the map that it stands for."""
    if not (isinstance(raw, str) or is_languages(raw)):
        return raw
    at = raw.at if isinstance(raw, (Located, LocatedMap)) else None
    whole = LocatedMap(at)
    whole.add("title", raw, at, at)
    return whole


_OtherwiseOrTitle = Annotated[Otherwise, BeforeValidator(_title_only, json_schema_input_type=Otherwise | LocalizedText)]


def _one_variable(names: dict[QueryName, QueryName]) -> dict[QueryName, QueryName]:
    if len(names) != 1:
        raise fault("DG203", "must be a map of one variable and its query, such as {city: cities}")
    return names


class SlideSpec(LocatedModel):
    """One message: a slide in the deck, a subsection in the brief."""

    key: Key = Field(description="A stable name, unique in the spec.")
    title: LocalizedText = Field(description="The message as a full sentence without a full stop.")
    topic: LocalizedText | None = Field(
        None, description="What the slide is about, in a few words: named where it is left out."
    )
    holds: Condition | None = Field(None, description="The claim that the slide's texts make, over its queries.")
    otherwise: (
        Annotated[Otherwise, BeforeValidator(_title_only, json_schema_input_type=Otherwise | LocalizedText)] | None
    ) = Field(None, description="What to print when the claim does not hold: a title, or a map of texts.")
    severity: Literal["error", "warning"] | None = Field(
        None, description="What a claim that does not hold is (default: error without `otherwise`, warning with it)."
    )
    body: tuple[AnyBlock, ...] = Field((), description="The slide's blocks, each a map of one key.")
    takeaway: LocalizedText | None = Field(None, description="The line below the body: so what.")
    note: LocalizedText | None = Field(None, description="A remark before the sources: basis, coverage.")
    prose: LocalizedText | None = Field(None, description="The brief's running text, and the notes unless given.")
    notes: LocalizedText | None = Field(None, description="Speaker notes.")
    facts: tuple[FactSpec, ...] = Field((), description="Key figures for the brief's side column.")
    footnotes: dict[Key, LocalizedText] = Field(
        default_factory=dict, description="Footnotes by key; a text of the slide marks one as [^key]."
    )
    layout: Literal["closing"] | None = Field(
        None, description="The deck's closing page: a dark field for what is next."
    )
    subtitle: LocalizedText | None = Field(None, description="A line below the title of a closing page.")
    only: Medium | None = Field(None, description="Show the slide in the deck or in the brief only.")
    for_each: Annotated[dict[QueryName, QueryName], AfterValidator(_one_variable)] | None = Field(
        None, description="Repeat the slide for each row of a query: a variable and the query's name."
    )
    when: Condition | None = Field(None, description="Leave the slide out, silently, unless this holds.")
    needs: tuple[QueryName, ...] = Field(
        (), description="Queries that must have rows; else the slide is left out and named among what is not known."
    )


class SectionSpec(LocatedModel):
    """A section of the deck, a chapter of the brief."""

    key: Key = Field(description="A stable name, unique in the spec.")
    title: LocalizedText = Field(description="The section's name, in a few words.")
    short: LocalizedText | None = Field(
        None, description="The name in the tracker, where the title is too long for it."
    )
    summary: LocalizedText | None = Field(None, description="What the section is about, for the agenda.")
    numbered: bool = Field(True, description="Whether agenda and tracker show it: no for an opening or an appendix.")
    when: Condition | None = Field(None, description="Leave the section out, silently, unless this holds.")
    slides: tuple[SlideSpec, ...] = Field(min_length=1, description="The slides, in order.")


def _read_for_each(raw: Any) -> ForEach:
    """`{variable: SELECT …}`."""
    if not isinstance(raw, Mapping) or len(raw) != 1:
        raise fault("DG203", 'must be a map of one variable and its SELECT, such as {city: "SELECT …"}')
    where = raw if isinstance(raw, LocatedMap) else LocatedMap(None)
    ((variable, sql),) = raw.items()
    name, text = QueryName.checked(variable), Sql.checked(sql)
    if name is None:
        raise fault("DG205", f"must be {QueryName.expected}", where.key_at(variable))
    if text is None:
        raise fault("DG203", f"must be {Sql.expected}", where.value_at(variable))
    return ForEach(name, text, where.key_at(variable))


def _known_version(version: int) -> int:
    if version != VERSION:
        raise fault(
            "DG204", f"version {version} of the spec language is not known", None, f"write `deckgen: {VERSION}`"
        )
    return version


def _distinct(languages: tuple[Language, ...]) -> tuple[Language, ...]:
    for language in languages:
        if languages.count(language) > 1:
            raise fault("DG209", f"language '{language}' is listed twice")
    return languages


class Spec(LocatedModel):
    """A spec: header, measures, queries, sections."""

    deckgen: Annotated[int, Field(strict=True), AfterValidator(_known_version)] = Field(
        description="The version of the spec language: 1."
    )
    data: Name = Field(description="The dataset's datapackage.yaml, relative to this file.")
    theme: Name = Field(description="The theme's name.")
    languages: Annotated[tuple[Language, ...], AfterValidator(_distinct)] = Field(
        min_length=1, description="The languages that every text is written in, in order."
    )
    date: SpecDate = Field(description="The deck's date, YYYY-MM-DD.")
    author: Name | None = Field(None, description="The author in the files' properties.")
    cover: CoverSpec = Field(description="The cover.")
    measures: dict[ColumnName, MeasureSpec] = Field(
        default_factory=dict, description="How a column of a name is printed, everywhere in the spec."
    )
    queries: dict[QueryName, Sql] = Field(
        default_factory=dict, description="SELECTs by name; one may read those above it."
    )
    for_each: Annotated[ForEach, PlainValidator(_read_for_each, json_schema_input_type=dict[str, str])] | None = Field(
        None, description="One target a row: a variable and the SELECT that gives its rows."
    )
    name: LocalizedText | None = Field(None, description="The target's file name; needed with for_each.")
    footer: LocalizedText | None = Field(None, description="The confidentiality line on every slide and page.")
    dividers: Literal["agenda", "section"] | None = Field(
        None, description="What the deck shows before each numbered section: the agenda again, or a page of its own."
    )
    status: Status | None = Field(None, description="Printed as a stamp on every slide and page.")
    owner: Name | None = Field(None, description="Who answers for the spec.")
    audience: Name | None = Field(None, description="Who reads its decks.")
    sections: tuple[SectionSpec, ...] = Field(min_length=1, description="The sections, in order.")

    def conditions(self) -> tuple[Condition, ...]:
        """Every claim and condition, in the order of the spec."""
        return tuple(leaf for leaf, _ in walk_leaves(self) if isinstance(leaf, Condition))

    def references(self) -> tuple[Reference, ...]:
        """Every `name.column` that texts and keys select, in the order of the spec."""
        return tuple(reference for leaf, _ in walk_leaves(self) for reference in references_of(leaf))

    @property
    def repeats(self) -> Mapping[QueryName, QueryName]:
        """The variables of slides' `for_each` and their queries."""
        found: dict[QueryName, QueryName] = {}
        for slide in self.slides():
            for variable, query in (slide.for_each or {}).items():
                found.setdefault(variable, query)
        return found

    def slides(self) -> Iterator[SlideSpec]:
        """The slides of all sections."""
        for section in self.sections:
            yield from section.slides


__all__ = [
    "CoverSpec",
    "FactSpec",
    "ForEach",
    "Language",
    "MeasureSpec",
    "Otherwise",
    "SectionSpec",
    "SlideSpec",
    "Spec",
]
