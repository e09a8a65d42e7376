"""Notifies systemd, where it runs this program: see sd_notify(3)."""

from __future__ import annotations

import logging
import os
import socket

log = logging.getLogger("socialkit")


def sd_notify(words: str) -> None:
    """Send one state to systemd, where it runs this program."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    if address.startswith("@"):
        address = "\0" + address[1:]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        try:
            systemd.sendto(words.encode(), address)
        except OSError:
            log.warning("systemd cannot be notified: %s", address)
