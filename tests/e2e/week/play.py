"""The week itself: the owner edits, mistypes, closes the lid; the power fails; the daemon ticks on.

Judges nothing.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine

from socialkit.pipeline.delivery.fault_injection import PLACES
from tests.e2e.practice import Practice
from tests.e2e.week.files import Editor, File, break_text, first_part
from tests.e2e.week.history import LOOK, History, Saved
from tests.e2e.week.machine import Machine

DAY, HOUR, MINUTE = 86400.0, 3600.0, 60.0
WEEKS = (
    ("Asia/Kolkata", datetime(2026, 11, 30, 1, 30, tzinfo=UTC)),
    ("Europe/Berlin", datetime(2026, 10, 22, 5, 0, tzinfo=UTC)),  # an hour is there twice
    ("America/New_York", datetime(2026, 3, 5, 12, 0, tzinfo=UTC)),  # an hour is missing
    ("Pacific/Chatham", datetime(2026, 9, 23, 18, 20, tzinfo=UTC)),
)
SEEN = 35.0
"""Seconds after which an edit was surely seen: two edits that nobody saw apart are one, and may read as
a row gone and another one new."""
GONE = 200.0
"""The same after a row left: as long as its posts wait to be taken out, a new one in its place is it."""
SENDING_PLACES = PLACES[2:9]


class Week:
    """One week of one seed."""

    def __init__(
        self,
        practice: Practice,
        traveller: time_machine.Traveller,
        *,
        seed: int,
        rows: int,
        days: int = 7,
    ) -> None:
        self.chance = random.Random(seed)
        zone, start = WEEKS[seed % len(WEEKS)]
        self._end = days * DAY
        last = start + timedelta(seconds=self._end)
        self._editor = Editor(self.chance, last.astimezone(ZoneInfo(zone)).date())
        file = self._editor.begin(zone, rows)
        self.history = History(start)
        self.machine = Machine(practice, traveller, self.chance, zone, self.history, file)
        traveller.move_to(start)

    @property
    def counts(self) -> Counter[str]:
        """What happened, and how often."""
        return self.machine.counts

    def run(self) -> History:
        """Play it."""
        machine = self.machine
        self._save(machine.file)
        machine.start()
        while machine.now < self._end:
            self._run_for(self._rest())
            if machine.now < self._end and not self._is_night():
                self._befall()
        self.history.end = machine.now
        return self.history

    def _befall(self) -> None:
        deeds: list[tuple[str, int, Callable[[], None]]] = [
            ("edit", 40, self._edit),
            ("broken save", 13, self._break),
            ("save in two parts", 8, self._save_slowly),
            ("row gone and back", 8, self._remove_and_return),
            ("pause and its end", 8, self._pause),
            ("nap", 12, self._nap),
            ("clock set back", 6, self._set_back),
            ("power cut", 10, self._cut_power),
            ("restart", 4, self._restart),
        ]
        name, _, deed = self.chance.choices(deeds, [weight for _, weight, _ in deeds])[0]
        self.counts[name] += 1
        self.machine.note(name)
        deed()

    def _edit(self) -> None:
        self._save_and_wait(self._edited())

    def _edited(self) -> File:
        machine = self.machine
        name, file = self._editor.edit(machine.file, machine.local, machine.today)
        self.counts[name] += 1
        return file

    def _break(self) -> None:
        name, text = break_text(self.chance, self.machine.file)
        self.counts[name] += 1
        self.machine.write(text)
        self.machine.hear()
        self._go_through(self.chance.choice((3.0, 40.0, 300.0, 2 * HOUR, 5 * HOUR)))
        self._save_and_wait(self.machine.file)

    def _save_slowly(self) -> None:
        """Half of the new file first, then all of it."""
        file = self._edited()
        self.machine.write(first_part(self.chance, file))
        self.machine.hear()
        self._run_for(self.chance.choice((0.2, 1.0, 4.0, 20.0, 40.0)))
        self._save_and_wait(file)

    def _remove_and_return(self) -> None:
        before = self.machine.file
        self._save(self._editor.remove(before, self.machine.local))
        self._go_through(self.chance.choice((3.0, 20.0, 45.0, 55.0, 150.0, HOUR)))
        self._save_and_wait(before)

    def _pause(self) -> None:
        self._save(replace(self.machine.file, is_paused=True))
        self._go_through(self.chance.choice((10.0, 120.0, HOUR, 4 * HOUR)))
        self._save_and_wait(replace(self.machine.file, is_paused=False))

    def _nap(self) -> None:
        self._sleep(self.chance.choice((0.5, 5, 25, 50, 100, 200)) * MINUTE)

    def _is_night(self) -> bool:
        """At ten or eleven the lid is closed, mostly."""
        if self.machine.local.hour < 22 or self.chance.random() < 0.15:
            return False
        self._sleep(self.chance.uniform(7.5, 9.5) * HOUR)
        return True

    def _sleep(self, seconds: float) -> None:
        self.machine.sleep(seconds)
        self._run_for(SEEN)

    def _set_back(self) -> None:
        self.machine.set_back(self.chance.choice((1, 4, 11, 20)) * MINUTE)
        self._run_for(SEEN)

    def _cut_power(self) -> None:
        """The next cycle that comes to a place of the protocol ends there, and often the machine too."""
        self.machine.dies_at = self.chance.choice((*PLACES, *SENDING_PLACES, *SENDING_PLACES))
        soon = [at for at in self.machine.due_moments() if 0 < at - self.machine.now < 12 * HOUR]
        if soon and self.chance.random() < 0.5:
            self._run_for(min(soon) - self.machine.now + MINUTE)

    def _restart(self) -> None:
        self.machine.go_down(self.chance.choice((1.0, 30.0, 15 * MINUTE)))
        self._run_for(SEEN)

    def _rest(self) -> float:
        """Until something happens: often just about when a post falls due."""
        now = self.machine.now
        soon = [at - now for at in self.machine.due_moments() if 40.0 < at - now < 8 * HOUR]
        if soon and self.chance.random() < 0.6:
            early = self.chance.choice((90, 90, 15 * MINUTE))
            return max(1.0, self.chance.choice(soon[:3]) + self.chance.uniform(-early, 60))
        return self.chance.uniform(2 * MINUTE, 3 * HOUR)

    def _go_through(self, seconds: float) -> None:
        """So long, and often something befalls the machine meanwhile."""
        first = self.chance.uniform(0.0, seconds)
        self._run_for(first)
        if self.chance.random() < 0.4:
            self.chance.choice((self._nap, self._set_back, self._cut_power, self._restart))()
        self._run_for(seconds - first)

    def _run_for(self, seconds: float) -> None:
        self.machine.run_until(min(self._end, self.machine.now + seconds))

    def _save_and_wait(self, file: File) -> None:
        is_shorter = len(file.rows) < len(self.machine.file.rows)
        self._save(file)
        if is_shorter:
            self._go_through(GONE)
        self._run_for(SEEN)

    def _save(self, file: File) -> None:
        self.machine.file = file
        self.machine.write(file.text)
        lag = self.machine.hear() if self.history.saves else LOOK
        self.history.saves.append(Saved(self.machine.now, file, lag))
