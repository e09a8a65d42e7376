"""An edit changes only what it touches, and what is done is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from socialkit.model.lines import Use
from socialkit.model.network import Network
from socialkit.model.post import CancelledBy, State
from socialkit.model.schedule import LateKind, LateRule
from socialkit.plan.slots import match_slots
from tests.plan.sample import (
    BOTH,
    EVENING,
    MORNING,
    NOW,
    distinct,
    line,
    plan,
    rows,
    schedule,
    words,
)

# What an edit touches


def test_a_moved_time_keeps_keys_and_words() -> None:
    pool, known = distinct(9), match_slots([], [MORNING, EVENING], now=NOW)
    before = plan([MORNING, EVENING], pool, known=known)
    after = plan([replace(MORNING, at=time(10)), EVENING], pool, rows(before), known=known)
    assert {one.key: one.text for one in after.posts} == {one.key: one.text for one in before.posts}
    assert after.withdrawn == ()


def test_a_new_slot_leaves_all_other_posts_alone() -> None:
    pool, known = distinct(12), match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], pool, known=known)
    after = plan([MORNING, EVENING], pool, rows(before), known=known)
    assert {one.key: one.text for one in before.posts}.items() <= {
        one.key: one.text for one in after.posts
    }.items()
    assert len(after.posts) > len(before.posts)


def test_a_removed_slot_takes_only_its_own_posts() -> None:
    pool, known = distinct(12), match_slots([], [MORNING, EVENING], now=NOW)
    before = plan([MORNING, EVENING], pool, known=known)
    after = plan([EVENING], pool, rows(before), known=known)
    gone = {one.key for one in before.posts if one.slot_id == known[0].id}
    assert set(after.withdrawn) == gone
    assert {one.key for one in after.posts} == {one.key for one in before.posts} - gone


def test_other_days_take_over_the_lines_of_the_old_ones() -> None:
    pool, known = distinct(12), match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], pool, known=known)
    after = plan([replace(MORNING, days=(1, 3, 5))], pool, rows(before), known=known)
    assert words(after.posts) == words(before.posts)
    assert set(after.withdrawn) == {one.key for one in before.posts}


def test_a_line_that_may_not_be_used_any_more_is_replaced_alone() -> None:
    pool, known = distinct(9), match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], pool, known=known)
    fewer = [replace(one, use=Use.NO) if one.id == "l2" else one for one in pool]
    after = plan([MORNING], fewer, rows(before), known=known)
    changed = [
        (old.text, new.text)
        for old, new in zip(before.posts, after.posts, strict=True)
        if old.text != new.text
    ]
    assert set(changed) == {(pool[2].text, pool[6].text)}


def test_new_lines_do_not_push_planned_ones_aside() -> None:
    known = match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], distinct(6), known=known)
    better = [line(50, rank=-1, text="a brand new best line stands here"), *distinct(6)]
    assert plan([MORNING], better, rows(before), known=known).posts == before.posts


# What is done is done


@pytest.mark.parametrize(
    "state",
    [State.POSTED, State.SENDING, State.UNCONFIRMED, State.FAILED, State.MISSED, State.PAUSED],
)
def test_a_slot_and_date_that_is_done_is_never_planned_again(state: State) -> None:
    known = match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], distinct(9), known=known)
    done = [
        replace(row, state=state) if index < 2 else row for index, row in enumerate(rows(before))
    ]
    after = plan([MORNING], distinct(9), done, known=known)
    keys = {row.key for row in done[:2]}
    assert keys.isdisjoint(one.key for one in after.posts)
    assert keys.isdisjoint(after.withdrawn)


def test_what_was_posted_is_not_posted_again_within_the_span() -> None:
    pool, known = distinct(2), match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], pool, known=known, days=1)
    later = NOW + timedelta(days=7)
    after = plan([MORNING], pool, rows(before, State.POSTED), known=known, now=later)
    assert set(words(after.posts)) == {pool[1].text}


def test_after_the_span_a_line_may_come_again() -> None:
    rules = schedule(repeat_after=timedelta(days=7))
    made = plan(pool=distinct(3), rules=rules)
    assert len(words(made.posts)) == 6
    never = plan(pool=distinct(3), rules=schedule(repeat_after=None))
    assert len(words(never.posts)) == 3


def test_a_missed_line_returns_to_the_pool() -> None:
    pool, known = distinct(1), match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], pool, known=known, days=1)
    missed = rows(before, State.MISSED)
    after = plan([MORNING], pool, missed, known=known, now=NOW + timedelta(days=1))
    assert set(words(after.posts)) == {pool[0].text}


def test_when_empty_repeat_takes_the_longest_unused() -> None:
    rules = schedule(repeat_when_empty=True)
    pool = distinct(3)
    assert words(plan(pool=pool, rules=rules).posts) == [one.text for one in (*pool, *pool)]


def test_an_overdue_post_is_left_to_those_who_send() -> None:
    known = match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], distinct(9), known=known)
    later = before.posts[0].due_at + timedelta(hours=1)
    after = plan([MORNING], distinct(9), rows(before), known=known, now=later)
    overdue = {one.key for one in before.posts[:2]}
    assert overdue.isdisjoint(one.key for one in after.posts)
    assert after.withdrawn == ()


def test_a_time_that_passed_while_nobody_planned_counts_only_within_if_late() -> None:
    known = match_slots([], [MORNING], now=NOW)
    an_hour_late = datetime(2027, 1, 6, 10, tzinfo=UTC)
    late = plan([MORNING], distinct(9), known=known, now=an_hour_late, days=1)
    assert [one.local_date for one in late.posts][:1] == [date(2027, 1, 6)]
    skip = schedule(if_late=LateRule(LateKind.SKIP, None))
    assert (
        plan([MORNING], distinct(9), known=known, now=an_hour_late, days=1, rules=skip).posts == ()
    )


def test_the_words_of_an_overdue_post_are_not_handed_on() -> None:
    pool, known = distinct(20), match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], pool, known=known)
    later = before.posts[0].due_at + timedelta(hours=1)
    after = plan([MORNING], pool, rows(before), known=known, now=later, days=20)
    assert before.posts[0].text not in words(after.posts)


def test_a_post_asked_for_by_hand_is_left_alone_and_its_words_are_used() -> None:
    pool, known = distinct(9), match_slots([], [MORNING, EVENING], now=NOW)
    before = plan([MORNING, EVENING], pool, known=known)
    asked = [
        replace(row, state=State.SCHEDULED, tickets={"asked_at": NOW.isoformat()})
        for row in rows(before)
        if row.plan.slot_id == known[0].id
    ]
    after = plan([EVENING], pool, asked, known=known)
    assert after.withdrawn == ()
    assert {row.plan.text for row in asked}.isdisjoint(words(after.posts))


def test_a_slot_moved_to_later_today_takes_its_overdue_post_along() -> None:
    pool, known = distinct(9), match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], pool, known=known)
    noon = NOW.replace(hour=12)
    after = plan([replace(MORNING, at=time(18))], pool, rows(before), known=known, now=noon)
    assert after.posts[0].key == before.posts[0].key
    assert after.posts[0].text == before.posts[0].text
    assert after.posts[0].due_at == NOW.replace(hour=18)


def test_a_slot_moved_to_an_hour_ago_is_late_not_lost() -> None:
    pool, known = distinct(9), match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], pool, known=known)
    half_past = NOW.replace(hour=8, minute=30)
    after = plan([replace(MORNING, at=time(8))], pool, rows(before), known=known, now=half_past)
    assert after.posts[0].key == before.posts[0].key
    assert after.withdrawn == ()


def test_a_longer_repeat_after_changes_the_later_of_two_equal_lines() -> None:
    known = match_slots([], [MORNING], now=NOW)
    before = plan(pool=distinct(3), rules=schedule(repeat_after=timedelta(days=4)), known=known)
    assert len(words(before.posts)) == 6
    after = plan(pool=distinct(4), history=rows(before), known=known)
    assert sorted(words(after.posts)) == sorted(one.text for one in distinct(4))
    assert words(after.posts)[:2] == words(before.posts)[:2]


def test_what_is_stored_beyond_the_span_stays_and_nothing_is_added_there() -> None:
    pool, known = distinct(30), match_slots([], [MORNING, EVENING], now=NOW)
    before = plan([MORNING], pool, known=known, days=28)
    after = plan([MORNING, EVENING], pool, rows(before), known=known, days=7)
    assert {one.key for one in before.posts} <= {one.key for one in after.posts}
    added = {one.local_date for one in after.posts if one.slot_id == known[1].id}
    assert added == {date(2027, 1, 10)}


def test_another_linked_account_never_posts_a_done_date_again() -> None:
    known = match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], distinct(9), known=known)
    done = [replace(row, state=State.POSTED) for row in rows(before)[:2]]
    elsewhere = distinct(9, accounts={Network.INSTAGRAM: "other", Network.FACEBOOK: "other"})
    after = plan([MORNING], elsewhere, done, known=known)
    assert before.posts[0].local_date not in {one.local_date for one in after.posts}


def test_an_account_added_later_gets_the_line_that_the_other_got() -> None:
    pool, known = distinct(9), match_slots([], [replace(MORNING, to=BOTH[:1])], now=NOW)
    before = plan([replace(MORNING, to=BOTH[:1])], pool, known=known)
    done = [replace(row, state=State.POSTED) for row in rows(before)[:1]]
    after = plan([MORNING], pool, [*done, *rows(before)[1:]], known=known)
    assert words(after.posts, Network.FACEBOOK)[0] == before.posts[0].text
    assert words(after.posts) == words(before.posts)[1:]


def test_a_post_taken_out_by_hand_stays_out_and_one_by_the_file_comes_back() -> None:
    known = match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], distinct(9), known=known)
    for by, comes_back in ((CancelledBy.OWNER, False), (CancelledBy.PLAN, True)):
        out = [replace(rows(before)[0], state=State.CANCELLED, cancelled_by=by)]
        keys = {one.key for one in plan([MORNING], distinct(9), out, known=known).posts}
        assert (before.posts[0].key in keys) is comes_back


def test_words_that_stay_where_they_were_are_not_handed_on_even_where_lines_may_repeat() -> None:
    rules, known = schedule(repeat_when_empty=True), match_slots([], [MORNING], now=NOW)
    before = plan([MORNING], distinct(3), rules=rules, known=known, days=7)
    pool = distinct(6)
    after = plan([MORNING], pool, rows(before), rules=rules, known=known)
    assert words(after.posts) == [one.text for one in pool]


def test_frozen_posts_are_neither_moved_nor_withdrawn_and_their_lines_count_as_used() -> None:
    pool = distinct(40)
    first = plan([MORNING, EVENING], pool)
    evening = {one.key for one in first.posts if one.due_at.hour == EVENING.at.hour}
    kept = {one.text for one in first.posts if one.key in evening}
    second = plan([MORNING], pool, rows(first), frozen=evening)
    assert second.withdrawn == ()
    assert kept.isdisjoint(one.text for one in second.posts)
    third = plan([replace(MORNING, at=time(10))], pool, rows(first), frozen=[*evening])
    assert evening.isdisjoint(one.key for one in third.posts)


def test_an_overdue_post_is_left_alone_unless_it_is_treated_as_future() -> None:
    pool = distinct(40)
    first = plan([MORNING, EVENING], pool)
    evening = [one for one in first.posts if one.due_at.hour == EVENING.at.hour]
    overdue = evening[0]
    later = overdue.due_at + timedelta(minutes=5)
    history = rows(first)
    left_alone = plan([MORNING], pool, history, now=later, known=[])
    assert overdue.key not in left_alone.withdrawn
    planned = plan([MORNING], pool, history, now=later, treat_as_future=[overdue.key])
    assert overdue.key in planned.withdrawn
