"""Everything that a network is known to do to the one request that makes a post public, as rows.

In: nothing. Out: for each route the faults and what a read-back may do meanwhile. A new route is one
more ROUTES row; its answers stand beside those of the others. Knows nothing of how they are tried.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.networks.exchange import Fault, Kind, Moment, Reply, html_reply, json_reply
from tests.networks.instagram import LOGIN_REQUIRED, challenge
from tests.networks.server import World

SEND_TIMEOUT = 1.0
"""Seconds, in the .env of the matrix: what comes later comes too late."""

FEEDBACK = {
    "message": "feedback_required",
    "spam": True,
    "feedback_title": "Try Again Later",
    "feedback_message": "We restrict certain activity.",
    "status": "fail",
}
WAIT_WORDS = {"message": "Please wait a few minutes before you try again.", "status": "fail"}


def told(code: int, subcode: int | None = None, *, status: int = 400) -> Reply:
    """An error as Meta's Graph API tells it."""
    error: dict[str, Any] = {"message": f"(#{code}) told", "type": "OAuthException", "code": code}
    if subcode is not None:
        error["error_subcode"] = subcode
    return json_reply({"error": error}, status=status)


@dataclass(frozen=True)
class Blow:
    """What happens to one commit request: before the network did it, or after."""

    kind: Kind
    moment: Moment = Moment.AFTER
    reply: Reply | None = None
    seconds: float = 0.0

    def on(self, where: str) -> Fault:
        """The fault that strikes the first such request."""
        return Fault(where, self.kind, self.moment, self.reply, self.seconds)


def _both(name: str, kind: Kind, reply: Reply | None = None, seconds: float = 0) -> dict[str, Blow]:
    return {f"{name}, {one}": Blow(kind, one, reply, seconds) for one in Moment}


def _answers(replies: Mapping[str, Reply]) -> dict[str, Blow]:
    rows: dict[str, Blow] = {}
    for name, reply in replies.items():
        rows |= _both(name, Kind.REPLACE, reply)
    return rows


EVERYWHERE: dict[str, Blow] = {
    **_both("drop", Kind.DROP),
    "cut answer": Blow(Kind.CUT),
    **_both("slow beyond SEND_TIMEOUT", Kind.HANG, seconds=1.5),
    "late accept": Blow(Kind.DELAY, Moment.BEFORE, seconds=2.0),
    **_answers(
        {
            "408": html_reply("timeout", status=408),
            "429": html_reply("too many", status=429),
            "500": json_reply({"message": "oops"}, status=500),
            "502 HTML": html_reply("bad gateway", status=502),
            "200 HTML": html_reply("hello"),
            "empty JSON": json_reply({}),
            "odd JSON": json_reply(["what", "is", "this"]),
        }
    ),
}


@dataclass(frozen=True)
class Route:
    """One road to one network: its commit request, its read-backs, and the answers of its own."""

    network: str
    commit: str
    reads: str
    own: Mapping[str, Blow] = field(default_factory=dict)

    @property
    def blows(self) -> dict[str, Blow]:
        """All that may happen to its commit request."""
        return EVERYWHERE | dict(self.own)

    def copies(self, world: World, quote: str) -> int:
        """How often `quote` stands there, by the network's own book."""
        if self.network == "instagram":
            return sum(quote in one.caption for one in world.instagram.live_posts)
        return sum(quote in one.message for one in world.graph.live_posts)


ROUTES = {
    "instagrapi": Route(
        "instagram",
        commit="POST .*/media/configure",
        reads="GET .*/feed/user/",
        own=_answers(
            {
                "login_required": json_reply(LOGIN_REQUIRED, status=403),
                "challenge": json_reply(challenge(), status=400),
                "feedback_required": json_reply(FEEDBACK, status=400),
                "please wait": json_reply(WAIT_WORDS, status=400),
            }
        ),
    ),
    "page": Route(
        "facebook",
        commit=r"POST graph.*/\d+/feed$",
        reads=r"GET graph.*/(published_posts|\d+)$",
        own=_answers(
            {
                "190/463": told(190, 463),
                "200": told(200, status=403),
                "368": told(368),
                "4/2207051": told(4, 2207051),
                "506/1455006": told(506, 1455006),
                "2, transient": told(2, status=500),
            }
        ),
    ),
}

BAD = html_reply("bad gateway", status=502)
READ_BACKS = ("clear", "failing", "lagging 60 s", "lagging 8 min")


def spoil_reads(world: World, route: Route, name: str) -> None:
    """What the read-back does after the commit; the look before it always works."""
    if name == "failing":
        world.faults.append(
            Fault(route.reads, Kind.REPLACE, Moment.BEFORE, reply=BAD, times=4, skip=1)
        )
    lag = {"lagging 60 s": 60.0, "lagging 8 min": 480.0}.get(name, 0.0)
    world.instagram.visible_after = world.graph.visible_after = lag
