"""The page cache: a site is asked rarely, and may be down for a while."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from socialkit.article.read import gather_articles
from socialkit.article.sources import page_cache as shelf_module
from socialkit.article.sources.fetch import Answer
from socialkit.article.sources.page_cache import CachedPage, PageCache, pack, unpack
from socialkit.errors import ArticleError, PageOutOfReach
from tests.support.site import RSS, Reply, Site, item, page, rss

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
WORDS = "Calm can be learnt at any age, slowly and with help."
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "pages"


def test_within_an_hour_an_address_is_asked_once(home: Site, folder: Path) -> None:
    address = home.put("/a", page("A", WORDS))
    first = PageCache(folder, NOON).load(address)
    home.put("/a", page("A", f"Other words. {WORDS}"))
    assert PageCache(folder, NOON + 59 * MINUTE).load(address) == first
    assert home.count("/a") == 1
    assert b"Other words" in PageCache(folder, NOON + HOUR).load(address).body
    assert home.count("/a") == 2


@pytest.mark.parametrize(
    "tag", [{"ETag": '"v1"'}, {"Last_Modified": "Mon, 23 Nov 2026 10:00:00 GMT"}]
)
def test_later_the_site_is_asked_only_whether_it_changed(
    tag: dict[str, str], home: Site, folder: Path
) -> None:
    address = home.put("/a", page("A", WORDS), **tag)
    first = PageCache(folder, NOON).load(address)
    home.replies["/a"].body = b"never sent, as the server says that nothing changed"
    for hours in (2, 4):
        assert PageCache(folder, NOON + hours * HOUR).load(address) == first
    assert home.count("/a") == 3
    assert PageCache(folder, NOON + 4.5 * HOUR).load(address) == first
    assert home.count("/a") == 3


def test_while_the_site_is_down_the_copy_is_used_and_a_note_names_its_day(
    home: Site, folder: Path
) -> None:
    address = home.put("/a", page("A", WORDS))
    first = PageCache(folder, NOON).load(address)
    home.is_down = True
    later = PageCache(folder, NOON + 20 * DAY)
    assert later.load(address) == first
    (note,) = later.problems
    assert (note.file, note.level) == (address, "note")
    assert "the copy of 24 November 2026 is used, until 24 December" in note.message
    with pytest.raises(PageOutOfReach):
        PageCache(folder, NOON + 31 * DAY).load(address)


def test_a_confirmation_by_the_site_starts_a_new_period(home: Site, folder: Path) -> None:
    address = home.put("/a", page("A", WORDS), ETag='"v1"')
    PageCache(folder, NOON).load(address)
    PageCache(folder, NOON + 20 * DAY).load(address)
    home.is_down = True
    shelf = PageCache(folder, NOON + 45 * DAY)
    shelf.load(address)
    assert "14 December 2026" in shelf.problems[0].message


def test_a_site_that_was_down_is_left_alone_for_ten_minutes_and_the_note_stays(
    home: Site, folder: Path
) -> None:
    address = home.put("/a", page("A", WORDS))
    PageCache(folder, NOON).load(address)
    home.replies["/a"].status = 503
    for minutes in (120, 125, 129):
        shelf = PageCache(folder, NOON + minutes * MINUTE)
        shelf.load(address)
        assert len(shelf.problems) == 1
    assert home.count("/a") == 2
    home.replies["/a"].status = 200
    healed = PageCache(folder, NOON + 131 * MINUTE)
    healed.load(address)
    assert home.count("/a") == 3
    assert healed.problems == ()


@pytest.mark.parametrize("status", [404, 410, 403])
def test_a_page_that_was_taken_away_is_not_kept_alive(
    status: int, home: Site, folder: Path
) -> None:
    address = home.put("/a", page("A", WORDS))
    PageCache(folder, NOON).load(address)
    home.replies["/a"] = Reply(b"", status=status)
    with pytest.raises(ArticleError):
        PageCache(folder, NOON + 2 * HOUR).load(address)


def test_a_site_that_does_not_answer_is_asked_once_in_one_reading(home: Site, folder: Path) -> None:
    home.is_down = True
    shelf = PageCache(folder, NOON)
    for path in ("/a", "/b", "/a"):
        with pytest.raises(PageOutOfReach, match=f"{home.address}{path} "):
            shelf.load(home.address + path)
    home.is_down = False
    home.put("/b", page("B", WORDS))
    with pytest.raises(PageOutOfReach):
        shelf.load(f"{home.address}/b")
    assert PageCache(folder, NOON).load(f"{home.address}/b").body


def test_a_feed_and_its_pages_outlive_a_site_that_is_down(
    home: Site, folder: Path, tmp_path: Path
) -> None:
    one = home.put("/a", page("A", WORDS))
    feed = home.put("/feed/", rss([item(one)]), RSS)
    before = gather_articles([feed], tmp_path, load=PageCache(folder, NOON).load)
    home.is_down = True
    shelf = PageCache(folder, NOON + DAY)
    after = gather_articles([feed], tmp_path, load=shelf.load)
    assert after.articles == before.articles
    assert after.is_complete
    assert {problem.file for problem in shelf.problems} == {feed, one}


def test_a_clock_that_was_set_back_asks_again(home: Site, folder: Path) -> None:
    address = home.put("/a", page("A", WORDS))
    PageCache(folder, NOON).load(address)
    PageCache(folder, NOON - DAY).load(address)
    assert home.count("/a") == 2


def test_only_the_owner_can_read_the_copies(home: Site, folder: Path) -> None:
    PageCache(folder, NOON).load(home.put("/a", page("A", WORDS)))
    (path,) = folder.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("damage", ["torn", "empty", "other words", "no json", "other shape"])
def test_a_copy_that_is_broken_counts_as_not_there(damage: str, home: Site, folder: Path) -> None:
    address = home.put("/a", page("A", WORDS))
    PageCache(folder, NOON).load(address)
    (path,) = folder.iterdir()
    data = path.read_bytes()
    path.write_bytes(
        {
            "torn": data[:-20],
            "empty": b"",
            "other words": data.replace(b"Calm", b"Loud"),
            "no json": b"\xff" + data,
            "other shape": b'["a"]\n' + data,
        }[damage]
    )
    assert b"Calm" in PageCache(folder, NOON).load(address).body
    assert home.count("/a") == 2


def test_where_no_copy_can_be_kept_the_page_is_used_and_a_note_says_so(
    home: Site, folder: Path
) -> None:
    folder.parent.mkdir()
    folder.write_text("a file where the folder should be")
    shelf = PageCache(folder, NOON)
    address = home.put("/a", page("A", WORDS))
    assert shelf.load(address) == shelf.load(address)
    assert home.count("/a") == 1
    (note,) = shelf.problems
    assert note.level == "note"
    assert "free space on the disk" in note.message


def test_the_cache_stays_small(home: Site, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf_module, "MAX_COPIES", 3)
    for number in range(5):
        address = home.put(f"/{number}", page("A", WORDS))
        PageCache(folder, NOON + number * MINUTE).load(address)
    assert len(list(folder.iterdir())) == 3
    monkeypatch.setattr(shelf_module, "MAX_BYTES", 600)
    PageCache(folder, NOON + 5 * MINUTE).load(home.put("/5", page("A", WORDS)))
    assert len(list(folder.iterdir())) == 1
    PageCache(folder, NOON + 40 * DAY).load(home.put("/6", page("A", WORDS)))
    (path,) = folder.iterdir()
    copy = unpack(path.read_bytes())
    assert copy is not None
    assert copy.address.endswith("/6")


def test_a_copy_is_unpacked_as_it_was_packed() -> None:
    answer = Answer(b"a\nb\xff", "text/html", "utf-8", '"v1"', None)
    copy = CachedPage("https://q.example/ü", answer, NOON, NOON + HOUR)
    assert unpack(pack(copy)) == copy
