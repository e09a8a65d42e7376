"""From the owner's personal token to that of a Page: exchanged once, kept, checked, never shown."""

from __future__ import annotations

import json
import logging
import stat
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from socialkit.errors import AccountProblem, PublishError, TemporaryFailure
from socialkit.model.network import Network
from socialkit.publishers.instagram_official.publisher import InstagramGraph
from socialkit.publishers.meta.client import AppCredentials
from socialkit.publishers.meta.facebook import FacebookPage
from socialkit.publishers.protocol import LivePublisher
from socialkit.runtime.system_clock import SystemClock
from tests.emulators.exchange import Fault, Kind, Moment, json_reply
from tests.emulators.graph_media import INSTAGRAM_SCOPES
from tests.emulators.graph_state import PAGE_SCOPES, Token
from tests.emulators.server import World
from tests.publishers.conftest import PAGE, SHORT, TOKEN, card

PERSONAL = "EAAGpersonaltoken0123456789"
SECRET = "0123456789abcdef-app-secret"
APP = AppCredentials("77", SECRET)
OTHERS = ("900200", "900300", "900400")


@pytest.fixture
def meta(world: World) -> World:
    """The owner's app, a personal token for an hour, and four Pages."""
    world.graph.apps["77"] = SECRET
    for number in OTHERS:
        world.graph.add_page(number, name=f"Page {number}", username=None, token=f"EAAG{number}")
    world.graph.connect_instagram(PAGE, "quietharbour")
    world.graph.add_person_token(PERSONAL, scopes=PAGE_SCOPES | INSTAGRAM_SCOPES, app="77")
    return world


def open_page(
    folder: Path, token: str = PERSONAL, app: AppCredentials | None = APP
) -> FacebookPage:
    kept = folder / "sessions" / "facebook-page.json"
    return FacebookPage(token, send_timeout=SHORT, app=app, kept=kept, clock=SystemClock())


def open_instagram(folder: Path, token: str = PERSONAL) -> InstagramGraph:
    kept = folder / "sessions" / "facebook-page.json"
    return InstagramGraph(token, send_timeout=SHORT, clock=SystemClock(), app=APP, kept=kept)


def seconds() -> float:
    return SystemClock().now().timestamp()


def kept_in(folder: Path) -> Path:
    return folder / "sessions" / "facebook-page.json"


def asked(world: World, part: str) -> int:
    return sum(part in one.path for one in world.log)


def choose_page(folder: Path, token: str = PERSONAL) -> FacebookPage:
    page = open_page(folder, token)
    page.find_choices()
    page.choose(PAGE)
    return page


def test_all_pages_are_offered_over_all_lists(meta: World, tmp_path: Path) -> None:
    offered = open_page(tmp_path).find_choices()
    assert {one.id for one in offered} == {PAGE, *OTHERS}
    assert next(one.handle for one in offered if one.id == PAGE) == "quietharbour"
    assert asked(meta, "/me/accounts") == 2


def test_the_token_of_the_chosen_page_is_kept_for_her_alone_and_has_no_end(
    meta: World, tmp_path: Path
) -> None:
    page = choose_page(tmp_path)
    kept = json.loads(kept_in(tmp_path).read_text())
    token = meta.graph.tokens[kept["page"]["token"]]
    assert (token.kind, token.owner, token.expires_at) == ("PAGE", PAGE, 0.0)
    assert stat.S_IMODE(kept_in(tmp_path).stat().st_mode) == 0o600
    assert PERSONAL not in kept_in(tmp_path).read_text().replace(token.value, "")
    assert page.identify().id == PAGE
    assert [one.name for one in kept_in(tmp_path).parent.iterdir()] == ["facebook-page.json"]


def test_the_kept_token_posts_long_after_the_personal_one_is_over(
    meta: World, tmp_path: Path
) -> None:
    choose_page(tmp_path)
    meta.graph.tokens[PERSONAL].expires_at = seconds() - 1
    page = open_page(tmp_path)
    assert page.find_choices() == ()
    post = card()
    page.commit(replace(post, tickets=page.prepare(post)))
    assert [one.page for one in meta.graph.live_posts] == [PAGE]
    assert asked(meta, "/oauth/access_token") == 1


