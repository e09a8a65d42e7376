"""The sign of life for somebody far away: `python -m socialkit.daemon.heartbeat_ping` asks one address.

Who keeps such a watch raises the alarm when nothing comes. So a GET that fails is not tried again: the
next one follows in minutes. It is a process of its own, so that the daemon needs no web library.
"""

from __future__ import annotations

import os
import ssl
import subprocess
import sys
import urllib.request
from urllib.parse import urlsplit, urlunsplit

SECONDS = 20.0
PATIENCE = 40.0
"""Seconds for the whole process: a name server, too, may be slow."""


def send_heartbeat(address: str, *, is_well: bool) -> bool:
    """Ask `address` in a process of its own; whether it answered. Never raises for what a network does.
    The address may be a secret, so it goes through a pipe and stands in no log."""
    words = [sys.executable, "-m", "socialkit.daemon.heartbeat_ping"]
    try:
        done = subprocess.run(
            words,
            input=f"{address}\n{'ok' if is_well else 'fail'}\n".encode(),
            timeout=PATIENCE,
            check=False,
            capture_output=True,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def find_address(address: str, *, is_well: bool) -> str:
    """Where to ask: "/fail" is added to the path, whatever follows it."""
    if is_well:
        return address
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/fail"))


def ask(address: str) -> bool:
    """One GET; whether it was answered with success."""
    named = os.environ.get("SSL_CERT_FILE") or os.environ.get("REQUESTS_CA_BUNDLE")
    try:
        context = ssl.create_default_context(cafile=named or _usual_authorities())
        opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context))
        opener.addheaders = [("User-Agent", "socialkit")]
        with opener.open(address, timeout=SECONDS) as answer:
            return bool(200 <= answer.status < 300)
    except (OSError, ValueError):  # all of urllib's errors are OSErrors
        return False


def _usual_authorities() -> str:
    import certifi

    return certifi.where()


def main() -> int:
    """0 where the address answered."""
    address, _, rest = sys.stdin.read().partition("\n")
    return 0 if ask(find_address(address.strip(), is_well=rest.strip() == "ok")) else 1


if __name__ == "__main__":
    sys.exit(main())
