"""No decision rests on a message: with any other words in `error`, everything happens as before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from socialkit.errors import OutboxError
from socialkit.model.post import CancelledBy, CommentState, Post, State, WaitReason
from socialkit.outbox.machine.states import withdrawn
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.delivery.manual_actions import TAKEN_DOWN, request_now, resolve
from socialkit.pipeline.delivery.overdue import find_delayed_handovers, resolve_overdue
from socialkit.pipeline.status.problems import stuck_posts
from socialkit.plan.wording import name_state
from tests.pipeline.delivery.test_first_comment import KEY, make_bench
from tests.pipeline.delivery.test_overdue import FINE, card, workspace
from tests.plan.sample import EVENING, MORNING, NOW, distinct, plan, rows
from tests.support.builders import NOON

HOUR = timedelta(hours=1)
OTHER_WORDS = (
    None,
    "Zebras graze at noon.",
    "A sample article: it can be rehearsed, it is never posted.",
    "Its article is a sample: it is rehearsed, never posted.",
    "It waits for your yes: socialkit approve l1",
    "It needs your approval: socialkit approve l1",
    "Instagram quiet is not connected yet; run: socialkit connect instagram",
    TAKEN_DOWN,
)
"""Words that nobody knows, and sentences that once decided."""

STATE_WHEN_DUE = {
    WaitReason.APPROVAL: (State.MISSED, State.MISSED),
    WaitReason.SAMPLE: (State.CANCELLED, State.CANCELLED),
    WaitReason.ACCOUNT: (State.SCHEDULED, State.MISSED),
    WaitReason.CAPTION: (State.WAITING, State.MISSED),
    WaitReason.DUPLICATE: (State.WAITING, State.MISSED),
    WaitReason.IMAGE: (State.WAITING, State.MISSED),
    WaitReason.CHANGED: (State.WAITING, State.MISSED),
}
"""What becomes of a waiting post when it falls due, and when `if_late` is over."""

NAMES = {
    WaitReason.APPROVAL: "needs your approval",
    WaitReason.SAMPLE: "a sample",
    WaitReason.ACCOUNT: "not connected",
}

each_wording = pytest.mark.parametrize("words", OTHER_WORDS)
each_reason = pytest.mark.parametrize("reason", WaitReason)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'kit.db'}", workspace="w") as opened:
        yield opened


def add_waiting(store: Store, folder: Path, reason: WaitReason, words: str | None) -> Post:
    waits = card(folder, state=State.WAITING, wait_reason=reason, error=words)
    store.sync([], [waits], withdrawn=(), now=NOON - HOUR)
    return store.post(waits.key)


@each_wording
@each_reason
def test_what_a_waiting_post_waits_for_decides_what_becomes_of_it(
    store: Store, tmp_path: Path, reason: WaitReason, words: str | None
) -> None:
    post = add_waiting(store, tmp_path, reason, words)
    store.save_account(FINE)
    practice = workspace(tmp_path, notify=())
    due, late = STATE_WHEN_DUE[reason]
    resolve_overdue(practice, store, now=NOON)
    assert store.post(post.key).state is due
    if due is State.WAITING:
        resolve_overdue(practice, store, now=NOON + 3 * HOUR)
        assert store.post(post.key).state is late


@each_wording
@each_reason
def test_only_a_post_without_its_account_is_handed_over(
    store: Store, tmp_path: Path, reason: WaitReason, words: str | None
) -> None:
    add_waiting(store, tmp_path, reason, words)
    store.save_account(replace(FINE, connected_at=None))
    found = find_delayed_handovers(workspace(tmp_path), store, now=NOON)
    assert [post.key for post, _, _ in found] == (["a" * 12] if reason == "account" else [])


@each_wording
@each_reason
def test_status_goes_by_the_reason(
    store: Store, tmp_path: Path, reason: WaitReason, words: str | None
) -> None:
    post = add_waiting(store, tmp_path, reason, words)
    is_sample = reason is WaitReason.SAMPLE
    assert len(stuck_posts([post], NOON + HOUR)) == (0 if is_sample else 1)
    assert name_state(post) == NAMES.get(reason, "waiting")


@each_wording
@pytest.mark.parametrize("state", State)
def test_status_names_the_same_posts_in_every_other_state(state: State, words: str | None) -> None:
    post = Post(plan=plan(pool=distinct(2)).posts[0], state=state, error=words)
    stuck = {State.UNCONFIRMED, State.FAILED, State.MISSED, State.PAUSED, State.WAITING}
    if words is not None:  # a scheduled post that has a reason at all
        stuck |= {State.SCHEDULED}
    assert bool(stuck_posts([post], NOW + timedelta(days=9))) is (state in stuck)


@each_wording
def test_a_plan_is_made_of_states_and_reasons(words: str | None) -> None:
    specs, pool = [MORNING, EVENING], distinct(12)
    first = plan(specs, pool, connected=set())
    past = [
        *rows(first)[:6],
        *(replace(row, state=State.CANCELLED, cancelled_by=by)
          for row, by in zip(rows(first)[6:8], CancelledBy, strict=True)),
        *(replace(row, state=state)
          for row, state in zip(rows(first)[8:], [*State][3:], strict=False)),
    ]  # fmt: skip
    reworded = [replace(row, error=words, plan=replace(row.plan, error=words)) for row in past]
    assert plan(specs, pool, reworded) == plan(specs, pool, past)
    assert plan([MORNING], pool, reworded).withdrawn == plan([MORNING], pool, past).withdrawn
    gone = [withdrawn(row).state for row in past]
    assert [withdrawn(row).state for row in reworded] == gone


@each_wording
@pytest.mark.parametrize("is_taken_down", [True, False])
def test_a_post_that_was_taken_down_is_known_by_its_column(
    store: Store, is_taken_down: bool, words: str | None
) -> None:
    bench = make_bench(store)
    when = NOON if is_taken_down else None
    store.annotate(KEY, error=words, taken_down_at=when)
    expected = "down before" if is_taken_down else "is on the network already"
    with pytest.raises(OutboxError, match=expected):
        request_now(KEY, store, now=NOON)
    assert bench.write() is (CommentState.LEFT_OUT if is_taken_down else CommentState.THERE)
    assert bench.told == ""


@each_wording
def test_a_failed_post_can_be_sent_and_a_posted_one_not_resolved(
    store: Store, tmp_path: Path, words: str | None
) -> None:
    post = add_waiting(store, tmp_path, WaitReason.ACCOUNT, words)
    assert request_now(post.key, store, now=NOON).state is State.SCHEDULED
    assert store.post(post.key).wait_reason is None
    with pytest.raises(OutboxError, match="nothing to resolve"):
        resolve(post.key, store, is_posted=True, now=NOON)
