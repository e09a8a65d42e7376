"""What a post becomes: every move, the legal and the others, without any database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from socialkit.errors import (
    AccountProblem,
    OutboxError,
    PermanentFailure,
    PublishError,
    TemporaryFailure,
    UncertainOutcome,
)
from socialkit.model.post import CancelledBy, Post, PostKind, Receipt, State, WaitReason
from socialkit.outbox.machine import states, unconfirmed
from socialkit.outbox.machine.manual import cancelled, is_requested, requested, resolved
from socialkit.outbox.machine.unconfirmed import MOVES, require_legal
from tests.outbox.sample import LEASE, LOOKS, NOW, plan, post

MINUTE = timedelta(minutes=1)
LIVE = Receipt("900", "https://example/900")
RETRY = TemporaryFailure("busy", network="instagram")
ACCOUNT = AccountProblem("Log in again.", network="instagram")
NEVER = PermanentFailure("The picture is too large.", network="instagram")
DOUBT = UncertainOutcome("No answer came.", network="instagram")


def doubtful(**changes: Any) -> Post:
    return post(State.UNCONFIRMED, commit_started_at=NOW, look_at=NOW, **changes)


def failed(before: Post, error: PublishError) -> Post:
    return states.after_failure(before, error, now=NOW, look_up_after=LOOKS)


def test_the_table_of_moves_knows_every_state() -> None:
    assert set(MOVES) == set(State)


@pytest.mark.parametrize("start", State)
@pytest.mark.parametrize("end", State)
def test_a_move_is_legal_exactly_if_the_table_says_so(start: State, end: State) -> None:
    if end in MOVES[start]:
        require_legal(post(start), post(end))
        return
    with pytest.raises(OutboxError, match="was left as it is"):
        require_legal(post(start), post(end))


def test_posted_is_the_end() -> None:
    assert MOVES[State.POSTED] == frozenset()


def test_a_receipt_makes_any_other_state_posted() -> None:
    for state in set(State) - {State.POSTED}:
        done = unconfirmed.after_receipt(post(state, cancelled_by=CancelledBy.OWNER), LIVE, now=NOW)
        assert (done.state, done.remote_id, done.permalink) == (State.POSTED, "900", LIVE.permalink)
        assert (done.posted_at, done.error, done.lease_owner, done.cancelled_by) == (
            NOW,
            None,
            None,
            None,
        )


def test_only_a_claim_leads_to_sending_and_only_from_scheduled() -> None:
    assert [state for state in State if State.SENDING in MOVES[state]] == [State.SCHEDULED]
    for state in set(State) - {State.SCHEDULED}:
        with pytest.raises(OutboxError):
            states.claimed(post(state), worker="worker", now=NOW, lease=LEASE)


def test_a_claim_raises_the_fence_and_forgets_the_last_commit() -> None:
    before = post(State.SCHEDULED, fence=4, attempts=2, commit_started_at=NOW, looks=3)
    held = states.claimed(before, worker="worker", now=NOW, lease=LEASE)
    assert (held.fence, held.attempts, held.commit_started_at, held.looks) == (5, 3, None, 0)
    assert (held.lease_owner, held.lease_until) == ("worker", NOW + LEASE)


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 60)])
def test_what_surely_posted_nothing_waits_longer_each_time(attempts: int, minutes: int) -> None:
    after = failed(post(attempts=attempts, lease_owner="worker"), RETRY)
    assert (after.state, after.next_try_at) == (State.SCHEDULED, NOW + minutes * MINUTE)
    assert (after.error, after.lease_owner) == ("busy socialkit tries again by itself.", None)


def test_after_five_tries_it_has_failed() -> None:
    after = failed(post(attempts=5), RETRY)
    assert (after.state, after.error) == (
        State.FAILED,
        f"busy (Tried 5 times.) Later: socialkit post {after.key}",
    )


def test_a_network_that_asks_for_patience_gets_it() -> None:
    patient = TemporaryFailure("busy", network="instagram", retry_after=timedelta(hours=3))
    hasty = TemporaryFailure("busy", network="instagram", retry_after=timedelta(seconds=1))
    assert failed(post(), patient).next_try_at == NOW + timedelta(hours=3)
    assert failed(post(), hasty).next_try_at == NOW + MINUTE


def test_trouble_of_the_account_is_no_try_of_the_post() -> None:
    after = failed(post(attempts=3), ACCOUNT)
    assert (after.state, after.attempts, after.error) == (State.SCHEDULED, 2, "Log in again.")
    assert after.next_try_at == NOW + MINUTE


def test_a_post_that_can_never_go_has_failed_at_once() -> None:
    after = failed(post(), NEVER)
    assert (after.state, after.error) == (State.FAILED, "The picture is too large.")


def test_an_uncertain_outcome_is_looked_up_and_never_retried() -> None:
    after = failed(post(attempts=1), DOUBT)
    assert (after.state, after.look_at, after.looks) == (State.UNCONFIRMED, NOW, 0)


def test_an_error_of_no_known_kind_counts_as_uncertain() -> None:
    after = failed(post(), PublishError("odd", network="instagram"))
    assert after.state is State.UNCONFIRMED


NOT_SENDING = [state for state in State if state is not State.SENDING]


@pytest.mark.parametrize("error", [RETRY, ACCOUNT, NEVER, DOUBT])
@pytest.mark.parametrize("state", NOT_SENDING)
def test_a_post_that_is_not_being_sent_cannot_fail(state: State, error: PublishError) -> None:
    with pytest.raises(OutboxError):
        failed(post(state), error)
    with pytest.raises(OutboxError):
        states.after_lease_lost(post(state), now=NOW, look_up_after=LOOKS)


@pytest.mark.parametrize("state", [state for state in State if state is not State.UNCONFIRMED])
def test_only_a_post_in_doubt_is_looked_for(state: State) -> None:
    with pytest.raises(OutboxError):
        unconfirmed.after_reconcile(post(state), None, now=NOW, look_up_after=LOOKS)
    with pytest.raises(OutboxError):
        unconfirmed.after_failed_reconcile(post(state), RETRY, now=NOW, look_up_after=LOOKS)


def test_a_found_post_is_adopted_at_any_look() -> None:
    for looks in range(4):
        found = unconfirmed.after_reconcile(
            doubtful(looks=looks), LIVE, now=NOW, look_up_after=LOOKS
        )
        assert (found.state, found.remote_id, found.look_at) == (State.POSTED, "900", None)


def test_absent_counts_only_at_the_last_look() -> None:
    current = doubtful()
    waits = []
    for _ in range(3):
        current = unconfirmed.after_reconcile(current, None, now=NOW, look_up_after=LOOKS)
        assert current.state is State.UNCONFIRMED
        assert current.look_at is not None
        waits.append((current.look_at - NOW).total_seconds())
    assert waits == [30, 90, 480]
    current = unconfirmed.after_reconcile(current, None, now=NOW + LEASE, look_up_after=LOOKS)
    assert (current.state, current.resends) == (State.SCHEDULED, 1)
    assert (current.next_try_at, current.look_at) == (NOW + LEASE, None)


def test_a_post_goes_out_again_once_and_not_twice() -> None:
    again = unconfirmed.after_reconcile(
        doubtful(looks=3, resends=1), None, now=NOW, look_up_after=LOOKS
    )
    assert (again.state, again.look_at) == (State.FAILED, None)
    assert again.error == ("It was sent twice without an answer, and it is not on the network.")


def test_a_story_is_never_sent_again_by_itself() -> None:
    story = doubtful(plan=plan(kind=PostKind.STORY), looks=3)
    after = unconfirmed.after_reconcile(story, None, now=NOW, look_up_after=LOOKS)
    assert (after.state, after.look_at) == (State.UNCONFIRMED, None)
    assert "socialkit resolve aaaa1111 --posted" in (after.error or "")


def test_a_story_that_was_sent_and_refused_for_its_account_is_left_to_her() -> None:
    story = plan(kind=PostKind.STORY)
    sent = failed(post(State.SENDING, plan=story, commit_started_at=NOW), ACCOUNT)
    assert (sent.state, sent.look_at) == (State.UNCONFIRMED, NOW)
    assert failed(post(State.SENDING, plan=story), ACCOUNT).state is State.SCHEDULED


def test_a_look_that_sees_nothing_settles_nothing() -> None:
    current = doubtful()
    for _ in range(3):
        current = unconfirmed.after_failed_reconcile(current, RETRY, now=NOW, look_up_after=LOOKS)
        assert (current.state, current.look_at is None) == (State.UNCONFIRMED, False)
    current = unconfirmed.after_failed_reconcile(current, RETRY, now=NOW, look_up_after=LOOKS)
    assert (current.state, current.look_at) == (State.UNCONFIRMED, None)
    assert "could not look for it: busy" in (current.error or "")


def test_one_more_look_can_settle_what_stayed_in_doubt() -> None:
    given_up = doubtful(looks=4, error="odd")
    again = unconfirmed.looked_again(replace(given_up, look_at=None), now=NOW + LEASE)
    assert again.look_at == NOW + LEASE
    after = unconfirmed.after_reconcile(again, None, now=NOW + LEASE, look_up_after=LOOKS)
    assert after.state is State.SCHEDULED
    with pytest.raises(OutboxError):
        unconfirmed.looked_again(post(State.FAILED), now=NOW)


def test_a_lost_lease_is_a_doubt_only_after_the_commit_began() -> None:
    harmless = states.after_lease_lost(post(), now=NOW, look_up_after=LOOKS)
    assert (harmless.state, harmless.next_try_at) == (State.SCHEDULED, NOW)
    begun = post(commit_started_at=NOW)
    lost = states.after_lease_lost(begun, now=NOW + LEASE, look_up_after=LOOKS)
    assert (lost.state, lost.look_at) == (State.UNCONFIRMED, NOW + LEASE)


def test_the_last_check_can_stop_a_post_only_before_its_commit() -> None:
    assert states.missed(post(), "Too late.").state is State.MISSED
    assert states.paused(post(), "It fell due in a pause.").state is State.PAUSED
    waiting = states.withheld(post(), WaitReason.ACCOUNT, "Connect Instagram.")
    assert (waiting.state, waiting.wait_reason) == (State.WAITING, WaitReason.ACCOUNT)
    later = states.put_off(post(attempts=2), until=NOW + LEASE)
    assert (later.state, later.attempts, later.next_try_at) == (State.SCHEDULED, 1, NOW + LEASE)
    begun = post(commit_started_at=NOW)
    for move in (states.missed, states.paused):
        with pytest.raises(OutboxError, match="being sent right now"):
            move(begun, "words")
    with pytest.raises(OutboxError, match="being sent right now"):
        states.withheld(begun, WaitReason.ACCOUNT, "words")
    with pytest.raises(OutboxError):
        states.put_off(begun, until=NOW)


BY_HAND = {State.WAITING, State.SCHEDULED, State.MISSED, State.PAUSED, State.FAILED}


@pytest.mark.parametrize("state", State)
def test_she_can_send_what_is_surely_not_there(state: State) -> None:
    if state in BY_HAND:
        asked = requested(post(state, attempts=5), now=NOW)
        assert (asked.state, asked.next_try_at, asked.attempts) == (State.SCHEDULED, NOW, 0)
        assert is_requested(asked)
    else:
        with pytest.raises(OutboxError):
            requested(post(state), now=NOW)


def test_a_post_she_asked_for_that_must_wait_after_all_follows_the_plan_again_at_its_own_time() -> (
    None
):
    asked = replace(requested(post(State.WAITING), now=NOW), state=State.SENDING)
    waiting = replace(
        states.withheld(asked, WaitReason.ACCOUNT, "Connect Instagram."),
        plan=plan(state=State.WAITING),
    )
    moved_on = states.replanned(waiting, plan())
    assert (moved_on.state, is_requested(moved_on)) == (State.SCHEDULED, False)
    assert moved_on.next_try_at == moved_on.plan.due_at


@pytest.mark.parametrize("state", State)
def test_she_can_cancel_what_has_not_left(state: State) -> None:
    if state in BY_HAND | {State.CANCELLED}:
        gone = cancelled(post(state))
        assert (gone.state, gone.cancelled_by) == (State.CANCELLED, CancelledBy.OWNER)
    else:
        with pytest.raises(OutboxError):
            cancelled(post(state))


def test_her_word_settles_a_doubt_and_nothing_else() -> None:
    there = resolved(doubtful(), is_posted=True, now=NOW)
    assert (there.state, there.posted_at, there.remote_id) == (State.POSTED, NOW, None)
    absent = resolved(doubtful(), is_posted=False, now=NOW)
    assert (absent.state, absent.look_at) == (State.FAILED, None)
    assert "socialkit post aaaa1111" in (absent.error or "")
    for state in set(State) - {State.UNCONFIRMED}:
        with pytest.raises(OutboxError, match="not unconfirmed"):
            resolved(post(state), is_posted=True, now=NOW)


def test_a_refusal_says_why_and_what_to_do() -> None:
    with pytest.raises(OutboxError) as refusal:
        requested(doubtful(), now=NOW)
    assert str(refusal.value) == (
        "Post aaaa1111 was left as it is. It may be on the network already. Look at the account, "
        "then say `socialkit resolve aaaa1111 --posted` or "
        "`socialkit resolve aaaa1111 --not-posted`."
    )


class LifeOfAPost(RuleBasedStateMachine):
    """Anything may happen to a post, in any order: the two great rules hold all the same."""

    def __init__(self) -> None:
        super().__init__()
        self.post = states.planned(plan())
        self.now = NOW
        self.sent_by_itself = 0
        self.final: Post | None = None

    def try_move(self, new: Post) -> None:
        before, self.post = self.post, new
        require_legal(before, new)
        if new.state is State.POSTED:
            self.final = new
        if before.state is State.UNCONFIRMED:
            assert new.state is not State.SENDING
        assert new.fence >= before.fence

    @rule(wait=st.integers(min_value=0, max_value=7200))
    def time_passes(self, wait: int) -> None:
        self.now += timedelta(seconds=wait)

    @rule(
        hours=st.integers(min_value=-3, max_value=3),
        state=st.sampled_from(["waiting", "scheduled"]),
    )
    def the_file_is_edited(self, hours: int, state: str) -> None:
        edited = plan(due_at=NOW + timedelta(hours=hours), state=State(state))
        self.post = states.replanned(self.post, edited)

    @rule()
    def the_slot_is_removed(self) -> None:
        self.post = states.withdrawn(self.post)

    @precondition(lambda self: self.post.state is State.SCHEDULED)
    @rule()
    def a_worker_claims_it(self) -> None:
        self.try_move(states.claimed(self.post, worker="w", now=self.now, lease=LEASE))

    @precondition(lambda self: self.post.state is State.SENDING)
    @rule()
    def the_request_leaves(self) -> None:
        if self.post.commit_started_at is None:
            self.sent_by_itself += 1
            self.post = replace(self.post, commit_started_at=self.now)

    @precondition(lambda self: self.post.state is State.SENDING)
    @rule(error=st.sampled_from([RETRY, ACCOUNT, NEVER, DOUBT]))
    def the_worker_fails(self, error: PublishError) -> None:
        if self.post.commit_started_at is not None and error is not DOUBT:
            self.sent_by_itself -= 1  # the network said that it surely posted nothing
        new = states.after_failure(self.post, error, now=self.now, look_up_after=LOOKS)
        self.try_move(new)

    @precondition(lambda self: self.post.state is State.SENDING)
    @rule()
    def the_worker_dies(self) -> None:
        new = states.after_lease_lost(self.post, now=self.now, look_up_after=LOOKS)
        self.try_move(new)

    @precondition(lambda self: self.post.state is State.SENDING)
    @rule()
    def the_answer_comes(self) -> None:
        self.try_move(unconfirmed.after_receipt(self.post, LIVE, now=self.now))

    @precondition(lambda self: self.post.state is State.UNCONFIRMED)
    @rule(found=st.sampled_from([None, None, None, LIVE]))
    def somebody_looks(self, found: Receipt | None) -> None:
        self.try_move(
            unconfirmed.after_reconcile(self.post, found, now=self.now, look_up_after=LOOKS)
        )

    @precondition(lambda self: self.post.state is State.UNCONFIRMED)
    @rule()
    def the_network_cannot_be_asked(self) -> None:
        new = unconfirmed.after_failed_reconcile(
            self.post, RETRY, now=self.now, look_up_after=LOOKS
        )
        assert new.state is State.UNCONFIRMED
        self.try_move(new)

    @rule(hand=st.sampled_from(["post", "cancel", "posted", "not posted"]))
    def she_steps_in(self, hand: str) -> None:
        try:
            new = {
                "post": lambda: requested(self.post, now=self.now),
                "cancel": lambda: cancelled(self.post),
                "posted": lambda: resolved(self.post, is_posted=True, now=self.now),
                "not posted": lambda: resolved(self.post, is_posted=False, now=self.now),
            }[hand]()
        except OutboxError:
            return
        if hand == "post" and self.post.state is State.FAILED:
            self.sent_by_itself = 0  # from here on it is her word
            new = replace(new, resends=0)
        self.try_move(new)

    @invariant()
    def posted_never_changes(self) -> None:
        assert self.final is None or self.post == self.final

    @invariant()
    def it_leaves_at_most_twice_without_her(self) -> None:
        assert self.sent_by_itself <= 2

    @invariant()
    def a_lease_is_held_exactly_while_sending(self) -> None:
        assert (self.post.lease_owner is not None) == (self.post.state is State.SENDING)


TestLifeOfAPost = LifeOfAPost.TestCase


@pytest.mark.parametrize("error", [RETRY, ACCOUNT])
def test_what_was_refused_after_its_request_left_is_not_sent_again_before_it_would_show(
    error: PublishError,
) -> None:
    refused = states.after_failure(post(commit_started_at=NOW), error, now=NOW, look_up_after=LOOKS)
    assert refused.state is State.SCHEDULED
    assert refused.next_try_at == NOW + LOOKS[-1]
