"""How messages name posts, times and states."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from socialkit.model.lines import Candidate, Use
from socialkit.model.network import Network
from socialkit.model.post import PlannedPost, Post, PostKind, State, WaitReason
from socialkit.model.schedule import Schedule, Slot
from socialkit.model.text import count, shorten
from socialkit.plan.rotation.selection import describe_missing_pin
from socialkit.plan.slots import Occurrence

WHAT = {
    PostKind.CARD: "line",
    PostKind.STORY: "line",
    PostKind.CONTRAST: "contrast",
    PostKind.CAROUSEL: "list, nor three lines of one article",
}


WAITING_FOR: Mapping[WaitReason | None, str] = {
    WaitReason.APPROVAL: "needs your approval",
    WaitReason.ACCOUNT: "not connected",
    WaitReason.SAMPLE: "a sample",
}
"""What a waiting post waits for, in a few words."""


def empty_slot_notices(
    empty: Sequence[Occurrence], slots: Mapping[str, Slot], can_serve: Callable[[Occurrence], bool]
) -> list[str]:
    """Per kind of post: how many times are without a line, the first of them, and what helps."""
    notes = []
    for kind in PostKind:
        times = [
            one
            for one in empty
            if slots[one.slot_id].spec.kind is kind and slots[one.slot_id].spec.quote is None
        ]
        if times:
            notes.append(_describe_times(times, kind, is_used_up=any(map(can_serve, times))))
    return notes


def _describe_times(times: Sequence[Occurrence], kind: PostKind, *, is_used_up: bool) -> str:
    first = times[0]
    when = f"{name_day(first.local_date)} at {first.local_time[11:16]}"
    empty = f"1 time stays empty, {when}" if len(times) == 1 else ""
    empty = empty or f"{len(times):,} times stay empty, the first on {when}"
    if is_used_up:
        return (
            f"{empty}: no fresh {WHAT[kind]} is left. "
            "Add an article, or let lines come back sooner with repeat_after."
        )
    return f"{empty}: no article has a {WHAT[kind]} that may go there."


def pin_notices(
    empty: Sequence[Occurrence],
    slots: Mapping[str, Slot],
    pool: Sequence[Candidate],
    schedule: Schedule,
    found: Iterable[str],
) -> list[str]:
    """Why pinned quotes are not planned. `found` are the slots whose quote was found."""
    known = set(found)
    notes = []
    for one in empty:
        spec = slots[one.slot_id].spec
        if spec.quote is None:
            continue
        if one.slot_id in known:
            notes.append(
                f"“{spec.quote}” was posted on {name_day(one.local_date)} already, so it is not "
                f"posted a second time at {one.local_time[11:16]}."
            )
        else:
            notes.append(describe_missing_pin(spec.quote, spec.to, pool, schedule.never_post))
    return notes


def blocked_article_notices(pool: Iterable[Candidate], slots: Iterable[Slot]) -> list[str]:
    """Why lines of an article may not go to a network that some slot posts to."""
    asked = {network for slot in slots for network in slot.spec.to}
    blocked = [
        (one.article_slug, network, words)
        for one in pool
        if one.use is not Use.NO
        for network, words in one.blocked.items()
        if network in asked
    ]
    return [words for _, _, words in sorted(blocked)]


MAX_POSTS_NAMED = 5
MAX_TEXT_LENGTH = 80
"""Letters of a post in one row of a message."""


def describe_post(post: PlannedPost) -> str:
    """A post by its time and place."""
    local = datetime.fromisoformat(post.local_time)
    return f"{local:%a} {local.day} {local:%b %H:%M} {post.network.label}"


def name_text(post: PlannedPost) -> str:
    """Its text, as far as it fits into one row of a message."""
    return shorten(" ".join(post.text.split()), MAX_TEXT_LENGTH)


def describe_cancelled(posts: Iterable[PlannedPost], until: datetime, zone: str) -> str:
    """How many posts will be cancelled, when, and which."""
    ordered = sorted(posts, key=lambda post: (post.due_at, post.network))
    names = [describe_post(post) for post in ordered[:MAX_POSTS_NAMED]]
    if len(ordered) > MAX_POSTS_NAMED:
        names.append(f"and {len(ordered) - MAX_POSTS_NAMED} more")
    at = f"{until.astimezone(ZoneInfo(zone)):%H:%M}"
    number = count(len(ordered), "post")
    return f"{number} will be cancelled at {at} unless the file changes: {'; '.join(names)}"


def describe_waiting(posts: Iterable[Post]) -> Iterator[str]:
    """What each post waits for that is neither approval nor an account."""
    for post in posts:
        if post.error and post.state is State.WAITING and post.wait_reason not in WAITING_FOR:
            when = post.plan.local_time[:16].replace("T", " ")
            yield f"{when} {post.plan.network.label}: {post.error}"


def name_state(post: Post) -> str:
    """The state of a post; of one that waits, what for."""
    return WAITING_FOR.get(post.wait_reason, post.state.value)


def name_words(post: Post) -> str:
    """The text of a post on one row; one that is not a plain card begins with its kind."""
    kind = "" if post.plan.kind is PostKind.CARD else f"{post.plan.kind.value}: "
    return f"{kind}{' '.join(post.plan.text.split())}"


def name_day(day: date) -> str:
    """A day of the coming months, like “Tuesday 22 December”."""
    return f"{day:%A} {day.day} {day:%B}"


def in_order(posts: Iterable[Post]) -> tuple[Post, ...]:
    """Posts in reading order: by time, then slot, Instagram before Facebook."""
    networks = list(Network)
    return tuple(
        sorted(
            posts,
            key=lambda post: (
                post.plan.due_at,
                post.plan.slot_id,
                networks.index(post.plan.network),
            ),
        )
    )
