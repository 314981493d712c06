"""Sections of the document: composed slides in, numbered sections with the deck's dividers out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from deckgen.blocks.agenda import Agenda, agenda_node
from deckgen.blocks.base import walk_blocks
from deckgen.compose.context import TargetContext
from deckgen.model.document import Section, Slide
from deckgen.spec.model import SectionSpec, Spec


def number_sections(spec: Spec, context: TargetContext, kept: Collection[str]) -> tuple[Section, ...]:
    """The sections that have one of the slides `kept` (keys of the spec), without their slides: numbered as agenda and
    tracker show them."""
    sections: list[Section] = []
    number = 0
    for section in spec.sections:
        if any(slide.key in kept for slide in section.slides):
            number += section.numbered
            sections.append(_section(section, number if section.numbered else None, context))
    return tuple(sections)


def _section(section: SectionSpec, number: int | None, context: TargetContext) -> Section:
    return Section(
        key=section.key,
        title=context.text(section.title),
        slides=(),
        number=number,
        short=context.text(section.short) if section.short else (),
        summary=context.text(section.summary) if section.summary else (),
    )


def fill_sections(
    spec: Spec, sections: tuple[Section, ...], composed: Mapping[str, tuple[Slide, ...]]
) -> tuple[Section, ...]:
    """The sections with their slides and, before those of a numbered one, its divider (not right after the agenda that it
    would repeat). One left without slides goes."""
    keys = {str(section.key): [slide.key for slide in section.slides] for section in spec.sections}
    filled: list[Section] = []
    for section in sections:
        slides = tuple(slide for key in keys[section.key] for slide in composed.get(key, ()))
        if not slides:
            continue
        divider = _divider(spec, section, sections, composed) if section.number is not None else None
        if divider and not (filled and _repeats(divider, filled[-1].slides[-1])):
            slides = (divider, *slides)
        filled.append(replace(section, slides=slides))
    return tuple(filled)


def _repeats(divider: Slide, before: Slide) -> bool:
    """Whether a divider would follow the very agenda that it repeats."""
    return divider.key.partition("@")[0] == before.key


def _divider(
    spec: Spec, section: Section, sections: tuple[Section, ...], composed: Mapping[str, tuple[Slide, ...]]
) -> Slide | None:
    """A page of the deck before a section's slides: the agenda with the section's row marked, or the section alone."""
    if spec.dividers == "section":
        key = f"section@{section.key}"
        at = next(spec_section.at for spec_section in spec.sections if spec_section.key == section.key)
        return Slide(key=key, title=section.title, subtitle=section.summary, layout="section", only="deck", at=at)
    if spec.dividers == "agenda":
        for slide in spec.slides():
            block = next((block for block in walk_blocks(slide.body) if isinstance(block, Agenda)), None)
            agenda = next(iter(composed.get(slide.key, ())), None)
            if block is not None and agenda is not None:
                node = agenda_node(sections, section.key, str(block.key or block.kind), block.at)
                key = f"{slide.key}@{section.key}"
                return Slide(key=key, title=agenda.title, body=(node,), only="deck", at=agenda.at)
    return None
