"""The database of one workspace: its transactions, its name for messages, its end.

In: an engine. Out: transactions whose failures are told in plain words. Knows nothing of what is kept
there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from socialkit.outbox.db.connection import file_of, in_plain_words


class Database:
    """An open database. Safe to share between threads; close it, or use it in `with`."""

    def __init__(self, engine: Engine, *, workspace: str, place: str) -> None:
        self._engine = engine
        self.workspace = workspace
        self._place = place
        self._file = file_of(engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @property
    def place(self) -> str:
        """The name of the database for messages, without user and password."""
        return self._place

    def is_replaced(self) -> bool:
        """Whether the SQLite file was removed, or another lies in its place: open the outbox anew."""
        return self._file is not None and file_of(self._engine) != self._file

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with in_plain_words(self._place), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        writer = self._engine.execution_options(writes=True)
        with in_plain_words(self._place), writer.begin() as connection:
            yield connection
