"""The heartbeat to a remote monitor: `python -m socialkit.daemon.heartbeat_ping` sends one GET.

The monitor raises the alarm when nothing comes, so a GET that fails is not repeated: the next one
follows in minutes. It is a process of its own, and loads web libraries only there, so that the daemon
stays small.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

from socialkit.processes.child import run_child, without_secrets

GET_TIMEOUT = timedelta(seconds=20)
PROCESS_TIMEOUT = timedelta(seconds=40)
"""For the whole process: a name server may be slow, too."""
CHILD = (sys.executable, "-m", "socialkit.daemon.heartbeat_ping")


def send_heartbeat(address: str, *, is_well: bool) -> bool:
    """Ask `address` in a process of its own; whether it answered. Never raises for what a network does.
    The address may be a secret, so it goes through a pipe and into no log."""
    given = f"{address}\n{'ok' if is_well else 'fail'}\n".encode()
    done = run_child(CHILD, given, limit=PROCESS_TIMEOUT, environment=without_secrets(os.environ))
    return done.code == 0


def find_address(address: str, *, is_well: bool) -> str:
    """Where to ask: "/fail" is added to the path, whatever follows it."""
    if is_well:
        return address
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/fail"))


def ask(address: str) -> bool:
    """One GET; whether it was answered with success."""
    import urllib.request

    from socialkit.tls import make_ssl_context

    try:
        handler = urllib.request.HTTPSHandler(context=make_ssl_context())
        opener = urllib.request.build_opener(handler)
        opener.addheaders = [("User-Agent", "socialkit")]
        with opener.open(address, timeout=GET_TIMEOUT.total_seconds()) as answer:
            return bool(200 <= answer.status < 300)
    except (OSError, ValueError):  # all of urllib's errors are OSErrors
        return False


def main() -> int:
    """0 where the address answered."""
    address, _, rest = sys.stdin.read().partition("\n")
    return 0 if ask(find_address(address.strip(), is_well=rest.strip() == "ok")) else 1


if __name__ == "__main__":
    sys.exit(main())
