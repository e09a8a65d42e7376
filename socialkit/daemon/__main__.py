"""`python -m socialkit.daemon PIPE`: what `socialkit run` becomes (launch.py)."""

from __future__ import annotations

import os
import pickle
import sys

from socialkit.daemon.loop import Daemon
from socialkit.errors import SocialkitError


def main() -> int:
    """Read the DaemonContext from the pipe and run."""
    with os.fdopen(int(sys.argv[1]), "rb") as pipe:
        context = pickle.load(pipe)
    try:
        return Daemon(context).run()
    except SocialkitError as error:
        sys.stderr.write(f"{error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
