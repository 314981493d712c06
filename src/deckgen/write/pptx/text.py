"""Set paragraphs in, `a:p` elements out.

A run states size, weight and colour, and a paragraph its spacing and alignment, only where they differ from what the
text inherits. Lines are broken by the reader's program, except at a line feed in a run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.model.geometry import Insets
from deckgen.model.set_text import SetParagraph, TextStyle
from deckgen.model.text import SLIDE_LINK, Align, Anchor, Paragraph, Run
from deckgen.theme.theme import FontPair, InheritedText, Theme
from deckgen.write.pptx.drawing import ALIGNS, ANCHORS, Palette, scheme_color
from deckgen.write.pptx.package import Relationships
from deckgen.write.pptx.xml import legal, text

JUMP = "ppaction://hlinksldjump"
"""The action of a click that leads to a slide."""
LINK_SCHEMES = ("http", "https", "mailto")
SUPERSCRIPT_RISE = 30_000
"""In thousandths of a percent of the size, as PowerPoint's own button sets it."""

_FIELD = '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'


@dataclass(frozen=True, slots=True)
class _Made:
    """Properties of one style over what it inherits: of runs by language, weight, colour and rise (attributes, children),
    of paragraphs by bullet, alignment and whether they come first."""

    runs: dict[tuple[str, bool, str | None, bool], tuple[str, str]] = field(
        default_factory=dict[tuple[str, bool, str | None, bool], tuple[str, str]]
    )
    paragraphs: dict[tuple[bool, Align, bool], str] = field(default_factory=dict[tuple[bool, Align, bool], str])


class TextWriter:
    """Writes the text of one deck. A deck has few styles, so properties once made are kept. `slides` maps page keys to slide
    file names, for links between slides."""

    def __init__(self, theme: Theme, language: str, palette: Palette, slides: Mapping[str, str]) -> None:
        self._theme = theme
        self._palette = palette
        self._slides = slides
        faces = theme.faces[language]
        self._faces = faces.face_map()
        self._cjk, self._latin = languages(theme.fonts[language])
        self._other_cjk, _ = languages(theme.fonts[faces.other_language])
        self._bullet = (
            f"<a:buClr>{scheme_color(theme.colors['highlight'])}</a:buClr>"
            '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
        )
        self._made: dict[tuple[TextStyle, InheritedText], _Made] = {}
        self._last_style: TextStyle | None = None
        self._last_inherited: InheritedText | None = None
        self._last_made = _Made()

    def body(self, paragraphs: Iterable[SetParagraph], inherited: InheritedText, links: Relationships) -> str:
        """The paragraphs of a text box or cell. The first has no space before it, as viewers show it."""
        pieces: list[str] = []
        for index, placed in enumerate(paragraphs):
            runs = [self._run(run, placed.style, inherited, links) for run in placed.paragraph.runs if run.text]
            content = "".join(runs) or self._empty(placed.style, inherited)
            pieces.append(f"<a:p>{self._paragraph(placed, inherited, index == 0)}{content}</a:p>")
        return "".join(pieces)

    def slide_number(self, placed: SetParagraph, inherited: InheritedText) -> str:
        """A paragraph whose text is the number of the slide wherever the slide goes."""
        run = placed.paragraph.runs[0]
        attributes, children = self._properties(run, placed.style, inherited)
        return (
            f"<a:p>{self._paragraph(placed, inherited, True)}{_FIELD}<a:rPr{attributes}>{children}</a:rPr>"
            f"<a:t>{text(placed.paragraph.text)}</a:t></a:fld></a:p>"
        )

    def notes(self, paragraphs: Iterable[Paragraph]) -> str:
        """Speaker notes: language and weight are stated, the rest comes from the notes master."""
        pieces: list[str] = []
        for paragraph in paragraphs:
            runs = "".join(
                _lines(run.text, f"<a:rPr{self._language(run.text)}{_BOLD[run.bold]}/>")
                for run in paragraph.runs
                if run.text
            )
            pieces.append(f"<a:p>{runs}</a:p>")
        return "".join(pieces) or "<a:p/>"

    def character_properties(self, element: str, style: TextStyle, color: str, bold: bool) -> str:
        """Properties for the text of a chart, whole and explicit: a chart inherits nothing from the slide."""
        return (
            f'<{element} lang="{self._cjk}" altLang="{self._latin}" sz="{round(style.size * 100)}" b="{int(bold)}">'
            f'{self._palette.solid(color)}<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></{element}>'
        )

    def _run(self, run: Run, style: TextStyle, inherited: InheritedText, links: Relationships) -> str:
        attributes, children = self._properties(run, style, inherited)
        if run.link:
            children += self._click(run.link, links)
        properties = f"<a:rPr{attributes}>{children}</a:rPr>" if children else f"<a:rPr{attributes}/>"
        return _lines(run.text, properties)

    def _click(self, link: str, links: Relationships) -> str:
        """What a click on a run does: go to a slide of the deck, or to a checked address."""
        if link.startswith(SLIDE_LINK):
            slide = links.add("slide", self._slides[link.removeprefix(SLIDE_LINK)])
            return f'<a:hlinkClick r:id="{slide}" action="{JUMP}"/>'
        return f'<a:hlinkClick r:id="{links.add("hyperlink", checked_link(link), external=True)}"/>'

    def _properties(self, run: Run, style: TextStyle, inherited: InheritedText) -> tuple[str, str]:
        """Attributes and children of a run's properties, without a link."""
        language = self._language(run.text)
        kept = self._kept(style, inherited).runs
        key = (language, run.bold, run.color, run.superscript)
        made = kept.get(key)
        if made is None:
            attributes = language
            if style.size != inherited.size:
                attributes += f' sz="{round(style.size * 100)}"'
            bold = run.bold or style.bold
            if bold != inherited.bold:
                attributes += f' b="{int(bold)}"'
            if run.superscript:
                attributes += f' baseline="{SUPERSCRIPT_RISE}"'
            role = run.color or style.color
            color = self._theme.colors[role]
            is_inherited = color.lum_off is None and (color.slot, color.lum_mod) == inherited.color
            children = "" if is_inherited else self._palette.solid(role)
            made = kept[key] = (attributes, children)
        return made

    def _paragraph(self, placed: SetParagraph, inherited: InheritedText, first: bool) -> str:
        paragraph, style = placed.paragraph, placed.style
        kept = self._kept(style, inherited).paragraphs
        key = (paragraph.bullet, paragraph.align, first)
        made = kept.get(key)
        if made is None:
            attributes = children = ""
            if paragraph.bullet:
                indent = round(style.indent * 12_700)
                attributes += f' marL="{indent}" indent="{-indent}"'
            if paragraph.align != inherited.align:
                attributes += f' algn="{ALIGNS[paragraph.align]}"'
            if style.line_height != inherited.line_height:
                children += f'<a:lnSpc><a:spcPts val="{round(style.line_height * 100)}"/></a:lnSpc>'
            if style.space_before and not first:
                children += f'<a:spcBef><a:spcPts val="{round(style.space_before * 100)}"/></a:spcBef>'
            if paragraph.bullet:
                children += self._bullet
            made = f"<a:pPr{attributes}>{children}</a:pPr>" if attributes or children else ""
            kept[key] = made
        return made

    def _kept(self, style: TextStyle, inherited: InheritedText) -> _Made:
        """What has been made for text of a style. Asked for one text after another, so the last answer is mostly the next."""
        if style is not self._last_style or inherited is not self._last_inherited:
            self._last_style, self._last_inherited = style, inherited
            self._last_made = self._made.setdefault((style, inherited), _Made())
        return self._last_made

    def _empty(self, style: TextStyle, inherited: InheritedText) -> str:
        """The mark that gives a paragraph without text its height."""
        attributes, _ = self._properties(Run(text=""), style, inherited)
        return f"<a:endParaRPr{attributes}/>"

    def _language(self, shown: str) -> str:
        """The languages of a run by its script: text with a CJK character is the deck's CJK language, or the other one if
        only that has the character (a Chinese title in a Japanese deck): the tag decides whose forms a viewer shows."""
        if not shown.isascii():
            faces = set(map(self._faces.__getitem__, shown))
            if "other_cjk" in faces:
                return f' lang="{self._other_cjk}" altLang="{self._latin}"'
            if "cjk" in faces:
                return f' lang="{self._cjk}" altLang="{self._latin}"'
        return f' lang="{self._latin}" altLang="{self._cjk}"'