def test_a_new_token_in_env_is_exchanged_anew_and_the_old_page_token_is_let_go(
    meta: World, tmp_path: Path
) -> None:
    choose_page(tmp_path)
    before = kept_in(tmp_path).read_text()
    meta.graph.add_person_token("EAAGnewtoken", scopes=PAGE_SCOPES, app="77")
    assert choose_page(tmp_path, "EAAGnewtoken").identify().id == PAGE
    assert kept_in(tmp_path).read_text() != before
    assert asked(meta, "/oauth/access_token") == 2


def test_the_official_road_to_instagram_speaks_by_the_same_kept_token(
    meta: World, tmp_path: Path
) -> None:
    choose_page(tmp_path)
    publisher = open_instagram(tmp_path)
    assert publisher.find_choices() == ()
    assert publisher.identify().handle == "quietharbour"
    assert asked(meta, "/oauth/access_token") == 1


def test_of_her_pages_instagram_is_offered_those_that_have_an_account(
    meta: World, tmp_path: Path
) -> None:
    publisher = open_instagram(tmp_path)
    (only,) = publisher.find_choices()
    assert (only.handle, only.page) == ("quietharbour", "Quiet Harbour")
    publisher.choose(only.id)
    assert publisher.identify().id == only.id
    assert open_page(tmp_path).identify().id == PAGE


def test_a_token_that_is_long_lived_already_is_used_as_it_is(meta: World, tmp_path: Path) -> None:
    weeks = seconds() + 50 * 86_400
    meta.graph.add_person_token(
        "EAAGlong", scopes=PAGE_SCOPES, expires_at=weeks, is_long_lived=True
    )
    assert choose_page(tmp_path, "EAAGlong").identify().id == PAGE
    assert asked(meta, "/oauth/access_token") == 0


def test_a_page_token_is_used_as_it_is_and_nothing_is_kept(meta: World, tmp_path: Path) -> None:
    page = open_page(tmp_path, TOKEN)
    assert page.find_choices() == ()
    assert page.identify().id == PAGE
    assert not kept_in(tmp_path).exists()


def test_without_her_app_her_own_token_is_refused_and_both_ways_are_named(
    meta: World, tmp_path: Path
) -> None:
    page = open_page(tmp_path, app=None)
    assert page.find_choices() == ()
    with pytest.raises(
        AccountProblem, match=r"a personal token.*, not the token of a Page"
    ) as told:
        page.identify()
    assert "SOCIALKIT_META_APP_SECRET" in str(told.value)
    assert "SOCIALKIT_FACEBOOK_PAGE_TOKEN" in str(told.value)


def test_before_a_page_is_chosen_it_says_how_to_choose_one(meta: World, tmp_path: Path) -> None:
    with pytest.raises(AccountProblem, match="socialkit connect facebook"):
        open_page(tmp_path).identify()


def test_a_permission_that_her_token_lacks_is_named_before_anything_is_exchanged(
    meta: World, tmp_path: Path
) -> None:
    for scope in PAGE_SCOPES:
        meta.graph.tokens[PERSONAL].scopes = PAGE_SCOPES - {scope}
        with pytest.raises(AccountProblem, match=f"lacks a permission: {scope}"):
            open_page(tmp_path).find_choices()
    assert asked(meta, "/oauth/access_token") == 0


def test_a_permission_that_the_token_of_a_page_lacks_is_named(meta: World, tmp_path: Path) -> None:
    for scope in PAGE_SCOPES - {"pages_show_list"}:
        meta.graph.tokens[TOKEN].scopes = PAGE_SCOPES - {scope}
        with pytest.raises(AccountProblem, match=f"lacks a permission: {scope}"):
            open_page(tmp_path, TOKEN).identify()


