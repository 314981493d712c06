"""compose: a spec and a target's inputs in, the target's document in one language out.

Blocks lower to nodes, claims decide texts, sources are numbered. No geometry, no file formats.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from deckgen.blocks.base import walk_blocks
from deckgen.blocks.lists import Sources
from deckgen.compose.citations import Citations
from deckgen.compose.claims import Claims
from deckgen.compose.context import TargetContext
from deckgen.compose.sections import fill_sections, number_sections
from deckgen.compose.slides import SlideComposer, is_closing
from deckgen.compose.values import Values
from deckgen.diagnostics import Diagnostic, Diagnostics
from deckgen.model.document import Cover, Document, Section, Slide
from deckgen.model.inputs import Inputs
from deckgen.model.text import Paragraph, Run
from deckgen.spec.model import SlideSpec, Spec
from deckgen.text.formats import format_date
from deckgen.text.words import word


@dataclass(frozen=True, slots=True)
class Composition:
    """A document and what its reader should be told (claims that needed their `otherwise`, texts left out)."""

    document: Document
    warnings: tuple[Diagnostic, ...]


def compose(spec: Spec, inputs: Inputs, language: str) -> Composition:
    """Raises `DeckgenError` (exit code 1) with every error of the target in this language."""
    found = Diagnostics()
    measures = {str(column): measure.measure for column, measure in spec.measures.items() if not measure.only_labels}
    values = Values(inputs, measures, language)
    claims = Claims(inputs, found)
    citations = Citations(inputs.sources, language)
    context = TargetContext(spec, values, claims, citations, language, found)
    once = SlideComposer(context, values, claims, citations)

    def composers(slide: SlideSpec) -> Iterator[SlideComposer]:
        """One for the slide, or one for each row that it is repeated for."""
        if slide.for_each is None:
            yield once
            return
        ((variable, _),) = slide.for_each.items()
        for repeat in inputs.repeats[variable]:
            view = inputs.at_row(variable, repeat)
            row_values, row_claims = Values(view, measures, language), Claims(view, found)
            suffix = "/" + ".".join(text for _, text in repeat.row.origins[0].row_key)
            yield SlideComposer(context.at_row(row_values, row_claims), row_values, row_claims, citations, suffix)

    cover = _cover(spec, context, language)
    composed, numbered = _slides(spec, composers, context, claims)
    sections = fill_sections(spec, numbered, composed)
    if citations.entries and not _lists_sources(spec, composed):
        found.error("DG514", "no slide lists the sources", spec.at, "add a slide with the block `sources`")
    found.raise_errors(exit_code=1)
    document = Document(
        target=inputs.target,
        language=language,
        title="".join(run.text for run in cover.title),
        author=spec.author or "",
        date=spec.date,
        cover=cover,
        sections=sections,
        sources=citations.entries,
        footer=context.text(spec.footer) if spec.footer else (),
        footer_at=spec.at_key("footer") if spec.footer else None,
        status=spec.status,
    )
    return Composition(document, tuple(found.items))


def _slides(
    spec: Spec, composers: Callable[[SlideSpec], Iterable[SlideComposer]], context: TargetContext, claims: Claims
) -> tuple[dict[str, tuple[Slide, ...]], tuple[Section, ...]]:
    """Slides by the key of their spec, and the sections that have some. Slides that list what the others show are composed
    last."""
    chosen = [
        (slide, composer)
        for section in spec.sections
        if claims.applies(section.when)
        for slide in section.slides
        for composer in composers(slide)
        if composer.applies(slide, section)
    ]
    composed: dict[str, tuple[Slide, ...]] = {}

    def compose_those(closing: bool) -> None:
        for slide, composer in chosen:
            if is_closing(slide) is closing and (made := composer.compose(slide)) is not None:
                composed[slide.key] = (*composed.get(slide.key, ()), made)

    compose_those(closing=False)
    kept = {*composed, *(slide.key for slide, _ in chosen if is_closing(slide))}
    sections = number_sections(spec, context, kept)
    context.agenda_sections.extend(sections)
    compose_those(closing=True)
    return composed, sections


def _lists_sources(spec: Spec, composed: Collection[str]) -> bool:
    """Whether a slide that both outputs show carries the block `sources`."""
    return any(
        isinstance(block, Sources)
        for section in spec.sections
        for slide in section.slides
        if slide.key in composed and slide.only is None
        for block in walk_blocks(slide.body)
    )


def _cover(spec: Spec, context: TargetContext, language: str) -> Cover:
    with context.collect_shown({}):
        cover = spec.cover
        lead = tuple(Paragraph(runs=runs, role="lead") for runs in context.paragraphs(cover.lead)) if cover.lead else ()
        notes = (
            tuple(Paragraph(runs=runs, role="notes") for runs in context.paragraphs(cover.notes)) if cover.notes else ()
        )
        return Cover(
            title=context.text(cover.title),
            subtitle=context.text(cover.subtitle) if cover.subtitle else (),
            date_line=_date_line(spec, language),
            lead=lead,
            notes=notes or lead,
            at=cover.at,
        )


def _date_line(spec: Spec, language: str) -> tuple[Run, ...]:
    """The deck's date and, unless it is final, its status."""
    date = Run(text=format_date(spec.date, language))
    if spec.status is None:
        return (date,)
    return (date, Run(text=f" | {word(f'status_{spec.status}', language)}", furniture=True))
