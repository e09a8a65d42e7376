"""Posts in a terminal, each with the key that `post`, `cancel` and others ask for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from socialkit.cli.output import escape_markup, open_console, say
from socialkit.cli.views.weeks import group_times, short_key, show_weeks
from socialkit.model.post import OPEN_STATES, CancelledBy, Post, State
from socialkit.model.wording import count
from socialkit.plan.wording import name_state

if TYPE_CHECKING:
    from socialkit.pipeline.status.stuck_posts import StuckPost

NOTHING = "Nothing is planned. Look at post: in schedule.yaml, or run: socialkit check"
MAX_NEXT_TIMES = 7
MAX_LAST_POSTED = 5
AHEAD = OPEN_STATES | {State.SENDING, State.CANCELLED}


def is_shown(post: Post) -> bool:
    """Whether to show it: a post whose row left the file is not shown."""
    return post.state is not State.CANCELLED or post.cancelled_by is CancelledBy.OWNER


def show_posts(
    posts: Iterable[Post],
    *,
    today: date,
    quiet_days: Iterable[date] = (),
    needs_yes: Collection[str] = (),
    nothing: str = NOTHING,
) -> None:
    """Show posts by week and time, or `nothing` where there are none. The cards and captions hold the
    whole text."""
    times = group_times(posts, quiet_days)
    if not any(time.posts for time in times):
        say(nothing)
    if times:
        show_weeks(times, today, lambda post: _state_words(post, needs_yes))


def _when(post: Post) -> str:
    return f"{datetime.fromisoformat(post.plan.local_time):%a %d %b %H:%M}"


def _state_words(post: Post, needs_yes: Collection[str]) -> str:
    if post.key in needs_yes:
        return "needs your approval"
    is_rehearsed = post.state is State.POSTED and post.remote_id == f"rehearsal-{post.key}"
    return "goes out" if is_rehearsed else name_state(post)


def show_stuck(stuck: Sequence[StuckPost]) -> None:
    """Show posts whose time has come and that did not go out, each with its reason."""
    if not stuck:
        return
    say("\nDid not go out:")
    for one in stuck:
        say(f"  {_lead(one.post)}  {one.post.state.value}")
        say(f"    {_flat(one.words)}")


def show_posted(posts: Iterable[Post]) -> None:
    """Show the last few posts that are out, and their addresses."""
    out = [one for one in posts if one.state is State.POSTED]
    out.sort(key=lambda post: post.posted_at or post.plan.due_at, reverse=True)
    if not out:
        return
    say("\nPosted last:")
    for post in out[:MAX_LAST_POSTED]:
        say(f"  {_lead(post)}")
        say(f"    {_flat(post.error or post.permalink or 'the network gave no address')}")


def show_next(posts: Iterable[Post], now: datetime, today: date) -> None:
    """Show what is planned for the next few times."""
    from socialkit.plan.wording import in_order

    ahead = [one for one in posts if one.plan.due_at >= now and one.state in AHEAD]
    times = group_times(in_order(one for one in ahead if is_shown(one)))
    if not times:
        return
    say("\nPlanned next:")
    show_posts((post for time in times[:MAX_NEXT_TIMES] for post in time.posts), today=today)
    if len(times) > MAX_NEXT_TIMES:
        say(f"\nand {count(len(times) - MAX_NEXT_TIMES, 'more time')}; to see all: socialkit plan")


def _lead(post: Post) -> str:
    return f"{short_key(post)}  {_when(post)}  {post.plan.network.label:9}"


def _flat(words: str) -> str:
    return " ".join(words.split())


GAP = 3
MIN_COLUMN_WIDTH = 30


def say_indented(lead: str, words: str, style: str = "") -> None:
    """Print words behind a lead; further rows are indented to the first word."""
    console = open_console()
    for row in _rows(console, words, console.width - len(lead), style):
        console.print(Text(lead).append_text(row))
        lead = " " * len(lead)


def say_side_by_side(indent: int, columns: Sequence[tuple[str, str]]) -> None:
    """Print columns, each a title and words: side by side where there is room, else one after another."""
    console = open_console()
    width = (console.width - indent) // len(columns) - GAP
    if width < MIN_COLUMN_WIDTH:
        for title, words in columns:
            say_indented(" " * indent, title, "bold")
            say_indented(" " * (indent + 2), words)
        return
    cells = [
        [*_rows(console, title, width, "bold"), *_rows(console, words, width)]
        for title, words in columns
    ]
    for row in zip_longest(*cells, fillvalue=Text()):
        joined = Text(" " * indent)
        for cell in row:
            joined.append_text(cell).append(" " * (width + GAP - cell.cell_len))
        joined.rstrip()
        console.print(joined)


def _rows(console: Console, words: str, width: int, style: str = "") -> list[Text]:
    """Words wrapped to a width, without blanks at the ends of the rows; a long word is broken too."""
    flat = Text(" ".join(escape_markup(words).split()), style)
    rows = list(flat.wrap(console, max(1, width), overflow="fold"))
    for row in rows:
        row.rstrip()
    return rows
