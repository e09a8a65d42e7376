"""`python -m socialkit` in a process of its own, without the seconds that loading its modules takes.

A template process loads the program once and forks for each command. Two templates take turns, so
that two commands in a row differ in their hash seed, as two processes of a user do.
"""

from __future__ import annotations

import atexit
import functools
import itertools
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
TIMEOUT = 120.0
"""Seconds after which a command counts as hung."""


@dataclass(frozen=True)
class Finished:
    """How one command ended, and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


def run_forked(words: Sequence[str], *, folder: Path, environment: Mapping[str, str]) -> Finished:
    """Run one command in `folder`; raises `TimeoutError` when it hangs."""
    return next(_templates()).run(words, folder, environment)


class _Template:
    """A process that has loaded socialkit and forks for each command."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.command_template"],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        atexit.register(self._end)

    def run(self, words: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Finished:
        with tempfile.TemporaryDirectory(prefix="socialkit-command-") as name:
            out, err = Path(name) / "out", Path(name) / "err"
            self._send([list(words), str(folder), dict(environment), str(out), str(err)])
            pid = self._answer(TIMEOUT)
            try:
                code = self._answer(TIMEOUT)
            except TimeoutError:
                os.kill(pid, signal.SIGKILL)
                self._answer(TIMEOUT)
                raise
            return Finished(code, _text(out), _text(err))

    def _send(self, request: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request).encode() + b"\n")

    def _answer(self, seconds: float) -> int:
        pipe = self._process.stdout
        assert pipe is not None
        if not select.select([pipe], [], [], seconds)[0]:
            raise TimeoutError(f"no answer within {seconds:.0f} seconds")
        return int(pipe.readline())

    def _end(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


@functools.cache
def _templates() -> Iterator[_Template]:
    return itertools.cycle([_Template(), _Template()])


def _text(path: Path) -> str:
    """What was written, its line ends as a pipe in text mode gives them."""
    return path.read_bytes().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
