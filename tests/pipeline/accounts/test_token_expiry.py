"""A token that ends soon is told once for each step, with what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from socialkit.model.network import Network
from socialkit.model.post import Account
from socialkit.pipeline.accounts.health_check import expiry_warnings, step_reached
from tests.support.builders import NOON

DAY = timedelta(days=1)
PAGE = Account(
    Network.FACEBOOK, "https://www.facebook.com/quietharbour", "graph", connected_at=NOON
)


@pytest.mark.parametrize(
    ("left", "step"),
    [(14.1, None), (14, 14), (7.1, 14), (7, 7), (3.5, 7), (3, 3), (1.2, 3), (1, 1), (0.1, 1)],
)
def test_a_step_is_reached_so_many_days_before_the_end(left: float, step: int | None) -> None:
    assert step_reached(NOON + left * DAY, now=NOON) == step


def test_what_has_no_end_or_is_over_is_no_step() -> None:
    assert step_reached(None, now=NOON) is None
    assert step_reached(NOON, now=NOON) is None


def test_the_subject_changes_at_each_step_and_only_there() -> None:
    account = replace(PAGE, expires_at=NOON)
    hours = [NOON - 15 * DAY + timedelta(hours=n) for n in range(15 * 24)]
    told = [expiry_warnings([account], now=now, zone=ZoneInfo("UTC")) for now in hours]
    subjects = [one.subject for found in told for one in found]
    assert len(set(subjects)) == 4
    assert sorted(subjects, key=lambda one: -int(one.split()[-1])) == subjects


def test_the_words_say_how_long_and_what_to_do() -> None:
    account = replace(PAGE, expires_at=NOON + 7 * DAY)
    (told,) = expiry_warnings([account], now=NOON, zone=ZoneInfo("Asia/Kolkata"))
    assert "its token ends in 7 days (Mon 8 March, 17:30)" in told.words
    assert told.words.endswith("run: socialkit connect facebook")
    (last,) = expiry_warnings([account], now=NOON + 6.5 * DAY, zone=ZoneInfo("UTC"))
    assert "ends in 12 hours" in last.words


def test_an_account_that_is_not_connected_is_not_told_of() -> None:
    account = replace(PAGE, expires_at=NOON + DAY, connected_at=None)
    assert expiry_warnings([account], now=NOON, zone=ZoneInfo("UTC")) == ()
