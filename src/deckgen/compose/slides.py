"""A slide of the spec as meaning: which texts it gets, its blocks lowered, its sources numbered."""

from __future__ import annotations

from deckgen.blocks.base import walk_blocks
from deckgen.compose.citations import Citations
from deckgen.compose.claims import Claims
from deckgen.compose.context import TargetContext
from deckgen.compose.keys import block_keys
from deckgen.compose.values import Values
from deckgen.model.document import Fact, Footnote, Slide
from deckgen.model.text import Paragraph, Run
from deckgen.spec.model import FactSpec, SectionSpec, SlideSpec
from deckgen.text.localized import LocalizedText


class SlideComposer:
    """Composes the slides of one target in one language; `suffix` ends the keys of slides repeated for a row."""

    def __init__(
        self, context: TargetContext, values: Values, claims: Claims, citations: Citations, suffix: str = ""
    ) -> None:
        self._context = context
        self._values = values
        self._claims = claims
        self._citations = citations
        self._suffix = suffix

    def applies(self, slide: SlideSpec, section: SectionSpec) -> bool:
        """Whether the target has the slide. One that `needs` leaves out is noted among what is not known, by its topic or else
        its section's title."""
        if not self._claims.applies(slide.when):
            return False
        if all(self._values.has_rows(query) for query in slide.needs):
            return True
        self._context.unknown_topics.append(self._context.text(slide.topic or section.title))
        return False

    def compose(self, slide: SlideSpec) -> Slide | None:
        """The slide, or None if it turns out to have nothing to show."""
        self._context.layout = slide.layout or "content"
        with self._context.collect_shown(block_keys(slide.body), slide.body) as shown:
            texts = self._claims.slide_texts(slide)
            title, takeaway = self._text(texts["title"]), self._text(texts["takeaway"])
            body = tuple(node for block in slide.body if (node := self._context.lower(block)) is not None)
            prose = self._paragraphs(texts["prose"], "prose")
            notes = self._paragraphs(texts["notes"], "notes") or prose
            note = self._text(slide.note)
            facts = tuple(self._fact(fact) for fact in slide.facts)
            footnotes = tuple(Footnote(key=str(key), text=self._text(text)) for key, text in slide.footnotes.items())
            if not body and not prose:
                return None
            return Slide(
                key=f"{slide.key}{self._suffix}",
                title=title,
                topic=self._text(slide.topic),
                body=body,
                takeaway=takeaway,
                note=note,
                sources=self._citations.cite(shown),
                prose=prose,
                notes=notes,
                facts=facts,
                footnotes=footnotes,
                layout=slide.layout or "content",
                subtitle=self._text(slide.subtitle),
                only=slide.only,
                at=slide.at,
            )

    def _text(self, text: LocalizedText | None) -> tuple[Run, ...]:
        return self._context.text(text) if text is not None else ()

    def _paragraphs(self, text: LocalizedText | None, role: str) -> tuple[Paragraph, ...]:
        if text is None:
            return ()
        return tuple(Paragraph(runs=runs, role=role) for runs in self._context.paragraphs(text))

    def _fact(self, fact: FactSpec) -> Fact:
        value = self._context.show(self._context.value(fact.value), fact.value.at)
        return Fact(value=(value,), label=self._context.text(fact.label))


def is_closing(slide: SlideSpec) -> bool:
    """Whether the slide lists what the others show, so that it is composed after them."""
    return any(block.closing for block in walk_blocks(slide.body))
