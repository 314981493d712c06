"""What an expression reads: walks DuckDB's tree of one expression, follows its names, and rewrites it in place.

`$variable` becomes a column of the target's row; subqueries are rewritten too, and their rows are noted. Comparing or
ordering by localized text is refused here.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from deckgen.model.value import OriginKind
from deckgen.resolve.scope import Column, Output, Scope, Unsupported, weakest
from deckgen.resolve.statement import Tree, copied
from deckgen.resolve.target import as_column, is_target_column, target_column

_KEEP_LOCALIZED = frozenset({
    "any_value", "first", "last", "arbitrary", "max_by", "min_by", "arg_max", "arg_min", "argmax", "argmin",
    "lag", "lead", "first_value", "last_value", "nth_value",
})  # fmt: skip
_TAKE_LOCALIZED = frozenset({"struct_extract", "count"})
LOCALIZED_HINT = "use an id, or one language of it: name.en"
ORDERED_WINDOWS = frozenset({"row_number", "ntile", "lag", "lead", "first_value", "last_value", "nth_value"})


@dataclass(slots=True)
class Use:
    """What an expression uses. `whole`: it depends on every row of its SELECT (a window, a subquery, a bare count)."""

    terms: dict[str, None] = field(default_factory=dict)
    kind: OriginKind = "cell"
    localized: bool = False
    whole: bool = False
    aggregated: bool = False
    named: bool = False

    def add(self, other: Use) -> None:
        """Take in what a part uses."""
        self.terms.update(other.terms)
        self.kind = weakest([self.kind, other.kind])
        self.whole |= other.whole
        self.aggregated |= other.aggregated
        self.named |= other.named


@dataclass(slots=True)
class Reads:
    """Rows that a SELECT reads beside its FROM: subqueries that depend on its row, those that do not, and windows."""

    correlated: dict[str, None] = field(default_factory=dict)
    constant: dict[str, None] = field(default_factory=dict)
    windows: list[Tree] = field(default_factory=list)


class Selects(Protocol):
    """What expressions need from the rewriter."""

    variable: str | None
    target_alias: str
    aggregates: frozenset[str]
    uses_target: bool

    def rewrite(self, tree: Tree, ctes: Mapping[str, Output], outer: Scope, *, hidden: bool) -> tuple[Tree, Output]:
        """The rewritten SELECT, with hidden columns or without, and what it gives."""
        ...

    def row_ids(self, tree: Tree, output: Output) -> str:
        """SQL that gives the ids of all rows behind a rewritten SELECT."""
        ...

    def refuse(self, code: str, message: str, tree: Tree, hint: str | None = None) -> None:
        """Record an error at a part of the statement."""
        ...


class Expressions:
    """Walks the expressions of one SELECT."""

    def __init__(self, selects: Selects, scope: Scope, ctes: Mapping[str, Output]) -> None:
        self._selects = selects
        self._scope = scope
        self._ctes = ctes
        self.reads = Reads()
        self.aliases: dict[str, Use] = {}
        self._bound: list[str] = []
        self._localized_parts: set[int] = set()

    def use(self, tree: Any) -> Use:
        """What an expression (or a list of them) uses; the tree is changed in place."""
        use = self._use(tree)
        if use.localized:
            self._localized_parts.add(id(tree))
        return use

    def _use(self, tree: Any) -> Use:
        total = Use()
        if isinstance(tree, list):
            for item in tree:
                total.add(self.use(item))
            return total
        if not isinstance(tree, dict):
            return total
        kind = tree.get("class")
        if kind == "COLUMN_REF" or is_target_column(tree, self._selects.variable):
            return self._name(tree)
        if kind == "STAR":
            raise Unsupported("COLUMNS in an expression")
        if kind == "SUBQUERY":
            return self._subquery(tree)
        if kind == "LAMBDA":
            return self._lambda(tree)
        parts = {key: self.use(value) for key, value in tree.items() if isinstance(value, dict | list)}
        for part in parts.values():
            total.add(part)
        if kind is not None:
            total.kind = weakest([total.kind], "computed")
        self._localized(tree, total)
        if kind == "WINDOW":
            self.reads.windows.append(tree)
            total.kind, total.whole, total.named = "partial", True, True
        elif kind == "FUNCTION" and tree["function_name"].lower() in self._selects.aggregates:
            total.aggregated = True
            total.whole |= not total.named
        return total

    def refuse_localized(self, tree: Any, what: str) -> None:
        """Refuse an expression, already walked, that is localized text where it would be compared."""
        if id(tree) in self._localized_parts:
            self._selects.refuse("DG409", f"a localized column cannot be {what}", tree, LOCALIZED_HINT)

    def _name(self, tree: Tree) -> Use:
        if tree["class"] != "COLUMN_REF":
            names = [str(self._selects.variable), tree["children"][1]["literal"]["text"]]
            as_column(tree, names)
            return self._outside(tree, names, only_target=True)
        names = tree["column_names"]
        if len(names) == 1 and names[0].lower() in self._bound:
            return Use(named=True)
        column = self._scope.find(names)
        if column is not None:
            return _use_of(column)
        alias = self.aliases.get(names[0].lower()) if len(names) == 1 else None
        if alias is not None:
            return copy.copy(alias)
        return self._outside(tree, names)

    def _outside(self, tree: Tree, names: Sequence[str], *, only_target: bool = False) -> Use:
        """A name of an outer SELECT or of the target's row."""
        crossed: list[Scope] = []
        scope: Scope | None = self._scope
        while scope is not None:
            if scope.is_target:
                if len(names) > 1 and names[0] == scope.relations[0].alias:
                    return self._target(tree, names, scope)
            elif not only_target and (column := scope.find(names)) is not None:
                _mark(crossed)
                return _use_of(column)
            crossed.append(scope)
            scope = scope.outer
        _mark(crossed)
        return Use(whole=True, named=True, kind="computed")

    def _target(self, tree: Tree, names: Sequence[str], scope: Scope) -> Use:
        relation = scope.relations[0]
        column = relation.columns.get(names[1].lower())
        if column is None:
            hint = f"it has: {', '.join(relation.columns)}"
            self._selects.refuse("DG408", f"'{relation.alias}' has no column '{names[1]}'", tree, hint)
            return Use(named=True)
        self._selects.uses_target = True
        tree["column_names"] = [self._selects.target_alias, target_column(names[1]), *names[2:]]
        extracted = len(names) > 2
        use = _use_of(column)
        use.localized &= not extracted
        return use

    def _lambda(self, tree: Tree) -> Use:
        names = [ref["column_names"][0].lower() for ref in _references(tree["lhs"])]
        self._bound += names
        use = self.use(tree["expr"])
        del self._bound[len(self._bound) - len(names) :]
        return use

    def _subquery(self, tree: Tree) -> Use:
        operand = self.use(tree.get("child"))
        self.refuse_localized(tree.get("child"), "compared")
        barrier = Scope(outer=self._scope)
        traced, output = self._selects.rewrite(copied(tree["subquery"]["node"]), self._ctes, barrier, hidden=True)
        tree["subquery"]["node"], _ = self._selects.rewrite(tree["subquery"]["node"], self._ctes, barrier, hidden=False)
        ids = self._selects.row_ids(traced, output)
        (self.reads.correlated if barrier.free else self.reads.constant)[ids] = None
        localized = tree["subquery_type"] == "SCALAR" and any(column.localized for column in output.columns.values())
        use = Use(kind="partial", localized=localized, whole=True, named=True)
        use.add(operand)
        return use

    def _localized(self, tree: Tree, total: Use) -> None:
        """Decide whether the value is localized text and refuse what compares it."""
        kind, name = tree.get("class"), str(tree.get("function_name", "")).lower()
        if kind in ("FUNCTION", "WINDOW"):
            arguments = [argument["expression"] for argument in tree["arguments"]]
            total.localized = (
                name in _KEEP_LOCALIZED and id(arguments[0] if arguments else None) in self._localized_parts
            )
            allowed = 1 if name in _KEEP_LOCALIZED or name in _TAKE_LOCALIZED else 0
            for argument in arguments[allowed:]:
                self.refuse_localized(argument, f"given to {name}()")
            for order in tree["orders"] if kind == "WINDOW" else tree["order_bys"]["orders"]:
                self.refuse_localized(order["expression"], "ordered by")
        elif kind in ("COMPARISON", "BETWEEN") or tree.get("type") in ("COMPARE_IN", "COMPARE_NOT_IN"):
            for operand in tree.get("children") or [
                tree.get(key) for key in ("left", "right", "input", "lower", "upper")
            ]:
                self.refuse_localized(operand, "compared")
        elif tree.get("type") in ("OPERATOR_COALESCE", "CASE_EXPR"):
            total.localized = any(id(part) in self._localized_parts for part in _values(tree))


def _use_of(column: Column) -> Use:
    return Use(dict.fromkeys(column.terms), column.kind, column.localized, named=True)


def _mark(scopes: Sequence[Scope]) -> None:
    for scope in scopes:
        scope.free = True


def _references(tree: Any) -> list[Tree]:
    if isinstance(tree, list):
        return [ref for item in tree for ref in _references(item)]
    if not isinstance(tree, dict):
        return []
    if tree.get("class") == "COLUMN_REF":
        return [tree]
    return [ref for item in tree.values() for ref in _references(item)]


def _values(tree: Tree) -> list[Tree]:
    """The expressions that a CASE or COALESCE may give."""
    if tree.get("type") == "CASE_EXPR":
        return [*(check["then_expr"] for check in tree["case_checks"]), tree["else_expr"]]
    return tree.get("children") or []
