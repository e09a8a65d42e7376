"""A person's token in .env: the article says which of the Pages is meant, and the rest runs by itself."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from socialkit.errors import AccountProblem
from socialkit.model.network import Network
from socialkit.model.post import State
from socialkit.pipeline.accounts.connect import Connected, connect
from socialkit.publishers.factory import build_publisher
from socialkit.runtime.container import build_container
from socialkit.runtime.publishing import find_publisher_config
from tests.e2e.cycles import SOON, START, Cycles
from tests.e2e.practice import HANDLE, ONLY_THE_TOKEN, PAGE_ID, QUOTES, Practice, due
from tests.emulators.exchange import Fault, Kind
from tests.emulators.graph_media import INSTAGRAM_SCOPES
from tests.emulators.graph_state import PAGE_SCOPES
from tests.emulators.server import World

HERS = "EAAGherowntoken0123456789"
NEWER = "EAAGhernewertoken0123456789"
SECRET = "0123456789abcdef-app-secret"
SHARE = "https://www.facebook.com/share/1AbCdEfGhI"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def owned(practice: Practice, world: World) -> Practice:
    """The practice with a person's token and an app; two Pages, one of which the article links to."""
    world.graph.apps["77"] = SECRET
    world.graph.add_page("999", name="Garden Club", username="gardenclub", token="EAAGgarden")
    for token in (HERS, NEWER):
        world.graph.add_person_token(token, scopes=PAGE_SCOPES | INSTAGRAM_SCOPES, app="77")
    write(practice)
    return practice


def write(practice: Practice, **changes: str) -> None:
    rows = {"FACEBOOK_PAGE_TOKEN": HERS, "META_APP_ID": "77", "META_APP_SECRET": SECRET}
    practice.write_env(**{**ONLY_THE_TOKEN, **rows, **changes})


def exchanges(world: World) -> int:
    return sum("/oauth/access_token" in one.path for one in world.log)


def kept(practice: Practice) -> str:
    path = practice.folder / ".socialkit" / "sessions" / "facebook-page.json"
    return str(json.loads(path.read_text())["page"]["id"]) if path.exists() else ""


@pytest.fixture
def cycles(cycles: Cycles, owned: Practice, world: World) -> Cycles:
    """A person's tokens end in an hour; a post for the Page is due."""
    for token in (HERS, NEWER):
        world.graph.tokens[token].expires_at = START.timestamp() + 3600
    owned.write_schedule([SOON.format(network="facebook", quote=QUOTES[0])])
    return cycles


def log_in(practice: Practice, network: Network, *, yes: bool = False) -> Connected:
    """What `socialkit connect` does, in this process."""
    container = build_container(practice.folder)
    recipe = find_publisher_config(container, network)
    assert recipe is not None
    publisher = build_publisher(recipe, clock=container.clock)
    now = container.clock.now()
    with container.open_outbox() as store:
        return connect(
            network, container.workspace, store, publisher, now=now, agree=lambda *_: yes
        )


def test_connect_chooses_the_linked_page_and_tick_posts_when_the_token_is_over(
    owned: Practice, world: World
) -> None:
    owned.write_schedule([due(MINUTE, QUOTES[0], to="[facebook]")])
    said = owned.run("connect", "facebook")
    assert said.code == 0, said.err
    assert "Quiet Harbour" in said.out and kept(owned) == PAGE_ID
    world.graph.tokens[HERS].expires_at = 1.0
    assert owned.run("tick").code == 0
    assert [one.page for one in world.graph.live_posts] == [PAGE_ID]
    assert exchanges(world) == 1


def test_tick_logs_in_by_itself_through_a_process_of_its_own(owned: Practice, world: World) -> None:
    owned.write_schedule([due(MINUTE, QUOTES[0], to="[facebook]")])
    assert owned.run("tick").code == 0
    assert [one.page for one in world.graph.live_posts] == [PAGE_ID]
    assert (kept(owned), exchanges(world)) == (PAGE_ID, 1)


