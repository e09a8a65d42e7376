"""Weeks in a terminal: headings, one row a time, quiet days said, nothing left out that she needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from rich.cells import cell_len

from socialkit.cli.views.post_rows import name_week, show_posts
from socialkit.model.network import Network
from socialkit.model.post import Post, State, WaitReason
from tests.support.builders import post

TODAY = date(2026, 11, 25)  # a Wednesday
LONG = "A pause is kind when it comes with a time to return, " * 6


def at(key: str, day: date, hour: int = 9, **changes: Any) -> Post:
    due_at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    local = due_at.isoformat(timespec="minutes")
    return post(key.ljust(12, "0"), due_at=due_at, local_date=day, local_time=local, **changes)


@pytest.fixture
def shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., list[str]]:
    def show(columns: int, *posts: Post, quiet_days: tuple[date, ...] = ()) -> list[str]:
        monkeypatch.setenv("COLUMNS", str(columns))
        show_posts(posts, today=TODAY, quiet_days=quiet_days)
        return [row.rstrip() for row in capsys.readouterr().out.splitlines()]

    return show


@pytest.mark.parametrize(
    ("monday", "words"),
    [
        (date(2026, 11, 23), "This week"),
        (date(2026, 11, 30), "Next week"),
        (date(2026, 12, 14), "14–20 December"),
        (date(2026, 12, 28), "28 December – 3 January 2027"),
        (date(2027, 1, 4), "4–10 January 2027"),
    ],
)
def test_a_week_is_named_as_she_would_say_it(monday: date, words: str) -> None:
    assert name_week(monday, TODAY) == words


@pytest.mark.parametrize("columns", [80, 120])
def test_a_week_without_posts_has_no_heading_and_a_day_without_no_row(
    shown: Callable[..., list[str]], columns: int
) -> None:
    rows = shown(columns, at("a", date(2026, 11, 27)), at("b", date(2026, 12, 15)))
    headings = [row for row in rows if row and "  " not in row]
    assert headings == ["This week", "14–20 December"]
    days = [row.split()[0] for row in rows if " 09:00 " in row]
    assert days == ["Fri", "Tue"]


@pytest.mark.parametrize("columns", [40, 80, 100, 160])
def test_a_quiet_day_is_said_in_its_week(shown: Callable[..., list[str]], columns: int) -> None:
    quiet = date(2026, 11, 28)
    rows = shown(
        columns, at("a", date(2026, 11, 27)), at("b", date(2026, 11, 29)), quiet_days=(quiet,)
    )
    (told,) = [number for number, row in enumerate(rows) if "a quiet day" in row]
    order = [next(n for n, row in enumerate(rows) if key in row) for key in ("a000", "b000")]
    assert rows[told].split()[:3] == ["Sat", "28", "Nov"]
    assert order[0] < told < order[1]


@pytest.mark.parametrize("columns", [40, 80, 99, 100, 120, 200])
def test_no_row_is_wider_than_the_terminal(shown: Callable[..., list[str]], columns: int) -> None:
    waits = at("a", TODAY, text=LONG, state=State.WAITING)
    rows = shown(columns, waits, at("b", TODAY, 18, text="ममता " * 60))
    assert max(map(cell_len, rows)) <= columns
    assert "a00000000000" in "\n".join(rows)


def test_a_wide_table_says_the_day_once_and_the_state_of_each_account(
    shown: Callable[..., list[str]],
) -> None:
    first = at("a", TODAY)
    waits = "It needs your approval: socialkit approve l1"
    other = replace(first, plan=replace(first.plan, key="b" * 12, network=Network.FACEBOOK))
    later = at("c", TODAY, 18, state=State.WAITING)
    rows = shown(
        110,
        first,
        replace(other, state=State.WAITING, error=waits, wait_reason=WaitReason.APPROVAL),
        later,
    )
    assert [row for row in rows if "Wed 25 Nov" in row] == [rows[2]]
    assert rows[2].endswith("scheduled            a00000000000")
    assert rows[3].split()[0] == "Facebook"
    assert rows[3].endswith("needs your approval  bbbbbbbbbbbb")
    assert rows[4].split()[0] == "18:00"


def test_a_line_fills_two_rows_at_most(shown: Callable[..., list[str]]) -> None:
    rows = shown(110, at("a", TODAY, text=LONG))
    assert len([row for row in rows if row]) == 3
    assert rows[3].endswith("…")


def test_where_nothing_is_planned_it_says_where_to_look(shown: Callable[..., list[str]]) -> None:
    words = "Nothing is planned. Look at post: in schedule.yaml, or run: socialkit check"
    assert shown(80) == [words]
    rows = shown(80, quiet_days=(TODAY + timedelta(days=1),))
    assert rows[0] == words
    assert rows[-1] == "Thu 26 Nov  a quiet day: nothing is posted"
