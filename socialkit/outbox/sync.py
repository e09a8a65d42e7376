"""Write a plan into the outbox: add new posts, update open ones, leave all others as they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, select, update

from socialkit.model.post import PlannedPost, Post
from socialkit.model.schedule import Slot
from socialkit.outbox.db.records import insert_for, upsert
from socialkit.outbox.db.rows import (
    Columns,
    columns_of_fate,
    columns_of_plan,
    columns_of_slot,
    post_of,
    slot_of,
)
from socialkit.outbox.db.tables import metadata, posts, slots
from socialkit.outbox.machine import states

T = TypeVar("T")

MAX_ROWS_AT_ONCE = 500
"""Keys in one query, rows in one INSERT: far fewer than either database takes."""


@dataclass(frozen=True, slots=True)
class SyncResult:
    """The keys that a new plan added, changed and removed, each in order."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def read_slots(connection: Connection, workspace: str) -> tuple[Slot, ...]:
    """Give every slot that was ever accepted, in the order of the file."""
    query = (
        select(slots).where(slots.c.workspace == workspace).order_by(slots.c.position, slots.c.id)
    )
    return tuple(slot_of(row) for row in connection.execute(query))


def sync(
    connection: Connection,
    workspace: str,
    slots_now: Sequence[Slot],
    planned: Sequence[PlannedPost],
    withdrawn: Collection[str],
) -> SyncResult:
    """Write slots and posts. Rows that are not open stay as they are, whatever the plan says."""
    rows = [{"workspace": workspace, **columns_of_slot(slot)} for slot in slots_now]
    upsert(connection, slots, sorted(rows, key=lambda row: str(row["id"])))
    plans = {plan.key: plan for plan in planned}
    existing = _lock(connection, workspace, plans.keys() | set(withdrawn))
    added = _add(
        connection, workspace, [plan for key, plan in plans.items() if key not in existing]
    )
    changed: list[str] = []
    removed: list[str] = []
    for key, post in existing.items():
        new = states.replanned(post, plans[key]) if key in plans else states.withdrawn(post)
        if new == post:
            continue
        _write(connection, workspace, new)
        (changed if key in plans else removed).append(key)
    return SyncResult(added, tuple(changed), tuple(removed))


def copy_workspace(
    source: Connection, workspace: str, target: Connection, target_workspace: str
) -> None:
    """Copy every row of a workspace into another, empty one, which may be in another database."""
    for table in metadata.sorted_tables:
        columns = [column for column in table.c if column.name != "id" or table is slots]
        rows = source.execute(select(*columns).where(table.c.workspace == workspace))
        for part in rows.partitions(MAX_ROWS_AT_ONCE):
            target.execute(
                table.insert(), [{**row._mapping, "workspace": target_workspace} for row in part]
            )


def _lock(connection: Connection, workspace: str, keys: Collection[str]) -> dict[str, Post]:
    # PostgreSQL: a claim waits until the plan is written; one order for all prevents deadlocks.
    found: dict[str, Post] = {}
    for some in _parts(sorted(keys)):
        query = (
            select(posts)
            .where(posts.c.workspace == workspace, posts.c.key.in_(some))
            .order_by(posts.c.key)
            .with_for_update()
        )
        found |= {row.key: post_of(row) for row in connection.execute(query)}
    return found


def _add(connection: Connection, workspace: str, plans: Sequence[PlannedPost]) -> tuple[str, ...]:
    if not plans:
        return ()
    # Another process may add the same post at this moment: the first one wins.
    statement = insert_for(connection, posts).on_conflict_do_nothing().returning(posts.c.key)
    rows = [_row(workspace, states.planned(plan)) for plan in plans]
    added = {key for part in _parts(rows) for key in connection.scalars(statement, part)}
    return tuple(plan.key for plan in plans if plan.key in added)


def _write(connection: Connection, workspace: str, post: Post) -> None:
    row = _row(workspace, post)
    connection.execute(
        update(posts)
        .where(posts.c.workspace == workspace, posts.c.key == post.key)
        .values({name: value for name, value in row.items() if name not in {"workspace", "key"}})
    )


def _row(workspace: str, post: Post) -> Columns:
    return {"workspace": workspace, **columns_of_plan(post.plan), **columns_of_fate(post)}


def _parts(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), MAX_ROWS_AT_ONCE):
        yield items[start : start + MAX_ROWS_AT_ONCE]
