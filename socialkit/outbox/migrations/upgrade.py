"""Bring any older database up to this program, and refuse a newer one.

An up-to-date database costs one query; Alembic is loaded only for an older one. That is safe
because a database says its revision in the same transaction that changed it. A new database is made
from `tables.metadata` at once; a test holds that the steps in versions/ lead to the very same.

A new step: change tables.py, copy the newest file of versions/ under the next number, write what
changes, and set HEAD to it.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    insert,
    inspect,
    select,
    text,
)

from socialkit.errors import OutboxError
from socialkit.outbox.db.tables import VERSION_TABLE, metadata

HEAD = "0006"
FOLDER = Path(__file__).parent
LOCK = 5_037_146_221_877_731
"""Any number that no other program locks: on PostgreSQL it lets one migration run at a time."""

version = Table(
    VERSION_TABLE,
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name=f"{VERSION_TABLE}_pkc"),  # as Alembic makes it
)


def migrate(engine: Engine, *, place: str) -> None:
    """Make or update the tables. Raise OutboxError if the database is newer than this program."""
    with engine.connect() as connection:
        found = _revision(connection)
    if found == HEAD:
        return
    _require_unicode(engine, place)
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        found = _revision(connection)  # another process may have been faster
        if found is None:
            metadata.create_all(connection, checkfirst=False)
            version.create(connection)
            connection.execute(insert(version).values(version_num=HEAD))
        elif found != HEAD:
            _climb(connection, found, place)


def _require_unicode(engine: Engine, place: str) -> None:
    """Refuse a PostgreSQL database that cannot hold every letter. Raise OutboxError."""
    if engine.dialect.name != "postgresql":
        return
    with engine.connect() as connection:
        encoding = connection.execute(text("SHOW server_encoding")).scalar()
    if encoding != "UTF8":
        raise OutboxError(
            f"{place} keeps letters as {encoding}, which lacks most of the world's letters and all "
            f"emoji. Make the database anew with ENCODING 'UTF8', for example: "
            f"createdb --encoding=UTF8 --template=template0 socialkit"
        )


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(select(version.c.version_num)).scalar()


def _climb(connection: Connection, found: str, place: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found not in known:
        raise OutboxError(
            f"{place} was written by a newer socialkit. Update socialkit and try again; "
            "nothing was changed."
        )
    command.upgrade(config, "head")
