"""One machine of a stress run: a folder, its daemon, and everything that may befall it.

Ends only processes that it started itself, by their numbers.
"""

from __future__ import annotations

import os
import random
import resource
import signal
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

import psutil

from socialkit.pipeline.delivery.fault_injection import PLACES, VARIABLE
from tests.e2e.practice import Daemon, Practice

FULL_DISK = 40_000
"""Bytes. No file of a process may grow beyond this: SQLite's log meets it within a few rows, as it
meets the end of a disk. No rights are needed for it, and no disk of its own."""
NO_LIMIT = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


@dataclass
class Seat:
    """One machine with its daemon; `counts` say what befell it."""

    practice: Practice
    chance: random.Random
    counts: Counter[str] = field(default_factory=Counter)
    daemon: Daemon | None = None

    @property
    def is_alive(self) -> bool:
        """Whether its daemon runs; one that a named fault ended is counted."""
        if self.daemon is not None and self.daemon.process.poll() is not None:
            if self.practice.extra.get(VARIABLE):
                self.counts[
                    f"power cut at “{self.practice.extra[VARIABLE].partition(':')[0]}”"
                ] += 1
            self._leave()
        return self.daemon is not None

    def start(self) -> None:
        """Begin again, half of the time with a power cut waiting at one of the named places."""
        self.practice.extra.pop(VARIABLE, None)
        if self.chance.random() < 0.5:
            place, times = self.chance.choice(PLACES), self.chance.choice((1, 1, 2, 4))
            self.practice.extra[VARIABLE] = f"{place}:{times}"
        self.daemon = self.practice.start()
        self.counts["starts"] += 1

    def family(self) -> list[psutil.Process]:
        """The daemon and what it started: workers, senders."""
        if self.daemon is None:
            return []
        with suppress(psutil.Error):
            head = psutil.Process(self.daemon.process.pid)
            return [head, *head.children(recursive=True)]
        return []

    def cut_power(self) -> None:
        """kill -9 of everything at once."""
        if self.daemon is not None:
            self.counts["kill -9 of all"] += 1
            with suppress(ProcessLookupError):
                os.killpg(self.daemon.process.pid, signal.SIGKILL)
            self.daemon.process.wait()
            self._leave()

    def _leave(self) -> None:
        """Let go of a daemon that has ended."""
        if self.daemon is not None:
            self.daemon.__exit__()
        self.daemon = None

    def kill_one(self) -> None:
        """kill -9 of one process, whichever it is."""
        family = self.family()
        if family:
            self.counts["kill -9 of one"] += 1
            with suppress(psutil.Error):
                self.chance.choice(family).kill()

    def freeze(self) -> None:
        """The lid is closed."""
        self.counts["frozen"] += 1
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """The lid is opened."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        if self.daemon is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.daemon.process.pid, number)

    def fill_disk(self) -> None:
        """The disk is full from now on, for those who run."""
        self.counts["disk full"] += 1
        for process in self.family():
            with suppress(psutil.Error, OSError):
                process.rlimit(psutil.RLIMIT_FSIZE, (FULL_DISK, resource.RLIM_INFINITY))

    def free_disk(self) -> None:
        """There is room again."""
        for process in self.family():
            with suppress(psutil.Error, OSError):
                process.rlimit(psutil.RLIMIT_FSIZE, NO_LIMIT)
