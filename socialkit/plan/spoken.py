"""Posts and days as she says them.

In: a post, a date. Out: a few words. Pure; knows nothing of terminals and calendars.
"""

from __future__ import annotations

from datetime import date

from socialkit.model.post import Post, PostKind, State
from socialkit.plan.content.drafts import is_of_a_sample, waits_for_an_account, waits_for_her_yes


def name_state(post: Post) -> str:
    """How a post stands; of one that waits, what for."""
    if post.state is not State.WAITING:
        return post.state.value
    if waits_for_her_yes(post):
        return "needs your yes"
    if waits_for_an_account(post):
        return "not connected"
    return "a sample" if is_of_a_sample(post) else post.state.value


def name_words(post: Post) -> str:
    """The words of a post on one row; what is no plain card says first what it is."""
    kind = "" if post.plan.kind is PostKind.CARD else f"{post.plan.kind.value}: "
    return f"{kind}{' '.join(post.plan.text.split())}"


def name_day(day: date) -> str:
    """A day of the coming months, like “Tuesday 22 December”."""
    return f"{day:%A} {day.day} {day:%B}"
