"""The lock of a workspace: one process of this machine at a time.

The system releases the lock when its holder dies, however it dies.
"""

from __future__ import annotations

import hashlib
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from socialkit.errors import WorkspaceBusy
from socialkit.files import PRIVATE_FILE, make_private_folder, write_atomically
from socialkit.runtime.paths import closed_folder

LOCK_NAME = "lock"
HOLDER_NAME = "holder"


@contextmanager
def hold(state_folder: Path) -> Iterator[None]:
    """Hold the lock of this state folder. Raise WorkspaceBusy, naming the process that holds it, or
    OutboxError where the folder cannot be written."""
    holder = state_folder / HOLDER_NAME
    lock = _acquire(state_folder, holder)
    try:
        _write_holder(holder)
        yield
    finally:
        with suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


def _acquire(state_folder: Path, holder: Path) -> BaseFileLock:
    lock = FileLock(state_folder / LOCK_NAME, timeout=0, mode=PRIVATE_FILE)
    try:
        make_private_folder(state_folder)
        lock.acquire()
    except Timeout:
        raise WorkspaceBusy(
            f"Another socialkit works in this folder already{_who(holder)}. It does everything that "
            f"is due; stop it first if you want to run this one."
        ) from None
    except (OSError, NotImplementedError) as error:
        raise closed_folder(state_folder, error) from error
    return lock


def _write_holder(holder: Path) -> None:
    with suppress(OSError):  # only for the message to a second process: the lock holds without it
        row = f"process {os.getpid()} on {socket.gethostname()}\n"
        write_atomically(holder, row.encode(), private=True, durable=False)


def _who(holder: Path) -> str:
    try:
        return f" ({holder.read_text('utf-8').strip()})"
    except (OSError, UnicodeError):
        return ""


def worker_id(state_folder: Path) -> str:
    """The name under which this process claims posts: machine and state folder, then the process."""
    place = hashlib.sha256(str(state_folder).encode()).hexdigest()[:8]
    return f"{socket.gethostname()}/{place}:{os.getpid()}"
