"""The one way to the database: an engine for SQLite or PostgreSQL, and its errors in plain words.

SQLite keeps a write-ahead log and waits for the disk at every commit (`synchronous=FULL`): a claim
that a power cut undoes would be a post sent twice. A password in the address never reaches a message.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from socialkit.errors import OutboxError
from socialkit.files import PRIVATE_FILE, make_private_folder

BUSY_SECONDS = 10
SQLITE_SETTINGS = (
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA fullfsync=ON",  # macOS: without it the disk may keep the commit in its own memory
    "PRAGMA foreign_keys=ON",
)
POSTGRESQL_SETTINGS = ("SET TIME ZONE 'UTC'", f"SET lock_timeout = '{BUSY_SECONDS}s'")
DATABASE_BUSY = (
    "is in use by another program. Close other copies of socialkit and try again in a minute."
)
DISK_FULL = "cannot grow: the disk is full. Free some space and try again; nothing was lost."
READ_ONLY = "cannot be written. Give your user the right to write to it and to its folder."
DAMAGED = "is not a socialkit database, or is damaged. Move it away, or restore a backup of it."
NOT_OPENED = "cannot be opened. Is its folder there, and may your user write in it?"
DISK_ERROR = "cannot be read or written: the disk is full or failing. Check it and try again."
NOT_REACHED = (
    "does not answer, or does not let socialkit in. Is it running, and are user, password, host "
    "and database in SOCIALKIT_DATABASE_URL right?"
)
NO_RIGHTS = "does not let this user work in it. Give the user the right to create tables."
ODD = "refused a request that socialkit made. This is a fault of socialkit: please report it."
NOT_AN_ADDRESS = (
    "SOCIALKIT_DATABASE_URL is not an address that socialkit understands. Leave it out to keep "
    "everything in one file, or write postgresql://USER:PASSWORD@HOST/DATABASE. In the password, write "
    "%40 for @, %3A for :, %2F for / and %25 for %."
)
WORDS = {
    "SQLITE_BUSY": DATABASE_BUSY,
    "SQLITE_LOCKED": DATABASE_BUSY,
    "SQLITE_FULL": DISK_FULL,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_PERM": READ_ONLY,
    "SQLITE_NOTADB": DAMAGED,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_CANTOPEN": NOT_OPENED,
    "SQLITE_IOERR": DISK_ERROR,
    "08": NOT_REACHED,
    "25006": READ_ONLY,
    "40": DATABASE_BUSY,
    "42501": NO_RIGHTS,
    "53100": DISK_FULL,
    "53": DATABASE_BUSY,
    "55P03": DATABASE_BUSY,
    "57": NOT_REACHED,
}
"""SQLite's names and PostgreSQL's codes (SQLSTATE, or its first letters), in words for the owner."""


def open_engine(address: str) -> Engine:
    """Give an engine for a `sqlite:` or `postgresql:` address. Nothing is read or changed yet, except
    that the SQLite file and its folder are made, private to the user. Raise OutboxError in plain words.
    """
    url = _read(address)
    if url.drivername == "sqlite":
        return _open_sqlite(url)
    return _open_postgresql(url)


def place_of(engine: Engine) -> str:
    """Give the name of the database for messages, without user and password."""
    if engine.dialect.name == "sqlite":
        return f"The database {engine.url.database}"
    return (
        f"The PostgreSQL server at {engine.url.host or engine.url.query.get('host') or 'localhost'}"
    )


def file_of(engine: Engine) -> tuple[int, int] | None:
    """Give the identity (device, inode) of the SQLite file that is at the address now; None if there is
    no file."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name:
        return None
    try:
        found = Path(name).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def in_plain_words(place: str) -> Iterator[None]:
    """Turn whatever the database raises into an OutboxError about `place`."""
    try:
        yield
    except DBAPIError as error:
        raise OutboxError(f"{place} {_words(error)}") from error


def _read(address: str) -> URL:
    try:
        url = make_url(address)
    except (SQLAlchemyError, ValueError):  # a password with signs that stand for other things
        raise OutboxError(NOT_AN_ADDRESS) from None
    if url.drivername == "sqlite":
        return url
    if url.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return url.set(drivername="postgresql+psycopg")
    raise OutboxError(NOT_AN_ADDRESS)


