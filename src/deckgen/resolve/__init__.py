"""Spec and dataset in, `Inputs` of every target out: each query, claim and condition runs once over all targets.

`setwise` runs statements, `lineage` rewrites them so that each result row lists the dataset rows behind it, `witness` turns
those into origins, `checks` holds the results to the rules.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from deckgen.data import Dataset
from deckgen.data.package import SOURCE_COLUMN, SOURCES_TABLE
from deckgen.diagnostics import DeckgenError, Diagnostic, Diagnostics
from deckgen.model.inputs import ClaimResult, Inputs, LocalizedText, QueryResult, Repeat, RowOrigin, SourceRow
from deckgen.model.text import LANGUAGES
from deckgen.resolve.binding import Skipped
from deckgen.resolve.checks import Breaks, check_order, check_units, every_row
from deckgen.resolve.conditions import Condition, claim_result, run_condition
from deckgen.resolve.engine import Engine
from deckgen.resolve.names import check_names, target_name
from deckgen.resolve.ran import Ran
from deckgen.resolve.results import Results, within_row
from deckgen.resolve.setwise import SetWise
from deckgen.resolve.spec_queries import SpecQueries
from deckgen.resolve.statement import Statement
from deckgen.resolve.witness import Witness


@dataclass(frozen=True, slots=True)
class Resolution:
    """`inputs` in the order of `for_each`. `queries_run` counts statements, whatever the number of targets; `columns` are
    those of each query and of the variables of `for_each`; `repeated` are the queries and conditions that differ by the row of
    a slide's `for_each`, with its variable."""

    inputs: tuple[Inputs, ...]
    queries_run: int
    columns: Mapping[str, tuple[str, ...]]
    repeated: Mapping[str, str]
    warnings: tuple[Diagnostic, ...]


def resolve(spec: SpecQueries, dataset: Dataset) -> Resolution:
    """Run everything that a spec asks of its dataset.

    Raises `DeckgenError` (exit code 2) with every finding: DG401 to DG416 about SQL, DG815 and DG816 about target names."""
    run = _Run(spec, dataset)
    try:
        return run.resolve()
    finally:
        run.setwise.close()


