"""Whatever a megabyte of schedule.yaml holds, it is answered in bounded time and memory."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

MOST_BYTES = 999_000
CPU_SECONDS = 120
"""A hundred times what a real schedule takes, and many times what the worst of these does."""
MOST_MB = 400
CHILD = """
import resource, sys
from datetime import date
from pathlib import Path
from socialkit.config.schedule.schedule_file import load_schedule
found = load_schedule(Path(sys.argv[1]), today=date(2026, 11, 2)).problems
print(len(found), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
NINE = ", ".join(["*a{}"] * 9)
SHAPES = {
    "brackets within brackets": "[" * MOST_BYTES,
    "dashes within dashes": "- " * (MOST_BYTES // 2),
    "a list in one row": "post: [" + "a, " * 300_000 + "]",
    "a mapping in one row": "{" + ", ".join(f"k{number}: v" for number in range(60_000)) + "}",
    "names without end": "".join(f"k{number}: v\n" for number in range(80_000)),
    "an anchor in each row": "".join(f"k{number}: &a{number} v\n" for number in range(50_000)),
    "aliases of aliases": "a0: &a0 [x, x]\n"
    + "".join(f"a{n}: &a{n} [{NINE.replace('{}', str(n - 1))}]\n" for n in range(1, 40)),
    "an alias within itself": "a: &a [*a, *a]\n",
    "a text that never ends": '"' + "word " * 190_000,
    "empty rows": "\n" * MOST_BYTES,
    "ever deeper": "".join(" " * depth + "a:\n" for depth in range(1_300)),
    "slots and slots": 'post:\n' + '  - {days: [mon], at: "09:00", to: [instagram]}\n' * 18_000,
}  # fmt: skip


def limit_cpu() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


@pytest.mark.slow
@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_a_megabyte_of_nonsense_is_answered_in_bounded_time_and_memory(
    text: str, tmp_path: Path
) -> None:
    path = tmp_path / "schedule.yaml"
    path.write_text(text[:MOST_BYTES], "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit_cpu,
    )
    assert done.returncode == 0, done.stderr[-500:]
    problems, most_mb = map(int, done.stdout.split())
    assert problems >= 1
    assert most_mb < MOST_MB
