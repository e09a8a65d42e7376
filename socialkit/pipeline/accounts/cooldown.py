"""What trouble with one account does to that account, and to no other.

One rule for every rest. What needs a person lasts until she acts. A block that passes by itself
freezes the account, twice as long for each further block, until something goes out again. A wait that
a network asks for is kept as it is. While an account rests, nothing is asked of its network.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from socialkit.errors import AccountProblem, PublishError, TemporaryFailure, UncertainOutcome
from socialkit.model.network import Network
from socialkit.model.post import UNTIL_OWNER_ACTS, Account, PlannedPost
from socialkit.outbox.cooldowns import UNOFFICIAL
from socialkit.outbox.store import Store

LONG_WAIT = timedelta(minutes=10)
"""A network that asks for a longer wait than this means the whole account, not one post."""

MAX_SUSPENSION = timedelta(hours=72)
FORGOTTEN_AFTER = timedelta(days=7)
"""A block so long ago does not make the next freeze longer."""


def login_required(network: Network) -> AccountProblem:
    """What is wrong where there is no road to a network."""
    words = f"Nothing to log in with is in .env; run: socialkit connect {network.value}"
    return AccountProblem(words, network=network)


def record_account_error(
    store: Store, whose: PlannedPost | Account, error: PublishError, *, now: datetime
) -> bool:
    """Let the account rest where `error` is about the account; say whether it is."""
    match error:
        case AccountProblem(passes_after=wait):
            words = str(error)
        case UncertainOutcome(account_problem=str() as words, passes_after=wait):
            pass
        case TemporaryFailure(retry_after=timedelta() as asked) if asked >= LONG_WAIT:
            start_cooldown(store, whose, error.tried_again, until=now + asked)
            return True
        case _:
            return False
    if wait is None:
        start_cooldown(store, whose, words, until=UNTIL_OWNER_ACTS)
    else:
        store.save_account(frozen(_row(store, whose), words, passes_after=wait, now=now))
    return True


def start_cooldown(
    store: Store, whose: PlannedPost | Account, problem: str, *, until: datetime
) -> None:
    """Store that nothing goes to this account until `until`, and why in words for her."""
    store.save_account(cooled(_row(store, whose), problem, until=until))


def frozen(account: Account, problem: str, *, passes_after: timedelta, now: datetime) -> Account:
    """The account after one more block. The count is kept in the outbox, so no restart forgets it."""
    last = account.blocked_at
    blocks = account.blocks if last is not None and now - last < FORGOTTEN_AFTER else 0
    counted = replace(account, blocks=blocks + 1, blocked_at=now)
    doublings = min(blocks, 10)  # beyond that only the number would grow
    freeze = min(passes_after * 2**doublings, MAX_SUSPENSION)
    return cooled(counted, problem, until=now + freeze)


def cooled(account: Account, problem: str, *, until: datetime) -> Account:
    """The account at rest; a longer rest that is in force already stays, with its words."""
    if account.paused_until is not None and account.paused_until > until:
        return account
    return replace(account, paused_until=until, problem=problem)


def clear_account_error(store: Store, plan: PlannedPost) -> None:
    """Something went out: the blocks before it count no more."""
    row = _row(store, plan)
    if row.blocks:
        store.save_account(replace(row, blocks=0, blocked_at=None))


def cooldown_of(store: Store, plan: PlannedPost, *, now: datetime) -> Account | None:
    """The account of a post while it rests."""
    row = _row(store, plan)
    return row if is_cooling_down(row, now=now) else None


def is_cooling_down(account: Account, *, now: datetime) -> bool:
    """Whether nothing may go to this account."""
    return account.paused_until is not None and account.paused_until > now


def needs_owner(account: Account) -> bool:
    """Whether its rest does not pass by itself."""
    return account.paused_until == UNTIL_OWNER_ACTS


def is_left_alone(account: Account) -> bool:
    """Whether nothing at all is asked of a resting account, not even whether a post in doubt is there.
    A block on an official road is one of posting only."""
    return account.via == UNOFFICIAL or account.blocked_at is None


def describe_cooldown(account: Account, *, zone: ZoneInfo) -> str:
    """Why an account rests and, where that passes by itself, until when."""
    words = account.problem or "Its account rests."
    if account.paused_until is None or needs_owner(account):
        return words
    until = account.paused_until.astimezone(zone)
    return f"{words} It rests until {until:%a} {until.day} {until:%B}, {until:%H:%M}."


def _row(store: Store, whose: PlannedPost | Account) -> Account:
    key = (whose.network, whose.account)
    known = {(one.network, one.account): one for one in store.accounts()}
    return known.get(key) or Account(*key, whose.via)
