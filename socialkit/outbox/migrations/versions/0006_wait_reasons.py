"""Why a post waits and when it was taken down, in columns of their own.

Until now both were known only by the sentence in `error`. This is the last code that compares such
sentences. It is never changed again, so it names no table of tables.py.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

INSTANT = sa.DateTime(timezone=True)
TAKEN_DOWN = "You took it down. It counts as posted, so it never goes out again by itself."
SENTENCES = (
    ("sample", r"A sample article: |Its article is a sample: "),
    ("approval", r"It waits for your yes: "),
    ("duplicate", r"It waits: another post to "),
    ("caption", r"Its (?:caption|first comment) has "),
    ("changed", r"Its article is no longer in the workspace\.|The picture .* was planned\.$"),
    ("changed", r"“.*no longer stands in the article\. Look at its lines after: socialkit make$"),
    ("account", r"Its account is not connected; |Its article links to another account now\."),
    ("account", r"(?:Instagram|Facebook) .* is not connected yet; run: socialkit connect "),
    ("account", r"“.*” links to no (?:Instagram|Facebook) account, so its lines do not go there\. "),
    ("account", r"“.*” links to \d+ (?:Instagram|Facebook) accounts \("),
    ("account", r"“.*” links to .*, and nobody can see from that whether it is "),
    ("account", r"“.*” links to .*, not to .*\. Change the link in the article or the account in "),
    ("image", r""),  # all other sentences say that the words do not fit on a card
)
"""What `error` of a waiting post begins with, and what the post waits for. The first match counts."""


def upgrade() -> None:
    op.add_column("posts", sa.Column("planned_wait_reason", sa.String))
    op.add_column("posts", sa.Column("wait_reason", sa.String))
    op.add_column("posts", sa.Column("taken_down_at", INSTANT))
    _fill("planned_wait_reason", "planned_state", "planned_error")
    _fill("wait_reason", "state", "error")
    _note_taken_down()
    for old, new in (("her", "owner"), ("file", "plan")):
        change = sa.text("UPDATE posts SET cancelled_by = :new WHERE cancelled_by = :old")
        op.get_bind().execute(change, {"old": old, "new": new})


def _fill(reason: str, state: str, error: str) -> None:
    """Set the column `reason` of every post whose `state` is waiting, by the sentence in `error`."""
    connection = op.get_bind()
    waiting = sa.text(
        f"SELECT workspace, key, {error} AS error FROM posts WHERE {state} = 'waiting'"
    )
    change = sa.text(f"UPDATE posts SET {reason} = :reason WHERE workspace = :workspace AND key = :key")
    for row in connection.execute(waiting).all():
        values = {"workspace": row.workspace, "key": row.key, "reason": _reason(row.error or "")}
        connection.execute(change, values)


def _reason(error: str) -> str:
    return next(reason for reason, start in SENTENCES if re.match(start, error, re.DOTALL))


def _note_taken_down() -> None:
    """Nobody wrote down when that was; the earliest it can have been is when the post went out."""
    change = sa.text(
        "UPDATE posts SET taken_down_at = COALESCE(posted_at, due_at) "
        "WHERE state = 'posted' AND error = :error"
    )
    op.get_bind().execute(change, {"error": TAKEN_DOWN})
