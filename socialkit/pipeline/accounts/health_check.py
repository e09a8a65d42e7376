"""Regular checks of accounts, and warnings before a token ends."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from socialkit.errors import AccountProblem, PublishError, TemporaryFailure
from socialkit.model.network import Network
from socialkit.model.post import Account, AccountRef, Identity, State
from socialkit.outbox.cooldowns import CHECK_BEFORE_A_POST, CHECK_EVERY
from socialkit.pipeline.accounts.connect import AccountSession, linked_accounts
from socialkit.pipeline.accounts.cooldown import (
    is_cooling_down,
    login_required,
    record_account_error,
    start_cooldown,
)
from socialkit.pipeline.accounts.verify import find_account_mismatch, select_page
from socialkit.publishers.factory import describe_token_renewal

DAY = timedelta(days=1)
STEPS = (14, 7, 3, 1)
"""The owner is warned so many days before the end, once for each."""


@dataclass(frozen=True, slots=True)
class ExpiryWarning:
    """A login that ends soon. `subject` stays the same during one step and never comes again, so that
    one alert for each subject is one for each step."""

    account: Account
    step: int
    subject: str
    words: str


def step_reached(ends: datetime | None, *, now: datetime) -> int | None:
    """The last of the STEPS that is reached; None if the end is far, over or unknown."""
    if ends is None or ends <= now:
        return None
    return min((step for step in STEPS if ends - now <= step * DAY), default=None)


def expiry_warnings(
    accounts: Iterable[Account], *, now: datetime, zone: ZoneInfo
) -> tuple[ExpiryWarning, ...]:
    """A warning for each connected account whose login ends within the first step."""
    found = []
    for one in accounts:
        step = step_reached(one.expires_at, now=now)
        if step is None or one.expires_at is None or one.connected_at is None:
            continue
        subject = f"expiry {one.network.value} {one.account} {one.expires_at:%Y-%m-%d} {step}"
        found.append(ExpiryWarning(one, step, subject, _describe(one, one.expires_at, now, zone)))
    return tuple(found)


def _describe(account: Account, ends: datetime, now: datetime, zone: ZoneInfo) -> str:
    local = ends.astimezone(zone)
    on = f"{local:%a} {local.day} {local:%B}, {local:%H:%M}"
    return (
        f"{account.network.label} {account.account}: its token ends {_left(ends - now)} ({on}), and "
        f"then nothing is posted there. {describe_token_renewal(account.network)}"
    )


def _left(left: timedelta) -> str:
    hours = math.ceil(left / timedelta(hours=1))
    if hours < 24:
        return "within the hour" if hours == 1 else f"in {hours} hours"
    days = left // DAY
    return "in 1 day" if days == 1 else f"in {days} days"


log = logging.getLogger(__name__)
CHECK_RETRY_PERIOD = timedelta(minutes=10)
"""After a network could not be reached though a post is near."""


def check_accounts(session: AccountSession) -> None:
    """Check every connected account that is due. In a pause nothing is asked."""
    for network in session.workspace.schedule.accounts:
        if session.is_closed:
            return
        accounts = _connected(session, network)
        if any(
            is_due(one, _next_post_at(session, one), now=session.clock.now()) for one in accounts
        ):
            _check(session, network, accounts)


def is_due(account: Account, next_post_at: datetime | None, *, now: datetime) -> bool:
    """Whether an account that is not cooling down is to be checked."""
    last = account.checked_at
    if last is None or account.problem is not None:
        return True
    if not timedelta(0) <= now - last < CHECK_EVERY:  # a clock that was wrong may have run ahead
        return True
    if account.expires_at is not None and last < account.expires_at <= now:
        return True
    return next_post_at is not None and last < next_post_at - CHECK_BEFORE_A_POST <= now


def _connected(session: AccountSession, network: Network) -> list[Account]:
    links, now = linked_accounts(session.workspace, network), session.clock.now()
    return [
        one
        for one in session.store.accounts()
        if one.network is network and one.account in links
        if one.connected_at is not None and not is_cooling_down(one, now=now)
    ]


def _next_post_at(session: AccountSession, account: Account) -> datetime | None:
    """When its next post of the coming hour is due. A post that is due already asks by itself."""
    now = session.clock.now()
    until = now + CHECK_BEFORE_A_POST + timedelta(microseconds=1)
    soon = session.store.posts(states=(State.SCHEDULED,), since=now, until=until)
    ref = AccountRef.of(account)
    its = (one.plan.due_at for one in soon if AccountRef.of(one.plan) == ref)
    return min(its, default=None)


def _check(session: AccountSession, network: Network, accounts: Sequence[Account]) -> None:
    try:
        identity = _identify(session, network)
    except PublishError as error:
        log.info("%s was checked: %s", network.label, error)
        for one in accounts:
            _record_error(session, one, error)
        return
    for one in accounts:
        _record(session, one, identity)


def _identify(session: AccountSession, network: Network) -> Identity:
    publisher = session.publishers.get(network)
    if publisher is None:
        raise login_required(network)
    links = linked_accounts(session.workspace, network)
    select_page(publisher, links, session.store, now=session.clock.now())
    return publisher.identify()


def _record(session: AccountSession, account: Account, identity: Identity) -> None:
    now = session.clock.now()
    words = find_account_mismatch(session.store, identity, account, now=now)
    if words is not None:
        _record_error(session, account, AccountProblem(words, network=account.network))
        return
    well = replace(account, checked_at=now, expires_at=identity.expires_at, identity=identity.id)
    session.store.save_account(replace(well, paused_until=None, problem=None))


def _record_error(session: AccountSession, account: Account, error: PublishError) -> None:
    now = session.clock.now()
    if record_account_error(session.store, account, error, now=now):
        return
    next_post_at = _next_post_at(session, account)
    if next_post_at is not None:
        words = error.tried_again if isinstance(error, TemporaryFailure) else str(error)
        until = min(now + CHECK_RETRY_PERIOD, next_post_at)
        start_cooldown(session.store, account, words, until=until)
