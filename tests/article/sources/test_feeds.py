"""Feeds: which articles they name, and what hostile ones come to."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from socialkit.article.read import gather_articles, read_article
from socialkit.article.sources.feeds import FeedEntry, is_feed, read_feed
from socialkit.article.sources.fetch import Answer
from socialkit.errors import ArticleError
from tests.support.site import HTML, RSS, Reply, Site, atom, item, page, rss

HERE = "https://quietharbour.example/feed/"
WORDS = "Calm can be learnt at any age, slowly and with help."
FULL = f"<p>{' '.join([WORDS] * 20)}</p>"


def entries(body: str | bytes, kind: str = "application/rss+xml") -> tuple[FeedEntry, ...]:
    data = body.encode() if isinstance(body, str) else body
    return read_feed(Answer(data, kind, None), HERE)


def addresses(body: str | bytes) -> list[str]:
    return [one.address for one in entries(body)]


def test_the_newest_thirty_entries_count_newest_first() -> None:
    days = [f"0{n}"[-2:] for n in range(1, 29)]
    items = [
        item(f"https://q.example/{month}-{day}", date=f"{day} {month} 2026 09:00:00 GMT")
        for month in ("Jan", "Feb")
        for day in days
    ]
    found = addresses(rss(items))
    assert len(found) == 30
    assert found[0] == "https://q.example/Feb-28"
    assert found[-1] == "https://q.example/Jan-27"


def test_without_dates_the_order_is_the_feeds_own() -> None:
    links = [f"https://q.example/{n}" for n in range(40)]
    assert addresses(rss(map(item, links))) == links[:30]


def test_an_address_is_freed_of_tracking_and_counts_once() -> None:
    links = ["https://q.example/a?utm_source=rss&amp;p=2#more", "https://q.example/a?p=2", "/b"]
    assert addresses(rss(map(item, links))) == [
        "https://q.example/a?p=2",
        "https://quietharbour.example/b",
    ]


def test_atom_names_the_page_and_not_the_feed() -> None:
    found = entries(atom(["https://q.example/a", "https://q.example/b"]), "application/atom+xml")
    assert [one.address for one in found] == ["https://q.example/b", "https://q.example/a"]
    assert [one.title for one in found] == ["On 2", "On 1"]


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("Kind &amp;amp; calm", "Kind & calm"),
        ("&lt;b&gt;Kind&lt;/b&gt; words", "Kind words"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Kind", "Kind"),
        ("Less &amp;lt; more", "Less < more"),
        ("1 &lt; 2", "1 < 2"),
        ("  ", None),
        ("w" * 5000, "w" * 300),
    ],
)
def test_a_title_is_words_without_markup(raw: str, title: str | None) -> None:
    assert entries(rss([item("https://q.example/a", raw)]))[0].title == title


@pytest.mark.parametrize(
    "link",
    [
        "",
        "javascript:alert(1)",
        "mailto:anna@q.example",
        "file:///etc/passwd",
        "data:text/html,x",
        "http://",
        "http://[::1",
        "https://q.example/" + "a" * 3000,
    ],
)
def test_only_addresses_of_pages_count(link: str) -> None:
    assert addresses(rss([item(link), item("https://q.example/a")])) == ["https://q.example/a"]
    with pytest.raises(ArticleError, match="without any article"):
        entries(rss([item(link)]))


@pytest.mark.parametrize(
    ("content", "is_kept"),
    [
        (FULL, True),
        ("<p>Calm can be learnt.</p>", False),
        (FULL + "<p>Read more »</p>", False),
        (FULL.replace("</p>", " […]</p>"), False),
        (" ".join([WORDS] * 20), False),
    ],
)
def test_only_a_whole_text_is_taken_from_the_feed(content: str, is_kept: bool) -> None:
    (one,) = entries(rss([item("https://q.example/a", content=content)]))
    assert one.words == (content if is_kept else None)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(b"<rss>", "application/rss+xml", None), True),
        (Answer(b"anything", "application/atom+xml", None), True),
        (
            Answer(b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x --><rss version="2.0">', "", None),
            True,
        ),
        (Answer('<?xml version="1.0"?><feed xmlns="x">'.encode("utf-16"), "text/xml", None), True),
        (Answer(b"<rdf:RDF xmlns='x'>", "application/xml", None), True),
        (Answer(b"<!DOCTYPE rss [<!ENTITY a 'b'>]>\n<rss>", "text/xml", None), True),
        (Answer(b"<html><body><rss>", "text/html", None), False),
        (Answer(b"<urlset>", "application/xml", None), False),
        (Answer(b"", "text/html", None), False),
    ],
)
def test_a_feed_is_known_by_its_type_or_its_looks(answer: Answer, expected: bool) -> None:
    assert is_feed(answer) is expected


@pytest.mark.parametrize("piece", ["<!---->", "<?x?>", "<!DOCTYPE a>", "<!--", "<!DOCTYPE [", " "])
def test_no_beginning_of_a_page_keeps_the_look_waiting(piece: str) -> None:
    began = time.perf_counter()
    assert not is_feed(Answer(piece.encode() * 100_000, "text/html", None))
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1251"])
def test_a_feed_is_read_in_its_own_encoding(encoding: str) -> None:
    word = "мир" if encoding == "windows-1251" else "Café"
    body = rss([item("https://q.example/a", word)]).replace("UTF-8", encoding).encode(encoding)
    assert entries(body)[0].title == word


LAUGHS = (
    '<!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY a{n} "{"&a" * 1}{n - 1 if n > 1 else ""};{f"&a{n - 1};" * 9}">'
        for n in range(2, 9)
    )
    + "]>"
)
OUTSIDE = '<!DOCTYPE rss [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
MANY = 5_000_000
HOSTILE: dict[str, Callable[[], str]] = {
    "laughs": lambda: rss([item("https://q.example/a", "&a8;")], LAUGHS),
    "outside": lambda: rss([item("https://q.example/a", "&b;")], OUTSIDE),
    "thousands": lambda: rss(item(f"https://q.example/{n}") for n in range(50_000)),
    "cut short": lambda: rss(item(f"https://q.example/{n}") for n in range(20_000))[:-60],
    "open tags": lambda: rss(["<item>" * (MANY // 6)]),
    "less than": lambda: rss(["<" * MANY]),
    "one open tag": lambda: rss(["<item " + 'a="b" ' * (MANY // 6)]),
    "one open quote": lambda: rss(['<item a="' + "b" * MANY]),
    "half quotes": lambda: rss(["<item " + "a=\"'b' " * (MANY // 8)]),
    "ampersands": lambda: rss(["<item><title>" + "&a" * (MANY // 2)]),
    "numbers": lambda: rss(["<item><title>" + "&#38;" * (MANY // 5)]),
    "open data": lambda: rss(["<![CDATA[" * (MANY // 9)]),
    "open remarks": lambda: rss(["<!--" * (MANY // 4)]),
    "blanks": lambda: " " * MANY + rss([]),
    "dates": lambda: rss([item("https://q.example/a", date="1" * MANY)]),
    "other dates": lambda: rss([item("https://q.example/a", date="1 " * (MANY // 2))]),
    "one title": lambda: rss([item("https://q.example/a", "&lt;script&gt;" * (MANY // 14))]),
    "one text": lambda: rss([item("https://q.example/a", content="<p " * (MANY // 3))]),
    "one address": lambda: rss([item("https://q.example/" + "a/" * (MANY // 2))]),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_feed_is_bounded_in_time_and_room(name: str) -> None:
    body = HOSTILE[name]().encode()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    try:
        found = entries(body)
    except ArticleError as error:
        assert HERE in str(error)
    else:
        assert len(found) <= 30
        assert "root:" not in repr(found)
        assert all(len(one.title or "") <= 300 for one in found)
    assert time.perf_counter() - began < 15
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


def test_an_endless_feed_is_left_with_words_of_its_own(home: Site, tmp_path: Path) -> None:
    home.replies["/feed/"] = Reply(item("https://q.example/a").encode() * 500, RSS, endless=True)
    with pytest.raises(ArticleError, match=r"feed larger than 5 MB.*fewer articles"):
        read_article(f"{home.address}/feed/", folder=tmp_path)


def test_asked_for_one_article_a_feed_names_some(home: Site, tmp_path: Path) -> None:
    links = [f"https://q.example/{n}" for n in range(9)]
    address = home.put("/feed/", rss(map(item, links)), "text/xml")
    with pytest.raises(ArticleError, match="a feed of several articles") as caught:
        read_article(address, folder=tmp_path)
    assert "https://q.example/0, https://q.example/1, https://q.example/2." in str(caught.value)


def test_every_entry_is_an_article_with_the_links_of_its_page(home: Site, tmp_path: Path) -> None:
    home.put("/small-repairs/", page("Page title", WORDS))
    link = f"{home.address}/small-repairs/?utm_medium=rss"
    address = home.put("/feed/", rss([item(link, "Small Repairs")]), RSS)
    found = gather_articles([address], tmp_path)
    (article,) = found.articles.values()
    assert (article.slug, article.title) == ("small-repairs", "Small Repairs")
    assert article.source == f"{home.address}/small-repairs/"
    assert article.links.instagram == ("quietharbour",)
    assert found.problems == ()


def test_an_article_named_twice_is_there_once(home: Site, tmp_path: Path) -> None:
    one = home.put("/a/", page("A", WORDS))
    feed = home.put("/feed/", rss([item(one + "?utm_source=x"), item(one[:-1])]), RSS)
    assert list(gather_articles([feed, one], tmp_path).articles) == ["a"]


def test_where_a_page_cannot_be_read_a_full_entry_will_do(home: Site, tmp_path: Path) -> None:
    links = [f"{home.address}/gone", f"{home.address}/short"]
    items = [item(links[0], "Gone", content=FULL), item(links[1], "Short", content="<p>Calm.</p>")]
    found = gather_articles([home.put("/feed/", rss(items), RSS)], tmp_path)
    assert list(found.articles) == ["gone"]
    assert found.articles["gone"].text.startswith("Calm can be learnt")
    assert {(one.file, one.level) for one in found.problems} == {
        (links[0], "note"),
        (links[1], "error"),
    }
    assert found.unread == {"short"}
    assert found.is_complete


def test_a_feed_that_cannot_be_read_leaves_open_which_articles_it_names(
    home: Site, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Calm can be learnt.")
    for path, body in (("/none", ""), ("/empty", rss([])), ("/html", "<p>Not a feed</p>")):
        address = home.put(path, body, RSS)
        found = gather_articles(["a.txt", address], tmp_path)
        assert list(found.articles) == ["a"]
        assert [(one.file, one.level) for one in found.problems] == [(address, "error")]
        assert not found.is_complete


def test_a_page_out_of_reach_is_a_note_only_where_others_are_read(
    home: Site, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Calm can be learnt.")
    address = home.put("/a-page", page("A", WORDS))
    home.is_down = True
    for patterns, level in ((["a.txt", address], "note"), ([address], "error")):
        found = gather_articles(patterns, tmp_path)
        assert [(one.file, one.level) for one in found.problems] == [(address, level)]
        assert not found.is_complete


def test_a_page_packed_twice_is_not_opened(home: Site, tmp_path: Path) -> None:
    address = home.put("/a", b"x", HTML, Content_Encoding="gzip, gzip")
    with pytest.raises(ArticleError, match="not safe to open"):
        read_article(address, folder=tmp_path)
