"""Output of commands: plain words, styles, progress, JSON, errors and the exit."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from socialkit.errors import SocialkitError, TemporaryFailure, name_fault
from socialkit.model.text import without_steering

if TYPE_CHECKING:
    from logging import LogRecord

    from rich.console import Console

    from socialkit.runtime.container import Container


def print_json(value: Any) -> None:
    """Print one JSON value on stdout."""
    import json

    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def escape_markup(words: str) -> str:
    """Words that cannot steer the terminal, whoever wrote them; rows stay rows."""
    return "\n".join(map(without_steering, words.split("\n")))


def say(words: str = "") -> None:
    """Print a line of plain words on stdout."""
    print(escape_markup(words))


def print_error(words: str) -> None:
    """Print a line of plain words on stderr."""
    print(escape_markup(words), file=sys.stderr)


def change_folder_row(folder: Path) -> str:
    """`cd FOLDER`, to be pasted as it is into the shell of this computer."""
    words = ["cd", str(folder)]
    if os.name != "nt":
        import shlex

        return shlex.join(words)
    from subprocess import list2cmdline

    return list2cmdline(words)


def open_console() -> Console:
    """The terminal as a rich console; plain text where there is none."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False, soft_wrap=False)


def say_in_style(words: str, style: str = "") -> None:
    """Print words in a style, where a terminal can show one."""
    open_console().print(escape_markup(words), style=style)


def terminal_width() -> int:
    """Columns of the terminal."""
    return open_console().width


class ProgressBar(Protocol):
    """Something that shows progress."""

    def step(self, words: str) -> None:
        """One more thing is done, or begun; `words` say which."""


class QuietBar:
    """No bar: for JSON, and where no terminal shows it."""

    def step(self, words: str) -> None:
        """Show nothing."""


@contextmanager
def show_progress(title: str, *, quiet: bool) -> Iterator[ProgressBar]:
    """A progress bar on stderr, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield QuietBar()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.fields[title]}"), BarColumn(pulse_style="cyan"))
    last = TextColumn("{task.completed} · {task.fields[words]}", markup=False)
    with Progress(*columns, last, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None, title=title, words="")

        class TerminalBar:
            def step(self, words: str) -> None:
                progress.update(task, advance=1, words=words)

        yield TerminalBar()


def flush_output() -> None:
    """Flush stdout, while an error can still be shown."""
    if sys.stdout is not None:
        sys.stdout.flush()


def describe_error(error: Exception) -> str:
    """Why a command ended, for the owner, whatever it was; of a fault of ours also where its trace is."""
    if isinstance(error, TemporaryFailure):  # a cycle tries again by itself; a command does not
        return error.by_hand
    if isinstance(error, SocialkitError):
        return str(error)
    if isinstance(error, OSError):
        return describe_machine_error(error)
    trace = _keep_trace(error)
    where = f", with the file {trace}" if trace else ""
    return (
        f"A fault of socialkit itself ended this command ({name_fault(error)}). What was done before it is "
        f"kept. If you changed or added a file just before, take that back and try again. Please report "
        f"this{where}."
    )


def describe_machine_error(error: OSError) -> str:
    """What the machine refused, where, and what to do."""
    where = f" ({error.filename})" if error.filename else ""
    return (
        f"This computer refused to read or write{where}: {error.strerror or error}. Check whether the "
        f"disk is full, and whether you may write there. What was done before that is kept; to see it, "
        f"run: socialkit status"
    )


def quiet_libraries() -> None:
    """What libraries remark on is for their developers and stays off the terminal; `python -W` shows it. Our
    own warnings are plain words, and shown without a trace."""
    import logging
    import warnings

    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    logging.getLogger().addHandler(logging.NullHandler())
    ours = logging.StreamHandler()
    ours.setLevel(logging.WARNING)
    ours.addFilter(_as_words)
    logging.getLogger("socialkit").addHandler(ours)


def _as_words(record: LogRecord) -> bool:
    """One plain line of a record; its trace is for the log of the daemon."""
    record.msg, record.args = escape_markup(record.getMessage()), None
    record.exc_info = record.exc_text = None
    return True


def _keep_trace(error: BaseException) -> str | None:
    """Write the trace of a fault of socialkit into a file that only the owner may read; give its path, None
    where no file can be written."""
    import tempfile
    import traceback

    try:
        handle, path = tempfile.mkstemp(prefix="socialkit-fault-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            traceback.print_exception(error, file=file)
    except OSError:
        return None
    return path


def fail(words: str) -> NoReturn:
    """Print why it was not done, in words on stderr or as JSON where that was asked for, and exit 1."""
    try:
        if "--json" in sys.argv:
            print_json({"error": words})
            flush_output()
        else:
            print_error(words)
    except BrokenPipeError:
        exit_quietly()
    except OSError:  # stdout takes nothing, so only stderr is left
        with suppress(OSError):
            print_error(words)
    exit_quietly()


def exit_quietly() -> NoReturn:
    """Exit 1. What stdout could not take is dropped, or Python would fail over it once more."""
    with suppress(OSError, ValueError):
        flush_output()
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(1)


def show_notes(container: Container) -> None:
    """Say what was noticed about .env: that only you can read it now, or a mistyped name."""
    for one in container.settings.problems:
        print_error(f"note: {one}")
