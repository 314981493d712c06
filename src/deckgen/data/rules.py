"""What a resource's schema demands, as rules in SQL over its table of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from deckgen.data.package import FieldSpec, ForeignKey, Limit, Resource
from deckgen.data.sql import literal, quoted

_PATTERNS: Mapping[str, str] = {
    "integer": r"[+-]?[0-9]+",
    "number": r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?",
    "boolean": "true|True|TRUE|1|false|False|FALSE|0",
    "date": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "year": "[0-9]{4}",
}
SQL_TYPES: Mapping[str, str] = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "year": "BIGINT",
}


def text_table(resource: Resource) -> str:
    """The quoted name of the table that holds a resource as text; its column `_record` counts from 1."""
    return quoted(f"_text_{resource.name}")


def typed(field: FieldSpec, column: str | None = None) -> str:
    """SQL of a column of text as its type; NULL where it does not convert."""
    text = column or quoted(field.name)
    if field.type == "string":
        return text
    return f"CASE WHEN {_has_form(field, text)} THEN TRY_CAST({text} AS {SQL_TYPES[field.type]}) END"


def _has_form(field: FieldSpec, text: str) -> str:
    return f"regexp_full_match({text}, {literal(_PATTERNS[field.type])})"


def limits_of(field: FieldSpec) -> Iterator[tuple[tuple[str | int, ...], Limit, str]]:
    """(key, value, SQL that fails if it cannot be read) of each."""
    limits = field.constraints
    for position, limit in enumerate(limits.enum or ()):
        yield ("enum", position), limit, _limit(field, limit)
    if limits.minimum is not None:
        yield ("minimum",), limits.minimum, _limit(field, limits.minimum)
    if limits.maximum is not None:
        yield ("maximum",), limits.maximum, _limit(field, limits.maximum)
    if limits.pattern is not None:
        yield ("pattern",), limits.pattern, f"regexp_full_match('', {literal(limits.pattern)})"


@dataclass(frozen=True, slots=True)
class Rule:
    """`breach` is a SQL condition over the text table; `message` says what is wrong with `{value}`. `sign` is an
    aggregate that is not 0 if a record may breach it (empty: only the condition itself can tell)."""

    code: str
    field: str
    breach: str
    message: str
    sign: str


def field_rules(resource: Resource, field: FieldSpec) -> Iterator[Rule]:
    """What a field's type and constraints demand."""
    text, value, limits = quoted(field.name), typed(field), field.constraints
    name = f"{resource.name}.{field.name}"
    if limits.required and field.name not in resource.table.primary_key:
        yield _of_each("DG311", field.name, f"{text} IS NULL", f"'{name}' is required, but the cell is empty")
    if field.type != "string":
        kind = "a finite number" if field.type == "number" else f"of type {field.type}"
        breach = f"{text} IS NOT NULL AND ({value} IS NULL OR NOT isfinite({value}::DOUBLE))"
        if field.type in ("date", "boolean"):
            breach = f"{text} IS NOT NULL AND {value} IS NULL"
        yield _of_each("DG310", field.name, breach, f"'{name}' is {{value}}, which is not {kind}")
    if limits.unique:
        message = f"'{name}' must be unique, but {{value}} appeared before"
        yield Rule("DG312", field.name, _repeats([value]), message, _repetitions([value]))
    if limits.enum is not None:
        allowed = ", ".join(_limit(field, limit) for limit in limits.enum)
        listed = ", ".join(str(limit) for limit in limits.enum)
        breach = f"{value} NOT IN ({allowed})"
        yield _of_each("DG313", field.name, breach, f"'{name}' is {{value}}, which is not one of: {listed}")
    if limits.minimum is not None:
        breach = f"{value} < {_limit(field, limits.minimum)}"
        yield _of_each("DG314", field.name, breach, f"'{name}' is {{value}}, below the minimum {limits.minimum}")
    if limits.maximum is not None:
        breach = f"{value} > {_limit(field, limits.maximum)}"
        yield _of_each("DG314", field.name, breach, f"'{name}' is {{value}}, above the maximum {limits.maximum}")
    if limits.min_length is not None:
        breach = f"length({text}) < {limits.min_length}"
        yield _of_each(
            "DG314", field.name, breach, f"'{name}' is {{value}}, shorter than {limits.min_length} characters"
        )
    if limits.max_length is not None:
        breach = f"length({text}) > {limits.max_length}"
        yield _of_each(
            "DG314", field.name, breach, f"'{name}' is {{value}}, longer than {limits.max_length} characters"
        )
    if limits.pattern is not None:
        breach = f"NOT regexp_full_match({text}, {literal(limits.pattern)})"
        yield _of_each("DG315", field.name, breach, f"'{name}' is {{value}}, which has not the form {limits.pattern}")


def _limit(field: FieldSpec, limit: Limit) -> str:
    text = str(limit).lower() if isinstance(limit, bool) else str(limit)
    return f"CAST({literal(text)} AS {SQL_TYPES[field.type]})"


def _repeats(values: Sequence[str]) -> str:
    """Whether an earlier record has the same values, none of them NULL."""
    present = " AND ".join(f"({value}) IS NOT NULL" for value in values)
    return f"{present} QUALIFY row_number() OVER (PARTITION BY {', '.join(values)} ORDER BY _record) > 1"


def _repetitions(values: Sequence[str]) -> str:
    """How many more records than different values there are, NULLs left aside."""
    present = " AND ".join(f"({value}) IS NOT NULL" for value in values)
    row = values[0] if len(values) == 1 else f"({', '.join(values)})"
    return f"count(*) FILTER (WHERE {present}) - count(DISTINCT {row}) FILTER (WHERE {present})"


def _of_each(code: str, field: str, breach: str, message: str) -> Rule:
    """A rule that looks at each record alone."""
    return Rule(code, field, breach, message, f"count(*) FILTER (WHERE {breach})")


def primary_key_rules(resource: Resource) -> Iterator[Rule]:
    """Keys are complete and stand once."""
    names = resource.table.primary_key
    for name in names:
        message = f"'{resource.name}.{name}' is part of the primary key, but the cell is empty"
        yield _of_each("DG311", name, f"{quoted(name)} IS NULL", message)
    values = [typed(field) for name in names if (field := resource.field(name)) is not None]
    message = (
        f"the primary key ({', '.join(names)}) of '{resource.name}' must be unique; {{value}} repeats an earlier record"
    )
    yield Rule("DG312", names[0], _repeats(values), message, _repetitions(values))


def foreign_key_rule(resource: Resource, key: ForeignKey, target: Resource) -> Rule:
    """What a key names, the target has."""
    pairs = [
        (typed(ours, f"{text_table(resource)}.{quoted(ours.name)}"), typed(theirs, f"_target.{quoted(theirs.name)}"))
        for ours, theirs in zip(_fields(resource, key.fields), _fields(target, key.reference.fields), strict=True)
    ]
    present = " AND ".join(f"({ours}) IS NOT NULL" for ours, _ in pairs)
    equal = " AND ".join(f"({ours}) = ({theirs})" for ours, theirs in pairs)
    breach = f"{present} AND NOT EXISTS (SELECT 1 FROM {text_table(target)} AS _target WHERE {equal})"
    there = f"{target.name}.{', '.join(key.reference.fields)}"
    message = f"'{resource.name}.{', '.join(key.fields)}' names {{value}}, which '{there}' does not have"
    return Rule("DG316", key.fields[0], breach, message, "")


def _fields(resource: Resource, names: Iterable[str]) -> list[FieldSpec]:
    return [field for name in names if (field := resource.field(name)) is not None]
