"""A page that is not the article never takes its place; a rewritten article does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from socialkit.article.links.urls import page_identity
from socialkit.article.read import gather_articles, read_article
from socialkit.article.sources.fetch import Answer
from socialkit.article.sources.page_cache import PageCache
from socialkit.article.sources.page_signs import StrangeKind
from socialkit.article.sources.strange_pages import KnownArticle, find_kind
from socialkit.errors import PageOutOfReach, StrangePage
from tests.support.site import RSS, Reply, Site, item, page, rss

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HERE = "https://quietharbour.example/calm"
SENTENCES = (
    "A harbour is calm because its walls have met many storms.",
    "Two people who row apart will only turn the boat in circles.",
    "Anger often guards a door behind which somebody is tired.",
    "What we repair together holds better than what never broke.",
    "A question asked kindly opens more than a key that is turned.",
    "Small lights on the water show how near the shore has been.",
)
STRANGE = [
    ("We will be back soon", "Our website is getting some care.", StrangeKind.MAINTENANCE),
    (
        "Quiet Harbour",
        "This site is under maintenance. Thank you for waiting.",
        StrangeKind.MAINTENANCE,
    ),
    ("Coming Soon", "Something lovely is being made here.", StrangeKind.MAINTENANCE),
    (
        "Quiet Harbour",
        "Briefly unavailable for scheduled maintenance. Check back in a minute.",
        StrangeKind.MAINTENANCE,
    ),
    ("Under construction", "We build.", StrangeKind.MAINTENANCE),
    (
        "Quiet Harbour",
        "Our new website is coming. Please check back soon.",
        StrangeKind.MAINTENANCE,
    ),
    ("Log in | Quiet Harbour", "Name and secret.", StrangeKind.LOGIN),
    ("Quiet Harbour", "You must be logged in to see this page.", StrangeKind.LOGIN),
    ("Quiet Harbour", "Username or Email Address. Lost your password?", StrangeKind.LOGIN),
    (
        "Protected: Calm",
        "This content is password protected. To view it please enter your password.",
        StrangeKind.LOGIN,
    ),
    ("Quiet Harbour", "Please sign in to continue reading.", StrangeKind.LOGIN),
    (
        "Before you continue",
        "We and our partners use cookies to make this better.",
        StrangeKind.COOKIES,
    ),
    (
        "Quiet Harbour",
        "This website uses cookies. Accept all cookies or choose.",
        StrangeKind.COOKIES,
    ),
    ("Your privacy", "Manage your consent here.", StrangeKind.COOKIES),
    ("Just a moment...", "Checking your browser before you go on.", StrangeKind.CAPTCHA),
    ("Attention Required! | Shield", "Complete the security check.", StrangeKind.CAPTCHA),
    ("Quiet Harbour", "Verify you are human by completing the action below.", StrangeKind.CAPTCHA),
    ("Quiet Harbour", "Enable JavaScript and cookies to continue.", StrangeKind.CAPTCHA),
    ("quietharbour.example", "This domain is for sale. Make an offer today.", StrangeKind.PARKED),
    (
        "quietharbour.example",
        "quietharbour.example is parked free, courtesy of a registrar.",
        StrangeKind.PARKED,
    ),
    ("Domain expired", "This domain name has expired. Renew it now.", StrangeKind.PARKED),
    (
        "Account Suspended",
        "Contact your hosting provider for more information.",
        StrangeKind.SUSPENDED,
    ),
    ("Quiet Harbour", "This account has been suspended.", StrangeKind.SUSPENDED),
    ("Welcome to nginx!", "If you see this page, the web server works.", StrangeKind.SUSPENDED),
    ("Index of /", "Parent directory", StrangeKind.SUSPENDED),
    ("Page not found – Quiet Harbour", "Try a search instead.", StrangeKind.NOT_FOUND),
    ("404", "Nothing lives here.", StrangeKind.NOT_FOUND),
    ("Oops!", "The page you are looking for has moved.", StrangeKind.NOT_FOUND),
    ("Quiet Harbour", "Sorry, this page does not exist.", StrangeKind.NOT_FOUND),
    ("Database Error", "Error establishing a database connection", StrangeKind.BROKEN),
    ("503 Service Unavailable", "No server is available.", StrangeKind.BROKEN),
    ("Access denied", "You don't have permission to access this server.", StrangeKind.BROKEN),
    ("Quiet Harbour", "Subscribe to continue reading. Already a subscriber?", StrangeKind.PAYWALL),
]


def html(title: str, *paragraphs: str) -> bytes:
    rows = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{rows}</article>"
        "<footer><p>Quiet Harbour, by the old pier of a small town</p></footer></body></html>"
    ).encode()


def answer(title: str, *paragraphs: str, final: str | None = None) -> Answer:
    return Answer(html(title, *paragraphs), "text/html", "utf-8", final_address=final)


GOOD = answer("Calm", *SENTENCES)


@pytest.mark.parametrize(("title", "words", "kind"), STRANGE)
def test_a_page_that_is_plainly_no_article_is_named(
    title: str, words: str, kind: StrangeKind
) -> None:
    """On the first reading, beside a copy, and where only the lines are known."""
    strange = answer(title, words)
    for known, copy in (((), None), ((), GOOD), (SENTENCES, None), (SENTENCES, GOOD)):
        assert find_kind(HERE, strange, known=known, copy=copy) is kind


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("We sail on Sunday.",),
        ("Buy our chairs.", "They are made of oak and of good will."),
        ("Good things take time and a little patience from people who believe in them.",),
        tuple(f"Word {number} of quite another text, at some length." for number in range(99)),
    ],
)
def test_a_page_with_none_of_the_known_words_is_not_believed(paragraphs: tuple[str, ...]) -> None:
    strange = answer("A title", *paragraphs)
    assert find_kind(HERE, strange, known=(), copy=GOOD) is StrangeKind.OTHER_WORDS
    assert find_kind(HERE, strange, known=SENTENCES[:2], copy=None) is StrangeKind.OTHER_WORDS
    assert find_kind(HERE, strange, known=(), copy=None) is None


@pytest.mark.parametrize(
    "paragraphs",
    [
        SENTENCES[:1],
        SENTENCES[3:4] + tuple(f"New thought number {n} about the sea." for n in range(40)),
        SENTENCES[::-1],
        tuple(one.replace("harbour", "haven").replace("people", "friends") for one in SENTENCES),
        tuple(one.upper() for one in SENTENCES),
        tuple(one.replace("calm because", "calm, because") for one in SENTENCES),
        (*SENTENCES, "Please log in to comment.", "This website uses cookies."),
        (*SENTENCES[:4], "Forgot your password? So does everybody, and nobody minds."),
    ],
)
def test_a_rewritten_article_that_keeps_some_words_is_read_at_once(
    paragraphs: tuple[str, ...],
) -> None:
    assert find_kind(HERE, answer("Calm", *paragraphs), known=SENTENCES, copy=GOOD) is None


def test_the_first_paragraph_before_a_paywall_is_not_the_article() -> None:
    teaser = answer("Calm", SENTENCES[0], "Subscribe to continue reading.")
    assert find_kind(HERE, teaser, known=SENTENCES, copy=GOOD) is StrangeKind.PAYWALL


@pytest.mark.parametrize(
    "words",
    [
        "A perfect marriage does not exist, and love is not for sale.",
        "When a partner is no longer available, grief may be coming soon after.",
        "Forbidden anger waits behind a locked door until somebody knocks.",
        "We will be back where we began if nobody says sorry first.",
        "Being human is the one job from which nobody can be suspended.",
        "What you are looking for in a page of your past may not be found there.",
        "Maintenance is the love that nobody sees.",
        "An error is a page that a couple can turn together.",
        "Patience is a login that no thief can guess.",
        "Cookies after a quarrel are an apology without words.",
    ],
)
def test_a_short_article_with_such_words_is_an_article(words: str) -> None:
    assert find_kind(HERE, answer("On small things", words), known=(), copy=None) is None


def test_a_long_article_about_logins_is_an_article() -> None:
    rows = ["Please log in to your own heart first.", *(f"Thought {n} is new." for n in range(60))]
    assert find_kind(HERE, answer("On doors", *rows), known=(), copy=None) is None


def test_a_redirect_to_a_front_page_is_not_the_article() -> None:
    front = answer("Welcome", "We sell chairs.", final="https://other.example/")
    for known, copy in (((), None), ((), GOOD)):
        assert find_kind(HERE, front, known=known, copy=copy) is StrangeKind.FRONT_PAGE
    moved = answer("Calm", *SENTENCES, final="https://www.quietharbour.example/calm/")
    assert find_kind(HERE, moved, known=(), copy=GOOD) is None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "pages"


def cache(
    folder: Path, now: datetime, known: tuple[str, ...] | None = None, *, at: str = ""
) -> PageCache:
    opened = PageCache(folder, now)
    if known is not None:
        article = KnownArticle(known, "quotes/calm/lines.yaml")
        opened.protect(lambda: {page_identity(at): article})
    return opened


def test_the_copy_stays_and_a_note_says_what_stands_there_since_when(
    home: Site, folder: Path
) -> None:
    address = home.put("/calm", html("Calm", *SENTENCES))
    first = cache(folder, NOON).load(address)
    home.put("/calm", html("Log in", "Name and secret."))
    for later in (2 * HOUR, 2 * HOUR + timedelta(minutes=5), 2 * DAY, 20 * DAY):
        opened = cache(folder, NOON + later)
        assert opened.load(address) == first
        (note,) = opened.problems
        assert (note.file, note.level) == (address, "note")
        assert "shows a login page since 24 November; the copy of 24 November 2026" in note.message
    home.put("/calm", html("Calm", *SENTENCES[1:]))
    healed = cache(folder, NOON + 21 * DAY)
    assert healed.load(address) != first
    assert healed.problems == ()


def test_new_words_are_believed_after_three_days_unchanged(home: Site, folder: Path) -> None:
    address = home.put("/calm", html("Calm", *SENTENCES))
    first = cache(folder, NOON).load(address)
    home.put("/calm", html("Anew", "Every word of this page was written anew."))
    assert cache(folder, NOON + DAY).load(address) == first
    home.put("/calm", html("Anew", "Every word of this page was written once more."))
    assert cache(folder, NOON + 3 * DAY).load(address) == first
    opened = cache(folder, NOON + 5.9 * DAY, SENTENCES, at=address)
    assert opened.load(address) == first
    assert "the new words are used from 30 November on, or at once if you write use: no" in (
        opened.problems[0].message
    )
    assert b"once more" in cache(folder, NOON + 6 * DAY).load(address).body
    assert cache(folder, NOON + 7 * DAY).problems == ()


def test_without_a_copy_the_lines_protect_the_article(home: Site, folder: Path) -> None:
    address = home.put("/calm", html("Anew", "Every word of this page was written anew."))
    for later in (0 * DAY, DAY):
        with pytest.raises(StrangePage, match="none of the words of your article since 24 Nov"):
            cache(folder, NOON + later, SENTENCES, at=address).load(address)
    assert cache(folder, NOON + 3 * DAY, SENTENCES, at=address).load(address)


def test_an_owner_who_gives_up_the_old_lines_gets_the_new_page(home: Site, folder: Path) -> None:
    address = home.put("/calm", html("Calm", *SENTENCES))
    cache(folder, NOON).load(address)
    home.put("/calm", html("Anew", "Every word of this page was written anew."))
    assert b"anew" in cache(folder, NOON + DAY, (), at=address).load(address).body


def test_a_first_page_that_is_no_article_is_refused_and_not_kept(
    home: Site, folder: Path, tmp_path: Path
) -> None:
    address = home.put("/calm", html("Under construction", "We build."))
    found = gather_articles([address], tmp_path, load=cache(folder, NOON).load)
    assert found.articles == {} and found.unread == {"calm"}
    assert "the site is being worked on" in found.problems[0].message
    with pytest.raises(StrangePage):
        read_article(address, folder=tmp_path)
    home.put("/calm", html("Calm", *SENTENCES))
    assert cache(folder, NOON + HOUR / 60).load(address).body


def test_a_page_where_the_feed_was_is_not_read_as_an_article(
    home: Site, folder: Path, tmp_path: Path
) -> None:
    one = home.put("/a", page("A", SENTENCES[0]))
    feed = home.put("/feed/", rss([item(one)]), RSS)

    def gather(now: datetime, made: set[str]) -> tuple[set[str], bool]:
        opened = PageCache(folder, now)
        baseline = opened.feed_baseline({}, lambda: made)
        found = gather_articles([feed], tmp_path, load=opened.load, choose=baseline.choose)
        return {article.source for article in found.articles.values()}, found.is_complete

    assert gather(NOON, {one}) == ({one}, True)
    home.put("/feed/", html("Welcome", "We sell chairs."))
    assert gather(NOON + DAY, {one}) == ({one}, True)
    for path in folder.iterdir():
        path.unlink()
    assert gather(NOON + 2 * DAY, {one}) == ({one}, False)


@pytest.mark.parametrize("broken", ["", rss([]), "<rss><channel>"])
def test_an_article_outlives_an_empty_or_broken_feed(
    broken: str, home: Site, folder: Path, tmp_path: Path
) -> None:
    one = home.put("/a", page("A", SENTENCES[0]))
    feed = home.put("/feed/", rss([item(one)]), RSS)
    for later, body in ((0 * DAY, rss([item(one)])), (DAY, broken)):
        home.put("/feed/", body, RSS)
        opened = PageCache(folder, NOON + later)
        baseline = opened.feed_baseline({}, lambda: {one})
        found = gather_articles([feed], tmp_path, load=opened.load, choose=baseline.choose)
        assert [article.source for article in found.articles.values()] == [one]


@pytest.mark.parametrize("status", [404, 410])
def test_an_article_that_left_its_feed_goes_when_its_page_is_gone(
    status: int, home: Site, folder: Path, tmp_path: Path
) -> None:
    one = home.put("/a", page("A", SENTENCES[0]))
    two = home.put("/b", page("B", SENTENCES[1]))
    feed = home.put("/feed/", rss([item(one, "One")]), RSS)

    def gather(now: datetime) -> tuple[set[str], set[str], list[str]]:
        opened = PageCache(folder, now)
        baseline = opened.feed_baseline({}, lambda: {one})
        found = gather_articles([feed], tmp_path, load=opened.load, choose=baseline.choose)
        return set(found.articles), set(found.unread), [str(note) for note in found.problems]

    assert gather(NOON)[0] == {"a"}
    home.put("/feed/", rss([item(two, "Two")]), RSS)
    assert gather(NOON + DAY)[0] == {"a", "b"}
    home.replies["/a"] = Reply(b"", status=503)
    assert gather(NOON + 2 * DAY)[0] == {"a", "b"}
    home.replies["/a"] = Reply(b"", status=status)
    articles, unread, notes = gather(NOON + 3 * DAY)
    assert articles == {"b"} and unread == set()
    assert "no longer in its feed and its page is gone" in notes[0]


def test_a_site_that_is_down_leaves_an_article_without_copy_unread(
    home: Site, folder: Path
) -> None:
    home.is_down = True
    with pytest.raises(PageOutOfReach):
        cache(folder, NOON, SENTENCES).load(f"{home.address}/calm")
