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


HOUR = timedelta(hours=1)


def test_an_entry_published_today_under_an_older_date_is_new(path: Path) -> None:
    chosen(path, OLD)
    there = [OLD[0], entry("between", NOON - 5 * DAY), *OLD[1:]]
    assert chosen(path, there) == ["between"]
    assert chosen(path, [*there, entry("before", NOON - 99 * DAY)]) == ["between", "before"]


def test_an_entry_dated_between_the_others_is_new_though_it_pushes_the_oldest_out(
    path: Path,
) -> None:
    chosen(path, [entry("b", NOON - DAY), entry("a", NOON - 9 * DAY)])
    assert chosen(path, [entry("b", NOON - DAY), entry("new", NOON - 5 * DAY)]) == ["new"]


def test_a_feed_that_is_made_longer_lets_nothing_old_in(path: Path) -> None:
    first = [entry("b", NOON - DAY), entry("a", NOON - 2 * DAY)]
    chosen(path, first)
    longer = [*first, *(entry(f"old-{day}", NOON - day * DAY) for day in range(3, 9))]
    assert chosen(path, longer) == []
    assert chosen(path, longer, now=NOON + DAY) == []


def test_what_was_decided_about_an_entry_stays(path: Path) -> None:
    chosen(path, OLD)
    new = entry("new", NOON - 5 * DAY)
    assert chosen(path, [OLD[0], new, *OLD[1:]]) == ["new"]
    assert chosen(path, OLD) == []
    assert chosen(path, [new]) == ["new"]
    assert chosen(path, [*OLD, new]) == ["new"]


def test_an_article_with_lines_stays_when_newer_ones_push_it_out(path: Path) -> None:
    chosen(path, OLD)
    assert chosen(path, [entry("d"), *OLD]) == ["d"]
    assert chosen(path, [entry("e")], made=("d",)) == ["e", "d"]
    assert chosen(path, [entry("e")], made=()) == ["e"]
    assert chosen(path, [], made=("d", "e")) == ["d", "e"]


def test_an_older_article_that_was_requested_stays_only_while_it_is(path: Path) -> None:
    assert chosen(path, OLD, older=1) == ["c"]
    assert chosen(path, [entry("e")], older=1, made=("c",)) == ["e", "c"]
    assert chosen(path, [entry("e")], older=0, made=("c",)) == ["e"]


@pytest.mark.parametrize(
    "moved",
    [
        FeedEntry("http://quietharbour.example/2026/calm", "On calm"),
        FeedEntry("https://www.quietharbour.example/2026/calm", "On calm"),
        FeedEntry("https://new-harbour.example/2026/calm/", "On calm and more"),
        FeedEntry("https://quietharbour.example/blog/calm-waters", "On calm"),
        FeedEntry("https://quietharbour.example/?p=12", "Anew", guid="tag:harbour,12"),
        FeedEntry("https://new-harbour.example/calm", "On calm", guid="another guid"),
        FeedEntry("https://quietharbour.example/2026/calm", "Anew", guid="another guid"),
    ],
)
def test_an_old_entry_under_another_address_or_guid_is_not_new(
    path: Path, moved: FeedEntry
) -> None:
    old = FeedEntry("https://quietharbour.example/2026/calm", "On calm", guid="tag:harbour,12")
    assert chosen(path, [old, entry("b")]) == []
    assert chosen(path, [moved, entry("b")], now=NOON + DAY) == []
    assert chosen(path, [moved, entry("b")], now=NOON + 9 * DAY) == []


def test_an_article_with_a_title_that_stands_there_already_is_new(path: Path) -> None:
    first = FeedEntry("https://quietharbour.example/monday-1", "Monday")
    second = FeedEntry("https://quietharbour.example/monday-2", "Monday")
    assert chosen(path, [first]) == []
    assert chosen(path, [second, first]) == ["monday-2"]


def test_an_article_that_counted_goes_on_under_its_new_address_alone(path: Path) -> None:
    chosen(path, OLD)
    there = FeedEntry("https://quietharbour.example/d", "On tides")
    moved = FeedEntry("https://www.quietharbour.example/tides", "On tides")
    assert chosen(path, [there, *OLD]) == ["d"]
    assert chosen(path, [moved, *OLD], made=("d",)) == ["tides"]


def test_a_snapshot_of_an_older_version_is_read(path: Path) -> None:
    path.parent.mkdir()
    c, b = "https://quietharbour.example/c", "https://quietharbour.example/b"
    path.write_text(
        f'{{"{FEED}": {{"seen_at": "{NOON.isoformat()}", "old": ["{c}"], "kept": ["{b}"]}}}}',
        "utf-8",
    )
    assert chosen(path, OLD[:2]) == ["b"]
