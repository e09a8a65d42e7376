"""Cooldown: what an error does to its account, and to no other.

A problem that needs a person lasts until the owner acts. A block that passes by itself suspends the
account, twice as long for each further block, until something goes out again. A wait that a network
asks for is kept as it is. Nothing is asked about an account that is cooling down.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from socialkit.errors import AccountProblem, PublishError, TemporaryFailure, UncertainOutcome
from socialkit.model.network import Network
from socialkit.model.post import UNTIL_OWNER_ACTS, Account, AccountRef, PlannedPost
from socialkit.outbox.cooldowns import UNOFFICIAL
from socialkit.outbox.store import Store

MIN_ACCOUNT_WAIT = timedelta(minutes=10)
"""A network that asks for so long a wait means the whole account, not one post."""

MAX_SUSPENSION = timedelta(hours=72)
BLOCK_MEMORY_PERIOD = timedelta(days=7)
"""A block longer ago than this does not make the next suspension longer."""


def login_required(network: Network) -> AccountProblem:
    """The problem of a network without a login."""
    words = f"There is no login in .env; run: socialkit connect {network.value}"
    return AccountProblem(words, network=network)


def record_account_error(
    store: Store, whose: PlannedPost | Account, error: PublishError, *, now: datetime
) -> bool:
    """Start a cooldown if `error` is about the account; whether it is."""
    match error:
        case AccountProblem(passes_after=wait):
            words = str(error)
        case UncertainOutcome(account_problem=str() as words, passes_after=wait):
            pass
        case TemporaryFailure(retry_after=timedelta() as asked) if asked >= MIN_ACCOUNT_WAIT:
            start_cooldown(store, whose, error.tried_again, until=now + asked)
            return True
        case _:
            return False
    if wait is None:
        start_cooldown(store, whose, words, until=UNTIL_OWNER_ACTS)
    else:
        store.save_account(suspended(_row(store, whose), words, passes_after=wait, now=now))
    return True


def start_cooldown(
    store: Store, whose: PlannedPost | Account, problem: str, *, until: datetime
) -> None:
    """Store that nothing goes to this account until `until`, and why in words for the owner."""
    store.save_account(cooled(_row(store, whose), problem, until=until))


def suspended(account: Account, problem: str, *, passes_after: timedelta, now: datetime) -> Account:
    """The account after one more block. The outbox keeps the count, so a restart does not forget it."""
    last = account.blocked_at
    blocks = account.blocks if last is not None and now - last < BLOCK_MEMORY_PERIOD else 0
    counted = replace(account, blocks=blocks + 1, blocked_at=now)
    doublings = min(blocks, 10)  # beyond that only the number would grow
    length = min(passes_after * 2**doublings, MAX_SUSPENSION)
    return cooled(counted, problem, until=now + length)


def cooled(account: Account, problem: str, *, until: datetime) -> Account:
    """The account in a cooldown; a longer one that has begun stays, with its words."""
    if account.paused_until is not None and account.paused_until > until:
        return account
    return replace(account, paused_until=until, problem=problem)


def clear_account_error(store: Store, plan: PlannedPost) -> None:
    """Forget the blocks of an account, because something went out."""
    row = _row(store, plan)
    if row.blocks:
        store.save_account(replace(row, blocks=0, blocked_at=None))


def cooldown_of(store: Store, plan: PlannedPost, *, now: datetime) -> Account | None:
    """The account of a post while it is cooling down; else None."""
    row = _row(store, plan)
    return row if is_cooling_down(row, now=now) else None


def is_cooling_down(account: Account, *, now: datetime) -> bool:
    """Whether nothing may go to this account."""
    return account.paused_until is not None and account.paused_until > now


def needs_owner(account: Account) -> bool:
    """Whether its cooldown lasts until the owner acts."""
    return account.paused_until == UNTIL_OWNER_ACTS


def is_left_alone(account: Account) -> bool:
    """Whether nothing at all is asked about an account that is cooling down, not even whether a post in
    doubt is there. On an official route a block is about posting only."""
    return account.via == UNOFFICIAL or account.blocked_at is None


def describe_cooldown(account: Account, *, zone: ZoneInfo) -> str:
    """Why nothing goes to an account and, if that passes by itself, until when."""
    words = account.problem or "Its account is on hold."
    if account.paused_until is None or needs_owner(account):
        return words
    until = account.paused_until.astimezone(zone)
    return f"{words} It is on hold until {until:%a} {until.day} {until:%B}, {until:%H:%M}."


def _row(store: Store, whose: PlannedPost | Account) -> Account:
    ref = AccountRef.of(whose)
    known = {AccountRef.of(one): one for one in store.accounts()}
    return known.get(ref) or Account(*ref, whose.via)
