"""What may happen to a request, as rows: what every network is known to do, and how each tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.emulators.exchange import Fault, Kind, Moment, Reply, html_reply, json_reply
from tests.emulators.instagram import LOGIN_REQUIRED, challenge

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

    def on(self, where: str, *, skip: int = 0) -> Fault:
        """The fault that strikes the first such request, or one after it."""
        return Fault(where, self.kind, self.moment, self.reply, self.seconds, skip=skip)

    @property
    def is_taken(self) -> bool:
        """Whether the network did what was asked, sooner or later."""
        return self.moment is Moment.AFTER or self.kind is Kind.DELAY


def both(name: str, kind: Kind, reply: Reply | None = None, seconds: float = 0) -> dict[str, Blow]:
    """One fault before the network did what was asked, and after."""
    return {f"{name}, {one}": Blow(kind, one, reply, seconds) for one in Moment}


def answers(replies: Mapping[str, Reply]) -> dict[str, Blow]:
    """Each answer in the place of the true one, before and after."""
    rows: dict[str, Blow] = {}
    for name, reply in replies.items():
        rows |= both(name, Kind.REPLACE, reply)
    return rows


ANSWERS = {
    "408": html_reply("timeout", status=408),
    "429": html_reply("too many", status=429),
    "500": json_reply({"message": "oops"}, status=500),
    "502 HTML": html_reply("bad gateway", status=502),
    "200 HTML": html_reply("hello"),
    "empty JSON": json_reply({}),
    "odd JSON": json_reply(["what", "is", "this"]),
}
EVERYWHERE: dict[str, Blow] = {
    **both("drop", Kind.DROP),
    "cut answer": Blow(Kind.CUT),
    **both("slow beyond SEND_TIMEOUT", Kind.HANG, seconds=1.5),
    "late accept": Blow(Kind.DELAY, Moment.BEFORE, seconds=2.0),
    **answers(ANSWERS),
}

PHONE = {
    "login_required": json_reply(LOGIN_REQUIRED, status=403),
    "challenge": json_reply(challenge(), status=400),
    "feedback_required": json_reply(FEEDBACK, status=400),
    "please wait": json_reply(WAIT_WORDS, status=400),
}
"""What Instagram tells its app."""
PAGE = {
    "190/463": told(190, 463),
    "200": told(200, status=403),
    "368": told(368),
    "4/2207051": told(4, 2207051),
    "506/1455006": told(506, 1455006),
    "2, transient": told(2, status=500),
}
"""What Meta tells who posts to a Page."""
OFFICIAL = {
    "190/463": told(190, 463),
    "10": told(10, status=403),
    "25/2207050": told(25, 2207050),
    "368": told(368),
    "4/2207051": told(4, 2207051),
    "9/2207042": told(9, 2207042),
    "9007/2207027": told(9007, 2207027),
    "24/2207006": told(24, 2207006),
    "-2/2207020": told(-2, 2207020),
    "-1/2207001": told(-1, 2207001),
    "2, transient": told(2, status=500),
    "100/33": told(100, 33),
}
"""What Meta tells who publishes a container. All of them may be told of a post that is live [guess: seen
for 4/2207051 only]."""
BAD_PICTURE = {
    "debug_info": {"retriable": False, "type": "ProcessingFailedError", "message": "Bad image"}
}
