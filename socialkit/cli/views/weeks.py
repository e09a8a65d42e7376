"""Weeks in a terminal: one heading per week, one row per time; a day without a post has no row."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from socialkit.cli.output import escape_markup, open_console, say, say_in_style
from socialkit.model.post import Post
from socialkit.model.wording import shorten
from socialkit.plan.wording import name_words

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
