"""The parts of a presentation sorted for checking: package in; parts by kind, and elements by tag, out.

Checks of the whole package ask a `Survey`; checks of one part share the `Elements` of that part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.read.names import prefixed, tag
from deckgen.read.package import CONTENT_TYPES, Package, relationship_owner
from deckgen.read.xml import Element

Elements = Mapping[str, Sequence[Element]]
"""The elements of a part by qualified tag, each kind in document order."""
Finding = tuple[str, str]
"""Code and message of something wrong within a part."""
PartCheck = Callable[[Package, str, str], Iterable[Diagnostic]]
"""What is wrong within a part of a package, given its name and kind."""

_PROPERTIES = tag("p:cNvPr")
_SHAPES = tuple(map(tag, ("p:sp", "p:pic", "p:graphicFrame", "p:cxnSp", "p:grpSp")))

_OFFICE = "application/vnd.openxmlformats-officedocument."
PART_TYPES: Mapping[str, str] = {
    "officeDocument": _OFFICE + "presentationml.presentation.main+xml",
    "slide": _OFFICE + "presentationml.slide+xml",
    "slideLayout": _OFFICE + "presentationml.slideLayout+xml",
    "slideMaster": _OFFICE + "presentationml.slideMaster+xml",
    "notesSlide": _OFFICE + "presentationml.notesSlide+xml",
    "notesMaster": _OFFICE + "presentationml.notesMaster+xml",
    "handoutMaster": _OFFICE + "presentationml.handoutMaster+xml",
    "presProps": _OFFICE + "presentationml.presProps+xml",
    "viewProps": _OFFICE + "presentationml.viewProps+xml",
    "tableStyles": _OFFICE + "presentationml.tableStyles+xml",
    "tags": _OFFICE + "presentationml.tags+xml",
    "theme": _OFFICE + "theme+xml",
    "themeOverride": _OFFICE + "themeOverride+xml",
    "chart": _OFFICE + "drawingml.chart+xml",
    "chartUserShapes": _OFFICE + "drawingml.chartshapes+xml",
    "package": _OFFICE + "spreadsheetml.sheet",
    "customXmlProps": _OFFICE + "customXmlProperties+xml",
    "core-properties": "application/vnd.openxmlformats-package.core-properties+xml",
    "extended-properties": _OFFICE + "extended-properties+xml",
    "custom-properties": _OFFICE + "custom-properties+xml",
    "chartStyle": "application/vnd.ms-office.chartstyle+xml",
    "chartColorStyle": "application/vnd.ms-office.chartcolorstyle+xml",
}
"""Relationship kind -> content type that its target must have."""
_KINDS = {content_type: kind for kind, content_type in PART_TYPES.items()}


def finding(code: str, part: str, message: str) -> Diagnostic:
    """An error in a written file, placed by its part."""
    return Diagnostic(code, f"{part}: {message}")


class Survey:
    """`broken` are the findings of parts that could not be read at all; they are not among `parts`.

    `found` is what `check` says of each part and its kind. It is asked right after the part was parsed: going through the
    elements while they are in the processor's cache takes two thirds of the time that it takes later."""

    def __init__(self, package: Package, check: PartCheck) -> None:
        self.package = package
        self.broken: list[Diagnostic] = []
        self.found: list[Diagnostic] = []
        self._kinds: dict[str, str] = {}
        typed = CONTENT_TYPES in package and bool(package.content_types)
        for name in package.names:
            try:
                if name.endswith(".rels"):
                    package.relationships(relationship_owner(name))
                elif name.endswith(".xml") and name != CONTENT_TYPES:
                    package.xml(name)
                    kind = _KINDS.get(package.content_type(name) or "", "") if typed else ""
                    self._kinds[name] = kind
                    self.found.extend(check(package, name, kind))
                else:
                    package.data(name)
            except DeckgenError as error:
                self.broken.extend(error.diagnostics)

    @property
    def parts(self) -> Sequence[str]:
        """Every XML part that could be read, content types and relationships left out."""
        return tuple(self._kinds)

    def kind(self, part: str) -> str:
        """The relationship kind that goes with the part's content type; '' if none is known."""
        return self._kinds.get(part, "")

    def of_kind(self, *kinds: str) -> Sequence[str]:
        """The parts of these kinds, in the order of the package."""
        return [part for part, kind in self._kinds.items() if kind in kinds]

    def find(self, part: str, *names: str) -> Iterator[Element]:
        """The elements of these (prefixed) names in a part, in document order; none if the part could not be read."""
        return self.package.xml(part).iter(*map(tag, names)) if part in self._kinds else iter(())

    @property
    def presentation(self) -> str:
        """The name of the presentation part, or '' if the package names none that can be read."""
        related = self.package.related("", "officeDocument")
        return related[0] if related and related[0] in self._kinds else ""


def elements_of(root: Element) -> Elements:
    """The elements below and including `root` by qualified tag, in document order."""
    found: defaultdict[str, list[Element]] = defaultdict(list)
    for element in root.iter("*"):
        found[element.tag].append(element)
    return dict(found)


def place(element: Element) -> str:
    """Where an element stands, for a reader: its tag, and the name of the shape that holds it."""
    for ancestor in (element, *element.iterancestors()):
        if ancestor.tag in _SHAPES:
            properties = next(ancestor.iter(_PROPERTIES), None)
            if properties is not None:
                return f"{prefixed(element.tag)} of '{properties.get('name', '')}'"
    return prefixed(element.tag)
