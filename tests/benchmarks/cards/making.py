"""`socialkit make` on a thousand new lines, and the first card of a cold process.

Both run as the owner's own commands do. Proportional memory is read from /proc, so this part is for Linux.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import psutil

from socialkit.config.line_file.line_file import remake_line_file
from socialkit.model.lines import Entry, LineFile, Use
from tests.benchmarks.cards.taken import Texts

ARTICLES, LINES = 20, 50
SAMPLE_SECONDS = 0.5
"""Reading a process's proportional memory holds the process up; oftener than this it would show in
what is measured."""
COLD_RUNS = 7
COLD_TEXT = "A pause is kind when it comes with a time to return."
SCHEDULE = """\
timezone: Europe/London
brand: {name: Quiet Harbour, credential: "Anna Roy, couples therapist", handle: "@quietharbour"}
articles: [articles/*]
accounts: {instagram: {account: linked, via: instagrapi}}
post: [{days: [mon], at: "09:00", to: [instagram], as: card}]
"""


@dataclass(frozen=True, slots=True)
class Making:
    """One run of `make`: `again` is the same command with every card there already."""

    cards: int
    seconds: float
    cpu: float
    again: float
    memory_mb: float
    processes: int


@dataclass(frozen=True, slots=True)
class Cold:
    """Median seconds of `socialkit card`, from the start of the process to its end."""

    wall: float
    cpu: float


def measure_making(folder: Path, texts: Texts) -> Making:
    """Draw a thousand cards over all themes in a workspace made for it."""
    write_workspace(folder, texts)
    command = [sys.executable, "-m", "socialkit", "make", "--json", "-C", str(folder)]
    before = _children_cpu()
    seconds, memory, processes = _watch(command)
    cpu = _children_cpu() - before
    cards = len(list((folder / "quotes").rglob("*.jpg")))
    return Making(cards, seconds, cpu, _watch(command)[0], memory, processes)


def write_workspace(folder: Path, texts: Texts) -> None:
    """Articles of generated texts, every one already an approved line."""
    (folder / "articles").mkdir()
    (folder / "schedule.yaml").write_text(SCHEDULE, "utf-8")
    themes = list(islice(cycle(texts.themes), LINES))
    for number in range(ARTICLES):
        slug = f"notes-{number}"
        rows = tuple(
            Entry(f"own-{at}", texts.new(theme), Use.YES, "single", theme=theme)
            for at, theme in enumerate(themes)
        )
        article = "\n\n".join([f"Notes {number}", *(row.text for row in rows)]) + "\n"
        (folder / "articles" / f"{slug}.txt").write_text(article, "utf-8")
        path = folder / "quotes" / slug / "lines.yaml"
        path.parent.mkdir(parents=True)
        file = LineFile(f"Notes {number}", f"articles/{slug}.txt", "", rows)
        _write_lines(path, file)


def _write_lines(path: Path, file: LineFile) -> None:
    remake_line_file(path, lambda _: file)


def _watch(command: Sequence[str]) -> tuple[float, float, int]:
    """Seconds, the most memory in MB, and the most processes that were there at once."""
    began, memory, processes = time.monotonic(), 0.0, 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as made:
        while made.poll() is None:
            family = _family(made.pid)
            memory = max(memory, sum(map(_proportional_mb, family)))
            processes = max(processes, len(family))
            time.sleep(SAMPLE_SECONDS)
    if made.returncode:
        raise SystemExit("`socialkit make` failed; nothing was measured.")
    return time.monotonic() - began, memory, processes


def _family(pid: int) -> list[int]:
    try:
        first = psutil.Process(pid)
        return [pid, *(child.pid for child in first.children(recursive=True))]
    except psutil.NoSuchProcess:
        return []


def _proportional_mb(pid: int) -> float:
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8").splitlines()
    except OSError:
        return 0.0
    return sum(int(row.split()[1]) for row in rows if row.startswith("Pss:")) * 1024 / 1e6


def measure_cold(folder: Path, theme: str) -> Cold:
    """The first card of a new process, several times."""
    out = str(folder / "card.jpg")
    command = [sys.executable, "-m", "socialkit", "card", COLD_TEXT, "--theme", theme, "--out", out]
    walls, cpus = [], []
    for _ in range(COLD_RUNS):
        began, before = time.monotonic(), _children_cpu()
        subprocess.run([*command, "-C", str(folder)], check=True, stdout=subprocess.DEVNULL)
        walls.append(time.monotonic() - began)
        cpus.append(_children_cpu() - before)
    return Cold(median(walls), median(cpus))


def _children_cpu() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime
