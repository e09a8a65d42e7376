"""Only entries newer than the first read of a feed are articles, unless `older:` asks for more."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from socialkit.article.sources.feed_baseline import FeedBaseline
from socialkit.article.sources.feeds import FeedEntry
from tests.support.builders import NOON

FEED = "https://quietharbour.example/feed/"
DAY = timedelta(days=1)


def entry(name: str, published_at: datetime | None = None) -> FeedEntry:
    return FeedEntry(f"https://quietharbour.example/{name}", published_at=published_at)


OLD = [entry("c", NOON - DAY), entry("b", NOON - 9 * DAY), entry("a")]


def chosen(
    path: Path,
    entries: list[FeedEntry],
    *,
    now: datetime = NOON,
    older: int = 0,
    made: tuple[str, ...] = (),
) -> list[str]:
    addresses = [f"https://quietharbour.example/{one}" for one in made]
    sights = FeedBaseline(path, now, older={FEED: older}, find_made=lambda: addresses)
    return [one.address.rpartition("/")[2] for one in sights.choose(FEED, entries)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "feeds.json"


def test_what_was_there_stays_out_and_what_comes_counts(path: Path) -> None:
    assert chosen(path, OLD) == []
    later = [entry("e", NOON + DAY), entry("d"), *OLD]
    assert chosen(path, later, now=NOON + 2 * DAY) == ["e", "d"]
    assert chosen(path, later, now=NOON + 99 * DAY) == ["e", "d"]


def test_an_old_article_that_slides_into_the_feed_is_not_new(path: Path) -> None:
    chosen(path, OLD)
    slid = [*OLD[1:], entry("long-ago", NOON - 400 * DAY)]
    assert chosen(path, slid, now=NOON + DAY) == []


def test_what_the_site_held_back_for_an_hour_is_new(path: Path) -> None:
    chosen(path, OLD)
    assert chosen(path, [entry("fresh", NOON - timedelta(hours=1)), *OLD]) == ["fresh"]


def test_older_entries_can_be_requested_at_any_time(path: Path) -> None:
    assert chosen(path, OLD, older=1) == ["c"]
    assert chosen(path, OLD, older=0) == []
    assert chosen(path, [entry("d"), *OLD], older=2) == ["d", "c", "b"]
    assert chosen(path, OLD, older=30) == ["c", "b", "a"]


def test_of_what_lines_were_made_already_nothing_is_lost(path: Path) -> None:
    assert chosen(path, OLD, made=("b",)) == ["b"]
    assert chosen(path, OLD) == ["b"]


@pytest.mark.parametrize("torn", ["", "[]", '{"x": 1}', '{"x": {"seen_at": "now"}}'])
def test_a_torn_memory_lets_nothing_old_in(torn: str, path: Path) -> None:
    chosen(path, OLD)
    path.write_text(torn, "utf-8")
    assert chosen(path, OLD) == []


def test_a_feed_of_which_nothing_counts_is_a_note_that_says_how_to_ask(path: Path) -> None:
    sights = FeedBaseline(path, NOON, older={}, find_made=tuple)
    sights.choose(FEED, OLD)
    (note,) = sights.problems
    assert (note.file, note.level) == (FEED, "note")
    assert f"- {{feed: {FEED}, older: 3}}" in note.message
    sights = FeedBaseline(path, NOON, older={}, find_made=tuple)
    sights.choose(FEED, [entry("d"), *OLD])
    assert sights.problems == ()