class _Run:
    """One resolve: statements run first, all their errors are told together, then targets are made."""

    def __init__(self, spec: SpecQueries, dataset: Dataset) -> None:
        self._spec = spec
        self._dataset = dataset
        self._engine = Engine(dataset.connection)
        self._witness = Witness(dataset, self._engine)
        self._found = Diagnostics()
        self._queries: dict[str, Ran] = {}
        self._conditions: dict[str, Condition] = {}
        self._targets: tuple[str, Ran] | None = None
        self._repeated = {str(variable): str(query) for variable, query in spec.repeats.items()}
        self.setwise = SetWise(dataset, spec.queries, self._engine, self._repeated)

    def resolve(self) -> Resolution:
        self._check_query_names()
        self._found.raise_errors()
        self._run_targets()
        self._found.raise_errors()
        self._run_queries()
        self._run_conditions()
        self._found.raise_errors()
        ran = [*self._queries.values(), *(condition.ran for condition in self._conditions.values())]
        ran += [self._targets[1]] if self._targets else []
        self._witness.learn(row for one in ran for raw in every_row(one) for ids in raw.ids for row in ids)
        self._check_rows()
        inputs = self._inputs()
        self._found.raise_errors()
        columns = {name: one.columns for name, one in self._queries.items()}
        if self._targets:
            columns[self._targets[0]] = self._targets[1].columns
        columns |= {variable: self._queries[query].columns for variable, query in self._repeated.items()}
        conditions = {text: condition.ran for text, condition in self._conditions.items()}
        both = {**self._queries, **conditions}
        repeated = {name: one.slide for name, one in both.items() if one.slide is not None}
        warnings = (*self.setwise.warnings.items, *self._found.items)
        return Resolution(inputs, self.setwise.count, columns, repeated, warnings)

    def _check_query_names(self) -> None:
        taken = {name.lower(): f"table '{name}'" for name in self._dataset.tables}
        names = [*([self._spec.for_each.variable] if self._spec.for_each else []), *self._spec.queries]
        names += self._spec.repeats
        for name in names:
            if name.lower() in taken:
                self._found.error(
                    "DG418", f"'{name}' is also the name of {taken[name.lower()]}", name.at, "choose another name"
                )
            taken.setdefault(name.lower(), f"query '{name}'")

    def _run_targets(self) -> None:
        for_each = self._spec.for_each
        if for_each is None:
            return
        statement = Statement.of("for_each", for_each.sql)
        try:
            ran = self.setwise.run_targets(str(for_each.variable), statement)
        except DeckgenError as error:
            self._found.extend(error.diagnostics)
            return
        self._targets = (str(for_each.variable), ran)
        if len(ran.rows) > 1 and not ran.ordered:
            self._found.error("DG411", "for_each: several rows need an ORDER BY", statement.at())
        if not ran.rows:
            self._found.error("DG419", "for_each gives no rows: there is no target", statement.at())
        check_order(ran, self.setwise.ties, self._found)

    def _run_queries(self) -> None:
        for name, sql in self._spec.queries.items():
            statement = Statement.of(f"query '{name}'", sql)
            with self._telling():
                ran = self.setwise.run_query(str(name), statement)
                check_order(ran, self.setwise.ties, self._found)
                self._queries[str(name)] = ran

    def _run_conditions(self) -> None:
        for source in self._spec.conditions():
            text = source.strip()
            if text not in self._conditions:
                with self._telling():
                    self._conditions[text] = run_condition(self.setwise, source)

    @contextmanager
    def _telling(self) -> Generator[None]:
        """Collect the errors of one statement, so that all are told together."""
        try:
            yield
        except Skipped:
            pass
        except DeckgenError as error:
            self._found.extend(error.diagnostics)

    def _check_rows(self) -> None:
        measures = {str(name): measure for name, measure in self._spec.measures.items()}
        breaks = Breaks(self._dataset, self._engine)
        wrong_units: set[tuple[str, str]] = set()
        crossed: set[tuple[str, ...]] = set()
        for name, ran in self._queries.items():
            check_units(name, ran, measures, self._witness, wrong_units, self._found)
            breaks.check(name, ran, self._witness, crossed, self._found)

    def _inputs(self) -> tuple[Inputs, ...]:
        results = Results(self._dataset, self._witness)
        known = self._sources()
        stem = PurePosixPath(self._spec.at.file).stem if self._spec.at else "deck"
        inputs: list[Inputs] = []
        for target in range(len(self._targets[1].rows) if self._targets else 1):
            try:
                inputs.append(self._target(target, stem, results, known))
            except DeckgenError as error:
                self._found.extend(d for d in error.diagnostics if d not in self._found.items)
        at = self._spec.name.at if self._spec.name else self._spec.at
        check_names([one.name for one in inputs], at, self._found)
        return tuple(inputs)

    def _target(self, target: int, stem: str, results: Results, known: Mapping[str, SourceRow]) -> Inputs:
        row: dict[str, QueryResult] = {}
        if self._targets:
            row[self._targets[0]] = results.result(self._targets[1], target)
        name = stem
        if self._spec.name is not None:
            name = target_name(self._spec.name, self._spec.languages[0], row)
        queries, claims = self._results(None, target, results)
        repeats = {variable: tuple(self._repeats(variable, target, results)) for variable in self._repeated}
        inputs = Inputs(f"{stem}/{name}", name, row, queries, claims, {}, repeats)
        sources = {source: known[source] for source in sorted(_named(inputs)) if source in known}
        return replace(inputs, sources=sources)

    def _results(
        self, slide: str | None, number: int, results: Results
    ) -> tuple[dict[str, QueryResult], dict[str, ClaimResult]]:
        """The queries and claims of a target, or of a row of a slide's `for_each`."""
        queries = {name: results.result(ran, number) for name, ran in self._queries.items() if ran.slide == slide}
        claims = {
            text: claim_result(one, results, number) for text, one in self._conditions.items() if one.ran.slide == slide
        }
        return queries, claims

    def _repeats(self, variable: str, target: int, results: Results) -> Iterator[Repeat]:
        rows = results.result(self._queries[self._repeated[variable]], target)
        for index, number in enumerate(self.setwise.frames.places(variable, target)):
            row = replace(rows, rows=rows.rows[index : index + 1], origins=rows.origins[index : index + 1])
            queries, claims = self._results(variable, number, results)
            key = row.origins[0].row_key
            yield Repeat(row, {name: within_row(result, key) for name, result in queries.items()}, claims)

    def _sources(self) -> Mapping[str, SourceRow]:
        if SOURCES_TABLE not in self._dataset.tables:
            return {}
        select = f"SELECT {SOURCE_COLUMN}, citation, short, quality FROM {SOURCES_TABLE}"
        return {
            source: SourceRow(source, _by_language(citation), _by_language(short), quality)
            for source, citation, short, quality in self._engine.execute(select)
        }


def _by_language(text: str | Mapping[str, str]) -> LocalizedText:
    return dict.fromkeys(LANGUAGES, text) if isinstance(text, str) else dict(text)


def _named(inputs: Inputs) -> set[str]:
    """Every source that a row names."""
    claims = [inputs.claims, *(repeat.claims for repeats in inputs.repeats.values() for repeat in repeats)]
    origins: list[RowOrigin] = [claim.origin for one in claims for claim in one.values()]
    for result in (*inputs.row.values(), *(result for _, result in inputs.results())):
        origins += result.origins
    return {source for origin in origins for source in origin.sources}


__all__ = ["Resolution", "SpecQueries", "resolve"]
