"""Why-provenance by rewriting: every SELECT gets hidden columns that list the dataset rows behind each result row.

In: the syntax tree of a statement. Out: a tree with the same visible result, and an `Output` that says which hidden column
belongs to which visible one. Row ids are integers: the table's number times `TABLE_STRIDE` plus the row's number; a
negative id marks an order that was left open (`Rewriter.ties`). A form that cannot be followed raises `Unsupported`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deckgen.data import Table
from deckgen.data.sql import quoted
from deckgen.diagnostics import Diagnostics, Position
from deckgen.model.value import OriginKind
from deckgen.resolve.allowed import common_tables
from deckgen.resolve.ordering import item_name, order_keys, ordered
from deckgen.resolve.scope import NO_ROWS, Column, Output, OutputColumn, Relation, Scope, Unsupported
from deckgen.resolve.select import Select
from deckgen.resolve.statement import Parser, Statement, Tree, location
from deckgen.resolve.target import TARGET_ALIAS, as_column, is_target_column, target_column
from deckgen.resolve.terms import distinct
from deckgen.resolve.unions import gathered, united

TABLE_STRIDE = 2**40


@dataclass(frozen=True, slots=True)
class Source:
    """A query above, as a relation. `sql` reads its rows for the current target with their hidden ids, `visible_sql`
    without; `depends_on_target`: its rows differ from target to target."""

    sql: str
    visible_sql: str
    output: Output
    depends_on_target: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """An ORDER BY of a statement, by its place."""

    statement: Statement
    at: Position | None


class Rewriter:
    """Rewrites the statements of one spec. Hidden columns have names that are unique over all of them.

    After `run`, `found` has the statement's errors,
    `uses_target` says whether it reads the target's row, `reads` and `tables_read` name the queries and tables that it reads."""

    def __init__(self, parser: Parser, tables: Mapping[str, Table], aggregates: frozenset[str]) -> None:
        self.parser = parser
        self.aggregates = aggregates
        self.variable: str | None = None
        self.target_alias = TARGET_ALIAS
        self.sources: Mapping[str, Source] = {}
        self.ties: list[Tie] = []
        self.uses_target = False
        self.reads: set[str] = set()
        self.tables_read: set[str] = set()
        self.found = Diagnostics()
        self._target: Relation | None = None
        self._tables = tables
        self._first_ids = {name: number * TABLE_STRIDE for number, name in enumerate(tables)}
        self._count = 0
        self._statement: Statement | None = None

    def aim(self, variable: str | None, output: Output | None, sources: Mapping[str, Source]) -> None:
        """From now on statements may read the row of this variable, of which `output` says what it holds, and `sources`."""
        self.variable = variable
        self._target = output.relation(variable, TARGET_ALIAS) if variable is not None and output is not None else None
        self.sources = sources

    def run(self, statement: Statement, tree: Tree) -> tuple[Tree, Output]:
        """The statement rewritten, its tree changed in place; its order keys stay as hidden columns (`Output.order`)."""
        self._begin(statement)
        return self.rewrite(tree, {}, self._outermost(), hidden=True, top=True)

    def run_declared(self, statement: Statement, tree: Tree, names: Sequence[str]) -> tuple[Tree, Output]:
        """The statement without row ids: only queries above and the target's row are put in, and its order is kept.
        `names` are its visible columns."""
        self._begin(statement)
        self._put_in(tree, frozenset())
        if tree["type"] != "SELECT_NODE":
            around = self._around(tree, "SELECT * FROM (SELECT 1) AS __u")
            around["modifiers"], tree["modifiers"] = tree["modifiers"], []
            tree = around
        items = [(item_name(self.parser, item), item) for item in tree["select_list"]]
        keys = order_keys(self.parser, tree, [name.lower() for name in names], items)
        row = self.name("r")
        tree["select_list"].append(self.parser.item(NO_ROWS, row))
        output = Output({name.lower(): OutputColumn(None, "declared") for name in names}, row, row, (row,))
        return ordered(self, tree, output, keys, top=True)

    def rewrite(
        self, tree: Tree, ctes: Mapping[str, Output], outer: Scope | None, *, hidden: bool, top: bool = False
    ) -> tuple[Tree, Output]:
        """The rewritten SELECT and what it gives; without `hidden`, visible columns alone."""
        if tree["type"] == "SET_OPERATION_NODE":
            return self._union(tree, ctes, outer, hidden=hidden, top=top)
        if tree["type"] != "SELECT_NODE":
            raise Unsupported(tree["type"])
        select = Select(self, tree, self._common(tree, ctes, outer), outer)
        return select.traced(top=top) if hidden else (tree, select.plain())

    def row_ids(self, tree: Tree, output: Output) -> str:
        """SQL that gives the ids of all rows behind a rewritten SELECT."""
        return f"coalesce((SELECT {distinct(quoted(output.row))} FROM ({self.parser.text(tree)}) AS __s), {NO_ROWS})"

    def name(self, letter: str) -> str:
        """A new hidden name."""
        self._count += 1
        return f"__{letter}{self._count}"

    def tie(self, tree: object) -> int:
        """A new negative id that stands for an undecided order at this place."""
        assert self._statement is not None
        self.ties.append(Tie(self._statement, self._statement.at(location(tree))))
        return -len(self.ties)

    def refuse(self, code: str, message: str, tree: Tree, hint: str | None = None) -> None:
        """Record an error at a part of the current statement."""
        assert self._statement is not None
        for diagnostic in self._statement.failure(code, message, location(tree), hint).diagnostics:
            if diagnostic not in self.found.items:
                self.found.extend([diagnostic])

    def table(self, tree: Tree, ctes: Mapping[str, Output]) -> Relation:
        """The relation that a table's name in FROM means; a query above is put in its place."""
        name = tree["table_name"]
        alias = tree["alias"] or name
        if name.lower() in ctes:
            return ctes[name.lower()].relation(alias).renamed(tree["column_name_alias"])
        if name in self.sources:
            source = self.sources[name]
            self.reads.add(name)
            self._replace(tree, source.sql, alias)
            self.uses_target |= source.depends_on_target
            return source.output.relation(alias).renamed(tree["column_name_alias"])
        self.tables_read.add(name)
        row = f"{quoted(alias)}.rowid"
        terms = (f"CASE WHEN {row} IS NULL THEN {NO_ROWS} ELSE [{row} + {self._first_ids[name]}] END",)
        table = self._tables[name]
        kind: OriginKind = "cell" if table.made_from is None else "computed"
        columns = {column.name.lower(): Column(terms, kind, column.localized) for column in table.columns}
        return Relation(alias, columns, terms, terms).renamed(tree["column_name_alias"])

    def _begin(self, statement: Statement) -> None:
        self._statement, self.uses_target, self.found = statement, False, Diagnostics()
        self.reads, self.tables_read = set(), set()

    def _outermost(self) -> Scope | None:
        return Scope(relations=[self._target], is_target=True) if self._target else None

    def _replace(self, tree: Tree, sql: str, alias: str) -> None:
        """Turn a table's name in FROM into a subquery."""
        below = self.parser.tree(f"SELECT * FROM ({sql}) AS {quoted(alias)}")["from_table"]
        below["column_name_alias"] = tree["column_name_alias"]
        tree.clear()
        tree.update(below)

    def _common(self, tree: Tree, ctes: Mapping[str, Output], outer: Scope | None) -> Mapping[str, Output]:
        known = dict(ctes)
        for entry in common_tables(tree):
            value = entry["value"]
            value["query_node"], output = self.rewrite(value["query_node"], known, outer, hidden=True)
            known[entry["key"].lower()] = output.renamed(value["aliases"])
        return known

    def _union(
        self, tree: Tree, ctes: Mapping[str, Output], outer: Scope | None, *, hidden: bool, top: bool
    ) -> tuple[Tree, Output]:
        """UNION: each part gives the ids of its rows; without ALL, a row lists those of all its duplicates."""
        if tree["modifiers"]:
            around = self._around(tree, "SELECT * FROM (SELECT 1) AS __u")
            around["modifiers"], tree["modifiers"] = tree["modifiers"], []
            return self.rewrite(around, ctes, outer, hidden=hidden, top=top)
        if tree["setop_type"] not in ("UNION", "UNION_BY_NAME"):
            raise Unsupported(tree["setop_type"])
        ctes = self._common(tree, ctes, outer)
        row, direct = self.name("r"), self.name("d")
        outputs: list[Output] = []
        parts = [part for part in (tree.get("left"), tree.get("right"), *(tree.get("children") or ())) if part]
        tree["left"] = tree["right"] = None
        tree["children"] = []
        for part in parts:
            node, output = self.rewrite(part, ctes, outer, hidden=hidden)
            outputs.append(output)
            if hidden:
                ids = f"{quoted(output.row)} AS {quoted(row)}, {quoted(output.direct)} AS {quoted(direct)}"
                own = f"SELECT * EXCLUDE (__x), {ids} FROM (SELECT 1) AS __p"
                node = self._around(node, own)
                node["select_list"][0]["exclude_list"] = list(output.hidden)
            tree["children"].append(node)
        by_name = tree["setop_type"] == "UNION_BY_NAME"
        output = united(outputs, row, direct, by_name=by_name)
        if not hidden or (tree["setop_all"] and not by_name):
            return tree, output
        whole, part = self.name("r"), self.name("d")
        gather, group = (quoted, "") if tree["setop_all"] else (gathered, " GROUP BY ALL")
        ids = f"{gather(row)} AS {quoted(whole)}, {gather(direct)} AS {quoted(part)}"
        own = f"SELECT * EXCLUDE ({quoted(row)}, {quoted(direct)}), {ids} FROM (SELECT 1) AS __u{group}"
        result = united([output], whole, part, least="cell" if tree["setop_all"] else "computed")
        tree["setop_all"] = True
        return self._around(tree, own), result

    def _around(self, tree: Tree, sql: str) -> Tree:
        """The SELECT of our own with `tree` as its FROM; common tables move out to it."""
        around = self.parser.tree(sql)
        around["from_table"]["subquery"]["node"] = tree
        around["cte_map"], tree["cte_map"] = tree["cte_map"], {"map": []}
        return around

    def _put_in(self, value: object, ctes: frozenset[str]) -> None:
        """Put queries above and the target's columns into a tree that is not rewritten."""
        if isinstance(value, list):
            for item in value:
                self._put_in(item, ctes)
        if not isinstance(value, dict):
            return
        tree: Tree = value
        ctes |= {entry["key"].lower() for entry in common_tables(tree)}
        if tree.get("type") == "BASE_TABLE" and tree["table_name"].lower() not in ctes:
            source = self.sources.get(tree["table_name"])
            if source is None:
                self.tables_read.add(tree["table_name"])
            else:
                self.reads.add(tree["table_name"])
                self.uses_target |= source.depends_on_target
                self._replace(tree, source.visible_sql, tree["alias"] or tree["table_name"])
                return
        if is_target_column(tree, self.variable):
            self.uses_target = True
            as_column(tree, [TARGET_ALIAS, target_column(tree["children"][1]["literal"]["text"])])
        for item in list(tree.values()):
            self._put_in(item, ctes)
