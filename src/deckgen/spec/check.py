"""What a spec's models cannot see one by one: names that must exist, keys that must differ, languages that must be complete.

`check_spec` needs the spec alone, `check_columns` also the columns of its queries. Both find everything at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from deckgen.blocks.base import Block, walk_blocks
from deckgen.diagnostics import Diagnostic, Diagnostics, Position, did_you_mean
from deckgen.source.located import Located, QueryName
from deckgen.spec.check_pages import check_pages
from deckgen.spec.model import SlideSpec, Spec
from deckgen.spec.walk import references_of, walk_leaves
from deckgen.text.localized import LocalizedText
from deckgen.text.template import Reference

COVER_KEY = "cover"
"""The key of the page that `cover:` makes."""


def check_spec(spec: Spec) -> Diagnostics:
    """Every finding that needs no dataset: DG209, DG210, DG213, DG214, DG217, DG220 to DG223, DG544, DG547."""
    found = Diagnostics()
    variables = [*([spec.for_each.variable] if spec.for_each else []), *spec.repeats]
    _check_targets(spec, found)
    check_leaves((leaf for leaf, _ in walk_leaves(spec)), spec.queries, variables, spec.languages, found)
    _check_keys(spec, found)
    for slide in spec.slides():
        _check_claim(slide, found)
        if not slide.body and slide.prose is None:
            found.error("DG217", f"slide '{slide.key}' has neither body nor prose", slide.at)
    check_pages(spec, found)
    return found


def check_leaves(
    leaves: Iterable[Any],
    queries: Collection[str],
    variables: Collection[str],
    languages: Collection[str],
    found: Diagnostics,
) -> None:
    """Names that a text, path or key uses must exist (DG210); a text must have every language (DG544)."""
    names = [*queries, *variables]
    for leaf in leaves:
        if isinstance(leaf, LocalizedText):
            _check_languages(leaf, languages, found)
        if isinstance(leaf, QueryName):
            if leaf not in names:
                found.extend([_unknown_name(leaf, names, leaf)])
        else:
            for reference in references_of(leaf):
                if reference.name not in names:
                    found.extend([_unknown_name(reference.name, names, reference)])


def _unknown_name(name: str, names: list[str], where: Located | Reference) -> Diagnostic:
    position = where.at if isinstance(where, Located) else where.position
    hint = did_you_mean(name, names) or (f"known: {_list(names)}" if names else "the spec has no `queries:`")
    return Diagnostic("DG210", f"unknown query '{name[:60]}'", position, hint)


def _check_languages(text: LocalizedText, languages: Collection[str], found: Diagnostics) -> None:
    if text.languages is None:
        return
    missing = [language for language in languages if language not in text.languages]
    if missing:
        found.error(
            "DG544", f"the text has no {' and no '.join(missing)}", text.at, "write it in every language of the spec"
        )


def _check_targets(spec: Spec, found: Diagnostics) -> None:
    if spec.for_each is None:
        if spec.name is not None:
            for reference in (r for template in spec.name.templates() for r in template.references):
                found.error("DG214", "a name shows values only with `for_each:`", reference.position)
        return
    variable = spec.for_each.variable
    if variable in spec.queries:
        clash = next(query for query in spec.queries if query == variable)
        found.error("DG213", f"query '{variable}' has the name of the variable of `for_each:`", clash.at)
    if spec.name is None:
        found.error("DG214", "`for_each:` needs `name:`, the file name of each target", spec.at_key("for_each"))
        return
    if spec.name.languages is not None or spec.name.holds is not None:
        found.error("DG214", "`name:` is one text for all languages, without a claim", spec.name.at)
    names = [r for template in spec.name.templates() for r in template.references]
    if not names:
        found.error(
            "DG214", "every target has this name", spec.name.at, f"show a key of the row: {{{{ {variable}.id }}}}"
        )
    for reference in names:
        if reference.name != variable and reference.name in spec.queries:
            found.error("DG214", f"a name shows the row of `for_each:` only, '{variable}'", reference.position)


def _check_keys(spec: Spec, found: Diagnostics) -> None:
    _check_distinct(((section.key, f"section '{section.key}'") for section in spec.sections), found)
    _check_distinct(((slide.key, f"slide '{slide.key}'") for slide in spec.slides()), found)
    for slide in spec.slides():
        if slide.key == COVER_KEY:
            found.error("DG209", f"slide '{COVER_KEY}' has the key of the cover", slide.key.at, "give it another key")
        _check_block_keys(slide, found)


def _check_distinct(keys: Iterable[tuple[Located, str]], found: Diagnostics) -> None:
    first: dict[str, Located] = {}
    for key, name in keys:
        earlier = first.setdefault(key, key)
        if earlier is not key:
            found.error(
                "DG209", f"{name} stands twice{_first(earlier.at, key.at)}", key.at, "give each a key of its own"
            )


def _first(earlier: Position | None, later: Position | None) -> str:
    """Where a key stands for the first time."""
    if earlier is None:
        return ""
    same_file = later is not None and later.file == earlier.file
    return f", first in line {earlier.line}" if same_file else f", first in {earlier.file}:{earlier.line}"


def _check_block_keys(slide: SlideSpec, found: Diagnostics) -> None:
    """Blocks that draw have different keys on their slide; a block that only holds others needs none."""
    first: dict[str, Block] = {}
    for block in walk_blocks(slide.body):
        if block.key is None and next(block.children(), None) is not None:
            continue
        name = str(block.key or block.kind)
        earlier = first.setdefault(name, block)
        if earlier is not block:
            line = f", first in line {earlier.at.line}" if earlier.at else ""
            at = block.key.at if block.key is not None else block.at
            found.error("DG209", f"slide '{slide.key}' has two blocks '{name}'{line}", at, "give each a `key:`")


def _check_claim(slide: SlideSpec, found: Diagnostics) -> None:
    if slide.holds is None:
        for key in ("otherwise", "severity"):
            if getattr(slide, key) is not None:
                found.error("DG547", f"'{key}' needs 'holds'", slide.at_key(key))


def check_columns(
    spec: Spec,
    columns: Mapping[str, tuple[str, ...]],
    text_columns: Mapping[str, Collection[str]] | None = None,
) -> tuple[Diagnostic, ...]:
    """Warnings about the columns that a spec selects; raises `DeckgenError` if one does not exist (DG211).

    `columns` are those of each query and of the `for_each` variable. With `text_columns`, those of them that hold text,
    DG548 warns where a text shows such a column of a query and no claim governs it: it can turn false silently."""
    found = Diagnostics()
    variables = {*([spec.for_each.variable] if spec.for_each else []), *spec.repeats}
    words = {name: held for name, held in (text_columns or {}).items() if name not in variables}
    for leaf, is_claimed in walk_leaves(spec):
        for reference in references_of(leaf):
            name, column = reference.name, reference.column
            if name in columns and column not in columns[name]:
                found.extend([_unknown_column(name, column, columns[name], reference)])
            elif isinstance(leaf, LocalizedText) and not is_claimed and column in words.get(name, ()):
                message = (
                    f"the text shows '{name}.{column}', which the data choose, and no `holds:` says what it claims"
                )
                found.warning("DG548", message, reference.position, "add `holds:`, or let a query say it")
    for slide in spec.slides():
        for block in walk_blocks(slide.body):
            for query, column in block.columns_used():
                if query in columns and column not in columns[query]:
                    reference = Reference(query, column, None, column.at, column.at)
                    found.extend([_unknown_column(query, column, columns[query], reference)])
    found.raise_errors()
    return tuple(found.items)


def check_single_rows(spec: Spec, most_rows: Mapping[str, int]) -> None:
    """Raises `DeckgenError` (DG420) for each text or path that selects from a query of several rows: which of them it means
    nobody could tell. `most_rows` is the largest number of rows that a query has in any target."""
    found = Diagnostics()
    for leaf, _ in walk_leaves(spec):
        for reference in references_of(leaf):
            rows = most_rows.get(reference.name, 0)
            if rows > 1:
                message = f"'{reference.name}.{reference.column}' needs one row, and the query has {rows}"
                hint = "select one with a query of its own: ORDER BY … LIMIT 1"
                found.error("DG420", message, reference.position, hint)
    found.raise_errors()


def _unknown_column(name: str, column: str, known: Collection[str], reference: Reference) -> Diagnostic:
    hint = did_you_mean(column, known) or f"it has {_list(known)}"
    return Diagnostic("DG211", f"'{name}' has no column '{column[:60]}'", reference.column_position, hint)


def _list(names: Collection[str]) -> str:
    """At most twelve names, then how many more."""
    shown = list(names)[:12]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
