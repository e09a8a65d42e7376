"""The network's own number of an account: two links may mean one account, which has one limit.

What stands here is never changed again, so it names no table of tables.py.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("accounts", sa.Column("identity", sa.String))
