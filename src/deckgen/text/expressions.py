"""What stands between `{{` and `}}`: a selector `name.column`, and after `|` a format with constants. Nothing else."""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass

from deckgen.diagnostics import did_you_mean
from deckgen.model.value import Measure
from deckgen.text.formats import FORMATS

MAXIMUM_LENGTH = 400

_PATH = re.compile(r"\s*((?:[^\W\d]\w*))\.(\w+)\s*")
_COMPUTE = "compute it in a query"


@dataclass(frozen=True, slots=True)
class Selector:
    """`index` and `column_index` are where the path and its column stand in the expression."""

    name: str
    column: str
    format: Measure | None
    index: int
    column_index: int


class ExpressionError(Exception):
    """A mistake at character `index` of the expression. Code DG542 (not a selector) or DG543 (format)."""

    def __init__(self, code: str, index: int, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.index = index
        self.message = message
        self.hint = hint


def parse_expression(source: str) -> Selector:
    """The selector of an expression; `ExpressionError` if it is none."""
    if len(source) > MAXIMUM_LENGTH:
        raise ExpressionError("DG542", 0, f"the expression is longer than {MAXIMUM_LENGTH} characters", _COMPUTE)
    path, bar, call = source.partition("|")
    match = _PATH.fullmatch(path)
    if match is None:
        raise _no_selector(source)
    measure = _parse_format(call, len(path) + 1) if bar else None
    return Selector(match[1], match[2], measure, match.start(1), match.start(2))


def _no_selector(source: str) -> ExpressionError:
    """Why an expression is no selector."""
    path = source.partition("|")[0]
    if not path.strip():
        return ExpressionError("DG542", 0, "the expression is empty", "write {{ query.column }}")
    if "｜" in path:
        return ExpressionError("DG542", path.index("｜"), "'｜' is a full-width bar", "write '|'")
    node, index = _parse(path)
    index += len(path) - len(path.lstrip())
    if isinstance(node, ast.Name):
        return ExpressionError(
            "DG542", index, f"'{_short(path)}' has many columns", f"choose one: {_short(path)}.column"
        )
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
        return ExpressionError("DG542", index, f"'{_short(path)}' has more than one dot", "write {{ query.column }}")
    message = (
        f"'{_short(path)}' does not select one column" if node is None else f"'{_short(path)}' is not allowed in a text"
    )
    return ExpressionError("DG542", index, message, _COMPUTE)


def _parse_format(source: str, offset: int) -> Measure:
    """The measure that a format stands for. `offset` is where `source` begins in the expression."""
    lead = len(source) - len(source.lstrip())
    node, index = _parse(source)
    name: ast.expr | None = node.func if isinstance(node, ast.Call) else node
    if not isinstance(name, ast.Name):
        message = "after '|' comes the name of a format"
        raise ExpressionError("DG543", offset + lead + index, message, f"formats: {', '.join(FORMATS)}")
    known = FORMATS.get(name.id)
    if known is None:
        hint = did_you_mean(name.id, FORMATS) or f"formats: {', '.join(FORMATS)}"
        raise ExpressionError("DG543", offset + lead, f"unknown format '{_short(name.id)}'", hint)
    constants: dict[str, int] = {}
    if isinstance(node, ast.Call):
        arguments = [
            *zip(known.arguments, node.args, strict=False),
            *((word.arg, word.value) for word in node.keywords),
        ]
        if len(node.args) > len(known.arguments):
            raise ExpressionError("DG543", offset + lead, f"'{name.id}' takes {_arguments(known.arguments)}")
        for argument, value in arguments:
            at = offset + lead + _characters(source.strip(), value.col_offset)
            if argument not in known.arguments or argument in constants:
                raise ExpressionError("DG543", at, f"'{name.id}' takes {_arguments(known.arguments)}")
            if not isinstance(value, ast.Constant) or type(value.value) is not int or not 0 <= value.value <= 100:
                raise ExpressionError("DG543", at, f"'{argument}' is a whole number from 0 to 100")
            constants[argument] = value.value
    return Measure(format=name.id, digits=constants.get("digits"), of=constants.get("of"))


def _parse(source: str) -> tuple[ast.expr | None, int]:
    """The syntax tree of a source without its outer blanks and 0, or None and where the syntax breaks."""
    line = re.sub(r"\s", " ", source.strip())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(line, mode="eval").body, 0
    except SyntaxError as error:
        return None, min(max((error.offset or 1) - 1, 0), max(len(line) - 1, 0))
    except (RecursionError, MemoryError, ValueError):
        return None, 0


def _characters(text: str, length_in_bytes: int) -> int:
    return len(text.encode()[:length_in_bytes].decode(errors="ignore"))


def _arguments(names: tuple[str, ...]) -> str:
    return " and ".join(f"'{name}'" for name in names) if names else "no constants"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
