"""Every request is made by a process that can be killed; what it says comes back unchanged."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from socialkit.errors import AccountProblem, TemporaryFailure, UncertainOutcome
from socialkit.model.post import Post, Receipt
from socialkit.publishers.isolation import isolated_publisher as client_module
from socialkit.publishers.isolation.isolated_publisher import IsolatedPublisher
from tests.conftest import REPOSITORY
from tests.publishers.scripted import Recipe
from tests.support.builders import post

COMMAND = (sys.executable, "-m", "tests.publishers.scripted")
SECRET = "hunter2-hunter2"


@pytest.fixture
def publisher(tmp_path: Path) -> Iterator[IsolatedPublisher]:
    made = IsolatedPublisher(Recipe(tmp_path, SECRET), COMMAND, send_timeout=timedelta(seconds=30))
    yield made
    made.close()


def told(words: str) -> Post:
    return post(caption=words)


def child_of(tmp_path: Path) -> psutil.Process:
    return psutil.Process(int((tmp_path / "child").read_text()))


def test_an_answer_comes_back_as_it_was_given(publisher: IsolatedPublisher) -> None:
    assert publisher.commit(told("go")) == Receipt("r1", "https://example.org/r1")
    assert publisher.find_permalink("r1") is None


def test_each_kind_of_failure_comes_back_with_its_words(publisher: IsolatedPublisher) -> None:
    with pytest.raises(TemporaryFailure, match="later") as later:
        publisher.read_recent("quietharbour")
    assert later.value.retry_after == timedelta(minutes=7)
    with pytest.raises(AccountProblem, match="log in again"):
        publisher.prepare(told("go"))


def test_a_child_that_dies_in_the_commit_leaves_a_doubt(publisher: IsolatedPublisher) -> None:
    with pytest.raises(UncertainOutcome):
        publisher.commit(told("die"))


def test_after_a_death_the_next_question_starts_a_new_child(publisher: IsolatedPublisher) -> None:
    with pytest.raises(UncertainOutcome):
        publisher.commit(told("die"))
    assert publisher.commit(told("go")).remote_id == "r1"


def test_what_is_offered_chosen_and_looked_for_goes_through_one_child(
    publisher: IsolatedPublisher, tmp_path: Path
) -> None:
    first, second = publisher.find_choices()
    publisher.choose(second.id)
    assert ((tmp_path / "chosen").read_text(), first.name) == ("2", "first")
    assert (publisher.is_there("r1"), publisher.is_there("r2")) == (True, False)


def test_a_child_that_hangs_is_killed_and_the_commit_is_in_doubt(tmp_path: Path) -> None:
    publisher = IsolatedPublisher(
        Recipe(tmp_path, SECRET),
        COMMAND,
        send_timeout=timedelta(seconds=1.5) - client_module.BEYOND_THE_REQUEST,
    )
    with pytest.raises(UncertainOutcome, match="may be there or not"):
        publisher.commit(told("hang"))
    assert not psutil.pid_exists(int((tmp_path / "child").read_text()))


def test_when_socialkit_shall_stop_a_request_gets_its_grace_and_no_more(tmp_path: Path) -> None:
    publisher = IsolatedPublisher(
        Recipe(tmp_path, SECRET),
        COMMAND,
        send_timeout=timedelta(seconds=120),
        stopping=lambda: True,
    )
    with pytest.raises(UncertainOutcome):
        publisher.commit(told("hang"))
    assert not psutil.pid_exists(int((tmp_path / "child").read_text()))


def test_what_a_library_says_unforeseen_is_told_without_its_words(
    publisher: IsolatedPublisher,
) -> None:
    with pytest.raises(UncertainOutcome) as doubt:
        publisher.commit(told("break"))
    assert "RuntimeError" in str(doubt.value)
    assert SECRET not in str(doubt.value)
    with pytest.raises(TemporaryFailure) as failure:
        publisher.delete("r1")
    assert SECRET not in str(failure.value)


def test_no_secret_is_in_the_arguments_or_the_environment_of_the_child(
    publisher: IsolatedPublisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOCIALKIT_INSTAGRAM_PASSWORD", SECRET)
    assert publisher.identify().name == ""
    child = child_of(tmp_path)
    assert SECRET not in " ".join(child.cmdline())
    assert SECRET not in " ".join(f"{name}={value}" for name, value in child.environ().items())


PARENT = """
import sys
from datetime import timedelta
from pathlib import Path
from socialkit.publishers.isolation.isolated_publisher import IsolatedPublisher
from tests.publishers.isolation.test_client import COMMAND, SECRET, told
from tests.publishers.scripted import Recipe
publisher = IsolatedPublisher(
    Recipe(Path(sys.argv[1]), SECRET), COMMAND, send_timeout=timedelta(60)
)
publisher.commit(told("hang"))
"""


def test_a_child_whose_parent_is_killed_ends_at_once(tmp_path: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(tmp_path)], cwd=REPOSITORY)
    try:
        wait_for(tmp_path / "child")
        child = child_of(tmp_path)
        os.kill(parent.pid, signal.SIGKILL)
        child.wait(timeout=5)
    finally:
        parent.wait()


def wait_for(path: Path) -> None:
    import threading

    for _ in range(200):
        if path.exists() and path.read_text():
            return
        threading.Event().wait(0.05)
    raise AssertionError(f"{path} never came")
