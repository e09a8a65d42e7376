"""A network may refuse what it took: what a refused post waits for, and who ends that."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from socialkit.errors import AccountProblem, PublishError, TemporaryFailure
from socialkit.model.post import SENT_AT, Post, PostKind, State
from socialkit.outbox.machine import states
from socialkit.outbox.machine.manual import requested, resolved
from tests.outbox.sample import LOOKS, NOW, plan, post

MINUTE = timedelta(minutes=1)
ACCOUNT = AccountProblem("Log in again.", network="instagram")


def sending() -> Post:
    return post(State.SENDING, commit_started_at=NOW, attempts=1)


def failed(before: Post, error: PublishError) -> Post:
    return states.after_failure(before, error, now=NOW, look_up_after=LOOKS)


def test_a_post_that_was_refused_waits_for_its_last_look_whoever_asks_or_edits() -> None:
    refused = failed(sending(), ACCOUNT)
    last = NOW + LOOKS[-1]
    assert requested(refused, now=NOW, lag=LOOKS[-1]).next_try_at == last
    assert requested(refused, now=last, lag=LOOKS[-1]).next_try_at == last
    sooner = replace(refused.plan, due_at=NOW - timedelta(hours=1))
    assert states.replanned(refused, sooner).next_try_at == last
    held_back = states.replanned(refused, replace(refused.plan, state=State.WAITING))
    assert states.released(held_back, now=NOW).next_try_at == last


def test_after_her_own_look_a_refused_post_goes_at_once() -> None:
    refused = failed(sending(), ACCOUNT)
    asked = requested(refused, now=NOW, lag=LOOKS[-1])
    assert resolved(asked, is_posted=True, now=NOW).state is State.POSTED
    absent = resolved(asked, is_posted=False, now=NOW + MINUTE)
    assert absent.state is State.FAILED
    assert requested(absent, now=NOW + MINUTE, lag=LOOKS[-1]).next_try_at == NOW + MINUTE


def test_what_never_left_does_not_wait_for_a_look() -> None:
    unsent = TemporaryFailure("No road.", network="instagram", never_left=True)
    again = failed(sending(), unsent)
    assert again.next_try_at == NOW + MINUTE
    story = replace(sending(), plan=plan(kind=PostKind.STORY))
    assert failed(story, unsent).state is State.SCHEDULED


def test_a_story_that_left_and_was_refused_is_in_doubt() -> None:
    story = replace(sending(), plan=plan(kind=PostKind.STORY))
    for error in (TemporaryFailure("Slow down.", network="instagram"), ACCOUNT):
        new = failed(story, error)
        assert new.state is State.UNCONFIRMED


def test_no_post_that_ever_left_is_called_failed_without_a_look() -> None:
    tired = replace(sending(), attempts=5)
    slow = TemporaryFailure("Slow down.", network="instagram")
    looked_for = failed(tired, slow)
    assert (looked_for.state, looked_for.look_at) == (State.UNCONFIRMED, NOW + LOOKS[0])
    tired = replace(tired, commit_started_at=None, tickets={SENT_AT: NOW.isoformat()})
    hers = failed(tired, slow)
    assert (hers.state, hers.look_at) == (State.UNCONFIRMED, None)
    assert "socialkit resolve" in (hers.error or "")