def test_the_token_of_a_page_needs_no_right_to_list_pages(meta: World, tmp_path: Path) -> None:
    meta.graph.tokens[TOKEN].scopes = PAGE_SCOPES - {"pages_show_list"}
    assert open_page(tmp_path, TOKEN).identify().id == PAGE


def test_instagram_names_the_permissions_of_its_own(meta: World, tmp_path: Path) -> None:
    for scope in INSTAGRAM_SCOPES:
        meta.graph.tokens[TOKEN].scopes = (PAGE_SCOPES | INSTAGRAM_SCOPES) - {scope}
        with pytest.raises(AccountProblem, match=scope) as told:
            open_instagram(tmp_path, TOKEN).identify()
        assert "connect instagram" in str(told.value)


def test_the_earlier_of_both_ends_is_told(meta: World, tmp_path: Path) -> None:
    token = meta.graph.tokens[TOKEN]
    now = int(seconds())
    token.data_access_ends = now + 900
    assert open_page(tmp_path, TOKEN).identify().expires_at == datetime.fromtimestamp(
        now + 900, UTC
    )
    token.expires_at = now + 600
    assert open_page(tmp_path, TOKEN).identify().expires_at == datetime.fromtimestamp(
        now + 600, UTC
    )


def test_once_its_access_to_data_is_over_an_empty_list_is_not_believed(
    meta: World, tmp_path: Path
) -> None:
    meta.graph.tokens[TOKEN].data_access_ends = seconds() - 60
    for publisher in (open_page(tmp_path, TOKEN), open_instagram(tmp_path, TOKEN)):
        with pytest.raises(AccountProblem, match="ended what this token may read"):
            publisher.read_recent("quietharbour")


@pytest.mark.parametrize(("subcode", "words"), [(463, "expired"), (460, "password was changed")])
def test_a_token_that_is_over_says_why(
    meta: World, tmp_path: Path, subcode: int, words: str
) -> None:
    for token in (PERSONAL, TOKEN):
        meta.graph.tokens[token].forced = (190, subcode)
        with pytest.raises(AccountProblem, match=words):
            page = open_page(tmp_path, token)
            page.find_choices()
            page.identify()


def test_a_page_that_the_owner_may_not_write_on_is_not_kept(meta: World, tmp_path: Path) -> None:
    meta.graph.pages[PAGE].tasks = ("ANALYZE",)
    page = open_page(tmp_path)
    page.find_choices()
    with pytest.raises(AccountProblem, match="may not create content on the Page “Quiet Harbour”"):
        page.choose(PAGE)
    assert not kept_in(tmp_path).exists()


def test_a_page_that_cannot_be_asked_hides_no_other(meta: World, tmp_path: Path) -> None:
    long = f"{PERSONAL}LONG"
    bad = f"{long}{OTHERS[0]}PAGE"
    meta.graph.tokens[bad] = Token(bad, "PAGE", OTHERS[0], forced=(190, 464))
    assert {one.id for one in open_page(tmp_path).find_choices()} == {PAGE, *OTHERS[1:]}


def test_where_there_is_no_page_at_all_it_says_what_to_allow(meta: World, tmp_path: Path) -> None:
    for page in meta.graph.pages.values():
        page.person = "somebody"
    with pytest.raises(AccountProblem, match="names no Page"):
        open_page(tmp_path).find_choices()


def test_an_app_that_meta_does_not_know_is_named_for_her_own_token_only(
    meta: World, tmp_path: Path
) -> None:
    wrong = AppCredentials("77", "not-the-secret")
    with pytest.raises(AccountProblem, match="SOCIALKIT_META_APP_ID"):
        open_page(tmp_path, PERSONAL, wrong).find_choices()
    page = open_page(tmp_path, TOKEN, wrong)
    assert page.find_choices() == ()
    assert page.identify().expires_at is None


def test_a_token_of_another_app_is_refused_in_words(meta: World, tmp_path: Path) -> None:
    meta.graph.tokens[PERSONAL].app = "88"
    with pytest.raises(AccountProblem, match="those of the app that the token was made with"):
        open_page(tmp_path).find_choices()


