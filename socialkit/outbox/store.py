"""The outbox: every post that is to go out, and what became of it, in one database.

SQLite or PostgreSQL, one process or many: nothing here relies on being the only one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, Engine, select

from socialkit.errors import OutboxError
from socialkit.model.post import Account, PlannedPost, Post, Receipt, State
from socialkit.model.schedule import Slot
from socialkit.outbox import claims, cooldowns, sync
from socialkit.outbox.comment_store import CommentStore
from socialkit.outbox.cooldowns import Limits
from socialkit.outbox.db import records
from socialkit.outbox.db.connection import Database, back_up, in_plain_words, open_engine, place_of
from socialkit.outbox.db.rows import Attempt
from socialkit.outbox.db.tables import posts
from socialkit.outbox.machine import unconfirmed
from socialkit.outbox.migrations.upgrade import migrate
from socialkit.outbox.sync import SyncResult
from socialkit.outbox.workspace_state import PLANNED_AT, WorkspaceState, write_state


def open_store(address: str, *, workspace: str, limits: Limits | None = None) -> Store:
    """Open the outbox of `workspace` at a `sqlite:` or `postgresql:` address, and make or update it.
    `limits` say how often one account may be posted to; None sets no limit.

    Raise OutboxError if the database cannot be used, or is newer than this program.
    """
    engine = open_engine(address)
    place = place_of(engine)
    try:
        with in_plain_words(place):
            migrate(engine, place=place)
    except OutboxError:
        engine.dispose()
        raise
    return Store(engine, workspace=workspace, place=place, limits=limits or Limits())


class Store(Database):
    """The outbox of one workspace. Safe to share between threads; close it, or use it in `with`.

    Any method raises OutboxError in plain words if the database fails. `state` holds what is remembered
    beside the posts.
    """

    def __init__(self, engine: Engine, *, workspace: str, place: str, limits: Limits) -> None:
        super().__init__(engine, workspace=workspace, place=place)
        self.limits = limits
        self.state = WorkspaceState(self._reading, self._writing, workspace)

    @property
    def comments(self) -> CommentStore:
        """Our first comments below posts."""
        return CommentStore(self._reading, self._writing, self.workspace)

    # The plan

    def slots(self) -> tuple[Slot, ...]:
        """Give every slot that was ever accepted, in the order of the file."""
        with self._reading() as connection:
            return sync.read_slots(connection, self.workspace)

    def sync(
        self,
        slots: Sequence[Slot],
        planned: Sequence[PlannedPost],
        *,
        withdrawn: Collection[str],
        now: datetime,
    ) -> SyncResult:
        """Write slots and plan, all or nothing, and when this was planned. Only open posts follow the
        plan; posts that the file cancelled may come back with it; open posts whose key is in `withdrawn`
        are cancelled.
        """
        with self._writing() as connection:
            write_state(connection, self.workspace, PLANNED_AT, now, now=now)
            return sync.sync(connection, self.workspace, slots, planned, withdrawn)

    # The posts

    def posts(
        self,
        *,
        states: Collection[State] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> tuple[Post, ...]:
        """Give the posts in `states` (all, if None) due from `since` to before `until`, by due time."""
        conditions: list[ColumnElement[bool]] = []
        if states is not None:
            conditions.append(posts.c.state.in_(list(states)))
        if since is not None:
            conditions.append(posts.c.due_at >= since)
        if until is not None:
            conditions.append(posts.c.due_at < until)
        with self._reading() as connection:
            return claims.read_posts(connection, self.workspace, *conditions)

    def post(self, key: str) -> Post:
        """Give the post of `key`, or of the only key that begins with it (4 letters or more).

        Raise OutboxError if there is none, or more than one.
        """
        with self._reading() as connection:
            return claims.find(connection, self.workspace, key)

    def move(self, post: Post, new: Post) -> bool:
        """Store a change by command; False if `post` has changed since it was read: read it again."""
        with self._writing() as connection:
            return claims.move(connection, self.workspace, post, new)

    # What is due

    def due(self, now: datetime, *, limit: int = 100) -> tuple[str, ...]:
        """Give the keys that may go at `now`, the longest waiting first. Accounts that are cooling down,
        have a post being sent or still looked for, or have reached their limits, are left out.
        """
        with self._reading() as connection:
            return claims.due_keys(
                connection, self.workspace, now=now, limits=self.limits, limit=limit
            )

    def next_due_at(self, *, after: datetime | None = None) -> datetime | None:
        """Give the earliest moment, later than `after`, at which a scheduled post may be tried."""
        with self._reading() as connection:
            return claims.next_due_at(connection, self.workspace, after=after)

    def next_check_at(self, *, after: datetime) -> datetime | None:
        """Give the earliest moment, later than `after`, at which an account is to be checked."""
        with self._reading() as connection:
            return cooldowns.next_check_at(connection, self.workspace, after=after)

    def leases_lost(self, now: datetime, *, sole_worker: str | None = None) -> tuple[Post, ...]:
        """Give the posts whose sender is surely dead; go on with `states.after_lease_lost` and `finish`.

        `sole_worker` "MACHINE:NAME" says that no other worker of MACHINE lives, as a file lock proves.
        """
        with self._reading() as connection:
            return claims.leases_lost(connection, self.workspace, now=now, sole_worker=sole_worker)

    def to_look_up(self, now: datetime) -> tuple[Post, ...]:
        """Give the posts in doubt whose next look on the network is due and whose account may be asked
        about."""
        with self._reading() as connection:
            return claims.to_look_up(connection, self.workspace, now=now)

    # Sending one post

    def claim(self, key: str, *, worker: str, now: datetime, lease: timedelta) -> Post | None:
        """Claim a due post for `owner` until `now` + `lease`; None if it cannot be claimed (harmless)."""
        with self._writing() as connection:
            return claims.claim(
                connection,
                self.workspace,
                key,
                worker=worker,
                now=now,
                lease=lease,
                limits=self.limits,
            )

    def save_tickets(self, post: Post, tickets: Mapping[str, str]) -> Post:
        """Add what a prepared publish is found by; give the post to go on with.

        Raise OutboxError if another program took the post over.
        """
        with self._writing() as connection:
            return claims.save_tickets(connection, self.workspace, post, tickets)

    def start_commit(
        self, post: Post, now: datetime, *, lease: timedelta | None = None
    ) -> Post | None:
        """Store, before its first byte, that the one public request leaves at `now`. `lease` counts
        again from `now`, so that a slow preparation leaves the request its full time.

        Give the post to go on with, or None: it is no longer yours, and nothing may be sent.
        """
        with self._writing() as connection:
            return claims.start_commit(connection, self.workspace, post, now=now, lease=lease)

    def record_receipt(self, post: Post, receipt: Receipt, *, now: datetime) -> bool:
        """Make the post `posted`, whatever its lease and state are: a receipt is proof. False if it was
        posted already.
        """
        with self._writing() as connection:
            current = claims.find(connection, self.workspace, post.key)
            if current.state is State.POSTED:
                return False
            new = unconfirmed.after_receipt(current, receipt, now=now)
            return claims.finish(connection, self.workspace, current, new)

    def finish(self, post: Post, new: Post) -> bool:
        """Store what became of a post that was being sent, as the store gave it last; False if it is no
        longer yours, because another worker claimed it or finished it meanwhile.
        """
        with self._writing() as connection:
            return claims.finish(connection, self.workspace, post, new)

    def annotate(
        self,
        key: str,
        *,
        permalink: str | None = None,
        error: str | None = None,
        taken_down_at: datetime | None = None,
    ) -> None:
        """Note what was found out about a post later; its state stays."""
        with self._writing() as connection:
            claims.annotate(
                connection,
                self.workspace,
                key,
                permalink=permalink,
                error=error,
                taken_down_at=taken_down_at,
            )

    # Beside the posts

    def accounts(self) -> tuple[Account, ...]:
        """Give all accounts that were ever saved."""
        with self._reading() as connection:
            return records.read_accounts(connection, self.workspace)

    def save_account(self, account: Account) -> None:
        """Store an account. While `paused_until` is ahead, none of its posts is due or claimed."""
        with self._writing() as connection:
            records.save_account(connection, self.workspace, account)

    def record_attempt(
        self, key: str, *, outcome: str, now: datetime, error: str | None = None
    ) -> None:
        """Store how one attempt to send the post of `key` ended."""
        with self._writing() as connection:
            records.record_attempt(
                connection, self.workspace, key, outcome=outcome, error=error, now=now
            )

    def attempts(self, key: str) -> tuple[Attempt, ...]:
        """Give the attempts to send one post, oldest first."""
        with self._reading() as connection:
            return records.read_attempts(connection, self.workspace, key)

    def back_up(self, folder: Path, *, today: date) -> Path | None:
        """Make today's copy of the database in `folder`; give its path, None if none was to be made."""
        return back_up(self._engine, folder, today=today)

    def copy_into(self, other: Store) -> None:
        """Copy everything of this workspace into an empty one. Raise OutboxError if it is not empty."""
        with self._reading() as source, other._writing() as target:
            theirs = select(posts.c.key).where(posts.c.workspace == other.workspace).limit(1)
            if target.execute(theirs).first():
                raise OutboxError(f"{other._place} holds posts already; nothing was copied there.")
            sync.copy_workspace(source, self.workspace, target, other.workspace)
