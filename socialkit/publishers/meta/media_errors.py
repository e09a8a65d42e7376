"""What Meta's errors about publishing to Instagram mean (reference: Meta, 6.1).

No library, no network.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class MediaFault(StrEnum):
    """What a known error is, before the commit and at it."""

    LATER = "later"  # nothing posted before the commit; at it, a doubt
    NOT_YET = "not yet"  # surely nothing posted, even at the commit
    USED_UP = "used up"  # as NOT_YET, and the account rests for a while
    REFUSED = "refused"  # this post can never go as it is
    SUSPECTED = "suspected"  # a block that passes by itself; at the commit a doubt besides
    RESTRICTED = "restricted"  # the account needs a person


@dataclass(frozen=True, slots=True)
class MediaError:
    """One error: what it is, and what she reads."""

    trouble: MediaFault
    words: str


PICTURES = (
    "If SOCIALKIT_PUBLIC_URL is set, open its address and a card below it in a browser on another "
    "machine; both must show without a login. If it is not set, set it: docs/manual/connecting.md says how."
)
PREPARED_ANEW = "It is prepared anew."
MEND = "Change the post, then run: socialkit post KEY"
SETTLE = (
    "Open Instagram's app with this account and settle what it asks for, wait a day, then run: "
    "socialkit connect instagram"
)

MEDIA_ERRORS: dict[tuple[int, int], MediaError] = {
    (-2, 2207003): MediaError(
        MediaFault.LATER, f"Instagram could not fetch the picture in time. {PICTURES}"
    ),
    (-2, 2207020): MediaError(
        MediaFault.LATER, f"What was prepared at Instagram has expired. {PREPARED_ANEW}"
    ),
    (-1, 2207001): MediaError(MediaFault.LATER, "Instagram's server had a fault of its own."),
    (-1, 2207032): MediaError(MediaFault.LATER, "Instagram could not prepare the post."),
    (-1, 2207053): MediaError(
        MediaFault.LATER, "Instagram could not take the picture, and gives no why."
    ),
    (4, 2207051): MediaError(
        MediaFault.SUSPECTED,
        "Instagram takes the posts of this account for spam and blocks them. socialkit leaves the "
        "account alone for a while, longer each time, and then goes on by itself. Open Instagram's "
        "app and settle what it asks for. To go on sooner, run: socialkit connect instagram",
    ),
    (9, 2207042): MediaError(
        MediaFault.USED_UP, "Instagram takes no more posts by programs from this account today."
    ),
    (24, 2207006): MediaError(
        MediaFault.LATER, f"Instagram does not find what was prepared. {PREPARED_ANEW}"
    ),
    (24, 2207008): MediaError(
        MediaFault.LATER, f"Instagram does not find what was prepared. {PREPARED_ANEW}"
    ),
    (25, 2207050): MediaError(
        MediaFault.RESTRICTED,
        f"Instagram has restricted this account, so nothing is posted there. {SETTLE}",
    ),
    (100, 2207023): MediaError(
        MediaFault.REFUSED, "Instagram refuses this post: it knows no such kind of media."
    ),
    (100, 2207028): MediaError(
        MediaFault.REFUSED, f"Instagram refuses this post: a carousel has 2 to 10 pictures. {MEND}"
    ),
    (100, 2207040): MediaError(
        MediaFault.REFUSED, f"Instagram refuses this post: its caption names more than 20 @. {MEND}"
    ),
    (36004, 2207010): MediaError(
        MediaFault.REFUSED,
        "Instagram refuses this post: a caption has at most 2,200 characters and 30 hashtags. "
        f"Shorten caption: in schedule.yaml. {MEND}",
    ),
    (9004, 2207052): MediaError(
        MediaFault.LATER, f"Instagram could not fetch the picture from its address. {PICTURES}"
    ),
    (9007, 2207027): MediaError(
        MediaFault.NOT_YET, "Instagram has not finished preparing the picture. Nothing was posted."
    ),
    (36000, 2207004): MediaError(
        MediaFault.REFUSED, f"Instagram refuses the picture: it has more than 8 MB. {MEND}"
    ),
    (36001, 2207005): MediaError(
        MediaFault.REFUSED, f"Instagram refuses the picture: it takes JPEG only. {MEND}"
    ),
    (36003, 2207009): MediaError(
        MediaFault.REFUSED,
        "Instagram refuses the shape of the picture: between 4:5 upright and 1.91:1 flat. Write "
        f"size: portrait or size: square at this row of schedule.yaml. {MEND}",
    ),
}
"""Every row of the reference's table. Where Meta names a subcode only, it stands for its pair."""

_SUBCODE = re.compile(r"\b2207\d{3}\b")


def find_pair(status: str) -> tuple[int, int] | None:
    """The error that the status of a container tells, by the subcode in its words."""
    found = _SUBCODE.search(status)
    subcode = int(found.group()) if found else None
    return next((pair for pair in MEDIA_ERRORS if pair[1] == subcode), None)
