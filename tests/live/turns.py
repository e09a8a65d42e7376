"""Turns taken in this process, at times that the test chooses: hours pass in no time.

In: a practice in its world. Out: turns with the real roads over real sockets, at the real waits of
the product. The emulated networks live in this process, so their clock moves along with ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import time_machine

from socialkit.model.post import Network, Post
from socialkit.model.protocols import Clock
from socialkit.pipeline.accounts.connect import connect, follow_via
from socialkit.pipeline.accounts.cooldown import rests, tell_rest
from socialkit.pipeline.accounts.health_check import check_accounts
from socialkit.pipeline.cycle import Report, Turn, take_turn
from socialkit.pipeline.delivery.manual_actions import ask_for, take_down
from socialkit.publishers.factory import build_publisher
from socialkit.publishers.protocol import LivePublisher
from socialkit.runtime.container import Wiring, wire
from socialkit.runtime.publishing import find_recipe, make_desk, open_turn
from socialkit.runtime.schedule_reload import settle
from tests.live.practice import Practice

START = datetime(2026, 12, 1, 12, 0, 30, tzinfo=UTC)
"""Half a minute after the post of `SOON` falls due."""
SOON = '{{date: 2026-12-01, at: "12:00", to: [{network}], quote: "{quote}"}}'


@dataclass(frozen=True)
class TravellingClock:
    """The machine's own clock, whose waits cost nothing: it moves on by them."""

    traveller: time_machine.Traveller

    def now(self) -> datetime:
        return datetime.now(UTC)

    def wait(self, duration: timedelta) -> None:
        self.traveller.shift(duration)


@dataclass
class Turns:
    """A practice whose time the test moves. `keep` reads her folder once only: quicker, and blind to
    what the test changes there later."""

    practice: Practice
    traveller: time_machine.Traveller
    keep: bool = False
    _stack: ExitStack = field(default_factory=ExitStack)
    _kept: tuple[Wiring, Turn] | None = None

    def close(self) -> None:
        """Let go of what was kept."""
        self._kept = None
        self._stack.close()

    def tick(self) -> Report:
        """One turn, now."""
        with self._turn() as turn:
            return take_turn(turn)

    def look(self) -> list[str]:
        """The part of a turn that looks at the accounts; the words of those that rest then."""
        with self._turn() as turn:
            follow_via(turn.workspace, turn.desk.store)
            check_accounts(turn.roads)
            now, zone = turn.desk.clock.now(), ZoneInfo("UTC")
            accounts = turn.desk.store.accounts()
        return [tell_rest(one, zone=zone) for one in accounts if rests(one, now=now)]

    def later(self, wait: timedelta) -> Report:
        """One turn, after a while."""
        self.traveller.shift(wait)
        return self.tick()

    def reconnect(self) -> None:
        """She puts her accounts right, as `socialkit connect` does, wherever one has a problem."""
        if self._kept is not None and not any(
            one.problem for one in self._kept[1].desk.store.accounts()
        ):
            return
        with self._turn() as turn:
            for account in turn.desk.store.accounts():
                if account.problem and account.paused_until is not None:
                    road = turn.publishers[account.network]
                    now = turn.desk.clock.now()
                    yes = lambda *_: True  # noqa: E731
                    connect(
                        account.network, turn.workspace, turn.desk.store, road, now=now, agree=yes
                    )

    def ask_for(self, key: str) -> None:
        """She says: socialkit post KEY."""
        lag = wire(self.practice.folder).settings.lag
        with self._turn() as turn:
            ask_for(key, turn.desk.store, now=turn.desk.clock.now(), lag=lag)

    def take_down(self, key: str) -> Post:
        """She says: socialkit unpublish KEY."""
        with self._turn() as turn:
            return take_down(key, turn.desk.store, turn.publishers, turn.desk)

    @property
    def next_check_at(self) -> datetime | None:
        """When the daemon would take a turn to look at an account."""
        wiring = wire(self.practice.folder)
        with wiring.open_outbox() as store:
            return store.next_check_at(after=wiring.clock.now())

    @property
    def posts(self) -> tuple[Post, ...]:
        """All rows of the outbox."""
        if self._kept is not None:
            return self._kept[1].desk.store.posts()
        with wire(self.practice.folder).open_outbox() as store:
            return store.posts()

    @contextmanager
    def _turn(self) -> Iterator[Turn]:
        with ExitStack() as stack:
            wiring, turn = self._kept or self._open(self._stack if self.keep else stack)
            if self.keep:
                self._kept = (wiring, turn)
            yield _on_roads(wiring, turn, self.traveller)

    def _open(self, stack: ExitStack) -> tuple[Wiring, Turn]:
        wiring, _ = settle(wire(self.practice.folder))
        return wiring, stack.enter_context(open_turn(wiring))


def tick_in(folder: Path, traveller: time_machine.Traveller) -> Report:
    """One turn in `folder`, now, for a process that has nothing of a test but its time."""
    wiring, _ = settle(wire(folder))
    with open_turn(wiring) as turn:
        return take_turn(_on_roads(wiring, turn, traveller))


def _on_roads(wiring: Wiring, turn: Turn, traveller: time_machine.Traveller) -> Turn:
    """The turn with its roads in this process, at the moved time."""
    roads = _roads(wiring, TravellingClock(traveller))
    return replace(turn, desk=make_desk(wiring, turn.desk.store, roads), publishers=roads)


def _roads(wiring: Wiring, clock: Clock) -> dict[Network, LivePublisher]:
    """The roads that the sender would build, built here."""
    recipes = {network: find_recipe(wiring, network) for network in Network}
    return {
        network: build_publisher(recipe, clock=clock)
        for network, recipe in recipes.items()
        if recipe is not None
    }
