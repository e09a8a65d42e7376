"""`make torture`: two machines at one outbox, and everything goes wrong. 0 lost, 0 twice.

The daemons are real, the networks are emulated over loopback.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import psycopg

from tests.conftest import REPOSITORY
from tests.e2e.practice import ARTICLE, HANDLE, Practice, count_live, due
from tests.emulators.exchange import Fault, Kind, Moment, html_reply
from tests.emulators.server import World
from tests.stress.seat import Seat
from tests.stress.sentences import make_quotes

INJECT = REPOSITORY / "tests" / "stress" / "inject"
COMMITS = (r"POST .*/media/configure", r"POST .*/\d+/feed$")
READS = (r"GET .*/feed/user/", r"GET .*/published_posts", r"POST .*(rupload|/photos)")
PAST_THE_LEASE = 400.0
FAIR_SECONDS = 3.0
"""Between two jumps of the clock: what a network accepts late, it accepts within less."""
PATIENCE = 8.0
"""Seconds: so long a slow machine gets to begin its next commit."""
BAD = html_reply("bad gateway", status=502)


@dataclass
class Result:
    """What a run did, and what the networks' books say."""

    posts: int
    lost: list[str]
    doubled: list[str]
    states: dict[str, int]
    commits: int
    counts: Counter[str] = field(default_factory=Counter)
    words: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        befell = ", ".join(f"{name} {number}" for name, number in sorted(self.counts.items()))
        return (
            f"{self.posts} posts, {len(self.lost)} lost, {len(self.doubled)} twice; "
            f"{self.commits} commit requests; states {self.states}; {befell}"
        )