_BOLD = {False: "", True: ' b="1"'}


def _lines(shown: str, properties: str) -> str:
    """Runs of one style, a break at each line feed."""
    if "\n" not in shown and "\r" not in shown:
        return f"<a:r>{properties}<a:t>{text(shown)}</a:t></a:r>"
    runs = [f"<a:r>{properties}<a:t>{text(line)}</a:t></a:r>" if line else "" for line in legal(shown).split("\n")]
    return f"<a:br>{properties}</a:br>".join(runs)


def languages(pair: FontPair) -> tuple[str, str]:
    """The CJK and the Latin language tag of a font pair."""
    if pair.language.startswith(("zh", "ja", "ko")):
        return pair.language, pair.alternative
    return pair.alternative, pair.language


def checked_link(target: str) -> str:
    """The link as it stands if a reader may be sent there; `DeckgenError` DG790 otherwise."""
    try:
        allowed = urlsplit(target).scheme.lower() in LINK_SCHEMES
    except ValueError:
        allowed = False
    if not allowed:
        hint = f"links may be {', '.join(LINK_SCHEMES)}"
        raise DeckgenError([Diagnostic("DG790", f"the link '{target[:80]}' cannot be written", hint=hint)], exit_code=1)
    return target


def frame(insets: Insets, anchor: Anchor) -> str:
    """`a:bodyPr` of a text box: text is set in the measured lines and never shrunk."""
    return (
        f'<a:bodyPr wrap="square" lIns="{insets.left}" tIns="{insets.top}" rIns="{insets.right}" '
        f'bIns="{insets.bottom}" rtlCol="0" anchor="{ANCHORS[anchor]}"><a:noAutofit/></a:bodyPr>'
    )
