"""A child gets what it is given by pipe, ends at its limit, and never outlives its parent."""

from __future__ import annotations

import os
import sys
from datetime import timedelta

import pytest

from socialkit.processes.child import Child, Messages, run_child, without_secrets

MINUTE = timedelta(minutes=1)
ECHO = "import sys; sys.stdout.write(sys.stdin.read().upper()); sys.stderr.write('noise')"
HANG = "import time; print('begun', flush=True); time.sleep(600)"
WATCH = "from socialkit.processes.child import end_with_parent; end_with_parent(); "
ANSWER = """
import os, sys
from socialkit.processes.child import Messages
messages = Messages(sys.stdin.buffer, sys.stdout.buffer)
while True:
    value = messages.receive()
    if value == "end":
        os._exit(0)
    messages.send([value, value])
"""


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_what_a_child_is_given_and_says_goes_through_pipes(
    capfd: pytest.CaptureFixture[str],
) -> None:
    done = run_child(python(ECHO), b"words", limit=MINUTE, environment=os.environ)
    assert (done.output, done.code) == (b"WORDS", 0)
    assert capfd.readouterr() == ("", "")


def test_a_child_that_takes_too_long_is_killed_and_what_it_said_is_kept() -> None:
    done = run_child(python(HANG), b"", limit=timedelta(seconds=3), environment=os.environ)
    assert (done.output, done.code) == (b"begun\n", None)


def test_a_child_that_cannot_start_says_nothing() -> None:
    done = run_child(["/nowhere/program"], b"", limit=MINUTE, environment={})
    assert (done.output, done.code) == (b"", None)


def test_settings_of_socialkit_do_not_reach_a_child() -> None:
    environment = {"SOCIALKIT_INSTAGRAM_PASSWORD": "x", "PATH": "/bin"}
    assert without_secrets(environment) == {"PATH": "/bin"}


def test_a_child_that_is_asked_to_stop_gets_its_grace() -> None:
    child = Child(python(HANG))
    assert child.wait(timedelta(seconds=0.1)) is None
    child.stop(grace=MINUTE)
    code = child.wait(timedelta(seconds=1))
    child.close()
    assert code is not None
    assert code < 0


def test_a_child_ends_when_its_parent_lets_go_of_it() -> None:
    child = Child(python(WATCH + HANG.replace("print('begun', flush=True)", "pass")))
    child.close()
    assert child.wait(MINUTE) == 1


def test_values_go_both_ways_until_one_side_is_gone() -> None:
    child = Child(python(ANSWER), answers=True)
    messages = Messages(*child.pipes)
    messages.send({"a": 1})
    assert messages.receive(MINUTE) == [{"a": 1}, {"a": 1}]
    with pytest.raises(TimeoutError):
        messages.receive(timedelta(seconds=0.1))
    messages.send("end")
    with pytest.raises(EOFError):
        messages.receive(MINUTE)
    assert child.wait(MINUTE) == 0
    messages.close()
    child.close()
