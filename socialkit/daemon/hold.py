"""Who works in this workspace: one process of this machine at a time.

In: the parts of a workspace. Out: its lock, held while a `with` lasts. Knows nothing of what is done
meanwhile. The system lets go of the lock when its holder dies, however it dies.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.errors import UsageError

if TYPE_CHECKING:
    from socialkit.wiring import Wiring

HOLDER_NAME = "holder"


@contextmanager
def hold(wiring: Wiring) -> Iterator[None]:
    """Hold the workspace. Raise UsageError naming who holds it already."""
    from filelock import Timeout

    lock, holder = wiring.lock(), wiring.state_folder / HOLDER_NAME
    try:
        lock.acquire()
    except Timeout:
        raise UsageError(
            f"Another socialkit works in this folder already{_who(holder)}. It does all that is to "
            f"be done; stop it first if you want to run this one."
        ) from None
    try:
        holder.write_text(f"process {os.getpid()} on {socket.gethostname()}\n", "utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _who(holder: Path) -> str:
    try:
        return f" ({holder.read_text('utf-8').strip()})"
    except OSError:
        return ""
