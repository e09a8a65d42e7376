"""200 articles, 1,000 slots, 100,000 planned posts: `make bench-schedule`, beside the goals.

The commands run as the owner's do; the database is a SQLite file on this disk.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median

from socialkit.config.schedule.schedule_file import load_schedule
from socialkit.outbox.store import Store, open_store
from tests.benchmarks.cards.sentences import sentences
from tests.support.builders import planned

ARTICLES, LINES, SLOTS, POSTS = 200, 12, 1_000, 100_000
RUNS = 7
NOW = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
HEAD = """\
timezone: Europe/London
brand: {name: Quiet Harbour, handle: "@quietharbour", website: https://quietharbour.example}
articles: [articles/*]
accounts: {instagram: {account: linked}, facebook: {page: linked}}
notify: ["json://127.0.0.1/"]
post:
"""
FOOT = "Instagram: https://www.instagram.com/quietharbour/ · Facebook: https://www.facebook.com/quietharbour"


def write_workspace(folder: Path) -> None:
    """Articles of generated sentences and a slot for every ninth minute of a week."""
    (folder / "articles").mkdir()
    source = sentences(20261125)
    for number in range(ARTICLES):
        words = "\n\n".join([f"Notes {number}", *islice(source, LINES), FOOT])
        (folder / "articles" / f"notes-{number}.txt").write_text(words + "\n", "utf-8")
    rows = [_row(number) for number in range(SLOTS)]
    (folder / "schedule.yaml").write_text(HEAD + "".join(rows), "utf-8")


def _row(number: int) -> str:
    day = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[number % 7]
    hour, minute = divmod(number // 7 * 9, 60)
    return f'  - {{days: [{day}], at: "{hour % 24:02}:{minute:02}", to: [instagram, facebook]}}\n'


def seconds_of(do: Callable[[], object], runs: int = RUNS) -> float:
    """Median seconds of wall time."""
    found = []
    for _ in range(runs):
        began = time.perf_counter()
        do()
        found.append(time.perf_counter() - began)
    return median(found)


def command(folder: Path, *words: str) -> Callable[[], object]:
    """One command as a process of its own; it may find faults, it may not fail."""

    def run() -> object:
        line = [sys.executable, "-m", "socialkit", *words, "-C", str(folder)]
        done = subprocess.run(line, capture_output=True, text=True, check=False)
        if done.returncode not in {0, 1} or "Traceback" in done.stderr:
            raise SystemExit(f"{words}: {done.stderr[-800:]}")
        return done.stdout

    return run


def fill(store: Store, now: datetime) -> None:
    """So many planned posts, one a minute from a day after `now` on."""
    plans = [
        planned(
            f"{number:012x}",
            due_at=now + timedelta(days=1, minutes=number),
            local_date=(now + timedelta(days=1, minutes=number)).date(),
            account=f"account{number % 20}",
        )
        for number in range(POSTS)
    ]
    store.sync([], plans, withdrawn=(), now=now)


def measure(folder: Path) -> list[tuple[str, str, str]]:
    """Rows of what, goal, seen."""
    write_workspace(folder)
    command(folder, "make")()
    check = seconds_of(command(folder, "check"), 5)
    command(folder, "plan")()
    planned_check = seconds_of(command(folder, "check"), 5)
    schedule = folder / "schedule.yaml"
    reload = seconds_of(lambda: load_schedule(schedule, today=date(2027, 3, 1)).demand())
    with open_store(f"sqlite:///{folder / 'many.db'}", workspace="w") as store:
        fill(store, NOW)
        next_due = seconds_of(lambda: store.next_due_at(after=NOW), 99)
        due = seconds_of(lambda: store.due(NOW, limit=1), 99)
    return [
        (f"check, {ARTICLES} articles made, {SLOTS:,} slots", "≤ 2 s", f"{check:.2f} s"),
        ("the same, two weeks planned", "≤ 2 s", f"{planned_check:.2f} s"),
        (f"read a schedule of {SLOTS:,} slots", "≤ 1 s", f"{reload:.2f} s"),
        (f"when is the next of {POSTS:,} posts due", "≤ 1 ms", f"{next_due * 1000:.2f} ms"),
        ("is one of them due now", "≤ 1 ms", f"{due * 1000:.2f} ms"),
    ]


def main() -> int:
    """Measure, and say."""
    with tempfile.TemporaryDirectory() as name:
        for what, goal, seen in measure(Path(name)):
            print(f"{what:48} {goal:8} {seen}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
