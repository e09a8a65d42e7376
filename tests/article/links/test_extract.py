"""Whom a text links to. The rules are those of reference/meta.md, section 7."""

from __future__ import annotations

import pytest

from socialkit.article.links.extract import find_links
from socialkit.article.links.urls import clean_address, facebook_identity, instagram_handle


@pytest.mark.parametrize(
    "text",
    [
        "https://www.instagram.com/quiet.harbour?igsh=MWl1%3D%3D&utm_source=qr",
        "http://instagram.com/Quiet.Harbour/",
        "https://m.instagram.com/quiet.harbour/tagged/",
        "instagr.am/quiet.harbour",
        "https://www.instagram.com/_u/quiet.harbour",
        "https://www.instagram.com/@quiet.harbour",
        "https://l.instagram.com/?u=https%3A%2F%2Finstagram.com%2Fquiet.harbour&e=x",
        "@Quiet.Harbour",
        "quiet.harbour",
    ],
)
def test_every_form_of_a_profile_gives_the_handle(text: str) -> None:
    assert instagram_handle(text) == "quiet.harbour"


@pytest.mark.parametrize(
    "text",
    [
        "https://www.instagram.com/p/Cx1/",
        "https://www.instagram.com/reel/Cx1/",
        "https://www.instagram.com/explore/tags/love/",
        "https://www.instagram.com/share/abc",
        "https://www.instagram.com/",
        "https://instagram.com.evil.example/quietharbour",
        "https://evil.example/instagram.com/quietharbour",
        "https://instagram.com@evil.example/quietharbour",
        "https://notinstagram.com/quietharbour",
        "https://www.instagram.com/.quiet",
        "https://www.instagram.com/quiet..harbour",
        "instagram.com",
        "two words",
        "",
    ],
)
def test_what_is_no_profile_gives_no_handle(text: str) -> None:
    assert instagram_handle(text) is None


@pytest.mark.parametrize(
    ("address", "identity"),
    [
        ("https://www.facebook.com/QuietHarbour/?mibextid=wwXIfr", ("name", "quietharbour")),
        ("https://m.facebook.com/quietharbour", ("name", "quietharbour")),
        ("https://de-de.facebook.com/quiet.harbour/about", ("name", "quiet.harbour")),
        ("fb.com/quietharbour", ("name", "quietharbour")),
        (
            "https://www.facebook.com/profile.php?id=100012345678901&ref=x",
            ("id", "100012345678901"),
        ),
        ("https://www.facebook.com/pages/Quiet-Harbour/123456789", ("id", "123456789")),
        ("https://www.facebook.com/people/Anna-Roy/100012345678901/", ("id", "100012345678901")),
        ("https://www.facebook.com/p/Quiet-Harbour-100012345678901/", ("id", "100012345678901")),
        ("https://www.facebook.com/100012345678901", ("id", "100012345678901")),
        ("https://www.facebook.com/share/1AbCdEf/?mibextid=x", ("share", "1AbCdEf")),
        ("https://fb.me/AbC", ("share", "AbC")),
        (
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.facebook.com%2Fquietharbour&h=1",
            ("name", "quietharbour"),
        ),
        ("100012345678901", ("id", "100012345678901")),
        ("QuietHarbour", ("name", "quietharbour")),
    ],
)
def test_every_form_of_a_page_address_is_recognised(
    address: str, identity: tuple[str, str]
) -> None:
    assert facebook_identity(address) == identity


@pytest.mark.parametrize(
    "address",
    [
        "https://www.facebook.com/sharer/sharer.php?u=https://quietharbour.example",
        "https://www.facebook.com/sharer.php?u=x",
        "https://www.facebook.com/share.php?u=x",
        "https://www.facebook.com/dialog/share?app_id=1",
        "https://www.facebook.com/plugins/like.php",
        "https://www.facebook.com/groups/quiet",
        "https://www.facebook.com/events/123456",
        "https://www.facebook.com/share/p/1AbC/",
        "https://www.facebook.com/profile.php",
        "https://www.facebook.com/",
        "https://facebook.com.evil.example/quietharbour",
        "https://facebook.com@evil.example/quietharbour",
        "https://fb.watch/abc/",
        "facebook.com",
        "",
    ],
)
def test_a_share_button_is_no_account(address: str) -> None:
    assert facebook_identity(address) is None


