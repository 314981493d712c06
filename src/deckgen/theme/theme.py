"""A theme as plain data: what layout measures with and writers draw with. `theme.load` makes it from a template and a
role map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deckgen.model.document import Medium
from deckgen.model.geometry import Box, Insets
from deckgen.model.set_text import TextStyle
from deckgen.model.text import Align, Anchor
from deckgen.theme.faces import Faces


@dataclass(frozen=True, slots=True)
class Color:
    """A colour role: the theme slot (`tx1`, `accent2`, …) with an optional luminance modulation and offset in percent, and
    the RGB hex that they give (for writers without themes)."""

    slot: str
    hex: str
    lum_mod: int | None = None
    lum_off: int | None = None


@dataclass(frozen=True, slots=True)
class FontPair:
    """Names written into the deck's theme: `latin`, `east_asian`, and the `script` tag (Hans, Jpan) of the latter."""

    latin: str
    east_asian: str
    script: str
    language: str
    """The BCP 47 tag of runs, e.g. zh-CN."""
    alternative: str
    """The `altLang` of runs, e.g. en-US."""


@dataclass(frozen=True, slots=True)
class InheritedText:
    """What text of a template inherits where it states nothing: `size` and `line_height` in points (a line height of
    None is the template's relative spacing), `color` as (slot, luminance modulation), None outside the slots."""

    size: float = 18.0
    bold: bool = False
    color: tuple[str, int | None] | None = None
    line_height: float | None = None
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Decoration:
    """A drawing of a layout or its master that every slide of the layout shows: a plain shape (`preset`) or a rule
    (``line``). `fill` and `outline` are RGB hex, transparency already blended with the background; `width` is the
    outline's, in EMU. PPTX inherits it; writers without layouts draw it before the page's items."""

    preset: str
    box: Box
    fill: str | None = None
    outline: str | None = None
    width: int = 9_525


@dataclass(frozen=True, slots=True)
class PlaceholderSlot:
    """A placeholder of a layout: `role` is ours (title, kicker, takeaway, source, footer, slide_number, subtitle,
    date_line, section_number); `style` names the type role of its text."""

    role: str
    index: int
    type: str | None
    box: Box
    insets: Insets
    anchor: Anchor
    style: str
    inherited: InheritedText = InheritedText()


@dataclass(frozen=True, slots=True)
class LayoutSlot:
    """A slide layout by role (cover, content, content_takeaway, section, closing) and its part name in the template.
    `body` is the zone for blocks; `background` is RGB hex."""

    role: str
    part: str
    placeholders: Mapping[str, PlaceholderSlot]
    body: Box | None = None
    background: str = "FFFFFF"
    decorations: tuple[Decoration, ...] = ()


@dataclass(frozen=True, slots=True)
class BriefPage:
    """A4 geometry in EMU: the margins' inside, the main column, the side column."""

    width: int
    height: int
    content: Box
    main: Box
    side: Box
    band_height: int


@dataclass(frozen=True, slots=True)
class TypeRole:
    """Size in points per fit step (deck) or one size (brief), line-height factor for CJK and Latin text, weight,
    colour."""

    sizes: tuple[float, ...]
    line_height_cjk: float
    line_height_latin: float
    bold: bool = False
    color: str = "text"
    space_before: float = 0.0
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Theme:
    """All of a theme. `gutter` in EMU. `template` is the template package's bytes, `digest` their SHA-256 with the
    role map's. `text_box` is what text outside placeholders (text boxes, tables) inherits."""

    name: str
    slide_width: int
    slide_height: int
    gutter: int
    brief: BriefPage
    colors: Mapping[str, Color]
    fonts: Mapping[str, FontPair]
    layouts: Mapping[str, LayoutSlot]
    types: Mapping[Medium, Mapping[str, TypeRole]]
    faces: Mapping[str, Faces]
    template: bytes
    digest: str
    text_box: InheritedText = InheritedText()

    def style(self, medium: Medium, language: str, role: str, step: int = 0) -> TextStyle:
        """The style of a type role; sizes past the last step stay at the last."""
        kind = self.types[medium][role]
        size = kind.sizes[min(step, len(kind.sizes) - 1)]
        factor = kind.line_height_cjk if language in ("zh", "ja") else kind.line_height_latin
        return TextStyle(
            size=size,
            line_height=round(size * factor, 2),
            bold=kind.bold,
            color=kind.color,
            space_before=kind.space_before,
            indent=kind.indent,
        )


__all__ = [
    "BriefPage", "Color", "Decoration", "FontPair", "InheritedText", "LayoutSlot", "PlaceholderSlot", "Theme",
    "TypeRole",
]  # fmt: skip
