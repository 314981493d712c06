"""Speaker notes in, a notes slide out: the slide's image and the text, in the notes master's placeholders."""

from __future__ import annotations

from collections.abc import Iterable

from deckgen.model.text import Paragraph
from deckgen.write.pptx.drawing import COLOR_MAP_OVERRIDE, GROUP, NAMESPACES
from deckgen.write.pptx.text import TextWriter
from deckgen.write.pptx.xml import XML_HEADER

_IMAGE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
    '</p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
)


def notes_slide(paragraphs: Iterable[Paragraph], placeholder_index: str, writer: TextWriter) -> str:
    """The notes part of a slide; `placeholder_index` is the `idx` of the notes master's text."""
    return (
        f"{XML_HEADER}<p:notes {NAMESPACES}><p:cSld><p:spTree>{GROUP}{_IMAGE}"
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f'<p:ph type="body" idx="{placeholder_index}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>'
        f"{writer.notes(paragraphs)}</p:txBody></p:sp></p:spTree></p:cSld>{COLOR_MAP_OVERRIDE}</p:notes>"
    )
