"""Warnings before a login ends, in steps, early enough to do something about it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from socialkit.model.post import Account
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
