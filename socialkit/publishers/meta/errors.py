"""What the answers of the Graph API mean: every error as one of the four kinds."""

from __future__ import annotations

import re
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
from socialkit.model.network import Network
from socialkit.publishers.protocol import Moment


class MediaFault(StrEnum):
    """What a known error is, before the commit and at it."""

    LATER = "later"  # nothing posted before the commit; at it, a doubt
    NOT_YET = "not yet"  # surely nothing posted, even at the commit
    USED_UP = "used up"  # as NOT_YET, and the account gets a cooldown
    REFUSED = "refused"  # this post can never go as it is
    SUSPECTED = "suspected"  # a block that passes by itself; at the commit a doubt besides
    RESTRICTED = "restricted"  # the account needs a person


@dataclass(frozen=True, slots=True)
class MediaError:
    """One error: what it is, and the message for the owner."""

    fault: MediaFault
    words: str


PICTURES = (
    "If SOCIALKIT_PUBLIC_URL is set, open its address and a card below it in a browser on another "
    "machine; both must show without a login. If it is not set, set it (see "
    "docs/manual/connecting.md)."
)
PREPARED_AGAIN = "socialkit prepares it again."
FIX = "Change the post, then run: socialkit post KEY"
CONFIRM = (
    "Open Instagram's app with this account and do what it asks for, wait a day, then run: "
    "socialkit connect instagram"
)
MEDIA_ERRORS: dict[tuple[int, int], MediaError] = {
    (-2, 2207003): MediaError(
        MediaFault.LATER, f"Instagram could not fetch the picture in time. {PICTURES}"
    ),
    (-2, 2207020): MediaError(
        MediaFault.LATER, f"What was prepared at Instagram has expired. {PREPARED_AGAIN}"
    ),
    (-1, 2207001): MediaError(MediaFault.LATER, "Instagram's server had an error of its own."),
    (-1, 2207032): MediaError(MediaFault.LATER, "Instagram could not prepare the post."),
    (-1, 2207053): MediaError(
        MediaFault.LATER, "Instagram could not take the picture, and gives no reason."
    ),
    (4, 2207051): MediaError(
        MediaFault.SUSPECTED,
        "Instagram takes the posts of this account for spam and blocks them. socialkit leaves the "
        "account alone for a while, longer each time, and then goes on by itself. Open Instagram's "
        "app and do what it asks for. To go on sooner, run: socialkit connect instagram",
    ),
    (9, 2207042): MediaError(
        MediaFault.USED_UP, "Instagram takes no more posts by programs from this account today."
    ),
    (24, 2207006): MediaError(
        MediaFault.LATER, f"Instagram does not find what was prepared. {PREPARED_AGAIN}"
    ),
    (24, 2207008): MediaError(
        MediaFault.LATER, f"Instagram does not find what was prepared. {PREPARED_AGAIN}"
    ),
    (25, 2207050): MediaError(
        MediaFault.RESTRICTED,
        f"Instagram has restricted this account, so nothing is posted there. {CONFIRM}",
    ),
    (100, 2207023): MediaError(
        MediaFault.REFUSED, "Instagram refuses this post: it does not know this kind of media."
    ),
    (100, 2207028): MediaError(
        MediaFault.REFUSED, f"Instagram refuses this post: a carousel has 2 to 10 pictures. {FIX}"
    ),
    (100, 2207040): MediaError(
        MediaFault.REFUSED,
        f"Instagram refuses this post: its caption mentions more than 20 accounts with @. {FIX}",
    ),
    (36004, 2207010): MediaError(
        MediaFault.REFUSED,
        "Instagram refuses this post: a caption has at most 2,200 characters and 30 hashtags. "
        f"Shorten caption: in schedule.yaml. {FIX}",
    ),
    (9004, 2207052): MediaError(
        MediaFault.LATER, f"Instagram could not fetch the picture from its address. {PICTURES}"
    ),
    (9007, 2207027): MediaError(
        MediaFault.NOT_YET, "Instagram has not finished preparing the picture. Nothing was posted."
    ),
    (36000, 2207004): MediaError(
        MediaFault.REFUSED, f"Instagram refuses the picture: it is larger than 8 MB. {FIX}"
    ),
    (36001, 2207005): MediaError(
        MediaFault.REFUSED, f"Instagram refuses the picture: it accepts JPEG only. {FIX}"
    ),
    (36003, 2207009): MediaError(
        MediaFault.REFUSED,
        "Instagram refuses the shape of the picture: it must be between 4:5 (portrait) and 1.91:1 "
        "(landscape). Write "
        f"size: portrait or size: square in this row of schedule.yaml. {FIX}",
    ),
}
"""Every row of Meta's table, by code and subcode."""
_SUBCODE = re.compile(r"\b2207\d{3}\b")


