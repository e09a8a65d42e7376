"""Posts on a terminal: a table of weeks, and rows with the key that commands ask for."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from socialkit.cli.output import escape_markup, open_console, say, say_in_style
from socialkit.model.post import OPEN_STATES, CancelledBy, Post, State
from socialkit.model.text import count, shorten
from socialkit.plan.wording import name_state, name_words

if TYPE_CHECKING:
    from socialkit.pipeline.status.problems import StuckPost

KEY_LETTERS = 12
"""Enough of a key to tell it from every other one."""
MIN_TABLE_WIDTH = 100
QUIET = "a quiet day: nothing is posted"
MAX_ROWS = 2
"""Rows that a line may fill; lines.yaml and the rehearsal show all of it."""
StateWords = Callable[[Post], str]
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Time:
    """One time of one slot, with its posts; a quiet day has none."""

    day: date
    posts: tuple[Post, ...] = ()

    @property
    def clock(self) -> str:
        """The local time."""
        return self.posts[0].plan.local_time[11:16] if self.posts else ""


def show_weeks(times: Sequence[Time], today: date, state_of: StateWords) -> None:
    """Show the times under the headings of their weeks: as a table in a wide terminal, as a few rows per
    time in a narrow one, where a table would have to leave out the key."""
    width = open_console().width
    states = [state_of(post) for time in times for post in time.posts]
    for heading, week in by_week(times, today):
        say()
        say_in_style(heading, "bold")
        if width >= MIN_TABLE_WIDTH:
            _print_week(week, state_of, width, max(map(len, states), default=0))
        else:
            for time in week:
                _say_time(time, state_of, max(width, 40))


def group_times(posts: Iterable[Post], quiet_days: Iterable[date] = ()) -> list[Time]:
    """Posts in the order of their times, the accounts of one time together, quiet days between."""
    groups = groupby(posts, key=lambda post: (post.plan.due_at, post.plan.slot_id))
    times = [Time(group[0].plan.local_date, group) for group in (tuple(rows) for _, rows in groups)]
    times += [Time(day) for day in quiet_days]
    return sorted(times, key=lambda time: time.day)


def by_week(times: Iterable[Time], today: date) -> Iterator[tuple[str, list[Time]]]:
    """The times of each week, Monday to Sunday, under its heading."""
    for monday, week in groupby(times, key=lambda time: _monday(time.day)):
        yield name_week(monday, today), list(week)


def name_week(monday: date, today: date) -> str:
    """Like “This week”, “Next week”, “14–20 December”; with the year where it is another one."""
    ahead = (monday - _monday(today)) // WEEK
    if ahead in (0, 1):
        return ("This week", "Next week")[ahead]
    sunday = monday + timedelta(days=6)
    year = f" {sunday.year}" if sunday.year != today.year else ""
    if monday.month == sunday.month:
        return f"{monday.day}–{sunday.day} {sunday:%B}{year}"
    return f"{monday.day} {monday:%B} – {sunday.day} {sunday:%B}{year}"


def short_key(post: Post) -> str:
    """The part of its key that the owner types."""
    return post.key[:KEY_LETTERS]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _print_week(week: Sequence[Time], state_of: StateWords, width: int, state_width: int) -> None:
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    widths = [12, 5, 9, 0, state_width, KEY_LETTERS]
    widths[3] = width - sum(widths) - 2 * len(widths)
    for column in widths:
        table.add_column(width=column, overflow="fold")
    day = None
    for time in week:
        shown = f"  {time.day:%a %d %b}" if time.day != day else ""
        table.add_row(*map(escape_markup, (shown, *_cells(time, state_of, widths[3]))))
        day = time.day
    open_console().print(table)


def _cells(time: Time, state_of: StateWords, room: int) -> tuple[str, ...]:
    if not time.posts:
        return ("", "", QUIET, "", "")
    states = [state_of(post) for post in time.posts]
    words = textwrap.wrap(name_words(time.posts[0]), room, max_lines=MAX_ROWS, placeholder="…")
    return (
        time.clock,
        "\n".join(post.plan.network.label for post in time.posts),
        "\n".join(words),
        states[0] if len(set(states)) == 1 else "\n".join(states),
        "\n".join(map(short_key, time.posts)),
    )


def _say_time(time: Time, state_of: StateWords, room: int) -> None:
    when = f"{time.day:%a %d %b}  {time.clock}"
    if not time.posts:
        say(f"{when}{QUIET}")
        return
    say(f"{when}  {shorten(' '.join(name_words(time.posts[0]).split()), room - len(when) - 2)}")
    for post in time.posts:
        say(f"  {short_key(post)}  {post.plan.network.label:9}  {state_of(post)}")


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
