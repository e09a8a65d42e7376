"""The first tables: slots, posts, accounts, marks, attempts.

What stands here is never changed again, so it names no table of tables.py.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "slots",
        sa.Column("workspace", sa.String, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("spec", sa.JSON, nullable=False),
        sa.Column("accepted_at", INSTANT, nullable=False),
        sa.Column("removed_at", INSTANT),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_slots"),
    )
    op.create_table(
        "posts",
        sa.Column("workspace", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("slot_id", sa.String, nullable=False),
        sa.Column("local_date", sa.Date, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("local_time", sa.String, nullable=False),
        sa.Column("network", sa.String, nullable=False),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("via", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("theme", sa.String, nullable=False),
        sa.Column("size", sa.String, nullable=False),
        sa.Column("article_slug", sa.String, nullable=False),
        sa.Column("line_ids", sa.JSON, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("slides", sa.JSON, nullable=False),
        sa.Column("caption", sa.Text, nullable=False),
        sa.Column("alt_texts", sa.JSON, nullable=False),
        sa.Column("planned_state", sa.String, nullable=False),
        sa.Column("planned_error", sa.Text),
        sa.Column("images", sa.JSON, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("error", sa.Text),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_try_at", INSTANT),
        sa.Column("lease_owner", sa.String),
        sa.Column("lease_until", INSTANT),
        sa.Column("fence", sa.Integer, nullable=False),
        sa.Column("commit_started_at", INSTANT),
        sa.Column("looks", sa.Integer, nullable=False),
        sa.Column("look_at", INSTANT),
        sa.Column("resends", sa.Integer, nullable=False),
        sa.Column("tickets", sa.JSON, nullable=False),
        sa.Column("remote_id", sa.String),
        sa.Column("permalink", sa.String),
        sa.Column("posted_at", INSTANT),
        sa.Column("cancelled_by", sa.String),
        sa.PrimaryKeyConstraint("workspace", "key", name="pk_posts"),
    )
    op.create_index("ix_posts_due", "posts", ["workspace", "state", "next_try_at", "key"])
    op.create_index("ix_posts_calendar", "posts", ["workspace", "due_at"])
    op.create_index(
        "ix_posts_one_sending",
        "posts",
        ["workspace", "network", "account"],
        unique=True,
        sqlite_where=sa.text("state = 'sending'"),
        postgresql_where=sa.text("state = 'sending'"),
    )
    op.create_table(
        "accounts",
        sa.Column("workspace", sa.String, nullable=False),
        sa.Column("network", sa.String, nullable=False),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("via", sa.String, nullable=False),
        sa.Column("connected_at", INSTANT),
        sa.Column("expires_at", INSTANT),
        sa.Column("paused_until", INSTANT),
        sa.Column("problem", sa.Text),
        sa.PrimaryKeyConstraint("workspace", "network", "account", name="pk_accounts"),
    )
    op.create_table(
        "marks",
        sa.Column("workspace", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "name", name="pk_marks"),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("workspace", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("error", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
        sa.ForeignKeyConstraint(
            ["workspace", "key"], ["posts.workspace", "posts.key"], name="fk_attempts_posts"
        ),
    )
    op.create_index("ix_attempts_post", "attempts", ["workspace", "key"])
