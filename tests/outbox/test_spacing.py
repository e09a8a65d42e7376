"""After a long sleep posts go one by one: what is on time first, then the late ones with room between.

What the rule foretells is what the database lets go.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from socialkit.model.post import PlannedPost, Receipt, State
from socialkit.outbox.cooldowns import Limits
from socialkit.outbox.machine.manual import requested
from socialkit.outbox.machine.unconfirmed import after_receipt
from socialkit.outbox.spacing import catch_up_times
from socialkit.outbox.store import Store, open_store
from tests.outbox.sample import LEASE, NOW, add, plan, post

GAP, HALF_AN_HOUR = timedelta(minutes=5), timedelta(minutes=30)
LIMITS = Limits(GAP)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def ago(number: float, key: str, **changes: object) -> PlannedPost:
    return plan(key, due_at=NOW - minutes(number), **changes)


@pytest.fixture
def spaced(address: str, workspace: str) -> Iterator[Store]:
    with open_store(address, workspace=workspace, limits=LIMITS) as made:
        yield made


def send_due(store: Store, now: datetime) -> list[str]:
    """What goes out at `now`, as the engine would send it."""
    sent: list[str] = []
    while True:
        fresh = [key for key in store.due(now) if key not in sent]
        if not fresh:
            return sent
        for key in fresh:
            held = store.claim(key, worker="me", now=now, lease=LEASE)
            if held is not None:
                store.finish(held, after_receipt(held, Receipt(key), now=now))
                sent.append(key)


def play(store: Store, steps: int, step: timedelta = GAP) -> list[tuple[float, str]]:
    """What goes out in the minutes after NOW."""
    went = []
    for number in range(steps):
        at = NOW + step * number
        went += [((at - NOW) / minutes(1), key) for key in send_due(store, at)]
    return went


def test_late_posts_go_in_the_order_of_their_times_half_an_hour_apart(spaced: Store) -> None:
    add(spaced, ago(40, "cccc"), ago(90, "aaaa"), ago(60, "bbbb"))
    assert play(spaced, 14) == [(0, "aaaa"), (30, "bbbb"), (60, "cccc")]


def test_what_is_on_time_goes_first_and_is_not_delayed(spaced: Store) -> None:
    add(spaced, ago(90, "late"), ago(1, "now"), ago(-33, "soon"))
    assert play(spaced, 15) == [(0, "now"), (35, "soon"), (65, "late")]


def test_a_late_post_leaves_room_before_one_that_falls_due_soon(spaced: Store) -> None:
    add(spaced, ago(90, "late"), ago(-4, "soon"))
    assert play(spaced, 9) == [(5, "soon"), (35, "late")]


def test_other_accounts_are_not_held_back(spaced: Store) -> None:
    add(spaced, ago(90, "aaaa"), ago(90, "bbbb", account="another"))
    assert sorted(send_due(spaced, NOW)) == ["aaaa", "bbbb"]


def test_what_she_asked_for_does_not_wait_for_its_turn(spaced: Store) -> None:
    add(spaced, ago(95, "aaaa"), ago(90, "bbbb"))
    assert send_due(spaced, NOW) == ["aaaa"]
    row = spaced.post("bbbb")
    assert spaced.move(row, requested(row, now=NOW))
    assert send_due(spaced, NOW + GAP) == ["bbbb"]


def test_a_little_late_is_on_time(spaced: Store) -> None:
    add(spaced, ago(29, "aaaa"), ago(20, "bbbb"))
    assert play(spaced, 3) == [(0, "aaaa"), (5, "bbbb")]


def test_a_wider_gap_of_hers_holds_for_late_posts_too() -> None:
    late = [post(State.SCHEDULED, plan=ago(90 - n, f"k{n}"), next_try_at=NOW) for n in range(2)]
    turns = catch_up_times(late, now=NOW, min_gap=minutes(90), name_account=lambda one: one.account)
    assert turns == {"k0": NOW, "k1": NOW + minutes(90)}


def test_without_a_distance_nothing_is_spaced() -> None:
    late = [post(State.SCHEDULED, plan=ago(90, "k0"))]
    turns = catch_up_times(late, now=NOW, min_gap=minutes(0), name_account=lambda one: one.account)
    assert turns == {}


def play_all(store: Store) -> dict[str, datetime]:
    """When each post goes out, looked at whenever something may have changed."""
    went: dict[str, datetime] = {}
    at = NOW
    while True:
        went |= dict.fromkeys(send_due(store, at), at)
        times = [one.plan.due_at for one in store.posts()]
        times += [out + gap for out in went.values() for gap in (GAP, HALF_AN_HOUR)]
        coming = [one for one in times if one > at]
        if len(went) == len(store.posts()) or not coming:
            return went
        at = min(coming)


@pytest.mark.parametrize(
    "ages",
    [[11, 30], [90, 60, 31, 29, 2, -1], [40, -3, -34, -64], [150, 149, 1, -6, -36], [45, -32, -33]],
)
def test_what_is_foretold_is_what_the_database_lets_go(ages: list[int]) -> None:
    plans = [ago(age, f"key-{number}") for number, age in enumerate(ages)]
    with open_store("sqlite://", workspace="w", limits=LIMITS) as store:
        add(store, *plans)
        turns = catch_up_times(
            store.posts(), now=NOW, min_gap=GAP, name_account=lambda one: one.account
        )
        went = play_all(store)
    assert turns.keys() == {one.key for one in plans if one.due_at <= NOW - HALF_AN_HOUR}
    assert {key: went[key] for key in turns} == turns
    assert all(after - before >= GAP for before, after in pairwise(sorted(went.values())))
