"""What reaches the terminal: our words, and nothing that steers it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from socialkit.cli.output import describe_error, escape_markup

NOISY = """
import logging, sys, warnings
from socialkit.{setup}
warnings.warn("a library remarks", DeprecationWarning, stacklevel=1)
warnings.warn("a library remarks", UserWarning, stacklevel=1)
logging.getLogger("library").error("a library remarks")
logging.getLogger("socialkit.part").warning("Our own words.\\x1b[31m\\u202e")
try:
    raise IndexError("inner words")
except IndexError:
    logging.getLogger("socialkit").error("Our own fault.", exc_info=True)
"""


@pytest.mark.parametrize(
    "setup",
    [
        "cli.output import quiet_libraries; quiet_libraries()",
        "daemon.logs import start_log; start_log(None)",
    ],
)
def test_what_libraries_remark_on_stays_off_the_terminal(setup: str) -> None:
    program = NOISY.replace("{setup}", setup)
    environment = {name: one for name, one in os.environ.items() if name != "PYTHONWARNINGS"}
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True, env=environment
    )
    assert "a library remarks" not in answer.stderr
    assert "Our own words." in answer.stderr and "Our own fault." in answer.stderr


def test_a_command_shows_our_own_warnings_as_plain_words() -> None:
    program = NOISY.replace("{setup}", "cli.output import quiet_libraries; quiet_libraries()")
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    )
    assert answer.stderr == "Our own words.[31m\nOur own fault.\n"


def test_a_fault_of_ours_is_told_in_words_and_its_trace_is_kept_for_the_owner_alone() -> None:
    try:
        raise IndexError("inner words")
    except IndexError as error:
        words = describe_error(error)
    assert (
        "A fault of socialkit itself" in words
        and "IndexError" in words
        and "inner words" not in words
    )
    (path,) = re.findall(r"with the file (\S+)\.$", words)
    assert "inner words" in Path(path).read_text("utf-8")
    assert Path(path).stat().st_mode & 0o077 == 0
    Path(path).unlink()


@pytest.mark.parametrize(
    "sign", ["\x1b", "\x07", "\x85", "\x9b", "\u202a", "\u202e", "\u2066", "\u2069", "\ud83d"]
)
def test_no_text_steers_the_terminal(sign: str) -> None:
    assert escape_markup(f"one{sign}two\nthree") == "onetwo\nthree"
