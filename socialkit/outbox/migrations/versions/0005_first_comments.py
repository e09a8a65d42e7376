"""The first comment below a post: its words with the plan, what became of it in a table of its own.

What stands here is never changed again, so it names no table of tables.py.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("posts", sa.Column("first_comment", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "first_comments",
        sa.Column("workspace", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("looks", sa.Integer, nullable=False),
        sa.Column("next_at", INSTANT),
        sa.Column("started_at", INSTANT),
        sa.Column("remote_id", sa.String),
        sa.Column("error", sa.Text),
        sa.PrimaryKeyConstraint("workspace", "key", name="pk_first_comments"),
        sa.ForeignKeyConstraint(
            ["workspace", "key"], ["posts.workspace", "posts.key"], name="fk_first_comments_posts"
        ),
    )
