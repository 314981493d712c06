"""Runs SQL on the dataset's connection with a deadline, and turns DuckDB's errors into located ones."""

from __future__ import annotations

import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb

from deckgen.resolve.statement import Statement, explain

DEADLINE_SECONDS = 60.0
REWRITE_FAILURES = (
    duckdb.BinderException,
    duckdb.CatalogException,
    duckdb.ParserException,
    duckdb.NotImplementedException,
    duckdb.InternalException,
    duckdb.OutOfMemoryException,
)
"""Errors that a rewritten statement may have although the statement itself is good."""


class Engine:
    """`execute` is our own SQL, `attempt` SQL made from a statement of the spec."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._deadline = DEADLINE_SECONDS

    def execute(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a statement of our own."""
        return self._connection.execute(sql, list(values)).fetchall()

    def attempt(self, sql: str, statement: Statement) -> list[tuple[Any, ...]]:
        """The rows of SQL made from a statement. Raises its error (`DeckgenError` DG405, DG414) but for
        `REWRITE_FAILURES`, which the caller judges."""
        try:
            with self._alarm():
                return self._connection.execute(sql).fetchall()
        except REWRITE_FAILURES:
            raise
        except duckdb.InterruptException:
            message = f"it ran longer than {self._deadline:g} seconds and was stopped"
            raise statement.failure("DG414", message) from None
        except duckdb.Error as error:
            raise explain(statement, error) from None

    @contextmanager
    def _alarm(self) -> Generator[None]:
        timer = threading.Timer(self._deadline, self._connection.interrupt)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()  # a thread that is left to the interpreter's end can abort it
