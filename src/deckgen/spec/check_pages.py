"""What slides say of each other and of their pages: footnotes, links between slides, layouts, dividers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from deckgen.blocks.base import walk_blocks
from deckgen.diagnostics import Diagnostics, did_you_mean
from deckgen.spec.model import SlideSpec, Spec
from deckgen.spec.walk import walk_leaves
from deckgen.text.localized import LocalizedText
from deckgen.text.template import Template

_AGENDA = "agenda"
_NO_PLACE = ("takeaway", "note", "footnotes")
"""What a closing page has no place for."""


def check_pages(spec: Spec, found: Diagnostics) -> None:
    """DG213 (variables), DG220 (footnotes), DG221 (links to slides), DG222 (layouts), DG223 (dividers)."""
    slides = [str(slide.key) for slide in spec.slides()]
    for slide in spec.slides():
        _check_footnotes(slide, found)
        _check_layout(slide, found)
        _check_variable(slide, spec, found)
    for template in _templates(spec):
        for mark in template.slides:
            if mark.key not in slides:
                hint = did_you_mean(mark.key, slides)
                found.error(
                    "DG221", f"the text leads to slide '{mark.key[:60]}', which there is not", mark.position, hint
                )
    for template in (*_templates(spec.cover), *_templates(spec.footer), *_templates(spec.name)):
        for mark in template.footnotes:
            found.error("DG220", "a footnote is marked outside a slide", mark.position)
    if spec.dividers == _AGENDA and not any(
        block.kind == _AGENDA for slide in spec.slides() for block in walk_blocks(slide.body)
    ):
        hint = "add a slide with the block `agenda`"
        found.error("DG223", "`dividers: agenda` repeats the agenda, and there is none", spec.at_key("dividers"), hint)


def _check_footnotes(slide: SlideSpec, found: Diagnostics) -> None:
    marked: set[str] = set()
    for template in _templates(slide):
        for mark in template.footnotes:
            marked.add(mark.key)
            if mark.key not in slide.footnotes:
                hint = did_you_mean(mark.key, slide.footnotes) or "add it to the slide's `footnotes:`"
                found.error("DG220", f"the slide has no footnote '{mark.key[:60]}'", mark.position, hint)
    for key in slide.footnotes:
        if key not in marked:
            found.error("DG220", f"no text marks footnote '{key}'", key.at, f"write [^{key}] where it belongs")


def _check_layout(slide: SlideSpec, found: Diagnostics) -> None:
    if slide.layout is None:
        if slide.subtitle is not None:
            found.error("DG222", "'subtitle' needs `layout: closing`", slide.at_key("subtitle"))
        return
    for key in _NO_PLACE:
        if getattr(slide, key):
            found.error("DG222", f"a closing page has no place for '{key}'", slide.at_key(key), "leave it out")


def _check_variable(slide: SlideSpec, spec: Spec, found: Diagnostics) -> None:
    for variable, query in (slide.for_each or {}).items():
        if variable in spec.queries or (spec.for_each is not None and variable == spec.for_each.variable):
            found.error(
                "DG213", f"the variable '{variable}' has the name of a query or of the spec's variable", variable.at
            )
        elif spec.repeats[variable] != query:
            other = spec.repeats[variable]
            found.error(
                "DG213", f"the variable '{variable}' stands for the rows of '{other}' on another slide", variable.at
            )


def _templates(value: Any) -> Iterator[Template]:
    for leaf, _ in walk_leaves(value):
        if isinstance(leaf, LocalizedText):
            yield from leaf.templates()
