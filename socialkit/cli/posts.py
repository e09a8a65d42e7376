"""Posts as she reads them in a terminal, each with the key that `post`, `cancel` and others ask for.

In: posts. Out: words and tables on stdout. Knows nothing of where posts are kept.

A wide terminal has a table; a narrow one has a few rows for each time, for a table there would have
to leave something out, and it must not be the key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from socialkit.cli.output import print_table, say, shorten, terminal_width
from socialkit.model import OPEN_STATES, Network, Post, PostKind, State

if TYPE_CHECKING:
    from socialkit.pipeline.standing import StuckPost

WIDE_ENOUGH_FOR_A_TABLE = 100
SHORT_NAMES = {Network.INSTAGRAM: "Instagram", Network.FACEBOOK: "Facebook"}
KEY_LETTERS = 12
"""So much of a key tells it from every other one."""

NEXT_TIMES = 7
LAST_POSTED = 5
AHEAD = OPEN_STATES | {State.SENDING, State.CANCELLED}


def is_shown(post: Post) -> bool:
    """Whether she wants to see it: what the file took out is gone for her."""
    return post.state is not State.CANCELLED or post.cancelled_by == "her"


def show_posts(posts: Iterable[Post], *, needs_yes: Collection[str] = ()) -> None:
    """Posts by time; the whole words stand in the cards and captions."""
    times = _by_time(posts)
    if not times:
        say("Nothing is planned. Look at post: in schedule.yaml, or run: socialkit check")
    elif terminal_width() >= WIDE_ENOUGH_FOR_A_TABLE:
        rows = [_row(group, needs_yes) for group in times]
        print_table(("when", "where", "what", "how", "key"), rows, wide=2)
    else:
        for group in times:
            _say_time(group, needs_yes)


def _by_time(posts: Iterable[Post]) -> list[tuple[Post, ...]]:
    times = groupby(posts, key=lambda post: (post.plan.due_at, post.plan.slot_id))
    return [tuple(group) for _, group in times]


def _row(posts: Sequence[Post], needs_yes: Collection[str]) -> tuple[str, ...]:
    states = list(dict.fromkeys(_state_words(post, needs_yes) for post in posts))
    return (
        _when(posts[0]),
        "\n".join(SHORT_NAMES[post.plan.network] for post in posts),
        _what(posts[0], 90),
        "\n".join(states),
        "\n".join(_short_key(post) for post in posts),
    )


def _say_time(posts: Sequence[Post], needs_yes: Collection[str]) -> None:
    room = max(terminal_width(), 40)
    say(f"{_when(posts[0])}  {_what(posts[0], room - 18)}")
    for post in posts:
        where = SHORT_NAMES[post.plan.network]
        say(f"  {_short_key(post)}  {where:9}  {_state_words(post, needs_yes)}")


def _short_key(post: Post) -> str:
    return post.key[:KEY_LETTERS]


def _when(post: Post) -> str:
    return f"{datetime.fromisoformat(post.plan.local_time):%a %d %b %H:%M}"


def _what(post: Post, most: int) -> str:
    kind = "" if post.plan.kind is PostKind.CARD else f"{post.plan.kind.value}: "
    return shorten(kind + post.plan.text, most)


def _state_words(post: Post, needs_yes: Collection[str]) -> str:
    if post.key in needs_yes or "your yes" in (post.error or ""):
        return "needs your yes"
    if post.state is State.POSTED and post.remote_id == f"rehearsal-{post.key}":
        return "goes out"
    if post.state is State.WAITING and "not connected" in (post.error or ""):
        return "not connected"
    if (post.error or "").startswith("A sample"):
        return "a sample"
    return post.state.value


def show_stuck(stuck: Sequence[StuckPost]) -> None:
    """Posts whose time has come and that did not go out, each with its reason."""
    if not stuck:
        return
    say("\nDid not go out:")
    for one in stuck:
        say(f"  {_lead(one.post)}  {one.post.state.value}")
        say(f"    {_flat(one.words)}")


def show_posted(posts: Iterable[Post]) -> None:
    """The last few posts that are out, and where to see them."""
    out = [one for one in posts if one.state is State.POSTED]
    out.sort(key=lambda post: post.posted_at or post.plan.due_at, reverse=True)
    if not out:
        return
    say("\nPosted last:")
    for post in out[:LAST_POSTED]:
        say(f"  {_lead(post)}")
        say(f"    {_flat(post.error or post.permalink or 'its address is not known')}")


def show_next(posts: Iterable[Post], now: datetime) -> None:
    """What is planned for the next few times."""
    from socialkit.pipeline.report import in_order

    ahead = [one for one in posts if one.plan.due_at >= now and one.state in AHEAD]
    times = _by_time(in_order(one for one in ahead if is_shown(one)))
    if not times:
        return
    say("\nPlanned next:")
    show_posts(post for group in times[:NEXT_TIMES] for post in group)
    if len(times) > NEXT_TIMES:
        say(f"and {len(times) - NEXT_TIMES} more times; to see them: socialkit plan")


def _lead(post: Post) -> str:
    return f"{_short_key(post)}  {_when(post)}  {SHORT_NAMES[post.plan.network]:9}"


def _flat(words: str) -> str:
    return " ".join(words.split())
