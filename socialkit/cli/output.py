"""How things look in a terminal, and as JSON."""

from __future__ import annotations

import json
import os
import shlex
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from rich.console import Console
from contextlib import suppress
from typing import NoReturn


def print_json(value: Any) -> None:
    """One JSON value on stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def escape_markup(words: str) -> str:
    """Words as a terminal may have them: a text from outside must not steer it."""
    return "".join(sign for sign in words if sign == "\n" or unicodedata.category(sign) != "Cc")


def say(words: str = "") -> None:
    """A line of plain words on stdout."""
    print(escape_markup(words))


def print_error(words: str) -> None:
    """A line of plain words on stderr."""
    print(escape_markup(words), file=sys.stderr)


def command_row(command: str, folder: Path) -> str:
    """`socialkit COMMAND` for `folder`, to be pasted as it stands into the shell of this computer."""
    words = ["socialkit", command, *([] if folder == Path() else ["-C", str(folder)])]
    if os.name != "nt":
        return shlex.join(words)
    from subprocess import list2cmdline

    return list2cmdline(words)


def open_console() -> Console:
    """The terminal, drawn with rich; plain text where there is none."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False, soft_wrap=False)


def say_in_style(words: str, style: str = "") -> None:
    """Words in a style, where a terminal can show one."""
    open_console().print(escape_markup(words), style=style)


def terminal_width() -> int:
    """Columns of the terminal."""
    return open_console().width


class Bar(Protocol):
    """Something that can be told how far things are."""

    def step(self, words: str) -> None:
        """One thing more is done, or begun; `words` say which."""


class QuietBar:
    """No bar: for JSON, and where nobody watches."""

    def step(self, words: str) -> None:
        """Say nothing."""


@contextmanager
def show_progress(title: str, *, quiet: bool) -> Iterator[Bar]:
    """A progress bar on stderr while a terminal watches."""
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


def shorten(words: str, most: int) -> str:
    """Words on one line, at most `most` characters, cut with an ellipsis."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"


def flush_output() -> None:
    """Hand over what is still to be shown, while a refusal can still be told."""
    if sys.stdout is not None:
        sys.stdout.flush()


def describe_machine_error(error: OSError) -> str:
    """What the machine refused, where, and what she can do."""
    where = f" ({error.filename})" if error.filename else ""
    return (
        f"This computer refused to read or write{where}: {error.strerror or error}. Look whether the "
        f"disk is full or the place is closed to you. What was done before that stands; to see it, "
        f"run: socialkit status"
    )


def fail(words: str) -> NoReturn:
    """Say why it was not done: in words on stderr, or as JSON where JSON was asked for."""
    try:
        if "--json" in sys.argv:
            print_json({"error": words})
            flush_output()
        else:
            print_error(words)
    except BrokenPipeError:
        exit_quietly()
    except OSError:  # stdout takes nothing, so stderr is all that is left
        with suppress(OSError):
            print_error(words)
    exit_quietly()


def exit_quietly() -> NoReturn:
    """Exit 1; what stdout could not take is let go, or Python would fail over it once more."""
    with suppress(OSError, ValueError):
        flush_output()
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(1)
