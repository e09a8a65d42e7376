"""Addresses on the internet: where notifications go, and where cards are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from socialkit.config.environment import fill_in, read_values
from socialkit.errors import Problem
from socialkit.model.network import Network
from socialkit.notifier.sender import find_unreadable
from socialkit.pipeline.workspace.load import Workspace

HOW = re.compile(r"^\$\{\w+\}|^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
NOBODY = (
    "you would not hear of problems; write an address under notify:, for example "
    'notify: ["mailto://…"]'
)
NOT_TOLD = (
    "there is no address under notify:, so this message has nowhere to go; write one there, or remove "
    "this row"
)
NOBODY_YET = (
    "you would not hear of problems: nothing can be sent to any of these addresses as they are"
)
MAIL = re.compile(r"[^@/\s:]+@[^@/\s:]+")
BARE_NAME = re.compile(r"\$(\w+)")
IS_MAIL = (
    "an e-mail address alone does not say how to send; write it with the login of its mailbox, for "
    'example "mailto://${MAIL}"; the manual shows how, on the page “Notifications and calendar”'
)
NO_ADDRESS = (
    "nothing can be sent to this address; write it as the manual says on the page “Notifications and "
    'calendar”, for example "ntfy://your-topic", and a sign such as @ or / in a password as %40 or %2F'
)


def name_address(written: str, position: int) -> str:
    """What an address is called in messages: its number and what comes before its first secret."""
    how = HOW.match(written)
    return f"address {position + 1} ({how[0]}…)" if how else f"address {position + 1}"


def check_notify(workspace: Workspace) -> Iterable[Problem]:
    """Do notifications have somewhere to go? Only notes, for posting does not depend on it. A ${NAME}
    that is not known is reported where the file is read."""
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
            yield workspace.loaded.note(("notify", at), _suggest(written[at]))


def _suggest(written: str) -> str:
    """What to write instead of an address to which nothing can be sent."""
    bare = BARE_NAME.search(written)
    if bare is not None:
        return f"put a name from .env in braces; write ${{{bare[1]}}}"
    return IS_MAIL if MAIL.fullmatch(written) else NO_ADDRESS


OFFICIAL = "graph"
ROW = ("accounts", Network.INSTAGRAM.value, "via")


def check_pictures(workspace: Workspace, *, has_public_folder: bool) -> Iterable[Problem]:
    """A note if the official route to Instagram has to use the way of showing pictures that could not be
    tried out."""
    rule = workspace.schedule.accounts.get(Network.INSTAGRAM)
    if rule is None or rule.via != OFFICIAL or has_public_folder:
        return
    words = (
        "without SOCIALKIT_PUBLIC_URL in .env, Instagram gets each picture through an unpublished photo "
        "on your Page; others use that way, but it could not be tried here. If Instagram refuses it, "
        "nothing is posted and you get a message. The safe way: show a copy of quotes/ at an https "
        "address and write that as SOCIALKIT_PUBLIC_URL into .env"
    )
    yield workspace.loaded.note(ROW, words)
