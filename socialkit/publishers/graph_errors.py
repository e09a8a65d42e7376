"""What Meta's errors mean: each one becomes one of the four kinds, in words for her.

In: the moment, and what Meta answered (or that nothing came). Out: a PublishError. Pure: no library,
no network. The tables follow Meta's error reference and reports (reference: Meta, 3.4, 6.1, 6.2).

Before the commit nothing is public, so nothing is uncertain. At the commit only a clear refusal is
sure; every other answer leaves a doubt, and the network is looked at before anything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from socialkit.errors import (
    AccountProblem,
    PermanentFailure,
    PublishError,
    TemporaryFailure,
    UncertainOutcome,
)

NETWORK = "facebook"


class Moment(StrEnum):
    """What was being done: nothing before COMMITTING makes anything public."""

    READING = "reading"
    PREPARING = "preparing"
    COMMITTING = "committing"


@dataclass(frozen=True, slots=True)
class GraphAnswer:
    """An error as Meta gave it. `status` is the HTTP status, 0 where none came; `wait` is what Meta
    asks for; `user_message` are Meta's own words for people."""

    code: int | None = None
    subcode: int | None = None
    status: int = 0
    message: str = ""
    user_message: str | None = None
    wait: timedelta | None = None


THROTTLES = frozenset({4, 17, 32, 341, 613, 80001, 80002})
PERMISSIONS = frozenset({3, 10, *range(200, 300)})
LOGIN = frozenset({102, 190, 2500})
TRANSIENT = frozenset({-2, -1, 1, 2})
DUPLICATE = 506
BLOCKED = 368
RESTRICTED = 25
SUSPECTED = (4, 2207051)  # seen although the post was live
GONE = (100, 33)
REFUSED = frozenset({100, 324, 1609005, 36000, 36001, 36003, 36004})
REST = timedelta(hours=1)

TOKEN_WORDS = {
    458: "socialkit's app was removed from your Facebook account",
    459: "Facebook wants you to log in there and confirm that it is you",
    460: "your Facebook password was changed, and that ends all tokens",
    463: "the token of your Page has expired",
    464: "Facebook wants you to log in there and confirm your account",
    467: "the token of your Page is not valid any more",
}
NEW_TOKEN = (
    "Get a new token of the Page, write it into .env as SOCIALKIT_FACEBOOK_PAGE_TOKEN, then run: "
    "socialkit connect facebook"
)


def map_answer(answer: GraphAnswer, *, moment: Moment) -> PublishError:
    """The kind of an error that Meta told."""
    about_account = _account_problem(answer)
    if about_account is not None:
        return about_account
    if moment is Moment.COMMITTING:
        return _at_commit(answer)
    if answer.code in THROTTLES or answer.status == 429:
        words = "Facebook asks socialkit to slow down."
        return TemporaryFailure(words, network=NETWORK, retry_after=answer.wait or REST)
    if answer.code in REFUSED and (answer.code, answer.subcode) != GONE:
        return _refusal(answer)
    words = f"Facebook could not do it just now{_in_brackets(answer)}. Nothing was posted."
    return TemporaryFailure(words, network=NETWORK)


def _account_problem(answer: GraphAnswer) -> AccountProblem | None:
    words = None
    if answer.code in LOGIN:
        why = TOKEN_WORDS.get(
            answer.subcode or 0, "Facebook does not accept the token of your Page"
        )
        words = f"Nothing is posted to Facebook: {why}. {NEW_TOKEN}"
    elif answer.code in PERMISSIONS:
        words = (
            f"The token of your Page may not do this{_in_brackets(answer)}. It needs "
            f"pages_manage_posts and pages_read_engagement, and you need the right to create content "
            f"on the Page. {NEW_TOKEN}"
        )
    elif answer.code == BLOCKED:
        words = (
            "Facebook blocks posting for a while (its rules call it too fast, or misused). Nothing "
            "is posted there until you say so. Look at the Page's notices, wait a day, then run: "
            "socialkit connect facebook"
        )
    elif answer.code == RESTRICTED:
        words = (
            "Facebook has restricted this account. Log in at facebook.com and settle what it asks "
            "for, then run: socialkit connect facebook"
        )
    return None if words is None else AccountProblem(words, network=NETWORK)


def _at_commit(answer: GraphAnswer) -> PublishError:
    is_clear = 400 <= answer.status < 500 and answer.status != 408
    if answer.code in REFUSED and is_clear:
        return _refusal(answer)
    if answer.code == DUPLICATE:
        words = "Facebook says that this was posted already. socialkit looks before anything else."
    else:
        words = (
            f"Facebook gave no clear answer{_in_brackets(answer)}, so the post may be there or not. "
            f"socialkit looks."
        )
    return UncertainOutcome(words, network=NETWORK)


def _refusal(answer: GraphAnswer) -> PermanentFailure:
    reason = answer.user_message or answer.message or "it gave no reason"
    words = f"Facebook refuses this post: {reason} Change the post, then run: socialkit post KEY"
    return PermanentFailure(words, network=NETWORK)


def map_silence(*, moment: Moment, is_unsent: bool) -> PublishError:
    """The kind of a connection that failed. `is_unsent`: the request surely never left."""
    if moment is Moment.COMMITTING and not is_unsent:
        words = "No answer came from Facebook, so the post may be there or not. socialkit looks."
        return UncertainOutcome(words, network=NETWORK)
    words = "Facebook cannot be reached just now. Nothing was posted."
    return TemporaryFailure(words, network=NETWORK)


def _in_brackets(answer: GraphAnswer) -> str:
    told = answer.user_message or answer.message
    number = f"error {answer.code}" if answer.code is not None else f"status {answer.status}"
    return f" ({number}: {told})" if told else f" ({number})"
