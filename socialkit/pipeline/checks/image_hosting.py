"""What is to be known about the roads that her schedule takes, before anything is posted.

In: a workspace, what .env holds for them. Out: notes at their row of schedule.yaml. Asks no network.
"""

from __future__ import annotations

from collections.abc import Iterable

from socialkit.errors import Problem
from socialkit.model.post import Network
from socialkit.pipeline.workspace.load import SCHEDULE_NAME, Workspace

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
