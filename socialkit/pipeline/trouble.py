"""What trouble with one account does to that account, and to no other.

In: a failure at a network. Out: the account's row, resting until a moment or until she acts. Knows
nothing of how posts are sent.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from socialkit.errors import AccountProblem, PublishError, TemporaryFailure, UncertainOutcome
from socialkit.model import Account, PlannedPost, Post
from socialkit.outbox import Store

UNTIL_SHE_ACTS = datetime(9999, 1, 1, tzinfo=UTC)
"""A rest that only `connect` ends."""

LONG_WAIT = timedelta(minutes=10)
"""A network that asks for a longer wait than this means the whole account, not one post."""


def note_trouble(store: Store, post: Post, error: PublishError, *, now: datetime) -> None:
    """Let the account of `post` rest where `error` is about the account."""
    match error:
        case AccountProblem():
            rest_account(store, post.plan, str(error), until=UNTIL_SHE_ACTS)
        case UncertainOutcome(account_problem=str() as words):
            rest_account(store, post.plan, words, until=UNTIL_SHE_ACTS)
        case TemporaryFailure(retry_after=timedelta() as wait) if wait >= LONG_WAIT:
            rest_account(store, post.plan, error.tried_again, until=now + wait)


def rest_account(
    store: Store, account: PlannedPost | Account, problem: str, *, until: datetime
) -> None:
    """Store that nothing goes to this account until `until`, and why in words for her."""
    key = (account.network, account.account)
    known = {(one.network, one.account): one for one in store.accounts()}
    row = known.get(key) or Account(*key, account.via)
    store.save_account(replace(row, paused_until=until, problem=problem))
