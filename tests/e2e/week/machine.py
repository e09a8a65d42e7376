"""The owner's machine: it ticks as the daemon does, sleeps, has its clock set, loses its power.

The clock strikes as the daemon's does: it asks the daemon's own Signs every thirty seconds, at the moments
they name, and after a touch. Stretches in which nothing can happen are skipped along that grid.
"""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine

from socialkit.daemon.loop import MIN_SLEEP, TICK
from socialkit.daemon.triggers import Triggers
from socialkit.model.post import OPEN_STATES, State
from socialkit.runtime.container import build_container
from tests.e2e.cycles import Cycles
from tests.e2e.practice import Practice
from tests.e2e.week.files import File
from tests.e2e.week.history import HEARD, LOOK, History, Published
from tests.e2e.week.power import is_cut_off_at

TICK_SECONDS = TICK.total_seconds()
BUSY = 100.0
"""Seconds after whatever happened in which no strike of the clock is skipped."""
DOWN = (2.0, 20.0, 300.0, 3600.0)
CAPTION = re.compile(r"^(R\d+)\.(\d+): ")


@dataclass
class Machine:
    """One machine through one stretch of time; `file` is what was saved last, `dies_at` the place of the
    protocol at which the power will be cut. `journal` is for whoever replays a seed."""

    practice: Practice
    traveller: time_machine.Traveller
    chance: random.Random
    zone: str
    history: History
    file: File
    now: float = 0.0
    dies_at: str | None = None
    counts: Counter[str] = field(default_factory=Counter)
    journal: list[str] = field(default_factory=list)
    _strike_at: float = 0.0
    _busy_until: float = 0.0
    _under_way: tuple[float, bool] | None = None

    def __post_init__(self) -> None:
        self.cycles = Cycles(self.practice, self.traveller)

    def start(self) -> None:
        """The daemon begins, knowing nothing."""
        self._triggers = Triggers(build_container(self.practice.folder).context())
        self._strike_at = self.now
        self._stay_busy()

    @property
    def wall(self) -> datetime:
        """What its clock says."""
        return self.history.wall(self.now)

    @property
    def local(self) -> datetime:
        """What its clock says, which may be wrong."""
        return self.wall.astimezone(ZoneInfo(self.zone))

    @property
    def today(self) -> date:
        """The local date."""
        return self.local.date()

    def note(self, words: str) -> None:
        self.journal.append(f"{self.wall:%d %b %H:%M:%S}Z {words}")

    def write(self, text: str) -> None:
        """What stands in schedule.yaml from now on."""
        self.note(f"saves\n{text}")
        path = self.practice.folder / "schedule.yaml"
        path.write_text(text)
        moment = self.wall.timestamp()
        os.utime(path, (moment, moment))
        self._stay_busy()

    def hear(self) -> float:
        """The system tells of a touch, or, on a network drive, the next look sees it; how soon."""
        if self.chance.random() < 0.3:
            return LOOK
        self._strike_at = min(self._strike_at, self.now + 0.85)
        return HEARD

    def sleep(self, seconds: float) -> None:
        """The lid is closed: nothing strikes, and the wall goes on."""
        self._pass(seconds)
        self._jump()
        self._strike_at = self.now + self.chance.uniform(0.0, TICK_SECONDS)

    def set_back(self, seconds: float) -> None:
        """Somebody sets the clock back."""
        self.note(f"the clock is set back by {seconds:.0f} s")
        self.history.steps.append((self.now, -seconds))
        self._move_to(self.now)
        self._jump()
        self._strike_at = min(self._strike_at, self.now + self.chance.uniform(0.0, 5.0))

    def go_down(self, seconds: float) -> None:
        """It is off for a while; the daemon starts again."""
        self._pass(seconds)
        self.start()

    def due_moments(self) -> list[float]:
        """When posts of today and of the next days fall due, and have just fallen."""
        found: list[float] = []
        for row in self.file.rows:
            for days in range(3):
                due_at = self.file.due_at((row.tag, self.today + timedelta(days=days), row.to[0]))
                found += self.history.moments_of(due_at) if due_at else []
        return sorted(at for at in found if at > self.now - BUSY)

    def run_until(self, end: float) -> None:
        """Time goes on, and the clock strikes."""
        while self._strike_at <= end:
            self._skip(end)
            if self._strike_at > end:
                break
            self._move_to(max(self._strike_at, self.now))
            self._strike()
        self._move_to(max(end, self.now))

    def _skip(self, end: float) -> None:
        """Along the grid to the last strikes before the next thing that may matter."""
        if self._strike_at <= self._busy_until or self._is_anything_under_way():
            return
        ahead = [at for at in self.due_moments() if at + BUSY > self._strike_at]
        near = min([end, *ahead]) - 2 * TICK_SECONDS
        if near > self._strike_at:
            self._strike_at += (near - self._strike_at) // TICK_SECONDS * TICK_SECONDS

    def _is_anything_under_way(self) -> bool:
        """As it was after the last cycle, or after a post fell due since then."""
        due = max((at for at in self.due_moments() if at <= self.now), default=0.0)
        if self._under_way is None or self._under_way[0] < due:
            self._under_way = (
                self.now,
                any(
                    post.state in {State.SENDING, State.UNCONFIRMED}
                    or (post.state in OPEN_STATES and post.plan.due_at <= self.wall)
                    for post in self.cycles.posts
                ),
            )
        return self._under_way[1]

    def _strike(self) -> None:
        """What the daemon does each time (daemon/clock.py)."""
        self.counts["strikes"] += 1
        wake_at = self.wall + TICK
        if self._triggers.is_cycle_needed(self.wall):
            died = self._run_cycle()
            if died and self.chance.random() < 0.5:
                self.go_down(self.chance.choice(DOWN))
                return
            self._triggers.cycle_ended(self.wall, died=died)
            self._under_way = None
            wake_at = self.wall if died else wake_at
        next_at = self._triggers.next_at(self.wall)
        wake_at = max(min(wake_at, next_at or wake_at), self.wall + MIN_SLEEP)
        self._strike_at = self.now + (wake_at - self.wall).total_seconds()

    def _run_cycle(self) -> bool:
        """One cycle; yes if the power was cut in it."""
        self.counts["cycles"] += 1
        self.note(f"a cycle{f', the power cut at {self.dies_at}' if self.dies_at else ''}")
        died = self.dies_at is not None and is_cut_off_at(self.dies_at, self.practice, self.wall)
        if died:
            self.counts[f"cut at “{self.dies_at}”"] += 1
            self.history.kills.append(self.now)
            self.dies_at = None
            self._stay_busy()
        elif self.dies_at is None:
            report = self.cycles.tick()
            assert not report.failed, report
            self.now += (datetime.now(UTC) - self.wall).total_seconds()  # a cycle may have waited
        self._read_books()
        return died

    def _read_books(self) -> None:
        world = self.practice.world
        books = {
            "instagram": [one.caption for one in world.instagram.media],
            "facebook": [one.message for one in world.graph.posts],
        }
        known = Counter(one.network for one in self.history.published)
        for network, captions in books.items():
            for caption in captions[known[network] :]:
                self.note(f"{caption} stands on {network}")
                found = CAPTION.match(caption)
                assert found is not None, caption
                one = Published(self.now, self.wall, network, found[1], int(found[2]))
                self.history.published.append(one)

    def _pass(self, seconds: float) -> None:
        self.note(f"nobody is awake for {seconds:.0f} s")
        self.history.asleep.append((self.now, self.now + seconds))
        self._move_to(self.now + seconds)

    def _jump(self) -> None:
        """As the daemon, when it finds that the wall clock jumped."""
        self._triggers.request_cycle()
        self._under_way = None
        self._stay_busy()

    def _stay_busy(self) -> None:
        self._busy_until = self.now + BUSY

    def _move_to(self, at: float) -> None:
        self.now = at
        self.traveller.move_to(self.wall)
