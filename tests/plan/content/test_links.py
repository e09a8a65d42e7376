"""A reader who comes from Facebook is seen in her statistics, and the link leads where it did."""

from __future__ import annotations

import pytest

from socialkit.model.network import Network
from socialkit.plan.content.captions import mark_link

MARKS = "utm_source=facebook&utm_medium=social&utm_campaign=small-repairs"
PAGE = "https://quietharbour.example/small-repairs/"


@pytest.mark.parametrize(
    ("link", "marked"),
    [
        (PAGE, f"{PAGE}?{MARKS}"),
        (f"{PAGE}?p=2&lang=en", f"{PAGE}?p=2&lang=en&{MARKS}"),
        (f"{PAGE}#breathing", f"{PAGE}?{MARKS}#breathing"),
        (f"{PAGE}?p=2#breathing", f"{PAGE}?p=2&{MARKS}#breathing"),
        (f"{PAGE}?", f"{PAGE}?{MARKS}"),
        ("http://quietharbour.example", f"http://quietharbour.example?{MARKS}"),
    ],
)
def test_on_facebook_the_link_says_where_the_reader_came_from(link: str, marked: str) -> None:
    assert mark_link(link, "small-repairs", Network.FACEBOOK) == marked


@pytest.mark.parametrize(
    "link",
    [None, f"{PAGE}?utm_source=newsletter", f"{PAGE}?p=2&UTM_Campaign=x", "mailto:a@b.example"],
)
def test_a_link_with_marks_of_its_own_stays_as_it_is(link: str | None) -> None:
    assert mark_link(link, "small-repairs", Network.FACEBOOK) == link


def test_marks_are_never_added_twice() -> None:
    once = mark_link(PAGE, "small-repairs", Network.FACEBOOK)
    assert mark_link(once, "small-repairs", Network.FACEBOOK) == once


def test_on_instagram_nobody_can_click_so_the_link_stays_short() -> None:
    assert mark_link(PAGE, "small-repairs", Network.INSTAGRAM) == PAGE
