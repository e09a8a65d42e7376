"""Under which name this process works.

In: the machine, a state folder. Out: a name. Knows nothing of what is done under it.
"""

from __future__ import annotations

import hashlib
import os
import socket
from pathlib import Path


def find_owner(state_folder: Path) -> str:
    """The name under which this process claims posts: machine and state folder, then the process."""
    place = hashlib.sha256(str(state_folder).encode()).hexdigest()[:8]
    return f"{socket.gethostname()}/{place}:{os.getpid()}"
