"""Footnotes numbered in the order in which a reader meets them: a slide in, the slide with printed numbers out.

The deck numbers each slide from 1, the brief runs on through the whole document.
"""

from __future__ import annotations

from dataclasses import replace

from deckgen.layout.runs import Runs, change_nodes, change_paragraphs
from deckgen.model.document import Slide


def number_footnotes(slide: Slide, start: int) -> tuple[Slide, int]:
    """The slide with a number in each run that refers to a footnote, and the number that the next slide starts with.

    `slide.footnotes` of the result are those met, in order: the first is number `start`. Reading order is title,
    subtitle, prose, body, takeaway, note. Speaker notes repeat the numbers; a mark of theirs that the slide itself
    does not have prints nothing."""
    if not slide.footnotes:
        return slide, start
    numbers: dict[str, int] = {}

    def numbered(runs: Runs) -> Runs:
        if not any(run.footnote for run in runs):
            return runs
        return tuple(
            replace(run, text=str(numbers.setdefault(run.footnote, start + len(numbers)))) if run.footnote else run
            for run in runs
        )

    def repeated(runs: Runs) -> Runs:
        return tuple(replace(run, text=str(numbers.get(run.footnote, ""))) if run.footnote else run for run in runs)

    title, subtitle = numbered(slide.title), numbered(slide.subtitle)
    prose = change_paragraphs(slide.prose, numbered)
    body = change_nodes(slide.body, numbered)
    takeaway, note = numbered(slide.takeaway), numbered(slide.note)
    texts = {footnote.key: footnote for footnote in slide.footnotes}
    changed = replace(
        slide,
        title=title,
        subtitle=subtitle,
        prose=prose,
        body=body,
        takeaway=takeaway,
        note=note,
        notes=change_paragraphs(slide.notes, repeated),
        footnotes=tuple(texts[key] for key in numbers if key in texts),
    )
    return changed, start + len(numbers)
