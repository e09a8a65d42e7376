"""Which accounts are connected after a login, and which links are refused or unclear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from socialkit.config.schedule.schedule_file import read_schedule
from socialkit.errors import AccountProblem, PublishError, TemporaryFailure, UsageError
from socialkit.model.article import Article, Links
from socialkit.model.network import Network
from socialkit.model.post import UNTIL_OWNER_ACTS, Account, Identity, State
from socialkit.model.schedule import AccountRule, Pause, Schedule
from socialkit.outbox.store import Store, open_store
from socialkit.outbox.workspace_state import PAUSE
from socialkit.pipeline.accounts.connect import (
    LOGIN_RETRY_PERIOD,
    AccountSession,
    apply_route_change,
    connect,
    linked_accounts,
    log_in,
    refuse_login,
    require_links,
)
from socialkit.pipeline.schedule.pause import set_pause
from socialkit.pipeline.workspace.load import Workspace
from tests.support.builders import HANDLE, NOON, article, planned, schedule
from tests.support.fakes import FaultyNetwork, HandClock

PAGE = "https://www.facebook.com/quietharbour"
SHARE = "https://www.facebook.com/share/p1abc"
ME = Identity(Network.INSTAGRAM, "100", "Quiet Harbour", handle=HANDLE)
MY_PAGE = Identity(Network.FACEBOOK, "77", "Quiet Harbour", address=PAGE)
OTHER_PAGE = Identity(Network.FACEBOOK, "78", "Garden Club", handle="gardenclub")
ACCOUNTS = {
    Network.INSTAGRAM: AccountRule(Network.INSTAGRAM, via="instagrapi"),
    Network.FACEBOOK: AccountRule(Network.FACEBOOK, via="graph"),
}


@dataclass
class LoggedIn(FaultyNetwork):
    """A network that says who is logged in, or what is wrong with the login."""

    identity: Identity = ME
    choices: tuple[Identity, ...] = ()
    chosen: str | None = None
    errors: list[PublishError] = field(default_factory=list)
    logins: int = 0

    def find_choices(self) -> tuple[Identity, ...]:
        return self.choices

    def choose(self, identity: str) -> None:
        self.chosen = identity

    def identify(self) -> Identity:
        self.logins += 1
        if self.errors:
            raise self.errors.pop(0)
        return next((one for one in self.choices if one.id == self.chosen), self.identity)

    def find_permalink(self, remote_id: str) -> str | None:
        raise AssertionError(remote_id)

    def delete(self, remote_id: str) -> None:
        raise AssertionError(remote_id)

    def is_there(self, remote_id: str) -> bool:
        raise AssertionError(remote_id)


def workspace_of(*articles: Article, **changes: object) -> Workspace:
    rules: Schedule = replace(schedule(accounts=ACCOUNTS), **changes)  # type: ignore[arg-type]
    loaded = read_schedule(b"", Path("schedule.yaml"), today=NOON.date())
    return Workspace(Path("w"), loaded, rules, {one.slug: one for one in articles})


def on_facebook(link: str) -> Workspace:
    return workspace_of(article(links=Links(facebook=(link,))))


def session_of(
    workspace: Workspace, store: Store, publisher: LoggedIn, username: str | None = None
) -> AccountSession:
    publishers = {publisher.network: publisher}
    return AccountSession(workspace, store, publisher.clock, publishers, username)


def account_of(store: Store) -> Account:
    (row,) = store.accounts()
    return row


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://", workspace="w") as made:
        yield made


@pytest.fixture
def instagram() -> LoggedIn:
    return LoggedIn(HandClock())


@pytest.fixture
def facebook() -> LoggedIn:
    return LoggedIn(HandClock(), Network.FACEBOOK, identity=MY_PAGE)


def test_every_link_of_an_article_counts_once_and_no_link_of_a_sample() -> None:
    mine = workspace_of(
        article(),
        article(slug="other"),
        article(slug="sample", sample=True, links=Links(instagram=("sample",))),
    )
    assert linked_accounts(mine, Network.INSTAGRAM) == (HANDLE,)
    assert require_links(mine, Network.INSTAGRAM) == (HANDLE,)


@pytest.mark.parametrize(
    ("workspace", "words"),
    [
        (workspace_of(article(), accounts={}), "instagram: {account: linked}"),
        (workspace_of(), "There is no article yet"),
        (workspace_of(article(sample=True)), "is a sample: it can be rehearsed"),
        (workspace_of(article(links=Links())), "links to no Instagram account"),
    ],
    ids=["no rule", "no article", "a sample", "no link"],
)
def test_without_a_link_the_reason_is_named(workspace: Workspace, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        require_links(workspace, Network.INSTAGRAM)


def agree(_: Identity, __: str) -> bool:
    return True


def refuse(_: Identity, __: str) -> bool:
    return False


def test_the_account_of_the_link_is_connected_and_keeps_an_earlier_block(
    store: Store, instagram: LoggedIn
) -> None:
    store.save_account(Account(Network.INSTAGRAM, HANDLE, "instagrapi", blocks=2, blocked_at=NOON))
    mine = workspace_of(article())
    done = connect(Network.INSTAGRAM, mine, store, instagram, now=NOON, agree=refuse)
    assert (done.identity, done.links, done.refused, done.unclear) == (ME, (HANDLE,), {}, {})
    row = account_of(store)
    assert (row.connected_at, row.identity, row.problem) == (NOON, "100", None)
    assert (row.blocks, row.blocked_at) == (2, NOON)


def test_a_login_to_another_account_is_refused_and_stays_refused_until_the_owner_acts(
    store: Store, instagram: LoggedIn
) -> None:
    instagram.identity = replace(ME, handle="stranger")
    mine = workspace_of(article())
    done = connect(Network.INSTAGRAM, mine, store, instagram, now=NOON, agree=refuse)
    assert done.links == ()
    assert "You are logged in as @stranger, but the article links to" in done.refused[HANDLE]
    row = account_of(store)
    assert (row.connected_at, row.paused_until) == (None, UNTIL_OWNER_ACTS)
    assert row.problem == done.refused[HANDLE]


def test_a_share_link_is_unclear_until_the_owner_confirms_it_once(
    store: Store, facebook: LoggedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socialkit.pipeline.accounts.account_links.find_redirect", lambda _: None)
    mine = on_facebook(SHARE)
    asked = connect(Network.FACEBOOK, mine, store, facebook, now=NOON, agree=refuse)
    assert "socialkit connect facebook --yes" in asked.unclear[SHARE]
    assert account_of(store).connected_at is None
    assert connect(Network.FACEBOOK, mine, store, facebook, now=NOON, agree=agree).links == (SHARE,)
    again = connect(Network.FACEBOOK, mine, store, facebook, now=NOON, agree=refuse)
    assert again.links == (SHARE,)


def test_of_several_pages_the_one_that_the_article_links_to_is_chosen(
    store: Store, facebook: LoggedIn
) -> None:
    facebook.choices = (OTHER_PAGE, MY_PAGE)
    done = connect(Network.FACEBOOK, on_facebook(PAGE), store, facebook, now=NOON, agree=refuse)
    assert facebook.chosen == "77"
    assert done.links == (PAGE,)


def test_connecting_looks_again_for_a_post_in_doubt_that_nobody_could_look_for(
    store: Store, instagram: LoggedIn
) -> None:
    store.sync([], [planned()], withdrawn=(), now=NOON)
    claimed = store.claim(planned().key, worker="me", now=NOON, lease=timedelta(hours=1))
    assert claimed is not None
    sent = store.start_commit(claimed, NOON)
    assert sent is not None
    store.finish(sent, replace(sent, state=State.UNCONFIRMED, look_at=None, error="No answer."))
    mine = workspace_of(article())
    connect(Network.INSTAGRAM, mine, store, instagram, now=NOON, agree=refuse)
    assert store.post(planned().key).look_at is not None


def test_a_refused_login_is_stored_for_every_link(store: Store) -> None:
    error = AccountProblem("Wrong password.", network="instagram")
    refuse_login(workspace_of(article()), store, Network.INSTAGRAM, error, now=NOON)
    row = account_of(store)
    assert (row.problem, row.paused_until) == ("Wrong password.", UNTIL_OWNER_ACTS)


def test_a_change_of_route_forgets_what_went_wrong_on_the_old_one(store: Store) -> None:
    old = Account(Network.INSTAGRAM, HANDLE, "graph", connected_at=NOON, problem="x", identity="1")
    store.save_account(old)
    apply_route_change(workspace_of(article()), store)
    assert account_of(store) == Account(Network.INSTAGRAM, HANDLE, "instagrapi", identity="1")
    store.save_account(replace(account_of(store), connected_at=NOON))
    apply_route_change(workspace_of(article()), store)
    assert account_of(store).connected_at == NOON


def test_a_cycle_logs_in_once_and_not_in_a_pause(store: Store, instagram: LoggedIn) -> None:
    mine = workspace_of(article())
    set_pause(store, Pause(), lambda: mine.schedule, now=NOON)
    log_in(session_of(mine, store, instagram))
    assert instagram.logins == 0
    store.state.clear(PAUSE)
    for _ in range(2):
        log_in(session_of(mine, store, instagram))
    assert instagram.logins == 1
    assert account_of(store).connected_at == NOON


def test_a_network_that_is_out_of_reach_is_tried_again_after_a_while(
    store: Store, instagram: LoggedIn
) -> None:
    mine = workspace_of(article())
    instagram.errors.append(TemporaryFailure("no connection", network="instagram"))
    log_in(session_of(mine, store, instagram))
    assert account_of(store).paused_until == NOON + LOGIN_RETRY_PERIOD
    log_in(session_of(mine, store, instagram))
    assert instagram.logins == 1
    instagram.clock.wait(LOGIN_RETRY_PERIOD)
    log_in(session_of(mine, store, instagram))
    assert account_of(store).connected_at is not None


def test_a_user_name_of_another_account_is_refused_before_a_password_is_sent(
    store: Store, instagram: LoggedIn
) -> None:
    log_in(session_of(workspace_of(article()), store, instagram, username="stranger"))
    assert instagram.logins == 0
    row = account_of(store)
    assert row.paused_until == UNTIL_OWNER_ACTS
    assert "SOCIALKIT_INSTAGRAM_USERNAME is stranger" in (row.problem or "")
