"""The type that a page is set in: a theme, a medium, a language and a fit step in; styles and set paragraphs out."""

from __future__ import annotations

from collections.abc import Iterable

from deckgen.diagnostics import DeckgenError, Diagnostic, Position, did_you_mean
from deckgen.layout.measure import set_paragraphs
from deckgen.model.document import Medium
from deckgen.model.geometry import points
from deckgen.model.set_text import SetParagraph, TextStyle
from deckgen.model.text import Paragraph
from deckgen.theme.faces import Faces
from deckgen.theme.theme import Theme


class Typography:
    """Resolves type roles at one fit step and sets paragraphs in them. `embedded`: the fonts measured are those drawn,
    so that lines need no slack (the brief); `justify` fills lines of CJK text."""

    def __init__(
        self,
        theme: Theme,
        medium: Medium,
        language: str,
        step: int = 0,
        *,
        embedded: bool = False,
        justify: bool = False,
    ) -> None:
        self.theme = theme
        self.medium: Medium = medium
        self.language = language
        self.step = step
        self.faces: Faces = theme.faces[language]
        self._embedded = embedded
        self._justify = justify
        self._styles: dict[str, TextStyle] = {}

    def at_step(self, step: int) -> Typography:
        """The same type at another fit step."""
        return Typography(self.theme, self.medium, self.language, step, embedded=self._embedded, justify=self._justify)

    def ragged(self) -> Typography:
        """The same type for what is never justified: headings, boxes, tables."""
        return Typography(self.theme, self.medium, self.language, self.step, embedded=self._embedded)

    def check_roles(self, paragraphs: Iterable[Paragraph], at: Position | None) -> None:
        """A block may name any type role; a DG605 at the block for one that the theme does not have."""
        known = self.theme.types[self.medium]
        for paragraph in paragraphs:
            if paragraph.role not in known:
                message = f"the theme '{self.theme.name}' has no type role '{paragraph.role}' for the {self.medium}"
                raise DeckgenError([Diagnostic("DG605", message, at, did_you_mean(paragraph.role, known))], exit_code=1)

    def style(self, role: str) -> TextStyle:
        """The style of a type role of the theme."""
        style = self._styles.get(role)
        if style is None:
            style = self.theme.style(self.medium, self.language, role, self.step)
            self._styles[role] = style
        return style

    def has_smaller(self, role: str) -> bool:
        """Whether a later step has a smaller size of the role."""
        return self.step < len(self.theme.types[self.medium][role].sizes) - 1

    def set(self, paragraphs: Iterable[Paragraph], width: int) -> tuple[SetParagraph, ...]:
        """Paragraphs set in a width in EMU."""
        return set_paragraphs(
            paragraphs, self.style, points(width), self.faces, embedded=self._embedded, justify=self._justify
        )

    @property
    def slack(self) -> float:
        """What a measured width is multiplied by to be sure of its line."""
        return 1.0 if self._embedded else self.faces.slack
