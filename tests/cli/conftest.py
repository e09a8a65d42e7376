"""The command line as a user has it: a process of its own, a folder of its own."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPOSITORY, SAMPLE_ARTICLE
from tests.support.commands import run_forked

Fault = Callable[[], None]


@dataclass(frozen=True)
class Answer:
    """What one command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on stdout."""
        return json.loads(self.out)

    @property
    def words(self) -> str:
        """Everything that she would see."""
        return self.out + self.err


def run(
    *words: str, folder: Path, code: Path = REPOSITORY, fault: Fault | None = None, **extra: str
) -> Answer:
    """Run `socialkit` in `folder`; a traceback fails the test, whatever it asked for.

    A fork of a loaded process will do, unless the test is about the start itself.
    """
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("SOCIALKIT_") and "proxy" not in name.lower()
    }
    environment |= {"PYTHONPATH": str(code), "COLUMNS": "160", "NO_PROXY": "127.0.0.1"} | extra
    if fault or code != REPOSITORY or any(name.startswith("PYTHON") for name in extra):
        done = subprocess.run(
            [sys.executable, "-m", "socialkit", *words],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=120,
            preexec_fn=fault,
            check=False,
        )
        answer = Answer(done.returncode, done.stdout, done.stderr)
    else:
        forked = run_forked(words, folder=folder, environment=environment)
        answer = Answer(forked.returncode, forked.stdout, forked.stderr)
    assert "Traceback" not in answer.words, answer.words
    return answer


def no_room() -> None:
    """No file may grow beyond 100 bytes: the disk is as good as full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """The sample article as if it were real: without the mark that keeps samples from posting."""
    path = tmp_path / "after-the-argument.txt"
    path.write_text(SAMPLE_ARTICLE.read_text("utf-8").replace("sample: true\n", ""), "utf-8")
    return path


@pytest.fixture
def workspace(tmp_path: Path, article: Path) -> Path:
    """A fresh workspace, made by `init --from`."""
    folder = tmp_path / "practice"
    assert run("init", str(folder), "--from", str(article), folder=tmp_path).code == 0
    return folder


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose lines and cards are made; copy it, do not change it."""
    base = tmp_path_factory.mktemp("made")
    path = base / "after-the-argument.txt"
    path.write_text(SAMPLE_ARTICLE.read_text("utf-8").replace("sample: true\n", ""), "utf-8")
    folder = base / "practice"
    assert run("init", str(folder), "--from", str(path), folder=base).code == 0
    assert run("make", folder=folder).code == 0
    return folder


@pytest.fixture
def made(made_once: Path, tmp_path: Path) -> Path:
    """A copy of the made workspace."""
    folder = tmp_path / "made"
    shutil.copytree(made_once, folder)
    return folder
