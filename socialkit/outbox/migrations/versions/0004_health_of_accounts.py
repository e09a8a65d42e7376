"""When an account was last looked at, and how often its network has blocked it lately.

What stands here is never changed again, so it names no table of tables.py.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("accounts", sa.Column("checked_at", INSTANT))
    op.add_column(
        "accounts", sa.Column("blocks", sa.Integer, nullable=False, server_default="0")
    )
    op.add_column("accounts", sa.Column("blocked_at", INSTANT))
