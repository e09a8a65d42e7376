"""A message on its way to her addresses, in a process of its own that is killed when it takes too long.

Raises nothing: whatever fails is an address that did not take it.

An address holds passwords, so addresses go through a pipe, what the library says of them goes
nowhere, and only positions come back.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta

SEND_LIMIT = timedelta(seconds=60)
"""All addresses together, each at the same time as the others."""
READ_LIMIT = timedelta(seconds=20)
SECRET_PREFIX = "SOCIALKIT_"
CHILD = (sys.executable, "-m", "socialkit.notifier.__main__")


@dataclass(frozen=True, slots=True)
class Message:
    """What she is told: a line, its words, and paths of pictures that come with them. Services may
    show a colour or a sign by whether it is of trouble."""

    title: str
    body: str
    pictures: tuple[str, ...] = ()
    is_trouble: bool = True


def send(
    addresses: Sequence[str], message: Message, *, limit: timedelta = SEND_LIMIT
) -> frozenset[int]:
    """Send to every address. Give the positions of those that did not take it within `limit`."""
    taken, _ = _ask(addresses, message, limit)
    return frozenset(range(len(addresses))) - taken


def find_unreadable(addresses: Sequence[str], *, limit: timedelta = READ_LIMIT) -> frozenset[int]:
    """The positions of what is no address of any service; none where that could not be found out.
    Sends nothing."""
    if not addresses:
        return frozenset()
    readable, is_sure = _ask(addresses, None, limit)
    return frozenset(range(len(addresses))) - readable if is_sure else frozenset()


def _ask(
    addresses: Sequence[str], message: Message | None, limit: timedelta
) -> tuple[frozenset[int], bool]:
    """The positions that the child names, a row each as soon as it is known, and whether it came to
    its end."""
    seconds = limit.total_seconds()
    words = asdict(message) if message is not None else None
    order = {"addresses": list(addresses), "message": words, "seconds": seconds}
    code: int | None = None
    try:
        done = subprocess.run(
            CHILD,
            input=json.dumps(order).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_surroundings(os.environ),
            timeout=seconds,
            check=False,
        )
        said, code = done.stdout, done.returncode
    except subprocess.TimeoutExpired as error:
        said = error.stdout or b""
    except OSError:
        said = b""
    return frozenset(int(row) for row in said.decode().split() if row.isdecimal()), code == 0


def _surroundings(environment: Mapping[str, str]) -> dict[str, str]:
    """Proxies and certificates as CONTRACT names them, for libraries that read only one of the two
    variables; no secret of socialkit, and no login of the machine's own files."""
    found = {name: v for name, v in environment.items() if not name.startswith(SECRET_PREFIX)}
    bundle, file = found.get("REQUESTS_CA_BUNDLE"), found.get("SSL_CERT_FILE")
    if file and not bundle and not found.get("CURL_CA_BUNDLE"):
        found["REQUESTS_CA_BUNDLE"] = file
    if bundle and not file:
        found["SSL_CERT_FILE"] = bundle  # mail is not sent by requests
    return found | {"NETRC": os.devnull}
