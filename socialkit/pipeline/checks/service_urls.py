"""Addresses outside this computer: where notifications go, and where cards are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from socialkit.config.environment import fill_in, read_values
from socialkit.config.schedule.schedule_file import SCHEDULE_NAME
from socialkit.errors import Problem
from socialkit.model.network import Network
from socialkit.notifier.sender import find_unreadable
from socialkit.pipeline.workspace.load import Workspace

HOW = re.compile(r"^\$\{\w+\}|^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
NOBODY = (
    "nobody would be told of trouble; write an address under notify:, for example "
    'notify: ["mailto://…"]'
)
NOT_TOLD = (
    "no address stands under notify:, so you are told nothing at this time either; write one there, or "
    "take this row away"
)
NOBODY_YET = (
    "nobody would be told of trouble: nothing can be sent to any of these addresses as they stand"
)
MAIL = re.compile(r"[^@/\s:]+@[^@/\s:]+")
BARE_NAME = re.compile(r"\$(\w+)")
IS_MAIL = (
    "an e-mail address alone does not say how to send; write it with the login of its mailbox, for "
    'example "mailto://${MAIL}", as docs/manual/notifications-and-calendar.md shows'
)
NO_ADDRESS = (
    "nothing can be sent to this address; write it as in docs/manual/notifications-and-calendar.md, for "
    "example "
    '"ntfy://your-topic", and a sign such as @ or / in a password as %40 or %2F'
)


def name_address(written: str, position: int) -> str:
    """How an address is named in words: its number and what stands before its first secret."""
    how = HOW.match(written)
    return f"address {position + 1} ({how[0]}…)" if how else f"address {position + 1}"


def check_notify(workspace: Workspace) -> Iterable[Problem]:
    """Would somebody be told of trouble? All of it are notes, for nothing else waits for it. A ${NAME}
    that is not known is told by `config`."""
    written = workspace.schedule.notify
    if not written and workspace.schedule.all_is_well is not None:
        yield workspace.loaded.note(("all_is_well",), NOT_TOLD)
    values = read_values(workspace.folder) if written else {}
    filled = {at: fill_in(one, values) for at, one in enumerate(written)}
    known = {at: one for at, one in filled.items() if one is not None}
    unreadable = find_unreadable(list(known.values()))
    if len(unreadable) == len(known):
        yield workspace.loaded.note(("notify",), NOBODY if not written else NOBODY_YET)
    for number, at in enumerate(known):
        if number in unreadable:
            yield workspace.loaded.note(
                (
                    "notify",
                    at,
                ),
                _mend(written[at]),
            )


def _mend(written: str) -> str:
    """What to write in place of an address to which nothing can be sent."""
    bare = BARE_NAME.search(written)
    if bare is not None:
        return f"a name from .env stands in braces; write ${{{bare[1]}}}"
    return IS_MAIL if MAIL.fullmatch(written) else NO_ADDRESS


OFFICIAL = "graph"
ROW = ("accounts", Network.INSTAGRAM.value, "via")


def check_pictures(workspace: Workspace, *, has_public_folder: bool) -> Iterable[Problem]:
    """Does Instagram's official road fetch its pictures in a way that nobody could try out?"""
    rule = workspace.schedule.accounts.get(Network.INSTAGRAM)
    if rule is None or rule.via != OFFICIAL or has_public_folder:
        return
    line, column = workspace.loaded.position(*ROW)
    words = (
        "without SOCIALKIT_PUBLIC_URL in .env Instagram gets each picture through a photo on your Page "
        "that is not published; that way is in use elsewhere and could not be tried here. Where "
        "Instagram refuses it, nothing is posted and you are told. The sure way: show a copy of quotes/ "
        "at an https address and write that as SOCIALKIT_PUBLIC_URL into .env"
    )
    yield Problem(SCHEDULE_NAME, line, column, words, level="note")
