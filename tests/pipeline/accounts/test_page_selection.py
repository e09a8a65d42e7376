"""If a login leads to several Pages, the links in the articles decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from socialkit.errors import AccountProblem
from socialkit.model.network import Network
from socialkit.model.post import Identity
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.accounts.account_links import remember_share_link
from socialkit.pipeline.accounts.verify import select_page
from tests.pipeline.accounts.test_connect import ME, MY_PAGE, OTHER_PAGE, PAGE, SHARE, LoggedIn
from tests.support.builders import HANDLE, NOON
from tests.support.fakes import HandClock


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://", workspace="w") as made:
        yield made


@pytest.fixture(autouse=True)
def no_redirects(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socialkit.pipeline.accounts.account_links.find_redirect", lambda _: None)


def offer(*choices: Identity) -> LoggedIn:
    return LoggedIn(HandClock(), choices[0].network, choices=choices)


def test_a_login_to_one_account_needs_no_choice(store: Store) -> None:
    publisher = LoggedIn(HandClock(), Network.FACEBOOK)
    select_page(publisher, (PAGE,), store, now=NOON)
    assert publisher.chosen is None


def test_the_first_link_that_is_offered_is_chosen(store: Store) -> None:
    publisher = offer(OTHER_PAGE, MY_PAGE)
    select_page(publisher, ("https://www.facebook.com/nobody", PAGE), store, now=NOON)
    assert publisher.chosen == "77"


def test_a_share_link_means_what_the_owner_said(store: Store) -> None:
    remember_share_link(store, SHARE, "78", now=NOON)
    publisher = offer(MY_PAGE, OTHER_PAGE)
    select_page(publisher, (SHARE,), store, now=NOON)
    assert publisher.chosen == "78"


def test_the_only_page_may_be_what_an_unclear_share_link_means(store: Store) -> None:
    publisher = offer(MY_PAGE)
    select_page(publisher, (SHARE,), store, now=NOON)
    assert publisher.chosen == "77"


def test_of_two_pages_an_unclear_share_link_chooses_none(store: Store) -> None:
    publisher = offer(MY_PAGE, OTHER_PAGE)
    with pytest.raises(AccountProblem, match=r"Your token leads to 2 Pages.*does not say which"):
        select_page(publisher, (SHARE,), store, now=NOON)
    assert publisher.chosen is None


def test_pages_that_no_article_links_to_are_named(store: Store) -> None:
    publisher = offer(OTHER_PAGE)
    with pytest.raises(AccountProblem) as raised:
        select_page(publisher, (PAGE,), store, now=NOON)
    assert f"“Garden Club” (id 78). The article links to {PAGE}." in str(raised.value)
    assert "make the token again" in str(raised.value)


def test_an_instagram_account_of_another_page_is_named(store: Store) -> None:
    publisher = offer(replace(ME, handle="garden", page="Garden Club"))
    with pytest.raises(AccountProblem) as raised:
        select_page(publisher, (HANDLE,), store, now=NOON)
    assert "@garden (of the Page “Garden Club”)" in str(raised.value)
    assert f"The article links to @{HANDLE}. Nothing is posted there." in str(raised.value)
