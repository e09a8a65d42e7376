"""A first comment stands below its post once, whatever happens, and never troubles the post.

The outbox is real; the network's own list of comments is the judge.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from socialkit.errors import AccountProblem, PermanentFailure, TemporaryFailure, UncertainOutcome
from socialkit.model.network import Network
from socialkit.model.post import (
    Account,
    CommentState,
    FirstComment,
    Post,
    RemoteComment,
    State,
    Thread,
)
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.delivery.first_comment import first_comment_notices, write_first_comments
from socialkit.pipeline.delivery.manual_actions import TAKEN_DOWN
from socialkit.pipeline.delivery.publish import DeliveryContext, publish_one
from tests.support.builders import HANDLE, NOON, planned
from tests.support.fakes import FaultyNetwork, HandClock

KEY = "a" * 12
WORDS = "#pause #kind"
WAITS = tuple(timedelta(seconds=seconds) for seconds in (121, 30, 90, 480, 600, 3600))
SEND_TIMEOUT = timedelta(seconds=120)
REFUSED = PermanentFailure("Instagram refuses it.", network="instagram")
LOST = UncertainOutcome("No clear answer came.", network="instagram")


class PowerCut(BaseException):
    """The process ends here."""


@dataclass
class Below(FaultyNetwork):
    """What stands below posts, shown `lag` later. `wires` says what happens to the next comments."""

    wires: list[str] = field(default_factory=list)
    lag: timedelta = timedelta(0)
    written: list[tuple[datetime, str]] = field(default_factory=list)

    def read_thread(self, remote_id: str) -> Thread | None:
        thread = super().read_thread(remote_id)
        seen = [text for at, text in self.written if at + self.lag <= self.clock.now()]
        return thread and Thread(thread.caption, tuple(RemoteComment("c1", text) for text in seen))

    def comment(self, post: Post) -> str:
        self.log.append("comment")
        wire = self.wires.pop(0) if self.wires else "answered"
        if wire == "refused":
            raise REFUSED
        if wire == "cut before":
            raise PowerCut
        if wire not in {"request lost", "odd"}:
            self.written.append((self.clock.now(), post.plan.first_comment))
        if wire == "cut after":
            raise PowerCut
        if wire == "odd":
            raise RuntimeError
        if "lost" in wire:
            self.clock.wait(SEND_TIMEOUT)
            raise LOST
        return "c1"


@dataclass
class Bench:
    """A post with a first comment, and the things a test turns."""

    delivery: DeliveryContext
    store: Store
    network: Below
    clock: HandClock

    def write(self, *waits: timedelta, is_paused: bool = False) -> CommentState:
        for wait in waits or (timedelta(0),):
            self.clock.wait(wait)
            with suppress(PowerCut):
                write_first_comments(self.delivery, is_paused=lambda: is_paused)
        return self.comment.state

    @property
    def comment(self) -> FirstComment:
        return self.store.comments.find(KEY)

    @property
    def told(self) -> str:
        return " ".join(one.text for one in first_comment_notices(self.store, now=self.clock.now()))

    @property
    def is_posted(self) -> bool:
        return self.store.post(KEY).state is State.POSTED and self.network.commits == 1


def make_bench(store: Store) -> Bench:
    clock = HandClock()
    network = Below(clock)
    store.sync([], [planned(KEY, first_comment=WORDS)], withdrawn=(), now=NOON)
    delivery = DeliveryContext(
        store, {Network.INSTAGRAM: network}, clock, "me", lambda post, now: None
    )
    publish_one(KEY, delivery)
    return Bench(delivery, store, network, clock)


@pytest.fixture
def bench() -> Iterator[Bench]:
    with open_store("sqlite://", workspace="w") as store:
        yield make_bench(store)


def test_it_is_written_once_after_a_look(bench: Bench) -> None:
    assert bench.write() is CommentState.THERE
    bench.write(*WAITS)
    assert [text for _, text in bench.network.written] == [WORDS]
    assert bench.network.log[-2:] == ["read comments", "comment"]
    assert (bench.comment.remote_id, bench.told) == ("c1", "")


def test_one_that_stands_there_is_adopted(bench: Bench) -> None:
    bench.network.written.append((bench.clock.now(), f"{WORDS}\r\n"))
    assert bench.write() is CommentState.THERE
    assert len(bench.network.written) == 1


@pytest.mark.parametrize("wire", ["answer lost", "cut after"])
def test_a_lost_answer_is_looked_for_before_anything_else(bench: Bench, wire: str) -> None:
    bench.network.wires, bench.network.lag = [wire], timedelta(minutes=9)
    assert bench.write() is CommentState.SENDING
    assert bench.write(*WAITS) is CommentState.THERE
    assert len(bench.network.written) == 1
    assert bench.is_posted


@pytest.mark.parametrize("wire", ["request lost", "cut before", "odd"])
def test_one_that_never_arrived_is_sent_once_more(bench: Bench, wire: str) -> None:
    bench.network.wires = [wire]
    assert bench.write(timedelta(0), *WAITS) is CommentState.THERE
    assert len(bench.network.written) == 1


def test_a_refusal_is_told_as_a_note_and_never_touches_the_post(bench: Bench) -> None:
    bench.network.wires = ["refused"] * 9
    assert bench.write() is CommentState.WAITING
    assert "Instagram: the post is out, its first comment is not there yet. Instagram refuses" in (
        bench.told
    )
    assert bench.write(*[timedelta(hours=2)] * 5) is CommentState.LEFT_OUT
    assert bench.network.log.count("comment") == 3
    assert "is left out. Instagram refuses it. It was tried 3 times." in bench.told
    assert bench.is_posted


def test_trouble_with_a_comment_makes_no_account_rest(bench: Bench) -> None:
    bench.network.refuse_comment = [AccountProblem("It may not comment.", network="instagram")]
    bench.network.blind = [AccountProblem("It may not read.", network="instagram")]
    bench.write(timedelta(0), timedelta(minutes=10))
    assert all(one.paused_until is None for one in bench.store.accounts())


def test_while_nothing_can_be_read_nothing_is_sent(bench: Bench) -> None:
    bench.network.blind = [TemporaryFailure("Not just now.", network="instagram")] * 200
    assert bench.write(*[timedelta(minutes=10)] * 5) is CommentState.WAITING
    assert "Not just now." in bench.told
    assert "comment" not in bench.network.log
    assert bench.write(timedelta(hours=24)) is CommentState.LEFT_OUT
    assert f"older than a day by now. Write it there yourself, if you like: “{WORDS}”" in bench.told


def test_a_day_later_it_is_too_late(bench: Bench) -> None:
    assert bench.write(timedelta(hours=24, seconds=1)) is CommentState.LEFT_OUT
    assert bench.network.log.count("read comments") == 0


def test_a_post_that_she_took_down_gets_none_and_nothing_is_told(bench: Bench) -> None:
    bench.store.annotate(KEY, error=TAKEN_DOWN, taken_down_at=NOON)
    assert bench.write() is CommentState.LEFT_OUT
    assert bench.told == ""


def test_a_post_that_is_gone_or_changed_there_gets_none(bench: Bench) -> None:
    (there,) = bench.network.live
    bench.network.live[0] = replace(there, caption="Other words.")
    assert bench.write() is CommentState.LEFT_OUT
    assert "The caption was changed there." in bench.told


def test_a_post_that_cannot_be_seen_yet_is_asked_for_again_and_then_given_up(bench: Bench) -> None:
    live, bench.network.live = bench.network.live, []
    assert bench.write() is CommentState.WAITING
    bench.network.live = live
    assert bench.write(timedelta(minutes=10)) is CommentState.THERE


def test_a_post_that_was_deleted_there_gets_none(bench: Bench) -> None:
    bench.network.live = []
    assert bench.write(timedelta(hours=2)) is CommentState.LEFT_OUT
    assert "The post is no longer there." in bench.told


def test_a_pause_between_the_look_and_the_comment_still_holds(bench: Bench) -> None:
    def is_paused() -> bool:
        return "read comments" in bench.network.log[asked:]

    asked = len(bench.network.log)
    write_first_comments(bench.delivery, is_paused=is_paused)
    assert bench.network.log[asked:] == ["read comments"]
    assert bench.comment.state is CommentState.WAITING
    assert bench.write(timedelta(minutes=11)) is CommentState.THERE


def test_in_a_pause_nothing_is_asked_and_afterwards_it_comes(bench: Bench) -> None:
    bench.write(is_paused=True)
    assert "read comments" not in bench.network.log
    assert bench.write(timedelta(minutes=10)) is CommentState.THERE


def test_while_the_account_rests_it_waits(bench: Bench) -> None:
    until = bench.clock.now() + timedelta(minutes=5)
    bench.store.save_account(
        Account(Network.INSTAGRAM, HANDLE, "instagrapi", paused_until=until, problem="Wait.")
    )
    assert bench.write() is CommentState.WAITING
    assert bench.write(timedelta(minutes=10)) is CommentState.THERE


def test_one_whose_answer_was_lost_is_looked_for_after_a_day_before_she_is_asked_to_write_it(
    bench: Bench,
) -> None:
    bench.network.wires = ["answer lost"]
    assert bench.write() is CommentState.SENDING
    assert bench.write(timedelta(hours=25)) is CommentState.THERE
    assert bench.told == ""


def test_one_that_was_lost_is_not_sent_again_after_a_day(bench: Bench) -> None:
    bench.network.wires = ["request lost"]
    bench.write()
    assert bench.write(*[timedelta(hours=25)], *[timedelta(hours=1)] * 5) is CommentState.LEFT_OUT
    assert bench.network.written == []
    assert "older than a day" in bench.told


def test_below_a_post_that_was_found_it_waits_until_an_older_one_could_be_seen() -> None:
    with open_store("sqlite://", workspace="first") as lost, open_store("sqlite://", workspace="w"):
        first = make_bench(lost)
        first.network.lag = timedelta(minutes=9)
        first.write()
        with open_store("sqlite://", workspace="second") as store:
            store.sync([], [planned(KEY, first_comment=WORDS)], withdrawn=(), now=NOON)
            publish_one(KEY, replace(first.delivery, store=store))
            second = replace(first, delivery=replace(first.delivery, store=store), store=store)
            assert second.is_posted
            second.write(timedelta(0), *WAITS)
            assert second.comment.state is CommentState.THERE
    assert len(first.network.written) == 1


WIRES = ("answered", "refused", "answer lost", "request lost", "cut before", "cut after", "odd")


@settings(max_examples=25, deadline=None)
@example(wires=["request lost", "answer lost"], lag=timedelta(0), blind=2, waits=[])
@given(
    wires=st.lists(st.sampled_from(WIRES), max_size=4),
    lag=st.sampled_from([timedelta(0), timedelta(seconds=60), timedelta(seconds=550)]),
    blind=st.integers(0, 4),
    waits=st.lists(st.sampled_from(WAITS), max_size=6),
)
def test_whatever_happens_never_twice_and_what_is_said_is_true(
    wires: list[str], lag: timedelta, blind: int, waits: list[timedelta]
) -> None:
    with open_store("sqlite://", workspace="w") as store:
        bench = make_bench(store)
        bench.network.wires, bench.network.lag = wires, lag
        bench.network.blind = [TemporaryFailure("Later.", network="instagram")] * blind
        bench.write(*waits, *WAITS, *[timedelta(hours=3)] * 3, timedelta(hours=24))
        bench.write(*[timedelta(hours=1)] * 5)
        copies = len(bench.network.written)
        assert copies == (1 if bench.comment.state is CommentState.THERE else 0)
        assert bench.comment.state in {CommentState.THERE, CommentState.LEFT_OUT}
        assert bench.is_posted
