"""What Meta's errors about publishing to Instagram mean.

https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


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
