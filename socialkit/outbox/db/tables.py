"""The tables of the outbox, the same on SQLite and on PostgreSQL.

Every row belongs to a workspace, so that one server can serve many.

A change here needs a step in migrations/versions; a test compares the two.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

VERSION_TABLE = "socialkit_version"


class Instant(TypeDecorator[datetime]):
    """A moment, aware and in UTC, to the microsecond.

    PostgreSQL keeps `timestamptz`; SQLite knows no times, so there it is text of one fixed width in
    UTC, which sorts and compares as the moments do.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give `value` in UTC. Raise ValueError for a time without an offset."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs an offset: {value!r}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the stored moment, aware and in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

slots = Table(
    "slots",
    metadata,
    Column("workspace", String, nullable=False),
    Column("id", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("spec", JSON, nullable=False),
    Column("accepted_at", Instant, nullable=False),
    Column("removed_at", Instant),
    PrimaryKeyConstraint("workspace", "id"),
)

posts = Table(
    "posts",
    metadata,
    Column("workspace", String, nullable=False),
    Column("key", String, nullable=False),
    # What is planned; only `sync` writes these.
    Column("slot_id", String, nullable=False),
    Column("local_date", Date, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("local_time", String, nullable=False),
    Column("network", String, nullable=False),
    Column("account", String, nullable=False),
    Column("via", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("theme", String, nullable=False),
    Column("size", String, nullable=False),
    Column("article_slug", String, nullable=False),
    Column("line_ids", JSON, nullable=False),
    Column("text", Text, nullable=False),
    Column("slides", JSON, nullable=False),
    Column("caption", Text, nullable=False),
    Column("alt_texts", JSON, nullable=False),
    Column("planned_state", String, nullable=False),
    Column("planned_error", Text),
    Column("images", JSON, nullable=False),
    # What became of it.
    Column("state", String, nullable=False),
    Column("error", Text),
    Column("attempts", Integer, nullable=False),
    Column("next_try_at", Instant),
    Column("lease_owner", String),
    Column("lease_until", Instant),
    Column("fence", Integer, nullable=False),
    Column("commit_started_at", Instant),
    Column("looks", Integer, nullable=False),
    Column("look_at", Instant),
    Column("resends", Integer, nullable=False),
    Column("tickets", JSON, nullable=False),
    Column("remote_id", String),
    Column("permalink", String),
    Column("posted_at", Instant),
    Column("cancelled_by", String),
    # Added later, so they are last: `first_comment` and `planned_wait_reason` belong to the plan.
    Column("first_comment", Text, nullable=False, server_default=""),
    Column("planned_wait_reason", String),
    Column("wait_reason", String),
    Column("taken_down_at", Instant),
    PrimaryKeyConstraint("workspace", "key"),
)

Index("ix_posts_due", posts.c.workspace, posts.c.state, posts.c.next_try_at, posts.c.key)
Index("ix_posts_calendar", posts.c.workspace, posts.c.due_at)
Index("ix_posts_posted", posts.c.workspace, posts.c.posted_at)

# On PostgreSQL two workers can claim two posts of one account at the same moment, since neither
# sees the other's claim before it is committed: only an index forbids it.
Index(
    "ix_posts_one_sending",
    posts.c.workspace,
    posts.c.network,
    posts.c.account,
    unique=True,
    sqlite_where=posts.c.state == "sending",
    postgresql_where=posts.c.state == "sending",
)

accounts = Table(
    "accounts",
    metadata,
    Column("workspace", String, nullable=False),
    Column("network", String, nullable=False),
    Column("account", String, nullable=False),
    Column("via", String, nullable=False),
    Column("connected_at", Instant),
    Column("expires_at", Instant),
    Column("paused_until", Instant),
    Column("problem", Text),
    Column("identity", String),
    Column("checked_at", Instant),
    Column("blocks", Integer, nullable=False, server_default="0"),
    Column("blocked_at", Instant),
    PrimaryKeyConstraint("workspace", "network", "account"),
)

marks = Table(
    "marks",
    metadata,
    Column("workspace", String, nullable=False),
    Column("name", String, nullable=False),
    Column("value", Text, nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("workspace", "name"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace", String, nullable=False),
    Column("key", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("outcome", String, nullable=False),
    Column("error", Text),
    ForeignKeyConstraint(["workspace", "key"], ["posts.workspace", "posts.key"]),
    Index("ix_attempts_post", "workspace", "key"),
)

first_comments = Table(
    "first_comments",
    metadata,
    Column("workspace", String, nullable=False),
    Column("key", String, nullable=False),
    Column("state", String, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("looks", Integer, nullable=False),
    Column("next_at", Instant),
    Column("started_at", Instant),
    Column("remote_id", String),
    Column("error", Text),
    PrimaryKeyConstraint("workspace", "key"),
    ForeignKeyConstraint(["workspace", "key"], ["posts.workspace", "posts.key"]),
)
