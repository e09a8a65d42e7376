"""The only module that uses Apprise.

Raises nothing: what the library raises can hold an address, and an address holds passwords. The same
goes for what it logs, so logging is off in the process that sends.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.notifier.sender import Message

if TYPE_CHECKING:
    from apprise import NotifyBase

CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
"""Apprise's own four seconds are short for a picture; an address may say otherwise (`cto`, `rto`)."""


def can_read(address: str) -> bool:
    """Whether Apprise knows what to do with this address."""
    return _open(address) is not None


def deliver(address: str, message: Message) -> bool:
    """Send; where the pictures are refused, the text alone."""
    service = _open(address)
    if service is None:
        return False
    pictures = [path for path in message.pictures if Path(path).is_file()]
    return (bool(pictures) and _notify(service, message, pictures)) or _notify(service, message, [])


def _notify(service: NotifyBase, message: Message, pictures: Sequence[str]) -> bool:
    from apprise import Apprise, NotifyFormat, NotifyType

    try:
        sender = Apprise(asset=service.asset)
        sender.add(service)
        taken = sender.notify(
            message.body,
            title=message.title,
            notify_type=NotifyType.WARNING if message.is_trouble else NotifyType.SUCCESS,
            body_format=NotifyFormat.TEXT,
            attach=list(pictures) or None,
        )
    except Exception:  # a plugin that fails is an address that did not take it
        return False
    return bool(taken)


def _open(address: str) -> NotifyBase | None:
    from apprise import Apprise, AppriseAsset, OverflowMode

    asset = AppriseAsset(
        app_id="socialkit",
        app_desc="socialkit",
        app_url="",
        image_url_mask="",
        image_url_logo="",
        service_timeout=0,  # the process as a whole has a limit
    )
    try:
        found = Apprise.instantiate(address, asset=asset, suppress_exceptions=True)
    except Exception:
        return None
    if found is None:
        return None
    if "overflow=" not in address:
        found.overflow_mode = OverflowMode.SPLIT  # a long message in parts, not refused
    if "cto=" not in address:
        found.socket_connect_timeout = CONNECT_SECONDS
    if "rto=" not in address:
        found.socket_read_timeout = READ_SECONDS
    return found
