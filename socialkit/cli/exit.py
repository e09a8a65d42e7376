"""How a command ends that was not done: words, exit code 1, and no traceback.

In: what went wrong. Out: words on stderr, or JSON where JSON was asked for, and the end of the
program. Knows nothing of commands.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import NoReturn


def flush_output() -> None:
    """Hand over what is still to be shown, while a refusal can still be told."""
    if sys.stdout is not None:
        sys.stdout.flush()


def machine_words(error: OSError) -> str:
    """What the machine refused, where, and what she can do."""
    where = f" ({error.filename})" if error.filename else ""
    return (
        f"This computer refused to read or write{where}: {error.strerror or error}. Look whether the "
        f"disk is full or the place is closed to you. What was done before that stands; to see it, "
        f"run: socialkit status"
    )


def fail(words: str) -> NoReturn:
    """Say why it was not done: in words on stderr, or as JSON where JSON was asked for."""
    from socialkit.cli.output import complain, print_json

    try:
        if "--json" in sys.argv:
            print_json({"error": words})
            flush_output()
        else:
            complain(words)
    except BrokenPipeError:
        leave_quietly()
    except OSError:  # stdout takes nothing, so stderr is all that is left
        with suppress(OSError):
            complain(words)
    leave_quietly()


def leave_quietly() -> NoReturn:
    """Exit 1; what stdout could not take is let go, or Python would fail over it once more."""
    with suppress(OSError, ValueError):
        flush_output()
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(1)
