"""The addresses under `notify:`, named and checked without showing one: each may hold a password.

In: addresses as they are written. Out: names, problems. Sends nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from socialkit.config import fill_in, read_values
from socialkit.errors import Problem
from socialkit.notices import find_unreadable
from socialkit.pipeline.workspace import SCHEDULE_NAME, Workspace

HOW = re.compile(r"^\$\{\w+\}|^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
NOBODY = (
    "nobody would be told of trouble; write an address under notify:, for example "
    'notify: ["mailto://…"]'
)
NOT_TOLD = (
    "no address stands under notify:, so you are told nothing at this time either; write one there, or "
    "take this row away"
)
NO_ADDRESS = (
    "nothing can be sent to this address; write it as README says under notify:, for example "
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
    if not written:
        line, column = workspace.loaded.position("notify")
        yield Problem(SCHEDULE_NAME, line, column, NOBODY, level="note")
        if workspace.schedule.all_is_well is not None:
            line, column = workspace.loaded.position("all_is_well")
            yield Problem(SCHEDULE_NAME, line, column, NOT_TOLD, level="note")
    values = read_values(workspace.folder) if written else {}
    filled = {at: fill_in(one, values) for at, one in enumerate(written)}
    known = {at: one for at, one in filled.items() if one is not None}
    unreadable = find_unreadable(list(known.values()))
    for number, at in enumerate(known):
        if number in unreadable:
            line, column = workspace.loaded.position("notify", at)
            yield Problem(SCHEDULE_NAME, line, column, NO_ADDRESS, level="note")
