"""An index by posting time: the distance between two posts and the daily cap ask for it.

What stands here is never changed again, so it names no table of tables.py.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_index("ix_posts_posted", "posts", ["workspace", "posted_at"])
