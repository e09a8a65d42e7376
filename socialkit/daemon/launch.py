"""Starts the daemon in a process that holds nothing it does not need.

Where the system can, this process becomes the daemon (same process id, fresh memory): what the command
line and the settings loaded is left behind, some 15 MB (measured). The DaemonContext goes through a
pipe, since it may hold a database password.
"""

from __future__ import annotations

import os
import pickle
import sys
from typing import NoReturn

from socialkit.runtime.daemon_context import DaemonContext


def start_daemon(context: DaemonContext) -> int:
    """Run until stopped. Raise UsageError where another socialkit works in this workspace."""
    if os.name == "posix":
        _become_daemon(context)
    from socialkit.daemon.loop import Daemon

    return Daemon(context).run()


def _become_daemon(context: DaemonContext) -> NoReturn:
    reading, writing = os.pipe()
    os.set_inheritable(reading, True)
    with os.fdopen(writing, "wb") as pipe:
        pickle.dump(context, pipe)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, "-m", "socialkit.daemon", str(reading)])