def find_pair(status: str) -> tuple[int, int] | None:
    """The error in the status of a container, by the subcode in its text; None where there is none."""
    found = _SUBCODE.search(status)
    subcode = int(found.group()) if found else None
    return next((pair for pair in MEDIA_ERRORS if pair[1] == subcode), None)


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

    @property
    def is_clear(self) -> bool:
        """Whether Meta surely refused what was asked, and did not do it."""
        return 400 <= self.status < 500 and self.status != 408


THROTTLES = frozenset({4, 17, 32, 341, 613, 80001, 80002})
PERMISSIONS = frozenset({3, 10, *range(200, 300)})
LOGIN = frozenset({102, 190, 2500})
DUPLICATE = 506
BLOCKED = 368
RESTRICTED = 25
GONE = (100, 33)  # seen for a fresh container, too, so at the commit it proves nothing
REFUSED = frozenset({100, 324, 1609005, 36000, 36001, 36003, 36004})
COOLDOWN = timedelta(hours=1)
BLOCK = timedelta(hours=12)
"""How long a block by Meta is waited out the first time; Meta does not say, others report hours."""
TOKEN_WORDS = {
    458: "socialkit's app was removed from your Facebook account",
    459: "Facebook wants you to log in there and confirm that it is you",
    460: "your Facebook password was changed, and that ends all tokens",
    463: "the token of your Page has expired",
    464: "Facebook wants you to log in there and confirm your account",
    467: "the token of your Page is not valid any more",
    493: "Facebook ends what you have not confirmed to the app for 90 days",
}
SCOPES = {
    Network.FACEBOOK: "pages_manage_posts and pages_read_engagement",
    Network.INSTAGRAM: "instagram_basic, instagram_content_publish, pages_read_engagement and, "
    "without SOCIALKIT_PUBLIC_URL, pages_manage_posts",
}


def describe_token_renewal(network: Network) -> str:
    """What the owner does to get a new token."""
    return (
        "Get a new token of the Page, write it into .env as SOCIALKIT_FACEBOOK_PAGE_TOKEN, then run: "
        f"socialkit connect {network.value}"
    )


def map_answer(
    answer: GraphAnswer, *, moment: Moment, network: Network = Network.FACEBOOK
) -> PublishError:
    """The kind of an error that Meta gave."""
    known = MEDIA_ERRORS.get((answer.code or 0, answer.subcode or 0))
    if known is not None:
        return _about_media(known, answer, moment, network)
    about_account = _account_problem(answer, network)
    if about_account is not None:
        return about_account
    if moment is Moment.COMMITTING:
        return _at_commit(answer, network)
    name = _name(network)
    if answer.code in THROTTLES or answer.status == 429:
        words = f"{name} asks socialkit to slow down."
        return TemporaryFailure(words, network=network, retry_after=answer.wait or COOLDOWN)
    if answer.code in REFUSED and (answer.code, answer.subcode) != GONE:
        return _refusal(answer, network)
    words = f"{name} could not do it just now{_in_brackets(answer)}. Nothing was posted."
    return TemporaryFailure(words, network=network)


