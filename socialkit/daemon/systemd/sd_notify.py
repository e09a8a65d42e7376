"""The keeper of this program, where systemd is one (its protocol: sd_notify(3))."""

from __future__ import annotations

import logging
import os
import socket

log = logging.getLogger("socialkit")


def sd_notify(words: str) -> None:
    """Tell systemd, where it keeps this program."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    if address.startswith("@"):
        address = "\0" + address[1:]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as keeper:
        try:
            keeper.sendto(words.encode(), address)
        except OSError:
            log.warning("the keeper of this program cannot be told: %s", address)
