"""What an edit takes out waits a minute, unsent; what comes back has lost nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from socialkit.model.lines import Candidate
from socialkit.model.post import Post, State
from socialkit.model.schedule import Schedule, SlotSpec
from socialkit.model.state_values import PendingRemovals
from socialkit.outbox.store import open_store
from socialkit.pipeline.planning.removal_grace import (
    RemovalGrace,
    ScheduleEdit,
    load_pending_removals,
    pending_removal_notices,
    save_pending_removals,
    with_removal_grace,
)
from socialkit.pipeline.schedule.decide import GRACE_PERIOD
from socialkit.plan.posts import Plan
from socialkit.plan.slots import match_slots
from socialkit.plan.wording import describe_cancelled
from tests.plan.sample import EVENING, MORNING, NOW, distinct, plan, rows, schedule, words
from tests.support.builders import NOON, planned, post

KNOWN = match_slots([], [MORNING, EVENING], now=NOW)
POOL = distinct(12)
BEFORE = plan([MORNING, EVENING], POOL, known=KNOWN)
OF_THE_EVENING = {one.key for one in BEFORE.posts if one.slot_id == KNOWN[1].id}


def hold_in(
    specs: Sequence[SlotSpec],
    held: PendingRemovals = PendingRemovals(),  # noqa: B008
    *,
    file: str = "new",
    is_unsettled: bool = False,
    now: datetime = NOW,
    pool: Sequence[Candidate] = POOL,
    history: Sequence[Post] = (),
    rules: Schedule | None = None,
) -> tuple[Plan, RemovalGrace]:
    slots = match_slots(KNOWN, specs, now=now)
    before = {slot.id: slot.spec for slot in KNOWN}
    edit = ScheduleEdit(
        file,
        gone={slot.id for slot in slots if slot.removed_at == now},
        changed={slot.id for slot in slots if slot.spec != before.get(slot.id)},
        is_unsettled=is_unsettled,
    )
    past = history or rows(BEFORE)
    hold = RemovalGrace(held, edit, {row.key: row for row in past}, now=now)
    made = hold.plan(
        lambda frozen, future: plan(
            specs,
            pool,
            past,
            known=KNOWN,
            now=now,
            rules=rules,
            frozen=frozen,
            treat_as_future=future,
        )
    )
    return made, hold


def test_the_posts_of_a_row_that_is_gone_are_held_with_their_words() -> None:
    made, hold = hold_in([MORNING])
    assert hold.pending == PendingRemovals(
        "new", dict.fromkeys(sorted(OF_THE_EVENING), NOW + GRACE_PERIOD)
    )
    assert made.withdrawn == ()
    kept = {one.text for one in BEFORE.posts if one.key in OF_THE_EVENING}
    added, _ = hold_in([MORNING, replace(MORNING, at=time(20), days=(1, 3, 5))])
    assert kept.isdisjoint(words(added.posts))


def test_after_a_minute_they_go() -> None:
    _, hold = hold_in([MORNING])
    early, still = hold_in([MORNING], hold.pending, now=NOW + GRACE_PERIOD - timedelta(seconds=1))
    assert (early.withdrawn, still.pending) == ((), hold.pending)
    made, after = hold_in([MORNING], hold.pending, now=NOW + GRACE_PERIOD)
    assert set(made.withdrawn) == OF_THE_EVENING
    assert after.pending.until == {}


def test_while_another_file_lies_there_that_is_not_in_force_the_minute_does_not_run_out() -> None:
    _, hold = hold_in([MORNING])
    for minutes in (1, 2, 600):
        now = NOW + timedelta(minutes=minutes)
        made, hold = hold_in([MORNING], hold.pending, is_unsettled=True, now=now)
        assert made.withdrawn == ()
        assert hold.pending.until == dict.fromkeys(sorted(OF_THE_EVENING), now + GRACE_PERIOD)
        assert hold.describe((), "UTC") == ()
    made, _ = hold_in([MORNING], hold.pending, now=now + GRACE_PERIOD)
    assert set(made.withdrawn) == OF_THE_EVENING


def test_a_row_that_comes_back_meanwhile_has_lost_nothing() -> None:
    _, hold = hold_in([MORNING])
    made, after = hold_in([MORNING, EVENING], hold.pending, file="old")
    assert made.posts == BEFORE.posts
    assert after.pending.until == {}
    (told,) = after.describe({one.key for one in made.posts}, "UTC")
    assert told == "2 posts stay after all: nothing was cancelled"


def test_a_post_whose_time_comes_meanwhile_is_still_held_and_may_still_come_back() -> None:
    first = BEFORE.posts[0].key
    before = BEFORE.posts[0].due_at - timedelta(seconds=10)
    _, hold = hold_in([EVENING], now=before)
    assert first in hold.pending.until
    made, still = hold_in([EVENING], hold.pending, now=before + GRACE_PERIOD / 2)
    assert first in still.pending.until
    made, _ = hold_in([EVENING], hold.pending, now=before + GRACE_PERIOD)
    assert first in made.withdrawn
    made, after = hold_in(
        [MORNING, EVENING], hold.pending, file="old", now=before + GRACE_PERIOD / 2
    )
    assert (made.withdrawn, after.pending.until) == ((), {})
    assert next(one for one in made.posts if one.key == first) == BEFORE.posts[0]


def test_a_post_that_is_overdue_when_its_row_is_seen_to_be_gone_does_not_go_out() -> None:
    first, late = BEFORE.posts[0], BEFORE.posts[0].due_at + timedelta(minutes=20)
    _, hold = hold_in([EVENING], now=late)
    assert first.key in hold.pending.until
    made, _ = hold_in([EVENING], hold.pending, now=late + GRACE_PERIOD)
    assert first.key in made.withdrawn


def test_a_file_that_changes_again_begins_the_minute_anew() -> None:
    _, hold = hold_in([MORNING])
    later = NOW + GRACE_PERIOD / 2
    _, after = hold_in([MORNING], hold.pending, file="newer", now=later)
    assert set(after.pending.until.values()) == {later + GRACE_PERIOD}


def test_the_slot_itself_stays_as_it_was_while_its_posts_are_held() -> None:
    _, hold = hold_in([MORNING])
    slots = match_slots(KNOWN, [MORNING], now=NOW)
    assert [slot.spec for slot in hold.keep(slots)] == [MORNING]
    _, after = hold_in([MORNING], hold.pending, now=NOW + GRACE_PERIOD)
    assert len(after.keep(match_slots(KNOWN, [MORNING], now=NOW + GRACE_PERIOD))) == 2


def test_other_days_are_an_edit_and_count_at_once() -> None:
    made, hold = hold_in([replace(MORNING, days=(1, 3, 5)), EVENING])
    assert hold.pending.until == {}
    assert len(made.withdrawn) == len(BEFORE.posts) - len(OF_THE_EVENING)
    assert words(made.posts) == words(BEFORE.posts)


def test_a_day_without_posts_is_a_removal_though_its_words_turn_up_on_a_later_day() -> None:
    monday = next(one for one in BEFORE.posts if one.local_date == date(2027, 1, 11))
    made, hold = hold_in(
        [MORNING, EVENING],
        rules=schedule(quiet_days=(monday.local_date,)),
        pool=[one for one in POOL if one.text in words(BEFORE.posts)],
        now=BEFORE.posts[0].due_at + GRACE_PERIOD,  # a fortnight from now is a post more
    )
    taken_out = {one.key for one in BEFORE.posts if one.local_date == monday.local_date}
    assert hold.pending.until.keys() == taken_out
    assert made.withdrawn == ()


def test_fewer_days_are_a_removal() -> None:
    made, hold = hold_in([replace(MORNING, days=(0, 2)), EVENING])
    friday = {one.key for one in BEFORE.posts if one.local_date.weekday() == 4}
    assert hold.pending.until.keys() == friday
    assert made.withdrawn == ()


def test_what_is_sending_posted_or_in_doubt_is_out_of_reach() -> None:
    states = (State.SENDING, State.POSTED, State.UNCONFIRMED)
    for state in states:
        made, hold = hold_in([MORNING], history=rows(BEFORE, state))
        assert (made.withdrawn, hold.pending.until) == ((), {})


def test_a_held_post_is_not_sent_before_it_is_decided(tmp_path: Path) -> None:
    sending = post(state=State.SENDING)
    with open_store(f"sqlite:///{tmp_path / 'kit.db'}", workspace="w") as store:
        judge = with_removal_grace(lambda *_: None, store)
        assert judge(sending, NOON) is None
        save_pending_removals(
            store,
            PendingRemovals(),
            PendingRemovals("new", {sending.key: NOON + GRACE_PERIOD}),
            now=NOON,
        )
        verdict = judge(sending, NOON)
        assert verdict is not None
        assert (verdict.state, verdict.next_try_at) == (State.SCHEDULED, NOON + GRACE_PERIOD)
        save_pending_removals(store, load_pending_removals(store), PendingRemovals("old"), now=NOON)
        assert judge(sending, NOON) is None


def test_status_names_what_is_about_to_go(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path / 'kit.db'}", workspace="w") as store:
        store.sync([], [planned()], withdrawn=(), now=NOON - GRACE_PERIOD)
        save_pending_removals(
            store,
            PendingRemovals(),
            PendingRemovals("new", {planned().key: NOON + GRACE_PERIOD}),
            now=NOON,
        )
        (told,) = pending_removal_notices(store, "Asia/Kolkata", now=NOON)
        assert (told.level, told.message) == (
            "note",
            "1 post will be cancelled at 17:31 unless the file changes: Mon 1 Mar 12:00 Instagram",
        )
        assert pending_removal_notices(store, "UTC", now=NOON + GRACE_PERIOD) == ()


def test_many_posts_are_counted_and_some_are_named() -> None:
    plans = [planned(f"{n}" * 12, due_at=NOON + timedelta(days=n)) for n in range(7)]
    told = describe_cancelled(plans, NOON, "UTC")
    assert told.startswith("7 posts will be cancelled at 12:00 unless the file changes: ")
    assert told.endswith("; and 2 more")
