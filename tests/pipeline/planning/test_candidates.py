"""Who may get what: each article is its own allow-list."""

from __future__ import annotations

from socialkit.model.article import Links
from socialkit.model.lines import Entry, Use
from socialkit.model.network import Network
from socialkit.model.schedule import AccountRule
from socialkit.model.text import fold_look
from socialkit.pipeline.accounts.account_links import allow
from socialkit.pipeline.planning.candidates import stands_in
from tests.support.builders import LINE, article

INSTAGRAM = {Network.INSTAGRAM: AccountRule(Network.INSTAGRAM)}
FACEBOOK = {Network.FACEBOOK: AccountRule(Network.FACEBOOK)}
SHARE = "https://www.facebook.com/share/1AbCdEfGh"


def entry(text: str, parts: tuple[tuple[str | None, str], ...] = ()) -> Entry:
    return Entry("l1", text, Use.ASK, "single", parts=parts)


def test_the_one_linked_account_is_the_one_allowed() -> None:
    accounts, held = allow(article(), INSTAGRAM)
    assert accounts == {Network.INSTAGRAM: "quiet_harbour_sample"}
    assert held == {}


def test_without_a_link_nothing_goes_there_and_words_say_why() -> None:
    accounts, held = allow(article(links=Links()), INSTAGRAM)
    assert accounts == {}
    assert "links to no Instagram account" in held[Network.INSTAGRAM]


def test_two_linked_accounts_are_never_guessed_between() -> None:
    accounts, held = allow(article(links=Links(instagram=("one", "two"))), INSTAGRAM)
    assert accounts == {}
    assert "one, two" in held[Network.INSTAGRAM]


def test_a_named_account_settles_two_candidates() -> None:
    rules = {Network.INSTAGRAM: AccountRule(Network.INSTAGRAM, "@Two")}
    accounts, _ = allow(article(links=Links(instagram=("one", "two"))), rules)
    assert accounts == {Network.INSTAGRAM: "two"}


def test_a_named_account_that_the_article_does_not_link_to_is_refused() -> None:
    rules = {Network.INSTAGRAM: AccountRule(Network.INSTAGRAM, "@stranger")}
    accounts, held = allow(article(), rules)
    assert accounts == {}
    assert "@stranger" in held[Network.INSTAGRAM]


def test_a_linked_share_address_counts_as_the_page_until_it_is_resolved() -> None:
    accounts, _ = allow(article(links=Links(facebook=(SHARE,))), FACEBOOK)
    assert accounts == {Network.FACEBOOK: SHARE}


def test_a_share_address_is_not_taken_for_a_named_page() -> None:
    rules = {Network.FACEBOOK: AccountRule(Network.FACEBOOK, "104729104729104")}
    accounts, held = allow(article(links=Links(facebook=(SHARE,))), rules)
    assert accounts == {}
    assert "page: linked" in held[Network.FACEBOOK]


def test_a_named_page_id_matches_its_own_address() -> None:
    link = "https://www.facebook.com/profile.php?id=104729104729104"
    rules = {Network.FACEBOOK: AccountRule(Network.FACEBOOK, "104729104729104")}
    accounts, _ = allow(article(links=Links(facebook=(link,))), rules)
    assert accounts == {Network.FACEBOOK: link}


def test_one_changed_letter_is_not_her_word_any_more() -> None:
    assert stands_in(entry(LINE), article())
    assert not stands_in(entry(LINE.replace("kind", "kin")), article())


def test_a_structure_stands_only_if_each_part_stands() -> None:
    both = (("With", "A pause is kind"), ("Without", "a time to return."))
    assert stands_in(entry("", both), article())
    assert not stands_in(entry("", (*both, ("Other", "not hers"))), article())


def test_folding_changes_no_letter() -> None:
    assert fold_look("  “Don’t”\n go ") == '"Don\'t" go'
