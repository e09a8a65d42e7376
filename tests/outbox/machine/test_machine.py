"""Any order of crashes, lost answers, two workers and her own commands: never two copies, none lost.

A state machine over the real outbox (SQLite in memory) and the real protocol, with a clock and a
network that it steers. While one worker is anywhere in its protocol, the rest of the world goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from socialkit.errors import OutboxError
from socialkit.model.network import Network
from socialkit.model.post import Account, PlannedPost, Post, PostKind, State
from socialkit.outbox.machine.states import paused
from socialkit.outbox.machine.unconfirmed import looked_again
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.delivery.manual_actions import cancel, request_now, resolve
from socialkit.pipeline.delivery.publish import DeliveryContext, publish_one
from socialkit.pipeline.delivery.reconcile import sweep_lost_leases
from tests.outbox.sea import SEND_TIMEOUT, WIRES, PowerCut, Sea
from tests.support.builders import planned
from tests.support.fakes import HandClock

KEYS = ("card-one-aaaa", "card-two-bbbb", "the-story-cc")
PLACES = ("claimed", "reading", "preparing", "judged again", "commit marked")
DEEDS = ("sleep past the lease", "power cut", "cancel", "ask", "pause", "edit", "withdraw", "wait")
SOON = timedelta(seconds=40)
PAST_THE_LEASE = SEND_TIMEOUT + timedelta(seconds=121)
PAST_ALL_LOOKS = timedelta(seconds=700)

SETTLED = {State.POSTED, State.FAILED, State.PAUSED, State.CANCELLED}

keys = st.sampled_from(KEYS)
deeds = st.sampled_from(DEEDS)
lags = st.sampled_from([timedelta(0), timedelta(seconds=60), timedelta(seconds=250)])


class Watched:
    """An outbox of which the test learns that a commit was marked."""

    def __init__(self, store: Store, passing: Callable[[str], None]) -> None:
        self._store, self._passing = store, passing

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def start_commit(self, post: Post, now: datetime, *, lease: timedelta) -> Post | None:
        begun = self._store.start_commit(post, now, lease=lease)
        self._passing("commit marked")
        return begun


class Outbox(RuleBasedStateMachine):
    """Two machines, one account, three posts, and her."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = HandClock()
        self.store = open_store("sqlite://", workspace="w")
        self.sea = Sea(self.clock, self.pass_by)
        self.is_paused = False
        self.meanwhile: tuple[str, str, str] | None = None
        self.plans = {key: self._plan(key, 0) for key in KEYS}
        self.starts = 1
        self._sync()

    def _plan(self, key: str, version: int) -> PlannedPost:
        kind = PostKind.STORY if "story" in key else PostKind.CARD
        return planned(key, slot_id=key, kind=kind, caption=f"{key}, version {version}")

    def _sync(self, *withdrawn: str) -> None:
        plans = [plan for key, plan in self.plans.items() if key not in withdrawn]
        self.store.sync([], plans, withdrawn=withdrawn, now=self.clock.now())

    def delivery(self, machine: str) -> DeliveryContext:
        store: Store = Watched(self.store, self.pass_by)  # type: ignore[assignment]
        return DeliveryContext(
            store,
            {Network.INSTAGRAM: self.sea},
            self.clock,
            f"{machine}:{self.starts}",
            self.preflight,
            send_timeout=SEND_TIMEOUT,
        )

    def preflight(self, post: Post, now: datetime) -> Post | None:
        self.pass_by("judged again" if "upload" in post.tickets else "claimed")
        return paused(post, "It fell due in a pause.") if self.is_paused else None

    def pass_by(self, place: str) -> None:
        """A worker is at `place`: what shall happen meanwhile happens now, once."""
        if self.meanwhile is None or self.meanwhile[0] != place:
            return
        _, deed, key = self.meanwhile
        self.meanwhile = None
        wire, self.sea.wire = self.sea.wire, "answered"
        if deed == "power cut":
            raise PowerCut
        if deed == "wait":
            self.clock.wait(SOON)
        elif deed == "sleep past the lease":
            self.clock.wait(PAST_THE_LEASE)
            for _ in range(5):
                self.work("second")
                self.clock.wait(PAST_ALL_LOOKS)
        else:
            self.do(deed, key)
        self.sea.wire = wire

    def work(self, machine: str) -> None:
        """One turn of a machine: settle, then send what is due."""
        delivery = self.delivery(machine)
        try:
            sweep_lost_leases(delivery, sole_worker=delivery.worker)
            for key in self.store.due(self.clock.now()):
                publish_one(key, delivery)
        except OutboxError:
            pass  # the claim was lost, and nothing was sent; said in words
        except PowerCut:
            self.starts += 1

    def do(self, deed: str, key: str) -> None:
        """One of her commands; what is refused stays as it is."""
        now = self.clock.now()
        try:
            if deed == "cancel":
                cancel(key, self.store)
            elif deed == "ask":
                request_now(key, self.store, now=now)
            elif deed == "pause":
                self.is_paused = True
            elif deed == "withdraw":
                self._sync(key)
            elif deed == "edit":
                version = int(self.plans[key].caption.rpartition(" ")[2]) + 1
                self.plans[key] = self._plan(key, version)
                self._sync()
        except OutboxError:
            pass

    @rule(
        wire=st.sampled_from(WIRES),
        lag=lags,
        machine=st.sampled_from(["first", "second"]),
        place=st.sampled_from(PLACES),
        deed=st.none() | deeds,
        key=keys,
    )
    def turn(
        self, wire: str, lag: timedelta, machine: str, place: str, deed: str | None, key: str
    ) -> None:
        self.sea.wire, self.sea.lag = wire, lag
        self.meanwhile = None if deed is None else (place, deed, key)
        self.work(machine)
        self.meanwhile = None

    @rule(wait=st.sampled_from([SOON, timedelta(minutes=3), PAST_THE_LEASE, PAST_ALL_LOOKS]))
    def time_passes(self, wait: timedelta) -> None:
        self.clock.wait(wait)

    @rule(deed=st.sampled_from(["cancel", "ask", "edit", "withdraw"]), key=keys)
    def she_acts(self, deed: str, key: str) -> None:
        self.do(deed, key)

    @rule(paused=st.booleans())
    def she_pauses(self, paused: bool) -> None:
        self.is_paused = paused

    @rule(blind=st.booleans())
    def the_network_is_out_of_sight(self, blind: bool) -> None:
        self.sea.is_blind = blind

    @rule(key=keys)
    def she_resolves(self, key: str) -> None:
        """She looks at the account and says the truth."""
        post = self.store.post(key)
        if post.state is State.UNCONFIRMED and post.look_at is None:
            is_posted = bool(self.sea.copies()[key])
            resolve(key, self.store, is_posted=is_posted, now=self.clock.now())

    @rule()
    def she_connects(self) -> None:
        """Her account is fine again, and what was left in doubt is looked for once more."""
        account = Account(Network.INSTAGRAM, self.plans[KEYS[0]].account, "instagrapi")
        self.store.save_account(replace(account, connected_at=self.clock.now()))
        for post in self.store.posts(states=(State.UNCONFIRMED,)):
            if post.look_at is None:
                self.store.finish(post, looked_again(post, now=self.clock.now()))

    @precondition(lambda self: any(copies > 0 for copies in self.sea.copies().values()))
    @invariant()
    def never_two_copies(self) -> None:
        assert max(self.sea.copies().values()) == 1, self.sea.book

    def teardown(self) -> None:
        """All calms down; then nothing is lost, and what is said of each post is true."""
        self.is_paused, self.sea.is_blind, self.sea.wire = False, False, "answered"
        self.she_connects()
        for wait in (*[PAST_ALL_LOOKS] * 12, *[timedelta(minutes=65)] * 6):
            if all(post.state in SETTLED for post in self.store.posts()):
                break
            self.clock.wait(wait)
            self.work("first")
        for key in KEYS:
            self._is_true(self.store.post(key), self.sea.copies()[key])
        self.store.close()

    def _is_true(self, post: Post, copies: int) -> None:
        assert copies <= 1
        if post.state is State.UNCONFIRMED:
            assert post.look_at is None and "socialkit resolve" in (post.error or ""), post
        elif post.state is State.POSTED:
            assert copies == 1, post
        else:
            assert post.state in {State.FAILED, State.PAUSED, State.CANCELLED}, post
            assert copies == 0, post


TestOutbox = Outbox.TestCase
TestOutbox.settings = settings(
    max_examples=100,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_a_sender_that_slept_past_its_lease_after_the_mark_sends_nothing_any_more() -> None:
    machine = Outbox()
    machine.turn(
        wire="answered",
        lag=timedelta(0),
        machine="first",
        place="commit marked",
        deed="sleep past the lease",
        key=KEYS[0],
    )
    machine.never_two_copies()
    machine.teardown()