def test_where_meta_takes_no_post_for_a_get_it_ends_in_words(meta: World, tmp_path: Path) -> None:
    meta.graph.takes_posts_for_reads = False
    with pytest.raises(AccountProblem, match="does not exchange it"):
        open_page(tmp_path).find_choices()


LOST: dict[str, Fault] = {
    "dropped": Fault("oauth/access_token", Kind.DROP),
    "no token": Fault("oauth/access_token", Kind.REPLACE, reply=json_reply({})),
    "5xx": Fault(
        "oauth/access_token", Kind.REPLACE, Moment.BEFORE, reply=json_reply({}, status=503)
    ),
    "slow down": Fault(
        "oauth/access_token",
        Kind.REPLACE,
        reply=json_reply({"error": {"code": 4, "message": "limit"}}, status=400),
    ),
    "no list": Fault("me/accounts", Kind.REPLACE, reply=json_reply({"data": None})),
    "half a list": Fault("me/accounts", Kind.CUT, skip=1),
}


@pytest.mark.parametrize("name", LOST)
def test_what_is_lost_on_the_way_is_tried_again_later(
    meta: World, tmp_path: Path, name: str
) -> None:
    meta.faults.append(replace(LOST[name]))
    page = open_page(tmp_path)
    with pytest.raises(TemporaryFailure):
        page.find_choices()
    assert not kept_in(tmp_path).exists()
    meta.faults.clear()
    assert choose_page(tmp_path).identify().id == PAGE


def test_a_choice_that_was_not_offered_is_none(meta: World, tmp_path: Path) -> None:
    with pytest.raises(TemporaryFailure, match="ask again"):
        open_page(tmp_path).choose(PAGE)


def test_where_it_cannot_be_kept_it_says_where(meta: World, tmp_path: Path) -> None:
    (tmp_path / "sessions").write_text("a file in the way")
    page = open_page(tmp_path)
    page.find_choices()
    with pytest.raises(TemporaryFailure, match=r"facebook-page\.json"):
        page.choose(PAGE)


ROADS: dict[Network, Callable[[Path], LivePublisher]] = {
    Network.FACEBOOK: open_page,
    Network.INSTAGRAM: open_instagram,
}


@pytest.mark.parametrize("network", ROADS)
def test_no_secret_is_in_an_address_a_log_or_an_error(
    meta: World, tmp_path: Path, caplog: pytest.LogCaptureFixture, network: Network
) -> None:
    caplog.set_level(logging.DEBUG)
    said = []
    for app in (APP, AppCredentials("77", SECRET[::-1])):
        meta.graph.apps["77"] = app.secret  # the second time it does not fit any more
        for fault in (None, Fault("oauth/access_token", Kind.DROP), Fault("debug_token", Kind.CUT)):
            meta.faults[:] = [fault] if fault else []
            kept_in(tmp_path).unlink(missing_ok=True)
            publisher = ROADS[network](tmp_path)
            try:
                publisher.choose(publisher.find_choices()[0].id)
                publisher.identify()
            except PublishError as error:
                said.append("".join(traceback.format_exception(error)))
    told = "\n".join([*meta.urls, caplog.text, *said])
    made = [one.value for one in meta.graph.tokens.values() if PERSONAL in one.value]
    assert len(said) >= 4 and len(made) >= 3
    for secret in (PERSONAL, SECRET, SECRET[::-1], *made):
        assert secret not in told


def test_where_metas_words_repeat_a_secret_it_is_cut_out(meta: World, tmp_path: Path) -> None:
    row = {"code": 200, "message": f"not for {PERSONAL}LONG"}
    refused = json_reply({"error": row}, status=403)
    meta.faults.append(Fault("me/accounts", Kind.REPLACE, reply=refused))
    with pytest.raises(AccountProblem, match="not for …") as told:
        open_page(tmp_path).find_choices()
    assert PERSONAL not in str(told.value)
