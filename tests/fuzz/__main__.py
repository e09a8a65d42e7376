"""`python -m tests.fuzz [SECONDS] [TARGET …]`: every reader against inputs that nobody would write.

Each target runs in a process of its own: by the coverage of the code where atheris is installed and the
reader is pure Python, else by hypothesis, from pieces and from seeds that are cut and joined. It ends with
what was found: a traceback, more than 10 s of CPU, or more than 300 MB.
"""

from __future__ import annotations

import importlib.util
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from socialkit.runtime.system_clock import SystemClock

MOST_CPU_SECONDS = 10.0
MOST_MEGABYTES = 300
ROUND = 400
ANSWERS = "answers"


def main(seconds: int = 60, *names: str) -> int:
    """Run the targets one after another; 1 if anything was found."""
    from tests.fuzz.targets import TARGETS

    bad = 0
    for name in names or (*TARGETS, ANSWERS):
        is_guided = name in TARGETS and TARGETS[name].is_guided
        way = "atheris" if is_guided and importlib.util.find_spec("atheris") else "hypothesis"
        command = [sys.executable, "-m", "tests.fuzz", "--one", name, way, str(seconds)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        outcome = "ok" if done.returncode == 0 else "FOUND"
        print(f"{name:14} {way:10} {outcome:6} {summarise(done.stdout + done.stderr)}", flush=True)
        if done.returncode:
            print(done.stdout[-4000:], done.stderr[-4000:])
            bad += 1
    return min(bad, 1)


def summarise(said: str) -> str:
    """How many inputs there were, and what they cost."""
    counted = dict(re.findall(r"stat::(\w+):\s+(\d+)", said))
    if counted:
        number, slowest = counted["number_of_executed_units"], counted["slowest_unit_time_sec"]
        return (
            f"{int(number):,} inputs, the slowest {slowest} s, {counted['peak_rss_mb']} MB in all"
        )
    return next((row for row in said.splitlines() if " inputs, " in row), "")


class Meter:
    """What the inputs cost: how many, the slowest, the memory beyond that of the start."""

    def __init__(self) -> None:
        self.count, self.slowest = 0, 0.0
        self.start = megabytes()

    def __call__(self, run: Callable[..., None], *arguments: Any) -> None:
        """Run one input. Raise AssertionError where it costs too much."""
        before = time.process_time()
        run(*arguments)
        self.count += 1
        self.slowest = max(self.slowest, time.process_time() - before)
        assert self.slowest < MOST_CPU_SECONDS, f"{self.slowest:.1f} s of CPU"
        assert megabytes() - self.start < MOST_MEGABYTES, f"{megabytes() - self.start} MB"

    def __str__(self) -> str:
        grown = megabytes() - self.start
        return f"{self.count:,} inputs, the slowest {self.slowest:.2f} s of CPU, {grown} MB more than before"


def megabytes() -> int:
    """The most memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def run_hypothesis(check: Callable[..., None], strategies: dict[str, Any], seconds: float) -> Meter:
    """Rounds of inputs until the time is over."""
    clock = SystemClock()
    meter, number, until = Meter(), 0, clock.awake() + timedelta(seconds=seconds)
    while clock.awake() < until:
        number += 1
        quick = settings(
            max_examples=ROUND,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        )

        @seed(number)
        @quick
        @given(**strategies)
        def attempt(**values: Any) -> None:
            if clock.awake() < until:
                meter(lambda: check(**values))

        attempt()
    return meter


def fuzz_target(name: str, way: str, seconds: float) -> None:
    """One reader of bytes."""
    if way == "atheris":
        run_atheris(name, int(seconds))
        return
    from tests.fuzz.targets import TARGETS

    target = TARGETS[name]
    pieces = st.sampled_from(target.words) | st.binary(max_size=6)
    built = st.lists(pieces, max_size=40).map(b"".join)
    mutated = st.builds(
        lambda one, start, length, put: one[:start] + put + one[start + length :],
        st.sampled_from(target.seeds),
        st.integers(0, max(map(len, target.seeds))),
        st.integers(0, 40),
        built,
    )
    print(run_hypothesis(lambda data: target.run(data), {"data": built | mutated}, seconds))


def run_atheris(name: str, seconds: int) -> None:
    """Guided by the coverage of our own code and of ruamel.yaml. It ends the process."""
    import atheris

    with atheris.instrument_imports(include=["socialkit", "ruamel"]):
        from tests.fuzz.targets import TARGETS
    target = TARGETS[name]
    folder = Path(tempfile.mkdtemp(prefix="socialkit-corpus-"))
    for number, one in enumerate(target.seeds):
        (folder / f"{number}").write_bytes(one)
    rows = ['"' + "".join(f"\\x{sign:02x}" for sign in one) + '"' for one in target.words if one]
    (folder.with_suffix(".dict")).write_text("\n".join(rows))
    meter = Meter()
    flags = [
        f"-max_total_time={seconds}", "-max_len=4096", "-timeout=20", "-rss_limit_mb=0",
        f"-dict={folder.with_suffix('.dict')}", f"-artifact_prefix={folder}-", "-print_final_stats=1",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *flags, str(folder)], lambda data: meter(target.run, data))
    atheris.Fuzz()


def fuzz_answers(seconds: float) -> None:
    """The answers of both networks."""
    from tests.fuzz.answers import REPLIES, AnswerTarget

    with AnswerTarget() as target:
        strategies = {
            "call": st.sampled_from(sorted(target.calls)),
            "reply": REPLIES,
            "skip": st.integers(0, 2),
        }
        print(run_hypothesis(target.run, strategies, seconds))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one, how, limit = sys.argv[2:5]
        fuzz_answers(float(limit)) if one == ANSWERS else fuzz_target(one, how, float(limit))
    else:
        sys.exit(main(*(int(sys.argv[1]),) if sys.argv[1:] else (), *sys.argv[2:]))