def _about_media(
    known: MediaError, answer: GraphAnswer, moment: Moment, network: Network
) -> PublishError:
    words, is_commit = known.words, moment is Moment.COMMITTING
    match known.fault:
        case MediaFault.RESTRICTED:
            return AccountProblem(words, network=network)
        case MediaFault.SUSPECTED if is_commit:  # seen although the post was live
            return _doubt(answer, network, account_problem=words, passes_after=BLOCK)
        case MediaFault.SUSPECTED:
            return AccountProblem(words, network=network, passes_after=BLOCK)
        case _ if is_commit and (known.fault is MediaFault.LATER or not answer.is_clear):
            return _doubt(answer, network)
        case MediaFault.REFUSED:
            return PermanentFailure(words, network=network)
        case MediaFault.USED_UP:
            return TemporaryFailure(words, network=network, retry_after=answer.wait or COOLDOWN)
        case _:
            return TemporaryFailure(words, network=network)


def _account_problem(answer: GraphAnswer, network: Network) -> AccountProblem | None:
    words, passes_after, name = None, None, _name(network)
    if answer.code in LOGIN:
        unknown = "Facebook does not accept the token of your Page"
        why = TOKEN_WORDS.get(answer.subcode or 0, unknown)
        words = f"Nothing is posted to {name}: {why}. {describe_token_renewal(network)}"
    elif answer.code in PERMISSIONS:
        words = (
            f"The token of your Page may not do this{_in_brackets(answer)}. It needs "
            f"{SCOPES[network]}, and you need the right to create content on the Page. "
            f"{describe_token_renewal(network)}"
        )
    elif answer.code == BLOCKED:
        passes_after = BLOCK
        words = (
            f"{name} blocks posting for a while (it found the posts too fast or against its rules). "
            f"socialkit leaves the account alone for a while, longer each time, and then goes on by itself. "
            f"Look at its notices for your account. To go on sooner, run: socialkit connect "
            f"{network.value}"
        )
    elif answer.code == RESTRICTED:
        words = (
            f"{name} has restricted this account. Log in at {network.value}.com and do what it "
            f"asks for, then run: socialkit connect {network.value}"
        )
    if words is None:
        return None
    return AccountProblem(words, network=network, passes_after=passes_after)


def _at_commit(answer: GraphAnswer, network: Network) -> PublishError:
    is_refusal = answer.code in REFUSED and (answer.code, answer.subcode) != GONE
    if is_refusal and answer.is_clear:
        return _refusal(answer, network)
    return _doubt(answer, network)


def _doubt(
    answer: GraphAnswer,
    network: Network,
    *,
    account_problem: str | None = None,
    passes_after: timedelta | None = None,
) -> UncertainOutcome:
    name = _name(network)
    if answer.code == DUPLICATE:
        words = f"{name} says that this was posted already. socialkit checks before anything else."
    else:
        words = (
            f"{name} gave no clear answer{_in_brackets(answer)}, so the post may be there or not. "
            f"socialkit checks."
        )
    return UncertainOutcome(
        words, network=network, account_problem=account_problem, passes_after=passes_after
    )


def _refusal(answer: GraphAnswer, network: Network) -> PermanentFailure:
    reason = answer.user_message or answer.message or "it gave no reason"
    words = (
        f"{_name(network)} refuses this post: {reason} Change the post, then run: "
        f"socialkit post KEY"
    )
    return PermanentFailure(words, network=network)


def map_silence(
    *, moment: Moment, is_unsent: bool, network: Network = Network.FACEBOOK
) -> PublishError:
    """The kind of a connection that failed. `is_unsent`: the request surely never left."""
    name = _name(network)
    if moment is Moment.COMMITTING and not is_unsent:
        words = f"No answer came from {name}, so the post may be there or not. socialkit checks."
        return UncertainOutcome(words, network=network)
    words = f"{name} cannot be reached just now. Nothing was posted."
    return TemporaryFailure(words, network=network, never_left=is_unsent)


def _name(network: Network) -> str:
    return network.label


def _in_brackets(answer: GraphAnswer) -> str:
    text = answer.user_message or answer.message
    number = f"error {answer.code}" if answer.code is not None else f"status {answer.status}"
    return f" ({number}: {text})" if text else f" ({number})"
