"""The Dockerfile fits the repository. It is read here, not built: no docker runs where tests run."""

from __future__ import annotations

import fnmatch
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from socialkit.config.settings import STATE_FOLDER_NAME
from socialkit.daemon.loop import HEARTBEAT_INTERVAL
from socialkit.outbox.workspace_state import HEARTBEAT_NAME
from tests.conftest import REPOSITORY

DOCKERFILE = (REPOSITORY / "Dockerfile").read_text("utf-8")
IGNORED = (REPOSITORY / ".dockerignore").read_text("utf-8")
PROJECT: dict[str, Any] = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))


def steps(word: str) -> list[str]:
    """What stands behind each such instruction, rows that go on joined."""
    joined = re.sub(r"\\\n\s*", " ", DOCKERFILE)
    return re.findall(rf"^\s*{word} (.*)$", joined, re.MULTILINE)


def copied() -> list[str]:
    """What is copied out of this repository."""
    rows = [row.split() for row in steps("COPY") if not row.startswith("--from")]
    return [source for row in rows for source in row[:-1]]


def is_in_context(path: str) -> bool:
    """Does .dockerignore let this path through? The last row that fits decides."""
    through = True
    for row in filter(None, map(str.strip, IGNORED.splitlines())):
        pattern = row.removeprefix("!").removeprefix("**/")
        parts = [path, *map(str, Path(path).parents)]
        names = [*parts, *Path(path).parts] if "**/" in row else parts
        if not row.startswith("#") and any(fnmatch.fnmatch(name, pattern) for name in names):
            through = row.startswith("!")
    return through


def is_copied(path: str) -> bool:
    return is_in_context(path) and any(Path(path).is_relative_to(source) for source in copied())


@pytest.mark.parametrize("source", copied())
def test_everything_it_copies_is_here_and_reaches_the_build(source: str) -> None:
    assert (REPOSITORY / source).exists()
    assert is_in_context(source)


def test_everything_that_building_the_package_needs_is_copied() -> None:
    project, wheel = PROJECT["project"], PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = [project["readme"], "pyproject.toml", *wheel["packages"], *wheel["force-include"]]
    needed += [
        str(path.relative_to(REPOSITORY))
        for pattern in project["license-files"]
        for path in REPOSITORY.glob(pattern)
    ]
    assert [path for path in needed if not is_copied(path)] == []


@pytest.mark.parametrize(
    "path",
    [".env", ".socialkit/socialkit.db", ".git/config", "quotes/a/lines.yaml", "articles/a.txt"],
)
def test_no_login_no_words_of_hers_and_no_history_get_into_the_image(path: str) -> None:
    assert not is_in_context(path)


def test_its_python_is_one_that_the_package_is_made_for() -> None:
    images = [row.split()[0] for row in steps("FROM")]
    made_for = {row.rpartition(" ")[2] for row in PROJECT["project"]["classifiers"]}
    assert len(set(images)) == 1
    assert re.sub(r"^python:([\d.]+)-slim$", r"\1", images[0]) in made_for


def test_what_it_installs_is_locked_by_hashes_and_brings_the_time_zones() -> None:
    installs = [row for row in steps("RUN") if "pip install" in row]
    assert ["--require-hashes -r requirements.lock" in row for row in installs] == [True, False]
    assert "--no-deps" in installs[1]
    locked = (REPOSITORY / "requirements.lock").read_text("utf-8")
    names = {re.split(r"[^\w.-]", one)[0].lower() for one in PROJECT["project"]["dependencies"]}
    missing = {
        name for name in names if not re.search(rf"^{name}(\[.*\])?==", locked, re.MULTILINE)
    }
    assert "tzdata" in names
    assert not missing


def test_it_runs_the_daemon_as_nobody_of_importance() -> None:
    (entry,), (words,) = steps("ENTRYPOINT"), steps("CMD")[-1:]
    assert json.loads(entry) == [*PROJECT["project"]["scripts"]]
    assert json.loads(words)[0] == "run"
    assert steps("USER") == ["1000"]
    assert "--uid 1000 " in steps("RUN")[-1]
    assert json.loads(steps("HEALTHCHECK")[-1].partition(" CMD ")[2])[:2] == ["sh", "-c"]
    assert steps("VOLUME") == ["/workspace"]


def test_its_health_is_the_daemons_own_sign_of_life() -> None:
    (check,) = steps("HEALTHCHECK")
    assert f"/workspace/{STATE_FOLDER_NAME}}}/{HEARTBEAT_NAME}" in check
    (minutes,) = re.findall(r"-mmin -(\d+)", check)
    assert int(minutes) * 60 >= 2 * HEARTBEAT_INTERVAL.total_seconds()
