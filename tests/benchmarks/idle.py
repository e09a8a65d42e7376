"""What the daemon costs while nothing is due: `make bench-idle` (twice ten minutes)."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import psutil

from socialkit.runtime.container import build_container
from tests.benchmarks.schedule.__main__ import POSTS, fill
from tests.conftest import REPOSITORY

SETTLE_SECONDS = 90
"""The first turn writes lines.yaml, which is a change of files and so means a second turn."""

MINUTES = 10
GOAL_MB, GOAL_PERCENT = 60.0, 0.2
PARTS = ("articles", "assets", "quotes", "schedule.yaml")


def copy_demo(folder: Path) -> None:
    """The demo workspace without its state."""
    for name in PARTS:
        source = REPOSITORY / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)


def family_of(process: psutil.Process) -> list[psutil.Process]:
    """The daemon and whatever it has started."""
    return [process, *process.children(recursive=True)]


def memory_mb(process: psutil.Process) -> float:
    """Proportional set size of the family."""
    return sum(float(one.memory_full_info().pss) for one in family_of(process)) / 1e6


def cpu_seconds(process: psutil.Process) -> float:
    """CPU time of the daemon and of the children that it has seen end."""
    spent = process.cpu_times()
    return float(spent.user + spent.system + spent.children_user + spent.children_system)


def watch(process: psutil.Process, minutes: float) -> tuple[float, float]:
    """The most memory in MB and the share of one CPU in percent, over so many minutes."""
    before, began, most = cpu_seconds(process), time.monotonic(), 0.0
    while time.monotonic() - began < minutes * 60:
        time.sleep(5)
        most = max(most, memory_mb(process))
    return most, 100 * (cpu_seconds(process) - before) / (time.monotonic() - began)


def fill_outbox(folder: Path) -> None:
    """100,000 posts to come; they stay until the daemon plans again, an hour after its last turn."""
    with build_container(folder).open_outbox() as store:
        fill(store, datetime.now(UTC))


def measure(folder: Path, minutes: float) -> list[tuple[float, float]]:
    """Memory and CPU with a few posts planned, then with many."""
    words = [sys.executable, "-m", "socialkit", "run", "--no-web", "-C", str(folder)]
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as daemon:
        process = psutil.Process(daemon.pid)
        time.sleep(SETTLE_SECONDS)
        found = [watch(process, minutes)]
        fill_outbox(folder)
        time.sleep(SETTLE_SECONDS)
        found.append(watch(process, minutes))
        daemon.terminate()
    return found


def main() -> int:
    """Measure, and say how it compares."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else MINUTES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_demo(folder)
        found = measure(folder, minutes)
    print(f"idle for {minutes:g} minutes           memory (goal {GOAL_MB:.0f})   CPU of one core")
    for name, (memory, percent) in zip(("a few posts", f"{POSTS:,} posts"), found, strict=True):
        print(f"{name:28}{memory:10.1f} MB{percent:12.3f} %    goal {GOAL_PERCENT}")
    return int(any(memory > GOAL_MB or percent > GOAL_PERCENT for memory, percent in found))


if __name__ == "__main__":
    sys.exit(main())
