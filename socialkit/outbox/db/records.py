"""Rows beside the posts: accounts, attempts, and what is remembered of the workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from socialkit.model.post import Account
from socialkit.outbox.db.rows import Attempt, Columns, StateRow, account_of
from socialkit.outbox.db.tables import accounts, attempts, marks, posts


def upsert(connection: Connection, table: Table, rows: Sequence[Columns]) -> None:
    """Insert `rows`, which name every column, or replace those whose primary key is there already."""
    if not rows:
        return
    statement = insert_for(connection, table)
    fresh = {c.name: statement.excluded[c.name] for c in table.c if not c.primary_key}
    keys = list(table.primary_key)
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=fresh), rows)


def insert_for(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Give an INSERT that knows ON CONFLICT, which differs by dialect."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def read_accounts(connection: Connection, workspace: str) -> tuple[Account, ...]:
    """Give all accounts that were ever saved, by network and name."""
    query = (
        select(accounts)
        .where(accounts.c.workspace == workspace)
        .order_by(accounts.c.network, accounts.c.account)
    )
    return tuple(account_of(row) for row in connection.execute(query))


def save_account(connection: Connection, workspace: str, account: Account) -> None:
    """Store an account; its network and name are its identity."""
    upsert(connection, accounts, [{"workspace": workspace, **asdict(account)}])


def write_state(
    connection: Connection, workspace: str, name: str, value: str, now: datetime
) -> None:
    """Store a value under a name."""
    row = {"workspace": workspace, "name": name, "value": value, "at": now}
    upsert(connection, marks, [row])


def delete_state(connection: Connection, workspace: str, name: str) -> None:
    """Remove the value under a name, if there is one."""
    gone = delete(marks).where(marks.c.workspace == workspace, marks.c.name == name)
    connection.execute(gone)


def read_state(connection: Connection, workspace: str, name: str) -> StateRow | None:
    """Give the value under a name; None if there is none."""
    query = select(marks.c.value, marks.c.at).where(
        marks.c.workspace == workspace, marks.c.name == name
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else StateRow(row.value, row.at)


def swap_state(
    connection: Connection, workspace: str, name: str, old: str | None, new: str, now: datetime
) -> bool:
    """Store a value where the value is `old` (None: absent); False where it is another one."""
    row = {"workspace": workspace, "name": name, "value": new, "at": now}
    if old is None:
        fresh = insert_for(connection, marks).values(row).on_conflict_do_nothing()
        return connection.execute(fresh.returning(marks.c.name)).first() is not None
    here = (marks.c.workspace == workspace, marks.c.name == name, marks.c.value == old)
    swapped = update(marks).where(*here).values(value=new, at=now).returning(marks.c.name)
    return connection.execute(swapped).first() is not None


def record_attempt(
    connection: Connection,
    workspace: str,
    key: str,
    *,
    outcome: str,
    error: str | None,
    now: datetime,
) -> None:
    """Store how one attempt ended, under the fence of its claim. Rows are only ever added."""
    number = select(posts.c.fence).where(posts.c.workspace == workspace, posts.c.key == key)
    connection.execute(
        insert(attempts).values(
            workspace=workspace,
            key=key,
            number=number.scalar_subquery(),
            at=now,
            outcome=outcome,
            error=error,
        )
    )


def read_attempts(connection: Connection, workspace: str, key: str) -> tuple[Attempt, ...]:
    """Give the attempts to send one post, oldest first."""
    query = (
        select(attempts.c.number, attempts.c.at, attempts.c.outcome, attempts.c.error)
        .where(attempts.c.workspace == workspace, attempts.c.key == key)
        .order_by(attempts.c.id)
    )
    return tuple(Attempt(*row) for row in connection.execute(query))
