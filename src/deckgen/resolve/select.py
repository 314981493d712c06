"""One SELECT rewritten: its FROM and expressions are read, then hidden columns list the rows behind each result row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from deckgen.resolve.expressions import LOCALIZED_HINT, Expressions, Selects, Use
from deckgen.resolve.ordering import Key, Marks, item_name, order_keys, ordered
from deckgen.resolve.scope import Column, Output, OutputColumn, Relation, Scope, Unsupported, weakest
from deckgen.resolve.statement import Tree
from deckgen.resolve.terms import Composer, marker, open_windows


class Rewriting(Selects, Marks, Protocol):
    """What a SELECT needs from the rewriter."""

    def table(self, tree: Tree, ctes: Mapping[str, Output]) -> Relation:
        """The relation that a table's name in FROM means."""
        ...


class Select:
    """Reads one SELECT and rewrites its tree in place."""

    def __init__(self, rewriting: Rewriting, tree: Tree, ctes: Mapping[str, Output], outer: Scope | None) -> None:
        self._rewriting = rewriting
        self._tree = tree
        self._ctes = ctes
        self._scope = Scope(outer)
        self._walk = Expressions(rewriting, self._scope, ctes)
        self._from(tree["from_table"])
        self._items = [(item_name(rewriting.parser, item), item) for item in tree["select_list"]]
        self._uses = [self._item(name, item) for name, item in self._items]
        others = self._walk.use([tree[key] for key in ("where_clause", "group_expressions", "having", "qualify")])
        modifiers = self._walk.use(tree["modifiers"])
        self._grouped = (
            bool(tree["group_expressions"])
            or tree["aggregate_handling"] == "FORCE_AGGREGATES"
            or any(use.aggregated for use in (*self._uses, others, modifiers))
        )
        self._keys = self._order_keys()
        self._hide()

    def plain(self) -> Output:
        """What it gives without hidden columns."""
        return Output(self._columns({}, ""), "", "", (), self._complete)

    def traced(self, *, top: bool) -> tuple[Tree, Output]:
        """The tree with hidden columns, and what it gives."""
        if self._tree["aggregate_handling"] == "FORCE_AGGREGATES" and not self._groups_anything:
            raise Unsupported("GROUP BY ALL of constants")
        self._group_distinct()
        composer = Composer(self._rewriting.parser, self._scope, self._walk, grouped=self._grouped)
        row = self._rewriting.name("r")
        self._append(composer.row(self._ties()), row)
        groups = self._groups(composer, row)
        direct = row
        if (own := composer.direct()) is not None:
            direct = self._rewriting.name("d")
            self._append(own, direct)
        hidden = tuple(dict.fromkeys((row, direct, *groups.values())))
        output = Output(self._columns(groups, row), row, direct, hidden, self._complete)
        return ordered(self._rewriting, self._tree, output, self._keys, top=top)

    def _append(self, expression: str, alias: str) -> None:
        self._tree["select_list"].append(self._rewriting.parser.item(expression, alias))

    def _from(self, tree: Tree) -> None:
        kind = tree["type"]
        relations = self._scope.relations
        if kind == "JOIN":
            self._join(tree)
        elif kind == "BASE_TABLE":
            relations.append(self._rewriting.table(tree, self._ctes))
        elif kind == "SUBQUERY":
            below = tree["subquery"]
            below["node"], output = self._rewriting.rewrite(below["node"], self._ctes, self._scope, hidden=True)
            tree["alias"] = tree["alias"] or self._rewriting.name("s")
            relations.append(output.relation(tree["alias"]).renamed(tree["column_name_alias"]))
        elif kind == "EXPRESSION_LIST":
            self._walk.use(tree["values"])
            relations.append(Relation(tree["alias"], {}, (), (), complete=False))
        elif kind == "TABLE_FUNCTION":
            use = self._walk.use(tree["function"]["arguments"])
            alias = tree["alias"] or tree["function"]["function_name"]
            terms = tuple(use.terms)
            relations.append(Relation(alias, {}, terms, terms, complete=False))
        elif kind != "EMPTY":
            raise Unsupported(kind)

    def _join(self, tree: Tree) -> None:
        if tree["join_type"] in ("SEMI", "ANTI"):
            raise Unsupported(f"{tree['join_type']} JOIN")
        self._from(tree["left"])
        self._from(tree["right"])
        for name in tree["using_columns"]:
            column = self._scope.find([name])
            if column is not None and column.localized:
                message = f"a localized column cannot be compared: '{name}'"
                self._rewriting.refuse("DG409", message, tree, "join on an id")
        self._walk.use(tree["condition"])

    def _item(self, name: str, item: Tree) -> Use:
        if item["class"] == "STAR":
            if item["columns"] or item["rename_list"]:
                raise Unsupported("COLUMNS")
            return self._walk.use([entry["value"] for entry in item["replace_list"]])
        use = self._walk.use(item)
        if item["class"] == "COLUMN_REF" and item["column_names"][0] == self._rewriting.target_alias:
            item["alias"] = item["alias"] or name
        self._walk.aliases[name] = use
        return use

    def _hide(self) -> None:
        """Keep hidden columns of FROM out of every `*`."""
        for _, item in self._items:
            if item["class"] == "STAR":
                wanted = item["relation_name"].lower()
                for relation in self._scope.relations:
                    if not wanted or relation.alias.lower() == wanted:
                        item["exclude_list"] = [*item["exclude_list"], *relation.hidden]

    def _star(self, item: Tree) -> dict[str, Column]:
        """The columns that a `*` stands for, as far as they are known; of two with one name, both origins."""
        wanted = item["relation_name"].lower()
        without = {str(name).lower() for name in item["exclude_list"]}
        columns: dict[str, Column] = {}
        for relation in self._scope.relations:
            if wanted and relation.alias.lower() != wanted:
                continue
            for name, column in relation.columns.items():
                if name in columns:
                    first = columns[name]
                    terms = tuple(dict.fromkeys((*first.terms, *column.terms)))
                    column = Column(terms, weakest([first.kind, column.kind]), first.localized)
                if name not in without:
                    columns[name] = column
        return columns

    @property
    def _groups_anything(self) -> bool:
        """Whether a GROUP BY ALL has a column or an aggregate to go by."""
        items = zip(self._items, self._uses, strict=True)
        return any(item["class"] == "STAR" or use.named or use.aggregated for (_, item), use in items)

    @property
    def _complete(self) -> bool:
        stars = any(item["class"] == "STAR" for _, item in self._items)
        return not stars or all(relation.complete for relation in self._scope.relations)

    def _order_keys(self) -> list[Key]:
        names = [
            inner for name, item in self._items for inner in (self._star(item) if item["class"] == "STAR" else [name])
        ]
        known = names if self._complete else None
        keys = order_keys(self._rewriting.parser, self._tree, known, self._items)
        visible = self._columns({}, "")
        for key in keys:
            self._walk.refuse_localized(key.order["expression"], "ordered by")
            if key.name in visible and visible[key.name].localized:
                self._rewriting.refuse("DG409", "a localized column cannot be ordered by", key.order, LOCALIZED_HINT)
        return keys

    def _group_distinct(self) -> None:
        """SELECT DISTINCT becomes GROUP BY ALL, so that each row lists all its duplicates."""
        for modifier in self._tree["modifiers"]:
            if modifier["type"] == "DISTINCT_MODIFIER" and not modifier["distinct_on_targets"]:
                if self._grouped or self._walk.reads.windows:
                    raise Unsupported("DISTINCT over aggregates or windows")
                self._check_distinct_order()
                self._tree["modifiers"] = [other for other in self._tree["modifiers"] if other is not modifier]
                self._tree["aggregate_handling"] = "FORCE_AGGREGATES"
                self._grouped = True

    def _check_distinct_order(self) -> None:
        """Equal rows are one row, so that only what they show can order them."""
        text = self._rewriting.parser.expression
        shown = {text(item) for _, item in self._items if item["class"] != "STAR"}
        starred = {name for _, item in self._items if item["class"] == "STAR" for name in self._star(item)}
        for key in self._keys:
            if key.name not in starred and text(key.expression) not in shown:
                message = "a SELECT DISTINCT is ordered by what it does not show"
                self._rewriting.refuse("DG411", message, key.order, "order by its columns")

    def _ties(self) -> list[str]:
        """Marks of rows that a window, or DISTINCT ON, takes in an order that is left open."""
        open_orders = open_windows(self._walk)
        for part in self._tree["modifiers"]:
            if part["type"] == "DISTINCT_MODIFIER":
                open_orders.append((part, [*part["distinct_on_targets"], *(key.expression for key in self._keys)]))
        text = self._rewriting.parser.expression
        return [marker(map(text, by), self._rewriting.tie(tree)) for tree, by in open_orders]

    def _groups(self, composer: Composer, row: str) -> dict[frozenset[str], str]:
        """A hidden column for each set of terms that a visible column comes from; the row's own where that is all."""
        wanted: dict[frozenset[str], None] = {}
        for (_, item), use in zip(self._items, self._uses, strict=True):
            if item["class"] == "STAR":
                wanted.update(dict.fromkeys(frozenset(column.terms) for column in self._star(item).values()))
            elif not use.whole:
                wanted[frozenset(use.terms)] = None
        groups: dict[frozenset[str], str] = {}
        for terms in wanted:
            if not terms:
                continue
            groups[terms] = row if composer.is_row(terms) else self._rewriting.name("g")
            if groups[terms] != row:
                self._append(composer.column(terms), groups[terms])
        return groups

    def _columns(self, groups: Mapping[frozenset[str], str], row: str) -> dict[str, OutputColumn]:
        least = "computed" if self._grouped else "cell"
        columns: dict[str, OutputColumn] = {}
        for (name, item), use in zip(self._items, self._uses, strict=True):
            if item["class"] == "STAR":
                for inner, column in self._star(item).items():
                    ids = groups.get(frozenset(column.terms))
                    columns[inner] = OutputColumn(ids, weakest([column.kind], least), column.localized)
                for entry in item["replace_list"]:
                    columns[entry["key"].lower()] = OutputColumn(row, "computed")
                continue
            ids = row if use.whole else groups.get(frozenset(use.terms))
            columns[name] = OutputColumn(ids, weakest([use.kind], least), use.localized)
        return columns
