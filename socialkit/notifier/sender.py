"""Sends a message to the owner's addresses, in a process of its own that is killed when it takes too long.

Raises nothing: whatever fails is an address that did not take the message. An address holds
passwords, so addresses go through a pipe, what the library says of them goes nowhere, and only
positions come back.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta

from socialkit.processes.child import run_child, without_secrets
from socialkit.tls import with_ca_bundle

SEND_LIMIT = timedelta(seconds=60)
"""All addresses together, each at the same time as the others."""
READ_LIMIT = timedelta(seconds=20)
CHILD = (sys.executable, "-m", "socialkit.notifier")
NO_LOGINS = {"NETRC": os.devnull}
"""No library shall find a login in the files of this machine."""


@dataclass(frozen=True, slots=True)
class Message:
    """What the owner gets: a title, a text, and paths of the pictures attached. Services may show a
    colour or an icon by `is_trouble`."""

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
    """The positions of what is not an address of any service; none where that could not be found out.
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
    words = asdict(message) if message is not None else None
    order = {"addresses": list(addresses), "message": words, "seconds": limit.total_seconds()}
    environment = with_ca_bundle(without_secrets(os.environ)) | NO_LOGINS
    done = run_child(CHILD, json.dumps(order).encode(), limit=limit, environment=environment)
    rows = done.output.decode().split()
    return frozenset(int(row) for row in rows if row.isdecimal()), done.code == 0
