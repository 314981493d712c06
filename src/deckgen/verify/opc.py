"""Checks of the package itself: content types, relationships, parts that nobody reaches, active content."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import cast

from lxml import etree

from deckgen.diagnostics import Diagnostic
from deckgen.read.names import R_NAMESPACE
from deckgen.read.package import CONTENT_TYPES, Package, Relationship, relationship_owner, relationship_part
from deckgen.verify.survey import PART_TYPES, Finding, Survey, finding, place

_REQUIRED = ("officeDocument", "core-properties", "extended-properties")
_ACTIVE_KINDS = ("vbaProject", "control", "activeXControl", "activeXControlBinary", "oleObject", "attachedToolbars")
_ACTIVE_TYPES = ("macroEnabled", "vbaProject", "activeX", "oleObject")
_LINK_SCHEMES = ("http://", "https://", "mailto:")
_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"

_OWNED_ALONE = ("chart", "package", "notesSlide", "tags", "theme", "customXmlProps")
"""Kinds of part that belong to one owner: sharing them is what makes a copied chart change with its original."""
_REFERENCES = etree.XPath("//@r:*", namespaces={"r": R_NAMESPACE}, smart_strings=False)
_REFERENCE = f"{{{R_NAMESPACE}}}"


def check_broken_parts(survey: Survey) -> Iterator[Diagnostic]:
    """DG700, DG703, DG704: parts that are damaged or not well formed."""
    yield from survey.broken


def check_required_parts(survey: Survey) -> Iterator[Diagnostic]:
    """DG705: a package without content types, presentation or properties."""
    package = survey.package
    if CONTENT_TYPES not in package:
        yield Diagnostic("DG705", f"{CONTENT_TYPES} is missing")
        return
    kinds = Counter(relationship.kind for relationship in package.relationships())
    for kind in _REQUIRED:
        if kinds[kind] != 1:
            yield finding("DG705", "_rels/.rels", f"{kinds[kind]} relationships of kind {kind}; a deck has 1")


def check_content_types(survey: Survey) -> Iterator[Diagnostic]:
    """DG706 (none), DG708 (of a part or extension that is not there), DG716 (stated twice)."""
    yield from check_content_types_of(survey.package, "")


def check_content_types_of(package: Package, prefix: str) -> Iterator[Diagnostic]:
    """`check_content_types` of any package; `prefix` names it in messages."""
    if CONTENT_TYPES not in package:
        return
    where = prefix + CONTENT_TYPES
    types = package.content_types
    for name in types.repeated:
        yield finding("DG716", where, f"the content type of {name} is stated twice")
    for name in types.overrides:
        if name not in package:
            yield finding("DG708", where, f"an override names /{name}, which is not in the package")
    extensions = {name.rpartition(".")[2].lower() for name in package.names}
    for extension in types.defaults:
        if extension not in extensions and extension != "xml":
            yield finding("DG708", where, f"a default names the extension {extension}, which no part has")
    for name in package.names:
        if name != CONTENT_TYPES and not package.content_type(name):
            yield finding("DG706", where, f"{name} has no content type")


def check_part_types(survey: Survey) -> Iterator[Diagnostic]:
    """DG707: a part whose content type is not that of the relationships that lead to it."""
    if CONTENT_TYPES not in survey.package:
        return
    for source, relationship in _all_relationships(survey.package):
        expected = PART_TYPES.get(relationship.kind)
        found = survey.package.content_type(relationship.target)
        if not relationship.external and expected and found and found != expected:
            message = f"content type {found}; a part of kind {relationship.kind} has {expected}"
            if not any(word in found for word in _ACTIVE_TYPES):
                yield finding("DG707", relationship.target, message)
        if relationship.kind == "image" and found and (not found.startswith("image/") or found == "image/jpg"):
            yield finding("DG707", relationship.target, f"content type {found}; an image of {source} has image/…")
    for name in survey.package.names:
        if name.endswith(".rels") and survey.package.content_type(name) not in (_RELATIONSHIPS_TYPE, None):
            yield finding("DG707", name, f"content type {survey.package.content_type(name)} of a relationship part")


def check_relationships(survey: Survey) -> Iterator[Diagnostic]:
    """DG710 (an id twice), DG711 (leads nowhere), DG713 (leads out of the file)."""
    yield from check_relationships_of(survey.package, "")


def check_relationships_of(package: Package, prefix: str) -> Iterator[Diagnostic]:
    """`check_relationships` of any package; `prefix` names it in messages."""
    seen: dict[str, set[str]] = defaultdict(set)
    for source, relationship in _all_relationships(package):
        where = prefix + relationship_part(source)
        identity = relationship.id
        if not identity or identity in seen[source]:
            yield finding("DG710", where, f"the relationship id '{identity}' is used twice or empty")
        seen[source].add(identity)
        if relationship.external:
            if relationship.kind != "hyperlink":
                yield finding("DG713", where, f"{identity} takes a {relationship.kind} from outside the file")
            elif not relationship.target.lower().startswith(_LINK_SCHEMES):
                yield finding(
                    "DG713", where, f"{identity} links to '{relationship.target}'; allowed are http, https, mailto"
                )
        elif relationship.target not in package:
            yield finding("DG711", where, f"{identity} leads to '{relationship.target}', which is not in the package")
    for name in package.names:
        owner = relationship_owner(name) if name.endswith(".rels") else ""
        if owner and owner not in package:
            yield finding("DG711", prefix + name, "the part that these relationships belong to is not in the package")


def check_references(package: Package, part: str) -> Iterator[Finding]:
    """DG712: an attribute such as r:id names a relationship that its part does not have."""
    root = package.xml(part)
    known = {relationship.id for relationship in package.relationships(part)}
    unknown = set(cast("list[str]", _REFERENCES(root))) - known
    for element in root.iter() if unknown else ():
        for name, reference in cast("list[tuple[str, str]]", element.items()):
            # An empty id on a click is how PowerPoint writes an action that leads nowhere.
            named = name.startswith(_REFERENCE) and reference in unknown
            if named and (reference or "}hlink" not in element.tag):
                yield "DG712", f"{place(element)} refers to '{reference}', a relationship it has not"


def check_reachable(survey: Survey) -> Iterator[Diagnostic]:
    """DG709: parts that no chain of relationships leads to, such as a slide that was only taken off the list."""
    reached: set[str] = set()
    waiting = [""]
    while waiting:
        source = waiting.pop()
        for relationship in survey.package.relationships(source):
            target = relationship.target
            if not relationship.external and target in survey.package and target not in reached:
                reached.add(target)
                waiting.append(target)
    for name in survey.package.names:
        if name not in reached and name != CONTENT_TYPES and not name.endswith(".rels"):
            yield finding("DG709", name, "no relationship leads to this part")


def check_owners(survey: Survey) -> Iterator[Diagnostic]:
    """DG715: a part of which each owner needs its own, such as a chart, shared by two."""
    owners: dict[tuple[str, str], list[str]] = defaultdict(list)
    for source, relationship in _all_relationships(survey.package):
        # The presentation names the theme of its first master once more.
        if relationship.kind in _OWNED_ALONE and not relationship.external and source != survey.presentation:
            owners[relationship.kind, relationship.target].append(source)
    for (kind, part), sources in owners.items():
        if len(sources) > 1:
            yield finding("DG715", part, f"a {kind} part shared by {' and '.join(sources)}")


def check_active_content(survey: Survey) -> Iterator[Diagnostic]:
    """DG714: macros, ActiveX controls, embedded objects."""
    for source, relationship in _all_relationships(survey.package):
        if relationship.kind in _ACTIVE_KINDS:
            yield finding("DG714", source or "the package", f"holds active content ({relationship.kind})")
    if CONTENT_TYPES in survey.package:
        for name in survey.package.names:
            content_type = survey.package.content_type(name) or ""
            if any(word in content_type for word in _ACTIVE_TYPES):
                yield finding("DG714", name, f"active content is not allowed (content type {content_type})")


def _all_relationships(package: Package) -> Iterator[tuple[str, Relationship]]:
    for source in ("", *package.names):
        if not source.endswith(".rels") and relationship_part(source) in package:
            for relationship in package.relationships(source):
                yield source, relationship
