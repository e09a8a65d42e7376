"""What becomes of a first comment is kept beside its post, on both databases, and moved by one only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from socialkit.errors import PermanentFailure, TemporaryFailure, UncertainOutcome
from socialkit.model.post import CommentState, FirstComment, Receipt
from socialkit.outbox.machine import comment_states
from socialkit.outbox.machine.unconfirmed import after_receipt
from socialkit.outbox.store import Store
from tests.outbox.sample import LOOKS, NOW, add, claim, plan

KEY = "aaaa1111"
SINCE = NOW - timedelta(days=1)
SEND_TIMEOUT = timedelta(minutes=2)
REFUSED = PermanentFailure("It refuses it.", network="instagram")
DOUBT = UncertainOutcome("No answer.", network="instagram")


def post_it(store: Store, key: str = KEY, words: str = "#rest") -> None:
    add(store, plan(key, first_comment=words))
    sent = claim(store, key)
    assert store.finish(sent, after_receipt(sent, Receipt("r1"), now=NOW))


def begun() -> FirstComment:
    return comment_states.begun(FirstComment(KEY), now=NOW, send_timeout=SEND_TIMEOUT)


def test_a_comment_is_due_once_its_post_is_out_and_not_before(store: Store) -> None:
    add(store, plan(first_comment="#rest"))
    assert store.comments.due(NOW, since=SINCE) == ()
    sent = claim(store)
    store.finish(sent, after_receipt(sent, Receipt("r1"), now=NOW))
    ((post, comment),) = store.comments.due(NOW, since=SINCE)
    assert (post.key, post.plan.first_comment, post.remote_id) == (KEY, "#rest", "r1")
    assert comment == FirstComment(KEY)


def test_a_post_without_one_asks_for_nothing(store: Store) -> None:
    post_it(store, words="")
    assert store.comments.due(NOW, since=SINCE) == ()


def test_of_two_workers_one_may_send(store: Store) -> None:
    post_it(store)
    ((_, one),) = store.comments.due(NOW, since=SINCE)
    ((_, other),) = store.comments.due(NOW, since=SINCE)
    assert store.comments.save(one, begun())
    assert not store.comments.save(other, begun())
    assert not store.comments.save(other, comment_states.left_out(other, "old"))
    assert store.comments.find(KEY) == begun()


def test_one_in_the_air_is_looked_for_when_its_request_is_surely_dead(store: Store) -> None:
    post_it(store)
    store.comments.save(FirstComment(KEY), begun())
    assert store.comments.due(NOW, since=SINCE) == ()
    assert store.comments.next_at(after=NOW, since=SINCE) == NOW + SEND_TIMEOUT
    ((_, found),) = store.comments.due(NOW + SEND_TIMEOUT, since=SINCE)
    assert found == begun()


def test_that_it_stands_there_is_stored_whatever_the_row_says(store: Store) -> None:
    post_it(store)
    store.comments.save(FirstComment(KEY), begun())
    moved_on = replace(begun(), looks=2)
    assert store.comments.save(begun(), moved_on)
    assert store.comments.save(begun(), comment_states.there(begun(), "c1"))
    assert store.comments.find(KEY).remote_id == "c1"
    assert store.comments.due(NOW + timedelta(days=1), since=SINCE) == ()


def test_she_is_told_of_those_that_are_missing(store: Store) -> None:
    post_it(store)
    refused = comment_states.after_refusal(begun(), REFUSED, now=NOW, look_up_after=LOOKS)
    store.comments.save(FirstComment(KEY), refused)
    ((_, told),) = store.comments.troubled(since=SINCE)
    assert told.error == "It refuses it."
    store.comments.save(refused, comment_states.there(refused, "c1"))
    assert store.comments.troubled(since=SINCE) == ()


def test_comments_move_to_another_outbox_with_their_posts(store: Store, tmp_path: object) -> None:
    from socialkit.outbox.store import open_store

    post_it(store)
    store.comments.save(FirstComment(KEY), begun())
    with open_store("sqlite://", workspace="copy") as copy:
        store.copy_into(copy)
        assert copy.comments.find(KEY) == begun()


def test_a_refused_one_is_tried_three_times_and_then_left_out() -> None:
    comment = FirstComment(KEY)
    for minutes in (10, 60):
        comment = comment_states.begun(comment, now=NOW, send_timeout=SEND_TIMEOUT)
        comment = comment_states.after_refusal(comment, REFUSED, now=NOW, look_up_after=LOOKS)
        assert comment.state is CommentState.WAITING
        assert comment.next_at == NOW + timedelta(minutes=minutes)
    comment = comment_states.begun(comment, now=NOW, send_timeout=SEND_TIMEOUT)
    comment = comment_states.after_refusal(comment, REFUSED, now=NOW, look_up_after=LOOKS)
    assert comment.state is CommentState.LEFT_OUT
    assert comment.error == "It refuses it. It was tried 3 times."


def test_a_network_that_asks_for_a_wait_gets_it() -> None:
    hours = timedelta(hours=3)
    slow = TemporaryFailure("Slow down.", network="instagram", retry_after=hours)
    after = comment_states.after_refusal(begun(), slow, now=NOW, look_up_after=LOOKS)
    assert after.next_at == NOW + hours


def test_in_doubt_only_the_last_clean_look_counts_and_two_requests_are_enough() -> None:
    comment, now = FirstComment(KEY), NOW
    for _ in range(2):
        comment = comment_states.begun(comment, now=now, send_timeout=SEND_TIMEOUT)
        comment = comment_states.after_refusal(comment, DOUBT, now=now, look_up_after=LOOKS)
        for _ in LOOKS:
            assert comment.state is CommentState.SENDING
            now = comment.next_at or now
            comment = comment_states.after_absent_look(comment, now=now, look_up_after=LOOKS)
    assert now == NOW + 2 * LOOKS[-1]
    assert comment.state is CommentState.LEFT_OUT
    assert comment.tries == 2
