"""The slide layouts: cover, content, content with takeaway, section, closing."""

from __future__ import annotations

from dataclasses import dataclass

from deckgen.model.geometry import Box, Insets
from deckgen.write.pptx.drawing import GROUP, NAMESPACES
from template_pieces import grid
from template_pieces.drawing import Placeholder, Style, rectangle
from template_pieces.master import SMALL, SMALL_RIGHT

NAVY = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="tx2"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
TITLE_PROMPT = "Conclusion as a full sentence"


@dataclass(frozen=True)
class Layout:
    """`drawings` are (name, box, slot, opacity) rectangles below the placeholders; `bare` hides the master's footer
    rule."""

    name: str
    placeholders: tuple[Placeholder, ...]
    kind: str | None = None
    drawings: tuple[tuple[str, Box, str, int | None], ...] = ()
    background: str = ""
    bare: bool = False

    def xml(self) -> str:
        kind = f' type="{self.kind}"' if self.kind else ""
        master_shapes = ' showMasterSp="0"' if self.bare else ""
        shapes = [
            rectangle(number, name, box, slot, opacity)
            for number, (name, box, slot, opacity) in enumerate(self.drawings, 2)
        ]
        shapes += [
            placeholder.xml(number) for number, placeholder in enumerate(self.placeholders, len(self.drawings) + 2)
        ]
        return (
            f'<p:sldLayout {NAMESPACES}{master_shapes}{kind} preserve="1" userDrawn="1"><p:cSld name="{self.name}">'
            f"{self.background}<p:spTree>{GROUP}{''.join(shapes)}</p:spTree></p:cSld>"
            '<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr><p:hf hdr="0" dt="0"/></p:sldLayout>'
        )


TITLE = Placeholder("Title", "title", 0, grid.TITLE, TITLE_PROMPT)
KICKER = Placeholder("Kicker", "body", 13, grid.KICKER, "Section", Style(10.5, 13.65, "accent6"), anchor="middle")
SOURCE = Placeholder("Source", "body", 14, grid.SOURCE, "Note and source", SMALL, anchor="bottom")
FOOTER = Placeholder("Footer", "ftr", 11, grid.FOOTER, "Footer", SMALL, anchor="middle")
NUMBER = Placeholder("Slide number", "sldNum", 12, grid.SLIDE_NUMBER, "‹#›", SMALL_RIGHT, anchor="middle")
TAKEAWAY = Placeholder(
    "Takeaway", "body", 15, grid.TAKEAWAY, "What follows from this", Style(14, 18.2, "tx2", bold=True),
    anchor="middle", insets=Insets(190_500, 57_150, 152_400, 57_150),
)  # fmt: skip


def body(box: Box) -> Placeholder:
    return Placeholder("Body", None, 1, box, "Text")


def dark_field(left: int = 0) -> tuple[tuple[str, Box, str, int | None], ...]:
    """The drawings of a navy page: the motif, as far as it stands right of `left`, and the band."""
    bars = [(f"Motif {number}", box, "accent5", opacity) for number, (box, opacity) in enumerate(grid.motif(left), 1)]
    return (*bars, ("Band", grid.BAND, "accent2", None))


COVER = Layout(
    "Cover",
    (
        Placeholder(
            "Title", "ctrTitle", 0, grid.COVER_TITLE, "Title", Style(36, 43.2, "bg1", True), "bottom", fonts="mj"
        ),
        Placeholder("Subtitle", "subTitle", 1, grid.COVER_SUBTITLE, "Subtitle", Style(18, 23.4, "accent5")),
        Placeholder("Date", "body", 13, grid.COVER_DATE, "Date", Style(12, 15.6, "bg1"), "middle"),
    ),
    "title",
    dark_field(),
    NAVY,
    bare=True,
)
CONTENT = Layout("Content", (TITLE, KICKER, body(grid.BODY), SOURCE, FOOTER, NUMBER))
CONTENT_TAKEAWAY = Layout(
    "Content with takeaway",
    (TITLE, KICKER, body(grid.BODY_ABOVE_TAKEAWAY), TAKEAWAY, SOURCE, FOOTER, NUMBER),
    drawings=(
        ("Takeaway panel", grid.TAKEAWAY, "bg2", None),
        ("Takeaway bar", Box(grid.TAKEAWAY.x, grid.TAKEAWAY.y, grid.BAR, grid.TAKEAWAY.height), "accent2", None),
    ),
)
SECTION = Layout(
    "Section",
    (
        Placeholder(
            "Title", "title", 0, grid.SECTION_TITLE, "Section", Style(32, 38.4, "tx2", True), "bottom", fonts="mj"
        ),
        Placeholder("Subtitle", "body", 1, grid.SECTION_SUBTITLE, "What it answers", Style(14, 18.2, "accent6")),
        Placeholder("Number", "body", 13, grid.SECTION_NUMBER, "No.", Style(60, 72, "bg1", bold=True), "bottom"),
        Placeholder("Footer", "ftr", 11, grid.SECTION_FOOTER, "Footer", SMALL, anchor="middle"),
        NUMBER,
    ),
    "secHead",
    (("Panel", grid.SECTION_PANEL, "tx2", None),),
)
CLOSING = Layout(
    "Closing",
    (
        Placeholder(
            "Title", "title", 0, grid.CLOSING_TITLE, TITLE_PROMPT, Style(28, 33.6, "bg1", True), "bottom", fonts="mj"
        ),
        Placeholder("Subtitle", "body", 13, grid.CLOSING_SUBTITLE, "Subtitle", Style(14, 18.2, "accent5")),
        Placeholder("Body", None, 1, grid.CLOSING_BODY, "Text", Style(14, 18.2, "bg1")),
        Placeholder("Footer", "ftr", 11, grid.CLOSING_FOOTER, "Footer", Style(9, 11.7, "accent5"), anchor="middle"),
        Placeholder(
            "Slide number", "sldNum", 12, grid.SLIDE_NUMBER, "‹#›", Style(9, 11.7, "bg1", align="right"), "middle"
        ),
    ),
    None,
    dark_field(grid.CLOSING_BODY.right),
    NAVY,
    bare=True,
)
LAYOUTS = (COVER, CONTENT, CONTENT_TAKEAWAY, SECTION, CLOSING)