@pytest.mark.parametrize(
    ("address", "cleaned"),
    [
        ("https://www.facebook.com/share/1AbC/?mibextid=x", "https://www.facebook.com/share/1AbC"),
        ("http://m.facebook.com/Quiet?ref=1#x", "https://www.facebook.com/Quiet"),
        ("facebook.com/profile.php?id=7&fbclid=1", "https://www.facebook.com/profile.php?id=7"),
        ("https://instagram.com/quiet/?hl=en", "https://www.instagram.com/quiet"),
        ("https://q.example/a?utm_source=x&id=7&fbclid=y#top", "https://q.example/a?id=7#top"),
        ("www.q.example", "https://www.q.example"),
        ("https://q.example/?p=12", "https://q.example/?p=12"),
        ("no address at all", "no address at all"),
    ],
)
def test_tracking_goes_and_the_rest_stays(address: str, cleaned: str) -> None:
    assert clean_address(address) == cleaned
    assert clean_address(cleaned) == cleaned


def test_the_rows_below_an_article_are_read_as_they_are_pasted() -> None:
    links = find_links(
        "👉 [Book a session / Call me on +44- 1632 960451\n]https://quietharbour.example/contact/\n"
        "📌 [Instagram] |https://www.instagram.com/quiet.harbour?igsh=MWl%3D&utm_source=qr\n"
        "[Facebook] https://www.facebook.com/share/1AbCdEf/?mibextid=wwXIfr\n"
    )
    assert links.instagram == ("quiet.harbour",)
    assert links.facebook == ("https://www.facebook.com/share/1AbCdEf",)
    assert links.website == ("https://quietharbour.example/contact/",)
    assert links.phone == ("+44- 1632 960451",)


@pytest.mark.parametrize(
    "text",
    [
        "Find me on Instagram: @quietharbour.",
        "Instagram (@quietharbour)",
        "Instagram: quietharbour",
        "(instagram.com/quietharbour).",
        "I am @quietharbour on Instagram",
        "[me](https://instagram.com/quietharbour/)",
        "**https://instagram.com/quietharbour**",
        "<https://instagram.com/quietharbour>",
        "Facebook: @other.name Instagram: @quietharbour",
    ],
)
def test_a_handle_is_found_however_it_is_written(text: str) -> None:
    assert find_links(text).instagram == ("quietharbour",)


@pytest.mark.parametrize(
    "text", ["Write to anna@instagram.com", "Instagram is loud, @ times", "I like Instagram."]
)
def test_the_word_instagram_alone_is_no_handle(text: str) -> None:
    assert find_links(text).instagram == ()


def test_the_same_page_is_named_once_and_two_pages_twice() -> None:
    one = "https://www.facebook.com/QuietHarbour/ and m.facebook.com/quietharbour/about"
    assert find_links(one).facebook == ("https://www.facebook.com/QuietHarbour",)
    assert len(find_links(f"{one} and fb.com/other.page").facebook) == 2


def test_a_source_that_is_cited_is_not_the_owners_website() -> None:
    assert (
        find_links("A study (https://journal.example/x) says that calm can be learnt.").website
        == ()
    )
    assert find_links("See https://en.wikipedia.org/wiki/Love to book a session").website == ()


def test_a_website_is_found_with_and_without_http() -> None:
    assert find_links("Book a session at www.quietharbour.example!").website == (
        "https://www.quietharbour.example",
    )
    assert find_links("Contact: quietharbour.com/hello, any day").website == (
        "https://quietharbour.com/hello",
    )


@pytest.mark.parametrize(
    "number",
    [
        "+44 1632 960451",
        "+91- 98765 43210",
        "+1 (555) 010-2345",
        "(555) 010-2345",
        "0091 98765 43210",
    ],
)
def test_a_telephone_stays_as_written(number: str) -> None:
    assert find_links(f"Call me on {number}\n] or write.").phone == (number,)


@pytest.mark.parametrize(
    "text",
    [
        "ISBN 978-3-16-148410-0",
        "It was 2024-05-12, or 12.05.2024, or 12/05/2024.",
        "From 2015-2020 and again in 2021–2023, we asked 1,000,000 people.",
        "https://quietharbour.example/articles/1632960451234",
        "https://www.facebook.com/profile.php?id=100012345678901",
        "In 1998 there were 4 500 000 couples and 1 234 567 quarrels.",
    ],
)
def test_dates_books_and_counts_are_no_telephones(text: str) -> None:
    assert find_links(text).phone == ()