def test_the_page_is_found_by_its_number_as_well(cycles: Cycles, world: World) -> None:
    cycles.practice.write_article(page="https://www.facebook.com/profile.php?id=999")
    assert log_in(cycles.practice, Network.FACEBOOK).identity.name == "Garden Club"
    assert kept(cycles.practice) == "999"


def test_where_no_page_is_linked_the_pages_are_named_and_nothing_is_kept(
    cycles: Cycles, world: World
) -> None:
    cycles.practice.write_article(page="https://www.facebook.com/somebodyelse")
    with pytest.raises(AccountProblem) as told:
        log_in(cycles.practice, Network.FACEBOOK)
    for words in ("“Quiet Harbour” (id 100200300400500)", "“Garden Club” (id 999)", "somebodyelse"):
        assert words in str(told.value)
    assert not cycles.tick().is_well
    assert (kept(cycles.practice), world.graph.live_posts) == ("", [])


def test_a_share_link_that_nobody_resolves_needs_the_owners_answer_for_the_only_page(
    cycles: Cycles, world: World
) -> None:
    world.graph.pages["999"].person = "somebody"
    cycles.practice.write_article(page=SHARE)
    asked = log_in(cycles.practice, Network.FACEBOOK)
    assert "connect facebook --yes" in " ".join(asked.unclear.values())
    cycles.tick()
    assert world.graph.live_posts == []
    assert log_in(cycles.practice, Network.FACEBOOK, yes=True).links
    assert len(cycles.later(MINUTE).posted) == 1
    assert exchanges(world) == 1


def test_a_share_link_that_nobody_resolves_cannot_choose_between_pages(
    cycles: Cycles, world: World
) -> None:
    cycles.practice.write_article(page=SHARE)
    with pytest.raises(AccountProblem, match="does not say which") as told:
        log_in(cycles.practice, Network.FACEBOOK, yes=True)
    assert "Garden Club" in str(told.value) and "own address" in str(told.value)


def test_a_new_token_in_env_is_taken_up_by_the_next_cycle_and_the_old_one_forgotten(
    cycles: Cycles, world: World
) -> None:
    log_in(cycles.practice, Network.FACEBOOK)
    write(cycles.practice, FACEBOOK_PAGE_TOKEN=NEWER)
    for name, token in world.graph.tokens.items():
        if HERS in name:
            token.forced = (190, 460)
    assert len(cycles.tick().posted) == 1
    assert (exchanges(world), len(world.graph.live_posts)) == (2, 1)


def test_instagram_and_the_page_speak_by_one_kept_token(cycles: Cycles, world: World) -> None:
    world.graph.connect_instagram("999", "gardenclub")
    world.graph.connect_instagram(PAGE_ID, HANDLE)
    cycles.practice.via = "graph"
    rows = [SOON.format(network="instagram, facebook", quote=QUOTES[0])]
    cycles.practice.write_schedule(rows)
    report = cycles.tick()
    assert (len(report.posted), report.troubles) == (2, [])
    assert [one.user for one in world.graph.media] == [
        one.id for one in world.graph.users.values() if one.username == HANDLE
    ]
    assert (kept(cycles.practice), exchanges(world)) == (PAGE_ID, 1)


def test_a_permission_that_is_missing_stops_everything_before_the_first_upload(
    cycles: Cycles, world: World
) -> None:
    world.graph.tokens[HERS].scopes = PAGE_SCOPES - {"pages_manage_posts"}
    (trouble,) = cycles.tick().troubles
    assert "pages_manage_posts" in trouble and "SOCIALKIT_FACEBOOK_PAGE_TOKEN" in trouble
    assert (world.graph.photos, world.graph.live_posts) == ({}, [])


def test_a_post_in_doubt_is_looked_for_with_the_token_that_is_new(
    cycles: Cycles, world: World
) -> None:
    world.faults.append(Fault("POST .*/feed", Kind.DROP))
    assert len(cycles.tick().unconfirmed) == 1
    write(cycles.practice, FACEBOOK_PAGE_TOKEN=NEWER)
    cycles.later(MINUTE * 5)
    assert [one.state for one in cycles.posts] == [State.POSTED]
    assert (len(world.graph.live_posts), len(world.commits)) == (1, 1)
