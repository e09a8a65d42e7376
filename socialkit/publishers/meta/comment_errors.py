"""What an error means for a first comment: the same kind, in words about a comment.

In: a PublishError as posts get it, and what Meta told where it was Meta. Out: one that does not speak
of the post: that is out, and stays. Pure.
"""

from __future__ import annotations

from socialkit.errors import (
    AccountProblem,
    PermanentFailure,
    PublishError,
    TemporaryFailure,
    UncertainOutcome,
)
from socialkit.model.post import Network
from socialkit.publishers.meta.errors import PERMISSIONS, GraphAnswer

SCOPES = {
    Network.FACEBOOK: "pages_manage_engagement and pages_read_engagement",
    Network.INSTAGRAM: "instagram_manage_comments",
}


def about_comment(
    error: PublishError, network: Network, told: GraphAnswer | None = None
) -> PublishError:
    """`error`, as it is told of a comment."""
    name = network.value.capitalize()
    match error:
        case UncertainOutcome():
            words = f"No clear answer came from {name}, so the comment may be there or not."
            return UncertainOutcome(words, network=network)
        case PermanentFailure():
            return PermanentFailure(f"{name} refuses it{_reason(told)}.", network=network)
        case AccountProblem() if told is not None and told.code in PERMISSIONS:
            words = (
                f"The token of your Page may not do this{_reason(told)}. To comment it needs "
                f"{SCOPES[network]}, too."
            )
            return AccountProblem(words, network=network)
        case TemporaryFailure():
            words = f"{name} could not be asked for it just now."
            return TemporaryFailure(words, network=network, retry_after=error.retry_after)
        case _:
            return error


def _reason(told: GraphAnswer | None) -> str:
    words = None if told is None else told.user_message or told.message
    return f" ({words.rstrip('.')})" if words else ""
