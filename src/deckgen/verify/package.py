"""The package check: what makes PowerPoint offer to repair a file, or show something else than was meant.

A written deck in, findings out: DG70x-DG72x the package and its parts, DG74x shapes, texts and tables, DG75x values, order
and charts. The two registries below name the checks that look at the whole package, and those that look at one part alone,
by the kind of part; `opc.check_references` looks at every part, `layouts.check_placeholders` at every slide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from deckgen.diagnostics import DeckgenError, Diagnostic
from deckgen.read.package import Package
from deckgen.read.xml import parse_xml
from deckgen.verify import charts, layouts, opc, order, presentation, shapes, tables, values
from deckgen.verify.survey import Elements, Finding, Survey, elements_of, finding

PACKAGE_CHECKS: tuple[Callable[[Survey], Iterator[Diagnostic]], ...] = (
    opc.check_broken_parts,
    opc.check_required_parts,
    opc.check_content_types,
    opc.check_part_types,
    opc.check_relationships,
    opc.check_reachable,
    opc.check_owners,
    opc.check_active_content,
    presentation.check_slide_list,
    presentation.check_sections,
    presentation.check_masters,
    presentation.check_notes,
    presentation.check_properties,
    charts.check_workbooks,
)

_EVERY_PART = (values.check_values, order.check_order)
_SHAPE_TREE = (
    *_EVERY_PART,
    shapes.check_shape_ids,
    shapes.check_extents,
    shapes.check_geometry,
    shapes.check_shape_references,
    shapes.check_backgrounds,
    shapes.check_bodies,
    tables.check_tables,
)
PART_CHECKS: Mapping[str, tuple[Callable[[Elements], Iterator[Finding]], ...]] = {
    "officeDocument": _EVERY_PART,
    "theme": _EVERY_PART,
    "tableStyles": _EVERY_PART,
    "slide": _SHAPE_TREE,
    "slideLayout": _SHAPE_TREE,
    "slideMaster": _SHAPE_TREE,
    "notesSlide": _SHAPE_TREE,
    "notesMaster": _SHAPE_TREE,
    "chart": (*_EVERY_PART, charts.check_axes, charts.check_shape_of_data, charts.check_cached_points),
}
_FROM_THE_TEMPLATE = ("theme", "tableStyles", "slideLayout", "slideMaster", "notesMaster")


def check_package(deck: bytes | Package) -> tuple[Diagnostic, ...]:
    """Every finding, none for a file that may be published. Never raises for what is wrong with the file."""
    try:
        survey = Survey(deck if isinstance(deck, Package) else Package(deck), _check_part)
        return (*(item for check in PACKAGE_CHECKS for item in check(survey)), *survey.found)
    except DeckgenError as error:
        return error.diagnostics


def _check_part(package: Package, part: str, kind: str) -> Iterator[Diagnostic]:
    found: tuple[Finding, ...] = ()
    if kind in _FROM_THE_TEMPLATE:
        found = _template_findings(kind, package.data(part))
    elif kind in PART_CHECKS:
        # Only one part's elements are held at a time: holding all of them makes the garbage collector work for nothing.
        elements = elements_of(package.xml(part))
        found = _part_findings(kind, elements)
        if kind == "slide":
            found += tuple(layouts.check_placeholders(package, part, elements))
    for code, message in (*found, *opc.check_references(package, part)):
        yield finding(code, part, message)


def _part_findings(kind: str, elements: Elements) -> tuple[Finding, ...]:
    return tuple(found for check in PART_CHECKS[kind] for found in check(elements))


@lru_cache(maxsize=256)
def _template_findings(kind: str, data: bytes) -> tuple[Finding, ...]:
    """The findings of a part that every deck of a theme repeats byte by byte: judged once."""
    return _part_findings(kind, elements_of(parse_xml(data)))