def _open_sqlite(url: URL) -> Engine:
    if url.database:
        _make_private(Path(url.database))
    engine = _create(url, connect_args={"isolation_level": None, "timeout": BUSY_SECONDS})
    event.listen(engine, "connect", partial(_set_up, SQLITE_SETTINGS))
    event.listen(engine, "begin", _begin)
    return engine


def _open_postgresql(url: URL) -> Engine:
    try:
        # Without an encoding of ours, a server that has none answers in bytes.
        options = {"connect_timeout": BUSY_SECONDS, "client_encoding": "utf8"}
        engine = _create(url, pool_pre_ping=True, connect_args=options)
    except ModuleNotFoundError as error:
        raise OutboxError(
            "PostgreSQL needs one more part: run `pip install 'psycopg[binary]'` and try again."
        ) from error
    event.listen(engine, "connect", partial(_set_up, POSTGRESQL_SETTINGS))
    return engine


def _create(url: URL, **options: Any) -> Engine:
    readable = partial(json.dumps, ensure_ascii=False)
    return create_engine(url, hide_parameters=True, json_serializer=readable, **options)


def _set_up(settings: tuple[str, ...], connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for setting in settings:
        cursor.execute(setting)
    cursor.close()
    connection.commit()


def _begin(connection: Connection) -> None:
    # A writer takes its lock at once: one that began as a reader could fail later.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _make_private(file: Path) -> None:
    try:
        make_private_folder(file.parent)
        with suppress(FileExistsError):
            os.close(os.open(file, os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
        if file.stat().st_mode & 0o077:
            with suppress(PermissionError):
                file.chmod(PRIVATE_FILE)
    except OSError as error:
        raise OutboxError(f"The database {file} {NOT_OPENED} ({error.strerror})") from error


def _words(error: DBAPIError) -> str:
    code = getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None)
    if code is None:  # psycopg gives no code for a connection that was never made
        return NOT_REACHED if error.connection_invalidated or _is_operational(error) else ODD
    longest_first = sorted(WORDS, key=len, reverse=True)
    return next((WORDS[start] for start in longest_first if code.startswith(start)), ODD)


def _is_operational(error: DBAPIError) -> bool:
    return type(error.orig).__name__ in {"OperationalError", "ConnectionTimeout"}


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
        """Close the database."""
        self._engine.dispose()

    @property
    def place(self) -> str:
        """The name of the database for messages, without user and password."""
        return self._place

    def is_replaced(self) -> bool:
        """Whether the SQLite file was removed or replaced: then open the outbox again."""
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


MAX_COPIES = 7
NAME = "socialkit-{:%Y-%m-%d}.db"
UNFINISHED = ".unfinished"


def back_up(engine: Engine, folder: Path, *, today: date) -> Path | None:
    """Make the copy of `today` in `folder`, unless it is there; give its path, None if none was to be
    made. The newest MAX_COPIES stay. Raise OutboxError if it cannot be made."""
    copy = folder / NAME.format(today)
    if engine.dialect.name != "sqlite" or copy.exists():
        return None
    try:
        make_private_folder(folder)
        _copy(engine, copy.with_suffix(UNFINISHED), copy)
        _remove_old(folder)
    except (OSError, sqlite3.Error) as error:
        raise OutboxError(
            f"The daily copy of the database could not be written to {copy}: {_reason(error)}. "
            f"Posting goes on. Free some space on the disk, or give your user the right to write there."
        ) from error
    return copy


def _copy(engine: Engine, beside: Path, copy: Path) -> None:
    beside.unlink(missing_ok=True)
    # SQLite copies into an empty file, so its permissions can be narrow before it holds anything.
    os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
    try:
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("VACUUM INTO ?", [str(beside)])
        _require_whole(beside)
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(copy)
    finally:
        beside.unlink(missing_ok=True)


def _require_whole(file: Path) -> None:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as copy:
        (answer,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        raise sqlite3.DatabaseError(f"the copy is damaged ({answer})")


def _remove_old(folder: Path) -> None:
    for file in sorted(folder.glob(NAME.replace("{:%Y-%m-%d}", "????-??-??")))[:-MAX_COPIES]:
        file.unlink()


def _reason(error: OSError | sqlite3.Error) -> str:
    return str(getattr(error, "strerror", None) or error)
