"""The daemon loop: waits for the next due time and starts a worker.

APScheduler is only the clock: two jobs in memory, never one per post. What is due is in the outbox.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from socialkit.daemon.health_server import HealthServer
from socialkit.daemon.heartbeat_ping import send_heartbeat
from socialkit.daemon.logs import rotate_log, start_log
from socialkit.daemon.systemd.sd_notify import sd_notify
from socialkit.daemon.triggers import Triggers, start_watch
from socialkit.errors import SocialkitError
from socialkit.processes.child import Child
from socialkit.runtime.daemon_context import DaemonContext
from socialkit.runtime.system_clock import SystemClock
from socialkit.runtime.workspace_lock import hold

if TYPE_CHECKING:
    from apscheduler.schedulers.background import BackgroundScheduler

log = logging.getLogger("socialkit")
TICK = timedelta(seconds=30)
"""The longest sleep: a laptop that slept is at most so late."""
MIN_SLEEP = timedelta(seconds=1)
HEARTBEAT_INTERVAL = timedelta(seconds=60)
PING_INTERVAL = timedelta(minutes=10)
"""How often the remote monitor gets a heartbeat."""
CHECK_INTERVAL = timedelta(seconds=5)
MAX_SILENT_CHECKS = 24
"""After so many checks by the main thread without a tick of the clock (two minutes in which this machine
was awake) the clock is taken for dead, and the program ends so that systemd restarts it."""
MAX_CYCLE = timedelta(hours=1)
STOP_GRACE = timedelta(seconds=8)
EXIT_CLOCK_DEAD = 70


class Daemon:
    """The running program of one workspace. `run` returns when it was asked to stop."""

    def __init__(self, context: DaemonContext) -> None:
        self._context = context
        self._clock = SystemClock()
        self._triggers = Triggers(context)
        self._stop = threading.Event()
        self._touched = threading.Event()
        self._worker: Child | None = None
        self._ticks = 0
        self._seen_at = self._clock.now()
        self._last_code: int | None = None
        self._sent: tuple[bool, datetime] | None = None

    def run(self) -> int:
        """Run until SIGTERM or Ctrl-C; 0 for a clean end, 70 when the clock died. Raise UsageError
        when another socialkit works in this workspace."""
        start_log(self._context.logs)
        with hold(self._context.state_folder):
            for one in (signal.SIGTERM, signal.SIGINT):
                signal.signal(one, self._request_stop)
            scheduler = self._start_clock()
            start_watch(self._context.folder, lambda: self._touch(scheduler), self._stop)
            health = HealthServer(self._health_report, self._clock.awake)
            if self._context.health_port is not None:
                health.open(self._context.health_port)
            sd_notify("READY=1")
            log.info("socialkit runs here: %s. Stop it with Ctrl-C.", self._context.folder)
            log.info(
                "Your articles are read and your posts planned. What comes next is told below."
            )
            code = self._watch(scheduler)
            sd_notify("STOPPING=1")
            health.close()
            scheduler.shutdown(wait=False)
            self._stop_worker()
        log.info("socialkit has stopped.")
        return code

    def _start_clock(self) -> BackgroundScheduler:
        from apscheduler.executors.pool import ThreadPoolExecutor
        from apscheduler.schedulers.background import BackgroundScheduler

        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(2)}, job_defaults=defaults, timezone=UTC
        )
        now = self._clock.now()
        wake, beat = TICK.total_seconds(), HEARTBEAT_INTERVAL.total_seconds()
        scheduler.add_job(
            self._wake, "interval", [scheduler], id="wake", seconds=wake, next_run_time=now
        )
        scheduler.add_job(self._heartbeat, "interval", id="heartbeat", seconds=beat)
        scheduler.start()
        return scheduler

    def _wake(self, scheduler: BackgroundScheduler) -> None:
        """Check whether there is something to do, do it, and set the clock. Never raises: an exception
        in a job could end the clock."""
        self._tick()
        self._touched.clear()
        now = self._clock.now()
        wake_at = now + TICK
        try:
            if self._triggers.is_cycle_needed(now):
                self._run_cycle()
            wake_at = min(wake_at, self._triggers.next_at(self._clock.now()) or wake_at)
        except SocialkitError as error:
            log.error("%s", error)
        except Exception:
            log.exception("this cycle failed; the next one follows")
        earliest = self._clock.now() + MIN_SLEEP
        if self._touched.is_set():
            wake_at = earliest
        if not self._stop.is_set():
            scheduler.modify_job("wake", next_run_time=max(wake_at, earliest))

    def _touch(self, scheduler: BackgroundScheduler) -> None:
        """Check at once; while a cycle runs, as soon as it has ended."""
        self._touched.set()
        if not self._stop.is_set():
            scheduler.modify_job("wake", next_run_time=self._clock.now())

    def _run_cycle(self) -> None:
        rotate_log(self._context.logs)
        if self._stop.is_set():
            return
        worker = self._worker = Child(self._worker_command())
        code = self._wait_for(worker)
        self._worker = None
        worker.close()
        self._last_code = code
        self._triggers.cycle_ended(self._clock.now(), died=code < 0)
        if code < 0 and not self._stop.is_set():
            self._triggers.note_kill(signal.Signals(-code).name, self._clock.now())

    def _worker_command(self) -> list[str]:
        command = [sys.executable, "-m", "socialkit.daemon.worker", str(self._context.folder)]
        command += ["--logs", str(self._context.logs)]
        command += ["--first"] if self._last_code is None else []
        return [*command, "--rehearse"] if self._context.rehearsal else command

    def _wait_for(self, worker: Child) -> int:
        for _ in range(int(MAX_CYCLE / MIN_SLEEP)):
            code = worker.wait(MIN_SLEEP)
            if code is not None:
                return code
            self._tick()
        log.error("a cycle took more than an hour and was ended; the next one picks up its work")
        return worker.kill()

    def _heartbeat(self) -> None:
        try:
            self._triggers.write_heartbeat(self._clock.now())
            self._ping(self._clock.now())
        except SocialkitError as error:
            log.error("%s", error)

    def _ping(self, now: datetime) -> None:
        """Send a heartbeat to the remote monitor every few minutes, and at once when something changed.
        Nothing before the first cycle has ended: if it never ends, the monitor raises the alarm."""
        address, code = self._context.heartbeat_url, self._last_code
        if address is None or code is None or not self._is_ticking(now):
            return
        sent, is_well = self._sent, code == 0
        if sent is None or sent[0] != is_well or not timedelta() <= now - sent[1] < PING_INTERVAL:
            self._sent = (is_well, now)
            if not send_heartbeat(address, is_well=is_well):
                log.warning("the address in SOCIALKIT_HEARTBEAT_URL does not answer")

    def _health_report(self) -> dict[str, object]:
        """For /health: whether the clock ticks, and whether the last cycle left something for the owner."""
        now = self._clock.now()
        next_at = self._triggers.next_at(now)
        problems = self._triggers.read_problems()
        is_well = self._is_ticking(now) and self._last_code in {0, None} and not problems
        return {
            "health": "ok" if is_well else "attention",
            "clock_seen_at": self._seen_at.isoformat(timespec="seconds"),
            "last_turn": {None: "none yet", 0: "well"}.get(self._last_code, "needs you"),
            "next_at": None if next_at is None else next_at.isoformat(timespec="seconds"),
            "problems": list(problems),
        }

    def _is_ticking(self, now: datetime) -> bool:
        return now - self._seen_at < 3 * TICK

    def _tick(self) -> None:
        self._ticks += 1
        self._seen_at = self._clock.now()
        sd_notify("WATCHDOG=1")

    def _watch(self, scheduler: BackgroundScheduler) -> int:
        """Wait for the end; meanwhile check that the clock still ticks, and whether the wall clock jumped."""
        seen, silent = -1, 0
        jumps = Jumps(self._clock.now(), self._clock.awake())
        while not self._stop.wait(CHECK_INTERVAL.total_seconds()):
            by = jumps.look(self._clock.now(), self._clock.awake())
            if by:
                self._jumped(scheduler, by)
            silent = 0 if self._ticks != seen else silent + 1
            seen = self._ticks
            if silent >= MAX_SILENT_CHECKS:
                log.critical("the clock has stopped; socialkit ends so that it can be restarted")
                os._exit(EXIT_CLOCK_DEAD)
        return 0

    def _jumped(self, scheduler: BackgroundScheduler, by: timedelta) -> None:
        """The wall clock changed: whatever was set by the old time is set again."""
        direction = "forward" if by > timedelta() else "back"
        how_far = timedelta(seconds=round(abs(by).total_seconds()))
        log.info("this computer slept or its clock was set: it jumped %s by %s", direction, how_far)
        self._triggers.request_cycle()
        self._touch(scheduler)
        if not self._stop.is_set():
            scheduler.modify_job("heartbeat", next_run_time=self._clock.now() + HEARTBEAT_INTERVAL)

    def _request_stop(self, *_: object) -> None:
        if self._stop.is_set():
            os._exit(1)  # asked twice: at once
        self._stop.set()

    def _stop_worker(self) -> None:
        """What is running may finish within a grace period; what is cut off is settled at the next start."""
        worker = self._worker
        if worker is not None:
            worker.stop(grace=STOP_GRACE)


MIN_JUMP = timedelta(seconds=2)
"""Less is not a jump: clocks are corrected by fractions of a second all the time."""


class Jumps:
    """The jumps of the wall clock since the first check."""

    def __init__(self, now: datetime, awake: timedelta) -> None:
        self._now, self._awake = now, awake

    def look(self, now: datetime, awake: timedelta) -> timedelta:
        """By how much the wall clock jumped since the last check; below zero where it went back."""
        by = (now - self._now) - (awake - self._awake)
        self._now, self._awake = now, awake
        return by if abs(by) >= MIN_JUMP else timedelta()