class StressRun:
    """One run in one world. `blind` switches the look at the networks off (the test of the test)."""

    def __init__(
        self,
        folder: Path,
        world: World,
        address: str,
        *,
        posts: int,
        seed: int,
        blind: bool = False,
    ) -> None:
        self.world, self.address = world, address
        self.chance = random.Random(seed)
        self.quotes = make_quotes(posts // 2)
        self.counts: Counter[str] = Counter()
        self.doubled: set[str] = set()
        self._clock = folder / "clock"
        self._offset, self._jumped_at = 0.0, 0.0
        self._set_clock(0.0)
        self.seats = [self._make_seat(folder / name, blind) for name in ("first", "second")]
        self._share_cards()

    def _make_seat(self, folder: Path, blind: bool) -> Seat:
        folder.mkdir()
        practice = Practice(folder, self.world)
        (folder / "articles").mkdir()
        words = ARTICLE.format(
            paragraphs="\n\n".join(self.quotes),
            handle=HANDLE,
            page=f"https://www.facebook.com/{HANDLE}",
        )
        (folder / "articles" / "harbours.txt").write_text(words)
        rows = [due(timedelta(minutes=n + 1), quote) for n, quote in enumerate(self.quotes)]
        practice.write_schedule(rows, if_late="72h")
        practice.write_env(SEND_TIMEOUT="2", LOOK_UP_AFTER="0,2", DATABASE_URL=self.address)
        practice.extra = {
            "STRESS_CLOCK": str(self._clock),
            "PYTHONPATH": f"{INJECT}:{REPOSITORY}",
            **({"STRESS_BLIND": "1"} if blind else {}),
        }
        return Seat(practice, self.chance)

    def _share_cards(self) -> None:
        first, second = (seat.practice for seat in self.seats)
        assert first.run("make").code == 0
        assert first.run("plan").code == 0
        # Nearly the same words within two days are not planned twice, as `plan` says.
        planned = {row["text"] for row in first.status["posts"]}
        self.quotes = [quote for quote in self.quotes if quote in planned]
        shutil.copytree(first.folder / "quotes", second.folder / "quotes", dirs_exist_ok=True)

    def _set_clock(self, offset: float) -> None:
        self._offset, self._jumped_at = offset, time.monotonic()
        beside = self._clock.with_suffix(".new")
        beside.write_text(str(offset))
        beside.replace(self._clock)

    def run(self, *, seconds: float) -> Result:
        """Run until every post is there or the time is over; then let it settle."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self._missing():
            for seat in self.seats:
                if not seat.is_alive:
                    seat.start()
            self._trouble_networks()
            self._befall()
            self._count()
        for seat in self.seats:
            seat.cut_power()
        return self._settle()

    def _befall(self) -> None:
        self._wait_for_a_commit()
        seat = self.chance.choice(self.seats)
        deeds: list[Callable[[Seat], None]] = [
            Seat.cut_power, Seat.kill_one, Seat.kill_one, self._sleep, self._jump, self._lock,
            self._fill,
        ]  # fmt: skip
        self.chance.choice(deeds)(seat)

    def _wait_for_a_commit(self) -> None:
        """Strike while something is under way, not while Python loads."""
        sent, end = len(self.world.commits), time.monotonic() + PATIENCE
        while time.monotonic() < end and len(self.world.commits) == sent:
            threading.Event().wait(0.05)
        threading.Event().wait(self.chance.choice((0.0, 0.1, 0.3, 1.0, 2.0)))

    def _sleep(self, seat: Seat) -> None:
        """A closed lid, past the lease by everybody's clock."""
        seat.freeze()
        threading.Event().wait(self.chance.uniform(0.1, 1.0))
        self._jump(seat, PAST_THE_LEASE)
        threading.Event().wait(self.chance.uniform(1.0, 6.0))
        self._count()
        seat.thaw()

    def _jump(self, _: Seat, seconds: float | None = None) -> None:
        threading.Event().wait(max(0.0, self._jumped_at + FAIR_SECONDS - time.monotonic()))
        self.counts["clock jumps"] += 1
        by = seconds or self.chance.choice((-300.0, -20.0, 90.0, 700.0, 3700.0))
        self._set_clock(max(0.0, self._offset + by))

    def _lock(self, _: Seat) -> None:
        self.counts["database locked"] += 1
        threading.Thread(target=self._hold, args=(self.chance.uniform(1, 12),), daemon=True).start()

    def _hold(self, seconds: float) -> None:
        if self.address.startswith("sqlite"):
            path = self.address.removeprefix("sqlite:///")
            with closing(sqlite3.connect(path, timeout=20, isolation_level=None)) as connection:
                try:
                    connection.execute("BEGIN EXCLUSIVE")
                except sqlite3.OperationalError:
                    return
                threading.Event().wait(seconds)
                connection.execute("ROLLBACK")
        else:
            with psycopg.connect(self.address) as connection:
                connection.execute("LOCK TABLE posts IN ACCESS EXCLUSIVE MODE")
                threading.Event().wait(seconds)
                connection.rollback()

    def _fill(self, seat: Seat) -> None:
        seat.fill_disk()
        threading.Event().wait(self.chance.uniform(0.5, 3.0))
        seat.free_disk()

    def _trouble_networks(self) -> None:
        if self.chance.random() < 0.5 or len(self.world.faults) > 40:
            return
        self.counts["network faults"] += 1
        kind = self.chance.choice((Kind.DROP, Kind.REPLACE, Kind.DELAY, Kind.CUT, Kind.HANG))
        moment = self.chance.choice(tuple(Moment))
        if kind is Kind.HANG:
            moment = Moment.AFTER
        where = self.chance.choice(COMMITS * 3 + READS)
        self.world.faults.append(Fault(where, kind, moment, BAD, seconds=0.7))

    def _count(self) -> None:
        """The judge, at every step: what stands there twice was sent twice, whatever comes later."""
        for (network, quote), copies in count_live(self.world, self.quotes).items():
            if copies > 1:
                self.doubled.add(f"{network}: {quote}")

    def _missing(self) -> Sequence[str]:
        counts = count_live(self.world, self.quotes).items()
        return [f"{network}: {quote}" for (network, quote), copies in counts if not copies]

    def _settle(self) -> Result:
        """No more faults; the clock goes on, and the owner does what status says."""
        self.world.faults.clear()
        first = self.seats[0].practice
        first.extra.pop("SOCIALKIT_FAULT", None)
        states: dict[str, int] = {}
        for _ in range(12):
            self._set_clock(self._offset + 700)
            first.run("tick")
            states = first.states
            if set(states) == {"posted"}:
                break
            self._act(first)
        self._count()
        for seat in self.seats:
            self.counts.update(seat.counts)
        logs = "".join((s.practice.folder / "daemon.log").read_text() for s in self.seats)
        self.counts["tracebacks in the logs"] = logs.count("Traceback (most recent")
        return Result(
            2 * len(self.quotes),
            list(self._missing()),
            sorted(self.doubled),
            states,
            len(self.world.commits),
            self.counts,
            _find_troubles(logs.splitlines()),
        )

    def _act(self, practice: Practice) -> None:
        """What `status` asks for: the owner looks at the account and says what is there."""
        for row in practice.status["posts"]:
            if row["state"] == "unconfirmed" and "resolve" in (row["error"] or ""):
                captions = {
                    "instagram": [one.caption for one in self.world.instagram.live_posts],
                    "facebook": [one.message for one in self.world.graph.live_posts],
                }
                is_there = any(row["text"] in one for one in captions[row["network"]])
                self.counts["resolved by hand"] += 1
                practice.run("resolve", row["key"], "--posted" if is_there else "--not-posted")
            elif row["state"] in {"failed", "missed"}:
                self.counts["posted by hand"] += 1
                practice.run("post", row["key"])


def _find_troubles(rows: Sequence[str]) -> list[str]:
    """Rows that tell of an error, and where a traceback came from."""
    found = [row for row in rows if '"level": "ERROR"' in row or "CRITICAL" in row]
    for number, row in enumerate(rows):
        if row.startswith("Traceback"):
            found.append(" ".join(one.strip() for one in rows[number : number + 40])[-600:])
    return found
