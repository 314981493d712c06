"""Queries run set-wise: each once over all targets, a query reading those above it.

The `for_each` query makes the targets, the query of a slide's `for_each` further rows (`frames`). A statement that reads such
a row, or a query that does, runs laterally for all of them at once and its rows carry their number; any other statement runs
once for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import duckdb

from deckgen.data.dataset import Dataset
from deckgen.data.sql import quoted
from deckgen.diagnostics import DeckgenError, Diagnostic, Diagnostics
from deckgen.resolve.allowed import Functions
from deckgen.resolve.binding import Binder, Prepared, Skipped
from deckgen.resolve.engine import REWRITE_FAILURES, Engine
from deckgen.resolve.frames import BASE, Frame, Frames, Offer, frame_sql
from deckgen.resolve.lineage import Rewriter, Tie
from deckgen.resolve.ran import Ran, RawRow
from deckgen.resolve.scope import Output, OutputColumn, Unsupported
from deckgen.resolve.statement import Parser, Statement, Tree, explain
from deckgen.resolve.target import TARGET, TARGET_ALIAS


class SetWise:
    """Runs the statements of one spec in order. `count` is how many ran; `warnings` are what their author should know."""

    def __init__(
        self, dataset: Dataset, queries: Iterable[str], engine: Engine, repeats: Mapping[str, str] | None = None
    ) -> None:
        self._engine = engine
        self.parser = Parser(dataset.connection)
        functions = Functions.read(dataset.connection)
        self._rewriter = Rewriter(self.parser, dataset.tables, functions.aggregates)
        self._binder = Binder(engine, functions, dataset.tables, tuple(queries))
        self.frames = Frames(repeats or {})
        self._frame = self.frames.targets
        self._made: list[str] = []
        self.count = 0
        self.warnings = Diagnostics()

    @property
    def ties(self) -> Sequence[Tie]:
        """What negative row ids stand for."""
        return self._rewriter.ties

    @property
    def readable(self) -> list[str]:
        """The queries that may be read now, those that failed included."""
        return [*self._binder.above, *self._binder.failed]

    @property
    def variable(self) -> str | None:
        """The `for_each` variable."""
        return self._rewriter.variable

    def run_targets(self, variable: str, statement: Statement) -> Ran:
        """Run the `for_each` query; its rows are the targets, numbered in their order."""
        prepared = self._binder.prepare(statement, self.parser.parse(statement))
        ran, output, table = self._run(prepared, (), as_targets=True)
        sql = frame_sql(table, ran.columns, _unordered(output), is_slide=False)
        self._frame = self.frames.targets = Frame(variable, ran.columns, output, sql)
        self._offer(variable, table, ran, output, dependent=True)
        self._enter(self._frame)
        return ran

    def run_query(self, name: str, statement: Statement) -> Ran:
        """Run a query and let those below read it. Raises its errors, or `Skipped` if it reads a query that failed."""
        try:
            tree = self.parser.parse(statement)
            self.enter(statement, tree)
            ran, output, table = self._run(self._binder.prepare(statement, tree), ())
            self._offer(name, table, ran, output, dependent=None not in ran.rows)
            for variable in self.frames.variables_of(name):
                self._add_slide_frame(variable, table, ran, output)
        except (DeckgenError, Skipped):
            self._binder.failed[name] = None
            raise
        self._binder.above[name] = None
        return ran

    def enter(self, statement: Statement, tree: Tree) -> None:
        """Run what follows over the rows that the statement reads. Raises DG408, or `Skipped`."""
        self._enter(self.frames.frame_of(statement, tree, self._binder.failed))

    def _enter(self, frame: Frame) -> None:
        self._frame = frame
        self._rewriter.aim(frame.variable, frame.output, self.frames.sources(frame))
        self._binder.aim(frame.variable, frame.columns)

    def _add_slide_frame(self, variable: str, query_table: str, ran: Ran, output: Output) -> None:
        """Number the rows of a query over all targets, for the slides that are repeated for them."""
        targets = self.frames.targets
        if self._frame.is_slide and None not in ran.rows:
            message = f"the rows of '{variable}' depend on those of another slide's `for_each`"
            raise ran.statement.failure("DG408", message)
        table = f"__f_{self.count}_{variable}"
        if None not in ran.rows:
            rows = f"SELECT {TARGET} AS {BASE}, * EXCLUDE ({TARGET}) FROM {query_table}"
        elif targets.variable is not None:
            rows = f"SELECT {TARGET} AS {BASE}, __q.* FROM ({targets.sql}), {query_table} AS __q"
        else:
            rows = f"SELECT 0 AS {BASE}, * FROM {query_table}"
        order = ", ".join([BASE, *output.order])
        numbered = f"SELECT row_number() OVER (ORDER BY {order}) - 1 AS {TARGET}, * FROM ({rows})"
        self._engine.execute(f"CREATE TEMP TABLE {table} AS {numbered}")
        listed = ", ".join(quoted(column) for column in ran.columns)
        self._engine.execute(f"CREATE TEMP VIEW {quoted(variable)} AS SELECT {listed} FROM {table}")
        self._made += [f"TABLE {table}", f"VIEW {quoted(variable)}"]
        places: dict[int, list[int]] = {}
        for number, base in self._engine.execute(f"SELECT {TARGET}, {BASE} FROM {table} ORDER BY {TARGET}"):
            places.setdefault(int(base), []).append(int(number))
        sql = frame_sql(table, ran.columns, _unordered(output), is_slide=True)
        self.frames.add(Frame(variable, ran.columns, output, sql, places))

    def run_condition(self, statement: Statement, tree: Tree, compared: Sequence[Tree]) -> Ran:
        """Run a claim or condition; the expressions `compared` follow as further columns. Raises like `run_query`."""
        ran, _, _ = self._run(self._binder.prepare(statement, tree), compared)
        return ran

    def close(self) -> None:
        """Drop everything that was made."""
        for made in reversed(self._made):
            self._engine.execute(f"DROP {made}")
        self._made.clear()

    def _run(
        self, prepared: Prepared, compared: Sequence[Tree], *, as_targets: bool = False
    ) -> tuple[Ran, Output, str]:
        self.count += 1
        try:
            return self._run_traced(prepared, compared, as_targets=as_targets)
        except (Unsupported, *REWRITE_FAILURES) as reason:
            memory = isinstance(reason, duckdb.OutOfMemoryException)
        why = "too many rows" if memory else "a form that cannot be followed"
        hint = "numbers of it are shown only with a column source_id"
        message = f"{prepared.statement.title}: {why}: where its values come from is not known"
        self.warnings.warning("DG415", message, prepared.statement.at(), hint)
        names = [*prepared.columns, *(f"__v{index}" for index in range(len(compared)))]
        tree, output = self._rewriter.run_declared(prepared.statement, prepared.copy(compared), names)
        self._rewriter.found.raise_errors()
        try:
            return self._create(prepared, tree, output, len(compared), as_targets=as_targets, declared=True)
        except REWRITE_FAILURES as error:
            details = explain(prepared.statement, error, len(prepared.statement.text.encode()) + 1)
            raise DeckgenError(
                [Diagnostic(d.code, d.message, d.position, d.hint) for d in details.diagnostics]
            ) from None

    def _run_traced(self, prepared: Prepared, compared: Sequence[Tree], *, as_targets: bool) -> tuple[Ran, Output, str]:
        tree, output = self._rewriter.run(prepared.statement, prepared.copy(compared))
        self._rewriter.found.raise_errors()
        return self._create(prepared, tree, output, len(compared), as_targets=as_targets, declared=False)

    def _create(
        self, prepared: Prepared, tree: Tree, output: Output, compared: int, *, as_targets: bool, declared: bool
    ) -> tuple[Ran, Output, str]:
        """Make the table of the statement's rows and read it."""
        table = f"__q{self.count}"
        names = [*prepared.columns, *(f"__v{index}" for index in range(compared))]
        body = f"({self.parser.text(tree)}) AS {_aliased('__q', names)}"
        dependent = self._rewriter.uses_target
        if as_targets:
            order = f"ORDER BY {', '.join(output.order)}" if output.order else ""
            select = f'SELECT row_number() OVER ({order}) - 1 AS {TARGET}, "__q".* FROM {body}'
        elif dependent:
            rows = self._frame.sql
            select = f'SELECT {TARGET_ALIAS}.{TARGET}, "__q".* FROM ({rows}) AS {TARGET_ALIAS}, LATERAL {body}'
        else:
            select = f'SELECT "__q".* FROM {body}'
        self._engine.attempt(f"CREATE TEMP TABLE {table} AS {select}", prepared.statement)
        self._made.append(f"TABLE {table}")
        ran = self._read(prepared, table, output, names, with_target=dependent or as_targets, declared=declared)
        return ran, output, table

    def _read(
        self, prepared: Prepared, table: str, output: Output, names: Sequence[str], *, with_target: bool, declared: bool
    ) -> Ran:
        columns = _columns_of(output, names)
        groups = [output.row, *dict.fromkeys(c.ids for c in columns if c.ids not in (None, output.row))]
        hidden = [*(str(group) for group in groups), output.direct]
        target = [TARGET] if with_target else []
        wanted = ", ".join([*target, *(quoted(name) for name in (*names, *hidden))])
        order = ", ".join([*target, *output.order])
        sql = f"SELECT {wanted} FROM {table}" + (f" ORDER BY {order}" if order else "")
        rows: dict[int | None, list[RawRow]] = {} if with_target else {None: []}
        first, last = len(target), len(target) + len(names)
        for record in self._engine.execute(sql):
            *ids, direct = (frozenset(ids or ()) for ids in record[last:])
            key = int(record[0]) if with_target else None
            rows.setdefault(key, []).append(RawRow(tuple(record[first:last]), tuple(ids), direct))
        return Ran(
            statement=prepared.statement,
            columns=tuple(names),
            types=prepared.types,
            kinds=tuple("declared" if declared else column.kind for column in columns),
            groups=tuple(groups.index(column.ids) if column.ids is not None else None for column in columns),
            rows=rows,
            ordered=bool(output.order),
            reads=frozenset(self._rewriter.reads),
            tables=tuple(sorted(self._rewriter.tables_read)),
            slide=self._frame.variable if self._frame.is_slide and with_target else None,
        )

    def _offer(self, name: str, table: str, ran: Ran, output: Output, *, dependent: bool) -> None:
        """Let statements below read the rows of `table` under `name`."""
        columns = dict(zip((c.lower() for c in ran.columns), _columns_of(output, ran.columns), strict=True))
        hidden = _unordered(output)
        listed = ", ".join(quoted(column) for column in ran.columns)
        kinds = {
            column: OutputColumn(made.ids, "declared" if ran.declared else made.kind, made.localized)
            for column, made in columns.items()
        }
        self.frames.offer(
            name,
            Offer(
                table=table,
                listed=listed,
                traced=", ".join([listed, *(quoted(column) for column in hidden)]),
                output=Output(kinds, output.row, output.direct, hidden),
                variable=self._frame.variable if dependent else None,
            ),
        )
        self._engine.execute(f"CREATE TEMP VIEW {quoted(name)} AS SELECT {listed} FROM {table}")
        self._made.append(f"VIEW {quoted(name)}")


def _aliased(alias: str, names: Sequence[str]) -> str:
    return f"{quoted(alias)}({', '.join(quoted(name) for name in names)})"


def _unordered(output: Output) -> tuple[str, ...]:
    """The hidden columns without the order keys."""
    keys = {key.split('"')[1] for key in output.order}
    return tuple(name for name in output.hidden if name not in keys)


def _columns_of(output: Output, names: Sequence[str]) -> list[OutputColumn]:
    """What is known of each visible column: by place where all are known, else by name."""
    known = list(output.columns.values())
    if output.complete and len(known) == len(names):
        return known
    ids = output.row or None
    return [output.columns.get(name.lower(), OutputColumn(ids, "computed")) for name in names]
