"""Cycles run in this process, at times that the test chooses: hours pass in no time.

The emulated networks live in this process, so their clock moves along with ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import time_machine

from socialkit.model.network import Network
from socialkit.model.post import Post
from socialkit.model.protocols import Clock
from socialkit.pipeline.accounts.connect import apply_route_change, connect
from socialkit.pipeline.accounts.cooldown import describe_cooldown, is_cooling_down
from socialkit.pipeline.accounts.health_check import check_accounts
from socialkit.pipeline.cycle import Cycle, CycleReport, run_cycle
from socialkit.pipeline.delivery.manual_actions import request_now, unpublish
from socialkit.publishers.factory import build_publisher
from socialkit.publishers.protocol import LivePublisher
from socialkit.runtime.container import Container, build_container
from socialkit.runtime.publishing import find_publisher_config, make_delivery_context, open_cycle
from socialkit.runtime.schedule_reload import activate
from tests.e2e.practice import Practice

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
class Cycles:
    """A practice whose time the test moves. `keep` reads the folder once only: quicker, and blind to
    what the test changes there later."""

    practice: Practice
    traveller: time_machine.Traveller
    keep: bool = False
    _stack: ExitStack = field(default_factory=ExitStack)
    _kept: tuple[Container, Cycle] | None = None

    def close(self) -> None:
        """Let go of what was kept."""
        self._kept = None
        self._stack.close()

    def tick(self) -> CycleReport:
        """One cycle, now."""
        with self._cycle() as cycle:
            return run_cycle(cycle)

    def look(self) -> list[str]:
        """The part of a cycle that looks at the accounts; the words of those that rest then."""
        with self._cycle() as cycle:
            apply_route_change(cycle.workspace, cycle.delivery.store)
            check_accounts(cycle.session)
            now, zone = cycle.delivery.clock.now(), ZoneInfo("UTC")
            accounts = cycle.delivery.store.accounts()
        return [
            describe_cooldown(one, zone=zone) for one in accounts if is_cooling_down(one, now=now)
        ]

    def later(self, wait: timedelta) -> CycleReport:
        """One cycle, after a while."""
        self.traveller.shift(wait)
        return self.tick()

    def reconnect(self) -> None:
        """The owner fixes the accounts, as `socialkit connect` does, wherever one has a problem."""
        if self._kept is not None and not any(
            one.problem for one in self._kept[1].delivery.store.accounts()
        ):
            return
        with self._cycle() as cycle:
            for account in cycle.delivery.store.accounts():
                if account.problem and account.paused_until is not None:
                    route = cycle.publishers[account.network]
                    now = cycle.delivery.clock.now()
                    yes = lambda *_: True  # noqa: E731
                    connect(
                        account.network,
                        cycle.workspace,
                        cycle.delivery.store,
                        route,
                        now=now,
                        agree=yes,
                    )

    def request_now(self, key: str) -> None:
        """The owner runs: socialkit post KEY."""
        lag = build_container(self.practice.folder).settings.lag
        with self._cycle() as cycle:
            request_now(key, cycle.delivery.store, now=cycle.delivery.clock.now(), lag=lag)

    def unpublish(self, key: str) -> Post:
        """The owner runs: socialkit unpublish KEY."""
        with self._cycle() as cycle:
            return unpublish(key, cycle.delivery.store, cycle.publishers, cycle.delivery)

    @property
    def next_check_at(self) -> datetime | None:
        """When the daemon would run a cycle to look at an account."""
        container = build_container(self.practice.folder)
        with container.open_outbox() as store:
            return store.next_check_at(after=container.clock.now())

    @property
    def posts(self) -> tuple[Post, ...]:
        """All rows of the outbox."""
        if self._kept is not None:
            return self._kept[1].delivery.store.posts()
        with build_container(self.practice.folder).open_outbox() as store:
            return store.posts()

    @contextmanager
    def _cycle(self) -> Iterator[Cycle]:
        with ExitStack() as stack:
            container, cycle = self._kept or self._open(self._stack if self.keep else stack)
            if self.keep:
                self._kept = (container, cycle)
            yield _in_this_process(container, cycle, self.traveller)

    def _open(self, stack: ExitStack) -> tuple[Container, Cycle]:
        container, _ = activate(build_container(self.practice.folder))
        return container, stack.enter_context(open_cycle(container))


def tick_in(folder: Path, traveller: time_machine.Traveller) -> CycleReport:
    """One cycle in `folder`, now, for a process that has nothing of a test but its time."""
    container, _ = activate(build_container(folder))
    with open_cycle(container) as cycle:
        return run_cycle(_in_this_process(container, cycle, traveller))


def _in_this_process(
    container: Container, cycle: Cycle, traveller: time_machine.Traveller
) -> Cycle:
    """The cycle with its publishers in this process, at the moved time."""
    session = _publishers(container, TravellingClock(traveller))
    return replace(
        cycle,
        delivery=make_delivery_context(container, cycle.delivery.store, session),
        publishers=session,
    )


def _publishers(container: Container, clock: Clock) -> dict[Network, LivePublisher]:
    """The roads that the sender would build, built here."""
    recipes = {network: find_publisher_config(container, network) for network in Network}
    return {
        network: build_publisher(recipe, clock=clock)
        for network, recipe in recipes.items()
        if recipe is not None
    }
