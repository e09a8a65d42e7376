"""Nothing is sent unless the login is the account that the article links to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from socialkit.errors import AccountProblem, TemporaryFailure, UsageError
from socialkit.model.network import Network
from socialkit.model.post import Account
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.accounts.verify import (
    find_account_mismatch,
    make_account_verifier,
    mismatch_message,
    refuse_account_mismatch,
    unclear_words,
)
from tests.pipeline.accounts.test_connect import ME, MY_PAGE, PAGE, SHARE, LoggedIn
from tests.support.builders import HANDLE, NOON
from tests.support.fakes import FaultyNetwork, HandClock


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://", workspace="w") as made:
        yield made


@pytest.fixture
def instagram() -> LoggedIn:
    return LoggedIn(HandClock())


def test_the_right_account_passes_and_is_asked_once_for_all_posts(
    store: Store, instagram: LoggedIn
) -> None:
    verify = make_account_verifier(store, {Network.INSTAGRAM: instagram}, now=NOON)
    for _ in range(3):
        verify(instagram, HANDLE)
    assert instagram.logins == 1


def test_each_network_is_asked_for_itself(store: Store, instagram: LoggedIn) -> None:
    facebook = LoggedIn(HandClock(), Network.FACEBOOK, identity=MY_PAGE)
    publishers = {Network.INSTAGRAM: instagram, Network.FACEBOOK: facebook}
    verify = make_account_verifier(store, publishers, now=NOON)
    verify(instagram, HANDLE)
    verify(facebook, PAGE)
    with pytest.raises(AccountProblem, match="Your token is for the Page"):
        verify(facebook, "https://www.facebook.com/gardenclub")
    assert (instagram.logins, facebook.logins) == (1, 1)


def test_another_account_is_refused(store: Store, instagram: LoggedIn) -> None:
    instagram.identity = replace(ME, handle="stranger")
    verify = make_account_verifier(store, {Network.INSTAGRAM: instagram}, now=NOON)
    with pytest.raises(AccountProblem, match="You are logged in as @stranger"):
        verify(instagram, HANDLE)


def test_a_refused_login_is_not_tried_again_in_the_same_cycle(
    store: Store, instagram: LoggedIn
) -> None:
    instagram.errors.append(TemporaryFailure("no clear answer", network="instagram"))
    verify = make_account_verifier(store, {Network.INSTAGRAM: instagram}, now=NOON)
    for _ in range(2):
        with pytest.raises(TemporaryFailure, match="no clear answer"):
            verify(instagram, HANDLE)
    assert instagram.logins == 1
    verify = make_account_verifier(store, {Network.INSTAGRAM: instagram}, now=NOON)
    verify(instagram, HANDLE)


def test_of_several_pages_the_connected_one_is_chosen(store: Store) -> None:
    store.save_account(Account(Network.FACEBOOK, PAGE, "graph", connected_at=NOON))
    other = replace(MY_PAGE, id="78", name="Garden Club", address="https://www.facebook.com/garden")
    facebook = LoggedIn(HandClock(), Network.FACEBOOK, choices=(other, MY_PAGE))
    make_account_verifier(store, {Network.FACEBOOK: facebook}, now=NOON)(facebook, PAGE)
    assert facebook.chosen == "77"


def test_a_rehearsal_has_no_login_to_verify(store: Store) -> None:
    make_account_verifier(store, {}, now=NOON)(FaultyNetwork(HandClock()), HANDLE)


def test_an_account_that_was_renamed_is_told_by_its_new_name(store: Store) -> None:
    row = Account(Network.INSTAGRAM, HANDLE, "instagrapi", identity="100")
    words = find_account_mismatch(store, replace(ME, handle="calmharbour"), row, now=NOON)
    assert words is not None
    assert "is called calmharbour now. Nothing is posted there. Fix the link" in words
    assert find_account_mismatch(store, ME, row, now=NOON) is None


def test_a_share_link_that_nobody_resolved_is_unclear(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socialkit.pipeline.accounts.account_links.find_redirect", lambda _: None)
    row = Account(Network.FACEBOOK, SHARE, "graph")
    words = find_account_mismatch(store, MY_PAGE, row, now=NOON)
    assert words == unclear_words(MY_PAGE, SHARE)
    assert "and Facebook does not say whose Page that is" in words
    assert "“Quiet Harbour” (id 77)" in words


def test_the_message_names_where_a_link_leads_and_whose_token_it_is() -> None:
    assert f"links to {SHARE}, which leads to {PAGE}." in mismatch_message(MY_PAGE, SHARE, PAGE)
    of_page = mismatch_message(replace(ME, page="Quiet Harbour"), "other", "other")
    assert f"The Page “Quiet Harbour” is connected to @{HANDLE} on Instagram" in of_page


@pytest.mark.parametrize("username", [HANDLE, f"@{HANDLE}", "anna@example.org", "+49 151 0000"])
def test_a_user_name_that_may_be_the_account_is_tried(username: str) -> None:
    refuse_account_mismatch(username, (HANDLE,))


def test_a_user_name_of_another_account_is_refused() -> None:
    with pytest.raises(UsageError, match=f"articles link to @{HANDLE}. Nothing was sent"):
        refuse_account_mismatch("stranger", (HANDLE,))
